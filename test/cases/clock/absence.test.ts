// How long is the child away: through mornings, nights, snow, silence and reasons that run out?
import { describe, expect, it } from 'vitest'
import type { ClockFacts, MarkEntry } from '../../../src/cases/clock/clock.ts'
import { ask, away, standing } from './ask.ts'

const absence = (asOf: string, marks: MarkEntry[], facts: ClockFacts = {}) => ask(asOf, { marks, facts }).absence

describe('the current absence', () => {
  it('stands over night, until a register says otherwise', () => {
    const marks = [away('2026-10-12', '2026-10-12')]
    expect(absence('2026-10-12T23:59:59+01:00', marks)).toMatchObject({ schoolDays: 1, calendarDays: 1 })
    expect(absence('2026-10-13T00:00:00+01:00', marks)).toMatchObject({ schoolDays: 1, calendarDays: 2 })
    expect(absence('2026-10-13T09:29:59+01:00', marks)).toMatchObject({ schoolDays: 1 })
    expect(absence('2026-10-13T09:30:00+01:00', marks)).toBeNull()
  })

  it('stands over a weekend and over half-term', () => {
    const marks = [away('2026-10-22', '2026-10-23')]
    expect(absence('2026-11-01T12:00:00Z', marks)).toMatchObject({
      firstOn: '2026-10-22',
      schoolDays: 2,
      calendarDays: 11,
    })
  })

  it('counts a morning’s N at once', () => {
    const marks: MarkEntry[] = [{ on: '2026-10-12', session: 'AM', code: 'N' }]
    expect(absence('2026-10-12T09:00:00+01:00', marks)).toMatchObject({ schoolDays: 1, unexplained: true })
  })

  it('ends with a reason in the register, in either session', () => {
    const ill: MarkEntry = { on: '2026-10-13', session: 'PM', code: 'I' }
    expect(absence('2026-10-13T15:30:00+01:00', [away('2026-10-12', '2026-10-13'), ill])).toBeNull()
  })

  it('ends with U: the child came, though late', () => {
    const late: MarkEntry = { on: '2026-10-13', session: 'AM', code: 'U' }
    expect(absence('2026-10-13T12:00:00+01:00', [away('2026-10-12', '2026-10-13'), late])).toBeNull()
  })

  it('does not end because the school was shut, and does not count that day', () => {
    const marks = [away('2026-10-12', '2026-10-14'), away('2026-10-13', '2026-10-13', 'Y4')]
    expect(absence('2026-10-14T15:30:00+01:00', marks)).toMatchObject({ firstOn: '2026-10-12', schoolDays: 2 })
  })

  it('never begins with a day nobody knows about', () => {
    const marks = [away('2026-10-08', '2026-10-12', '-'), away('2026-10-13', '2026-10-13')]
    expect(absence('2026-10-13T15:30:00+01:00', marks)).toMatchObject({ firstOn: '2026-10-13', unknownDays: 0 })
  })

  it('is not made of silence alone', () => {
    expect(absence('2026-10-16T15:30:00+01:00', [away('2026-10-12', '2026-10-16', '-')])).toBeNull()
  })

  it('goes on when a feed falls silent, and says how many days nobody knows about', () => {
    const marks = [away('2026-10-12', '2026-10-12'), away('2026-10-13', '2026-10-14', '-')]
    expect(absence('2026-10-14T15:30:00+01:00', marks)).toEqual({
      firstOn: '2026-10-12',
      schoolDays: 3,
      unknownDays: 2,
      calendarDays: 3,
      unexplained: true,
    })
  })

  it('counts half a day of N and half of silence as a day away, not as unknown', () => {
    const marks: MarkEntry[] = [away('2026-10-12', '2026-10-12'), { on: '2026-10-12', session: 'PM', code: '-' }]
    expect(absence('2026-10-12T15:30:00+01:00', marks)).toMatchObject({ schoolDays: 1, unknownDays: 0 })
  })

  it('does not count a day on which the register says # twice, and counts one on which it says so once', () => {
    const one: MarkEntry = { on: '2026-10-13', session: 'PM', code: '#' }
    expect(absence('2026-10-13T15:30:00+01:00', [away('2026-10-12', '2026-10-13'), one])).toMatchObject({
      schoolDays: 2,
    })
    const whole = away('2026-10-13', '2026-10-13', '#')
    expect(absence('2026-10-13T15:30:00+01:00', [away('2026-10-12', '2026-10-13'), whole])).toMatchObject({
      schoolDays: 1,
    })
  })

  it('does not read a mark of tomorrow', () => {
    expect(absence('2026-10-12T15:30:00+01:00', [away('2026-10-12', '2026-10-16')])).toMatchObject({ schoolDays: 1 })
  })

  it('lets the later of two entries hold', () => {
    const [n, present] = [away('2026-10-12', '2026-10-12'), away('2026-10-12', '2026-10-12', '/')]
    expect(absence('2026-10-12T15:30:00+01:00', [n, present])).toBeNull()
    expect(absence('2026-10-12T15:30:00+01:00', [present, n])).toMatchObject({ schoolDays: 1 })
  })
})

describe('a reason', () => {
  const asOf = '2026-10-15T15:30:00+01:00'
  const marks = [away('2026-10-12', '2026-10-15')]
  const isUnexplained = (facts: ClockFacts) => absence(asOf, marks, facts)!.unexplained

  it('without an end explains the whole run', () => {
    expect(isUnexplained({ explainedOn: '2026-10-12' })).toBe(false)
  })

  it('that runs out leaves the child on the list', () => {
    expect(isUnexplained({ explainedOn: '2026-10-12', explainedUntil: '2026-10-14' })).toBe(true)
    expect(isUnexplained({ explainedOn: '2026-10-12', explainedUntil: '2026-10-15' })).toBe(false)
  })

  it('of an earlier absence explains nothing', () => {
    expect(isUnexplained({ explainedOn: '2026-10-09', explainedUntil: '2026-10-16' })).toBe(true)
  })

  it('learnt tomorrow is not known today', () => {
    expect(isUnexplained({ explainedOn: '2026-10-16' })).toBe(true)
  })

  it('is given by G alone', () => {
    expect(absence(asOf, [away('2026-10-12', '2026-10-15', 'G')])!.unexplained).toBe(false)
    expect(
      absence(asOf, [away('2026-10-12', '2026-10-15', 'G'), away('2026-10-14', '2026-10-14', 'O')])!.unexplained,
    ).toBe(true)
  })
})

describe('the nth day', () => {
  it('may still be today, while a session of it is to come', () => {
    const marks: MarkEntry[] = [away('2026-10-12', '2026-10-13'), { on: '2026-10-14', session: 'AM', code: 'Y4' }]
    expect(standing(ask('2026-10-14T12:00:00+01:00', { marks }), 'education-welfare-escalation')).toBe('2026-10-14 due')
    const shut = [away('2026-10-12', '2026-10-13'), away('2026-10-14', '2026-10-14', 'Y4')]
    expect(standing(ask('2026-10-14T15:30:00+01:00', { marks: shut }), 'education-welfare-escalation')).toBe(
      '2026-10-15 upcoming',
    )
  })

  it('shows which days it passed over and why', () => {
    const marks = [away('2026-10-22', '2026-11-04'), away('2026-11-03', '2026-11-03', 'Y3')]
    const duty = ask('2026-11-04T15:30:00Z', { marks }).duties.find(
      (each) => each.rule === 'education-welfare-escalation',
    )
    expect(duty?.working.counted).toEqual(['2026-10-22', '2026-10-23', '2026-11-04'])
    expect(duty?.working.skipped.at(-2)).toEqual({ on: '2026-11-02', because: 'INSET day' })
    expect(duty?.working.skipped.at(-1)).toEqual({ on: '2026-11-03', because: 'nobody could attend (Y3)' })
    expect(duty?.working.skipped).toHaveLength(7)
  })

  it('that cannot be counted says where the calendar ends', () => {
    const calendar = { terms: [{ from: '2026-09-01', to: '2026-10-13' }] }
    const answer = ask('2026-10-13T15:30:00+01:00', { calendar, marks: [away('2026-10-12', '2026-10-13')] })
    const duty = answer.duties.find((each) => each.rule === 'education-welfare-escalation')
    expect(duty).toMatchObject({
      dueOn: null,
      state: 'unknown',
      because: 'School day 3 of an absence nobody has explained. The school’s calendar ends on 2026-10-13.',
    })
  })
})

describe('the order of duties', () => {
  it('is by date, those without one last, then by rule, then by episode', () => {
    const missing = { reportedAt: '2026-10-12T21:00:00+01:00', from: 'care' as const }
    const calendar = { terms: [{ from: '2026-09-01', to: '2026-10-14' }] }
    const { duties } = ask('2026-10-14T15:30:00+01:00', {
      calendar,
      marks: [away('2026-10-12', '2026-10-14')],
      facts: { missing: [missing, { ...missing, returnedAt: '2026-10-13T23:30:00Z' }] },
    })
    expect(
      duties.map((duty) => `${duty.dueOn ?? duty.dueAt ?? '-'} ${duty.rule} ${duty.episode ?? ''}`.trim()),
    ).toEqual([
      '2026-10-12 first-day-contact',
      '2026-10-12 risk-questions',
      '2026-10-13 cme-officer-told',
      '2026-10-14 education-welfare-escalation',
      '2026-10-13T23:30:00Z safe-and-well-check 1',
      '2026-10-15 assistant-director-notice 0',
      '2026-10-15 assistant-director-notice 1',
      '2026-10-15 missing-from-care-meeting 0',
      '2026-10-15 missing-from-care-meeting 1',
      '2026-10-16T23:30:00Z return-interview 1',
      '2026-10-19 joint-review',
      '2026-10-19 lead-member-notice 0',
      '2026-10-19 lead-member-notice 1',
      '2026-11-08 authority-enquiries',
      '- authority-referral',
      '- home-visit',
      '- unexplained-code',
    ])
  })
})

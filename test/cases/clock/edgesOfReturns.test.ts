// Do returns, grounds, marks and notes hold at their edges: the day that counts twice, the run that follows, the first session?
import { describe, expect, it } from 'vitest'
import type { ClockInput, MarkEntry } from '../../../src/cases/clock/clock.ts'
import { marksForClock } from '../../../src/cases/clock/marksForClock.ts'
import { autumnOnly } from '../../support/calendars.ts'
import { ask, away } from './ask.ts'

const dutiesOf = (asOf: string, input: Partial<ClockInput>, rule: string) =>
  ask(asOf, input).duties.filter((duty) => duty.rule === rule)

describe('the attendance return', () => {
  it('sent after a second run was reached answers for the second alone', () => {
    const marks = [away('2026-09-02', '2026-09-15', 'O'), away('2026-09-17', '2026-09-30', 'O')]
    const sent = (...attendanceReturnsSentOn: string[]) =>
      dutiesOf('2026-10-05T15:30:00+01:00', { marks, facts: { attendanceReturnsSentOn } }, 'attendance-return').map(
        (duty) => `${duty.triggeredOn} ${duty.state}`,
      )
    expect(sent()).toEqual(['2026-09-15 upcoming', '2026-09-30 upcoming'])
    expect(sent('2026-10-01')).toEqual(['2026-09-15 upcoming', '2026-09-30 done'])
    expect(sent('2026-09-30')).toEqual(['2026-09-15 upcoming', '2026-09-30 done'])
    expect(sent('2026-09-29')).toEqual(['2026-09-15 done', '2026-09-30 upcoming'])
  })
})

describe('the sickness return', () => {
  const ill = [away('2026-09-02', '2026-09-22', 'I')]
  const at = '2026-09-22T15:30:00+01:00'

  it('shows the fifteen days that count, and no more', () => {
    const [duty] = dutiesOf(
      '2026-09-24T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-24', 'I')] },
      'sickness-return',
    )
    expect(duty).toMatchObject({
      dueOn: '2026-09-22',
      because: '17 days of illness since 2026-09-01, 0 more foreseen.',
      working: {
        counted: [
          ...['2026-09-02', '2026-09-03', '2026-09-04', '2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10'],
          ...['2026-09-11', '2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18', '2026-09-21'],
          '2026-09-22',
        ],
        skipped: [],
      },
    })
    expect(duty?.working.counted).toHaveLength(15)
  })

  it('sent on the first day of the school year is this year’s', () => {
    const [duty] = dutiesOf(at, { marks: ill, facts: { sicknessReturnSentOn: '2026-09-01' } }, 'sickness-return')
    expect(duty?.state).toBe('done')
  })

  it('is the only thing owed for a child who is ill, and nothing is for one below school age', () => {
    expect(ask(at, { marks: ill }).duties.map(({ rule }) => rule)).toEqual(['sickness-return'])
    expect(ask(at, { marks: ill, pupil: { dateOfBirth: '2022-01-10' } }).duties).toEqual([])
    expect(ask('2026-09-21T15:30:00+01:00', { marks: [away('2026-09-02', '2026-09-21', 'I')] }).duties).toEqual([])
  })

  it('counts today once, as foreseen in the morning and as had in the evening', () => {
    const marks = [away('2026-09-07', '2026-09-16', 'I'), away('2026-11-09', '2026-11-09', 'I')]
    const until = (to: string) => ({ foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to } })
    const evening = '2026-11-09T15:30:00Z'
    expect(dutiesOf(evening, { marks, facts: until('2026-11-16') }, 'sickness-return')).toEqual([])
    expect(dutiesOf(evening, { marks, facts: until('2026-11-17') }, 'sickness-return')[0]?.because).toBe(
      '9 days of illness since 2026-09-01, 6 more foreseen.',
    )
  })

  it('does not read a belief of tomorrow', () => {
    const marks = [away('2026-09-07', '2026-09-16', 'I')]
    const facts = { foreseenSickness: { believedOn: '2026-11-10', from: '2026-11-10', to: '2026-12-18' } }
    expect(dutiesOf('2026-11-09T15:30:00Z', { marks, facts }, 'sickness-return')).toEqual([])
    expect(dutiesOf('2026-11-10T08:00:00Z', { marks, facts }, 'sickness-return')).toHaveLength(1)
  })
})

describe('ground H', () => {
  const groundH = (asOf: string, input: Partial<ClockInput>) => ask(asOf, input).removal.groundH
  const fromMonday = { terms: [{ from: '2026-10-12', to: '2026-12-18' }] }

  it('names the first session attended, be it the first of the calendar', () => {
    const away12 = away('2026-10-12', '2026-10-30', 'O')
    const there = (on: string, session: 'AM' | 'PM', code: string): MarkEntry => ({ on, session, code })
    const marks = [away12, there('2026-10-12', 'AM', '/'), there('2026-10-14', 'PM', 'L')]
    const input = { calendar: fromMonday, marks, leave: { endedOn: '2026-10-11' } }
    expect(groundH('2026-10-23T15:30:00+01:00', input).conditions[0]).toEqual({
      id: 'ten-school-days',
      met: false,
      because: '2026-10-12: /.',
    })
    const later = { ...input, marks: [away12, there('2026-10-14', 'PM', 'L'), there('2026-10-20', 'AM', '/')] }
    expect(groundH('2026-10-23T15:30:00+01:00', later).conditions[0]?.because).toBe('2026-10-14: L.')
  })

  it('is not reached when leave ended before anything is known', () => {
    const input = { marks: [away('2026-09-02', '2026-09-30', 'O')], leave: { endedOn: '2026-08-20' } }
    expect(groundH('2026-09-30T15:30:00+01:00', input)).toMatchObject({
      status: 'not-met',
      schoolDays: 21,
      tenthSchoolDay: null,
      firstLawfulOn: null,
      conditions: [{ met: false, because: '21 of 10.' }, {}, {}, {}, {}],
    })
  })
})

describe('ground I', () => {
  const answer = (asOf: string, input: Partial<ClockInput>) => ask(asOf, input).removal.groundI

  it('does not look at a day that is not over', () => {
    const marks = [away('2026-10-12', '2026-11-17', 'O'), { on: '2026-11-17', session: 'AM', code: 'I' } as const]
    expect(answer('2026-11-17T10:00:00Z', { marks }).conditions[1]).toMatchObject({ met: true })
    expect(answer('2026-11-17T15:30:00Z', { marks }).conditions[1]).toMatchObject({ because: '2026-11-17, AM: I.' })
  })

  it('may fill the calendar from its first day', () => {
    const terms = [
      { from: '2026-10-12', to: '2026-10-23' },
      { from: '2026-11-03', to: '2026-12-18' },
    ]
    const marks = [away('2026-10-12', '2026-11-16', 'O')]
    expect(answer('2026-11-16T15:30:00Z', { calendar: { terms }, marks })).toMatchObject({
      status: 'pending',
      runStartedOn: '2026-10-12',
      schoolDays: 20,
      conditions: [{ met: true }, { met: true }, {}, {}, {}, {}],
    })
    expect(answer('2026-10-13T15:30:00+01:00', { marks: [] }).working).toEqual({ counted: [], skipped: [] })
  })
})

describe('the clock’s marks', () => {
  it('leave out those of days before the pupil was known', () => {
    const kept = ['2026-10-09', '2026-10-12', '2026-10-13'].map((on) => ({ on, session: 'AM', code: 'N' }) as const)
    expect(marksForClock(kept, [], { firstOn: '2026-10-12', lastOn: null }).map(({ on }) => on)).toEqual([
      '2026-10-12',
      '2026-10-13',
    ])
  })
})

describe('what was not used', () => {
  const notes = (asOf: string, mark: MarkEntry) => ask(asOf, { calendar: autumnOnly, marks: [mark] }).notes
  const outside = ['marks[0]: the days outside the calendar are not used.']

  it('is said of a mark on a day without school, today too', () => {
    const saturday = { on: '2026-10-17', session: 'AM', code: 'N' } as const
    expect(notes('2026-10-17T12:00:00+01:00', saturday)).toEqual(['marks[0]: 2026-10-17 is no school day (weekend).'])
    expect(notes('2026-10-16T12:00:00+01:00', saturday)).toEqual([])
  })

  it('is said of a span that reaches out of the calendar, once its days have come', () => {
    expect(notes('2026-10-30T12:00:00Z', away('2026-09-01', '2026-10-23'))).toEqual([])
    expect(notes('2026-10-30T12:00:00Z', away('2026-08-31', '2026-10-23'))).toEqual(outside)
    expect(notes('2026-10-30T12:00:00Z', away('2026-10-20', '2026-10-30'))).toEqual(outside)
    expect(notes('2026-10-29T12:00:00Z', away('2026-10-20', '2026-10-30'))).toEqual([])
  })

  it('is said of foreseen illness after the calendar', () => {
    const foreseen = (to: string) =>
      ask('2026-10-12T12:00:00+01:00', {
        calendar: autumnOnly,
        facts: { foreseenSickness: { believedOn: '2026-10-12', from: '2026-10-12', to } },
      }).notes
    expect(foreseen('2026-10-20')).toEqual([])
    expect(foreseen('2026-10-23')).toEqual([])
    expect(foreseen('2026-10-24')).toEqual(['facts.foreseenSickness.to: the days after the calendar are not counted.'])
  })
})

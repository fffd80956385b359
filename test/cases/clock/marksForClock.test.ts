// Does a silent feed leave the child on the list? Silence is never presence.
import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../../src/calendar/schoolCalendar.ts'
import { type CompleteRegister, marksForClock, silentSessions } from '../../../src/cases/clock/marksForClock.ts'
import { calendarA } from '../../support/calendars.ts'
import { ask } from './ask.ts'

const calendar = prepareCalendar(calendarA)
const onRoll = { firstOn: '2026-10-12', lastOn: null }
const register = (on: string): CompleteRegister[] => [
  { on, session: 'AM' },
  { on, session: 'PM' },
]
const marksAt = (
  asOf: string,
  complete: CompleteRegister[],
  kept: Parameters<typeof marksForClock>[0] = [],
  days = onRoll as { firstOn: string; lastOn: string | null },
) => marksForClock(kept, silentSessions(calendar, complete, asOf, '2026-10-12'), days)

describe('a feed that falls silent', () => {
  const kept = [
    { on: '2026-10-12', session: 'AM', code: 'N' },
    { on: '2026-10-12', session: 'PM', code: 'N' },
  ] as const
  const thursday = '2026-10-15T15:30:00+01:00'

  it('leaves a child who was away on the list, with the deadlines where they were', () => {
    const marks = marksAt(thursday, register('2026-10-12'), [...kept])
    const answer = ask(thursday, { marks })
    expect(answer.absence).toEqual({
      firstOn: '2026-10-12',
      schoolDays: 4,
      unknownDays: 3,
      calendarDays: 4,
      unexplained: true,
    })
    expect(answer.duties.find((duty) => duty.rule === 'education-welfare-escalation')?.dueOn).toBe('2026-10-14')
  })

  it('would look like presence without the silent sessions', () => {
    expect(ask(thursday, { marks: [...kept] }).absence).toBeNull()
  })

  it('gives a child who was never marked no attendance that nobody saw', () => {
    const marks = marksAt(thursday, [])
    expect(marks).toHaveLength(8)
    expect(new Set(marks.map((mark) => mark.code))).toEqual(new Set(['-']))
    expect(
      ask(thursday, { marks, pupil: { dateOfBirth: '2014-05-06', enteredOn: '2026-10-12' } }).attendance.possible,
    ).toBe(0)
  })

  it('keeps a run of ground I from being counted', () => {
    expect(
      ask(thursday, { marks: marksAt(thursday, register('2026-10-12'), [...kept]) }).removal.groundI.schoolDays,
    ).toBe(0)
  })
})

describe('the clock’s marks', () => {
  it('are those kept alone, when every register is complete', () => {
    const complete = [...register('2026-10-12'), ...register('2026-10-13')]
    const kept = [{ on: '2026-10-12', session: 'AM', code: 'I' }] as const
    expect(marksAt('2026-10-13T15:30:00+01:00', complete, [...kept])).toEqual([...kept])
  })

  it('say - for each closed session without a complete register, and nothing for those still open', () => {
    expect(marksAt('2026-10-13T12:00:00+01:00', register('2026-10-12'))).toEqual([
      { on: '2026-10-13', session: 'AM', code: '-' },
    ])
    expect(marksAt('2026-10-13T09:29:59+01:00', register('2026-10-12'))).toEqual([])
    expect(marksAt('2026-10-13T14:00:00+01:00', register('2026-10-12'))).toHaveLength(2)
  })

  it('keep a mark received although its register is not complete', () => {
    const kept = [{ on: '2026-10-13', session: 'AM', code: '/' }] as const
    expect(marksAt('2026-10-13T12:00:00+01:00', register('2026-10-12'), [...kept])).toEqual([...kept])
  })

  it('say nothing of days on which the school was closed', () => {
    expect(marksAt('2026-11-02T15:30:00Z', calendar.dates.filter((on) => on < '2026-10-23').flatMap(register))).toEqual(
      [
        { on: '2026-10-23', session: 'AM', code: '-' },
        { on: '2026-10-23', session: 'PM', code: '-' },
      ],
    )
  })

  it('begin on the day the pupil was first known, and end on the last day on roll', () => {
    const days = (firstOn: string, lastOn: string | null) =>
      marksAt('2026-10-16T15:30:00+01:00', [], [], { firstOn, lastOn }).map((mark) => `${mark.on} ${mark.session}`)
    expect(days('2026-10-15', null)).toEqual(['2026-10-15 AM', '2026-10-15 PM', '2026-10-16 AM', '2026-10-16 PM'])
    expect(days('2026-10-12', '2026-10-12')).toEqual(['2026-10-12 AM', '2026-10-12 PM'])
  })

  it('are one silence for a whole school and a choice for each pupil', () => {
    const silent = silentSessions(calendar, register('2026-10-13'), '2026-10-14T15:30:00+01:00', '2026-10-12')
    expect(silent.map((session) => `${session.on} ${session.session}`)).toEqual([
      '2026-10-12 AM',
      '2026-10-12 PM',
      '2026-10-14 AM',
      '2026-10-14 PM',
    ])
    expect(marksForClock([], silent, { firstOn: '2026-10-14', lastOn: null })).toHaveLength(2)
    expect(marksForClock([], silent, { firstOn: '2026-10-13', lastOn: '2026-10-13' })).toHaveLength(0)
  })
})

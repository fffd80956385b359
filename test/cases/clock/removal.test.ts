// When may named people delete a name, and when does the clock say wait?
import { describe, expect, it } from 'vitest'
import type { ClockFacts, MarkEntry } from '../../../src/cases/clock/clock.ts'
import { autumnOnly, calendarA } from '../../support/calendars.ts'
import { ask, away } from './ask.ts'

const twenty = [away('2026-10-12', '2026-11-16', 'O')]
const asOf = '2026-11-16T15:30:00Z'
const signedAt = '2026-11-16T14:10:00Z'
const signed: ClockFacts = {
  enquiries: [
    { by: 'school', on: '2026-10-16', what: 'home visit', signedAt },
    { by: 'authority', on: '2026-10-20', what: 'databases', signedAt },
  ],
  sicknessOrUnavoidable: { answer: false, signedAt },
  outcome: { kind: 'not-found', schoolSignedAt: signedAt, authoritySignedAt: signedAt },
}
const groundI = (facts: ClockFacts, marks: MarkEntry[] = twenty, at = asOf) => ask(at, { marks, facts }).removal.groundI
const unanswered = (facts: ClockFacts) =>
  groundI(facts)
    .conditions.filter((condition) => condition.met !== true)
    .map((condition) => condition.id)

describe('ground I', () => {
  it('is met when everything is signed, and shows its law and its twenty days', () => {
    const answer = groundI(signed)
    expect(answer.status).toBe('met')
    expect(answer.basis?.cite).toContain('regulation 9(1)(i)')
    expect(answer.working?.counted).toHaveLength(20)
    expect(answer.working?.skipped).toHaveLength(6)
  })

  it('waits until the twentieth day is over', () => {
    expect(groundI(signed, twenty, '2026-11-16T13:59:59Z')).toMatchObject({ status: 'not-met', schoolDays: 19 })
    expect(groundI({}, twenty, '2026-11-16T14:00:00Z')).toMatchObject({ status: 'pending', schoolDays: 20 })
  })

  it('is over at noon when the afternoon was closed', () => {
    const closed: MarkEntry = { on: '2026-11-16', session: 'PM', code: '#' }
    expect(groundI({}, [...twenty, closed], '2026-11-16T12:00:00Z')).toMatchObject({ schoolDays: 20 })
    expect(groundI({}, [...twenty, closed], '2026-11-16T09:00:00Z')).toMatchObject({ schoolDays: 19 })
  })

  it.each([
    ['no answer to the sickness question', { sicknessOrUnavoidable: null }, ['not-sickness-or-unavoidable']],
    [
      'an answer signed before the run',
      { sicknessOrUnavoidable: { answer: false, signedAt: '2026-10-11T12:00:00Z' } },
      ['not-sickness-or-unavoidable'],
    ],
    [
      'an answer signed later than now',
      { sicknessOrUnavoidable: { answer: false, signedAt: '2026-11-16T15:30:01Z' } },
      ['not-sickness-or-unavoidable'],
    ],
    [
      'unsigned enquiries',
      { enquiries: [{ by: 'school', on: '2026-10-16' }] },
      ['school-enquired', 'authority-enquired'],
    ],
    [
      'enquiries before the run',
      { enquiries: [{ by: 'school', on: '2026-10-11', signedAt }] },
      ['school-enquired', 'authority-enquired'],
    ],
    ['one signature', { outcome: { kind: 'not-found', schoolSignedAt: signedAt } }, ['outcome-signed']],
    [
      'a signature before the run',
      { outcome: { kind: 'not-found', schoolSignedAt: signedAt, authoritySignedAt: '2026-10-09T12:00:00Z' } },
      ['outcome-signed'],
    ],
    [
      'found, and agreement not answered',
      { outcome: { kind: 'found', schoolSignedAt: signedAt, authoritySignedAt: signedAt } },
      ['outcome-signed'],
    ],
  ] as [string, ClockFacts, string[]][])('is pending with %s', (_why, facts, missing) => {
    expect(groundI({ ...signed, ...facts }).status).toBe('pending')
    expect(unanswered({ ...signed, ...facts })).toEqual(missing)
  })

  it.each([
    ['there is reason to believe in sickness', { sicknessOrUnavoidable: { answer: true, signedAt } }],
    [
      'the child was found and a return is not ruled out',
      {
        outcome: {
          kind: 'found',
          schoolSignedAt: signedAt,
          authoritySignedAt: signedAt,
          agreedNoReasonableGroundsToExpectReturn: false,
        },
      },
    ],
    ['something else is unanswered too', { sicknessOrUnavoidable: { answer: true, signedAt }, outcome: null }],
  ] as [string, ClockFacts][])('is not met when %s', (_why, facts) => {
    expect(groundI({ ...signed, ...facts }).status).toBe('not-met')
  })

  it('names the first other code of the last twenty days', () => {
    const ill: MarkEntry = { on: '2026-10-20', session: 'PM', code: 'I' }
    expect(groundI(signed, [...twenty, ill]).conditions[1]).toEqual({
      id: 'only-g-n-o',
      met: false,
      because: '2026-10-20, PM: I.',
    })
  })

  it('asks a person to look when shut premises or silence alone stand in the way', () => {
    for (const code of ['Y3', 'Y4', '-']) {
      expect(groundI(signed, [...twenty, away('2026-11-10', '2026-11-10', code)]).status).toBe('needs-review')
    }
    expect(groundI(signed, [...twenty, away('2026-11-10', '2026-11-10', 'Y2')]).status).toBe('not-met')
    expect(
      groundI(signed, [...twenty, away('2026-10-12', '2026-10-12', 'Y4'), away('2026-10-09', '2026-10-09', 'O')])
        .status,
    ).toBe('needs-review')
  })

  it('never counts silence: a feed that stopped leaves no run, and reaches nothing', () => {
    const silent = [away('2026-10-12', '2026-11-13', 'O'), away('2026-11-16', '2026-11-16', '-')]
    expect(groundI(signed, silent)).toMatchObject({
      status: 'needs-review',
      schoolDays: 0,
      runStartedOn: null,
      firstLawfulOn: null,
    })
  })

  it('is unknown, short of the days, where the calendar has ended', () => {
    const marks = [away('2026-10-19', '2026-10-23', 'O')]
    const answer = ask(asOf, { calendar: autumnOnly, marks, facts: signed }).removal.groundI
    expect(answer).toMatchObject({ status: 'unknown', twentiethSchoolDay: null, firstLawfulOn: null })
    expect(ask('2026-10-23T15:30:00+01:00', { calendar: autumnOnly, marks }).removal.groundI.status).toBe('not-met')
  })

  it('cannot tell what the twenty days held when the calendar began later', () => {
    const marks = [away('2026-09-02', '2026-09-08', 'O')]
    expect(groundI({}, marks, '2026-09-08T15:30:00+01:00').conditions[1]).toEqual({
      id: 'only-g-n-o',
      met: null,
      because: 'Only the last 5 school days are known.',
    })
  })

  it('is lawful today at the earliest, when the twentieth day has passed', () => {
    expect(groundI(signed, [away('2026-10-12', '2026-11-20', 'O')], '2026-11-22T10:00:00Z')).toMatchObject({
      twentiethSchoolDay: '2026-11-16',
      firstLawfulOn: '2026-11-22',
      schoolDays: 24,
    })
  })

  it.each([
    ['a boarder', { dateOfBirth: '2014-05-06', boarder: true }],
    ['a child below compulsory school age', { dateOfBirth: '2022-01-10' }],
    ['a young person over it', { dateOfBirth: '2010-08-31' }],
  ])('does not apply to %s', (_who, pupil) => {
    expect(ask(asOf, { marks: twenty, facts: signed, pupil, leave: { endedOn: '2026-10-09' } }).removal).toEqual({
      groundH: { status: 'not-applicable', conditions: [] },
      groundI: { status: 'not-applicable', conditions: [] },
    })
  })
})

describe('ground H', () => {
  const leave = { endedOn: '2026-09-25' }
  const marks = [away('2026-09-14', '2026-09-25', 'C'), away('2026-09-28', '2026-10-09', 'O')]
  const friday = '2026-10-09T15:30:00+01:00'
  const groundH = (differences: object = {}, at = friday) => ask(at, { marks, leave, ...differences }).removal.groundH
  const at = '2026-10-09T14:30:00+01:00'
  const all: ClockFacts = {
    enquiries: [
      { by: 'school', on: '2026-09-28', signedAt: at },
      { by: 'authority', on: '2026-10-01', signedAt: at },
    ],
    sicknessOrUnavoidable: { answer: false, signedAt: at },
    outcome: {
      kind: 'found',
      schoolSignedAt: at,
      authoritySignedAt: at,
      agreedNoReasonableGroundsToExpectReturn: true,
    },
  }

  it('is met with ten days and every answer', () => {
    expect(groundH({ facts: all })).toMatchObject({ status: 'met', tenthSchoolDay: '2026-10-09', schoolDays: 10 })
  })

  it('waits until the tenth day is over', () => {
    expect(groundH({ facts: all }, '2026-10-09T13:59:00+01:00')).toMatchObject({ status: 'not-met', schoolDays: 9 })
  })

  it('takes nothing dated on or before the last day of leave', () => {
    const early = { ...all, enquiries: [{ by: 'school', on: '2026-09-25', signedAt: at }] }
    const { status, conditions } = groundH({ facts: early })
    expect(status).toBe('pending')
    expect(conditions.map((condition) => [condition.id, condition.met])).toEqual([
      ['ten-school-days', true],
      ['not-sickness-or-unavoidable', true],
      ['school-enquired', null],
      ['authority-enquired', null],
      ['outcome-signed', true],
    ])
  })

  it.each(['/', '\\', 'L', 'U', 'K', 'V', 'P', 'W', 'B', 'D'])('is closed by a session of %s', (code) => {
    const once: MarkEntry = { on: '2026-10-01', session: 'PM', code }
    expect(groundH({ marks: [...marks, once], facts: all })).toMatchObject({
      status: 'not-met',
      conditions: [{ id: 'ten-school-days', met: false, because: `2026-10-01: ${code}.` }, {}, {}, {}, {}],
    })
  })

  it.each(['I', 'C', '-', 'Y4', 'E'])('is not closed by a session of %s', (code) => {
    const once: MarkEntry = { on: '2026-10-01', session: 'PM', code }
    expect(groundH({ marks: [...marks, once], facts: all }).status).toBe('met')
  })

  it('is closed by a session attended without a mark, and by one after the tenth day', () => {
    expect(groundH({ marks: marks.slice(0, 1), facts: all }).status).toBe('not-met')
    expect(groundH({ facts: all }, '2026-10-12T15:30:00+01:00').status).toBe('not-met')
  })

  it('does not mind attendance up to the last day of leave', () => {
    const lastDay: MarkEntry = { on: '2026-09-25', session: 'PM', code: '\\' }
    expect(groundH({ marks: [...marks, lastDay], facts: all }).status).toBe('met')
  })

  it('skips half-term and INSET', () => {
    const answer = ask('2026-11-09T15:30:00Z', {
      marks: [away('2026-10-19', '2026-11-09', 'O')],
      leave: { endedOn: '2026-10-16' },
    })
    expect(answer.removal.groundH).toMatchObject({ status: 'pending', tenthSchoolDay: '2026-11-09' })
  })

  it('is unknown where the calendar has ended', () => {
    const differences = {
      calendar: autumnOnly,
      marks: [away('2026-10-19', '2026-10-23', 'O')],
      leave: { endedOn: '2026-10-16' },
    }
    expect(ask('2026-11-09T15:30:00Z', differences).removal.groundH).toMatchObject({
      status: 'unknown',
      tenthSchoolDay: null,
      firstLawfulOn: null,
    })
  })

  it('has not begun while leave lasts', () => {
    expect(groundH({ calendar: calendarA }, '2026-09-20T12:00:00+01:00')).toMatchObject({
      status: 'not-met',
      schoolDays: 0,
      tenthSchoolDay: '2026-10-09',
    })
  })

  it('asks for leave', () => {
    expect(groundH({ leave: null })).toEqual({ status: 'not-applicable', conditions: [] })
  })
})

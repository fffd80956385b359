// Does an old case keep the law of its day? Around 19 August 2024, when the regulations of 2024 took the place of 2006's.
import { describe, expect, it } from 'vitest'
import type { ClockInput } from '../../src/cases/clock/clock.ts'
import { ask, away, standing } from '../cases/clock/ask.ts'
import { summer2024, twoSigned } from './libraryCast.ts'

const of2006 = (regulation: string, provision: string, confirmed = false) => ({
  kind: 'law',
  cite: `Education (Pupil Registration) (England) Regulations 2006 (SI 2006/1751), ${provision}`,
  url: `https://www.legislation.gov.uk/uksi/2006/1751/regulation/${regulation}`,
  confirmed,
})
const of2024 = {
  kind: 'law',
  cite: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 9(1)(i)',
  url: 'https://www.legislation.gov.uk/uksi/2024/208/regulation/9',
  confirmed: false,
}
const oldGroundI = of2006('8', 'regulation 8(1)(h), as amended by SI 2016/792')

/** School days right up to and over the day of the change, which is a Monday. */
const overTheBoundary: ClockInput['calendar'] = { terms: [{ from: '2024-07-01', to: '2024-09-30' }] }
const pupil = { dateOfBirth: '2012-05-06' }
const runOver = (from: string, on: string, more: Partial<ClockInput> = {}) =>
  ask(`${on}T20:00:00Z`, { calendar: overTheBoundary, pupil, marks: [away(from, on, 'O')], ...more })

describe('ground I by the day of the decision', () => {
  it('T65: absent 3 June to 2 July 2024, found and agreed lets no name go; not found does', () => {
    const on2July = (kind: 'found' | 'not-found') =>
      ask('2024-07-02T20:00:00Z', { ...summer2024('2024-07-02'), facts: twoSigned('2024-07-02', kind) }).removal.groundI
    expect(on2July('found')).toMatchObject({
      status: 'not-met',
      schoolDays: 22,
      twentiethSchoolDay: '2024-06-28',
      firstLawfulOn: '2024-07-02',
      basis: oldGroundI,
    })
    expect(on2July('found').conditions.at(-1)).toEqual({
      id: 'outcome-signed',
      met: false,
      because: 'The child was found, and the law of that day let no name go of a child who was.',
    })
    expect(on2July('not-found')).toMatchObject({ status: 'met', basis: oldGroundI })
  })

  it('T65: under the old law a child who was found is an answer, whether or not anybody asked for an agreement', () => {
    const facts = twoSigned('2024-07-02', 'found', null)
    const { groundI } = ask('2024-07-02T20:00:00Z', { ...summer2024('2024-07-02'), facts }).removal
    expect(groundI.conditions.at(-1)).toMatchObject({ met: false })
    const unsigned = { ...facts, outcome: { ...facts.outcome!, authoritySignedAt: null } }
    const waiting = ask('2024-07-02T20:00:00Z', { ...summer2024('2024-07-02'), facts: unsigned }).removal.groundI
    expect(waiting).toMatchObject({ status: 'pending' })
    expect(waiting.conditions.at(-1)).toMatchObject({ met: null })
  })

  it('T65: the same facts in 2026 permit it', () => {
    const input = { marks: [away('2026-10-12', '2026-11-17', 'O')], facts: twoSigned('2026-11-17', 'found') }
    expect(ask('2026-11-17T20:00:00Z', input).removal.groundI).toMatchObject({ status: 'met', basis: of2024 })
  })

  it('T65: a run that reaches day 20 after 18 August 2024 is decided by the law of 2024', () => {
    // Twenty school days from Tuesday 23 July end on Monday 19 August; from Monday 22 July on Friday 16 August.
    const before = runOver('2024-07-22', '2024-08-16', { facts: twoSigned('2024-08-16', 'found') }).removal.groundI
    expect(before).toMatchObject({ status: 'not-met', twentiethSchoolDay: '2024-08-16', basis: oldGroundI })
    const after = runOver('2024-07-23', '2024-08-19', { facts: twoSigned('2024-08-19', 'found') }).removal.groundI
    expect(after).toMatchObject({ status: 'met', twentiethSchoolDay: '2024-08-19', basis: of2024 })
  })

  it('T65: what was not decided by 18 August 2024 is decided by the law of the day on which it is', () => {
    const facts = twoSigned('2024-08-16', 'found')
    expect(runOver('2024-07-15', '2024-08-16', { facts }).removal.groundI.status).toBe('not-met')
    const later = runOver('2024-07-15', '2024-08-20', { facts }).removal.groundI
    expect(later).toMatchObject({ status: 'met', twentiethSchoolDay: '2024-08-09', firstLawfulOn: '2024-08-20' })
  })

  it('T65: a run still short on 16 August 2024 names the law of the day on which it would be reached', () => {
    expect(runOver('2024-07-29', '2024-08-16').removal.groundI).toMatchObject({
      status: 'not-met',
      firstLawfulOn: '2024-08-23',
      basis: of2024,
    })
  })

  it('T65: where day 20 cannot be counted, the day asked about says which law holds', () => {
    const on = (date: string, to: string) =>
      ask(`${date}T20:00:00Z`, {
        calendar: { terms: [{ from: '2024-07-01', to }] },
        pupil,
        marks: [away(date, date, 'O')],
      }).removal.groundI
    expect(on('2024-07-19', '2024-07-24')).toMatchObject({ firstLawfulOn: null, basis: oldGroundI })
    expect(on('2024-08-30', '2024-08-30')).toMatchObject({ firstLawfulOn: null, basis: of2024 })
  })
})

describe('ground H by the day of the decision', () => {
  const leftOn = (endedOn: string, on: string) =>
    runOver(endedOn, on, { leave: { endedOn }, facts: twoSigned(on, 'found') }).removal.groundH

  it('T65: a tenth school day up to Friday 16 August 2024 is the old law’s, from Monday 19 August the new one’s', () => {
    expect(leftOn('2024-08-02', '2024-08-16')).toMatchObject({
      status: 'not-met',
      tenthSchoolDay: '2024-08-16',
      basis: of2006('8', 'regulation 8(1)(f), as amended by SI 2016/792'),
    })
    expect(leftOn('2024-08-05', '2024-08-19')).toMatchObject({
      status: 'met',
      tenthSchoolDay: '2024-08-19',
      basis: { ...of2024, cite: of2024.cite.replace('(i)', '(h)') },
    })
    const short = runOver('2024-08-05', '2024-08-16', { leave: { endedOn: '2024-08-05' } }).removal.groundH
    expect(short).toMatchObject({ firstLawfulOn: '2024-08-19', basis: { url: of2024.url } })
    const uncounted = runOver('2024-09-16', '2024-09-30', { leave: { endedOn: '2024-09-20' } }).removal.groundH
    expect(uncounted).toMatchObject({ firstLawfulOn: null, basis: { url: of2024.url } })
  })
})

describe('a duty by the day that brings it about', () => {
  const duty = (from: string, on: string, rule: string, more: Partial<ClockInput> = {}) =>
    runOver(from, on, more).duties.find((each) => each.rule === rule)

  it('T65: ten school days reached on 16 August 2024 are the old regulation’s return, on 19 August the new one’s', () => {
    expect(duty('2024-08-05', '2024-08-16', 'attendance-return')).toMatchObject({
      triggeredOn: '2024-08-16',
      dueOn: '2024-09-16',
      because: '10 school days running with G, N, O or U on 2024-08-16.',
      basis: of2006('12', 'regulation 12(1)', true),
    })
    expect(duty('2024-08-06', '2024-08-19', 'attendance-return')).toMatchObject({
      triggeredOn: '2024-08-19',
      because: '10 school days running with G, N, O or U on 2024-08-19.',
      basis: {
        cite: 'School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 13(6) to (11), continuous absence',
      },
    })
  })

  it('T65: a duty from before its rule was in force is listed, and says since when the rule is', () => {
    const marks = [away('2024-08-16', '2024-08-16')]
    const before = runOver('2024-08-16', '2024-08-16', { marks }).duties
    expect(before.find(({ rule }) => rule === 'unexplained-code')?.because).toBe(
      'The register says N for 2024-08-16. This rule is in force only from 19 August 2024.',
    )
    expect(before.find(({ rule }) => rule === 'first-day-contact')?.because).toBe(
      'The register does not say why the child is away. This rule is in force only from 19 August 2024.',
    )
    expect(before.find(({ rule }) => rule === 'education-welfare-escalation')?.because).toBe(
      'School day 3 of an absence nobody has explained. This rule is in force only from 1 October 2024.',
    )
    const since = runOver('2024-08-19', '2024-08-19', { marks: [away('2024-08-19', '2024-08-19')] }).duties
    expect(since.find(({ rule }) => rule === 'unexplained-code')?.because).toBe('The register says N for 2024-08-19.')
    expect(since.find(({ rule }) => rule === 'first-day-contact')?.because).toBe(
      'The register does not say why the child is away.',
    )
  })

  it('T65: so does each duty that a register, a roll, or a missing child brings about', () => {
    const note = / This rule is in force only from (\d+ \w+ 2024)\.$/
    const because = (asOf: string, input: Partial<ClockInput>, rule: string) =>
      note.exec(
        ask(asOf, { calendar: overTheBoundary, pupil, ...input }).duties.find((each) => each.rule === rule)!.because,
      )?.[1]
    const entered = (enteredOn: string) => ({
      pupil: { ...pupil, enteredOn },
      facts: { newPupilReturn: { sentOn: null } },
    })
    expect(because('2024-08-23T12:00:00Z', entered('2024-08-18'), 'new-pupil-return')).toBe('19 August 2024')
    expect(because('2024-08-23T12:00:00Z', entered('2024-08-19'), 'new-pupil-return')).toBeUndefined()
    const ill = (from: string) => ({ marks: [away(from, '2024-08-30', 'I')] })
    expect(because('2024-08-30T20:00:00Z', ill('2024-07-29'), 'sickness-return')).toBe('19 August 2024')
    expect(because('2024-08-30T20:00:00Z', ill('2024-07-30'), 'sickness-return')).toBeUndefined()
    const left = { pupil: { ...pupil, leftOn: '2024-07-05' } }
    expect(because('2024-08-23T12:00:00Z', left, 'pupil-record-transfer')).toBeUndefined()
    const answered = (riskAnsweredOn: string) => ({ facts: { riskAnsweredOn, riskAnswers: { A1: 'yes' as const } } })
    expect(because('2024-10-05T12:00:00Z', answered('2024-09-30'), 'refer-same-day')).toBe('1 October 2024')
    expect(because('2024-10-05T12:00:00Z', answered('2024-10-01'), 'refer-same-day')).toBeUndefined()
    const missing = (reportedAt: string, returnedAt: string | null = null) => ({
      facts: { missing: [{ reportedAt, returnedAt, from: 'care' as const, meetingsOn: ['2024-10-01'] }] },
    })
    const inSeptember = missing('2024-09-30T12:00:00Z')
    expect(because('2024-10-05T12:00:00Z', inSeptember, 'missing-from-care-review')).toBe('1 October 2024')
    expect(because('2024-10-05T12:00:00Z', inSeptember, 'lead-member-notice')).toBe('1 October 2024')
    const back = missing('2024-09-29T12:00:00Z', '2024-09-30T23:30:00+01:00')
    expect(because('2024-10-05T12:00:00Z', back, 'return-interview')).toBe('1 October 2024')
    const backInOctober = missing('2024-09-29T12:00:00Z', '2024-09-30T23:30:00Z')
    expect(because('2024-10-05T12:00:00Z', backInOctober, 'return-interview')).toBeUndefined()
    expect(because('2024-10-05T12:00:00Z', backInOctober, 'missing-from-care-meeting')).toBe('1 October 2024')
  })

  it('T65: the sentence stands after the one that says where the calendar ends', () => {
    const calendar = { terms: [{ from: '2024-07-01', to: '2024-07-19' }] }
    const { duties } = ask('2024-07-19T20:00:00Z', { calendar, pupil, marks: [away('2024-07-19', '2024-07-19')] })
    const duty = duties.find(({ rule }) => rule === 'unexplained-code')!
    expect(duty.dueOn).toBeNull()
    expect(duty.because).toMatch(/calendar ends.*\. This rule is in force only from 19 August 2024\.$/)
  })

  it('T65: the ids in an answer are the same under either law', () => {
    const answer = ask('2024-07-02T20:00:00Z', summer2024('2024-07-02'))
    expect(standing(answer, 'attendance-return')).toBe('2024-07-14 upcoming')
    expect(Object.keys(answer.removal)).toEqual(['groundH', 'groundI'])
  })
})

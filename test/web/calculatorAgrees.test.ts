import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateText, dayNumber } from '../../src/calendar/date.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { clock } from '../../src/cases/clock/clock.ts'
import { attendanceCodes } from '../../src/law/attendanceCodes.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import type { TypedMark } from '../../src/web/forms/calculatorMarks.ts'
import { deadlinesOf } from '../../src/web/pages/calculatorDeadlines.ts'
import { type Question, questionOf } from '../../src/web/pages/calculatorRuns.ts'
import { deadlineShown } from '../../src/web/pages/calculatorShown.ts'
import { stripBefore } from '../../src/web/pages/calculatorStrip.ts'
import { deadlineOf, send } from './calculatorForm.ts'

// The example that the contract of the clock gives.
const calendar = {
  terms: [
    { from: '2026-09-01', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  closed: [{ on: '2026-09-01', because: 'inset' as const }],
  registersClose: { AM: '09:30', PM: '14:00' },
}
const example = {
  calendar,
  pupil: { dateOfBirth: '2014-05-06', boarder: false, enteredOn: '2024-09-03', leftOn: null },
  policy: { escalateOnSchoolDay: 3, visitBySchoolDay: 5, referOnSchoolDay: 10, reviewEveryDays: 7 },
}

describe('The calculator and the command give the same answer', () => {
  it('to the example of the contract, before its mark of 20 October is made', async () => {
    const answer = clock({
      ...example,
      asOf: '2026-10-14T15:30:00+01:00',
      marks: [
        { from: '2026-10-12', to: '2026-10-14', code: 'N' },
        { on: '2026-10-20', session: 'AM', code: 'I' },
      ],
    })
    const page = await send({
      first: '12 10 2026',
      birth: '6 5 2014',
      terms: [
        ['1 September 2026', '23 October 2026'],
        ['2 November 2026', '18 December 2026'],
      ],
      closed: '1 September 2026 INSET',
    })

    expect(answer.removal.groundI.twentiethSchoolDay).toBe('2026-11-13')
    expect(deadlineOf(page, 'ground-i')).toContain('Not before Friday 13 November 2026 School day 20')
    expect(answer.duties.find(({ rule }) => rule === 'education-welfare-escalation')).toMatchObject({
      dueOn: '2026-10-14',
      working: { counted: ['2026-10-12', '2026-10-13', '2026-10-14'], skipped: [] },
    })
    expect(deadlineOf(page, 'education-welfare-escalation')).toContain('Wednesday 14 October 2026 School day 3')
    expect(deadlineOf(page, 'education-welfare-escalation')).toMatch(
      /no weekday skipped\. School day 1 Mon 12 Oct School day 2 Tue 13 Oct School day 3 Wed 14 Oct$/,
    )
    expect(answer.duties.find(({ rule }) => rule === 'unexplained-code')?.dueOn).toBe('2026-10-19')
    expect(deadlineOf(page, 'unexplained-code')).toContain('By Monday 19 October 2026')
    expect(answer.duties.find(({ rule }) => rule === 'authority-enquiries')?.dueOn).toBe('2026-11-08')
    expect(deadlineOf(page, 'authority-enquiries')).toContain('By Sunday 8 November 2026')
  })

  it('to the same example with the mark, on the evening of the day it leads to', async () => {
    const answer = clock({
      ...example,
      asOf: '2026-11-24T22:00:00Z',
      marks: [
        { from: '2026-10-12', to: '2026-11-24', code: 'N' },
        { on: '2026-10-20', session: 'AM', code: 'I' },
      ],
    })
    const page = await send({
      first: '12 10 2026',
      birth: '6 5 2014',
      terms: [
        ['1 September 2026', '23 October 2026'],
        ['2 November 2026', '18 December 2026'],
      ],
      closed: '1 September 2026 INSET',
      marks: '20 October 2026 AM I',
    })

    expect(answer.removal.groundI).toMatchObject({
      runStartedOn: '2026-10-21',
      schoolDays: 20,
      twentiethSchoolDay: '2026-11-24',
    })
    expect(deadlineOf(page, 'ground-i')).toContain('Not before Tuesday 24 November 2026 School day 20')
    expect(deadlineOf(page, 'ground-i')).toContain(
      'The mark I in the morning of Tuesday 20 October ended the count; it begins again on Wednesday 21 October.',
    )
  })
})

const school = prepareCalendar(calendar)
const firstOn = '2026-10-12'
const days = school.dates.filter((on) => on >= firstOn)
const codes = attendanceCodes.map(({ code }) => code as string).filter((code) => code !== '-')

const someMarks = fc.array(
  fc
    .record({
      at: fc.nat(days.length - 1),
      length: fc.constantFrom(1, 1, 1, 2, 4),
      session: fc.constantFrom(null, null, 'AM' as const, 'PM' as const),
      // Those that a count takes in its own way, more often than all the others.
      code: fc.oneof(fc.constantFrom('O', 'G', 'U', 'I', 'Y4', 'Y3', '#', 'N'), fc.constantFrom(...codes)),
    })
    .map(
      ({ at, length, session, code }): TypedMark => ({
        from: days[at]!,
        to: days[Math.min(at + length - 1, days.length - 1)]!,
        ...{ isSpan: length > 1, line: 1, session, code },
      }),
    ),
  { maxLength: 8 },
)

function question(marks: readonly TypedMark[]): Question {
  return questionOf(firstOn, school, marks, null, shippedPolicies)
}

/** How far a count has come on the evening of a day, by the strip that the page shows. */
function shownOn(asked: Question, count: 'absence' | 'groundI', on: string): number {
  const parts = stripBefore(asked, count, false, dateText(dayNumber(on) + 1))
  const since = parts.slice(parts.findLastIndex((part) => !part.isCounted && part.isEnd) + 1)
  return since.filter((part) => part.isCounted).length
}

describe('Whatever the marks', () => {
  it('the days that the page shows as counted are as many as the clock counts, on every day', () => {
    fc.assert(
      fc.property(someMarks, fc.constantFrom(...days), (marks, on) => {
        const asked = question(marks)
        const { absence, removal } = asked.asOf(on)
        expect(shownOn(asked, 'absence', on)).toBe(absence?.schoolDays ?? 0)
        expect(shownOn(asked, 'groundI', on)).toBe(removal.groundI.schoolDays)
      }),
      { numRuns: 300 },
    )
  })

  it('day 20 is the first evening on which the clock counts twenty days, and day 10 and day 3 likewise', () => {
    fc.assert(
      fc.property(someMarks, (marks) => {
        const asked = question(marks)
        const dateOf = (rule: string) => deadlinesOf(asked).find((deadline) => deadline.rule.id === rule)!.on
        const firstWith = (is: (on: string) => boolean) => days.find(is) ?? null
        expect(dateOf('ground-i')).toBe(firstWith((on) => (asked.asOf(on).removal.groundI.schoolDays ?? 0) >= 20))
        expect(dateOf('attendance-return')).toBe(
          firstWith((on) => asked.asOf(on).duties.some(({ rule }) => rule === 'attendance-return')),
        )
        const firstDay = dateOf('first-day-contact')
        expect(dateOf('risk-questions')).toBe(firstDay)
        expect(dateOf('social-worker-told')).toBe(firstDay)
        // A count that G alone keeps going is owed nothing on its third day: the reason is known.
        if (marks.some(({ code }) => code === 'G')) return
        for (const [rule, nth] of [
          ['first-day-contact', 1],
          ['cme-officer-told', 2],
          ['education-welfare-escalation', 3],
          ['home-visit', 5],
          ['authority-referral', 10],
        ] as const)
          expect(dateOf(rule)).toBe(firstWith((on) => (asked.asOf(on).absence?.schoolDays ?? 0) >= nth))
      }),
      { numRuns: 100 },
    )
  })
})

describe('Every duty that the clock lists for an unexplained absence', () => {
  it('is one of the dates, on the same day', () => {
    const asked = question([])
    const dates = new Map(deadlinesOf(asked).map((deadline) => [deadline.rule.id as string, deadline]))
    const listed = asked.asOf('2026-11-20').duties

    expect(listed.map(({ rule }) => rule).sort()).toEqual(
      [...dates.keys()].filter((rule) => rule !== 'ground-i').sort(),
    )
    expect(listed).toHaveLength(11)
    for (const { rule, dueOn } of listed) {
      const { on, dueOn: latestOn } = dates.get(rule)!
      expect(`${rule} ${latestOn ?? on}`).toBe(`${rule} ${dueOn}`)
    }
  })
})

describe('However many the marks', () => {
  const each = (nth: number, code: string) =>
    days
      .filter((_, at) => at % nth === nth - 1)
      .map((on): TypedMark => ({ from: on, to: on, isSpan: false, line: 1, session: null, code }))

  it.each([
    ['every other day I', each(2, 'I')],
    ['every third day I, else G', [...days.map((on) => ({ ...each(1, 'G')[0]!, from: on, to: on })), ...each(3, 'I')]],
    ['every third day Y4', each(3, 'Y4')],
    ['one Y4, and I every tenth day', [...each(5, 'Y4').slice(0, 1), ...each(10, 'I')]],
  ])('%s: the clock is asked of a few evenings, not of every mark', (_, marks) => {
    const asked = question(marks)
    const evenings = new Set<string>()
    const counted: Question = {
      ...asked,
      asOf(on) {
        evenings.add(on)
        return asked.asOf(on)
      },
    }
    for (const deadline of deadlinesOf(counted)) deadlineShown(counted, deadline)
    expect(evenings.size).toBeLessThan(9)
  })
})

// What does one week of holiday more do to the dates of an absence? Neither more nor less than a week.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClockAnswer, type ClockInput, clock, type Duty } from '../../../src/cases/clock/clock.ts'
import { insertWeek, shifted } from './changedInput.ts'
import { londonOf, plus, weekday } from './naive/naiveDates.ts'
import { anyAbsence } from './naive/randomInput.ts'

const seed = 20261012
const numRuns = 1500

describe('a week of holiday more', () => {
  it('before an absence moves its dates by that week, and nothing else', () => {
    const asked = acrossAWeekMore((input, absence, weeks) => {
      // Any Monday up to that of the first day: the whole absence lies after it.
      const monday = plus(absence.firstOn, 1 - weekday(absence.firstOn) - 7 * weeks)
      const [now, later] = [clock(input), clock(insertWeek(input, monday))]
      expect(later.absence).toEqual({ ...now.absence, firstOn: plus(absence.firstOn, 7) })
      const moved = ({ rule, dueOn, state, opensOn }: Duty) => ({ rule, dueOn, state, opensOn })
      const one = later.duties.filter(({ rule }) => ofAbsence.includes(rule)).map(moved)
      const other = now.duties
        .filter(({ rule }) => ofAbsence.includes(rule))
        .map((duty) => moved(weekLater(duty, monday)))
      expect(one).toEqual(other)
      sameGrounds(now, later, monday)
      expect(later.attendance).toEqual(now.attendance)
    })
    expect(asked).toBeGreaterThan(300)
  })

  it('inside an absence moves the school days after it by that week, and none before it', () => {
    let [before, after] = [0, 0]
    const asked = acrossAWeekMore((input, absence, weeks) => {
      const within = Math.floor((absence.calendarDays - 1) / 7)
      const monday = plus(absence.firstOn, 8 - weekday(absence.firstOn) + 7 * (within === 0 ? 0 : weeks % within))
      if (monday > londonOf(input.asOf).date) return
      const [now, later] = [clock(input), clock(insertWeek(input, monday))]
      expect(later.absence).toEqual({ ...now.absence, calendarDays: absence.calendarDays + 7 })
      const bySchoolDay = ({ rule }: Duty) => countsSchoolDays.includes(rule)
      const moved = ({ rule, dueOn, triggeredOn, state }: Duty) => ({ rule, dueOn, triggeredOn, state })
      const datesOf = (duties: readonly Duty[]) =>
        duties.map(moved).sort((one, other) => (one.rule < other.rule ? -1 : 1))
      const expected = now.duties.filter(bySchoolDay).map((duty) => weekLater(duty, monday))
      expect(datesOf(later.duties.filter(bySchoolDay))).toEqual(datesOf(expected))
      for (const { dueOn } of now.duties.filter(bySchoolDay)) {
        if (dueOn && dueOn < monday) before++
        else if (dueOn) after++
      }
      sameGrounds(now, later, monday)
      expect(later.attendance).toEqual(now.attendance)
    })
    expect(asked).toBeGreaterThan(300)
    expect(before).toBeGreaterThan(800)
    expect(after).toBeGreaterThan(250)
  })
})

const countsSchoolDays = [
  ...['first-day-contact', 'risk-questions', 'social-worker-told', 'cme-officer-told', 'education-welfare-escalation'],
  ...['home-visit', 'authority-referral', 'unexplained-code', 'pupil-record-transfer'],
]
const ofAbsence = [...countsSchoolDays, 'joint-review', 'authority-enquiries']

/** Asks about every absence drawn, of a child who is of age the whole time. Says how many there were. */
function acrossAWeekMore(
  check: (input: ClockInput, absence: NonNullable<ClockAnswer['absence']>, weeks: number) => void,
): number {
  let asked = 0
  fc.assert(
    fc.property(anyAbsence, fc.integer({ min: 0, max: 5 }), (drawn, weeks) => {
      const dateOfBirth = `${Number(drawn.asOf.slice(0, 4)) - 10}-03-01`
      const input = { ...drawn, pupil: { ...drawn.pupil, dateOfBirth } }
      const { absence } = clock(input)
      if (absence === null) return
      asked++
      check(input, absence, weeks)
    }),
    { numRuns, seed },
  )
  return asked
}

function weekLater(duty: Duty, monday: string): Duty {
  const move = <Text extends string | null | undefined>(date: Text) => (date ? shifted(date, monday) : date) as Text
  return {
    ...duty,
    dueOn: move(duty.dueOn),
    ...(duty.opensOn ? { opensOn: move(duty.opensOn) } : {}),
    ...(duty.triggeredOn ? { triggeredOn: move(duty.triggeredOn) } : {}),
  }
}

function sameGrounds(now: ClockAnswer, later: ClockAnswer, monday: string): void {
  const move = (date: string | null | undefined) => (date ? shifted(date, monday) : date)
  const met = ({ conditions }: { conditions: readonly { id: string; met: boolean | null }[] }) =>
    conditions.map((condition) => [condition.id, condition.met])
  const [{ groundI: one, groundH: two }, { groundI: three, groundH: four }] = [now.removal, later.removal]
  expect([three.status, three.schoolDays, met(three)]).toEqual([one.status, one.schoolDays, met(one)])
  expect([four.status, four.schoolDays, met(four)]).toEqual([two.status, two.schoolDays, met(two)])
  expect([three.runStartedOn, three.twentiethSchoolDay, three.firstLawfulOn]).toEqual(
    [one.runStartedOn, one.twentiethSchoolDay, one.firstLawfulOn].map(move),
  )
  expect([four.tenthSchoolDay, four.firstLawfulOn]).toEqual([two.tenthSchoolDay, two.firstLawfulOn].map(move))
}

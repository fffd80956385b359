// May the name come off the roll under ground H or I? The contract's two grounds, each condition by itself.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import { isOfAge } from './naiveCodeDuties.ts'
import { plus } from './naiveDates.ts'
import {
  type Day,
  isGNO,
  type Known,
  nothingCounted,
  nthSchoolDayAfter,
  type Working,
  workingFrom,
} from './naiveDays.ts'
import { isAt, isOn } from './naiveDuty.ts'

type Met = boolean | null

export interface NaiveGround {
  status: string
  conditions: { id: string; met: Met }[]
  runStartedOn?: string | null
  schoolDays?: number
  twentiethSchoolDay?: string | null
  tenthSchoolDay?: string | null
  firstLawfulOn?: string | null
  working?: Working
}

const attendedCodes = ['attended', '/', '\\', 'L', 'U', 'K', 'V', 'P', 'W', 'B', 'D']

function isCovered(known: Known): boolean {
  return known.first <= known.today && known.today <= known.last
}

function laterOf(date: string | null, today: string): string | null {
  return date === null ? null : date > today ? date : today
}

/** Of a decision up to that day, a child who was found kept the name (SI 2006/1751, regulation 8(1)). */
export const lastDayOfTheOldLaw = '2024-08-18'

/**
 * Answers, enquiries and signatures, of those that count from a day on; without a day none does. `lawfulOn`: the first day
 * on which it could be decided.
 */
function answersFrom(known: Known, from: string | null, lawfulOn: string | null): { id: string; met: Met }[] {
  const facts: NonNullable<ClockInput['facts']> = (from !== null && known.input.facts) || {}
  const earliest = from ?? '9999-99-99'
  const sickness = facts.sicknessOrUnavoidable
  const counts = (at: string | null | undefined) => isAt(known, at, earliest)
  const enquired = (by: string): Met =>
    (facts.enquiries ?? []).some(
      (each) => each.by === by && isOn(known, each.on, earliest) && isAt(known, each.signedAt),
    )
      ? true
      : null
  const outcome = facts.outcome
  let signed: Met = null
  if (outcome && counts(outcome.schoolSignedAt) && counts(outcome.authoritySignedAt)) {
    const agreed = outcome.agreedNoReasonableGroundsToExpectReturn ?? null
    const isOldLaw = (lawfulOn ?? known.today) <= lastDayOfTheOldLaw
    signed = outcome.kind === 'not-found' ? true : isOldLaw ? false : agreed
  }
  return [
    { id: 'not-sickness-or-unavoidable', met: sickness && counts(sickness.signedAt) ? !sickness.answer : null },
    { id: 'school-enquired', met: enquired('school') },
    { id: 'authority-enquired', met: enquired('authority') },
    { id: 'outcome-signed', met: signed },
  ]
}

function statusOf(known: Known, daysReached: boolean, answers: { met: Met }[]): string {
  if (!daysReached && !isCovered(known)) return 'unknown'
  if (!daysReached || answers.some(({ met }) => met === false)) return 'not-met'
  return answers.some(({ met }) => met === null) ? 'pending' : 'met'
}

function isApplicable(known: Known): boolean {
  return !known.input.pupil.boarder && isOfAge(known, known.today)
}

export function naiveGroundI(known: Known): NaiveGround {
  if (!isApplicable(known)) return { status: 'not-applicable', conditions: [] }
  const closed = [...known.soFar]
  while (closed.length > 0 && !closed.at(-1)!.hasClosed) closed.pop()
  const run = endOf(closed, (state) => isGNO(state))
  const wider = endOf(closed, (state) => isGNO(state) || ['Y3', 'Y4', '-'].includes(state))
  const twentieth =
    run.length === 0
      ? null
      : run.length >= 20
        ? run[19]!.on
        : nthSchoolDayAfter(known, run.at(-1)!.on, 20 - run.length).date
  const isReached = run.length >= 20
  const answers = answersFrom(known, run[0]?.on ?? null, laterOf(twentieth, known.today))
  return {
    status: !isReached && wider.length >= 20 ? 'needs-review' : statusOf(known, isReached, answers),
    runStartedOn: run[0]?.on ?? null,
    schoolDays: run.length,
    twentiethSchoolDay: twentieth,
    firstLawfulOn: laterOf(twentieth, known.today),
    conditions: [
      { id: 'twenty-school-days', met: isReached },
      { id: 'only-g-n-o', met: !closed.slice(-20).every(hasOnlyGNO) ? false : closed.length < 20 ? null : true },
      ...answers,
    ],
    working:
      run.length === 0
        ? nothingCounted
        : workingFrom(
            run[0]!.on,
            run.map((day) => day.on),
          ),
  }
}

function hasOnlyGNO(day: Day): boolean {
  return day.sessions.every(isGNO)
}

function endOf(days: Day[], belongs: (state: string) => boolean): Day[] {
  const run: Day[] = []
  for (const day of [...days].reverse()) {
    if (!day.sessions.every(belongs)) break
    run.unshift(day)
  }
  return run
}

export function naiveGroundH(known: Known): NaiveGround {
  const endedOn = known.input.leave?.endedOn
  if (!isApplicable(known) || !endedOn) return { status: 'not-applicable', conditions: [] }
  const { date: tenth, working } = nthSchoolDayAfter(known, endedOn, 10)
  const since = known.soFar.filter((day) => day.on > endedOn)
  const hasPassed = since.some((day) => day.on === tenth && day.hasClosed)
  const attended = since.some((day) => day.sessions.some((state) => attendedCodes.includes(state)))
  const isReached = hasPassed && !attended
  const answers = answersFrom(known, plus(endedOn, 1), laterOf(tenth, known.today))
  return {
    status: statusOf(known, isReached, answers),
    schoolDays: since.filter((day) => day.hasClosed).length,
    tenthSchoolDay: tenth,
    firstLawfulOn: laterOf(tenth, known.today),
    conditions: [{ id: 'ten-school-days', met: isReached }, ...answers],
    working,
  }
}

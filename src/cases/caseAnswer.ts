// What is owed on this case, and may the name be deleted? The clock, asked with everything that stands on the case.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { firstDayContact } from '../law/firstDayContact.ts'
import type { LocalPolicies } from '../law/localPolicy.ts'
import { caseFacts, type FlagsKnown, type RunsNow } from './caseFacts.ts'
import { type ClockAnswer, type ClockInput, clock } from './clock/clock.ts'
import { type KeptMark, marksForClock, type SilentSessions } from './clock/marksForClock.ts'
import { lastDayExpected } from './daysOnRoll.ts'
import type { CaseSummary } from './replay.ts'
import { type Standing, standingOf } from './standing.ts'

/** What the clock needs to know of a pupil. */
export interface ChildOfCase extends FlagsKnown {
  readonly dateOfBirth: string | null
  readonly boarder: boolean
  readonly yearGroup: string | null
  readonly firstKnownOn: string
  readonly enteredOn: string | null
  readonly leftOn: string | null
  readonly asks: 'starter' | 'leaver' | null
}

export interface CaseKnown {
  readonly child: ChildOfCase
  /** Null: no absence is on record. */
  readonly summary: CaseSummary | null
  readonly marks: readonly KeptMark[]
  /** The last day of the latest leave given that has ended, or is to end; null without. */
  readonly leaveEndedOn: string | null
  /** When the child's parents were tried, and whether one of them was reached. */
  readonly contacts?: readonly { readonly at: string; readonly reached: boolean }[]
  /** Attendance returns in other records of the child. */
  readonly returnsElsewhere?: readonly string[]
  /** What stands in other records of the child, as far as it is at hand. */
  readonly standingElsewhere?: readonly Standing[]
}

/** A school at one instant, prepared once for all its children. */
export interface SchoolOfCase {
  readonly asOf: string
  readonly calendar: SchoolCalendar
  readonly silent: SilentSessions
  readonly policies: LocalPolicies
}

/** The clock's answer, with the runs that signatures must be for. */
export interface CaseAnswer {
  readonly answer: ClockAnswer
  readonly runs: RunsNow
}

/** What the clock says of a case at an instant. */
export function caseAnswer(known: CaseKnown, { asOf, calendar, silent, policies }: SchoolOfCase): CaseAnswer {
  const { child, summary } = known
  const itsCalendar = calendarOfYearGroup(calendar, child.yearGroup)
  const backOn = readmittedOn(child, [...(summary?.standing ?? []), ...(known.standingElsewhere ?? [])])
  const isSinceBack = (on: string) => backOn === null || on >= backOn
  const marks = backOn === null ? known.marks : known.marks.filter(({ on }) => isSinceBack(on))
  const firstOn = isSinceBack(child.firstKnownOn) ? child.firstKnownOn : backOn!
  // Leave that was over before the child came back on roll is none to return from.
  const leaveEndedOn = known.leaveEndedOn !== null && isSinceBack(known.leaveEndedOn) ? known.leaveEndedOn : null
  const ask = (runs: RunsNow) => {
    const input: ClockInput = {
      asOf,
      calendar: { terms: [] },
      policies,
      // An age nobody has sent must not silence a duty: the child counts as of compulsory school age.
      pupil: { ...child, dateOfBirth: child.dateOfBirth ?? `${Number(asOf.slice(0, 4)) - 10}-01-01` },
      marks: marksForClock(marks, silent, { firstOn, lastOn: lastDayExpected(child) }),
      leave: leaveEndedOn === null ? null : { endedOn: leaveEndedOn },
      facts: { ...caseFacts(summary, child, runs, known.returnsElsewhere), contacts: known.contacts ?? [] },
    }
    return withoutCallOwed(clock(input, itsCalendar), summary)
  }
  const first = ask({ H: null, I: null })
  const runs = runsOf(first, leaveEndedOn)
  const isSigned = (summary?.standing ?? []).some(({ what }) => signatures.has(what))
  return { answer: isSigned ? ask(runs) : first, runs }
}

/** The day on which a child came back on roll after the name was deleted: nothing from before it belongs to a run. Null without. */
export function readmittedOn(
  { enteredOn }: Pick<ChildOfCase, 'enteredOn'>,
  standing: readonly Standing[],
): string | null {
  if (enteredOn === null) return null
  const isDeletedBefore = standing.some(
    (entry) => (entry.what === 'removed' || entry.what === 'removed-before') && entry.on < enteredOn,
  )
  return isDeletedBefore ? enteredOn : null
}

// Once the name is deleted nobody of the school owes a first call: what is owed from then on is the search.
function withoutCallOwed(answer: ClockAnswer, summary: CaseSummary | null): ClockAnswer {
  if (summary?.endedBecause !== 'removed') return answer
  const duties = answer.duties.filter(({ rule, state }) => rule !== firstDayContact.id || state === 'done')
  return { ...answer, duties }
}

const signatures: ReadonlySet<string> = new Set(['sickness', 'enquiries', 'outcome'])

function runsOf({ removal }: ClockAnswer, leaveEndedOn: string | null): RunsNow {
  return {
    H: leaveEndedOn === null ? null : addCalendarDays(leaveEndedOn, calendarDays(1)),
    I: removal.groundI.runStartedOn ?? null,
  }
}

/** The day on which a professional last saw the child, and how that is known; null when nobody is on record. */
export function lastSeen(
  summary: CaseSummary | null,
  marks: readonly KeptMark[],
  presentOn: string | null,
): { readonly on: string; readonly how: 'register' | 'seen' } | null {
  const standing = summary?.standing ?? []
  const seen = [
    ...standingOf(standing, 'seen').map(({ on }) => on),
    ...standingOf(standing, 'check').flatMap(({ childSeen, on }) => (childSeen ? [on] : [])),
  ].sort()
  const attended = marks.filter(({ code }) => attendedCodes.has(code)).map(({ on }) => on)
  const inSchool = [...attended, ...(presentOn === null ? [] : [presentOn])].sort().at(-1) ?? null
  const person = seen.at(-1) ?? null
  if (inSchool === null && person === null) return null
  return person !== null && (inSchool === null || person > inSchool)
    ? { on: person, how: 'seen' }
    : { on: inSchool!, how: 'register' }
}

// Codes with which somebody of the school had the child before them.
export const attendedCodes: ReadonlySet<string> = new Set(['/', '\\', 'L', 'U', 'V', 'P', 'W', 'B', 'K'])

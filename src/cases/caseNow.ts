// How does one case stand this minute? All that is kept of it, with the clock's answer, for decisions and for the page.
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, prepareCalendar, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { type DatedPolicy, type LocalPolicies, localPolicyOn } from '../law/localPolicy.ts'
import { isReached, type RecordedEvent, standingAttempts } from './attempts.ts'
import { caseAnswer, lastSeen, readmittedOn } from './caseAnswer.ts'
import type { RunsNow } from './caseFacts.ts'
import type { ClockAnswer } from './clock/clock.ts'
import { type KeptMark, type SilentSessions, silentSessions } from './clock/marksForClock.ts'
import type { Session } from './events.ts'
import type { Exclusion } from './exclusion.ts'
import type { Pupil } from './pupil.ts'
import type { CaseSummary } from './replay.ts'
import { policiesFor, type SchoolsDays } from './schoolsDays.ts'
import { standingOf } from './standing.ts'
import { schoolYearStart } from './strip.ts'
import type { UnmarkedRegister } from './thinRegister.ts'

/** Leave of absence that was given; both days in. */
export interface Leave {
  readonly id: string
  readonly firstOn: string
  readonly lastOn: string
  readonly reason: string
  readonly recordedAt: string
  readonly recordedByName: string
}

/** All that is kept of one case. `others` are the other records of the child, the newest first. */
export interface CaseKept {
  readonly summary: CaseSummary
  readonly pupil: Pupil
  readonly schoolName: string
  readonly registerKept: 'mis' | 'paper'
  readonly allocatedToName: string | null
  readonly marks: readonly KeptMark[]
  readonly completeSessions: readonly { readonly on: string; readonly session: Session }[]
  /** The newest of them in which pupils on roll have no mark. */
  readonly unmarked?: readonly UnmarkedRegister[]
  readonly calendar: SchoolsDays | null
  readonly events: readonly RecordedEvent[]
  readonly leaves: readonly Leave[]
  /** Suspensions and exclusions that the school’s system told of, by their first day. */
  readonly exclusions?: readonly Exclusion[]
  readonly others: readonly CaseSummary[]
}

/** A case at an instant. Without a calendar nothing can be counted: `answer` is null. `runs`: see RunsNow. */
export interface CaseNow extends CaseKept {
  readonly asOf: string
  readonly today: string
  /** The calendar of the child's year group. */
  readonly school: SchoolCalendar | null
  readonly policies: LocalPolicies
  readonly silent: SilentSessions
  readonly answer: ClockAnswer | null
  readonly runs: RunsNow
  /** The latest leave that has begun, which ground H and the days after it count from. */
  readonly leave: Leave | null
  readonly lastSeen: { readonly on: string; readonly how: 'register' | 'seen' } | null
}

/** The first date whose marks a case is read with: the start of the school year before the one of `asOf`. */
export function marksSince(asOf: string): string {
  const today = londonDate(asOf)
  return schoolYearStart(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
}

/** The case as it stands at `asOf`. */
export function caseNow(kept: CaseKept, asOf: string): CaseNow {
  const today = londonDate(asOf)
  const { pupil, summary, marks } = kept
  const school = kept.calendar ? calendarOfYearGroup(prepareCalendar(kept.calendar), pupil.yearGroup) : null
  const policies = policiesFor(kept.calendar)
  // Registers from before are not read, which is not silence.
  const readFrom = [marksSince(asOf), summary.beganOn].sort()[0]!
  const knownFrom = pupil.firstKnownOn > readFrom ? pupil.firstKnownOn : readFrom
  const silent = school ? silentSessions(school, kept.completeSessions, asOf, knownFrom) : []
  const standingElsewhere = kept.others.flatMap(({ standing }) => standing)
  const backOn = readmittedOn(pupil, [...summary.standing, ...standingElsewhere])
  const leaves = kept.leaves.filter(({ lastOn }) => backOn === null || lastOn >= backOn)
  const leave = leaves.filter(({ firstOn }) => firstOn <= today).at(-1) ?? null
  const asked = school
    ? caseAnswer(
        {
          child: pupil,
          summary,
          marks,
          leaveEndedOn: leave?.lastOn ?? null,
          contacts: standingAttempts(kept.events).map(({ at, contactId, outcome }) => ({
            at,
            reached: contactId !== null && isReached(outcome),
          })),
          standingElsewhere,
          returnsElsewhere: kept.others.flatMap(({ standing }) =>
            standingOf(standing, 'return-sent').map(({ on }) => on),
          ),
        },
        { asOf, calendar: school, silent, policies },
      )
    : { answer: null, runs: { H: null, I: null } }
  return {
    ...kept,
    asOf,
    today,
    school,
    policies,
    silent,
    ...asked,
    leave,
    lastSeen: lastSeen(summary, marks, presentOn(kept)),
  }
}

/** The authority's numbers for a case: those of the day on which the absence began. */
export function policyOf({ policies, answer, summary }: CaseNow): DatedPolicy {
  return localPolicyOn(policies, answer?.absence?.firstOn ?? summary.beganOn)
}

/** The last day with a complete register in which the child, on roll, has no mark: that is presence. */
function presentOn({ completeSessions, marks, pupil }: CaseKept): string | null {
  const marked = new Set(marks.map(({ on, session }) => on + session))
  const present = completeSessions.filter(
    ({ on, session }) =>
      on >= pupil.firstKnownOn &&
      (pupil.enteredOn === null || on >= pupil.enteredOn) &&
      (pupil.leftOn === null || on <= pupil.leftOn) &&
      !marked.has(on + session),
  )
  return (
    present
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? null
  )
}

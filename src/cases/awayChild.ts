// How does one child stand this minute? Days, duties, numbers and what was said, from the facts kept; nothing here is stored.
import { londonDate, londonTime } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { LocalPolicies } from '../law/localPolicy.ts'
import {
  type Attempt,
  isReached,
  type Reason,
  type RecordedEvent,
  standingAttempts,
  standingReasons,
} from './attempts.ts'
import { calendarByRegister } from './calendarByRegister.ts'
import { caseAnswer } from './caseAnswer.ts'
import type { ClockAnswer, Duty } from './clock/clock.ts'
import type { KeptMark, SilentSessions } from './clock/marksForClock.ts'
import type { Session } from './events.ts'
import { goneDuringDay } from './goneDuringDay.ts'
import type { LeaveSpan } from './leave.ts'
import { type ContactOnRecord, type NumbersToRing, numbersToRing, type WrongNumber } from './numbersToRing.ts'
import type { CaseSummary } from './replay.ts'
import { whyHere } from './whyHere.ts'

/** What the lists need to know of a pupil. */
export interface ChildKnown {
  readonly id: string
  readonly schoolUrn: string
  readonly name: string
  readonly dateOfBirth: string | null
  readonly boarder: boolean
  readonly yearGroup: string | null
  readonly firstKnownOn: string
  readonly enteredOn: string | null
  readonly leftOn: string | null
  /** 'leaver': gone, and nobody knows where to. */
  readonly asks: 'starter' | 'leaver' | null
  readonly lookedAfter: boolean | null
  readonly protectionPlan: boolean | null
  readonly childInNeed: boolean | null
  readonly socialWorker: boolean | null
  readonly isMostAtStake: boolean
}

/** All that is kept of one child who may belong on a list. `events` of any absence of theirs. */
export interface ChildFacts {
  readonly child: ChildKnown
  readonly absence: CaseSummary | null
  readonly contacts: readonly ContactOnRecord[]
  readonly marks: readonly KeptMark[]
  readonly events: readonly RecordedEvent[]
  readonly wrongNumbers: readonly WrongNumber[]
  /** Leave that was given and stands; left out where nobody reads why the child is on a list. */
  readonly leaves?: readonly LeaveSpan[]
  /** The days on which attendance returns were sent, as other records of the child say. */
  readonly returnsElsewhere?: readonly string[]
}

/** A school at one instant, prepared once for all its children. `calendar` null: it has published none. */
export interface SchoolNow {
  readonly asOf: string
  readonly calendar: SchoolCalendar | null
  readonly silent: SilentSessions
  readonly policies: LocalPolicies
}

export interface SessionOfDay {
  readonly on: string
  readonly session: Session
}

export interface AwayChild extends ChildFacts {
  /** Null while the calendar does not cover the day. */
  readonly answer: ClockAnswer | null
  /** School days of this absence; 0 when the child is not away, or the day cannot be counted. */
  readonly dayNumber: number
  /** Away today, or by the last register, and nobody has said why. */
  readonly isUnexplained: boolean
  /** The session marked N after one at school, with no word since; null for any other child. */
  readonly goneOn: SessionOfDay | null
  /** The days of this absence with an N or O on which there was no school by the calendar: one of the two is wrong. */
  readonly closedOn: readonly string[]
  readonly attempts: readonly Attempt[]
  readonly reason: Reason | null
  /** The parent who did not know where the child is; nothing said since explains it. */
  readonly parentDidNotKnow: Attempt | null
  /** Somebody gave a reason by telephone and nobody has written it down yet. */
  readonly reasonNotWritten: Attempt | null
  readonly numbers: NumbersToRing
  /** Sessions whose mark is still N, oldest first. */
  readonly marksN: readonly SessionOfDay[]
  /** Sessions that a register left without a mark, oldest first. */
  readonly unmarked: readonly SessionOfDay[]
  readonly duties: readonly Duty[]
  /** One sentence or two: why the child is on a list. */
  readonly why: string
}

const noon = 12 * 3_600_000

/** The child as it stands at an instant; `unmarkedSince` is the first date whose missing marks are still asked about. */
export function awayChild(facts: ChildFacts, wholeSchool: SchoolNow, unmarkedSince: string): AwayChild {
  const { child, absence } = facts
  const ofSchool = wholeSchool.calendar
  const school = { ...wholeSchool, calendar: ofSchool && calendarOfYearGroup(ofSchool, child.yearGroup) }
  const today = londonDate(school.asOf)
  const ofThisAbsence = absence ? facts.events.filter((event) => event.caseId === absence.id) : []
  const attempts = standingAttempts(ofThisAbsence)
  const answer = school.calendar ? askClock(facts, attempts, school, school.calendar) : null
  const isCounted = answer?.covered === true && answer.absence !== null
  const marksN = sessionsMarked(facts.marks, 'N')
  const { calendar, silent, asOf } = school
  const isCovered = answer?.covered === true
  const byRegister = isCovered ? calendarByRegister(calendar!, silent, facts.marks, asOf) : null
  const days = byRegister ?? { calendar: calendar!, silent }
  const onClosedDays = byRegister
    ? askClock(facts, attempts, { ...school, silent: days.silent }, days.calendar).absence
    : null
  const isGone = isCovered && !isCounted && onClosedDays === null
  const goneOn = isGone ? goneDuringDay(marksN, facts.marks, days.calendar, days.silent, asOf) : null
  const isAway = isCovered
    ? goneOn !== null && !isExplained(absence, today)
    : isAwayWithoutCount(absence, marksN, today)
  const isCountedUnexplained = isCounted ? answer.absence!.unexplained : isAway
  const isUnexplained = isCountedUnexplained || onClosedDays?.unexplained === true
  const awayFrom = onClosedDays?.firstOn ?? goneOn?.on ?? null
  const unexplainedAttempts = isUnexplained
    ? attempts.filter(({ version }) => version > (absence?.explainedBy ?? 0))
    : []
  // An N this afternoon is news: what was tried this morning was about another session.
  const isMorningPast = marksN.some(({ on, session }) => on === today && session === 'PM')
  const isTriedToday = (at: string) => {
    const { date, millisecondsOfDay } = londonTime(at)
    return date === today && !(isMorningPast && millisecondsOfDay < noon)
  }
  const away: Omit<AwayChild, 'why'> = {
    ...facts,
    answer,
    dayNumber: isCounted ? answer.absence!.schoolDays : 0,
    isUnexplained,
    goneOn,
    closedOn: awayFrom === null ? [] : (byRegister?.closedOn ?? []).filter((on) => on >= awayFrom),
    attempts,
    reason: reasonOf(facts),
    parentDidNotKnow: unexplainedAttempts.findLast(({ outcome }) => outcome === 'parent-did-not-know') ?? null,
    reasonNotWritten: unexplainedAttempts.findLast(({ outcome }) => outcome === 'reason-given') ?? null,
    numbers: numbersToRing(facts.contacts, facts.wrongNumbers, attempts, isTriedToday),
    marksN,
    unmarked: sessionsMarked(facts.marks, '-').filter(
      ({ on }) => on >= unmarkedSince && on <= today && !isClosedForIts(on, ofSchool, school.calendar),
    ),
    duties: (answer?.duties ?? []).filter(({ state }) => state !== 'done' && state !== 'not-needed'),
  }
  return {
    ...away,
    why: whyHere(away, { today, calendar: school.calendar, silent: school.silent, knownFrom: child.firstKnownOn }),
  }
}

// The others were taught and their register is whole: for this year group there was no school.
function isClosedForIts(on: string, ofSchool: SchoolCalendar | null, its: SchoolCalendar | null): boolean {
  if (!ofSchool || !its || ofSchool === its) return false
  return ofSchool.dates.includes(on) && !its.dates.includes(on)
}

// Where days cannot be counted nobody falls off the list: a running absence or an N of today is enough.
function isAwayWithoutCount(absence: CaseSummary | null, marksN: readonly SessionOfDay[], today: string): boolean {
  return !isExplained(absence, today) && (absence !== null || marksN.some(({ on }) => on === today))
}

function isExplained(absence: CaseSummary | null, today: string): boolean {
  if (!absence?.explainedOn) return false
  return absence.explainedUntil === null || absence.explainedUntil >= today
}

function askClock(
  { child, absence, marks, leaves = [], returnsElsewhere = [] }: ChildFacts,
  attempts: readonly Attempt[],
  { asOf, silent, policies }: SchoolNow,
  calendar: SchoolCalendar,
): ClockAnswer {
  const today = londonDate(asOf)
  const leaveEndedOn =
    leaves
      .flatMap(({ firstOn, lastOn }) => (firstOn <= today ? lastOn : []))
      .sort()
      .at(-1) ?? null
  // Somebody next door who was spoken to is no parent: the call is still owed.
  const contacts = attempts.map(({ at, contactId, outcome }) => ({
    at,
    reached: contactId !== null && isReached(outcome),
  }))
  const known = { child, summary: absence, marks, leaveEndedOn, contacts, returnsElsewhere }
  return caseAnswer(known, { asOf, calendar, silent, policies }).answer
}

function reasonOf({ absence, events }: ChildFacts): Reason | null {
  const reasons = standingReasons(events)
  if (absence)
    return reasons.find(({ caseId, version }) => caseId === absence.id && version === absence.explainedBy) ?? null
  return reasons.at(-1) ?? null
}

function sessionsMarked(marks: readonly KeptMark[], code: string): SessionOfDay[] {
  return marks
    .filter((mark) => mark.code === code)
    .map(({ on, session }) => ({ on, session }))
    .sort((one, other) => (one.on + one.session < other.on + other.session ? -1 : 1))
}

// How does one case stand on the list of its reader: which day, what next, how grave, and what asks for a look?
import { dayNumber } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { LocalPolicies } from '../law/localPolicy.ts'
import { type AnswerOverdue, answersOverdue, type EntrySaid } from './answersOverdue.ts'
import type { Attempt } from './attempts.ts'
import { caseAnswer, lastSeen } from './caseAnswer.ts'
import type { RiskLevel, Side } from './caseWork.ts'
import type { Duty } from './clock/clock.ts'
import type { CompleteRegister, KeptMark, SilentSessions } from './clock/marksForClock.ts'
import { registerDuties, saidByToday } from './dutiesDue.ts'
import { dutiesSeen } from './dutiesSeen.ts'
import type { CaseHappening } from './events.ts'
import { type Found, foundOnLoad } from './foundOnLoad.ts'
import { type Gate, gateOnLoad } from './gateOnLoad.ts'
import { type OwedOnLoad, owedOnLoad } from './owedOnLoad.ts'
import { isMostAtStake, type Pupil } from './pupil.ts'
import type { CaseSummary } from './replay.ts'
import { isServiceUntold, type UnsentMessage } from './serviceUntold.ts'
import { standingOf } from './standing.ts'

/** The newest thing somebody else wrote since the reader last looked. `byName` is null for what no person wrote. */
export interface News {
  readonly what: CaseHappening['what']
  readonly at: string
  readonly by: string
  readonly byName: string | null
}

/** What is kept of one case on the list. */
export interface CaseListed {
  readonly summary: CaseSummary
  readonly pupil: Pupil
  readonly schoolName: string
  readonly allocatedToName: string | null
  readonly marks: readonly KeptMark[]
  readonly leaveEndedOn: string | null
  /** Attendance returns in other records of the child. */
  readonly returnsElsewhere: readonly string[]
  /** Other schools that the reader may see whose roll the child’s UPN is on too; left out where nobody reads them. */
  readonly otherRolls?: readonly string[]
  /** Its enquiries and findings, while one asks or finds, oldest first. */
  readonly said: readonly EntrySaid[]
  /** A message about it waits until a person has looked. */
  readonly hasHeldMessage: boolean
  /** The newest message to the Education Welfare Service that waits for an address, failed or was given up; null without one. */
  readonly unsentMessage: UnsentMessage | null
  readonly news: News | null
}

/** A school at one instant, prepared once for all its cases. `calendar` null: it has published none. */
export interface SchoolOfLoad {
  readonly asOf: string
  readonly calendar: SchoolCalendar | null
  /** In order of time. */
  readonly completeSessions: readonly CompleteRegister[]
  readonly silent: SilentSessions
  readonly policies: LocalPolicies
}

/** For whom: whose half of the case they work on, and whether the risk answers are theirs to see. */
export interface LoadReader {
  readonly sides: readonly Side[]
  readonly seesRisk: boolean
}

export interface CaseOnLoad extends CaseListed {
  readonly isOpened: boolean
  /** Closed, and on the list only because the register still says that the child is away. */
  readonly isClosed: boolean
  /** School days away; null when the absence has ended or the days cannot be counted. */
  readonly schoolDays: number | null
  /** How many of these days have no register. */
  readonly unknownDays: number
  /** What the reader's side owes next, by due date; null when nothing is owed. */
  readonly next: OwedOnLoad | null
  /** The day it is due in London; null when it cannot be counted. */
  readonly nextOn: string | null
  readonly overdue: number
  /** What is overdue with the other side. */
  readonly overdueElsewhere: number
  readonly isMostAtStake: boolean
  /** The level of the last answers or review; null without one, and for readers who may not see it. */
  readonly risk: RiskLevel | null
  readonly gate: Gate | null
  readonly removedOn: string | null
  readonly lastSeen: { readonly on: string; readonly how: 'register' | 'seen' } | null
  readonly daysSinceSeen: number | null
  /** Where the child is, with what is still to do before the case is closed; null while nobody knows. */
  readonly found: Found | null
  /** Since when the child is known to be at home with an education that is not suitable: still missing education. */
  readonly unsuitableOn: string | null
  /** The register says that the child attended, or gives a reason, and nobody has written down who saw the child. */
  readonly isSightingMissing: boolean
  /** Away, nobody has said why, and the risk questions of this absence are not answered. */
  readonly lacksRiskAnswers: boolean
  /** Nobody at the Education Welfare Service read of it: its message was not sent, and no other telling stands. */
  readonly isMessageNotSent: boolean
  /** A parent who did not know where the child is, since when nobody answered the risk questions. */
  readonly parentDidNotKnow: Attempt | null
}

/** The case as its reader has it before them. `attempts`: calls about this case that were not undone, oldest first. */
export function caseOnLoad(
  listed: CaseListed,
  school: SchoolOfLoad,
  reader: LoadReader,
  attempts: readonly Attempt[] = [],
): CaseOnLoad {
  const { summary, pupil, marks, leaveEndedOn, returnsElsewhere } = listed
  const { asOf, calendar, silent, completeSessions, policies } = school
  const today = londonDate(asOf)
  // The call is owed until a parent was reached: somebody next door is no parent.
  const contacts = attempts.map(({ at, contactId, outcome }) => ({
    at,
    reached: contactId !== null && (outcome === 'reached' || outcome === 'reason-given'),
  }))
  const known = { child: pupil, summary, marks, leaveEndedOn, returnsElsewhere, contacts }
  const asked = calendar ? caseAnswer(known, { asOf, calendar, silent, policies }) : null
  const absence = summary.endedOn === null ? (asked?.answer.absence ?? null) : null
  const isClosed = summary.closedAt !== null
  const all = dutiesSeen(asked?.answer.duties ?? [], reader.seesRisk)
  const duties = all.filter((duty) => (isClosed ? isOwedAfterClosing(duty) : isOwedBy(duty, reader)))
  const ofBoth = { ...reader, sides: ['school', 'authority'] as const }
  const elsewhere = isClosed ? [] : all.filter((duty) => !isOwedBy(duty, reader) && isOwedBy(duty, ofBoth))
  const { followUps, ...found } = foundOnLoad(listed, asked?.answer ?? null)
  const late = isClosed ? [] : answersOverdue(summary.standing, listed.said, today)
  const answers = late.filter((answer) => isAnswerFor(answer, reader))
  const owed = owedOnLoad({ duties, answers, followUps, isSightingMissing: found.isSightingMissing, today })
  const next = owed[0] ?? null
  const seen = lastSeen(summary, marks, lastPresentOn(listed, completeSessions))
  const isUnexplained = summary.endedOn === null && (absence?.unexplained ?? !isExplained(summary, today))
  return {
    ...listed,
    isOpened: summary.openedAt !== null,
    isClosed,
    schoolDays: absence?.schoolDays ?? null,
    unknownDays: absence?.unknownDays ?? 0,
    next,
    nextOn: next?.on ?? null,
    overdue: owed.filter(isOverdue).length,
    overdueElsewhere: elsewhere.filter(isOverdue).length,
    isMostAtStake: isMostAtStake(pupil),
    risk: reader.seesRisk ? levelNow(summary) : null,
    gate: asked && !isClosed ? gateOnLoad(asked, listed, school) : null,
    removedOn: standingOf(summary.standing, 'removed').at(-1)?.on ?? null,
    lastSeen: seen,
    daysSinceSeen: seen && dayNumber(today) - dayNumber(seen.on),
    ...found,
    lacksRiskAnswers: isUnexplained && !isAnsweredSince(summary, absence?.firstOn ?? summary.beganOn),
    isMessageNotSent: isServiceUntold(summary, listed.unsentMessage),
    parentDidNotKnow: isUnexplained ? alarmOf(summary, attempts) : null,
  }
}

// Calls and codes are the work of Today’s list: before those who assess the risk they would stand before everything else.
function isOwedBy(duty: Duty, { sides, seesRisk }: LoadReader): boolean {
  if (duty.state === 'done' || duty.state === 'not-needed') return false
  if (seesRisk && saidByToday.has(duty.rule)) return false
  return duty.owedBy === 'both' || sides.some((side) => side === duty.owedBy)
}

function isOwedAfterClosing({ rule, state }: Duty): boolean {
  return state !== 'done' && state !== 'not-needed' && registerDuties.has(rule)
}

function isOverdue({ state }: { readonly state: string }): boolean {
  return state === 'overdue'
}

// That somebody was referred gives away what was answered; whom the other side asked is theirs to chase.
function isAnswerFor(answer: AnswerOverdue, { sides, seesRisk }: LoadReader): boolean {
  return answer.kind === 'referral' ? seesRisk : sides.includes(answer.side)
}

function isExplained({ explainedOn, explainedUntil }: CaseSummary, today: string): boolean {
  return explainedOn !== null && (explainedUntil === null || explainedUntil >= today)
}

function isAnsweredSince({ standing }: CaseSummary, firstOn: string): boolean {
  return standingOf(standing, 'risk').some(({ on }) => on >= firstOn)
}

// Answering the risk questions is how the alarm is taken up; a reason given since explains it.
function alarmOf(summary: CaseSummary, attempts: readonly Attempt[]): Attempt | null {
  const alarm = attempts.findLast(({ outcome }) => outcome === 'parent-did-not-know')
  if (!alarm || alarm.version <= (summary.explainedBy ?? 0)) return null
  return standingOf(summary.standing, 'risk').some(({ version }) => version > alarm.version) ? null : alarm
}

/** The level by the latest answers or review that stand. */
export function levelNow({ standing }: CaseSummary): RiskLevel | null {
  const last = standing.findLast(({ what }) => what === 'risk' || what === 'review')
  return last && 'level' in last ? last.level : null
}

/** The last day on which a child on roll had no mark in a complete register, which is presence. From the newest back: few steps. */
function lastPresentOn({ pupil, marks }: CaseListed, completeSessions: readonly CompleteRegister[]): string | null {
  const { firstKnownOn, enteredOn, leftOn } = pupil
  const marked = new Set(marks.map(({ on, session }) => on + session))
  for (let index = completeSessions.length - 1; index >= 0; index -= 1) {
    const { on, session } = completeSessions[index]!
    if (on < firstKnownOn || (enteredOn !== null && on < enteredOn)) return null
    if ((leftOn === null || on <= leftOn) && !marked.has(on + session)) return on
  }
  return null
}

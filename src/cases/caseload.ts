// How does one case stand on the list of its reader: which day, what next, how grave, and what asks for a look?
import { dayNumber } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { Attempt } from './attempts.ts'
import { caseAnswer, lastSeen } from './caseAnswer.ts'
import { outcomesNow, type RunsNow } from './caseFacts.ts'
import type { RiskLevel, Side } from './caseWork.ts'
import type { ClockAnswer, Duty } from './clock/clock.ts'
import type { CompleteRegister, KeptMark, SilentSessions } from './clock/marksForClock.ts'
import { saidByToday } from './dutiesDue.ts'
import type { CaseHappening } from './events.ts'
import { isMostAtStake, type Pupil } from './pupil.ts'
import type { CaseSummary } from './replay.ts'
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
  /** A message about it waits until a person has looked. */
  readonly hasHeldMessage: boolean
  readonly news: News | null
}

/** A school at one instant, prepared once for all its cases. `calendar` null: it has published none. */
export interface SchoolOfLoad {
  readonly asOf: string
  readonly calendar: SchoolCalendar | null
  /** In order of time. */
  readonly completeSessions: readonly CompleteRegister[]
  readonly silent: SilentSessions
}

/** For whom: whose half of the case they work on, and whether the risk answers are theirs to see. */
export interface LoadReader {
  readonly sides: readonly Side[]
  readonly seesRisk: boolean
}

export const gates = ['met', 'waiting-for-authority', 'waiting-for-school', 'to-consider', 'registers-missing'] as const
/** How far the deletion of the name is, once its days are reached: the first that holds, of both grounds. */
export type Gate = (typeof gates)[number]

export interface CaseOnLoad extends CaseListed {
  readonly isOpened: boolean
  /** School days away; null when the absence has ended or the days cannot be counted. */
  readonly schoolDays: number | null
  /** How many of these days have no register. */
  readonly unknownDays: number
  /** What the reader's side owes next, by due date; null when nothing is owed. */
  readonly next: Duty | null
  /** The day it is due in London; null when it cannot be counted. */
  readonly nextOn: string | null
  readonly overdue: number
  readonly isMostAtStake: boolean
  /** The level of the last answers or review; null without one, and for readers who may not see it. */
  readonly risk: RiskLevel | null
  readonly gate: Gate | null
  readonly removedOn: string | null
  readonly lastSeen: { readonly on: string; readonly how: 'register' | 'seen' } | null
  readonly daysSinceSeen: number | null
  /** The register says that the child attended, and nobody has written down who saw the child. */
  readonly isSightingMissing: boolean
  /** Away, nobody has said why, and the risk questions of this absence are not answered. */
  readonly lacksRiskAnswers: boolean
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
  const { asOf, calendar, silent, completeSessions } = school
  const today = londonDate(asOf)
  // The call is owed until a parent was reached: somebody next door is no parent.
  const contacts = attempts.map(({ at, contactId, outcome }) => ({
    at,
    reached: contactId !== null && (outcome === 'reached' || outcome === 'reason-given'),
  }))
  const known = { child: pupil, summary, marks, leaveEndedOn, returnsElsewhere, contacts }
  const asked = calendar ? caseAnswer(known, { asOf, calendar, silent }) : null
  const absence = summary.endedOn === null ? (asked?.answer.absence ?? null) : null
  const duties = (asked?.answer.duties ?? []).filter((duty) => isOwedBy(duty, reader))
  const next = duties[0] ?? null
  const seen = lastSeen(summary, marks, lastPresentOn(listed, completeSessions))
  const isUnexplained = summary.endedOn === null && (absence?.unexplained ?? !isExplained(summary, today))
  return {
    ...listed,
    isOpened: summary.openedAt !== null,
    schoolDays: absence?.schoolDays ?? null,
    unknownDays: absence?.unknownDays ?? 0,
    next,
    nextOn: next && dueOnOf(next),
    overdue: duties.filter(({ state }) => state === 'overdue').length,
    isMostAtStake: isMostAtStake(pupil),
    risk: reader.seesRisk ? levelNow(summary) : null,
    gate: asked && gateOf(asked.answer, asked.runs, summary),
    removedOn: standingOf(summary.standing, 'removed').at(-1)?.on ?? null,
    lastSeen: seen,
    daysSinceSeen: seen && dayNumber(today) - dayNumber(seen.on),
    isSightingMissing: summary.endedBecause === 'attended' && !isSeenSince(summary, summary.endedOn!),
    lacksRiskAnswers: isUnexplained && !isAnsweredSince(summary, absence?.firstOn ?? summary.beganOn),
    parentDidNotKnow: isUnexplained ? alarmOf(summary, attempts) : null,
  }
}

// Calls and codes are the work of Today’s list: before those who assess the risk they would stand before everything else.
function isOwedBy(duty: Duty, { sides, seesRisk }: LoadReader): boolean {
  if (duty.state === 'done' || duty.state === 'not-needed') return false
  if (seesRisk && saidByToday.has(duty.rule)) return false
  return duty.owedBy === 'both' || sides.some((side) => side === duty.owedBy)
}

function dueOnOf({ dueOn, dueAt }: Duty): string | null {
  return dueAt === undefined ? (dueOn ?? null) : londonDate(dueAt)
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

function isSeenSince({ standing }: CaseSummary, on: string): boolean {
  return standing.some(
    (entry) =>
      (entry.what === 'seen' || entry.what === 'found' || (entry.what === 'check' && entry.childSeen)) &&
      entry.on >= on,
  )
}

function gateOf({ removal }: ClockAnswer, runs: RunsNow, { standing }: CaseSummary): Gate | null {
  if (standing.some(({ what }) => what === 'removed')) return null
  const { school, authority } = outcomesNow(standing, runs)
  const found = [removal.groundI, removal.groundH].map(({ status }): Gate | null => {
    if (status === 'met') return 'met'
    if (status === 'needs-review') return 'registers-missing'
    if (status !== 'pending') return null
    if (school && !authority) return 'waiting-for-authority'
    return authority && !school ? 'waiting-for-school' : 'to-consider'
  })
  return gates.find((gate) => found.includes(gate)) ?? null
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

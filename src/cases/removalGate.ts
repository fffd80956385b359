// May the name be deleted by what is written down this minute? The clock’s conditions, and what the case knows beside them.
import { londonDate } from '../calendar/londonTime.ts'
import type { RecordedEvent } from './attempts.ts'
import { isForThisRun, isMade, outcomesNow } from './caseFacts.ts'
import { type CaseNow, caseNow } from './caseNow.ts'
import type { GroundLetter, Side } from './caseWork.ts'
import type { RemovalAnswer, RemovalCondition, RemovalStatus } from './clock/clockTypes.ts'
import { codesSoFar, groundHStatus, groundIStatus, unseenAfterLeave } from './gateDays.ts'
import { knownBeside } from './gateKnown.ts'
import { gateNews, isOvertakenBy, isSignature, type SignatureStanding, signaturesNow } from './gateNews.ts'
import type { Refusal } from './refusals.ts'
import { type StandingOf, standingOf } from './standing.ts'

export type { SignatureStanding } from './gateNews.ts'

/** One condition, with the signatures behind it that count for the run of days as it now stands. */
export interface GateCondition extends RemovalCondition {
  readonly signatures: readonly SignatureStanding[]
}

export interface RemovalGate {
  readonly ground: GroundLetter
  readonly status: RemovalStatus
  readonly conditions: readonly GateCondition[]
  /** What the clock says of this ground; null without a calendar. */
  readonly answer: RemovalAnswer | null
  /** The first day of the run that signatures must be for; null without one. */
  readonly runFirstOn: string | null
  /** Signatures that stand and count. */
  readonly signatures: readonly SignatureStanding[]
  /** Signatures that stand and do not count: given for another run of days, or signed anew since. */
  readonly voided: readonly SignatureStanding[]
  /** Signatures that count, and were given before a reason, a sighting or a finding was written down. */
  readonly overtaken: readonly SignatureStanding[]
  /** Whether school and authority signed different outcomes. */
  readonly isDisputed: boolean
}

/** The clock’s answer for a ground; null without a calendar. */
export function groundAnswer({ answer }: Pick<CaseNow, 'answer'>, ground: GroundLetter): RemovalAnswer | null {
  return answer === null ? null : ground === 'H' ? answer.removal.groundH : answer.removal.groundI
}

/** The ground the page opens with: H while leave is on record and the child has not been back since, else I. */
export function likelyGround(now: CaseNow): GroundLetter {
  if (now.leave === null) return 'I'
  const answer = groundAnswer(now, 'H')
  const days = answer?.conditions.find(({ id }) => id === 'ten-school-days')
  if (!answer || !days) return 'I'
  return days.met === false && !days.because.startsWith(`${answer.schoolDays} of `) ? 'I' : 'H'
}

/** The gate of one ground as it stands at `now.asOf` (regulation 9(1)(h) and (i), School Attendance (Pupil Registration) (England) Regulations 2024). */
export function removalGate(kept: CaseNow, ground: GroundLetter): RemovalGate {
  const now = signedForGround(kept, ground)
  const answer = groundAnswer(now, ground)
  const signatures = signaturesNow(now.summary.standing, ground, now.runs)
  const news = gateNews(now.summary.standing, now.runs[ground], { reasons: reasonsGiven(now), findings: findings(now) })
  const overtaken = signatures.filter((signature) => news.some((each) => isOvertakenBy(each)(signature)))
  const isAsked = answer !== null && answer.status !== 'not-applicable'
  const extra = isAsked ? knownBeside(now, ground, signatures, news) : []
  const conditions = [...daysAsSeen(now, ground, answer), ...extra].map((condition) => ({
    ...condition,
    signatures: signatures.filter((signature) => isBehind(signature, condition.id)),
  }))
  return {
    ground,
    status: statusWith(statusOfDays(now, ground, answer), extra),
    conditions,
    answer,
    runFirstOn: now.runs[ground],
    signatures,
    voided: signaturesOf(now, ground).filter((signature) => !signatures.includes(signature)),
    overtaken,
    isDisputed: isDisputed(now, ground),
  }
}

/** The day on which the days of a ground were, or would be, reached; null when that cannot be counted. It does not move with today. */
export function daysReachedOn(answer: RemovalAnswer | null): string | null {
  if (answer === null) return null
  if ('twentiethSchoolDay' in answer) return (answer.twentiethSchoolDay as string | null) ?? null
  return 'tenthSchoolDay' in answer ? ((answer.tenthSchoolDay as string | null) ?? null) : null
}

/** The reasons given in this record that were not taken back. */
export function reasonsGiven({ events }: Pick<CaseNow, 'events'>) {
  const withdrawn = new Set(events.flatMap((each) => (each.what === 'reason-withdrawn' ? [each.details.version] : [])))
  return events.flatMap((each) =>
    each.what === 'reason-given' && !withdrawn.has(each.version)
      ? [{ version: each.version, on: each.details.explainedOn ?? londonDate(each.at) }]
      : [],
  )
}

function statusOfDays(now: CaseNow, ground: GroundLetter, answer: RemovalAnswer | null): RemovalStatus {
  if (answer === null || now.answer === null || now.school === null) return 'unknown'
  return ground === 'H' ? groundHStatus(now.answer, now) : groundIStatus(now.answer, now.school, now.today)
}

// The clock's conditions of the days, with what it takes for absence though no register is known.
function daysAsSeen(now: CaseNow, ground: GroundLetter, answer: RemovalAnswer | null): readonly RemovalCondition[] {
  const { conditions = [], schoolDays = 0, working } = answer ?? {}
  const unseen = ground === 'H' ? unseenAfterLeave(working?.counted ?? [], now) : []
  return conditions.map((condition) => {
    if (condition.id === 'only-g-n-o') return codesSoFar(condition, now.runs.I, schoolDays)
    if (condition.id !== 'ten-school-days' || condition.met !== true || unseen.length === 0) return condition
    return { ...condition, met: null, because: `${condition.because} No register is known on ${unseen.join(', ')}.` }
  })
}

// The clock knows one set of answers: what was signed for the other ground must not be taken for this one's.
function signedForGround(now: CaseNow, ground: GroundLetter): CaseNow {
  const { summary } = now
  const standing = summary.standing.filter((entry) => !isSignature(entry) || entry.ground === ground)
  if (standing.length === summary.standing.length) return now
  return caseNow({ ...now, summary: { ...summary, standing } }, now.asOf)
}

function signaturesOf({ summary }: CaseNow, ground: GroundLetter): SignatureStanding[] {
  return summary.standing.filter(isSignature).filter((signature) => signature.ground === ground)
}

/** For whose half of the case a signature was given. */
export function sideOf(signature: SignatureStanding): Side {
  return signature.what === 'sickness' ? 'school' : signature.side
}

function isBehind(signature: SignatureStanding, id: string): boolean {
  if (signature.what === 'sickness') return id === 'not-sickness-or-unavoidable'
  if (signature.what === 'outcome') return id === 'outcome-signed'
  return id === `${signature.side}-enquired`
}

function statusWith(status: RemovalStatus, extra: readonly RemovalCondition[]): RemovalStatus {
  if (status !== 'met' && status !== 'pending') return status
  if (extra.some(({ met }) => met === false)) return 'not-met'
  return extra.length > 0 ? 'pending' : status
}

/**
 * The latest entry that says where the child was found in this run of days; null without. It stays one though the absence
 * began again since, by a mark that was changed: only who wrote it takes it back.
 */
export function foundSince(now: CaseNow, ground: GroundLetter): FoundEntry | null {
  const since = now.runs[ground] ?? now.summary.beganOn
  return findings(now).findLast(({ on }) => on >= since) ?? null
}

interface FoundEntry {
  readonly version: number
  readonly on: string
}

function findings({ events }: CaseNow): readonly FoundEntry[] {
  const withdrawn = new Set(events.flatMap((each) => (each.what === 'entry-withdrawn' ? [each.details.version] : [])))
  return events.flatMap((each) =>
    each.what === 'child-found' && !withdrawn.has(each.version)
      ? [{ version: each.version, on: each.details.on ?? londonDate(each.at) }]
      : [],
  )
}

function isDisputed({ summary, runs }: CaseNow, ground: GroundLetter): boolean {
  const ofGround = summary.standing.filter((entry) => entry.what === 'outcome' && entry.ground === ground)
  const { school, authority } = outcomesNow(ofGround, runs)
  if (!school || !authority) return false
  return school.kind !== authority.kind || school.agreed !== authority.agreed
}

/** The enquiries of one side that count for this run of days: carried out, and on or after its first day. The oldest first. */
export function checksToSign(now: CaseNow, ground: GroundLetter, side: Side): readonly StandingOf<'check'>[] {
  const runFirstOn = now.runs[ground]
  if (runFirstOn === null) return []
  return standingOf(now.summary.standing, 'check').filter(
    (check) => check.side === side && isMade(check.result) && check.on >= runFirstOn,
  )
}

/** The deletion that stands, with its event; null when the name is on the register. */
export function removalOf(now: CaseNow): (RecordedEvent & { readonly what: 'name-removed' }) | null {
  if (now.summary.endedBecause !== 'removed') return null
  const entry = standingOf(now.summary.standing, 'removed').at(-1)
  const event = entry && now.events.find(({ version }) => version === entry.version)
  return event?.what === 'name-removed' ? event : null
}

/** Why nobody may sign or decide on this ground now, whoever they are; null when somebody may. */
export function whyNothingToDecide(now: CaseNow, ground: GroundLetter): Refusal | null {
  if (now.summary.endedBecause === 'removed') return 'removed-already'
  if (now.summary.closedAt !== null) return 'case-closed'
  const runFirstOn = now.runs[ground]
  const status = groundAnswer(now, ground)?.status ?? 'not-applicable'
  return runFirstOn === null || runFirstOn > now.today || status === 'not-applicable' ? 'run-not-there' : null
}

/** Why this person may not sign for this side now; null when they may, as far as others' signatures go. */
export function whyNotSign(now: CaseNow, ground: GroundLetter, side: Side, personId: string): Refusal | null {
  const refusal = whyNothingToDecide(now, ground)
  if (refusal) return refusal
  return hasSignedFor(now, ground, side === 'school' ? 'authority' : 'school', personId)
    ? 'one-person-two-bodies'
    : null
}

/** Whether a person's signature for a side stands and counts. */
export function hasSignedFor(now: CaseNow, ground: GroundLetter, side: Side, personId: string): boolean {
  return signaturesOf(now, ground).some(
    (signature) => signature.by === personId && sideOf(signature) === side && isForThisRun(signature, now.runs),
  )
}

// May the name be deleted by what is written down this minute? The clock’s conditions, and what the case knows beside them.
import type { RecordedEvent } from './attempts.ts'
import { isForThisRun, isMade, outcomesNow } from './caseFacts.ts'
import { type CaseNow, caseNow } from './caseNow.ts'
import type { GroundLetter, Side } from './caseWork.ts'
import type { RemovalAnswer, RemovalCondition, RemovalStatus } from './clock/clockTypes.ts'
import type { Refusal } from './refusals.ts'
import { type Standing, type StandingOf, standingOf } from './standing.ts'

export type SignatureStanding = StandingOf<'sickness'> | StandingOf<'enquiries'> | StandingOf<'outcome'>

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
  /** Signatures that stand and were given for another run of days. */
  readonly voided: readonly SignatureStanding[]
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
  const all = signaturesOf(now, ground)
  const signatures = all.filter((signature) => isForThisRun(signature, now.runs))
  const outcomes = signatures.filter((signature) => signature.what === 'outcome')
  const extra = answer === null || answer.status === 'not-applicable' ? [] : knownBeside(now, ground, outcomes)
  const conditions = [...(answer?.conditions ?? []), ...extra].map((condition) => ({
    ...condition,
    signatures: signatures.filter((signature) => isBehind(signature, condition.id)),
  }))
  return {
    ground,
    status: statusWith(answer, extra),
    conditions,
    answer,
    runFirstOn: now.runs[ground],
    signatures,
    voided: all.filter((signature) => !isForThisRun(signature, now.runs)),
    isDisputed: isDisputed(now, ground),
  }
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

function isSignature(entry: Standing): entry is SignatureStanding {
  return entry.what === 'sickness' || entry.what === 'enquiries' || entry.what === 'outcome'
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

function statusWith(answer: RemovalAnswer | null, extra: readonly RemovalCondition[]): RemovalStatus {
  if (answer === null) return 'unknown'
  if (answer.status !== 'met' && answer.status !== 'pending') return answer.status
  if (extra.some(({ met }) => met === false)) return 'not-met'
  return extra.length > 0 ? 'pending' : answer.status
}

// What the clock is not asked: listed only where it stands against a deletion.
function knownBeside(
  now: CaseNow,
  ground: GroundLetter,
  outcomes: readonly StandingOf<'outcome'>[],
): RemovalCondition[] {
  const found = foundSince(now, ground)
  const isSignedNotFound = outcomes.some(({ kind }) => kind === 'not-found')
  return [
    // The clock looks at whole days: a child who came this morning is not absent, though today is not over.
    ...(ground === 'I' && isReached(now) && now.answer!.absence === null
      ? [{ id: 'still-away', met: false, because: `${now.today}: ${todaysCodes(now)}.` }]
      : []),
    ...(found && isSignedNotFound
      ? [{ id: 'not-found-since', met: false, because: `Found on ${found.on}, and the outcome signed is “not found”.` }]
      : []),
    ...(now.pupil.dateOfBirth === null
      ? [{ id: 'age-known', met: null, because: 'The date of birth was never sent.' }]
      : []),
  ]
}

function isReached(now: CaseNow): boolean {
  return groundAnswer(now, 'I')?.conditions.some(({ id, met }) => id === 'twenty-school-days' && met === true) ?? false
}

function todaysCodes({ marks, today }: CaseNow): string {
  const codes = marks.filter(({ on }) => on === today).map(({ session, code }) => `${session} ${code}`)
  return codes.length > 0 ? codes.join(', ') : 'present'
}

/** The entry that says where the child was found in this run of days, and stands; null without. */
export function foundSince(now: CaseNow, ground: GroundLetter): StandingOf<'found'> | null {
  const since = now.runs[ground] ?? now.summary.beganOn
  return standingOf(now.summary.standing, 'found').findLast(({ on }) => on >= since) ?? null
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

// What does the clock hear of a case? Its facts from what stands, without signatures given for another run of days.
import type { GroundLetter, Side } from './caseWork.ts'
import type { ClockFacts, EnquiryFact, OutcomeFact } from './clock/clockTypes.ts'
import type { CaseSummary } from './replay.ts'
import { type Standing, standingOf } from './standing.ts'

/** What a child is known by to the clock, beside the case. Null: nobody has said. */
export interface FlagsKnown {
  readonly lookedAfter: boolean | null
  readonly protectionPlan: boolean | null
  readonly childInNeed: boolean | null
  readonly socialWorker: boolean | null
}

/** The first day of the run each ground counts, as it is now; null without one. */
export interface RunsNow {
  readonly H: string | null
  readonly I: string | null
}

/**
 * The facts. Signatures count only for the run they were given for (`runs`): once the register says that the run began on
 * another day, nobody has signed it. `returnsElsewhere`: dates of attendance returns in other records of the child.
 */
export function caseFacts(
  summary: CaseSummary | null,
  flags: FlagsKnown,
  runs: RunsNow,
  returnsElsewhere: readonly string[] = [],
): ClockFacts {
  const standing = summary?.standing ?? []
  const told = (whom: string) => standingOf(standing, 'told').findLast((entry) => entry.whom === whom)?.on ?? null
  const risk = standingOf(standing, 'risk').at(-1)
  return {
    explainedOn: summary?.explainedOn ?? null,
    explainedUntil: summary?.explainedUntil ?? null,
    flags: {
      lookedAfter: flags.lookedAfter,
      protectionPlan: flags.protectionPlan,
      childInNeed: flags.childInNeed || flags.socialWorker,
    },
    toldSocialWorkerOn: told('social-worker'),
    toldCmeOfficerOn: told('cme-officer'),
    escalatedOn: told('education-welfare'),
    referredToAuthorityOn: told('authority'),
    homeVisitOn: homeVisitOn(standing),
    reviewsOn: standingOf(standing, 'review').map(({ on }) => on),
    riskAnsweredOn: risk?.on ?? null,
    riskAnswers: Object.fromEntries((risk?.mustRefer ?? []).map((question) => [question, 'yes' as const])),
    referredAt: standingOf(standing, 'referral').at(-1)?.at ?? null,
    attendanceReturnsSentOn: [...standingOf(standing, 'return-sent').map(({ on }) => on), ...returnsElsewhere],
    recordSentOn: standingOf(standing, 'record-sent').at(-1)?.on ?? null,
    educationKnown: standingOf(standing, 'found').some(({ kind }) => knownEducation.has(kind)),
    enquiries: enquiriesOf(standing, runs),
    sicknessOrUnavoidable: sicknessOf(standing, runs),
    outcome: outcomeOf(standing, runs),
  }
}

const knownEducation: ReadonlySet<string> = new Set(['attending', 'another-school', 'home-educated'])

/** The two lines of the enquiry lists that are a visit to the home. */
export const homeVisitChecks: ReadonlySet<string> = new Set(['S8', 'A6'])

function homeVisitOn(standing: readonly Standing[]): string | null {
  const visits = standingOf(standing, 'check').filter(
    ({ check, result }) => homeVisitChecks.has(check) && isMade(result),
  )
  return visits.at(-1)?.on ?? null
}

/** Whether a check was carried out, and not only asked for. */
export function isMade(result: string): boolean {
  return result === 'found-something' || result === 'nothing-found'
}

/** Whether a signature was given for the run that now stands. */
export function isForThisRun(
  { ground, runFirstOn }: { readonly ground: GroundLetter; readonly runFirstOn: string },
  runs: RunsNow,
): boolean {
  return runs[ground] === runFirstOn
}

function enquiriesOf(standing: readonly Standing[], runs: RunsNow): EnquiryFact[] {
  const checks = standingOf(standing, 'check').filter(({ result }) => result !== 'not-applicable')
  const signatures = standingOf(standing, 'enquiries').filter((signature) => isForThisRun(signature, runs))
  return checks.map(({ side, on, check, version }) => {
    const signed = signatures.find((signature) => signature.side === side && signature.checks.includes(version))
    return { by: side, on, what: check, signedAt: signed?.at ?? null }
  })
}

function sicknessOf(standing: readonly Standing[], runs: RunsNow): ClockFacts['sicknessOrUnavoidable'] {
  const signed = standingOf(standing, 'sickness').findLast((signature) => isForThisRun(signature, runs))
  return signed ? { answer: signed.answer, signedAt: signed.at } : null
}

/** The last word of each side. Two sides that say different things have not both signed one outcome. */
export function outcomesNow(standing: readonly Standing[], runs: RunsNow) {
  const of = (side: Side) =>
    standingOf(standing, 'outcome').findLast((signature) => signature.side === side && isForThisRun(signature, runs)) ??
    null
  return { school: of('school'), authority: of('authority') }
}

function outcomeOf(standing: readonly Standing[], runs: RunsNow): OutcomeFact | null {
  const { school, authority } = outcomesNow(standing, runs)
  const first = school ?? authority
  if (!first) return null
  const isOne = school?.kind === authority?.kind
  const agreements = [school?.agreed, authority?.agreed]
  return {
    kind: first.kind,
    schoolSignedAt: school?.at ?? null,
    authoritySignedAt: school && !isOne ? null : (authority?.at ?? null),
    agreedNoReasonableGroundsToExpectReturn: agreements.includes(false)
      ? false
      : agreements.every((agreed) => agreed === true)
        ? true
        : null,
  }
}

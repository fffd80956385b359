// What became known after somebody signed at the removal gate? Who signed before it has not signed with it in view.
import { isForThisRun, type RunsNow } from './caseFacts.ts'
import type { GroundLetter } from './caseWork.ts'
import { type Standing, type StandingOf, standingOf } from './standing.ts'

/** A reason given, a child seen, a child found: an entry that stands, by its version. */
export interface GateNews {
  readonly what: 'reason' | 'seen' | 'found'
  readonly version: number
  readonly on: string
}

export type SignatureStanding = StandingOf<'sickness'> | StandingOf<'enquiries'> | StandingOf<'outcome'>

export function isSignature(entry: Standing): entry is SignatureStanding {
  return entry.what === 'sickness' || entry.what === 'enquiries' || entry.what === 'outcome'
}

/** The sightings and findings of a run that began on a date, with the reasons given: of both, those that were not taken back. */
export function gateNews(
  standing: readonly Standing[],
  runFirstOn: string | null,
  { reasons, findings }: Readonly<Record<'reasons' | 'findings', readonly Pick<GateNews, 'version' | 'on'>[]>>,
): readonly GateNews[] {
  const seen = [...standingOf(standing, 'seen'), ...standingOf(standing, 'check').filter(({ childSeen }) => childSeen)]
  const isInRun = ({ on }: { readonly on: string }) => runFirstOn !== null && on >= runFirstOn
  return [
    ...reasons.map(({ version, on }) => ({ what: 'reason' as const, version, on })),
    ...seen.filter(isInRun).map(({ version, on }) => ({ what: 'seen' as const, version, on })),
    ...findings.filter(isInRun).map(({ version, on }) => ({ what: 'found' as const, version, on })),
  ]
}

/**
 * The last word of each side on sickness and on the outcome that counts for the run as it stands: a newer signature
 * takes the place of an older one. Enquiries are signed for, each for its own list, and all count.
 */
export function signaturesNow(
  standing: readonly Standing[],
  ground: GroundLetter,
  runs: RunsNow,
): readonly SignatureStanding[] {
  const all = standing.filter(isSignature).filter((each) => each.ground === ground && isForThisRun(each, runs))
  return all.filter((each, index) => {
    if (each.what === 'enquiries') return true
    return !all.slice(index + 1).some((later) => isOfSameKind(later, each))
  })
}

function isOfSameKind(one: SignatureStanding, other: SignatureStanding): boolean {
  if (one.what === 'outcome') return other.what === 'outcome' && one.side === other.side
  return one.what === other.what && one.what === 'sickness'
}

/**
 * Whether something became known after this was signed that its signer has to look at: any reason, for sickness and the
 * outcome; that the child was seen or found, for the outcome.
 */
export function isOvertakenBy({ what, version }: GateNews): (signature: SignatureStanding) => boolean {
  return (signature) =>
    version > signature.version &&
    (signature.what === 'outcome' || (signature.what === 'sickness' && what === 'reason'))
}

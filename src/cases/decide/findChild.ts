// The child is found: where, who confirmed it and how? Nothing that sounds like silence closes a case.
import { compulsorySchoolAgeOf } from '../../law/compulsorySchoolAge.ts'
import { closingOf, foundOf } from '../afterFound.ts'
import type { CaseNow } from '../caseNow.ts'
import type { FoundKind, Side } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { isSeen } from '../plainText.ts'
import { type Decision, type Refusal, refused } from '../refusals.ts'
import { standingOf } from '../standing.ts'
import { isBackBeside } from './backBesideRegister.ts'
import { whyNotOn } from './entryDate.ts'

/** How somebody came to know, as the record says it. */
export const confirmations = {
  seen: 'Seen in person',
  register: 'From the register',
  'new-school': 'The new school confirmed the admission',
  'home-education-officer': 'The authority’s home education officer judged it',
  'foreign-proof': 'Proof from the border or from an authority abroad',
  certificate: 'A certificate',
} as const
export type Confirmation = keyof typeof confirmations

/** What each kind may rest on. Whoever is not sure has not found the child. */
const restsOn: Record<FoundKind, readonly Confirmation[]> = {
  attending: ['seen', 'register'],
  'another-school': ['new-school'],
  'home-educated': ['home-education-officer'],
  'home-educated-unsuitable': ['home-education-officer'],
  abroad: ['foreign-proof'],
  died: ['certificate', 'foreign-proof'],
  'over-age': ['seen', 'register', 'certificate'],
}

/** Kinds that name a place: the school, the country. */
export const kindsWithPlace: ReadonlySet<string> = new Set<FoundKind>(['another-school', 'abroad'])

/** Where the child is. `who` saw or confirmed it on the day `on`; `where` is the school or the country. */
export interface Finding {
  readonly kind: FoundKind
  readonly on: string
  readonly who: string
  readonly how: Confirmation
  readonly where: string
  readonly words: string
}

/**
 * The entry, and the closing of the case when nothing is left to do. A child at home without suitable education is found
 * but still missing education (section 436A of the Education Act 1996): the case goes on. Refuses a case that is not open,
 * a child found already, a day to come, what nobody confirmed, back at school against the register, and over compulsory
 * school age without a date of birth that says so.
 */
export function findChild(now: CaseNow, finding: Finding, side: Side): Decision<CaseHappening> {
  const why = whyNotFound(now, finding)
  if (why !== null) return refused(why)
  const details = { ...finding, side, how: confirmations[finding.how] }
  const found: CaseHappening = { what: 'child-found', details }
  return { accepted: [found, ...closingOf(now, found)] }
}

function whyNotFound(now: CaseNow, { kind, on, who, how, where }: Finding): Refusal | null {
  const { summary, pupil, today } = now
  if (summary.openedAt === null) return 'case-not-open'
  if (summary.closedAt !== null) return 'case-closed'
  const isSaid = standingOf(summary.standing, 'found').some((entry) => entry.kind === kind)
  if (isSaid || foundOf(summary.standing) !== null) return 'found-already'
  const wrongDay = whyNotOn(now, on)
  if (wrongDay !== null) return wrongDay
  if (kind === 'over-age' && !isOverAge(pupil.dateOfBirth, today)) return 'not-over-age'
  const isProved = isSeen(who) && restsOn[kind].includes(how) && (!kindsWithPlace.has(kind) || isSeen(where))
  if (!isProved) return 'proof-needed'
  return kind === 'attending' && !isBackBeside(now, on, how) ? 'register-says-away' : null
}

// An age nobody has sent ends nothing.
function isOverAge(dateOfBirth: string | null, today: string): boolean {
  return dateOfBirth !== null && today > compulsorySchoolAgeOf(dateOfBirth).to
}

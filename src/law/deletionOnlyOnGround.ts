// A name leaves the register on one of fifteen grounds, and on no other.
// Being unwell for good was a ground once and is none now; moving a child off roll without a ground is an offence.
import { findDeletionGround, type Shown } from './deletionGroundList.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const deletionOnlyOnGround = {
  id: 'deletion-only-on-ground',
  name: 'Fifteen grounds and no other',
  says: 'A name is deleted from the admission register when one of fifteen grounds is met, and on no other ground.',
  source: registrationRegulations('9', 'regulation 9(1), for a child of compulsory school age', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  grounds: 15,
  counted: 'lettered A to O',
  ourReading:
    'Each ground is shown by somebody, point by point. A point that nobody has answered leaves the ground open. The school decides: the authority cannot order a deletion.',
  workedExample:
    'On Friday 16 August 2024 a doctor finds that a child will not be well enough to attend, which was a ground until Sunday 18 August. From Monday 19 August 2024 it is none of the fifteen, and the name stays.',
} as const satisfies Rule & { grounds: number }

/** What was shown for each point: true, false, or null while nobody has answered. A point left out is not answered. */
export type Evidence = Readonly<Record<string, boolean | null | undefined>>

export interface GroundShown {
  readonly status: 'met' | 'not-met' | 'pending'
  /** The points that are not so; when there are none, those that nobody has answered. */
  readonly missing: readonly Shown[]
}

/** Whether a ground is shown by this evidence; null when the letter is none of the fifteen. */
export function groundShown(letter: string, evidence: Evidence): GroundShown | null {
  const ground = findDeletionGround(letter)
  if (!ground) return null
  const against = ground.shows.filter(({ id }) => evidence[id] === false)
  if (against.length > 0) return { status: 'not-met', missing: against }
  const open = ground.shows.filter(({ id }) => evidence[id] !== true)
  return { status: open.length > 0 ? 'pending' : 'met', missing: open }
}

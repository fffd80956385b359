// Ground C: the child is registered at more schools than one, and this one lets go.
// Every other school consents: one that has not answered is one that has not consented.
import { type GroundShown, groundShown } from './deletionOnlyOnGround.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const dualRegistrationDeletion = {
  id: 'ground-c',
  name: 'Ground C: registered at more than one school',
  says: 'A name is deleted when the child is also registered at other schools, all of them consent, there is no reason to believe that the child will come here again, no order names this school and it is not the main school of a mobile child.',
  source: registrationRegulations('9', 'regulation 9(1)(c)', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'from the day of the last consent',
  workedExample:
    'A child is registered at two other schools. On Monday 9 November 2026 one of them consents and the other has not answered: the ground is open. On Tuesday 10 November the other consents too: the ground is met.',
} as const satisfies Rule

export interface DuallyRegistered {
  /** One answer for each other school; null while it has not answered. */
  readonly consents: readonly (boolean | null)[]
  readonly isReturnExpected: boolean | null
  readonly isNamedInOrder: boolean | null
  readonly isMobileChildsMainSchool: boolean | null
}

/** Whether ground C is met. A child registered nowhere else has no other school that could consent: not met. */
export function dualRegistrationEnded(child: DuallyRegistered): GroundShown {
  const { consents } = child
  const not = (answer: boolean | null) => (answer === null ? null : !answer)
  const isRefused = consents.length === 0 || consents.includes(false)
  return groundShown('C', {
    'no-return': not(child.isReturnExpected),
    'all-consent': isRefused ? false : consents.includes(null) ? null : true,
    'no-order': not(child.isNamedInOrder),
    'not-main-school': not(child.isMobileChildsMainSchool),
  })!
}

// Ground A: the child is registered at another school.
// Not when both schools keep the child on purpose, and not against a school attendance order.
import type { DateText } from '../calendar/date.ts'
import { type GroundShown, groundShown } from './deletionOnlyOnGround.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const registeredElsewhereDeletion = {
  id: 'ground-a',
  name: 'Ground A: registered at another school',
  says: 'A name is deleted when the child has been registered at another school, unless both schools agreed to register the child, an order names this school, or this is the main school of a mobile child.',
  source: registrationRegulations('9', 'regulation 9(1)(a)', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'from the day of the registration at the other school',
  workedExample:
    'A child is registered at another school on Monday 9 November 2026, and nobody agreed that both schools keep them. The ground is met on Monday 9 November. Had they agreed, the name would stay.',
} as const satisfies Rule

export interface RegisteredElsewhere {
  /** The first day on the other school’s register; null while no other school is known. */
  readonly registeredOn: DateText | null
  readonly isDualAgreed: boolean | null
  readonly isNamedInOrder: boolean | null
  readonly isMobileChildsMainSchool: boolean | null
}

/** Whether ground A is met on a day. Null answers leave it pending. */
export function registeredElsewhereOn(child: RegisteredElsewhere, on: DateText): GroundShown {
  const not = (answer: boolean | null) => (answer === null ? null : !answer)
  return groundShown('A', {
    'registered-elsewhere': child.registeredOn === null ? null : child.registeredOn <= on,
    'no-order': not(child.isNamedInOrder),
    'not-main-school': not(child.isMobileChildsMainSchool),
    'not-dual': not(child.isDualAgreed),
  })!
}

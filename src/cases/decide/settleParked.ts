// May this person release or refuse what was held back? Refusing wants a reason: what a system said is then set aside for good.
import { type Refusal, refused } from '../refusals.ts'
import { may, type Person } from '../roles.ts'

export interface ParkedAnswer {
  readonly schoolUrn: string
  readonly how: 'released' | 'refused'
  /** Why it is refused; null when it is released. */
  readonly because: string | null
}

/** Null when the person has nothing to say at that school. */
export function settleParked(
  by: Person,
  { schoolUrn, how, because }: ParkedAnswer,
): { readonly accepted: { readonly because: string | null } } | { readonly refused: Refusal } | null {
  if (!may(by, 'release-deliveries', schoolUrn)) return null
  if (how === 'released') return { accepted: { because: null } }
  const said = because?.trim() ?? ''
  if (said === '') return refused('held-back-reason-missing')
  return said.length > 500 ? refused('held-back-reason-long') : { accepted: { because: said } }
}

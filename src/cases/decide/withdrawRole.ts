// May this role be taken away? Any but the last administrator's: without one nobody could let anybody in again.
import { type Refusal, refused } from '../refusals.ts'
import type { Role } from '../roles.ts'

/** The role, or why not. `role` is null when the person does not hold it (any more). */
export function withdrawRole(input: {
  readonly role: Role | null
  readonly otherAdministrators: number
}): { readonly accepted: Role } | { readonly refused: Refusal } {
  if (input.role === null) return refused('role-not-held')
  if (input.role === 'administrator' && input.otherAdministrators === 0) return refused('last-administrator')
  return { accepted: input.role }
}

// May these roles be given to this person? Each fits its body, none twice, and nobody gives one to themselves.
import { type Refusal, refused } from '../refusals.ts'
import type { RoleHeld } from '../roles.ts'

export interface RolesToGrant {
  readonly toPersonId: string
  readonly roles: readonly RoleHeld[]
  /** What the person holds now. */
  readonly held: readonly RoleHeld[]
  /** Which of the schools asked for there are. */
  readonly knownSchools: readonly string[]
}

/** The roles to give. `by` is the id of a person, or `command-line`. Refuses a second of the same, an unknown school, one's own. */
export function grantRole(
  input: RolesToGrant,
  by: string,
): { readonly accepted: readonly RoleHeld[] } | { readonly refused: Refusal } {
  if (input.toPersonId === by) return refused('own-role')
  for (const { role, schoolUrn } of input.roles) {
    if (schoolUrn !== null && !input.knownSchools.includes(schoolUrn)) return refused('school-not-found')
    if (input.held.some((held) => held.role === role && held.schoolUrn === schoolUrn))
      return refused('role-held-already')
  }
  return { accepted: input.roles }
}

// For which half of a case does a person act? By the roles held: at its school, or at the authority.
import type { Side } from './caseWork.ts'
import { type Permission, type Person, rolesWith } from './roles.ts'

/** The sides on which a person holds a permission at a school; the school's first where one person holds both. */
export function sidesWith(person: Person, permission: Permission, schoolUrn: string): readonly Side[] {
  const held = person.rolesHeld.filter(({ role }) => rolesWith(permission).includes(role))
  const isOfSchool = held.some((role) => role.schoolUrn === schoolUrn)
  const isOfAuthority = held.some((role) => role.schoolUrn === null)
  return [...(isOfSchool ? (['school'] as const) : []), ...(isOfAuthority ? (['authority'] as const) : [])]
}

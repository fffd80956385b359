// Gives a person who is here one more role; it holds from their next click.
import { grantRole as decide } from '../cases/decide/grantRole.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, type RoleHeld, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { findPerson, rolesGranted } from '../storage/personStore.ts'
import { listSchools } from '../storage/schoolStore.ts'

/** The role as given, or why not; null when the person is not there. */
export async function grantRole(
  house: House,
  by: Person,
  input: { readonly personId: string; readonly role: RoleHeld },
): Promise<{ readonly accepted: RoleHeld } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, 'manage-people')
  const [person, schools] = await Promise.all([
    findPerson(house.database, scope, input.personId),
    listSchools(house.database, scope),
  ])
  if (!person) return null
  const held = person.roles.filter(({ withdrawnAt }) => withdrawnAt === null)
  const knownSchools = schools.map(({ urn }) => urn)

  const decision = decide({ toPersonId: person.id, roles: [input.role], held, knownSchools }, by.id)
  if ('refused' in decision) return decision

  try {
    await house.database.commit([
      rolesGranted(person.id, [{ id: house.ids.next(), ...input.role }], by.id, house.clock.now()),
    ])
  } catch (cause) {
    // Two administrators at once: the key refuses the second.
    if (clashOf(cause)?.kind === 'already-there') return refused('role-held-already')
    throw cause
  }
  return { accepted: input.role }
}

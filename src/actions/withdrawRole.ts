// Takes a role away from a person; from their next click they no longer have it.
import { withdrawRole as decide } from '../cases/decide/withdrawRole.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, type Role, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { countOtherAdministrators, findPerson, roleWithdrawn } from '../storage/personStore.ts'

/** The role that was taken away, or why not; null when the person is not there. */
export async function withdrawRole(
  house: House,
  by: Person,
  input: { readonly personId: string; readonly roleId: string },
): Promise<{ readonly accepted: Role } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, 'manage-people')
  // Where accounts are real, an administrator who has never signed in may never come.
  const mustHaveAccount = house.mode === 'production'
  const [person, otherAdministrators] = await Promise.all([
    findPerson(house.database, scope, input.personId),
    countOtherAdministrators(house.database, input.personId, mustHaveAccount),
  ])
  if (!person) return null
  const isHeld = (roles: typeof person.roles) =>
    roles.find(({ id, withdrawnAt }) => id === input.roleId && withdrawnAt === null)

  const decision = decide({ role: isHeld(person.roles)?.role ?? null, otherAdministrators })
  if ('refused' in decision) return decision

  await house.database.commit([roleWithdrawn(input.roleId, by.id, house.clock.now(), mustHaveAccount)])
  const after = await findPerson(house.database, scope, input.personId)
  // Somebody else withdrew the other administrator's role meanwhile: then ours was left in place.
  return after && isHeld(after.roles) ? refused('last-administrator') : decision
}

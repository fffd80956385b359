// The link was lost, or its seven days have passed: a new one, and the old one works no more.
import { renewInvitation as decide } from '../cases/decide/renewInvitation.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findPerson } from '../storage/personStore.ts'
import { type Link, newLink } from './invitePerson.ts'

/** The new link; null for a person who is not there, and in the demonstration. */
export async function renewInvitation(
  house: House,
  by: Person,
  personId: string,
): Promise<{ readonly accepted: Link | null } | { readonly refused: Refusal }> {
  const person = await findPerson(house.database, scopeOf(by, 'manage-people'), personId)
  if (!person) return { accepted: null }

  const decision = decide(person)
  if ('refused' in decision) return decision

  const { link, writes } = await newLink(house, personId, by)
  await house.database.commit(writes)
  return { accepted: link }
}

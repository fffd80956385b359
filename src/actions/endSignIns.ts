// Signs a person out on every machine, at once: a lost telephone, a colleague who has left.
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findPerson } from '../storage/personStore.ts'
import { sessionsOfPersonEnded } from '../storage/sessionStore.ts'

/** Whether there is such a person; if so, none of their sign-ins counts from now on. */
export async function endSignIns(house: House, by: Person, personId: string): Promise<boolean> {
  const person = await findPerson(house.database, scopeOf(by, 'manage-people'), personId)
  if (!person) return false
  await house.database.commit([sessionsOfPersonEnded(person.id, house.machineClock.now())])
  house.log.info('sign-ins-ended', { person: person.id, by: by.id })
  return true
}

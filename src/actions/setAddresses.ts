// Sets the addresses to which teams' messages go, with a note of who did it; messages that waited for one go by themselves.
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { type AddressChange, writesOfAddresses } from '../storage/addressStore.ts'

/** Sets, changes or takes away (`email` null). The addresses have been checked. */
export async function setAddresses(house: House, by: Person, changes: readonly AddressChange[]): Promise<void> {
  if (changes.length > 0) await house.database.commit(writesOfAddresses(changes, house.clock.now(), by.id))
}

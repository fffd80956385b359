// Who is about to see which children on a list of cases, and when did they last look? Durable before the page is sent.
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOfLook } from '../storage/caseloadStore.ts'
import { readLogged } from '../storage/readStore.ts'

/** Records one view of the list that shows these pupils; `isLook` when it counts as looking anew. Throws when it cannot be written. */
export async function recordCaseloadLook(
  house: House,
  person: Person,
  pupilIds: readonly string[],
  isLook: boolean,
): Promise<void> {
  const at = house.clock.now()
  const writes = [
    ...(isLook ? [writeOfLook(person.id, at)] : []),
    ...(pupilIds.length > 0 ? [readLogged(at, person, 'Cases', pupilIds)] : []),
  ]
  if (writes.length > 0) await house.database.commit(writes)
}

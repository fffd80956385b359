// Who is about to see which children? Durable before the page is sent; if it cannot be written, there is no page.
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { readLogged } from '../storage/readStore.ts'

/** Records one view of a page that shows these pupils; `page` names it without a child's name. Throws when it cannot be written. */
export async function recordRead(
  house: House,
  person: Person,
  page: string,
  pupilIds: readonly string[],
): Promise<void> {
  if (pupilIds.length === 0) return
  await house.database.commit([readLogged(house.clock.now(), person, page, pupilIds)])
}

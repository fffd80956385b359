// Take in one thing a school's system told us: reads, decides, and gives the writes for the one commit of its delivery.
import { assertNever } from '../cases/refusals.ts'
import type { Told, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import type { Query } from '../storage/database.ts'
import { writeOfFeedHeard } from '../storage/registerStore.ts'
import { takeInCalendar } from './takeInCalendar.ts'
import { takeInMarks } from './takeInMarks.ts'
import { type TakenIn, takeInPupil } from './takeInPupil.ts'
import { takeInSessionClosed } from './takeInSessionClosed.ts'

/** The writes that a fact makes, to be committed together with the end of its delivery; or why it is set aside. */
export async function takeIn(house: House, by: ToldBy, told: Told): Promise<TakenIn> {
  switch (told.what) {
    case 'marks':
      return taken(await takeInMarks(house, by, told))
    case 'session-closed':
      return taken(await takeInSessionClosed(house, by, told))
    case 'calendar':
      return taken(await takeInCalendar(house, by, told))
    case 'sync-completed':
      return taken([writeOfFeedHeard(by.schoolUrn, told.feed, by.receivedAt, told.complete)])
    case 'pupil':
    case 'flags-changed':
    case 'contacts':
    case 'enrolment-started':
    case 'enrolment-ended':
      return takeInPupil(house, by, told)
    default:
      return assertNever(told)
  }
}

function taken(writes: readonly Query<unknown>[]): TakenIn {
  return { writes, faults: [] }
}

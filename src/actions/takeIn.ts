// Take in one thing a school's system told us: reads, decides, and gives the writes for the one commit of its delivery.
import { assertNever } from '../cases/refusals.ts'
import type { EnrolmentEndedTold, PupilDeletedTold, Told, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { writeOfLeaving } from '../storage/breakerStore.ts'
import type { Query } from '../storage/database.ts'
import { writeOfAccessTold, writeOfFeedFailed } from '../storage/feedProblemStore.ts'
import { writeOfFeedHeard } from '../storage/registerStore.ts'
import { takeInCalendar } from './takeInCalendar.ts'
import { takeInExclusion } from './takeInExclusion.ts'
import { takeInLeave } from './takeInLeave.ts'
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
    case 'enrolment-expected':
    case 'enrolment-started':
    case 'enrolment-reversed':
    case 'pupil-merged':
      return takeInPupil(house, by, told)
    case 'enrolment-ended':
    case 'pupil-deleted':
      return withLeaving(by, told, await takeInPupil(house, by, told))
    case 'leave-granted':
      return takeInLeave(house, by, told)
    case 'exclusion':
      return takeInExclusion(house, by, told)
    case 'sync-failed':
      return taken([writeOfFeedFailed(by.schoolUrn, told, by.receivedAt)])
    case 'access':
      return taken(by.connectionId ? [writeOfAccessTold(by.connectionId, told, by.deliveryId)] : [])
    default:
      return assertNever(told)
  }
}

// Ahead of what takes the pupil off roll: afterwards nobody could say whether this message did.
function withLeaving(by: ToldBy, told: EnrolmentEndedTold | PupilDeletedTold, { writes, faults }: TakenIn): TakenIn {
  return { writes: writes.length > 0 ? [writeOfLeaving(by, told), ...writes] : writes, faults }
}

function taken(writes: readonly Query<unknown>[]): TakenIn {
  return { writes, faults: [] }
}

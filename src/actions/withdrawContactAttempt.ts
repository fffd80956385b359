// Undoes an attempt, for every child it was written down for, and the alarm that went out with it.
import type { RecordedEvent } from '../cases/attempts.ts'
import { messageKey } from '../cases/caseMessage.ts'
import { withdrawContactAttempt as decide } from '../cases/decide/withdrawContactAttempt.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { Query } from '../storage/database.ts'
import { writeOfMessageStoppedByKey } from '../storage/entryWithdrawalStore.ts'
import type { EntryMade } from './addToAbsences.ts'
import { withdrawEntries } from './withdrawEntries.ts'

/** The entries made, or why not; null when an absence is not there for this person. */
export function withdrawContactAttempt(house: House, by: Person, entries: readonly EntryMade[]) {
  return withdrawEntries(house, by, entries, decide, (undone) => undone.flatMap((event) => alarmStopped(event, by)))
}

// The message to the safeguarding lead is known by the record as it was before the call was written down.
function alarmStopped(event: RecordedEvent, by: Person): readonly Query<unknown>[] {
  if (event.what !== 'contact-attempted' || event.details.outcome !== 'parent-did-not-know') return []
  const because = event.by === by.id ? 'Undone by the person who wrote it.' : 'The call that it came from was undone.'
  return [writeOfMessageStoppedByKey(messageKey('parent-did-not-know', event.caseId, event.version - 1), because)]
}

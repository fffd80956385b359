// Undoes a reason: the child is unexplained again from this moment, and no code is sent for it any more.
import { entryKey } from '../cases/attempts.ts'
import { withdrawReason as decide } from '../cases/decide/withdrawReason.ts'
import type { Person } from '../cases/roles.ts'
import { undoneBefore } from '../cases/writeBack.ts'
import type { House } from '../house.ts'
import { writeOfReasonsUndone } from '../storage/writeBackUndone.ts'
import type { EntryMade } from './addToAbsences.ts'
import { withdrawEntries } from './withdrawEntries.ts'

/** The entries made, or why not; null when the absence is not there for this person. */
export function withdrawReason(house: House, by: Person, entries: readonly EntryMade[]) {
  return withdrawEntries(house, by, entries, decide, (undone) => [
    writeOfReasonsUndone(undone.map(entryKey), undoneBefore, house.clock.now()),
  ])
}

// Undoes an attempt, for every child it was written down for.
import { withdrawContactAttempt as decide } from '../cases/decide/withdrawContactAttempt.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { EntryMade } from './addToAbsences.ts'
import { withdrawEntries } from './withdrawEntries.ts'

/** The entries made, or why not; null when an absence is not there for this person. */
export function withdrawContactAttempt(house: House, by: Person, entries: readonly EntryMade[]) {
  return withdrawEntries(house, by, entries, decide)
}

// Writes down an absence from a paper register.
import { type AbsenceToLog, logAbsence as decide } from '../cases/decide/logAbsence.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { markByHand } from './markByHand.ts'

/** The marks that now stand, or why not; null when the pupil is not there for this person. */
export function logAbsence(house: House, by: Person, absence: AbsenceToLog) {
  return markByHand(house, by, absence, (register, hand) => decide(register, absence, hand))
}

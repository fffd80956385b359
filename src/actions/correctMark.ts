// Corrects a mark of a paper register; what it was stays, with who, when and why.
import { type Correction, correctMark as decide } from '../cases/decide/correctMark.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { markByHand } from './markByHand.ts'

/** The mark that now stands, or why not; null when the pupil is not there for this person. */
export function correctMark(house: House, by: Person, correction: Correction) {
  return markByHand(house, by, correction, (register, hand) => decide(register, correction, hand))
}

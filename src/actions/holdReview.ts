// Writes down a joint review, on the case as its writer saw it.
import { holdReview as decide, type ReviewToHold } from '../cases/decide/holdReview.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function holdReview(house: House, by: Person, caseId: string, seenVersion: number, review: ReviewToHold) {
  return writeOnCase(house, by, {
    caseId,
    permission: 'hold-review',
    seenVersion,
    decide: (now) => decide(now, review),
  })
}

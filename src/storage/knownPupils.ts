// Which pupils are known? Not those whom only a register file named that a person took back: they are on no list until named again.
import type { RawBuilder } from 'kysely'
import { piece } from './database.ts'

/** `first_known_on` of a pupil who is not; the same day as `notKnown` of src/cases/daysOnRoll.ts. */
export const notKnown = '9999-12-31'

/** SQL that holds for a known pupil; `pupil` is the name of `pupils` in the query around it. */
export function isKnown(pupil: string): RawBuilder<boolean> {
  return piece<boolean>`${piece.ref(`${pupil}.first_known_on`)} < ${notKnown}`
}

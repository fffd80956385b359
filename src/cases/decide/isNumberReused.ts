// A school changed its system: is the child whom the new one calls by a number the one whom the old one called so?
import { type Pupil, plainLetters } from '../pupil.ts'
import type { AboutPupilTold } from '../told.ts'

/** Where the sentence about a number used for another child stands among what was not taken in. */
export const numberPath = 'data.pupil.mis_id'

/** That sentence and its path, before and after the number. */
export const numberReusedWords = {
  path: numberPath,
  before: 'Your new system uses number ',
  after:
    ' for another child: the UPN or the date of birth is another. Nothing of this message was taken in, and the child whom you have under the number stays as they were.',
} as const

export function numberReusedSentence(misId: string): string {
  return `${numberReusedWords.before}${misId}${numberReusedWords.after}`
}

/**
 * Whether a message with the number of a known pupil is about another child: another UPN, neither the former one of the
 * other; or, while one has no UPN, another date of birth and not the same name. Null: it does not say whom it is about.
 */
export function isNumberReused(known: Pupil, { pupil }: Pick<AboutPupilTold, 'pupil'>): boolean | null {
  const { upn } = pupil
  const formerUpn = 'formerUpn' in pupil ? pupil.formerUpn : null
  if (upn !== null && known.upn !== null) return upn !== known.upn && upn !== known.formerUpn && formerUpn !== known.upn
  const dateOfBirth = 'dateOfBirth' in pupil ? pupil.dateOfBirth : null
  if (dateOfBirth === null || known.dateOfBirth === null) return null
  if (dateOfBirth === known.dateOfBirth) return false
  const said = 'legalSurname' in pupil ? [pupil.legalForename, pupil.legalSurname] : []
  return nameIn(said) === '' || nameIn(said) !== nameIn([known.legalForename, known.legalSurname])
}

function nameIn(names: readonly (string | null | undefined)[]): string {
  return plainLetters(names.filter(Boolean).join(' '))
}

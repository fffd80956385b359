// Is this a Unique Pupil Number (UPN)? Its first letter is a check on the twelve characters after it.
// Permanent: twelve digits follow. Temporary: eleven digits and a letter, which counts by its place in the alphabet.
import { identifierText, type NotValid, notValid } from './identifierText.ts'

/** Without I, O and S, which look like digits: A counts 0, Z counts 22. */
const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const length = 13
const firstWeight = 2

export interface UniquePupilNumber {
  readonly valid: true
  readonly upn: string
  readonly kind: 'permanent' | 'temporary'
  readonly checkLetter: string
  /** The authority and the establishment that gave it, three and four digits. */
  readonly authority: string
  readonly establishment: string
  /** The last two digits of the year in which it was given. */
  readonly year: string
  readonly serial: string
}

/** Reads a UPN however it was spaced or capitalised. Valid says that it is well made, not that it was given to anybody. */
export function readUniquePupilNumber(typed: string): UniquePupilNumber | NotValid {
  const upn = identifierText(typed)
  if (upn === '') return notValid(`A UPN has ${length} characters, and nothing was typed.`)
  if (!letters.includes(upn.charAt(0))) return notValid('A UPN begins with a letter that is not I, O or S.')
  const rest = [...upn.slice(1)]
  const wrong = rest.slice(0, length - 2).findIndex((character) => !/^[0-9]$/.test(character))
  if (wrong >= 0) return notValid(`Character ${wrong + 2} should be a digit.`)
  if (rest.length !== length - 1) return notValid(`A UPN has ${length} characters. This has ${rest.length + 1}.`)
  const last = rest.at(-1)!
  const isTemporary = letters.includes(last)
  if (!isTemporary && !/^[0-9]$/.test(last))
    return notValid('The last character should be a digit, or in a temporary UPN a letter that is not I, O or S.')
  const checkLetter = checkLetterOf(rest.join(''))
  if (upn.charAt(0) !== checkLetter) return notValid(`The check letter should be ${checkLetter}.`)
  return {
    valid: true,
    upn,
    kind: isTemporary ? 'temporary' : 'permanent',
    checkLetter,
    authority: upn.slice(1, 4),
    establishment: upn.slice(4, 8),
    year: upn.slice(8, 10),
    serial: upn.slice(10),
  }
}

/** The check letter for the twelve characters after it: weights 2 to 13, modulo 23 (UK Government Data Standards Catalogue, Unique Pupil Number). */
export function checkLetterOf(twelve: string): string {
  let sum = 0
  for (const [place, character] of [...twelve].entries()) {
    const value = letters.includes(character) ? letters.indexOf(character) : Number(character)
    sum += value * (place + firstWeight)
  }
  return letters.charAt(sum % letters.length)
}

// Is this a Unique Learner Number (ULN)? Its tenth digit is a check on the nine before it.
import { identifierText, type NotValid, notValid, whyNotDigits } from './identifierText.ts'

const length = 10
const modulus = 11

export interface UniqueLearnerNumber {
  readonly valid: true
  readonly uln: string
  readonly checkDigit: string
}

/** Reads a ULN however it was spaced: the sum of nine digits with weights 10 to 2, modulo 11, and the check digit make 10. */
export function readUniqueLearnerNumber(typed: string): UniqueLearnerNumber | NotValid {
  const uln = identifierText(typed)
  const why = whyNotDigits(uln, length, 'A ULN')
  if (why) return why
  if (uln.startsWith('0')) return notValid('A ULN does not begin with 0.')
  const sum = [...uln.slice(0, length - 1)].reduce((so, digit, place) => so + Number(digit) * (length - place), 0)
  const remainder = sum % modulus
  // Ten minus nothing is no digit: such a number was never given out.
  if (remainder === 0) return notValid('No check digit fits the first nine digits, so this number was never given out.')
  const checkDigit = String(10 - remainder)
  return uln.endsWith(checkDigit)
    ? { valid: true, uln, checkDigit }
    : notValid(`The last digit, the check digit, should be ${checkDigit}.`)
}

// Is this the number that the Department for Education gave a school (LAESTAB)? Three digits of the authority, four of the school.
import { identifierText, type NotValid, notValid, whyNotDigits } from './identifierText.ts'

const length = 7
const authorityDigits = 3

export interface EstablishmentNumber {
  readonly valid: true
  /** As it is shown: 873/4022. */
  readonly laestab: string
  readonly authority: string
  readonly establishment: string
}

/** Reads 873/4022, 873 4022 or 8734022. The slash, where there is one, stands after the third digit. */
export function readEstablishmentNumber(typed: string): EstablishmentNumber | NotValid {
  const text = identifierText(typed)
  const slash = text.indexOf('/')
  if (slash >= 0 && (slash !== authorityDigits || text.lastIndexOf('/') !== slash))
    return notValid('The slash stands after the three digits of the local authority, as in 873/4022.')
  const digits = text.replace('/', '')
  const why = whyNotDigits(digits, length, 'A LAESTAB')
  if (why) return why
  const authority = digits.slice(0, authorityDigits)
  const establishment = digits.slice(authorityDigits)
  return { valid: true, laestab: `${authority}/${establishment}`, authority, establishment }
}

// Is this the Unique Reference Number (URN) of a school? Six digits; nothing in it checks the rest.
import { identifierText, type NotValid, whyNotDigits } from './identifierText.ts'

const length = 6

export interface UniqueReferenceNumber {
  readonly valid: true
  readonly urn: string
}

/** Reads a URN however it was spaced. A slip of one digit is another school’s number, which nobody can tell from the number alone. */
export function readUniqueReferenceNumber(typed: string): UniqueReferenceNumber | NotValid {
  const urn = identifierText(typed)
  return whyNotDigits(urn, length, 'A URN') ?? { valid: true, urn }
}

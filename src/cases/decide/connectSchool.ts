// May this school be connected in this way? Its number, its name, and no address but a vendor's own.
import { readUniqueReferenceNumber } from '../identifiers/uniqueReferenceNumber.ts'
import { isSeen, plainLine } from '../plainText.ts'
import { type Refusal, refused } from '../refusals.ts'
import { settingsOf, type Vendor } from '../vendors.ts'

/** `schoolName` null: the school is here already. `token`: for Arbor `user:password`, for Wonde the school's token once there is one. */
export interface ConnectionToMake {
  readonly schoolUrn: string
  readonly schoolName: string | null
  readonly vendor: Vendor
  readonly settings: Readonly<Record<string, string>>
  readonly token: string | null
}

/** The connection with the school's name as it will be kept: a school that is here keeps its own. */
export type ConnectionDecided = ConnectionToMake & { readonly schoolName: string }

export const longestSchoolName = 200
const longestToken = 500

/** `knownName` is the name of the school with that number here, or null. */
export function connectSchool(
  asked: ConnectionToMake,
  knownName: string | null,
): { readonly accepted: ConnectionDecided } | { readonly refused: Refusal } {
  const read = readUniqueReferenceNumber(asked.schoolUrn)
  if (!read.valid) return refused('school-number-wrong')
  const name = knownName ?? (asked.schoolName === null ? null : plainLine(asked.schoolName))
  if (name === null) return refused('school-not-found')
  if (!isSeen(name) || name.length > longestSchoolName) return refused('school-name-wrong')
  const settings = settingsOf(asked.vendor, asked.settings)
  if (!settings) return refused('vendor-address-wrong')
  if (!isToken(asked.vendor, asked.token)) return refused('vendor-sign-in-wrong')
  return { accepted: { ...asked, schoolUrn: read.urn, schoolName: name, settings } }
}

// A user ends at the first colon, so only the password may have one; nothing that could end a header.
function isToken(vendor: Vendor, token: string | null): boolean {
  if (token === null) return vendor !== 'arbor'
  if (token.length > longestToken || !/^[\x20-\x7e]+$/.test(token)) return false
  return vendor === 'arbor' ? /^[^:]+:.+$/.test(token) : vendor === 'wonde'
}

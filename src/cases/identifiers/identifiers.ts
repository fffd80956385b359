// Which identifiers of pupils and schools can be checked here, and what is each called?
import { type EstablishmentNumber, readEstablishmentNumber } from './establishmentNumber.ts'
import type { NotValid } from './identifierText.ts'
import { readUniqueLearnerNumber, type UniqueLearnerNumber } from './uniqueLearnerNumber.ts'
import { readUniquePupilNumber, type UniquePupilNumber } from './uniquePupilNumber.ts'
import { readUniqueReferenceNumber, type UniqueReferenceNumber } from './uniqueReferenceNumber.ts'

export const identifierKinds = ['upn', 'uln', 'urn', 'laestab'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

export type Identifier =
  | UniquePupilNumber
  | UniqueLearnerNumber
  | UniqueReferenceNumber
  | EstablishmentNumber
  | NotValid

const readers: Record<IdentifierKind, (typed: string) => Identifier> = {
  upn: readUniquePupilNumber,
  uln: readUniqueLearnerNumber,
  urn: readUniqueReferenceNumber,
  laestab: readEstablishmentNumber,
}

/** A text read as an identifier of a kind: its parts, or why it is none. Case, spaces and dashes do not matter. */
export function readIdentifier(kind: IdentifierKind, typed: string): Identifier {
  return readers[kind](typed)
}

// Which identifiers of pupils and schools can be checked here, and what is each called?
import { type EstablishmentNumber, readEstablishmentNumber } from './establishmentNumber.ts'
import { identifierText, type NotValid } from './identifierText.ts'
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

const shapes: readonly (readonly [IdentifierKind, RegExp])[] = [
  ['upn', /^[A-Z][0-9A-Z]{12}$/],
  ['uln', /^[0-9]{10}$/],
  ['laestab', /^([0-9]{7}|[0-9]{3}\/[0-9]{4})$/],
  ['urn', /^[0-9]{6}$/],
]

/** The only kind that a text can be by its length and its first character, well made or not; null when in doubt. */
export function onlyKindOf(typed: string): IdentifierKind | null {
  const text = identifierText(typed)
  return shapes.find(([, shape]) => shape.test(text))?.[0] ?? null
}

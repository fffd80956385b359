// How do people call a case, in a message or on the telephone? Six letters and digits that come from its id.

// Without I, L, O and U, which are misread or misheard.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The reference of a case: `7K2-QXM`. The same for the same id; a label, never a key. */
export function caseReference(id: string): string {
  // FNV-1a, twice, for 30 bits that differ between ids that differ little.
  let one = 0x811c9dc5
  let other = 0x1b873593
  for (let place = 0; place < id.length; place += 1) {
    one = Math.imul(one ^ id.charCodeAt(place), 0x01000193)
    other = Math.imul(other ^ id.charCodeAt(id.length - 1 - place), 0x01000193)
  }
  const pick = (bits: number, shift: number) => letters[(bits >>> shift) & 31]!
  const text = [pick(one, 3), pick(one, 11), pick(one, 19), pick(other, 3), pick(other, 11), pick(other, 19)].join('')
  return `${text.slice(0, 3)}-${text.slice(3)}`
}

/** Those of the ids whose reference was typed: with or without the dash, in any case, O for 0 and I or L for 1. */
export function idsCalled(typed: string, ids: readonly string[]): readonly string[] {
  const asked = asReference(typed)
  return asked === null ? [] : ids.filter((id) => caseReference(id).replace('-', '') === asked)
}

/** Six letters and digits that may be a reference, as one is made; null for any other text. */
export function asReference(typed: string): string | null {
  const asked = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return asked.length === 6 && [...asked].every((letter) => letters.includes(letter)) ? asked : null
}

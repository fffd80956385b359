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

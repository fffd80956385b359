// Is this a Unique Pupil Number? Its first letter is a check on the twelve characters after it.

const alphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** Whether a UPN, permanent (12 digits) or temporary (11 digits and a letter), has the right check letter: weights 2 to 13, modulo 23. */
export function isUpn(text: string): boolean {
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(text)) return false
  let sum = 0
  for (let at = 1; at <= 12; at += 1) {
    const character = text.charAt(at)
    const value = character >= '0' && character <= '9' ? Number(character) : alphabet.indexOf(character)
    sum += value * (at + 1)
  }
  return alphabet.charAt(sum % 23) === text.charAt(0)
}

// What is a child's unique pupil number? A check letter, the authority, the school, the year it was given, a serial.

const alphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The check letter for the twelve digits after it: weights 2 to 13, modulo 23 (DfE, Unique pupil numbers, 2023). */
export function checkLetterOf(twelve: string): string {
  let sum = 0
  for (let at = 0; at < 12; at += 1) sum += Number(twelve[at]) * (at + 2)
  return alphabet[sum % 23]!
}

/** A UPN of the invented authority 999. `givenIn` is the year of allocation, `serial` from 1 to 999. */
export function uniquePupilNumber(establishment: string, givenIn: number, serial: number): string {
  const twelve = `999${establishment}${String(givenIn % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  return checkLetterOf(twelve) + twelve
}

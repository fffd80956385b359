// What is a child's unique pupil number? A check letter, the authority, the school, the year it was given, a serial.
import { checkLetterOf } from '../cases/identifiers/uniquePupilNumber.ts'

/** A UPN of the invented authority 999. `givenIn` is the year of allocation, `serial` from 1 to 999. */
export function uniquePupilNumber(establishment: string, givenIn: number, serial: number): string {
  const twelve = `999${establishment}${String(givenIn % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  return checkLetterOf(twelve) + twelve
}

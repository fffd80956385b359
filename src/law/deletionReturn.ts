// The authority is told of every name deleted, at the deletion or before it.
// Five minutes later is too late. Pupils who leave with their class at the end of the last term are not named, unless asked for.
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const deletionReturn = {
  id: 'deletion-return',
  name: 'Deletion return',
  says: 'When a name is deleted, the school sends the authority a return with the child’s name and address, the parents the child lives with and how to reach each, where the child goes, and the ground, no later than the deletion.',
  source: registrationRegulations('13', 'regulation 13(4) and (5)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'from the moment the ground is met to the moment of the deletion',
  ourReading:
    'The next school and the next address are given where the register has them. One emergency number is needed for each parent the child lives with.',
  workedExample:
    'A name is deleted on Monday 16 November 2026 at 10:00. A return of 10:00 is in time; one of 10:05 is not. For a Year 6 pupil who leaves with their class on Wednesday 21 July 2027 none is needed, unless the authority has asked for it.',
} as const satisfies Rule

export interface ParentOnReturn {
  readonly name: string
  readonly address: string
  readonly emergencyNumbers: readonly string[]
}

export interface ReturnOfDeletion {
  /** When it was sent, in milliseconds since 1970. */
  readonly sentAt: number
  readonly name: string
  readonly address: string
  /** Each parent the child normally lives with; none for a child who lives with none. */
  readonly parents: readonly ParentOnReturn[]
  /** The letter of the ground. */
  readonly ground: string
}

export type ReturnFault = 'none' | 'late' | 'name' | 'address' | 'parent' | 'emergency-number' | 'ground'

/** What is wrong with the return of a name deleted at an instant (milliseconds since 1970); empty when nothing is. */
export function deletionReturnFaults(sent: ReturnOfDeletion | null, deletedAt: number): readonly ReturnFault[] {
  if (sent === null) return ['none']
  const isBlank = (text: string) => text.trim() === ''
  const faults: readonly [ReturnFault, boolean][] = [
    ['late', sent.sentAt > deletedAt],
    ['name', isBlank(sent.name)],
    ['address', isBlank(sent.address)],
    ['parent', sent.parents.some(({ name, address }) => isBlank(name) || isBlank(address))],
    ['emergency-number', sent.parents.some(({ emergencyNumbers }) => emergencyNumbers.every(isBlank))],
    ['ground', isBlank(sent.ground)],
  ]
  return faults.flatMap(([fault, isSo]) => (isSo ? [fault] : []))
}

/** Whether the return is owed: not for a pupil of the most senior class at or after the end of the last term, unless asked for. */
export function isDeletionReturnOwed(leaver: {
  readonly isInMostSeniorClass: boolean
  readonly isAtOrAfterEndOfLastTerm: boolean
  readonly isAskedFor: boolean
}): boolean {
  return leaver.isAskedFor || !(leaver.isInMostSeniorClass && leaver.isAtOrAfterEndOfLastTerm)
}

// Which dates follow a first day absent? Those of the clock, as if the child stayed away but for the marks given.
import { codeN, type Deadline, enquiries, escalation, removal, returnToAuthority } from './calculatorDeadline.ts'
import type { Question } from './calculatorRuns.ts'

/** The deadlines of an absence, by date, those without a date last. */
export function deadlinesOf(question: Question): Deadline[] {
  const deadlines = [
    escalation(question),
    codeN(question),
    returnToAuthority(question),
    enquiries(question),
    removal(question),
  ]
  const last = '9999'
  return deadlines.sort((one, other) => (one.on ?? last).localeCompare(other.on ?? last))
}

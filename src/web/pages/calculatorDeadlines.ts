// Which dates follow a first day absent? Those of the clock, as if the child stayed away but for the marks given, and nobody did anything.
import { absenceDeadlines } from './calculatorAbsence.ts'
import { codeN, removal, returnToAuthority } from './calculatorCodes.ts'
import type { Deadline } from './calculatorDeadline.ts'
import type { Question } from './calculatorRuns.ts'

/** The deadlines of an absence, by date, those without a date last. */
export function deadlinesOf(question: Question): Deadline[] {
  const deadlines = [...absenceDeadlines(question), codeN(question), returnToAuthority(question), removal(question)]
  const last = '9999'
  return deadlines.sort((one, other) => (one.on ?? last).localeCompare(other.on ?? last))
}

// The school sent the attendance return: is one owed, and was it sent after the tenth day?
import { answersForRun, attendanceReturn } from '../../law/attendanceReturn.ts'
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { isRepeated } from './repeatedEntry.ts'

export interface ReturnToWrite {
  readonly on: string
  readonly how: string
  readonly words: string
}

/** The days on which a return that is not sent yet was brought about, oldest first. */
export function returnsOwed({ answer }: Pick<CaseNow, 'answer'>): readonly string[] {
  return returnDuties(answer).flatMap(({ state, triggeredOn }) => (state === 'done' ? [] : (triggeredOn ?? [])))
}

function returnDuties(answer: CaseNow['answer']) {
  return (answer?.duties ?? []).filter(({ rule }) => rule === attendanceReturn.id)
}

/**
 * The entry. Refuses a day to come, a return that is not owed (its ten school days are not reached on that day, or cannot
 * be counted), and one already written down. It may be written on a closed case: closing a case sends no return.
 * Regulation 13(6) to (11) of the School Attendance (Pupil Registration) (England) Regulations 2024.
 */
export function sendReturn(now: CaseNow, sent: ReturnToWrite, by: string): Decision<CaseHappening> {
  const happening: CaseHappening = { what: 'return-sent', details: sent }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  if (sent.on > now.today) return refused('in-the-future')
  const duties = returnDuties(now.answer)
  const triggers = duties.flatMap(({ triggeredOn }) => triggeredOn ?? []).sort()
  const answered = triggers.findLast((on, place) => answersForRun(sent.on, on, triggers[place + 1] ?? null))
  if (answered === undefined) return refused('return-not-triggered')
  const isDone = duties.some(({ triggeredOn, state }) => triggeredOn === answered && state === 'done')
  return isDone ? refused('return-sent-already') : { accepted: [happening] }
}

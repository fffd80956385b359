// Which dates follow from the codes themselves? That of code N, of the return to the authority, of ground I.
import { attendanceReturn } from '../../law/attendanceReturn.ts'
import { unexplainedCode } from '../../law/unexplainedCode.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { type Deadline, noDays, plainDeadline } from './calculatorDeadline.ts'
import { reaching } from './calculatorReached.ts'
import { dutiesUnder, type Question } from './calculatorRuns.ts'
import { calculatorDate } from './calculatorWords.ts'

/** The last day for the earliest code N. */
export function codeN(question: Question): Deadline {
  const duty = dutiesUnder(question.asOf(question.lastOn), unexplainedCode)[0]
  const markedOn = duty?.triggeredOn ?? null
  const isFirst = markedOn === null || markedOn === question.firstOn
  return {
    ...plainDeadline,
    rule: unexplainedCode,
    name: `Code N, ${unexplainedCode.schoolDays} school days after the first`,
    act: isFirst ? 'Replace code N of the first day' : `Replace code N of ${calculatorDate(markedOn)}`,
    on: duty?.dueOn ?? null,
    isLatest: true,
    sentences: ['Each later day marked N has its own date.'],
    more: ['The day of the mark does not count.'],
    working: duty?.working ?? noDays,
    count: null,
    startedOn: markedOn,
    next: null,
    basis: duty?.basis ?? null,
  }
}

/** The tenth day, and the last day for its return. */
export function returnToAuthority(question: Question): Deadline {
  const [duty, later] = dutiesUnder(question.asOf(question.lastOn), attendanceReturn)
  const startOf = (each: typeof duty) => each?.working.counted[0] ?? null
  const laterStart = startOf(later)
  return {
    ...plainDeadline,
    rule: attendanceReturn,
    name: `School day ${attendanceReturn.schoolDays}`,
    act: 'The school owes the authority an attendance return',
    on: duty?.triggeredOn ?? null,
    dueOn: duty?.dueOn ?? null,
    sentences: ['Your authority may have agreed an earlier day with schools.'],
    working: duty?.working ?? noDays,
    count: 'attendanceReturn',
    startedOn: startOf(duty),
    next: laterStart === null ? null : { startedOn: laterStart, on: later?.triggeredOn ?? null },
    isByAge: true,
    basis: duty?.basis ?? null,
  }
}

/** The twentieth day; asks again as of that day for its working. */
export function removal(question: Question): Deadline {
  const { answer, ...reached } = reaching(
    question,
    'groundI',
    () => ({ schoolDays: whereaboutsUnknownDeletion.schoolDays }),
    ({ removal }) => removal.groundI.twentiethSchoolDay ?? null,
  )
  const then = (reached.on === null ? answer : question.asOf(reached.on))?.removal.groundI
  return {
    ...plainDeadline,
    ...reached,
    rule: whereaboutsUnknownDeletion,
    name: `School day ${whereaboutsUnknownDeletion.schoolDays}`,
    act: 'First lawful day to consider removing the name from the register (Ground I)',
    isEarliest: true,
    sentences: [
      'The count alone permits nothing. People at the school and at the authority must have looked for the child together, ruled out sickness and unavoidable cause, and signed what they found.',
      'Any code but G, N or O in these days starts the count again.',
    ],
    working: then?.working ?? noDays,
    count: 'groundI',
    isByAge: true,
    basis: then?.basis ?? null,
  }
}

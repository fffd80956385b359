// What is each date of the calculator? When, what it asks for, by which rule, and the count behind it.
import type { Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import { attendanceReturn } from '../../law/attendanceReturn.ts'
import { authorityEnquiries } from '../../law/authorityEnquiries.ts'
import { educationWelfareEscalation } from '../../law/educationWelfareEscalation.ts'
import { localPolicyOn } from '../../law/localPolicy.ts'
import type { AnswerRule, Basis } from '../../law/rule.ts'
import { unexplainedCode } from '../../law/unexplainedCode.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import type { CountOfCodes } from './calculatorMarkDays.ts'
import { dutiesUnder, type Question, type Run, runsOf } from './calculatorRuns.ts'
import { calculatorDate } from './calculatorWords.ts'

export interface Deadline {
  /** The rule as it stands today; which version held, its date decides. */
  readonly rule: AnswerRule
  /** 'School day 3', 'Calendar day 28'. */
  readonly name: string
  readonly act: string
  /** Null when the calendar ends before it, or when marks leave no count going. */
  readonly on: DateText | null
  /** Whether `on` is the last day for it, or the day itself. */
  readonly isLatest: boolean
  /** Whether the rule asks nothing and only says from when something may be considered. */
  readonly isEarliest: boolean
  /** By when what fell due on `on` must be done, where that is later. */
  readonly dueOn: DateText | null
  readonly sentences: readonly string[]
  readonly working: Working
  /** The number of the first day counted. */
  readonly firstNumber: number
  readonly countsOn: 'school days' | 'calendar days'
  /** Which codes end the count; null where none does. */
  readonly count: CountOfCodes | null
  /** The first day of the count that reaches it; null when marks leave none. */
  readonly startedOn: DateText | null
  /** The count that begins after this one was reached and a mark ended it; `on` null when it gets nowhere. */
  readonly next: { readonly startedOn: DateText; readonly on: DateText | null } | null
  /** Whether only children of compulsory school age are meant. */
  readonly isByAge: boolean
  readonly basis: Basis | null
}

const nothing: Working = { counted: [], skipped: [] }

const plain = {
  isLatest: false,
  isEarliest: false,
  dueOn: null,
  firstNumber: 1,
  countsOn: 'school days',
  isByAge: false,
} as const

/** The count that reaches its date before a mark ends it, else the one still going at the end; and the count after it. */
function reaching(runs: readonly Run[], dateOf: (run: Run) => DateText | null) {
  const reached = (run: Run) => {
    const on = dateOf(run)
    return on !== null && (!run.isEnded || on <= run.until) ? on : null
  }
  const run = runs.find((each) => reached(each) !== null) ?? runs.findLast(({ isEnded }) => !isEnded) ?? null
  const after = run?.isEnded ? runs[runs.indexOf(run) + 1] : undefined
  return {
    run,
    startedOn: run?.firstOn ?? null,
    on: run && reached(run),
    next: after ? { startedOn: after.firstOn, on: reached(after) } : null,
  }
}

function absences(question: Question): Run[] {
  return runsOf(question, 'absence', ({ absence }) => absence?.firstOn ?? null)
}

/** The day on which the Education Welfare Service is told; the number of the school day is that of the policy of the first day. */
export function escalation(question: Question): Deadline {
  const rule = educationWelfareEscalation
  const { run, ...reached } = reaching(absences(question), (each) => dutiesUnder(each.answer, rule)[0]?.dueOn ?? null)
  const duty = run && dutiesUnder(run.answer, rule)[0]
  const { numbers } = localPolicyOn(question.policies, reached.startedOn ?? question.firstOn)
  return {
    ...plain,
    ...reached,
    rule,
    name: `School day ${numbers.escalateOnSchoolDay}`,
    act: 'Tell the Education Welfare Service',
    sentences: ['Your authority may have chosen another day. No law sets one.'],
    working: duty?.working ?? nothing,
    count: 'absence',
    basis: duty?.basis ?? null,
  }
}

/** The last day for the earliest code N. */
export function codeN(question: Question): Deadline {
  const duty = dutiesUnder(question.asOf(question.lastOn), unexplainedCode)[0]
  const markedOn = duty?.triggeredOn ?? null
  const isFirst = markedOn === null || markedOn === question.firstOn
  return {
    ...plain,
    rule: unexplainedCode,
    name: `Code N, ${unexplainedCode.schoolDays} school days after the first`,
    act: isFirst ? 'Replace code N of the first day' : `Replace code N of ${calculatorDate(markedOn)}`,
    on: duty?.dueOn ?? null,
    isLatest: true,
    sentences: ['Each later day marked N has its own date. The day of the mark does not count.'],
    working: duty?.working ?? nothing,
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
    ...plain,
    rule: attendanceReturn,
    name: `School day ${attendanceReturn.schoolDays}`,
    act: 'The school owes the authority an attendance return',
    on: duty?.triggeredOn ?? null,
    dueOn: duty?.dueOn ?? null,
    sentences: ['Your authority may have agreed an earlier day with schools.'],
    working: duty?.working ?? nothing,
    count: 'attendanceReturn',
    startedOn: startOf(duty),
    next: laterStart === null ? null : { startedOn: laterStart, on: later?.triggeredOn ?? null },
    isByAge: true,
    basis: duty?.basis ?? null,
  }
}

/** The end of the authority’s enquiries. */
export function enquiries(question: Question): Deadline {
  const rule = authorityEnquiries
  const { run, ...reached } = reaching(absences(question), (each) => dutiesUnder(each.answer, rule)[0]?.dueOn ?? null)
  const duty = run && dutiesUnder(run.answer, rule)[0]
  return {
    ...plain,
    ...reached,
    rule,
    name: `Calendar day ${authorityEnquiries.closesOnCalendarDay}`,
    act: 'The authority’s enquiries are complete and signed',
    isLatest: true,
    sentences: ['It is not the count of 20 school days: the two run side by side.'],
    working: duty?.working ?? nothing,
    firstNumber: authorityEnquiries.opensOnCalendarDay,
    countsOn: 'calendar days',
    count: 'absence',
    basis: duty?.basis ?? null,
  }
}

/** The twentieth day; asks again as of that day for its working. */
export function removal(question: Question): Deadline {
  const runs = runsOf(question, 'groundI', ({ removal }) => removal.groundI.runStartedOn ?? null)
  const { run, ...reached } = reaching(runs, (each) => each.answer.removal.groundI.twentiethSchoolDay ?? null)
  const then = reached.on === null ? run?.answer.removal.groundI : question.asOf(reached.on).removal.groundI
  return {
    ...plain,
    ...reached,
    rule: whereaboutsUnknownDeletion,
    name: `School day ${whereaboutsUnknownDeletion.schoolDays}`,
    act: 'First lawful day to consider removing the name from the register (Ground I)',
    isEarliest: true,
    sentences: [
      'The count alone permits nothing. People at the school and at the authority must have looked for the child together, ruled out sickness and unavoidable cause, and signed what they found.',
      'Any code but G, N or O in these days starts the count again.',
    ],
    working: then?.working ?? nothing,
    count: 'groundI',
    isByAge: true,
    basis: then?.basis ?? null,
  }
}

// What is owed for this child, by whom and by when, in words? The clock answers; this only says it.
import type { ClockAnswer, Duty } from '../../cases/clock/clock.ts'
import { dutiesSeen } from '../../cases/dutiesSeen.ts'
import type { LocalPolicy } from '../../law/localPolicy.ts'
import { referSameDay } from '../../law/referSameDay.ts'
import { questionsInWords } from '../../law/riskQuestionList.ts'
import { type Owner, wordsOf } from '../../law/rule.ts'
import { findRule } from '../../law/rules.ts'
import type { RecordLink } from './caseDuties.ts'
import { datesInWords, inWords } from './inWords.ts'
import type { MessageShown } from './messageShown.ts'
import { isWrittenDownHere } from './todayWords.ts'

export interface DutyShown {
  readonly rule: string
  readonly state: Duty['state']
  readonly when: string
  /** The rule in a word or two. */
  readonly name: string
  readonly says: string
  readonly owedBy: string
  readonly because: string
  /** What ends an open duty that no day ends; null when the form beside it says enough. */
  readonly ends: string | null
  readonly standing: string
  readonly cite: string
  readonly url: string
  readonly isConfirmed: boolean
  readonly counted: readonly string[]
  readonly skipped: readonly string[]
  /** Where this reader writes it down; null when it is done, or not for them. */
  readonly record: RecordLink | null
  /** What became of the message by which it was done, or was to be. */
  readonly message: MessageShown | null
}

export interface ReaderOfDuties {
  readonly authorityName: string
  readonly seesRisk: boolean
  readonly recordLink: (duty: Duty) => RecordLink | null
  readonly message: (duty: Duty) => MessageShown | null
}

const standings = {
  law: 'Law',
  'statutory-guidance': 'Statutory guidance',
  'local-procedure': 'Local procedure',
} as const

/** The duties, open ones first; within each the clock's order, by due date. `numbers` are those that the absence keeps. */
export function dutiesShown(
  answer: ClockAnswer,
  numbers: LocalPolicy,
  { authorityName, seesRisk, recordLink, message }: ReaderOfDuties,
): DutyShown[] {
  const isOpen = (duty: Duty) => duty.state !== 'done' && duty.state !== 'not-needed'
  const duties = dutiesSeen(answer.duties, seesRisk)
  return [...duties.filter(isOpen), ...duties.filter((duty) => !isOpen(duty))].map((duty) => ({
    rule: duty.rule,
    // What cannot be written down here may be done: the page must not shout that it is not.
    state: duty.state === 'overdue' && !isWrittenDownHere(duty) ? 'due' : duty.state,
    when: whenOf(duty),
    name: findRule(duty.rule)?.name ?? duty.rule,
    says: saysOf(duty, numbers),
    owedBy: ownerOf(duty.owedBy, authorityName),
    because: becauseInWords(duty),
    ends: isOpen(duty) ? (endings[duty.rule] ?? null) : null,
    standing: standings[duty.basis.kind],
    cite: duty.basis.cite,
    url: duty.basis.url,
    isConfirmed: duty.basis.confirmed,
    counted: duty.working.counted.map(inWords.day),
    skipped: duty.working.skipped.map(({ on, because }) => `${inWords.day(on)}: ${datesInWords(because)}`),
    record: recordLink(duty),
    message: message(duty),
  }))
}

function saysOf({ rule: id }: Duty, numbers: LocalPolicy): string {
  const rule = findRule(id)
  return rule ? wordsOf(rule, numbers).says : id
}

// A call nobody answered is a try, not a contact: the duty stays until one of these.
const endings: Readonly<Record<string, string>> = {
  'first-day-contact': 'This ends when a parent is reached, or a reason is written down.',
}

// The clock names the questions by their numbers, which stand on the form alone.
function becauseInWords({ rule, because }: Duty): string {
  const words = datesInWords(because)
  return rule === referSameDay.id ? questionsInWords(words) : words
}

function whenOf(duty: Duty): string {
  const on = duty.dueOn ?? null
  const day = duty.dueAt ? inWords.dayAndTime(duty.dueAt) : on && inWords.day(on)
  if (duty.state === 'done') return 'Done'
  if (duty.state === 'not-needed') return 'Not needed'
  if (duty.state === 'unknown' || !day) return 'Not known'
  if (duty.state === 'overdue') return `${isWrittenDownHere(duty) ? 'Overdue, due' : 'Was due'} ${day}`
  if (duty.state === 'due') return duty.dueAt ? `By ${day}` : 'Today'
  return `By ${day}`
}

function ownerOf(owner: Owner, authorityName: string): string {
  if (owner === 'both') return `the school and ${authorityName}`
  if (owner === 'authority') return authorityName
  return owner === 'school' ? 'the school' : 'the police'
}

// How does Today say it? The words for outcomes, duties, lists and the state of a register, in one place.
import type { CallList } from '../../cases/callList.ts'
import type { Duty } from '../../cases/clock/clock.ts'
import type { Method, Outcome, Session } from '../../cases/events.ts'
import type { Refusal } from '../../cases/refusals.ts'
import type { RegisterState, SchoolToday } from '../../cases/registerToday.ts'
import { findRule } from '../../law/rules.ts'
import { datesInWords, inWords } from './inWords.ts'

export const outcomeWords: Record<Outcome, string> = {
  'no-answer': 'No answer',
  voicemail: 'Voicemail',
  'number-dead': 'Number dead',
  'wrong-person': 'Wrong person',
  'reason-given': 'Reason given',
  'parent-did-not-know': 'Parent did not know',
  reached: 'Reached, no reason given',
}

export const methodWords: Record<Method, string> = {
  phone: 'Telephone',
  text: 'Text message',
  email: 'E-mail',
  'in-person': 'In person',
  other: 'Another way',
}

export type ListKey = CallList | 'numbers'

export const listWords: Record<ListKey, string> = {
  'to-ring': 'To ring',
  tried: 'Tried today, waiting for an answer',
  'reason-given': 'Marks to change in your MIS',
  'no-mark': 'No mark in the register',
  numbers: 'Numbers to correct in your MIS',
}

/** What each list is called where the registers are kept like that. */
export function listWordsFor(isOnPaper: boolean): Record<ListKey, string> {
  return isOnPaper
    ? { ...listWords, 'reason-given': 'Marks to change in the register', numbers: 'Numbers to correct' }
    : listWords
}

/** The list asked for in an address; "to ring" for anything else. */
export function listKeyOf(asked: string | undefined): ListKey {
  return asked !== undefined && Object.hasOwn(listWords, asked) ? (asked as ListKey) : 'to-ring'
}

const dutiesNamed = [
  'first-day-contact',
  'risk-questions',
  'refer-same-day',
  'social-worker-told',
  'cme-officer-told',
  'education-welfare-escalation',
  'home-visit',
  'authority-referral',
  'unexplained-code',
  'attendance-return',
] as const

/** The name of each duty the page shows, the same as on the case and in the rulebook; the rest are for the pupil's page. */
export const dutyWords: Readonly<Record<string, string>> = Object.fromEntries(
  dutiesNamed.map((rule) => [rule, findRule(rule)!.name]),
)

const shownAhead: ReadonlySet<string> = new Set(['education-welfare-escalation', 'unexplained-code'])

/** The duties the morning's list shows, by due date: those to do now, two dates that come up in every absence, and the next of the others. */
export function dutiesShownToday(duties: readonly Duty[]): Duty[] {
  const dueOn = (duty: Duty) => duty.dueOn ?? '9999-12-31'
  const named = duties.filter(({ rule }) => dutyWords[rule] !== undefined)
  const isAhead = ({ rule, state }: Duty) => state === 'upcoming' && !shownAhead.has(rule)
  const next = named.filter(isAhead).map(dueOn).sort()[0]
  return named
    .filter((duty) => !isAhead(duty) || dueOn(duty) === next)
    .sort((one, other) => (dueOn(one) < dueOn(other) ? -1 : dueOn(one) > dueOn(other) ? 1 : 0))
}

const notWrittenDownHere: ReadonlySet<string> = new Set(['sickness-return', 'new-pupil-return'])

/** Whether doing a duty can be written down here, so that one not written down is one not done. */
export function isWrittenDownHere({ rule }: Duty): boolean {
  return !notWrittenDownHere.has(rule)
}

const saidDays = new Map<string, string>()

/** Tue 13 Oct. Kept once said: three hundred rows name the same few days thousands of times. */
export function dayWords(on: string): string {
  const known = saidDays.get(on)
  if (known !== undefined) return known
  if (saidDays.size > 1000) saidDays.clear()
  const said = inWords.day(on)
  saidDays.set(on, said)
  return said
}

/** When a duty is due, as it stands today, as the beginning of a line. */
export function dueWords(duty: Duty): string {
  if (!duty.dueOn) return 'Date not known'
  if (duty.state === 'due') return 'Today'
  if (duty.state !== 'overdue') return `By ${dayWords(duty.dueOn)}`
  return `${isWrittenDownHere(duty) ? 'Overdue, due' : 'Was due'} ${dayWords(duty.dueOn)}`
}

/** The half of a day in words. */
export const sessionWords: Record<Session, string> = { AM: 'morning', PM: 'afternoon' }

/** The state of a school's register, as sentences. */
export function registerSentences(school: SchoolToday, state: RegisterState, on: string): string[] {
  return [registerSentence(school, state), ...missingSentences(state), heardSentence(school, on)].filter(
    (each) => each !== '',
  )
}

function registerSentence(school: SchoolToday, state: RegisterState): string {
  switch (state.kind) {
    case 'no-calendar':
      return 'No calendar has arrived, so nobody knows whether today is a school day.'
    case 'day-unknown':
      return `Nobody knows whether today is a school day. ${datesInWords(state.because)}`
    case 'no-school':
      return `No school today: ${state.because}.`
    case 'not-yet':
      return `Morning register closes at ${state.closesAt}.`
    case 'none':
      return `No register yet for this ${sessionWords[state.session]}.${school.registerKept === 'paper' ? ' It is kept on paper: log each absence by hand.' : ''}`
    case 'complete':
      return `${state.session === 'AM' ? 'Morning' : 'Afternoon'} register ${isThin(state, state.session) ? 'closed' : 'complete'}${state.closedAt ? ` at ${inWords.time(state.closedAt)}` : ''}.`
  }
}

function missingSentences(state: RegisterState): string[] {
  if (!('missing' in state)) return []
  return state.missing
    .filter((session) => state.kind !== 'none' || session !== state.session)
    .map((session) => `No register is known for this ${sessionWords[session]}.`)
}

function isThin(state: RegisterState, session: Session): boolean {
  return 'thin' in state && state.thin?.some((each) => each.session === session) === true
}

function heardSentence(school: SchoolToday, on: string): string {
  if (school.registerKept === 'paper') return ''
  if (school.lastHeardAt === null) return 'Nothing has arrived from your MIS yet.'
  const isToday = inWords.day(school.lastHeardAt) === inWords.day(on)
  return `Last heard from your MIS at ${isToday ? inWords.time(school.lastHeardAt) : inWords.dayAndTime(school.lastHeardAt)}.`
}

/** The heading: how things stand. `unexplained` counts children; `hasDeleted`: the name of one was deleted today. */
export function headingOf(unexplained: number, states: readonly RegisterState[], hasDeleted = false): string {
  if (unexplained > 0) return `${unexplained} ${unexplained === 1 ? 'child' : 'children'} away and nobody has said why`
  if (states.some(({ kind }) => kind === 'no-calendar' || kind === 'day-unknown'))
    return 'Nobody knows whether today is a school day'
  const silent = states.find((state) => 'missing' in state && state.missing.length > 0)
  if (silent && 'missing' in silent) return `No register yet for this ${sessionWords[silent.missing.at(-1)!]}`
  const thin = states.flatMap((state) => ('thin' in state && state.thin?.at(-1)) || [])[0]
  if (thin) return `The register of this ${sessionWords[thin.session]} has ${thin.marked} of ${thin.onRoll} pupils`
  const open = states.find((state) => state.kind === 'not-yet')
  if (open) return 'The morning register has not closed yet'
  const complete = states.find((state) => state.kind === 'complete')
  if (complete && hasDeleted) return 'No other child is away without a reason'
  if (complete && 'session' in complete) return `Every absence of this ${sessionWords[complete.session]} has a reason`
  return 'No school today'
}

/** The status of a page that says why something was refused. */
export function statusOf(refusal: Refusal): 409 | 422 {
  return refusal === 'changed-meanwhile' || refusal === 'absence-over' || refusal === 'nothing-to-withdraw' ? 409 : 422
}

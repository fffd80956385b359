// How does a duty stand today? Builds each duty from its rule, its date and what closed it.
import type { Counted, CountedDate, Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import { instantText, type LondonTime, londonTimeAt } from '../../calendar/londonTime.ts'
import { type Basis, basisOf, type DutyRule, versionOn } from '../../law/rule.ts'
import type { Duty, DutyState } from './clockTypes.ts'

export const noWorking: Working = { counted: [], skipped: [] }

const months = 'January February March April May June July August September October November December'.split(' ')

export interface DutyDetails {
  /** The day that brings it about, whose law holds; null where that day is not known. */
  readonly arisesOn: DateText | null
  readonly isDone: boolean
  /** Nothing is owed any more, though nobody did it. */
  readonly isNotNeeded?: boolean
  readonly because: string
  readonly opensOn?: DateText
  readonly triggeredOn?: DateText
  readonly episode?: number
}

/** A duty due on a counted date; `unknown`, and why, when the date cannot be counted and nothing has closed it. */
export function dutyOn(rule: DutyRule, due: Counted | CountedDate, asOf: LondonTime, details: DutyDetails): Duty {
  const because = due.on === null ? `${details.because} ${due.because}` : details.because
  const law = lawOf(rule, details.arisesOn ?? asOf.date)
  return {
    rule: rule.id,
    owedBy: rule.owedBy,
    ...(details.opensOn === undefined ? undefined : { opensOn: details.opensOn }),
    ...(details.triggeredOn === undefined ? undefined : { triggeredOn: details.triggeredOn }),
    dueOn: due.on,
    ...(details.episode === undefined ? undefined : { episode: details.episode }),
    state: closedState(details) ?? (due.on === null ? 'unknown' : stateByDate(due.on, asOf.date)),
    because: law.note === null ? because : `${because} ${law.note}`,
    basis: law.basis,
    working: due.working,
  }
}

/** A duty due at an instant, given in milliseconds since 1970. It is due until the instant has passed. */
export function dutyAt(rule: DutyRule, dueAt: number, asOf: LondonTime, details: DutyDetails): Duty {
  const law = lawOf(rule, details.arisesOn ?? asOf.date)
  return {
    rule: rule.id,
    owedBy: rule.owedBy,
    dueAt: instantText(dueAt),
    ...(details.episode === undefined ? undefined : { episode: details.episode }),
    state: closedState(details) ?? (asOf.epochMilliseconds > dueAt ? 'overdue' : 'due'),
    because: law.note === null ? details.because : `${details.because} ${law.note}`,
    basis: law.basis,
    working: noWorking,
  }
}

// The version that held on the day. A duty from before the first on file is listed all the same, and says so.
function lawOf(rule: DutyRule, arisesOn: DateText): { readonly basis: Basis; readonly note: string | null } {
  const version = versionOn(rule, arisesOn)
  const { from } = version.inForce
  const isBefore = from !== null && arisesOn < from
  return { basis: basisOf(version), note: isBefore ? `This rule is in force only from ${inWords(from)}.` : null }
}

function inWords(date: DateText): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** A date that needs no counting. */
export function plainDate(on: DateText): CountedDate {
  return { on, working: noWorking }
}

function closedState(details: DutyDetails): DutyState | null {
  if (details.isDone) return 'done'
  return details.isNotNeeded ? 'not-needed' : null
}

function stateByDate(dueOn: DateText, today: DateText): DutyState {
  if (dueOn === today) return 'due'
  return dueOn > today ? 'upcoming' : 'overdue'
}

/** By due date in London, those without one last; then by rule; then as they came. */
export function inOrder(duties: Duty[]): Duty[] {
  const last = '9999-99-99'
  const dateOf = (duty: Duty) =>
    duty.dueOn ?? (duty.dueAt === undefined ? last : londonTimeAt(Date.parse(duty.dueAt)).date)
  const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
  return duties
    .map((duty) => ({ duty, date: dateOf(duty) }))
    .sort((one, other) => compare(one.date, other.date) || compare(one.duty.rule, other.duty.rule))
    .map(({ duty }) => duty)
}

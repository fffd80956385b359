// How does a duty stand today? Builds each duty from its rule, its date and what closed it.
import type { Counted, CountedDate, Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import { instantText, type LondonTime, londonTimeAt } from '../../calendar/londonTime.ts'
import { basisOf, type DutyRule } from '../../law/rule.ts'
import type { Duty, DutyState } from './clockTypes.ts'

export const noWorking: Working = { counted: [], skipped: [] }

export interface DutyDetails {
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
  return {
    rule: rule.id,
    owedBy: rule.owedBy,
    ...(details.opensOn === undefined ? undefined : { opensOn: details.opensOn }),
    ...(details.triggeredOn === undefined ? undefined : { triggeredOn: details.triggeredOn }),
    dueOn: due.on,
    ...(details.episode === undefined ? undefined : { episode: details.episode }),
    state: closedState(details) ?? (due.on === null ? 'unknown' : stateByDate(due.on, asOf.date)),
    because,
    basis: basisOf(rule),
    working: due.working,
  }
}

/** A duty due at an instant, given in milliseconds since 1970. It is due until the instant has passed. */
export function dutyAt(rule: DutyRule, dueAt: number, asOf: LondonTime, details: DutyDetails): Duty {
  return {
    rule: rule.id,
    owedBy: rule.owedBy,
    dueAt: instantText(dueAt),
    ...(details.episode === undefined ? undefined : { episode: details.episode }),
    state: closedState(details) ?? (asOf.epochMilliseconds > dueAt ? 'overdue' : 'due'),
    because: details.because,
    basis: basisOf(rule),
    working: noWorking,
  }
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

// How does a duty stand? The contract's states, each in its plain words.
import { londonOf, secondsOf } from './naiveDates.ts'
import type { Known, Working } from './naiveDays.ts'

export interface NaiveDuty {
  rule: string
  owedBy: string
  dueOn?: string | null
  dueAt?: string
  state: string
  opensOn?: string
  triggeredOn?: string
  episode?: number
  working: Working
}

export function stateOn(known: Known, dueOn: string | null, isDone: boolean): string {
  if (isDone) return 'done'
  if (dueOn === null) return 'unknown'
  if (dueOn === known.today) return 'due'
  return dueOn > known.today ? 'upcoming' : 'overdue'
}

export function stateAt(known: Known, dueAt: string, isDone: boolean): string {
  if (isDone) return 'done'
  return secondsOf(dueAt) >= known.asOf ? 'due' : 'overdue'
}

/** A date that is read: not after today, and not before the earliest that counts. */
export function isOn(known: Known, date: string | null | undefined, earliest = '0000-00-00'): boolean {
  return Boolean(date) && date! <= known.today && date! >= earliest
}

/** An instant that is read: not after the moment asked about, and its date not before the earliest that counts. */
export function isAt(known: Known, instant: string | null | undefined, earliest = '0000-00-00'): boolean {
  return Boolean(instant) && secondsOf(instant!) <= known.asOf && londonOf(instant!).date >= earliest
}

/** By due date in London, those without one last, then by rule, then by episode. */
export function inOrder(duties: NaiveDuty[]): NaiveDuty[] {
  const key = (duty: NaiveDuty) => {
    const date = duty.dueAt ? londonOf(duty.dueAt).date : (duty.dueOn ?? '9999-99-99')
    return `${date} ${duty.rule} ${duty.episode ?? ''}`
  }
  const keyed = duties.map((duty) => ({ duty, key: key(duty) }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ duty }) => duty)
}

// On which days is a pupil on roll that was not before? In the registers of those days nobody looked for them.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import type { Pupil } from './pupil.ts'

type OnRoll = Pick<Pupil, 'firstKnownOn' | 'enteredOn' | 'leftOn' | 'asks'>

/** Days from one date (in) to another (out). */
export interface Span {
  readonly from: string
  readonly before: string
}

const never = '9999-12-31'

/** `firstKnownOn` of a pupil whom only a register file had named that was taken back: on no list until somebody names them again. */
export const notKnown = never

export function isKnownPupil({ firstKnownOn }: Pick<Pupil, 'firstKnownOn'>): boolean {
  return firstKnownOn < notKnown
}

/** What was before for a pupil nobody knew. */
export const neverOnRoll: OnRoll = { firstKnownOn: never, enteredOn: null, leftOn: null, asks: null }

/** The days of the new time on roll that were not in the old one, at most two spans: they get `-` in registers known whole. */
export function daysNewlyOnRoll(before: OnRoll, after: OnRoll): Span[] {
  const [old, now] = [spanOf(before), spanOf(after)]
  if (old.before <= old.from) return now.from < now.before ? [now] : []
  return [
    { from: now.from, before: least(now.before, old.from) },
    { from: most(now.from, old.before), before: now.before },
  ].filter((span) => span.from < span.before)
}

/**
 * The last day on which somebody looks for the pupil in the register; null while there is none. A leaver whose destination
 * nobody knows is looked for until it is said: leaving for nowhere is no word of the child.
 */
export function lastDayExpected({ leftOn, asks }: Pick<Pupil, 'leftOn' | 'asks'>): string | null {
  return asks === 'leaver' ? null : leftOn
}

/** Whether a pupil who left before that day is looked for on it, as the destination is not known. */
export function isGoneNobodyKnowsWhere({ leftOn, asks }: Pick<Pupil, 'leftOn' | 'asks'>, on: string): boolean {
  return asks === 'leaver' && leftOn !== null && leftOn < on
}

function spanOf(pupil: OnRoll): Span {
  const { firstKnownOn, enteredOn } = pupil
  const lastOn = lastDayExpected(pupil)
  const from = enteredOn !== null && enteredOn > firstKnownOn ? enteredOn : firstKnownOn
  return { from, before: lastOn === null ? never : addCalendarDays(lastOn, calendarDays(1)) }
}

function least(one: string, other: string): string {
  return one < other ? one : other
}

function most(one: string, other: string): string {
  return one > other ? one : other
}

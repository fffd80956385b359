// Which dates would another calendar move, for how many children, and what do the registers say against it?
import type { CalendarEffect, DateMovedTogether, MarkedDayClosed } from '../../actions/calendarEffect.ts'
import { notReturnedFromLeaveDeletion } from '../../law/notReturnedFromLeaveDeletion.ts'
import { findRule } from '../../law/rules.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import { inWords } from './inWords.ts'

const mostDates = 12
const mostDays = 5

const grounds: Readonly<Record<string, string>> = {
  [whereaboutsUnknownDeletion.id]: `Removal, day ${whereaboutsUnknownDeletion.schoolDays}`,
  [notReturnedFromLeaveDeletion.id]: `Removal, day ${notReturnedFromLeaveDeletion.schoolDays} after leave`,
}

/** 'Removal, day 20: Mon 16 November becomes Tue 17 November (3 children)', the removals first. */
export function datesMovedWords({ dates }: Pick<CalendarEffect, 'dates'>): string[] {
  const inOrder = dates.toSorted((one, other) => place(one) - place(other))
  const rest = inOrder.length - mostDates
  return [
    ...inOrder.slice(0, mostDates).map(dateMovedWords),
    ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'date' : 'dates'}`] : []),
  ]
}

function place({ rule }: DateMovedTogether): number {
  return rule in grounds ? 0 : 1
}

function dateMovedWords({ rule, from, to, cases }: DateMovedTogether): string {
  const name = grounds[rule] ?? findRule(rule)?.name ?? rule
  const becomes = to === null ? `${dayOf(from)} can no longer be counted` : `${dayOf(from)} becomes ${dayOf(to)}`
  return `${name}: ${becomes} (${cases} ${cases === 1 ? 'child' : 'children'})`
}

function dayOf(date: string | null): string {
  return date === null ? 'a day that could not be counted' : inWords.day(date)
}

/** What a person should look at before a past day is opened or closed. */
export function registerWarnings(effect: CalendarEffect): string[] {
  return [...unmarkedWarnings(effect), ...closedWarnings(effect.markedDaysClosed)]
}

function unmarkedWarnings({ cases, daysUnmarked }: CalendarEffect): string[] {
  const [first, ...more] = daysUnmarked
  if (cases === 0 || !first) return []
  const days = whereaboutsUnknownDeletion.schoolDays
  const last = more.at(-1)
  const named = last
    ? `${daysUnmarked.length} days from ${inWords.longDay(first)} to ${inWords.longDay(last)}`
    : inWords.longDay(first)
  const [until, after] = last ? ['Until each has one', 'after the last of them'] : ['Until one is', 'after it']
  return [
    `No complete register is known for ${named}. ${until}, the count of ${days} school days for a removal begins again ${after}.`,
  ]
}

function closedWarnings(closed: readonly MarkedDayClosed[]): string[] {
  const rest = closed.length - mostDays
  return [
    ...closed.slice(0, mostDays).map(closedWarning),
    ...(rest > 0 ? [`The register also has marks for ${rest} more past days that would be closed.`] : []),
  ]
}

function closedWarning({ on, yearGroups, pupils, absent }: MarkedDayClosed): string {
  const counted = `${pupils} ${pupils === 1 ? 'pupil' : 'pupils'}`
  const [of, closedFor] = yearGroups.length > 0 ? [` of ${yearGroupWords(yearGroups)}`, ' for them'] : ['', '']
  const away = absent === 0 ? 'none' : String(absent)
  return `The register has marks of ${counted}${of} for ${inWords.longDay(on)}, ${away} of them absent. They will not be counted if the school was closed${closedFor} that day.`
}

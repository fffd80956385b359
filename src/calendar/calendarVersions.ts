// Of all that was said about one academic year, which version is in force?
import type { CalendarYear } from './calendarInForce.ts'
import type { ClosedDay, Term } from './schoolCalendar.ts'

/** The days of an academic year, whoever said them and when. */
export type DaysSaid = Pick<CalendarYear, 'terms' | 'closed' | 'registersClose'>

/** The same days in the one order and form in which they are kept, so that the same said differently is the same text. */
export function daysInOrder({ terms, closed, registersClose }: DaysSaid): DaysSaid {
  return {
    terms: terms.map(({ from, to }): Term => ({ from, to })).sort((one, other) => (one.from < other.from ? -1 : 1)),
    closed: closed.map(closedDay).sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)),
    registersClose: registersClose && { AM: registersClose.AM, PM: registersClose.PM },
  }
}

function closedDay({ on, because, yearGroups = [] }: ClosedDay): ClosedDay {
  return yearGroups.length > 0 ? { on, because, yearGroups: [...new Set(yearGroups)].sort() } : { on, because }
}

/** In order of time; of two published at one instant the lower delivery id first. */
export function inOrderOfTime<Version extends CalendarYear>(versions: readonly Version[]): Version[] {
  return versions.toSorted((one, other) => (isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0))
}

/**
 * The versions of one school's academic year that said something new, in order of time. A system that sends again what it
 * sent before says nothing new, so that it does not undo what a person has entered since. The same as the view calendars_told.
 */
export function versionsTold<Version extends CalendarYear>(versions: readonly Version[]): Version[] {
  let saidBefore: CalendarYear | null = null
  return inOrderOfTime(versions).filter((version) => {
    if (version.source !== 'mis') return true
    const isNews = saidBefore === null || !isSameCalendar(saidBefore, version)
    saidBefore = version
    return isNews
  })
}

/** The newest that said something new; null without any. */
export function versionInForce<Version extends CalendarYear>(versions: readonly Version[]): Version | null {
  return versionsTold(versions).at(-1) ?? null
}

/** Whether two versions say the same, whoever said it and when. */
export function isSameCalendar(one: DaysSaid, other: DaysSaid): boolean {
  return saying(one) === saying(other)
}

function saying({ terms, closed, registersClose }: DaysSaid): string {
  return JSON.stringify([terms, closed, registersClose])
}

function isBefore(one: CalendarYear, other: CalendarYear): boolean {
  if (one.publishedAt !== other.publishedAt) return one.publishedAt < other.publishedAt
  return one.deliveryId < other.deliveryId
}

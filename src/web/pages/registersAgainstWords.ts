// How is it said that the calendar closes a day on which a register was taken? Counts and dates, and no child.
import type { DateText } from '../../calendar/date.ts'
import type { DayAgainstCalendar } from '../../cases/registersAgainstCalendar.ts'
import { dayWords } from '../../cases/whyHere.ts'
import { inWords } from './inWords.ts'

/** Two sentences: what does not agree, and what follows for the children marked absent. */
export function registerAgainstWords(day: DayAgainstCalendar, today: DateText): string {
  const { on, isForAll, away } = day
  const whom = isForAll ? '' : ' for some year groups'
  const says = on === today ? `there is no school${whom} today,` : `there was no school${whom} on`
  const absent = away === 1 ? '1 child is' : `${away} children are`
  const counted = away === 0 ? '' : ` ${absent} marked absent, and the day is not counted for ${themOf(away)}.`
  return `The calendar says ${says} ${dayOf(on, today)}, and ${registersWords(day, on === today)}.${counted}`
}

/** 'The register of Tuesday 17 November (morning) is complete.' */
export function registerTakenWords({ on, complete }: DayAgainstCalendar, today: DateText): string {
  const day = dayOf(on, today)
  if (complete.length === 0) return `Marks have arrived for ${day}.`
  if (complete.length === 2) return `The registers of ${day} are complete.`
  return `The register of ${day} (${complete[0] === 'AM' ? 'morning' : 'afternoon'}) is complete.`
}

/** What becomes of the children, for the page on which a calendar is checked. */
export function absencesByCalendarWords(leaving: number, beginning: number): string[] {
  const left = leaving === 1 ? '1 child marked absent is' : `${leaving} children marked absent are`
  const begun = beginning === 1 ? '1 other child begins' : `${beginning} other children begin`
  return [
    ...(leaving > 0 ? [`${left} not counted as absent any more.`] : []),
    ...(beginning > 0 ? [`${begun} an absence.`] : []),
  ]
}

function registersWords({ complete }: DayAgainstCalendar, isToday: boolean): string {
  if (complete.length === 0) return `marks have arrived for ${isToday ? 'today' : 'that day'}`
  if (complete.length === 2) return `the registers of ${isToday ? 'today' : 'that day'} are complete`
  const half = complete[0] === 'AM' ? 'morning' : 'afternoon'
  return `the register of ${isToday ? 'this' : 'that'} ${half} is complete`
}

function themOf(count: number): string {
  return count === 1 ? 'this child' : 'them'
}

function dayOf(on: DateText, today: DateText): string {
  return on.slice(0, 4) === today.slice(0, 4) ? dayWords(on) : inWords.longDay(on)
}

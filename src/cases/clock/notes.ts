// What was read but not used? Marks and closures that change nothing, each with its place.
import type { DateText } from '../../calendar/date.ts'
import { dayNumber } from '../../calendar/date.ts'
import type { LondonTime } from '../../calendar/londonTime.ts'
import type { SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import type { ClockInput, MarkEntry } from './clockTypes.ts'
import { indexesOf, indexOfDay } from './pupilSessions.ts'

/** One sentence for each, beginning with its path in the input. Marks after `asOf` were not read and go unsaid. */
export function notesOf(input: ClockInput, calendar: SchoolCalendar, asOf: LondonTime): string[] {
  const notes = calendar.unusedClosures.map(({ index, because }) => `calendar.closed[${index}]: ${because}`)
  const marks = input.marks ?? []
  for (let index = 0; index < marks.length; index++) {
    const unused = unusedMark(marks[index]!, calendar, asOf)
    if (unused !== null) notes.push(`marks[${index}]: ${unused}`)
  }
  const foreseen = input.facts?.foreseenSickness
  if (foreseen && dayNumber(foreseen.to) > calendar.lastDay) {
    notes.push('facts.foreseenSickness.to: the days after the calendar are not counted.')
  }
  return notes
}

function unusedMark(mark: MarkEntry, calendar: SchoolCalendar, asOf: LondonTime): string | null {
  // Nearly every mark is this one, and says nothing.
  if (mark.on !== undefined && indexOfDay(calendar, dayNumber(mark.on)) >= 0) return null
  const first = (mark.on ?? mark.from) as DateText
  const last = (mark.on ?? mark.to) as DateText
  if (first > asOf.date) return null
  const [start, end] = indexesOf(calendar, mark, calendar.days.length)
  if (start < end) {
    const isOutside = dayNumber(first) < calendar.firstDay || dayNumber(last) > calendar.lastDay
    return isOutside && last <= asOf.date ? 'the days outside the calendar are not used.' : null
  }
  if (mark.on === undefined) return `no school day from ${first} to ${last}.`
  const answer = schoolDayOn(calendar, first)
  if (answer.answer === 'unknown') return answer.because
  return answer.answer === 'no' ? `${first} is no school day (${answer.because}).` : null
}

// Which days does a school with Arbor teach? Published once terms and days are both there, and again only when they change.
//
// Not confirmed: `term { id }` on the days inside a term only, and the words of `holidayLabel`. An INSET day is told by its
// label; a day that is no good school day and says no more is a planned closure.
import { z } from 'zod'
import { daysOfAcademicYear, yearFrom } from '../../calendar/calendarInForce.ts'
import { addCalendarDays, calendarDays, dayNumber, weekdayOf } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import type { Term } from '../../calendar/schoolCalendar.ts'
import { arborDoor, arborList } from './arborAsk.ts'
import { arborMessage, asItCame, fingerprintOf, firstTimeUnread } from './arborMessages.ts'
import { registerTimesOn, rollCallTimes } from './arborRollCalls.ts'
import { dateOf } from './arborTimes.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'

const calendarDate = z.object({
  startDate: z.string().transform(dateOf).pipe(z.iso.date()),
  isGoodSchoolDay: z.boolean(),
  isPublicHoliday: z.boolean().nullish(),
  term: z.object({ id: z.union([z.string(), z.int()]) }).nullish(),
  academicHoliday: z.object({ holidayLabel: z.string().nullish() }).nullish(),
})
type CalendarDate = z.infer<typeof calendarDate>
const fields = 'startDate isGoodSchoolDay isPublicHoliday term { id } academicHoliday { holidayLabel }'

export const arborCalendarFeed: Feed = { vendor: 'arbor', name: 'calendar', rhythm: 'nightly', read }

async function read(asked: FeedAsked): Promise<FeedRead> {
  const door = arborDoor(asked)
  if (!('origin' in door)) return door
  const today = londonDate(asked.now)
  const year = academicYearOf(today)
  const { from, to } = daysOfAcademicYear(year)
  const day = (on: string, days: number) => addCalendarDays(on, calendarDays(days))
  const read = await arborList(
    door,
    'AcademicCalendarDate',
    fields,
    `startDate_after: "${day(from, -1)}", startDate_before: "${day(to, 1)}"`,
  )
  if (!('records' in read)) return read
  const rollCalls = await rollCallTimes(door)
  if (!('times' in rollCalls)) return rollCalls
  const unread: (readonly ['calendar.published', unknown])[] = []
  const days: CalendarDate[] = []
  for (const record of read.records) {
    const { data } = calendarDate.safeParse(record)
    if (!data) unread.push(['calendar.published', record])
    else if (data.startDate >= from && data.startDate <= to) days.push(data)
  }
  const messages: CanonicalMessage[] = []
  const lists = new Map<string, unknown>()
  const terms = termsOf(days)
  // A day that could not be read might be a closure: then the calendar waits until it can be.
  if (unread.length === 0 && terms.length > 0) {
    const AM = registerTimesOn(rollCalls.times, 'AM', today)?.closes
    const PM = registerTimesOn(rollCalls.times, 'PM', today)?.closes
    const registers_close = AM && PM ? { AM, PM } : null
    const data = {
      academic_year: year,
      terms,
      non_school_days: closedDays(days, terms),
      registers_close,
      replaces: null,
    }
    const print = await fingerprintOf(data)
    if (asked.lists.get('calendar') !== print)
      messages.push(arborMessage(asked, 'calendar.published', { ...data, told_at: asked.now }))
    lists.set('calendar', print)
  }
  const told = await firstTimeUnread(asked.lists, 'calendar', unread)
  for (const [type, record] of told.first) messages.push(arborMessage(asked, type, asItCame(record)))
  lists.set(...told.list)
  return { messages, cursor: null, isComplete: true, seen: read.records.length, changed: messages.length, lists }
}

/** '2026/27' of a date. */
function academicYearOf(on: string): string {
  const { from, to } = yearFrom(on)
  return `${from.slice(0, 4)}/${to.slice(2, 4)}`
}

/** From the first to the last good school day of each term: a term with none is not there yet. */
function termsOf(days: readonly CalendarDate[]): Term[] {
  const terms = new Map<string, { from: string; to: string }>()
  for (const { startDate, isGoodSchoolDay, term } of days) {
    if (!term || !isGoodSchoolDay) continue
    const known = terms.get(String(term.id)) ?? { from: startDate, to: startDate }
    const from = startDate < known.from ? startDate : known.from
    terms.set(String(term.id), { from, to: startDate > known.to ? startDate : known.to })
  }
  return [...terms.values()].toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

/** The weekdays without school inside the terms: outside them a day needs no reason. */
function closedDays(days: readonly CalendarDate[], terms: readonly Term[]) {
  return days
    .filter(({ startDate }) => terms.some(({ from, to }) => from <= startDate && startDate <= to))
    .filter(({ startDate, isGoodSchoolDay }) => !isGoodSchoolDay && weekdayOf(dayNumber(startDate)) <= 5)
    .map(({ startDate, isPublicHoliday, academicHoliday }) => {
      const label = academicHoliday?.holidayLabel ?? ''
      const isTraining = /\binset\b|staff training|training day/i.test(label)
      const holiday = academicHoliday ? 'holiday' : 'planned-closure'
      return { on: startDate, because: isTraining ? 'inset' : isPublicHoliday ? 'bank-holiday' : holiday }
    })
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
}

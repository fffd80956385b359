// Which dates does an iCalendar file (.ics) name? All-day events, and of others the day; never one that repeats.
import ICAL from 'ical.js'
import { addCalendarDays, calendarDays, type DateText, isDate } from '../../calendar/date.ts'
import { isInstant, londonTime } from '../../calendar/londonTime.ts'
import { plainLine } from '../../cases/plainText.ts'
import { inWords } from '../pages/inWords.ts'
import type { FileEntry, FileLineLeft, FileLines } from './calendarCsv.ts'

type Property = [name: string, parameters: Record<string, string | string[]>, type: string, ...values: unknown[]]
type Component = [name: string, properties: Property[], components: Component[]]

const inLondon = /^(\/.*\/)?(Europe\/(London|Belfast)|GB|GMT Standard Time|GMT|UTC)$/i

/** Reads the events of an iCalendar text; to-dos, alarms and time zones are passed over. */
export function readIcs(text: string): FileLines {
  let parsed: Component | Component[]
  try {
    parsed = ICAL.parse(text.replace(/^\uFEFF/, '').trimStart()) as Component | Component[]
  } catch (cause) {
    return {
      refused: `This is no iCalendar file that can be read: ${plainLine(String((cause as Error).message)).slice(0, 120)}`,
    }
  }
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as Component[]
  const events = calendars
    .filter(([name]) => name === 'vcalendar')
    .flatMap(([, , components]) => components.filter(([name]) => name === 'vevent'))
  if (events.length === 0) return { refused: 'The file holds no events.' }
  const lines = linesOfEvents(text)
  const entries: FileEntry[] = []
  const left: FileLineLeft[] = []
  for (const [index, event] of events.entries()) {
    const line = lines[index] ?? 0
    const what = plainLine(String(firstValueOf(event, 'summary') ?? '')).slice(0, 200)
    const read = readEvent(event, what)
    const start = dayOf(propertyOf(event, 'dtstart'))
    const place = 'on' in start ? inWords.plainDay(start.on) : ''
    if (typeof read === 'string') left.push({ line, place, said: what || 'An event without a name', why: read })
    else entries.push({ line, place, what, yearGroups: '', assumed: [], ...read })
  }
  return { entries, left }
}

// The parser does not say where an event stood.
function linesOfEvents(text: string): number[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []))
}

function propertyOf([, properties]: Component, name: string): Property | undefined {
  return properties.find(([each]) => each === name)
}

function firstValueOf(event: Component, name: string): unknown {
  return propertyOf(event, name)?.[3]
}

function readEvent(event: Component, what: string): { from: DateText; to: DateText } | string {
  if (what === '') return 'it does not say what it is'
  if (String(firstValueOf(event, 'status')).toUpperCase() === 'CANCELLED') return 'it is cancelled'
  if (['rrule', 'rdate', 'exrule'].some((name) => propertyOf(event, name)))
    return 'it repeats. Write each of its days as an event of its own'
  const from = dayOf(propertyOf(event, 'dtstart'))
  if ('fault' in from) return from.fault
  const end = propertyOf(event, 'dtend')
  if (!end) return lastByDuration(event, from)
  const to = dayOf(end)
  if ('fault' in to) return to.fault
  // The end is the first moment after: of a whole day the next day, of a night midnight.
  const last = to.isMidnight && to.on > from.on ? addCalendarDays(to.on, calendarDays(-1)) : to.on
  return last < from.on ? 'it ends before it begins' : { from: from.on, to: last }
}

function lastByDuration(event: Component, from: { on: DateText }): { from: DateText; to: DateText } | string {
  const said = firstValueOf(event, 'duration')
  if (said === undefined) return { from: from.on, to: from.on }
  const [, weeks = '0', days = '0'] = /^P(?:(\d{1,2})W)?(?:(\d{1,3})D)?(?:T\w*)?$/.exec(String(said)) ?? ['', '-1']
  const length = Number(weeks) * 7 + Number(days)
  if (length < 0) return 'its length cannot be read'
  return { from: from.on, to: addCalendarDays(from.on, calendarDays(Math.max(0, length - 1))) }
}

function dayOf(property: Property | undefined): { on: DateText; isMidnight: boolean } | { fault: string } {
  if (!property) return { fault: 'it has no date' }
  const said = String(property[3])
  const on = said.slice(0, 10)
  const zone = String(property[1].tzid ?? '')
  if (!isDate(on)) return { fault: 'its date cannot be read' }
  if (property[2] === 'date') return { on, isMidnight: true }
  if (isInstant(said)) {
    const there = londonTime(said)
    return { on: there.date, isMidnight: there.millisecondsOfDay === 0 }
  }
  if (zone !== '' && !inLondon.test(zone)) return { fault: `its time is of another time zone: ${zone.slice(0, 40)}` }
  return { on, isMidnight: said.slice(11, 19) === '00:00:00' }
}

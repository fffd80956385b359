// What goes into somebody's own calendar? One all-day event a date, as iCalendar (RFC 5545), with nothing anybody typed in words.
import ICAL from 'ical.js'
import type { DateText } from '../../calendar/date.ts'
import type { DeadlineShown } from './calculatorShown.ts'
import { calculatorDate } from './calculatorWords.ts'

/** What is said wherever the dates of the example go. */
const exampleWarning = 'These dates follow the example terms, not your school’s.'
const productId = '-//Whereabouts//Deadline calculator//EN'

/** What the file is made from: the dates known are its events. */
export interface CalendarFile {
  readonly firstOn: DateText
  /** Whether the terms are the example's: then every event says so. */
  readonly isExample: boolean
  readonly deadlines: readonly DeadlineShown[]
  /** Stands for the question: the same question gives the same, so that a file taken in twice gives no event twice. */
  readonly questionId: string
  /** 'YYYY-MM-DDTHH:MM:SS.sssZ' */
  readonly madeAt: string
  readonly calculatorUrl: string
}

/** The text of deadlines.ics: lines end with CR LF and are folded at 75 octets. */
export function calculatorCalendarFile(file: CalendarFile): string {
  const { deadlines, questionId, madeAt, isExample } = file
  // The space that begins a folded line is one of its 75 octets, which the library does not count.
  ICAL.foldLength = 74
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', productId)
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  if (isExample) calendar.addPropertyWithValue('x-wr-calname', 'Deadlines (example terms)')
  for (const deadline of deadlines) {
    if (deadline.status !== 'known') continue
    const event = new ICAL.Component('vevent')
    const start = ICAL.Time.fromDateString(deadline.on!)
    const end = start.clone()
    end.adjust(1, 0, 0, 0)
    event.addPropertyWithValue('uid', `${deadline.id}-${questionId}@whereabouts`)
    event.addPropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(`${madeAt.slice(0, 19)}Z`))
    event.addPropertyWithValue('dtstart', start)
    event.addPropertyWithValue('dtend', end)
    event.addPropertyWithValue(
      'summary',
      `${whenOf(deadline)}${deadline.name}: ${deadline.act}${isExample ? ' (example terms)' : ''}`,
    )
    event.addPropertyWithValue('description', descriptionOf(deadline, file))
    event.addPropertyWithValue('url', deadline.url)
    event.addPropertyWithValue('transp', 'TRANSPARENT')
    calendar.addSubcomponent(event)
  }
  return `${calendar.toString()}\r\n`
}

function whenOf({ isLatest, isEarliest }: DeadlineShown): string {
  if (isLatest) return 'Last day. '
  return isEarliest ? 'Not before today. ' : ''
}

function descriptionOf(deadline: DeadlineShown, { firstOn, isExample, calculatorUrl }: CalendarFile): string {
  const { look, latest, effects, closures, more, sentences, standingText, says } = deadline
  const { cite, url, isConfirmed, summary } = deadline
  return [
    ...(isExample ? [exampleWarning] : []),
    `First absent: ${calculatorDate(firstOn)}.`,
    ...(look ? [`A person looks first. ${look}`] : []),
    ...(latest ? [latest] : []),
    ...effects,
    ...(closures ? [closures] : []),
    ...more,
    ...sentences,
    `How it was counted: ${summary}.`,
    `${standingText}. ${says}`,
    `Source: ${cite}${isConfirmed ? '' : ' (wording not yet confirmed)'}: ${url}`,
    `Worked out with ${calculatorUrl}`,
  ].join('\n')
}

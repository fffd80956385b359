// Which dates did a new calendar move on a case, and whose calendar was it?
import type { CalendarSource } from '../../calendar/calendarInForce.ts'
import type { DeadlinesMoved } from '../../cases/events.ts'
import { findRule } from '../../law/rules.ts'
import { inWords } from './inWords.ts'

const sources: Record<CalendarSource, string> = {
  mis: 'The school’s system (MIS) published another calendar',
  typed: 'The school’s calendar was changed by hand',
  file: 'The school’s calendar was changed by a file',
  'bank-holiday': 'A bank holiday was added to the school’s calendar',
}

const absences: Record<NonNullable<DeadlinesMoved['absence']>, string> = {
  'not-counted': 'By this calendar no day of the absence is a school day: it is not counted any more.',
  counted: 'By this calendar the absence is counted.',
}

/** What changed, what that does to the absence, then each date with the one it was. */
export function deadlinesMovedInWords({ source, moved, absence }: DeadlinesMoved): string {
  const dates = moved.map(({ rule, from, to }) => {
    const name = findRule(rule)?.name ?? rule
    return `${name} from ${dayOf(from)} to ${dayOf(to)}`
  })
  return [
    `${sources[source]}.`,
    ...(absence ? [absences[absence]] : []),
    ...(dates.length > 0 ? [`These dates moved: ${dates.join('; ')}.`] : []),
  ].join(' ')
}

function dayOf(date: string | null): string {
  return date === null ? 'a day that could not be counted' : inWords.day(date)
}

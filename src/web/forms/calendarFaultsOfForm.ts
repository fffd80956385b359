// Beside which field of the form does a fault of the calendar stand? Terms by their row, days by their date.
import type { CalendarFault as FaultOfYear } from '../../calendar/calendarFaults.ts'
import { inWords } from '../pages/inWords.ts'
import { type CalendarFault, type ReadCalendar, rowOfTerm, type TypedCalendar } from './calendarForm.ts'

const mostOfClosed = 5

/** The faults in the order of the form; of many closed days the first few, each with its date. */
export function calendarFaultsOfForm(
  faults: readonly FaultOfYear[],
  typed: TypedCalendar,
  read: ReadCalendar,
): CalendarFault[] {
  const closed = faults.filter(({ field }) => field === 'closed')
  const rest = closed.length - mostOfClosed
  return [
    ...faults.filter(({ field }) => field === 'terms').map((fault) => ofTerm(fault, typed)),
    ...closed.slice(0, mostOfClosed).map(({ index, text }) => ({ text: withDate(text, index, read), field: 'closed' })),
    ...(rest > 0 ? [{ text: `and ${rest} more closed days`, field: 'closed' }] : []),
    ...faults
      .filter(({ field }) => field === 'registersClose')
      .map(({ text }) => ({ text, field: text.startsWith('The afternoon') ? 'closes-pm' : 'closes-am' })),
  ]
}

// The calendar numbers its terms; the form numbers its rows, of which some may be empty.
function ofTerm({ index, text }: FaultOfYear, typed: TypedCalendar): CalendarFault {
  if (index === null) return { text, field: 'term-0-from' }
  return {
    text: text.replace(
      /\b([Tt]erm) (\d+)/g,
      (_, name, number) => `${name} ${rowOfTerm(typed, Number(number) - 1) + 1}`,
    ),
    field: `term-${rowOfTerm(typed, index)}-from`,
  }
}

function withDate(text: string, index: number | null, read: ReadCalendar): string {
  const day = index === null ? undefined : read.closed[index]
  return day ? text.replace(/^Closed day \d+/, inWords.plainDay(day.on)) : text
}

// What is wrong with a calendar that somebody has typed, or sent as a file?
import { type CalendarYear, daysOfAcademicYear, isAcademicYear } from './calendarInForce.ts'
import { type DateText, isDate } from './date.ts'
import { prepareCalendar, type Term } from './schoolCalendar.ts'

export const mostTerms = 12
export const mostClosedDays = 400

/** One thing to put right. `index`: which term or closed day, from 0; null where it is about all of them. */
export interface CalendarFault {
  readonly field: 'terms' | 'closed' | 'registersClose'
  readonly index: number | null
  readonly text: string
}

type CalendarToCheck = Pick<CalendarYear, 'academicYear' | 'terms' | 'closed' | 'registersClose'>

/** All that is wrong, in the order of the form; nothing when it can be kept. */
export function calendarFaults(year: CalendarToCheck): readonly CalendarFault[] {
  if (!isAcademicYear(year.academicYear)) {
    return [{ field: 'terms', index: null, text: 'The school year must be like 2026/27' }]
  }
  const faults = [...termFaults(year), ...closedFaults(year), ...registerFaults(year)]
  if (faults.length > 0 || prepareCalendar(year).days.length > 0) return faults
  return [{ field: 'terms', index: null, text: 'The calendar must have at least one school day' }]
}

function termFaults({ academicYear, terms }: CalendarToCheck): CalendarFault[] {
  if (terms.length === 0) return [{ field: 'terms', index: null, text: 'Enter the dates of at least one term' }]
  if (terms.length > mostTerms) {
    return [{ field: 'terms', index: null, text: `A school year can have ${mostTerms} terms or half terms at most` }]
  }
  return terms.flatMap((term, index) => {
    const text = faultOfTerm(term, terms, index, academicYear)
    return text === null ? [] : [{ field: 'terms', index, text } as const]
  })
}

function faultOfTerm(term: Term, terms: readonly Term[], index: number, academicYear: string): string | null {
  const name = `Term ${index + 1}`
  if (!isDate(term.from)) return `${name} must begin on a real date`
  if (!isDate(term.to)) return `${name} must end on a real date`
  if (term.to < term.from) return `${name} must not end before it begins`
  if (!isWithin(academicYear, term.from) || !isWithin(academicYear, term.to)) {
    return `${name} must lie between ${yearInWords(academicYear)}`
  }
  const overlapped = terms.slice(0, index).findIndex(({ from, to }) => from <= term.to && term.from <= to)
  return overlapped < 0 ? null : `${name} must not overlap term ${overlapped + 1}`
}

function closedFaults({ academicYear, closed }: CalendarToCheck): CalendarFault[] {
  if (closed.length > mostClosedDays) {
    return [{ field: 'closed', index: null, text: `A school year can have ${mostClosedDays} closed days at most` }]
  }
  return closed.flatMap(({ on }, index) => {
    if (!isDate(on)) return [{ field: 'closed', index, text: `Closed day ${index + 1} must be a real date` } as const]
    if (isWithin(academicYear, on)) return []
    const text = `Closed day ${index + 1} must lie between ${yearInWords(academicYear)}`
    return [{ field: 'closed', index, text } as const]
  })
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/

function registerFaults({ registersClose }: CalendarToCheck): CalendarFault[] {
  if (registersClose === null) return []
  const { AM, PM } = registersClose
  const fault = (text: string): CalendarFault[] => [{ field: 'registersClose', index: null, text }]
  if (!timeOfDay.test(AM)) return fault('The morning register must close at a time, such as 09:30')
  if (!timeOfDay.test(PM)) return fault('The afternoon register must close at a time, such as 14:00')
  return PM > AM ? [] : fault('The afternoon register must close after the morning register')
}

function isWithin(academicYear: string, on: DateText): boolean {
  const { from, to } = daysOfAcademicYear(academicYear)
  return on >= from && on <= to
}

function yearInWords(academicYear: string): string {
  const { from, to } = daysOfAcademicYear(academicYear)
  return `1 August ${from.slice(0, 4)} and 31 August ${to.slice(0, 4)}`
}

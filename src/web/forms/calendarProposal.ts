// What stands in the form of a school year before anybody types? The year in force, last year's moved, or empty rows.
import type { BankHoliday } from '../../calendar/bankHolidays.ts'
import { addCalendarDays, calendarDays, type DateText } from '../../calendar/date.ts'
import type { ClosedDay, Term } from '../../calendar/schoolCalendar.ts'
import { inWords } from '../pages/inWords.ts'
import { closedText } from './calendarClosedDays.ts'
import { bankHolidaysOfYear, mostTermRows, type TypedCalendar } from './calendarForm.ts'

/** What one school year says. */
export interface YearSaid {
  readonly academicYear: string
  readonly terms: readonly Term[]
  readonly closed: readonly ClosedDay[]
  readonly registersClose: { readonly AM: string; readonly PM: string } | null
}

const aYearOfWeeks = calendarDays(52 * 7)
const fewestRows = 6
const rowsAdded = 3

/** A year as the form shows it. A bank holiday is ticked when it is closed, or lies outside the terms. */
export function typedOfYear(said: YearSaid, known: readonly BankHoliday[], seen: string): TypedCalendar {
  const holidays = bankHolidaysOfYear(said.academicYear, known)
  const isTicked = (day: ClosedDay) =>
    day.because === 'bank-holiday' && !day.yearGroups?.length && holidays.some(({ on }) => on === day.on)
  const closedOn = new Set(said.closed.filter((day) => !day.yearGroups?.length).map(({ on }) => on))
  const isInTerm = (on: DateText) => said.terms.some(({ from, to }) => on >= from && on <= to)
  return {
    terms: withRows(
      said.terms.map(({ from, to }) => ({ from: inWords.plainDay(from), to: inWords.plainDay(to) })),
      Math.max(fewestRows, said.terms.length),
    ),
    closed: closedText(said.closed.filter((day) => !isTicked(day))),
    bankHolidays: holidays.map(({ on }) => on).filter((on) => closedOn.has(on) || !isInTerm(on)),
    closesAm: said.registersClose?.AM ?? '',
    closesPm: said.registersClose?.PM ?? '',
    reason: '',
    seen,
    source: 'typed',
  }
}

/** Nothing typed yet, every bank holiday ticked. */
export function emptyCalendar(academicYear: string, known: readonly BankHoliday[]): TypedCalendar {
  const nothing = { academicYear, terms: [], closed: [], registersClose: { AM: '09:30', PM: '14:00' } }
  return typedOfYear(nothing, known, '')
}

/**
 * Next year proposed from the one before: terms, INSET days and holidays 52 weeks later, so on the same weekdays. What
 * happened once, and bank holidays, are left out; every bank holiday of the new year is ticked.
 */
export function proposedCalendar(before: YearSaid, academicYear: string, known: readonly BankHoliday[]): TypedCalendar {
  const moved = (on: DateText) => addCalendarDays(on, aYearOfWeeks)
  const closed = before.closed
    .filter(({ because }) => because === 'inset' || because === 'holiday')
    .map((day) => ({ ...day, on: moved(day.on) }))
  const terms = before.terms.map(({ from, to }) => ({ from: moved(from), to: moved(to) }))
  const typed = typedOfYear({ academicYear, terms, closed, registersClose: before.registersClose }, known, '')
  return { ...typed, bankHolidays: bankHolidaysOfYear(academicYear, known).map(({ on }) => on) }
}

/** The same with more empty rows for terms. */
export function withMoreRows(typed: TypedCalendar): TypedCalendar {
  return { ...typed, terms: withRows(typed.terms, Math.min(typed.terms.length + rowsAdded, mostTermRows)) }
}

function withRows(terms: TypedCalendar['terms'], rows: number): TypedCalendar['terms'] {
  return Array.from({ length: rows }, (_, row) => terms[row] ?? { from: '', to: '' })
}

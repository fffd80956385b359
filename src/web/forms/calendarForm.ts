// What was typed about a school year, and does it make a calendar? Read on the form, on the check page and when it is used.
import type { BankHoliday } from '../../calendar/bankHolidays.ts'
import { daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import type { DateText } from '../../calendar/date.ts'
import type { ClosedDay, Term } from '../../calendar/schoolCalendar.ts'
import { isSeen, plainLine } from '../../cases/plainText.ts'
import { readTerms, type TypedTerm } from './calculatorTerms.ts'
import { readClosedLines } from './calendarClosedDays.ts'
import { lineOf, listOf, type SentBody, textOf } from './caseForm.ts'
import { inAcademicYear, missingYears } from './missingYears.ts'

export interface TypedCalendar {
  readonly terms: readonly TypedTerm[]
  readonly closed: string
  /** The dates ticked. */
  readonly bankHolidays: readonly string[]
  readonly closesAm: string
  readonly closesPm: string
  readonly reason: string
  /** When the version in force was published that the writer saw; empty when there was none. */
  readonly seen: string
  readonly source: 'typed' | 'file'
}

/** A school year that can be entered. `notes` say what was read and may surprise. */
export interface ReadCalendar {
  readonly terms: readonly Term[]
  readonly closed: readonly ClosedDay[]
  readonly registersClose: { readonly AM: string; readonly PM: string } | null
  readonly reason: string
  readonly notes: readonly string[]
}

export interface CalendarFault {
  readonly text: string
  readonly field: string
}

/** What reading needs to know of the school and the year. */
export interface CalendarAround {
  readonly academicYear: string
  readonly bankHolidays: readonly BankHoliday[]
  readonly yearGroups: readonly string[]
  /** Whether the year has a calendar already, so that a change must say why. */
  readonly isChange: boolean
}

export type CalendarWish = 'check' | 'more-terms' | 'change' | 'use'

export const mostTermRows = 12
/** More than may be kept: what a file names beyond that is refused in words, not cut off. */
const mostRowsRead = 24
const mostReason = 500

/** What was typed and pressed, whatever was sent. */
export function typedCalendar(body: SentBody): { typed: TypedCalendar; wish: CalendarWish } {
  const [froms, tos] = [rowsOf(body, 'term-from'), rowsOf(body, 'term-to')]
  const rows = Math.min(Math.max(froms.length, tos.length), mostRowsRead)
  const wish = (['more-terms', 'change', 'use'] as const).find((each) => each === lineOf(body, 'wish')) ?? 'check'
  return {
    wish,
    typed: {
      terms: Array.from({ length: rows }, (_, row) => ({ from: froms[row] ?? '', to: tos[row] ?? '' })),
      closed: textOf(body, 'closed'),
      bankHolidays: listOf(body, 'bank-holiday').slice(0, 40),
      closesAm: lineOf(body, 'closes-am'),
      closesPm: lineOf(body, 'closes-pm'),
      reason: textOf(body, 'reason'),
      seen: lineOf(body, 'seen').slice(0, 40),
      source: lineOf(body, 'source') === 'file' ? 'file' : 'typed',
    },
  }
}

// An empty field keeps its place: the first days and the last days are two lists.
function rowsOf(body: SentBody, name: string): string[] {
  const sent = body[name] === undefined ? [] : [body[name]].flat()
  return sent.map((each) => (typeof each === 'string' ? plainLine(each) : ''))
}

/** The bank holidays that a calendar of an academic year can speak of. */
export function bankHolidaysOfYear(academicYear: string, known: readonly BankHoliday[]): readonly BankHoliday[] {
  const started = academicYear.slice(0, 4)
  const { to } = daysOfAcademicYear(academicYear)
  return known.filter(({ on }) => on >= `${started}-09-01` && on <= to)
}

/** The school year, or what is to be mended in the order of the fields. */
export function readCalendar(
  typed: TypedCalendar,
  around: CalendarAround,
): { read: ReadCalendar; faults: [] } | { read: null; faults: CalendarFault[] } {
  const faults: CalendarFault[] = []
  const rows = typed.terms.map((row) => termWithYears(row, around.academicYear))
  const { terms, faults: termFaults } = readTerms(rows.map(({ term }) => term))
  for (const { text, row, end } of termFaults) faults.push({ text, field: `term-${row}-${end}` })
  const lines = readClosedLines(typed.closed, around.yearGroups, around.academicYear)
  for (const text of lines.faults) faults.push({ text, field: 'closed' })
  const registersClose = readCloses(typed, faults)
  const reason = typed.reason.trim()
  if (around.isChange && !isSeen(reason)) faults.push({ text: 'Say why this year is changed', field: 'reason' })
  else if (reason.length > mostReason)
    faults.push({ text: `The reason must be ${mostReason} characters or fewer`, field: 'reason' })
  if (faults.length > 0) return { read: null, faults }
  const isInTerm = (on: DateText) => terms.some(({ from, to }) => on >= from && on <= to)
  const ticked = bankHolidaysOfYear(around.academicYear, around.bankHolidays)
    .filter(({ on }) => typed.bankHolidays.includes(on) && isInTerm(on))
    .map(({ on }): ClosedDay => ({ on, because: 'bank-holiday' }))
  const { closed, notes } = once([...lines.closed, ...ticked])
  return {
    read: {
      terms,
      closed,
      registersClose,
      reason,
      notes: [...rows.flatMap((row) => row.notes), ...lines.notes, ...notes, ...outsideTerms(terms, closed)],
    },
    faults: [],
  }
}

function termWithYears(typed: TypedTerm, academicYear: string): { term: TypedTerm; notes: string[] } {
  const ofYear = inAcademicYear(academicYear)
  const [from, to] = [typed.from, typed.to].map((each) => missingYears(plainLine(each).slice(0, 100), ofYear))
  return {
    term: { from: from!.line, to: to!.line },
    notes: [...from!.assumed, ...to!.assumed].map((each) => `${each}.`),
  }
}

/** The row of the form in which a term of the read calendar was typed. */
export function rowOfTerm(typed: TypedCalendar, index: number): number {
  const rows = typed.terms.flatMap(({ from, to }, row) => (from.trim() === '' && to.trim() === '' ? [] : [row]))
  return rows[index] ?? 0
}

function readCloses(typed: TypedCalendar, faults: CalendarFault[]): ReadCalendar['registersClose'] {
  const [AM, PM] = [readTime(typed.closesAm), readTime(typed.closesPm)]
  if (AM === '' && PM === '') return null
  if (!AM) faults.push({ text: 'Enter when the morning register closes, like 09:30', field: 'closes-am' })
  if (!PM) faults.push({ text: 'Enter when the afternoon register closes, like 14:00', field: 'closes-pm' })
  return AM && PM ? { AM, PM } : null
}

/** 'HH:MM'; empty for nothing typed, null for what is no time. */
function readTime(typed: string): string | null {
  if (typed.trim() === '') return ''
  const [, hours = '', minutes = '', half = ''] =
    /^(\d{1,2})(?:[:.]?(\d\d))?\s*(am|pm)?$/i.exec(typed.trim().normalize('NFKC')) ?? []
  if (hours === '' || (minutes === '' && half === '')) return null
  const hour = (Number(hours) % (half === '' ? 24 : 12)) + (half.toLowerCase() === 'pm' ? 12 : 0)
  if (Number(hours) > 23 || Number(minutes) > 59) return null
  return `${String(hour).padStart(2, '0')}:${minutes || '00'}`
}

function once(days: readonly ClosedDay[]): { closed: ClosedDay[]; notes: string[] } {
  const kept = new Map<string, ClosedDay>()
  const notes: string[] = []
  for (const day of days) {
    const key = `${day.on} ${(day.yearGroups ?? []).join()}`
    const before = kept.get(key)
    if (!before) kept.set(key, day)
    else if (before.because !== day.because && day.because !== 'bank-holiday')
      notes.push(`${day.on} is written twice with different reasons. The first one is used.`)
  }
  return { closed: [...kept.values()].sort((one, other) => (one.on < other.on ? -1 : 1)), notes }
}

// Those at a weekend in term are warned of on the check page.
function outsideTerms(terms: readonly Term[], closed: readonly ClosedDay[]): string[] {
  const outside = closed.filter(({ on }) => !terms.some(({ from, to }) => on >= from && on <= to))
  if (outside.length < 4) return outside.map(({ on }) => `${on} is outside the terms, so it changes nothing.`)
  const span = `between ${outside[0]!.on} and ${outside.at(-1)!.on}`
  return [`${outside.length} closed days ${span} are outside the terms, so they change nothing.`]
}

// What was typed into the deadline calculator, and can dates be worked out from it?
import { z } from 'zod'
import type { DateText } from '../../calendar/date.ts'
import { type ClosedDay, prepareCalendar, type SchoolCalendar, type Term } from '../../calendar/schoolCalendar.ts'
import { readClosedDays } from './calculatorClosedDays.ts'
import { firstDayFault } from './calculatorFirstDay.ts'
import { marksFaults, readMarks, type TypedMark } from './calculatorMarks.ts'
import { mostTerms, readTerms, type TypedTerm } from './calculatorTerms.ts'
import { isEmptyDay, readDayParts, type TypedDayParts, typedText } from './typedDayParts.ts'
import { schoolYearOf } from './typedYear.ts'

export interface TypedCalculator {
  readonly first: TypedDayParts
  readonly birth: TypedDayParts
  readonly terms: readonly TypedTerm[]
  readonly closed: string
  readonly bankHolidays: boolean
  readonly marks: string
  /** Whether the terms were filled in from a school's calendar: then they are nobody's example, whatever they are. */
  readonly isFromSchool: boolean
}

const wishes = ['work-out', 'more-terms', 'empty-terms', 'change', 'calendar-file', 'school-dates'] as const

/** What the person pressed: work out the dates, have them as a file, or only see the form again, with more, no, the same rows or a school's. */
export type CalculatorWish = (typeof wishes)[number]

export interface ReadCalculator {
  readonly firstOn: DateText
  readonly dateOfBirth: DateText | null
  readonly terms: readonly Term[]
  /** The closed days that were typed. */
  readonly closed: readonly ClosedDay[]
  readonly bankHolidays: boolean
  /** Marks of the absence that are not N, or that say N once more, in the order typed: of two for a session the later holds. */
  readonly marks: readonly TypedMark[]
  /** Terms, closed days typed and, where wanted, bank holidays: in this order in its unused closures. */
  readonly calendar: SchoolCalendar
  /** The dates typed without a year, as read, in the order of the fields. */
  readonly assumed: readonly DateText[]
}

/** A fault of one field, and the fields of the same group to be marked with it. */
export interface FieldFault {
  readonly text: string
  readonly field: string
  readonly marks: readonly string[]
}

const longestText = 10_000
const texts = z.preprocess((sent) => (Array.isArray(sent) ? sent : [sent]), z.array(typedText))

const sentCalculator = z.object({
  'first-day': typedText,
  'first-month': typedText,
  'first-year': typedText,
  'birth-day': typedText,
  'birth-month': typedText,
  'birth-year': typedText,
  'term-from': texts,
  'term-to': texts,
  closed: typedText,
  'bank-holidays': typedText,
  marks: typedText,
  school: typedText,
  'from-school': typedText,
  wish: z.preprocess((sent) => (Array.isArray(sent) ? sent[0] : sent), z.enum(wishes).catch('work-out')),
})

/** What was typed, as it was typed, what was pressed and which school was chosen. Rows beyond the most that are read are cut off. */
export function typedCalculator(body: unknown): { typed: TypedCalculator; wish: CalculatorWish; school: string } {
  const sent = sentCalculator.parse(body)
  const [froms, tos] = [sent['term-from'], sent['term-to']]
  const rows = Math.min(Math.max(froms.length, tos.length), mostTerms)
  return {
    wish: sent.wish,
    school: sent.school,
    typed: {
      first: { day: sent['first-day'], month: sent['first-month'], year: sent['first-year'] },
      birth: { day: sent['birth-day'], month: sent['birth-month'], year: sent['birth-year'] },
      terms: Array.from({ length: rows }, (_, row) => ({ from: froms[row] ?? '', to: tos[row] ?? '' })),
      closed: sent.closed,
      bankHolidays: sent['bank-holidays'] !== '',
      marks: sent.marks,
      isFromSchool: sent['from-school'] !== '',
    },
  }
}

/** The dates read, or the faults in the order of the fields; never both. `bankHolidays` are those that may be counted in. */
export function readCalculator(
  typed: TypedCalculator,
  bankHolidays: readonly ClosedDay[],
): { read: ReadCalculator; faults: [] } | { read: null; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const firstOn = readDay(typed.first, 'first', 'First day absent', faults)
  const {
    terms,
    faults: termFaults,
    assumed: termsAssumed,
  } = readTerms(typed.terms, firstOn === null ? null : schoolYearOf(firstOn))
  const around = firstOn ?? terms[0]?.from
  const schoolYear = around === undefined ? null : schoolYearOf(around)
  for (const { text, row, end } of termFaults)
    faults.push({ text, field: `term-${row}-${end}`, marks: [`term-${row}-${end}`] })
  const closedTooLong = tooLong(typed.closed, 'Closed days')
  const closedRead = readClosedDays(closedTooLong ? '' : typed.closed, schoolYear)
  for (const text of closedTooLong ? [closedTooLong] : closedRead.faults)
    faults.push({ text, field: 'closed', marks: ['closed'] })
  const marksTooLong = tooLong(typed.marks, 'Register marks')
  const marksRead = readMarks(marksTooLong ? '' : typed.marks, schoolYear)
  for (const text of marksTooLong ? [marksTooLong] : marksRead.faults)
    faults.push({ text, field: 'marks', marks: ['marks'] })
  const dateOfBirth = isEmptyDay(typed.birth) ? null : readDay(typed.birth, 'birth', 'Date of birth', faults)
  if (firstOn !== null && dateOfBirth !== null && dateOfBirth >= firstOn) {
    faults.push({
      text: 'Date of birth must be before the first day absent',
      field: 'birth-day',
      marks: marksOf('birth'),
    })
  }
  if (firstOn === null || faults.length > 0) return { read: null, faults }

  const [{ closed }, { marks }] = [closedRead, marksRead]
  const calendar = prepareCalendar({ terms, closed: typed.bankHolidays ? [...closed, ...bankHolidays] : closed })
  const wrong = firstDayFault(firstOn, calendar)
  if (wrong) return { read: null, faults: [{ text: wrong, field: 'first-day', marks: marksOf('first') }] }
  const unusable = marksFaults(marks, firstOn, calendar)
  if (unusable.length > 0)
    return { read: null, faults: unusable.map((text) => ({ text, field: 'marks', marks: ['marks'] })) }
  return {
    read: {
      ...{ firstOn, dateOfBirth, terms, closed, bankHolidays: typed.bankHolidays, marks, calendar },
      assumed: [...termsAssumed, ...closedRead.assumed, ...marksRead.assumed],
    },
    faults: [],
  }
}

function tooLong(text: string, what: string): string | null {
  return text.length > longestText ? `${what} must be ${longestText} characters or fewer` : null
}

function marksOf(group: 'first' | 'birth'): string[] {
  return [`${group}-day`, `${group}-month`, `${group}-year`]
}

function readDay(typed: TypedDayParts, group: 'first' | 'birth', what: string, faults: FieldFault[]): DateText | null {
  if (isEmptyDay(typed)) {
    faults.push({ text: `Enter the ${what.toLowerCase()}`, field: `${group}-day`, marks: marksOf(group) })
    return null
  }
  const read = readDayParts(typed, what, true)
  if (typeof read === 'string') return read
  const marks = read.parts.map((part) => `${group}-${part}`)
  faults.push({ text: read.text, field: marks[0]!, marks })
  return null
}

// What does the form of a school year show? What was typed or is proposed, and beside each field what must be mended.
import { type BankHoliday, bankHolidaysPage } from '../../calendar/bankHolidays.ts'
import { calendarChanges } from '../../calendar/calendarChanges.ts'
import { daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import type { CalendarVersion } from '../../storage/calendarStore.ts'
import type { CalendarFile } from '../forms/calendarFile.ts'
import { bankHolidaysOfYear, type CalendarFault, mostTermRows, type TypedCalendar } from '../forms/calendarForm.ts'
import type { Paths } from '../paths.ts'
import { calendarChangesWords } from './calendarChangesWords.ts'
import { unknownBankHolidays } from './calendarWarnings.ts'
import { sourceWords, yearInAddress, yearWords } from './calendarWords.ts'
import { inWords } from './inWords.ts'

/** The school, its year, and every version of the calendar, the newest first. */
export interface CalendarYearAsked {
  readonly urn: string
  readonly schoolName: string
  readonly academicYear: string
  readonly versions: readonly CalendarVersion[]
  readonly bankHolidays: readonly BankHoliday[]
  readonly yearGroups: readonly string[]
}

/** What stands above the fields. */
export interface FormState {
  readonly faults?: readonly CalendarFault[]
  /** The year that the proposal was moved from. */
  readonly proposedFrom?: string | null
  /** The earlier version that the fields were filled from. */
  readonly again?: CalendarVersion | null
  readonly file?: CalendarFile | null
  /** Whether somebody else entered a newer version since. */
  readonly isOvertaken?: boolean
}

/** The version of the year that is in force, or null. */
export function versionInForceOf({ versions, academicYear }: CalendarYearAsked): CalendarVersion | null {
  return versions.find((version) => version.isInForce && version.academicYear === academicYear) ?? null
}

/** The model of pages/calendarForm.njk. */
export function calendarForm(asked: CalendarYearAsked, typed: TypedCalendar, state: FormState, paths: Paths) {
  const { urn, academicYear } = asked
  const { faults = [], proposedFrom = null, again = null, file = null, isOvertaken = false } = state
  const current = versionInForceOf(asked)
  const faultsOf = (...fields: string[]) => faults.filter(({ field }) => fields.includes(field)).map(({ text }) => text)
  const words = yearWords(academicYear)
  const { to } = daysOfAcademicYear(academicYear)
  const overtaken = isOvertaken && current ? overtakenBy(asked, current, typed.seen) : null
  return {
    title: current ? `Change the calendar of ${words}` : `Set up the calendar of ${words}`,
    errors: [
      ...(overtaken ? [{ text: 'This calendar was changed since you opened the page', href: '#overtaken' }] : []),
      ...faults.map(({ text, field }) => ({ text, href: `#${field}` })),
    ],
    schoolName: asked.schoolName,
    back: paths.calendar(urn),
    action: paths.calendarCheck(urn, yearInAddress(academicYear)),
    words,
    began: Number(academicYear.slice(0, 4)),
    exampleYears: asked.yearGroups.length > 1 ? `${asked.yearGroups[0]} and ${asked.yearGroups[1]}` : '7 and 8',
    isChange: current !== null,
    proposedFrom: proposedFrom && yearWords(proposedFrom),
    again: again && { who: sourceWords(again.source, again.enteredByName), at: again.receivedAt },
    overtaken,
    file: file && {
      ...file,
      keeps: [
        ...(file.terms.length === 0 ? ['The file names no term of this year: the terms below are not from it.'] : []),
        ...(file.closed.length === 0
          ? ['The file names no closed day of this year: the closed days below are not from it.']
          : []),
      ],
      terms: file.terms.length,
      closed: file.closed.length,
    },
    terms: typed.terms.map((term, row) => ({
      ...term,
      row,
      number: row + 1,
      faults: faultsOf(`term-${row}-from`, `term-${row}-to`),
      isFromWrong: faultsOf(`term-${row}-from`).length > 0,
      isToWrong: faultsOf(`term-${row}-to`).length > 0,
    })),
    mayAddTerms: typed.terms.length < mostTermRows,
    closed: { value: typed.closed, faults: faultsOf('closed') },
    bankHolidays: bankHolidaysOfYear(academicYear, asked.bankHolidays).map(({ on, name }) => ({
      on,
      name,
      words: inWords.longDay(on),
      isTicked: typed.bankHolidays.includes(on),
    })),
    bankHolidaysPage,
    bankHolidaysUnknown: unknownBankHolidays(to, asked.bankHolidays),
    closesAm: { value: typed.closesAm, faults: faultsOf('closes-am') },
    closesPm: { value: typed.closesPm, faults: faultsOf('closes-pm') },
    reason: { value: typed.reason, faults: faultsOf('reason') },
    seen: current?.publishedAt ?? '',
    source: typed.source,
  }
}

function overtakenBy(asked: CalendarYearAsked, current: CalendarVersion, seen: string) {
  const ofYear = asked.versions.filter(({ academicYear }) => academicYear === asked.academicYear)
  const before = ofYear.find(({ publishedAt }) => publishedAt === seen) ?? null
  return {
    who: sourceWords(current.source, current.enteredByName),
    at: current.receivedAt,
    reason: current.reason ?? '',
    words: calendarChangesWords(calendarChanges(before, current), before !== null),
  }
}

// What would follow if this calendar were used? Days before and after, children whose dates move, and what looks wrong.
import type { CalendarEffect } from '../../actions/calendarEffect.ts'
import { calendarChanges } from '../../calendar/calendarChanges.ts'
import type { DateText } from '../../calendar/date.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { closedInTerm, closedSpans } from '../forms/calendarClosedDays.ts'
import type { ReadCalendar, TypedCalendar } from '../forms/calendarForm.ts'
import type { Paths } from '../paths.ts'
import { nowClosedWords, nowOpenWords, times } from './calendarChangesWords.ts'
import { datesMovedWords, registerWarnings } from './calendarEffectWords.ts'
import { type CalendarYearAsked, versionInForceOf } from './calendarForm.ts'
import { calendarWarnings, fewestSchoolDays, fewestSchoolDaysSource } from './calendarWarnings.ts'
import { daysWords, spanWords, yearInAddress, yearWords } from './calendarWords.ts'
import { datesInWords } from './inWords.ts'
import { absencesByCalendarWords, registerTakenWords } from './registersAgainstWords.ts'

const tickMissing = 'Say that the school was closed, or go back and take the closed days out'

/**
 * The model of pages/calendarCheck.njk. Where a register was taken on a day that would be closed, somebody is to say that
 * there was no school; `isTickMissing` when they did not.
 */
export function calendarCheck(
  asked: CalendarYearAsked,
  typed: TypedCalendar,
  read: ReadCalendar,
  effect: CalendarEffect,
  paths: Paths,
  { today, isTickMissing = false }: { readonly today: DateText; readonly isTickMissing?: boolean },
) {
  const { urn, academicYear } = asked
  const current = versionInForceOf(asked)
  const changes = calendarChanges(current, read)
  const terms = read.terms.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return {
    title: `Check the calendar of ${yearWords(academicYear)}`,
    schoolName: asked.schoolName,
    words: yearWords(academicYear),
    action: paths.calendarForm(urn, yearInAddress(academicYear)),
    hasBefore: current !== null,
    schoolDays: changes.schoolDaysAfter,
    schoolDaysBefore: changes.schoolDaysBefore,
    nowClosed: nowClosedWords(changes),
    nowOpen: nowOpenWords(changes),
    closes: times(read.registersClose),
    closesBefore: changes.registersClose ? times(changes.registersClose.before) : '',
    changesNothing:
      current !== null && changes.nowClosed.length + changes.nowOpen.length === 0 && changes.registersClose === null,
    errors: isTickMissing ? [{ text: tickMissing, href: '#was-closed' }] : [],
    absences: absencesByCalendarWords(effect.leaving, effect.beginning),
    taken: effect.registersTaken.map((day) => registerTakenWords(day, today)),
    tickMissing: isTickMissing ? tickMissing : '',
    effect: { cases: effect.cases, moved: effect.moved, dates: datesMovedWords(effect) },
    warnings: [...registerWarnings(effect), ...calendarWarnings(academicYear, read, asked.bankHolidays)],
    notes: read.notes.map(datesInWords),
    terms: terms.map(({ from, to }) => ({
      days: daysWords({ from, to }),
      schoolDays: prepareCalendar(read).dates.filter((on) => on >= from && on <= to).length,
    })),
    closed: closedSpans(closedInTerm(read)).map((span) => ({ days: daysWords(span), words: spanWords(span) })),
    reason: read.reason,
    fewest: fewestSchoolDays,
    fewestSource: fewestSchoolDaysSource,
    typed,
  }
}

// What does one school’s calendar say? One school year drawn and in words, who said it, and what changed.
import type { BankHoliday } from '../../calendar/bankHolidays.ts'
import { bankHolidaysMissing } from '../../calendar/bankHolidaysMissing.ts'
import { calendarChanges } from '../../calendar/calendarChanges.ts'
import { calendarEndNear } from '../../calendar/calendarEnd.ts'
import { calendarInForce, daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import { daysInOrder, isSameCalendar } from '../../calendar/calendarVersions.ts'
import type { DateText } from '../../calendar/date.ts'
import { type CalendarInput, calendarOfYearGroup, prepareCalendar } from '../../calendar/schoolCalendar.ts'
import type { CalendarVersion } from '../../storage/calendarStore.ts'
import { closedInTerm, closedSpans } from '../forms/calendarClosedDays.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import type { Paths } from '../paths.ts'
import { calendarChangesWords, times } from './calendarChangesWords.ts'
import { calendarMonths, dayKinds } from './calendarMonths.ts'
import { fewestSchoolDays, fewestSchoolDaysSource } from './calendarWarnings.ts'
import {
  academicYearOf,
  daysWords,
  laterYear,
  sourceWords,
  spanWords,
  yearInAddress,
  yearWords,
} from './calendarWords.ts'

const mostHistory = 20
const yearsAhead = 2

export interface CalendarPageAsked {
  readonly urn: string
  readonly schoolName: string
  readonly registerKept: 'mis' | 'paper'
  /** Every version, the newest first. */
  readonly versions: readonly CalendarVersion[]
  readonly bankHolidays: readonly BankHoliday[]
  readonly today: DateText
  /** The year asked for; null for the one that holds today. */
  readonly academicYear: string | null
  readonly maySet: boolean
}

/** The model of pages/calendar.njk; null when the year asked for has no calendar. */
export function calendarPage(asked: CalendarPageAsked, paths: Paths) {
  const { urn, schoolName, registerKept, versions, today, maySet } = asked
  const inForce = versions
    .filter(({ isInForce }) => isInForce)
    .toSorted((one, other) => (one.academicYear < other.academicYear ? -1 : 1))
  const chosen = asked.academicYear
    ? inForce.find(({ academicYear }) => academicYear === asked.academicYear)
    : (inForce.find(({ academicYear }) => academicYear >= academicYearOf(today)) ?? inForce.at(-1))
  if (asked.academicYear && !chosen) return null
  const next = yearToSetUp(
    inForce.map(({ academicYear }) => academicYear),
    today,
  )
  const ending = calendarEndNear(calendarInForce(urn, inForce), today)
  return {
    title: 'School calendar',
    urn,
    schoolName,
    registerKept,
    maySet,
    ending: inForce.length > 0 ? ending : null,
    hasEnded: (ending?.lastSchoolDay ?? today) < today,
    next: next && { words: yearWords(next), href: paths.calendarForm(urn, yearInAddress(next)) },
    fileHref: paths.calendarFile(urn),
    fewest: fewestSchoolDays,
    fewestSource: fewestSchoolDaysSource,
    years: inForce.map((version) => ({
      words: yearWords(version.academicYear),
      href: `${paths.calendar(urn)}?year=${yearInAddress(version.academicYear)}`,
      isShown: version === chosen,
      schoolDays: prepareCalendar(version).days.length,
      source: sourceWords(version.source, version.enteredByName),
      at: version.receivedAt,
    })),
    year: chosen ? yearShown(chosen, asked, paths) : null,
  }
}

/** The first school year from now on that has no calendar; null when the years ahead all have one. */
export function yearToSetUp(known: readonly string[], today: DateText): string | null {
  const current = academicYearOf(today)
  const years = Array.from({ length: yearsAhead + 1 }, (_, ahead) => laterYear(current, ahead))
  return years.find((year) => !known.includes(year)) ?? null
}

function yearShown(version: CalendarVersion, asked: CalendarPageAsked, paths: Paths) {
  const { urn, bankHolidays, maySet, today, registerKept } = asked
  const { academicYear, terms, registersClose } = version
  const prepared = prepareCalendar(version)
  const { from, to } = daysOfAcademicYear(academicYear)
  const open = bankHolidaysMissing(version, bankHolidays, from).filter(({ on }) => on <= to)
  const months = calendarMonths(version, bankHolidays, today)
  const isTodayShown = months.some(({ weeks }) => weeks.some((week) => week.some(({ isToday }) => isToday)))
  const kinds = new Set(months.flatMap(({ weeks }) => weeks.flatMap((week) => week.map(({ kind }) => kind))))
  return {
    words: yearWords(academicYear),
    formHref: paths.calendarForm(urn, yearInAddress(academicYear)),
    seen: version.publishedAt,
    schoolDays: prepared.days.length,
    isFew: prepared.days.length < fewestSchoolDays,
    source: sourceWords(version.source, version.enteredByName),
    // Whatever is in force now: the next changed calendar of the MIS replaces it.
    misPublishes: registerKept === 'mis' && asked.versions.some(({ source }) => source === 'mis'),
    at: version.receivedAt,
    terms: terms
      .toSorted((one, other) => (one.from < other.from ? -1 : 1))
      .map((term) => ({ ...term, schoolDays: daysIn(version, term) })),
    closed: closedSpans(closedInTerm(version)).map((span) => ({ days: daysWords(span), words: spanWords(span) })),
    closes: times(registersClose),
    saysCloses: registersClose !== null,
    yearGroups: [...prepared.ofYearGroup.keys()].map((yearGroup) => ({
      words: yearGroupWords([yearGroup]),
      schoolDays: calendarOfYearGroup(prepared, yearGroup).days.length,
    })),
    months,
    key: Object.entries(dayKinds)
      .filter(([kind]) => kind !== 'none' && kinds.has(kind as keyof typeof dayKinds))
      .map(([kind, said]) => ({ kind, ...said })),
    today: isTodayShown ? today : null,
    dayOfToday: Number(today.slice(8)),
    openBankHolidays: open.map(({ on, name }) => ({
      on,
      name,
      action: maySet ? paths.calendarBankHoliday(urn, on) : '',
    })),
    history: historyOf(version, asked, paths),
  }
}

function daysIn(year: CalendarInput, { from, to }: { readonly from: DateText; readonly to: DateText }): number {
  return prepareCalendar(year).dates.filter((on) => on >= from && on <= to).length
}

function historyOf(inForce: CalendarVersion, { urn, versions, maySet }: CalendarPageAsked, paths: Paths) {
  const { academicYear } = inForce
  const ofYear = versions.filter((version) => version.academicYear === academicYear)
  const formHref = paths.calendarForm(urn, yearInAddress(academicYear))
  const shown = ofYear.slice(0, mostHistory).map((version, index) => {
    const before = ofYear[index + 1] ?? null
    const words = calendarChangesWords(calendarChanges(before, version), before !== null)
    return {
      at: version.receivedAt,
      source: sourceWords(version.source, version.enteredByName),
      reason: version.reason ?? '',
      words: words.length > 0 ? words : ['The same school days as before.'],
      againHref:
        maySet && !isSameCalendar(daysInOrder(version), daysInOrder(inForce))
          ? `${formHref}?version=${encodeURIComponent(version.publishedAt)}`
          : '',
    }
  })
  return { shown, more: ofYear.length - shown.length }
}

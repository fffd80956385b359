// What does a school's own calendar put into the calculator? The terms and closed days of the school year asked about, and of the next.
import { type DateText, dayNumber } from '../../calendar/date.ts'
import type { CalendarInput } from '../../calendar/schoolCalendar.ts'
import type { School } from '../../storage/schoolStore.ts'
import type { TypedCalculator } from '../forms/calculator.ts'
import { closedInTerm, closedText } from '../forms/calendarClosedDays.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import { readDayParts } from '../forms/typedDayParts.ts'
import { schoolYearOf } from '../forms/typedYear.ts'
import { calculatorPlainDate } from './calculatorWords.ts'

const nextYears = 2

/** The schools whose dates a person may fill in, and what the last wish to do so came to. */
export interface SchoolsOffered {
  readonly schools: readonly School[]
  readonly chosen: string | null
  readonly sentences: readonly string[]
}

/**
 * The form with the school's days in place of its terms and closed days, and what to say of it. Days closed for some year
 * groups only are left out and named: the calculator does not know the child's.
 */
export function withSchoolsDays(
  typed: TypedCalculator,
  school: string,
  calendar: CalendarInput | null,
  today: DateText,
): { readonly typed: TypedCalculator; readonly sentences: readonly string[] } {
  const first = readDayParts(typed.first, '', true)
  const started = schoolYearOf(typeof first === 'string' ? first : today)
  const terms = (calendar?.terms ?? []).filter(({ from }) => {
    const year = schoolYearOf(from)
    return year >= started && year < started + nextYears
  })
  const years = `${started}/${String(started + 1).slice(2)}`
  if (calendar === null || terms.length === 0)
    return { typed, sentences: [`${school} has no calendar here for ${years}. Nothing was filled in.`] }
  const closed = closedInTerm({ ...calendar, terms })
  const isForSome = (day: (typeof closed)[number]) => (day.yearGroups?.length ?? 0) > 0
  const forSome = closed
    .filter(isForSome)
    .map(({ on, yearGroups }) => `${calculatorPlainDate(on)} (${yearGroupWords(yearGroups!)})`)
  return {
    typed: {
      ...typed,
      terms: [...terms]
        .sort((one, other) => dayNumber(one.from) - dayNumber(other.from))
        .map(({ from, to }) => ({ from: calculatorPlainDate(from), to: calculatorPlainDate(to) })),
      closed: closedText(closed.filter((day) => !isForSome(day))),
      // The school's calendar says which bank holidays close it.
      bankHolidays: false,
      isFromSchool: true,
    },
    sentences: [
      `The terms and closed days below are those of ${school}, from ${years} on, by its calendar in force here.`,
      ...(forSome.length > 0
        ? [`Left out, for they are for some year groups only: ${forSome.join('; ')}. Add those of the child’s.`]
        : []),
    ],
  }
}

// What looks wrong about a school year before anybody uses it? Sentences, none of which forbids anything.
import { type BankHoliday, bankHolidaysPage, bankHolidayYears } from '../../calendar/bankHolidays.ts'
import { bankHolidaysMissing } from '../../calendar/bankHolidaysMissing.ts'
import type { CalendarDays } from '../../calendar/calendarChanges.ts'
import { daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import { dayNumber, weekdayOf } from '../../calendar/date.ts'
import { calendarOfYearGroup, prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import { inWords } from './inWords.ts'

/** What maintained schools must have at least: 380 sessions. */
export const fewestSchoolDays = 190
/** regulation 3 of the Education (School Day and School Year) (England) Regulations 1999 */
export const fewestSchoolDaysSource = {
  cite: 'the Education (School Day and School Year) (England) Regulations 1999, regulation 3',
  url: 'https://www.legislation.gov.uk/uksi/1999/3181/regulation/3',
}

const mostSchoolDays = 195
const longestGapDays = 28
const latestStart = '-09-20'
const earliestEnd = '-07-01'

/** The warnings of one school year, the gravest first. */
export function calendarWarnings(academicYear: string, year: CalendarDays, known: readonly BankHoliday[]): string[] {
  const prepared = prepareCalendar(year)
  const count = prepared.days.length
  const { from, to } = daysOfAcademicYear(academicYear)
  const open = bankHolidaysMissing(year, known, from).filter(({ on }) => on <= to)
  return [
    ...open.map(
      ({ on, name }) => `${inWords.longDay(on)} is a bank holiday (${name}) and counts as a school day here.`,
    ),
    ...(count < fewestSchoolDays
      ? [`There are ${count} school days. A maintained school must have at least ${fewestSchoolDays} in a school year.`]
      : []),
    ...(count > mostSchoolDays
      ? [`There are ${count} school days, more than most schools have. Is a holiday or an INSET day missing?`]
      : []),
    ...insetOnBankHolidays(year, known),
    ...gaps(academicYear, year),
    ...atWeekends(year),
    ...[...prepared.ofYearGroup.keys()].flatMap((yearGroup) => {
      const own = calendarOfYearGroup(prepared, yearGroup).days.length
      const few = own < fewestSchoolDays && count >= fewestSchoolDays
      return few ? [`For ${yearGroupWords([yearGroup])} there are ${own} school days.`] : []
    }),
    ...unknownBankHolidays(to, known),
  ]
}

/** Said where a school year reaches beyond the bank holidays that are known. */
export function unknownBankHolidays(to: string, known: readonly BankHoliday[]): string[] {
  const last = bankHolidayYears(known).to
  return Number(to.slice(0, 4)) > last
    ? [`Bank holidays are known here up to ${last}. GOV.UK publishes later ones at ${bankHolidaysPage}: add them then.`]
    : []
}

function insetOnBankHolidays({ closed }: CalendarDays, known: readonly BankHoliday[]): string[] {
  return closed
    .filter(({ because }) => because === 'inset')
    .flatMap(({ on }) => known.filter((each) => each.on === on))
    .map(
      ({ on, name }) => `${inWords.longDay(on)} is an INSET day here and a bank holiday (${name}). Is the date right?`,
    )
}

function atWeekends({ terms, closed }: CalendarDays): string[] {
  const days = closed.filter(
    ({ on }) => weekdayOf(dayNumber(on)) > 5 && terms.some(({ from, to }) => on >= from && on <= to),
  )
  return days.map(({ on }) => `${inWords.longDay(on)} is a weekend, so closing it changes nothing. Is the date right?`)
}

function gaps(academicYear: string, { terms }: CalendarDays): string[] {
  const inOrder = terms.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const started = academicYear.slice(0, 4)
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  const found = inOrder.slice(1).flatMap(({ from }, index) => {
    const before = inOrder[index]!.to
    return dayNumber(from) - dayNumber(before) - 1 > longestGapDays
      ? [`No term lies between ${inWords.plainDay(before)} and ${inWords.plainDay(from)}. Is one missing?`]
      : []
  })
  if (first && first.from > `${started}${latestStart}`)
    found.unshift(`The first term begins on ${inWords.plainDay(first.from)}. Is one before it missing?`)
  if (last && last.to < `${Number(started) + 1}${earliestEnd}`)
    found.push(`The last term ends on ${inWords.plainDay(last.to)}. Is one after it missing?`)
  return found
}

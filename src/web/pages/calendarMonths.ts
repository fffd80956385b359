// How does a school year look, month by month? Each day with what it is, said by a mark and in words, never by colour alone.
import type { BankHoliday } from '../../calendar/bankHolidays.ts'
import { addCalendarMonths, type DateText, dateText, dayNumber, partsOf, weekdayOf } from '../../calendar/date.ts'
import { type CalendarInput, calendarOfYearGroup, prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { filters } from '../filters.ts'

/** What a day is. `part`: a school day, but not for every year group. `open-bank-holiday`: a school day by this calendar. */
export type DayKind =
  | 'school'
  | 'part'
  | 'open-bank-holiday'
  | 'inset'
  | 'holiday'
  | 'bank-holiday'
  | 'closure'
  | 'none'

export interface DayShown {
  /** The day of the month; null for a place of the grid before the first or after the last. */
  readonly day: number | null
  readonly kind: DayKind
  readonly mark: string
  readonly words: string
  readonly isToday: boolean
}

export interface MonthShown {
  readonly name: string
  readonly schoolDays: number
  readonly weeks: readonly (readonly DayShown[])[]
}

/** Mark and words of each kind, in the order of the key. */
export const dayKinds: Record<DayKind, { readonly mark: string; readonly words: string }> = {
  school: { mark: '', words: 'School day' },
  inset: { mark: 'I', words: 'INSET day' },
  holiday: { mark: 'H', words: 'Holiday' },
  'bank-holiday': { mark: 'B', words: 'Bank holiday' },
  closure: { mark: 'C', words: 'Closure' },
  part: { mark: 'Y', words: 'Closed for some year groups' },
  'open-bank-holiday': { mark: '!', words: 'Bank holiday, counted as a school day' },
  none: { mark: '', words: '' },
}

const empty: DayShown = { day: null, kind: 'none', mark: '', words: '', isToday: false }
const reasons: Record<string, DayKind> = {
  'INSET day': 'inset',
  'school holiday': 'holiday',
  'bank holiday': 'bank-holiday',
  'planned closure': 'closure',
}

/** The months from the first to the last day of the terms. Monday is the first day of a week. */
export function calendarMonths(
  calendar: CalendarInput,
  known: readonly BankHoliday[],
  today: DateText | null = null,
): MonthShown[] {
  const prepared = prepareCalendar(calendar)
  const school = new Set(prepared.days)
  const bankHolidays = new Set(known.map(({ on }) => dayNumber(on)))
  const ofGroups = [...prepared.ofYearGroup.keys()].map(
    (yearGroup) => new Set(calendarOfYearGroup(prepared, yearGroup).days),
  )
  const kindOf = (day: number): DayKind => {
    if (school.has(day)) {
      if (bankHolidays.has(day)) return 'open-bank-holiday'
      return ofGroups.some((days) => !days.has(day)) ? 'part' : 'school'
    }
    const closure = prepared.closures.get(day)
    if (closure) return reasons[closure] ?? 'closure'
    if (weekdayOf(day) > 5) return 'none'
    if (bankHolidays.has(day)) return 'bank-holiday'
    return day > prepared.firstDay && day < prepared.lastDay ? 'holiday' : 'none'
  }
  const months: MonthShown[] = []
  const last = dateText(prepared.lastDay)
  for (let first = firstOfMonth(dateText(prepared.firstDay)); first <= last; first = addCalendarMonths(first, 1))
    months.push(month(first, kindOf, today))
  return months
}

function firstOfMonth(on: DateText): DateText {
  return `${on.slice(0, 8)}01`
}

function month(first: DateText, kindOf: (day: number) => DayKind, today: DateText | null): MonthShown {
  const [from, after] = [dayNumber(first), dayNumber(addCalendarMonths(first, 1))]
  const days = Array.from({ length: after - from }, (_, index): DayShown => {
    const kind = kindOf(from + index)
    return { day: index + 1, kind, ...dayKinds[kind], isToday: dateText(from + index) === today }
  })
  const cells = [...Array.from({ length: weekdayOf(from) - 1 }, () => empty), ...days]
  while (cells.length % 7 > 0) cells.push(empty)
  const { year } = partsOf(from)
  return {
    name: `${monthName(first)} ${year}`,
    schoolDays: days.filter(({ kind }) => ['school', 'part', 'open-bank-holiday'].includes(kind)).length,
    weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)),
  }
}

function monthName(on: DateText): string {
  return (filters.plainDay as unknown as (date: DateText) => string)(on).split(' ')[1]!
}

// How far does each school’s calendar reach, and whose is it? What needs somebody first.
import type { BankHoliday } from '../../calendar/bankHolidays.ts'
import { bankHolidaysMissing } from '../../calendar/bankHolidaysMissing.ts'
import { calendarEndNear } from '../../calendar/calendarEnd.ts'
import type { SchoolsCalendar } from '../../calendar/calendarInForce.ts'
import type { DateText } from '../../calendar/date.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import type { CalendarSaid } from '../../storage/calendarSourceStore.ts'
import type { School } from '../../storage/schoolStore.ts'
import type { Paths } from '../paths.ts'
import { sourceWords } from './calendarWords.ts'
import { inWords } from './inWords.ts'

const aPage = 50

interface CalendarRow {
  readonly name: string
  readonly href: string
  readonly lastSchoolDay: DateText | null
  readonly source: string
  readonly warnings: readonly string[]
  /** 0 is the worst; `inOrder` nothing to do. */
  readonly gravity: number
}

const inOrder = 4

interface Asked {
  readonly schools: readonly School[]
  readonly calendars: readonly SchoolsCalendar[]
  readonly sources: readonly CalendarSaid[]
  readonly bankHolidays: readonly BankHoliday[]
  readonly today: DateText
}

/** The model of pages/calendars.njk. `find` is part of a school's name, `page` from 1. */
export function calendarsPage(asked: Asked, paths: Paths, { find, page }: { find: string; page: number }) {
  const all = rowsOf(asked, paths)
  const wanted = find.toLowerCase()
  const found = all.filter(({ name }) => name.toLowerCase().includes(wanted))
  const last = Math.max(1, Math.ceil(found.length / aPage))
  const shown = Math.min(Math.max(1, page), last)
  const from = (shown - 1) * aPage
  const rows = found.slice(from, from + aPage)
  return {
    title: 'Calendars',
    find,
    hasSchools: all.length > 0,
    rows,
    toDo: all.filter(({ gravity }) => gravity < inOrder).length,
    schools: all.length,
    pages: { page: shown, last, from: from + 1, to: from + rows.length, found: found.length },
    base: `${paths.calendars()}?${find ? `find=${encodeURIComponent(find)}&` : ''}`,
  }
}

function rowsOf({ schools, calendars, sources, bankHolidays, today }: Asked, paths: Paths): CalendarRow[] {
  const calendarOf = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  const sourceOf = new Map(sources.map((said) => [said.schoolUrn, said]))
  return schools
    .map(({ urn, name }): CalendarRow => {
      const calendar = calendarOf.get(urn) ?? null
      const said = sourceOf.get(urn)
      const href = paths.calendar(urn)
      if (!calendar || !said)
        return { name, href, lastSchoolDay: null, source: '', warnings: ['No calendar'], gravity: 0 }
      const source = sourceWords(said.source, said.enteredByName)
      const open = bankHolidaysMissing(calendar, bankHolidays, today)
      const bank = open[0]
        ? [
            `Counts ${open.length === 1 ? `${inWords.plainDay(open[0].on)}, a bank holiday,` : `${open.length} bank holidays`} as ${open.length === 1 ? 'a school day' : 'school days'}`,
          ]
        : []
      const end = calendarEndNear(calendar, today)
      if (end) {
        const hasEnded = end.lastSchoolDay === null || end.lastSchoolDay < today
        const words = hasEnded ? 'Has ended' : 'Ends within eight weeks'
        return {
          name,
          href,
          lastSchoolDay: end.lastSchoolDay,
          source,
          warnings: [words, ...bank],
          gravity: hasEnded ? 1 : 2,
        }
      }
      const lastSchoolDay = prepareCalendar(calendar).dates.at(-1) ?? null
      return { name, href, lastSchoolDay, source, warnings: bank, gravity: bank.length > 0 ? 3 : inOrder }
    })
    .sort((one, other) => one.gravity - other.gravity || byEnd(one, other))
}

function byEnd(one: CalendarRow, other: CalendarRow): number {
  const [a, b] = [one.lastSchoolDay ?? '', other.lastSchoolDay ?? '']
  // Schools in order by name; the others by what ends first.
  if (one.gravity === inOrder || a === b) return one.name.localeCompare(other.name, 'en-GB')
  return a < b ? -1 : 1
}

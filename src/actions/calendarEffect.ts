// What would another calendar do to the cases and the registers of a school? Only read: for whoever is about to enter it.
import { calendarChanges, type NowClosed } from '../calendar/calendarChanges.ts'
import type { CalendarYear } from '../calendar/calendarInForce.ts'
import type { DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { yearGroupKey } from '../calendar/yearGroup.ts'
import type { DateMoved } from '../cases/deadlinesMoved.ts'
import type { DayAgainstCalendar } from '../cases/registersAgainstCalendar.ts'
import { type Scope, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { attendanceCodes } from '../law/attendanceCodes.ts'
import { listCalendarYears } from '../storage/calendarStore.ts'
import { type DayMarked, listDaysMarked } from '../storage/daysMarkedStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { findSchoolName } from '../storage/schoolStore.ts'
import { absencesBegun } from './absencesBegun.ts'
import { casesMoved } from './casesMoved.ts'
import { registersClosedBy } from './registersAgainstCalendars.ts'
import { yearsWith } from './takeInRegister.ts'

/** A date that moves alike for so many cases. */
export interface DateMovedTogether extends DateMoved {
  readonly cases: number
}

/** A past day that would be closed though the register has marks of it. `yearGroups` empty: for the whole school. */
export interface MarkedDayClosed {
  readonly on: DateText
  readonly yearGroups: readonly string[]
  readonly pupils: number
  readonly absent: number
}

export interface CalendarEffect {
  /** Cases that are followed at the school, and how many of them would have other dates. */
  readonly cases: number
  readonly moved: number
  readonly dates: readonly DateMovedTogether[]
  /** Past days that would be school days, of which no complete register is known. */
  readonly daysUnmarked: readonly DateText[]
  readonly markedDaysClosed: readonly MarkedDayClosed[]
  /** Children whose absence would no longer be counted, and those for whom one would begin. */
  readonly leaving: number
  readonly beginning: number
  /** Days up to today that would be closed though their registers say that there was school. */
  readonly registersTaken: readonly DayAgainstCalendar[]
}

type YearSaid = Pick<CalendarYear, 'academicYear' | 'terms' | 'closed' | 'registersClose'>

const nothing: CalendarEffect = {
  cases: 0,
  moved: 0,
  dates: [],
  daysUnmarked: [],
  markedDaysClosed: [],
  leaving: 0,
  beginning: 0,
  registersTaken: [],
}
const absentCodes = attendanceCodes.filter(({ absent }) => absent).map(({ code }) => code)
// A term left out by mistake is not counted day by day.
const mostDaysCounted = 60

/** What would follow if this were the calendar of its academic year from now on. Nothing at a school beyond the scope. */
export async function calendarEffect(
  house: House,
  scope: Scope,
  schoolUrn: string,
  calendarYear: YearSaid,
): Promise<CalendarEffect> {
  const { database, clock } = house
  const [schoolName, years] = await Promise.all([
    findSchoolName(database, scope, schoolUrn),
    listCalendarYears(database, scope, schoolUrn),
  ])
  if (schoolName === null) return nothing
  const version: CalendarYear = { ...calendarYear, publishedAt: '', deliveryId: '', source: 'typed' }
  const before = years.find(({ academicYear }) => academicYear === calendarYear.academicYear) ?? null
  const today = londonDate(clock.now())
  const { nowOpen, nowClosed } = calendarChanges(before, calendarYear)
  const after = yearsWith(years, version)
  const [{ cases, moved, absences }, beginning, registersTaken, daysUnmarked, markedDaysClosed] = await Promise.all([
    casesMoved(house, schoolUrn, years, after),
    absencesBegun(house, schoolUrn, years, after),
    registersClosedBy(house, scope, schoolUrn, calendarYear),
    unmarked(
      house,
      schoolUrn,
      nowOpen.filter((on) => on < today),
    ),
    markedAndClosed(
      house,
      scope,
      schoolUrn,
      nowClosed.filter(({ on }) => on < today),
    ),
  ])
  const absencesMoved = [...absences.values()]
  return {
    cases,
    moved: moved.size,
    dates: together([...moved.values()].flat()),
    daysUnmarked,
    markedDaysClosed,
    leaving: absencesMoved.filter((each) => each === 'not-counted').length,
    beginning,
    registersTaken,
  }
}

async function unmarked({ database }: House, schoolUrn: string, days: readonly DateText[]): Promise<DateText[]> {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const registers = await listRegisterSessions(database, scopeOfSource(schoolUrn), first, last)
  const complete = new Set(registers.filter((each) => each.complete).map(({ on, session }) => on + session))
  return days.filter((on) => !complete.has(`${on}AM`) || !complete.has(`${on}PM`))
}

async function markedAndClosed(
  { database }: House,
  scope: Scope,
  schoolUrn: string,
  closed: readonly NowClosed[],
): Promise<MarkedDayClosed[]> {
  const days = [...new Set(closed.map(({ on }) => on))].slice(0, mostDaysCounted)
  if (days.length === 0) return []
  const marked = await listDaysMarked(database, scope, schoolUrn, days, absentCodes)
  const sum = (of: readonly DayMarked[], what: 'pupils' | 'absent') => of.reduce((all, each) => all + each[what], 0)
  return closed.flatMap(({ on, yearGroups }) => {
    const keys = yearGroups.map(yearGroupKey)
    const here = marked.filter(
      (each) => each.on === on && (keys.length === 0 || keys.includes(yearGroupKey(each.yearGroup ?? ''))),
    )
    const pupils = sum(here, 'pupils')
    return pupils > 0 ? [{ on, yearGroups, pupils, absent: sum(here, 'absent') }] : []
  })
}

function together(moved: readonly DateMoved[]): DateMovedTogether[] {
  const alike = Map.groupBy(moved, ({ rule, from, to }) => `${rule} ${from} ${to}`)
  return [...alike.values()].map((each) => ({ ...each[0]!, cases: each.length }))
}

// How does a school year get in by hand? One form, one page to check it on, and a file that only fills the form.
import { type Context, Hono } from 'hono'
import { calendarEffect } from '../../actions/calendarEffect.ts'
import { enterCalendar } from '../../actions/enterCalendar.ts'
import { registersClosedBy } from '../../actions/registersAgainstCalendars.ts'
import { calendarFaults } from '../../calendar/calendarFaults.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listBankHolidays } from '../../storage/bankHolidayStore.ts'
import { listYearGroups } from '../../storage/calendarSourceStore.ts'
import { listCalendarVersions } from '../../storage/calendarStore.ts'
import { findSchoolName } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { calendarFaultsOfForm } from '../forms/calendarFaultsOfForm.ts'
import {
  type CalendarFault,
  type ReadCalendar,
  readCalendar,
  type TypedCalendar,
  typedCalendar,
} from '../forms/calendarForm.ts'
import { emptyCalendar, proposedCalendar, typedOfYear, withMoreRows } from '../forms/calendarProposal.ts'
import { lineOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { calendarCheck } from '../pages/calendarCheck.ts'
import { type CalendarYearAsked, calendarForm, type FormState, versionInForceOf } from '../pages/calendarForm.ts'
import { academicYearOf, laterYear, yearInAddress, yearOfAddress } from '../pages/calendarWords.ts'

export const calendarFormRoutes = new Hono<AppEnv>()
  .get('/calendars/:urn/years/:year', requires('set-calendar'), async (c) => {
    const asked = await yearAsked(c)
    if (!asked) return c.notFound()
    const version = c.req.query('version')
    const start = version === undefined ? startOf(asked) : startAgain(asked, version)
    return start ? showForm(c, asked, ...start) : c.notFound()
  })
  // Somebody who comes back to the address of the check begins with the form.
  .get('/calendars/:urn/years/:year/check', requires('set-calendar'), (c) => {
    const { urn, year } = c.req.param()
    return c.redirect(c.var.paths.calendarForm(urn, year), 303)
  })
  .post('/calendars/:urn/years/:year/check', requires('set-calendar'), async (c) => {
    const asked = await yearAsked(c)
    if (!asked) return c.notFound()
    const { typed, wish } = typedCalendar(await c.req.parseBody({ all: true }))
    if (wish === 'more-terms') return showForm(c, asked, withMoreRows(typed), {}, 200)
    const { read, faults } = readYear(asked, typed)
    if (!read) return showForm(c, asked, typed, { faults })
    if (isOvertaken(asked, typed)) return showForm(c, asked, typed, { isOvertaken: true })
    return showCheck(c, asked, typed, read, false)
  })
  .post('/calendars/:urn/years/:year', requires('set-calendar'), async (c) => {
    const asked = await yearAsked(c)
    if (!asked) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const { typed, wish } = typedCalendar(body)
    if (wish !== 'use') return showForm(c, asked, typed, {}, 200)
    const { read, faults } = readYear(asked, typed)
    if (!read) return showForm(c, asked, typed, { faults })
    const { house, paths, signedIn } = c.var
    const isSaidClosed = lineOf(body, 'was-closed') === 'yes' || isOvertaken(asked, typed)
    if (!isSaidClosed && (await isAgainstRegisters(c, asked, read))) return showCheck(c, asked, typed, read, true)
    const { terms, closed, registersClose, reason } = read
    const entered = await enterCalendar(house, signedIn!.person, {
      ...{ schoolUrn: asked.urn, academicYear: asked.academicYear, terms, closed, registersClose, reason },
      source: typed.source,
      seenPublishedAt: typed.seen || null,
    })
    if (!entered) return c.notFound()
    if ('accepted' in entered) {
      const year = yearInAddress(asked.academicYear)
      const { movedCases } = entered.accepted
      return c.redirect(`${paths.calendar(asked.urn)}?year=${year}&saved=calendar&moved=${movedCases}`, 303)
    }
    if (entered.refused === 'changed-meanwhile') {
      const now = await yearAsked(c)
      return now ? showForm(c, now, typed, { isOvertaken: true }) : c.notFound()
    }
    const whole: CalendarFault = {
      text: refusals[entered.refused],
      field: asked.versions.length > 0 ? 'reason' : 'closed',
    }
    const named = calendarFaultsOfForm(entered.faults, typed, read)
    return showForm(c, asked, typed, { faults: named.length > 0 ? named : [whole] })
  })

/** The school, its year and what is known of both; null when they are not this person's to set. */
export async function yearAsked(
  c: Context<AppEnv>,
  year = c.req.param('year') ?? '',
): Promise<CalendarYearAsked | null> {
  const { house, signedIn } = c.var
  const { database, clock } = house
  const urn = c.req.param('urn') ?? ''
  const academicYear = yearOfAddress(year)
  if (!academicYear) return null
  const scope = scopeOf(signedIn!.person, 'set-calendar')
  const [schoolName, versions, bankHolidays, yearGroups] = await Promise.all([
    findSchoolName(database, scope, urn),
    listCalendarVersions(database, scope, urn),
    listBankHolidays(database),
    listYearGroups(database, scope, urn),
  ])
  if (schoolName === null) return null
  const current = academicYearOf(londonDate(clock.now()))
  const isNear = academicYear >= laterYear(current, -1) && academicYear <= laterYear(current, 2)
  if (!isNear && !versions.some((version) => version.academicYear === academicYear)) return null
  return { urn, schoolName, academicYear, versions, bankHolidays, yearGroups }
}

/** What the form begins with: the year in force, or the one before moved on, or nothing. */
export function startOf(asked: CalendarYearAsked): [typed: TypedCalendar, state: FormState] {
  const { academicYear, versions, bankHolidays } = asked
  const current = versionInForceOf(asked)
  if (current) return [typedOfYear(current, bankHolidays, current.publishedAt), {}]
  const before = versions.find((each) => each.isInForce && each.academicYear === laterYear(academicYear, -1))
  if (before) return [proposedCalendar(before, academicYear, bankHolidays), { proposedFrom: before.academicYear }]
  return [emptyCalendar(academicYear, bankHolidays), {}]
}

/** What the form begins with when an earlier version is to be used again; null when there is none published then. */
function startAgain(asked: CalendarYearAsked, publishedAt: string): [typed: TypedCalendar, state: FormState] | null {
  const { academicYear, versions, bankHolidays } = asked
  const again = versions.find((each) => each.academicYear === academicYear && each.publishedAt === publishedAt)
  if (!again) return null
  const seen = versionInForceOf(asked)?.publishedAt ?? ''
  return [typedOfYear(again, bankHolidays, seen), { again: again.isInForce ? null : again }]
}

/** What would follow; 422 when nobody has said that the school was closed on a day on which a register was taken. */
async function showCheck(
  c: Context<AppEnv>,
  asked: CalendarYearAsked,
  typed: TypedCalendar,
  read: ReadCalendar,
  isTickMissing: boolean,
) {
  const { house, paths, signedIn } = c.var
  const scope = scopeOf(signedIn!.person, 'set-calendar')
  const effect = await calendarEffect(house, scope, asked.urn, { ...read, academicYear: asked.academicYear })
  const today = londonDate(house.clock.now())
  const model = calendarCheck(asked, typed, read, effect, paths, { today, isTickMissing })
  return showPage(c, 'pages/calendarCheck.njk', model, isTickMissing ? 422 : 200)
}

async function isAgainstRegisters(c: Context<AppEnv>, asked: CalendarYearAsked, read: ReadCalendar): Promise<boolean> {
  const { house, signedIn } = c.var
  const scope = scopeOf(signedIn!.person, 'set-calendar')
  const year = { ...read, academicYear: asked.academicYear }
  return (await registersClosedBy(house, scope, asked.urn, year)).length > 0
}

/** The form: 409 when somebody was quicker, 422 with faults, otherwise 200. */
export function showForm(
  c: Context<AppEnv>,
  asked: CalendarYearAsked,
  typed: TypedCalendar,
  state: FormState,
  status: 200 | 409 | 422 = state.isOvertaken ? 409 : state.faults?.length ? 422 : 200,
) {
  return showPage(c, 'pages/calendarForm.njk', calendarForm(asked, typed, state, c.var.paths), status)
}

function readYear(
  asked: CalendarYearAsked,
  typed: TypedCalendar,
): { read: ReadCalendar; faults: [] } | { read: null; faults: CalendarFault[] } {
  const around = { ...asked, isChange: versionInForceOf(asked) !== null }
  const { read, faults } = readCalendar(typed, around)
  if (!read) return { read, faults }
  const wrong = calendarFaults({ ...read, academicYear: asked.academicYear })
  return wrong.length > 0 ? { read: null, faults: calendarFaultsOfForm(wrong, typed, read) } : { read, faults: [] }
}

function isOvertaken(asked: CalendarYearAsked, typed: TypedCalendar): boolean {
  return (versionInForceOf(asked)?.publishedAt ?? '') !== typed.seen
}

// What does a file of term dates say? It fills the form and applies nothing; lines not understood are shown with why.
import { type Context, Hono } from 'hono'
import { londonDate } from '../../calendar/londonTime.ts'
import type { AppEnv } from '../appEnv.ts'
import { type CalendarFile, readCalendarFile } from '../forms/calendarFile.ts'
import { bankHolidaysOfYear, type TypedCalendar } from '../forms/calendarForm.ts'
import { emptyCalendar, typedOfYear } from '../forms/calendarProposal.ts'
import { starterFile } from '../forms/calendarStarterFile.ts'
import { lineOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { calendarFilePage } from '../pages/calendarFilePage.ts'
import { type CalendarYearAsked, versionInForceOf } from '../pages/calendarForm.ts'
import { yearToSetUp } from '../pages/calendarPage.ts'
import { academicYearOf, yearInAddress } from '../pages/calendarWords.ts'
import { showForm, yearAsked } from './calendarFormRoutes.ts'

/** Mounted before the routes of one school, whose addresses would take the starter file for a school. */
export const calendarFileRoutes = new Hono<AppEnv>()
  .get('/calendars/starter.csv', requires('set-calendar'), (c) =>
    c.body(starterFile, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="school-calendar.csv"',
    }),
  )
  .get('/calendars/:urn/file', requires('set-calendar'), async (c) => {
    const current = yearInAddress(academicYearOf(londonDate(c.var.house.clock.now())))
    const asked = await yearAsked(c, current)
    if (!asked) return c.notFound()
    const next = yearToSetUp(
      asked.versions.map(({ academicYear }) => academicYear),
      londonDate(c.var.house.clock.now()),
    )
    return showFilePage(c, asked, next ? yearInAddress(next) : current, [])
  })
  .post('/calendars/:urn/file', requires('set-calendar'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const year = lineOf(body, 'year')
    const asked = await yearAsked(c, year)
    if (!asked) return c.notFound()
    const sent = [body.file].flat()[0]
    if (!(sent instanceof File) || sent.name === '')
      return showFilePage(c, asked, year, [{ text: 'Choose a file', href: '#file' }])
    const file = readCalendarFile(new Uint8Array(await sent.arrayBuffer()), asked.academicYear, asked.yearGroups)
    if ('refused' in file) return showFilePage(c, asked, year, [{ text: file.refused, href: '#file' }])
    if (file.terms.length + file.closed.length + file.left.length === 0)
      return showFilePage(c, asked, year, [{ text: 'The file names no day of this school year', href: '#file' }])
    return showForm(c, asked, filledFrom(file, asked), { file }, 200)
  })

/** What the file says; what it does not speak of stays as it is in force, every bank holiday ticked. */
function filledFrom(file: CalendarFile, asked: CalendarYearAsked): TypedCalendar {
  const { academicYear, bankHolidays } = asked
  const current = versionInForceOf(asked)
  const registersClose = current?.registersClose ?? { AM: '09:30', PM: '14:00' }
  const said = {
    ...{ academicYear, registersClose },
    terms: file.terms.length > 0 ? file.terms : (current?.terms ?? []),
    closed: file.closed.length > 0 ? file.closed : (current?.closed ?? []),
  }
  const typed =
    said.terms.length + said.closed.length > 0
      ? typedOfYear(said, bankHolidays, current?.publishedAt ?? '')
      : emptyCalendar(academicYear, bankHolidays)
  const ticked = bankHolidaysOfYear(academicYear, bankHolidays).map(({ on }) => on)
  return { ...typed, bankHolidays: ticked, source: 'file' }
}

function showFilePage(
  c: Context<AppEnv>,
  asked: CalendarYearAsked,
  year: string,
  errors: readonly { text: string; href: string }[],
) {
  const today = londonDate(c.var.house.clock.now())
  const status = errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/calendarFile.njk', calendarFilePage(asked, today, year, errors, c.var.paths), status)
}

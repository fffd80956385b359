// Which days does each school teach? Seen by everybody who counts by them, set by hand where no system says it.
import { type Context, Hono } from 'hono'
import { enterCalendar } from '../../actions/enterCalendar.ts'
import { bankHolidaysMissing } from '../../calendar/bankHolidaysMissing.ts'
import { isDate } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { refusals } from '../../cases/refusals.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listBankHolidays } from '../../storage/bankHolidayStore.ts'
import { listCalendarSources } from '../../storage/calendarSourceStore.ts'
import { listCalendars, listCalendarVersions } from '../../storage/calendarStore.ts'
import { listSchools } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { calendarPage } from '../pages/calendarPage.ts'
import { calendarsPage } from '../pages/calendarsPage.ts'
import { yearInAddress, yearOfAddress } from '../pages/calendarWords.ts'

export const calendarRoutes = new Hono<AppEnv>()
  .get('/calendars', requires('see-calendar'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { database, clock } = house
    const scope = scopeOf(signedIn!.person, 'see-calendar')
    const schools = await listSchools(database, scope)
    const [only] = schools
    if (only && schools.length === 1 && scope.schools !== 'every-school')
      return c.redirect(paths.calendar(only.urn), 303)
    const [calendars, sources, bankHolidays] = await Promise.all([
      listCalendars(database, scope),
      listCalendarSources(database, scope),
      listBankHolidays(database),
    ])
    const asked = { schools, calendars, sources, bankHolidays, today: londonDate(clock.now()) }
    const find = (c.req.query('find') ?? '').trim().slice(0, 100)
    const page = Number(/^\d{1,4}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1)
    return showPage(c, 'pages/calendars.njk', calendarsPage(asked, paths, { find, page }))
  })
  .get('/calendars/:urn', requires('see-calendar'), async (c) => (await showCalendar(c)) ?? c.notFound())
  .post('/calendars/:urn/bank-holidays/:on', requires('set-calendar'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { person } = signedIn!
    const { urn, on } = c.req.param()
    if (!isDate(on)) return c.notFound()
    const [versions, known] = await Promise.all([
      listCalendarVersions(house.database, scopeOf(person, 'set-calendar'), urn),
      listBankHolidays(house.database),
    ])
    const bankHoliday = known.find((each) => each.on === on)
    const year = versions.find((each) => each.isInForce && each.terms.some(({ from, to }) => from <= on && on <= to))
    if (!bankHoliday || !year) return c.notFound()
    const address = `${paths.calendar(urn)}?year=${yearInAddress(year.academicYear)}`
    if (!bankHolidaysMissing(year, [bankHoliday], on)[0]) return c.redirect(`${address}&saved=closed-already`, 303)
    const { academicYear, terms, closed, registersClose } = year
    const entered = await enterCalendar(house, person, {
      ...{ schoolUrn: urn, academicYear, terms, registersClose, source: 'bank-holiday' },
      closed: [...closed, { on, because: 'bank-holiday' }],
      reason: `Bank holiday: ${bankHoliday.name}`,
      seenPublishedAt: lineOf(await c.req.parseBody({ all: true }), 'seen') || null,
    })
    if (!entered) return c.notFound()
    if ('accepted' in entered)
      return c.redirect(`${address}&saved=bank-holiday&moved=${entered.accepted.movedCases}`, 303)
    return (await showCalendar(c, yearInAddress(academicYear), refusals[entered.refused])) ?? c.notFound()
  })

const savedWords: Record<string, string> = {
  calendar: 'The calendar is in use.',
  'bank-holiday': 'The bank holiday is a closed day now.',
  'closed-already': 'That day is closed already.',
}

/** The school's page; null when there is no such school for this person. `refusal` answers with 409. */
async function showCalendar(c: Context<AppEnv>, year = c.req.query('year') ?? '', refusal: string | null = null) {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const { database, clock } = house
  const scope = scopeOf(person, 'see-calendar')
  const urn = c.req.param('urn') ?? ''
  const academicYear = year === '' ? null : yearOfAddress(year)
  if (year !== '' && academicYear === null) return null
  const [schools, versions, bankHolidays] = await Promise.all([
    listSchools(database, scope),
    listCalendarVersions(database, scope, urn),
    listBankHolidays(database),
  ])
  const school = schools.find((each) => each.urn === urn)
  if (!school) return null
  const asked = {
    ...{ urn, schoolName: school.name, registerKept: school.registerKept, versions, bankHolidays, academicYear },
    today: londonDate(clock.now()),
    maySet: may(person, 'set-calendar', urn),
  }
  const model = calendarPage(asked, paths)
  if (!model) return null
  const saved = savedWords[c.req.query('saved') ?? ''] ?? ''
  const moved = Number(/^\d{1,6}$/.exec(c.req.query('moved') ?? '')?.[0] ?? 0)
  const errors = refusal === null ? [] : [{ text: refusal, href: '#bank-holidays' }]
  const isList = schools.length > 1 || scope.schools === 'every-school'
  return showPage(
    c,
    'pages/calendar.njk',
    { ...model, errors, saved, moved, hasMoved: c.req.query('moved') !== undefined, isList },
    refusal === null ? 200 : 409,
  )
}

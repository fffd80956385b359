// Which dates follow from a first day absent? Open to everybody; keeps nothing, and no typed word enters an address.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { londonDate } from '../../calendar/londonTime.ts'
import type { ClosedDay } from '../../calendar/schoolCalendar.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listBankHolidays } from '../../storage/bankHolidayStore.ts'
import { findCalendar } from '../../storage/calendarStore.ts'
import { sha256Of } from '../../storage/chain.ts'
import { listPolicies } from '../../storage/policyStore.ts'
import { findSchoolName, listSchools, type School } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type FieldFault, readCalculator, type TypedCalculator, typedCalculator } from '../forms/calculator.ts'
import { mostTerms } from '../forms/calculatorTerms.ts'
import { showPage } from '../page.ts'
import { calculatorPage } from '../pages/calculator.ts'
import { calculatorCalendarFile } from '../pages/calculatorCalendarFile.ts'
import { exampleCalculator, isExample, withMoreTerms, withoutTerms } from '../pages/calculatorExample.ts'
import { calculatorLink, fitsLink } from '../pages/calculatorLink.ts'
import { calculatorAnswer, calculatorResult } from '../pages/calculatorResult.ts'
import { withSchoolsDays } from '../pages/calculatorSchool.ts'

const largestForm = bodyLimit({
  maxSize: 100 * 1024,
  onError: (c) =>
    showPage(
      c,
      'pages/refused.njk',
      { title: 'This could not be done', sentence: 'What you sent is too long for this form.' },
      413,
    ),
})

export const calculatorRoutes = new Hono<AppEnv>()
  .get('/deadline-calculator', (c) => showForm(c, exampleCalculator))
  .post('/deadline-calculator', largestForm, async (c) => {
    const body = await c.req.parseBody({ all: true }).catch(() => {
      throw new HTTPException(400, { message: 'The form could not be read.' })
    })
    const { typed, wish, school } = typedCalculator(body)
    switch (wish) {
      case 'change':
        return showForm(c, typed)
      case 'more-terms':
        return showForm(c, withMoreTerms(typed, mostTerms))
      case 'empty-terms':
        return showForm(c, withoutTerms(typed))
      case 'school-dates':
        return fillIn(c, typed, school)
      case 'work-out':
      case 'calendar-file':
        return answer(c, typed, wish)
      default:
        return wish satisfies never
    }
  })

interface Shown {
  readonly faults?: readonly FieldFault[]
  readonly chosen?: string
  readonly sentences?: readonly string[]
}

async function showForm(c: Context<AppEnv>, typed: TypedCalculator, shown: Shown = {}) {
  const { database } = c.get('house')
  const { faults = [], chosen = null, sentences = [] } = shown
  const known = await listBankHolidays(database)
  const schools = await listSchoolsOffered(c)
  const page = calculatorPage(typed, faults, known, { schools, chosen, sentences })
  return showPage(c, 'pages/calculator.njk', page, faults.length > 0 ? 422 : 200)
}

async function listSchoolsOffered(c: Context<AppEnv>): Promise<School[]> {
  const person = c.get('signedIn')?.person
  if (!person || !may(person, 'see-calendar')) return []
  return listSchools(c.get('house').database, scopeOf(person, 'see-calendar'))
}

/** The form again with the days of a school that the person may see; not found for any other. */
async function fillIn(c: Context<AppEnv>, typed: TypedCalculator, urn: string) {
  const { house, paths, signedIn } = c.var
  if (!signedIn) return c.redirect(paths.signIn(), 303)
  const scope = scopeOf(signedIn.person, 'see-calendar')
  const school = await findSchoolName(house.database, scope, urn)
  if (school === null) return c.notFound()
  const calendar = await findCalendar(house.database, scope, urn)
  const filled = withSchoolsDays(typed, school, calendar, londonDate(house.clock.now()))
  return showForm(c, filled.typed, { chosen: urn, sentences: filled.sentences })
}

async function answer(c: Context<AppEnv>, typed: TypedCalculator, wish: 'work-out' | 'calendar-file') {
  const { database, clock } = c.get('house')
  const known = await listBankHolidays(database)
  const closed: ClosedDay[] = known.map(({ on }) => ({ on, because: 'bank-holiday' }))
  const { read, faults } = readCalculator(typed, closed)
  if (read === null) return showForm(c, typed, { faults })
  const policies = await listPolicies(database)
  const link = calculatorLink(read)
  if (wish === 'work-out') {
    const linkHref = fitsLink(read) ? `${addressOf(c)}#${link}` : null
    return showPage(c, 'pages/deadlines.njk', calculatorResult(typed, read, policies, known, linkHref))
  }
  const file = calculatorCalendarFile({
    firstOn: read.firstOn,
    isExample: isExample(typed, read.terms),
    deadlines: calculatorAnswer(read, policies).deadlines,
    questionId: (await sha256Of(link)).slice(0, 20),
    madeAt: clock.now(),
    calculatorUrl: addressOf(c),
  })
  return c.body(file, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'attachment; filename="deadlines.ics"',
  })
}

/** The calculator's own address in full. The demonstration answers under many names: there it is the one asked. */
function addressOf(c: Context<AppEnv>): string {
  const { mode, publicUrl } = c.get('house')
  return new URL(c.get('paths').calculator(), mode === 'demonstration' ? c.req.url : publicUrl).href
}

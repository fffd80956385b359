// Which dates follow from a first day absent? Open to everybody; keeps nothing, and no typed word enters an address.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { ClosedDay } from '../../calendar/schoolCalendar.ts'
import { listBankHolidays } from '../../storage/bankHolidayStore.ts'
import { sha256Of } from '../../storage/chain.ts'
import { listPolicies } from '../../storage/policyStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type FieldFault, readCalculator, type TypedCalculator, typedCalculator } from '../forms/calculator.ts'
import { mostTerms } from '../forms/calculatorTerms.ts'
import { showPage } from '../page.ts'
import { calculatorPage } from '../pages/calculator.ts'
import { calculatorCalendarFile } from '../pages/calculatorCalendarFile.ts'
import { exampleCalculator, withMoreTerms, withoutTerms } from '../pages/calculatorExample.ts'
import { calculatorLink } from '../pages/calculatorLink.ts'
import { calculatorAnswer, calculatorResult } from '../pages/calculatorResult.ts'

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
    const { typed, wish } = typedCalculator(body)
    switch (wish) {
      case 'change':
        return showForm(c, typed)
      case 'more-terms':
        return showForm(c, withMoreTerms(typed, mostTerms))
      case 'empty-terms':
        return showForm(c, withoutTerms(typed))
      case 'work-out':
      case 'calendar-file':
        return answer(c, typed, wish)
      default:
        return wish satisfies never
    }
  })

async function showForm(c: Context<AppEnv>, typed: TypedCalculator, faults: readonly FieldFault[] = []) {
  const known = await listBankHolidays(c.get('house').database)
  return showPage(c, 'pages/calculator.njk', calculatorPage(typed, faults, known), faults.length > 0 ? 422 : 200)
}

async function answer(c: Context<AppEnv>, typed: TypedCalculator, wish: 'work-out' | 'calendar-file') {
  const { database, clock } = c.get('house')
  const known = await listBankHolidays(database)
  const closed: ClosedDay[] = known.map(({ on }) => ({ on, because: 'bank-holiday' }))
  const { read, faults } = readCalculator(typed, closed)
  if (read === null) return showForm(c, typed, faults)
  const policies = await listPolicies(database)
  const link = calculatorLink(read)
  if (wish === 'work-out')
    return showPage(c, 'pages/deadlines.njk', calculatorResult(typed, read, policies, known, `${addressOf(c)}#${link}`))
  const file = calculatorCalendarFile({
    firstOn: read.firstOn,
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

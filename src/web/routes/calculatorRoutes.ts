// Which dates follow from a first day absent? Open to everybody; keeps nothing, and no typed word enters an address.
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { AppEnv } from '../appEnv.ts'
import { readCalculator, typedCalculator } from '../forms/calculator.ts'
import { mostTerms } from '../forms/calculatorTerms.ts'
import { showPage } from '../page.ts'
import { calculatorPage } from '../pages/calculator.ts'
import { bankHolidays } from '../pages/calculatorBankHolidays.ts'
import { exampleCalculator, withMoreTerms, withoutTerms } from '../pages/calculatorExample.ts'
import { calculatorResult } from '../pages/calculatorResult.ts'

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
  .get('/deadline-calculator', (c) => showPage(c, 'pages/calculator.njk', calculatorPage(exampleCalculator, [])))
  .post('/deadline-calculator', largestForm, async (c) => {
    const body = await c.req.parseBody({ all: true }).catch(() => {
      throw new HTTPException(400, { message: 'The form could not be read.' })
    })
    const { typed, wish } = typedCalculator(body)
    if (wish === 'change') return showPage(c, 'pages/calculator.njk', calculatorPage(typed, []))
    if (wish === 'more-terms')
      return showPage(c, 'pages/calculator.njk', calculatorPage(withMoreTerms(typed, mostTerms), []))
    if (wish === 'empty-terms') return showPage(c, 'pages/calculator.njk', calculatorPage(withoutTerms(typed), []))
    const { read, faults } = readCalculator(typed, bankHolidays)
    if (read === null) return showPage(c, 'pages/calculator.njk', calculatorPage(typed, faults), 422)
    return showPage(c, 'pages/deadlines.njk', calculatorResult(typed, read))
  })

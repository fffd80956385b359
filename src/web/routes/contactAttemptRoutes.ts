// Somebody was tried: how is it written down, and how undone?
import { type Context, Hono } from 'hono'
import { logContactAttempt } from '../../actions/logContactAttempt.ts'
import { withdrawContactAttempt } from '../../actions/withdrawContactAttempt.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import type { AppEnv } from '../appEnv.ts'
import { namedEntries, typedCaseIds } from '../forms/absencesSeen.ts'
import { casesOnForm, type FormError, readAttempt, type TypedAttempt, typedAttempt } from '../forms/contactAttempt.ts'
import { openAsPage } from '../middleware/openAsPage.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { attemptForm, emptyAttempt } from '../pages/todayAttemptForm.ts'
import { statusOf } from '../pages/todayWords.ts'
import { backToRow, backToUndone, formsAboutAbsences, isOfForm, openAbsences, showRefusal } from './absenceForms.ts'

const page = 'contact attempt'

export const contactAttemptRoutes = new Hono<AppEnv>()
  .get('/absences/:caseId/contact-attempts/new', requires('log-contact'), openAsPage, async (c) => {
    const absences = await openAbsences(c, [c.req.param('caseId'), ...typedCaseIds(c.req.query('also'))], page)
    if (!absences) return c.notFound()
    const typed = emptyAttempt(absences, c.req.query('list') ?? '')
    return showPage(c, 'pages/contactAttempt.njk', attemptForm(absences, typed, around(c)))
  })
  .post('/absences/:caseId/contact-attempts', requires('log-contact'), formsAboutAbsences, async (c) => {
    const typed = typedAttempt(await c.req.parseBody({ all: true }))
    if (!(await isOfForm(c, c.req.param('caseId'), casesOnForm(typed)))) return c.notFound()
    const read = readAttempt(typed)
    if ('errors' in read) return showAgain(c, typed, read.errors, null)
    const logged = await logContactAttempt(c.get('house'), c.get('signedIn')!.person, read.input)
    if (logged === null) return c.notFound()
    if ('refused' in logged) return showAgain(c, typed, [], logged.refused)
    const [first, ...others] = logged.accepted.map(({ caseId }) => caseId)
    if (read.input.attempt.outcome !== 'reason-given')
      return backToRow(c, typed.list, c.req.param('caseId'), logged.accepted)
    const also = others.length > 0 ? `&also=${others.join(',')}` : ''
    return c.redirect(`${c.get('paths').reasonForm(first!)}?list=${encodeURIComponent(typed.list)}${also}`, 303)
  })
  .post(
    '/absences/:caseId/contact-attempts/:version/withdrawal',
    requires('log-contact'),
    formsAboutAbsences,
    async (c) => {
      const { entry, list } = await c.req.parseBody()
      const caseId = c.req.param('caseId')
      const also = typeof entry === 'string' ? entry.split(',') : []
      const entries = namedEntries([...also, `${caseId}.${c.req.param('version')}`])
      if (!entries.some((each) => each.caseId === caseId)) return c.notFound()
      const withdrawn = await withdrawContactAttempt(c.get('house'), c.get('signedIn')!.person, entries)
      if (withdrawn === null) return c.notFound()
      if ('refused' in withdrawn) return showRefusal(c, withdrawn.refused)
      return backToUndone(c, typeof list === 'string' ? list : '', caseId)
    },
  )

// With the newer state, and everything typed kept: nothing is merged without a word, and nothing is lost.
async function showAgain(
  c: Context<AppEnv, '/absences/:caseId/contact-attempts'>,
  typed: TypedAttempt,
  errors: readonly FormError[],
  refusal: Refusal | null,
): Promise<Response> {
  const absences = await openAbsences(c, [c.req.param('caseId'), ...casesOnForm(typed)], page)
  if (!absences) return c.notFound()
  const model = attemptForm(absences, typed, { ...around(c), errors, refusal: refusal && refusals[refusal] })
  return showPage(c, 'pages/contactAttempt.njk', model, refusal ? statusOf(refusal) : 422)
}

function around(c: Context<AppEnv>) {
  const { person } = c.get('signedIn')!
  const on = londonDate(c.get('house').clock.now())
  return { paths: c.get('paths'), on, readerId: person.id, errors: [], refusal: null }
}

// Somebody said why a child is away: how is it written down, until when, and how undone?
import { type Context, Hono } from 'hono'
import { giveReason } from '../../actions/giveReason.ts'
import { withdrawReason } from '../../actions/withdrawReason.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import type { AppEnv } from '../appEnv.ts'
import { namedEntries, typedCaseIds } from '../forms/absencesSeen.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import { readReasons, type TypedReasons, typedReasons } from '../forms/reason.ts'
import { openAsPage } from '../middleware/openAsPage.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { emptyReasons, reasonForm } from '../pages/todayReasonForm.ts'
import { statusOf } from '../pages/todayWords.ts'
import { backToRow, backToUndone, formsAboutAbsences, isOfForm, openAbsences, showRefusal } from './absenceForms.ts'

const page = 'reason'

export const reasonRoutes = new Hono<AppEnv>()
  .get('/absences/:caseId/reasons/new', requires('log-contact'), openAsPage, async (c) => {
    const absences = await openAbsences(c, [c.req.param('caseId'), ...typedCaseIds(c.req.query('also'))], page)
    if (!absences) return c.notFound()
    const typed = emptyReasons(absences, c.req.query('list') ?? '')
    return showPage(c, 'pages/reason.njk', reasonForm(absences, typed, around(c)))
  })
  .post('/absences/:caseId/reasons', requires('log-contact'), formsAboutAbsences, async (c) => {
    const typed = typedReasons(await c.req.parseBody({ all: true }))
    if (!(await isOfForm(c, c.req.param('caseId'), typed.cases))) return c.notFound()
    const read = readReasons(typed, londonDate(c.get('house').clock.now()))
    if ('errors' in read) return showAgain(c, typed, read.errors, null)
    const given = await giveReason(c.get('house'), c.get('signedIn')!.person, read.reasons, read.unsaid)
    if (given === null) return c.notFound()
    if ('refused' in given) return showAgain(c, typed, [], given.refused)
    return backToRow(c, typed.list, c.req.param('caseId'), given.accepted)
  })
  .post('/absences/:caseId/reasons/:version/withdrawal', requires('log-contact'), formsAboutAbsences, async (c) => {
    const { list } = await c.req.parseBody()
    const caseId = c.req.param('caseId')
    const entries = namedEntries([`${caseId}.${c.req.param('version')}`])
    if (entries.length === 0) return c.notFound()
    const withdrawn = await withdrawReason(c.get('house'), c.get('signedIn')!.person, entries)
    if (withdrawn === null) return c.notFound()
    if ('refused' in withdrawn) return showRefusal(c, withdrawn.refused)
    return backToUndone(c, typeof list === 'string' ? list : '', caseId)
  })

async function showAgain(
  c: Context<AppEnv, '/absences/:caseId/reasons'>,
  typed: TypedReasons,
  errors: readonly FormError[],
  refusal: Refusal | null,
): Promise<Response> {
  const absences = await openAbsences(c, typed.cases, page)
  if (!absences) return c.notFound()
  const model = reasonForm(absences, typed, { ...around(c), errors, refusal: refusal && refusals[refusal] })
  return showPage(c, 'pages/reason.njk', model, refusal ? statusOf(refusal) : 422)
}

function around(c: Context<AppEnv>) {
  const { person } = c.get('signedIn')!
  const on = londonDate(c.get('house').clock.now())
  return { paths: c.get('paths'), on, readerId: person.id, errors: [], refusal: null }
}

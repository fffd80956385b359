// The risk questions: answering them, the answers as they were frozen, and the list of all of them.
import { type Context, Hono } from 'hono'
import { answerRisk } from '../../actions/answerRisk.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { may } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/caseForm.ts'
import { readRisk, type TypedRisk, typedRisk } from '../forms/riskAnswers.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { shownLines } from '../pages/riskAsked.ts'
import { freshRisk, riskFormPage } from '../pages/riskForm.ts'
import { changedSince, knownLines, riskKnown } from '../pages/riskKnown.ts'
import { riskAnswersPage, riskSnapshotPage } from '../pages/riskSnapshot.ts'
import { backToCase, openCase, statusOfRefusal } from './caseForms.ts'

export const riskRoutes = new Hono<AppEnv>()
  .get('/cases/:id/risk-answers/new', requires('answer-risk'), async (c) => {
    const now = await openCase(c, 'answer-risk', 'Case: risk questions')
    if (!now) return c.notFound()
    return showRiskForm(c, now, null)
  })
  .post('/cases/:id/risk-answers', requires('answer-risk'), async (c) => {
    const typed = typedRisk(await c.req.parseBody({ all: true }))
    const now = await openCase(c, 'answer-risk', 'Case: risk questions')
    if (!now) return c.notFound()
    const read = readRisk(typed)
    if ('errors' in read) return showRiskForm(c, now, typed, { errors: read.errors })
    const known = riskKnown(now)
    // What the register and the MIS say is no part of the case: nobody decides on what they have not seen.
    if (typed.seenVersion === now.summary.version && changedSince(typed.known, known).length > 0) {
      return showRiskForm(c, now, typed, { refusal: 'changed-meanwhile' })
    }
    const { answers, decision } = read.input
    const input = { ...read.input, known: knownLines(now, known), shown: shownLines(answers, decision, now.today) }
    const caseId = now.summary.id
    const { seenVersion } = typed
    const { person } = c.get('signedIn')!
    const answered = await answerRisk(c.get('house'), person, { caseId, seenVersion, ...input })
    if (answered === null) return c.notFound()
    if ('refused' in answered) return showRefused(c, answered.refused, typed)
    if (decision === 'refer') return c.redirect(c.get('paths').referralForm(caseId), 303)
    return backToCase(c, caseId, 'risk', 'risk')
  })
  .get('/cases/:id/risk-answers', requires('see-risk'), async (c) => {
    const now = await openCase(c, 'see-risk', 'Case: risk answers')
    if (!now) return c.notFound()
    const mayAnswer = may(c.get('signedIn')!.person, 'answer-risk', now.summary.schoolUrn)
    return showPage(c, 'pages/riskAnswersList.njk', riskAnswersPage(now, c.get('paths'), mayAnswer))
  })
  .get('/cases/:id/risk-answers/:version{[0-9]{1,6}}', requires('see-risk'), async (c) => {
    const now = await openCase(c, 'see-risk', 'Case: risk answers')
    const page = now && riskSnapshotPage(now, Number(c.req.param('version')), c.get('paths'))
    return page ? showPage(c, 'pages/riskSnapshot.njk', page) : c.notFound()
  })

/** Once more with the newer case, and all that was answered. */
async function showRefused(c: Context<AppEnv>, refusal: Refusal, typed: TypedRisk): Promise<Response> {
  const newer = await openCase(c, 'answer-risk', 'Case: risk questions')
  if (!newer) return c.notFound()
  if (refusal !== 'lowering-reason-needed') return showRiskForm(c, newer, typed, { refusal })
  return showRiskForm(c, newer, typed, { errors: [{ text: refusals[refusal], href: '#whyLower' }] })
}

function showRiskForm(
  c: Context<AppEnv>,
  now: CaseNow,
  typed: TypedRisk | null,
  { errors = [], refusal = null }: { readonly errors?: readonly FormError[]; readonly refusal?: Refusal | null } = {},
): Response | Promise<Response> {
  const known = riskKnown(now)
  const model = riskFormPage(now, known, typed ?? freshRisk(now, known), {
    paths: c.get('paths'),
    person: c.get('signedIn')!.person,
    errors,
    refusal: refusal && refusals[refusal],
    seenVersion: typed?.seenVersion ?? null,
    isOvertaken: refusal === 'changed-meanwhile',
  })
  const status = refusal ? statusOfRefusal(refusal) : errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/riskForm.njk', model, status)
}

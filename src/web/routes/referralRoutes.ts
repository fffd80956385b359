// Referrals to the police and to social care: making one, seeing what it carried, and what came back.
import { type Context, Hono } from 'hono'
import { acknowledgeReferral } from '../../actions/acknowledgeReferral.ts'
import { answerReferral } from '../../actions/answerReferral.ts'
import { makeReferral } from '../../actions/makeReferral.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { may } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/caseForm.ts'
import { readReferral, refusedField, type TypedReferral, typedReferral } from '../forms/referral.ts'
import {
  freshReply,
  readAcknowledgement,
  readAnswer,
  refusedDay,
  type TypedReply,
  typedReply,
} from '../forms/referralReply.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { freshReferral, referralFormPage } from '../pages/referralForm.ts'
import { packGaps } from '../pages/referralGaps.ts'
import { referralPack, saidLines } from '../pages/referralPack.ts'
import { findReferral, referralPage } from '../pages/referralPage.ts'
import { acknowledgementForm, answerForm } from '../pages/referralReplyForms.ts'
import { backToCase, type CaseOpened, openCase, showCaseForm, statusOfRefusal } from './caseForms.ts'

const keys = packGaps.map(({ key }) => key)

export const referralRoutes = new Hono<AppEnv>()
  .get('/cases/:id/referrals/new', requires('record-referral'), async (c) => {
    const now = await openCase(c, 'record-referral', 'Case: referral')
    if (!now) return c.notFound()
    return showReferralForm(c, now, freshReferral(now, c.req.query('to') ?? ''))
  })
  .post('/cases/:id/referrals', requires('record-referral'), async (c) => {
    const typed = typedReferral(await c.req.parseBody({ all: true }), keys)
    const now = await openCase(c, 'record-referral', 'Case: referral')
    if (!now) return c.notFound()
    const read = readReferral(typed)
    if ('errors' in read) return showReferralForm(c, now, typed, { errors: read.errors })
    const said = saidLines(referralPack(now, now.contacts, typed.filled))
    const { person } = c.get('signedIn')!
    const made = await makeReferral(c.get('house'), person, now.summary.id, { ...read.input, said })
    if (made === null) return c.notFound()
    if ('accepted' in made) return backToCase(c, now.summary.id, 'referral', 'answers')
    const errors = refusedField(made.refused)
    return showReferralForm(c, now, typed, errors ? { errors } : { refusal: made.refused })
  })
  .get('/cases/:id/referrals/:version{[0-9]{1,6}}', requires('see-risk'), async (c) => {
    const now = await openCase(c, 'see-risk', 'Case: referral')
    const made = now && findReferral(now, Number(c.req.param('version')))
    if (!now || !made) return c.notFound()
    const seesRestricted = may(c.get('signedIn')!.person, 'see-restricted-contacts', now.summary.schoolUrn)
    const around = { paths: c.get('paths'), seesRestricted, authorityName: c.get('house').authorityName }
    return showPage(c, 'pages/referralPage.njk', referralPage(now, made, now.contacts, around))
  })
  .get('/cases/:id/referrals/:version{[0-9]{1,6}}/acknowledgement', requires('record-referral'), (c) =>
    showReply(c, acknowledgement),
  )
  .post('/cases/:id/referrals/:version{[0-9]{1,6}}/acknowledgement', requires('record-referral'), (c) =>
    keepReply(c, acknowledgement),
  )
  .get('/cases/:id/referrals/:version{[0-9]{1,6}}/answer', requires('record-referral'), (c) => showReply(c, answer))
  .post('/cases/:id/referrals/:version{[0-9]{1,6}}/answer', requires('record-referral'), (c) => keepReply(c, answer))

const acknowledgement = {
  saved: 'acknowledged',
  page: 'Case: acknowledgement of a referral',
  form: acknowledgementForm,
  read: readAcknowledgement,
  write: acknowledgeReferral,
}
const answer = {
  saved: 'answered',
  page: 'Case: answer to a referral',
  form: answerForm,
  read: readAnswer,
  write: answerReferral,
}
type Reply = typeof acknowledgement | typeof answer

/** Shows one of the two forms about a referral that stands; without it there is no page. */
async function showReply(c: Context<AppEnv>, reply: Reply): Promise<Response> {
  const now = await openCase(c, 'record-referral', reply.page)
  const made = now && findReferral(now, Number(c.req.param('version')))
  if (!now || !made) return c.notFound()
  return showReplyForm(c, now, reply, made, freshReply(now.today))
}

async function keepReply(c: Context<AppEnv>, reply: Reply): Promise<Response> {
  const typed = typedReply(await c.req.parseBody({ all: true }))
  const now = await openCase(c, 'record-referral', reply.page)
  const made = now && findReferral(now, Number(c.req.param('version')))
  if (!now || !made) return c.notFound()
  const read = reply.read(typed, made.version, now.today)
  if ('errors' in read) return showReplyForm(c, now, reply, made, typed, { errors: read.errors })
  const written = await reply.write(c.get('house'), c.get('signedIn')!.person, now.summary.id, read.input as never)
  if (written === null) return c.notFound()
  if ('accepted' in written) return backToCase(c, now.summary.id, reply.saved, 'answers')
  const errors = refusedDay(written.refused)
  return showReplyForm(c, now, reply, made, typed, errors ? { errors } : { refusal: written.refused })
}

interface Shown {
  readonly errors?: readonly FormError[]
  readonly refusal?: Refusal | null
}

function showReplyForm(
  c: Context<AppEnv>,
  now: CaseNow,
  { form }: Reply,
  made: NonNullable<ReturnType<typeof findReferral>>,
  typed: TypedReply,
  shown: Shown = {},
): Response {
  const named = { version: made.version, to: made.details.to ?? 'police' }
  return showCaseForm(c, now, form(now, named, c.get('paths'), typed), shown)
}

function showReferralForm(
  c: Context<AppEnv>,
  now: CaseOpened,
  typed: TypedReferral,
  { errors = [], refusal = null }: Shown = {},
): Response | Promise<Response> {
  const around = { paths: c.get('paths'), errors, refusal: refusal && refusals[refusal] }
  const status = refusal ? statusOfRefusal(refusal) : errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/referralForm.njk', referralFormPage(now, now.contacts, typed, around), status)
}

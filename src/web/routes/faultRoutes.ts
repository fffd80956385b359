// A part was not taken in: it is corrected and sent again, let go, or the school is told. A failed delivery is tried again or let go.
import { type Context, Hono } from 'hono'
import { discardPart } from '../../actions/discardPart.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { discardDelivery, retryDelivery } from '../../actions/settleDeadDelivery.ts'
import { tellSchoolOfFault } from '../../actions/tellSchoolOfFault.ts'
import { deepestMessage, messageIn } from '../../cases/messageText.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { openPart, type PartOpened, replayPart, type StillWrong } from '../../intake/replayPart.ts'
import { findFailedDelivery, listPupilIdsOf } from '../../storage/faultStore.ts'
import type { PartKey } from '../../storage/settledStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { formErrors, mostWords, textOf } from '../forms/caseForm.ts'
import { typedFields, withTyped } from '../forms/correction.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { correctionForm, pathInPart, type TypedCorrection } from '../pages/correctionForm.ts'
import { kindOfMessage } from '../pages/deliveryWords.ts'
import { misIdsIn } from '../pages/faultContent.ts'
import { settlementOf } from '../pages/settledWords.ts'

const part = '/needs-attention/parts/:delivery/:number'
const dead = '/needs-attention/deliveries/:id'

export const faultRoutes = new Hono<AppEnv>()
  .get(`${part}/correction`, requires('settle-faults'), async (c) => {
    const opened = await openPart(c.var.house, c.var.signedIn!.person, keyOf(c))
    if (!opened) return c.notFound()
    return showCorrection(c, opened, [{ within: pathInPart(opened), reason: opened.part.reason }], null)
  })
  .post(`${part}/correction`, requires('settle-faults'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { person } = signedIn!
    const opened = await openPart(house, person, keyOf(c))
    if (!opened) return c.notFound()
    const body = await c.req.parseBody()
    const json = typeof body.part === 'string' ? body.part : null
    const typed: TypedCorrection = { fields: json === null ? typedFields(body) : new Map(), json }
    const corrected = correctedBy(c, opened, typed)
    if ('wrong' in corrected) return showCorrection(c, opened, corrected.wrong, typed)
    const outcome = await replayPart(house, person, keyOf(c), corrected.part)
    if (!outcome) return c.notFound()
    if ('wrong' in outcome) return showCorrection(c, opened, outcome.wrong, typed)
    if ('refused' in outcome)
      return showCorrection(c, (await openPart(house, person, keyOf(c)))!, [], typed, outcome.refused)
    const { delivery, number } = outcome.accepted
    return c.redirect(paths.partCorrection(delivery, number), 303)
  })
  .get(`${part}/discard`, requires('settle-faults'), (c) => showDiscard(c))
  .post(`${part}/discard`, requires('settle-faults'), async (c) => {
    const { house, paths, signedIn } = c.var
    const reason = textOf(await c.req.parseBody(), 'reason')
    if (reason.length > mostWords) return showDiscard(c, reason, `This must be ${mostWords} characters or fewer`)
    const outcome = await discardPart(house, signedIn!.person, keyOf(c), reason)
    if (!outcome) return c.notFound()
    if ('refused' in outcome) return showDiscard(c, reason, refusals[outcome.refused], outcome.refused)
    return c.redirect(`${paths.needsAttention()}?saved=discarded`, 303)
  })
  .post(`${part}/telling`, requires('tell-school-of-fault'), async (c) => {
    const { house, paths, signedIn } = c.var
    const outcome = await tellSchoolOfFault(house, signedIn!.person, keyOf(c))
    if (!outcome) return c.notFound()
    return c.redirect(`${paths.needsAttention()}?saved=${'refused' in outcome ? 'settled' : 'told'}`, 303)
  })
  .post(`${dead}/retry`, requires('settle-dead-deliveries'), async (c) => {
    const { house, paths, signedIn } = c.var
    const outcome = await retryDelivery(house, signedIn!.person, numberIn(c, 'id'))
    const saved = 'accepted' in outcome ? 'retried' : outcome.refused === 'nothing-left-to-send' ? 'erased' : 'settled'
    return c.redirect(`${paths.needsAttention('deliveries')}&saved=${saved}`, 303)
  })
  .get(`${dead}/discard`, requires('settle-dead-deliveries'), (c) => showDeadDiscard(c))
  .post(`${dead}/discard`, requires('settle-dead-deliveries'), async (c) => {
    const { house, paths, signedIn } = c.var
    const reason = textOf(await c.req.parseBody(), 'reason')
    if (reason.length > mostWords) return showDeadDiscard(c, reason, `This must be ${mostWords} characters or fewer`)
    const outcome = await discardDelivery(house, signedIn!.person, numberIn(c, 'id'), reason)
    if ('refused' in outcome) return showDeadDiscard(c, reason, refusals[outcome.refused], outcome.refused)
    return c.redirect(`${paths.needsAttention('deliveries')}&saved=discarded`, 303)
  })

function keyOf(c: Context<AppEnv>): PartKey {
  return { delivery: numberIn(c, 'delivery'), number: numberIn(c, 'number') }
}

/** A number in the address; 0, which nothing has, when it is none. */
function numberIn(c: Context<AppEnv>, name: string): number {
  const text = c.req.param(name) ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}

/** The corrected part, or why what was typed cannot be one. The whole as JSON is for those alone who read all of it. */
function correctedBy(
  c: Context<AppEnv>,
  { part, said }: PartOpened,
  typed: TypedCorrection,
): { part: unknown } | { wrong: StillWrong[] } {
  if (said === null) return { part: null }
  if (typed.json === null) {
    if (typed.fields.size === 0) return { wrong: [{ within: pathInPart({ part, said }), reason: part.reason }] }
    return { part: withTyped(said.value, typed.fields) }
  }
  const asJson = correctionForm(c.var.signedIn!.person, { part, ...said, wrong: [] }, typed)
  if (asJson.fields === null) return { wrong: [] }
  const read = messageIn(typed.json)
  if ('message' in read) return { part: read.message }
  const reason =
    read.refused === 'too-deep'
      ? `lies more than ${deepestMessage} deep: look for brackets too many`
      : 'is no JSON: look for a missing quote or comma'
  return { wrong: [{ within: '', reason }] }
}

async function showCorrection(
  c: Context<AppEnv>,
  { part, said }: PartOpened,
  wrong: readonly StillWrong[],
  typed: TypedCorrection | null,
  refusal: Refusal | null = null,
): Promise<Response> {
  const { house, signedIn } = c.var
  const { person } = signedIn!
  const form = said && correctionForm(person, { part, ...said, wrong }, typed)
  if (said) {
    const numbers = misIdsIn(JSON.stringify(said.value)).map((misId) => ({ schoolUrn: part.schoolUrn, misId }))
    const pupilIds = await listPupilIdsOf(house.database, scopeOf(person, 'settle-faults'), numbers)
    await recordRead(house, person, 'Needs attention: correct', pupilIds)
  }
  const settled = settlementOf(part)
  const model = {
    title: settled ? 'Settled' : 'Correct and send again',
    ...headOf(part),
    settled,
    isReplayed: part.settledHow === 'replayed',
    refusal: refusal && refusals[refusal],
    fields: null,
    content: null,
    isLeft: said !== null,
    ...form,
    errors: form?.errors ?? [],
  }
  return showPage(c, 'pages/correction.njk', model, refusal ? 409 : typed !== null ? 422 : 200)
}

function headOf({ delivery, number, schoolName, at, type, path, reason }: PartOpened['part']) {
  return { delivery, number, schoolName, at, type, path, reason, kind: kindOfMessage(type) }
}

async function showDiscard(
  c: Context<AppEnv>,
  typed = '',
  error = '',
  refusal: Refusal | null = null,
): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const opened = await openPart(house, signedIn!.person, keyOf(c))
  if (!opened) return c.notFound() as Response
  const { delivery, number } = opened.part
  const about = { ...headOf(opened.part), action: paths.partDiscard(delivery, number), back: paths.needsAttention() }
  return showReason(c, { ...about, settled: settlementOf(opened.part) }, typed, error, refusal)
}

async function showDeadDiscard(
  c: Context<AppEnv>,
  typed = '',
  error = '',
  refusal: Refusal | null = null,
): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const id = numberIn(c, 'id')
  const found = await findFailedDelivery(house.database, scopeOf(signedIn!.person, 'settle-dead-deliveries'), id)
  const back = paths.needsAttention('deliveries')
  if (!found) return c.redirect(`${back}&saved=settled`, 303)
  const { schoolName, receivedAt: at, type, deliveryId } = found
  const about = { schoolName, at, type, deliveryId, kind: kindOfMessage(type), action: paths.deadDiscard(id), back }
  return showReason(c, { ...about, settled: null }, typed, error, refusal)
}

function showReason(
  c: Context<AppEnv>,
  about: { readonly settled: object | null; readonly [more: string]: unknown },
  typed: string,
  error: string,
  refusal: Refusal | null,
): Response {
  const form = formErrors()
  const isField = error !== '' && refusal !== 'settled-already'
  if (isField) form.add(error, 'reason')
  const hint = 'For example: the MIS sent it again correctly, or it was a test.'
  const reason = { kind: 'textarea', name: 'reason', label: 'Why is it let go?', hint, rows: 4, value: typed }
  const fields = [{ ...reason, error: isField ? error : null }]
  const title = about.settled ? 'Settled' : 'Let go of what was not taken in'
  const model = { title, ...about, fields, errors: form.errors, refusal: isField ? null : error || null }
  return showPage(c, 'pages/discard.njk', model, isField ? 422 : refusal ? 409 : 200)
}

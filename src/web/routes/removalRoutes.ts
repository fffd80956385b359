// May the name be deleted from the register? The gate, its signatures, the head's decision and the return.
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { decideRemoval } from '../../actions/decideRemoval.ts'
import { signEnquiries } from '../../actions/signEnquiries.ts'
import { signOutcome } from '../../actions/signOutcome.ts'
import { signSickness } from '../../actions/signSickness.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter } from '../../cases/caseWork.ts'
import { mayWithdraw } from '../../cases/decide/withdrawEntry.ts'
import { likelyGround } from '../../cases/removalGate.ts'
import { may, type Permission } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import {
  emptySignature,
  type ReadSignature,
  type RemovalStep,
  readSignature,
  type TypedSignature,
  typedSignature,
} from '../forms/removal.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { savedSentence } from '../pages/caseSaved.ts'
import type { Reader } from '../pages/removalEvidence.ts'
import { removalForm } from '../pages/removalForm.ts'
import { removalPage } from '../pages/removalPage.ts'
import { removalReturn } from '../pages/removalReturn.ts'
import { permissionsOf, readsStatements, refusalOf, type Signer, signersOf } from '../pages/removalSteps.ts'
import { type CaseOpened, openCase, type Refused, showCaseForm } from './caseForms.ts'

const returnReaders: readonly Permission[] = ['decide-removal', 'sign-for-authority']

export const removalRoutes = new Hono<AppEnv>()
  .get('/cases/:id/removal', requires('see-cases'), async (c) => {
    const now = await openCase(c, 'see-cases', 'removal')
    if (!now) return c.notFound()
    const { person } = c.get('signedIn')!
    const reader = readerOf(c, now)
    const saved = savedSentence(c.req.query('saved'))
    const model = removalPage(now, groundAsked(c, now), { paths: c.get('paths'), person, reader, saved })
    return showPage(c, 'pages/removal.njk', model)
  })
  .get('/cases/:id/removal/return', requiresOneOf(returnReaders), async (c) => {
    const opened = await openWithOneOf(c, returnReaders, 'deletion return')
    if (!opened) return c.notFound()
    const { now } = opened
    const reader = readerOf(c, now)
    const model = removalReturn(now, groundAsked(c, now), c.get('paths'), reader)
    return showPage(c, 'pages/removalReturn.njk', model)
  })
  .get('/cases/:id/removal/sickness', requiresOneOf(permissionsOf.sickness), (c) => openStep(c, 'sickness'))
  .post('/cases/:id/removal/sickness', requiresOneOf(permissionsOf.sickness), (c) => takeStep(c, 'sickness'))
  .get('/cases/:id/removal/enquiries', requiresOneOf(permissionsOf.enquiries), (c) => openStep(c, 'enquiries'))
  .post('/cases/:id/removal/enquiries', requiresOneOf(permissionsOf.enquiries), (c) => takeStep(c, 'enquiries'))
  .get('/cases/:id/removal/outcome', requiresOneOf(permissionsOf.outcome), (c) => openStep(c, 'outcome'))
  .post('/cases/:id/removal/outcome', requiresOneOf(permissionsOf.outcome), (c) => takeStep(c, 'outcome'))
  .get('/cases/:id/removal/decision', requiresOneOf(permissionsOf.decision), (c) => openStep(c, 'decision'))
  .post('/cases/:id/removal/decision', requiresOneOf(permissionsOf.decision), (c) => takeStep(c, 'decision'))

/** Lets through who holds one of the permissions at some school. */
function requiresOneOf(permissions: readonly Permission[]) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const signedIn = c.get('signedIn')
    if (!signedIn) return c.redirect(c.get('paths').signIn(), 303)
    if (!permissions.some((permission) => may(signedIn.person, permission))) return c.notFound()
    return next()
  })
}

/** The case with the first of these permissions that reaches it. */
async function openWithOneOf(c: Context<AppEnv>, permissions: readonly Permission[], page: string) {
  const { person } = c.get('signedIn')!
  for (const permission of permissions.filter((each) => may(person, each))) {
    const now = await openCase(c, permission, page)
    if (now) return { now, permission }
  }
  return null
}

function groundAsked(c: Context<AppEnv>, now: CaseNow): GroundLetter {
  const asked = c.req.query('ground')
  return asked === 'H' || asked === 'I' ? asked : likelyGround(now)
}

function readerOf(c: Context<AppEnv>, now: CaseOpened): Reader {
  const { authorityName } = c.get('house')
  const { person } = c.get('signedIn')!
  const { schoolUrn } = now.summary
  return {
    authorityName,
    readsStatements: readsStatements(person, schoolUrn),
    seesRestricted: may(person, 'see-restricted-contacts', schoolUrn),
    contacts: now.contacts,
    withdrawalHref: (event) =>
      mayWithdraw(event, person, now) ? c.get('paths').entryWithdrawal(now.summary.id, event.version) : null,
  }
}

/** The form, or back to the gate when this person cannot take the step now: the gate says why. */
async function openStep(c: Context<AppEnv>, step: RemovalStep): Promise<Response> {
  const opened = await openWithOneOf(c, permissionsOf[step], `removal: ${step}`)
  if (!opened) return c.notFound() as Response
  const { now } = opened
  const { person } = c.get('signedIn')!
  const ground = groundAsked(c, now)
  const signers = signersOf(person, step, now.summary.schoolUrn)
  const open = signers.filter(({ side }) => !refusalOf(step, now, ground, side, person.id))
  if (open.length === 0) return c.redirect(`${c.get('paths').removal(now.summary.id)}?ground=${ground}`, 303)
  return showStep(c, step, now, emptySignature(ground, open.length === 1 ? open[0]!.role : '', now.today), open)
}

async function takeStep(c: Context<AppEnv>, step: RemovalStep): Promise<Response> {
  const typed = typedSignature(await c.req.parseBody({ all: true }))
  const opened = await openWithOneOf(c, permissionsOf[step], `removal: ${step}`)
  if (!opened) return c.notFound() as Response
  const { now } = opened
  const signers = signersOf(c.get('signedIn')!.person, step, now.summary.schoolUrn)
  const roles = signers.map(({ role }) => role)
  const read = readSignature(step, typed, roles)
  if (read.errors.length > 0)
    return showStep(c, step, now, typed, signers, { errors: read.errors, seenVersion: typed.seenVersion })
  const signer = signers.find(({ role }) => role === typed.as)!
  const outcome = await carryOut(c, step, now.summary.id, typed, read, signer)
  if (!outcome) return c.notFound() as Response
  if ('refused' in outcome) {
    // Read anew: somebody may have written meanwhile.
    const again = await openWithOneOf(c, permissionsOf[step], `removal: ${step}`)
    const refused = { refusal: outcome.refused, seenVersion: typed.seenVersion }
    return again ? showStep(c, step, again.now, typed, signers, refused) : (c.notFound() as Response)
  }
  const saved = step === 'decision' ? 'removed' : 'signed'
  return c.redirect(`${c.get('paths').removal(now.summary.id)}?ground=${typed.ground}&saved=${saved}`, 303)
}

function carryOut(
  c: Context<AppEnv>,
  step: RemovalStep,
  caseId: string,
  { ground, words, on, seenVersion }: TypedSignature,
  { sickness, outcome }: ReadSignature,
  { side, roleName: role }: Signer,
) {
  const house = c.get('house')
  const { person } = c.get('signedIn')!
  const signed = { caseId, seenVersion, ground, words, role }
  if (step === 'sickness') return signSickness(house, person, { ...signed, answer: sickness === 'yes' })
  if (step === 'enquiries') return signEnquiries(house, person, { ...signed, side })
  if (step === 'outcome') return signOutcome(house, person, { ...signed, side, answer: outcome! })
  return decideRemoval(house, person, { ...signed, on })
}

function showStep(
  c: Context<AppEnv>,
  step: RemovalStep,
  now: CaseOpened,
  typed: TypedSignature,
  signers: readonly Signer[],
  refused: Refused = {},
): Response {
  const { authorityName } = c.get('house')
  const { person } = c.get('signedIn')!
  const { contacts } = now
  const around = { paths: c.get('paths'), authorityName, personName: person.name, contacts }
  const form = removalForm(step, now, typed, signers, around)
  return showCaseForm(c, now, form, refused)
}

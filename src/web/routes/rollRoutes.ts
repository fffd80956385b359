// Expected starters and leavers: what is written down of where each is?
import { type Context, Hono } from 'hono'
import { answerStarter } from '../../actions/answerStarter.ts'
import { openLeavingCase } from '../../actions/openLeavingCase.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { sayDestination } from '../../actions/sayDestination.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { type Permission, scopeOf } from '../../cases/roles.ts'
import { findPupilRecord } from '../../storage/pupilPageStore.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type FormError, textOf } from '../forms/caseForm.ts'
import { freshRoll, readDestination, readStarterAnswer, type TypedRoll } from '../forms/roll.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { isHiddenFrom } from '../pages/enquiriesSight.ts'
import { rollForm } from '../pages/rollForms.ts'
import { statusOfRefusal } from './caseForms.ts'

type Form = 'starting' | 'destination' | 'leaving-case'

export const rollRoutes = new Hono<AppEnv>()
  .get('/pupils/:id/starting', requires('log-absence'), (c) =>
    show(c, 'starting', freshRoll(c.req.query('answer') ?? '')),
  )
  .post('/pupils/:id/starting', requires('log-absence'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { typed, read } = readStarterAnswer(await c.req.parseBody({ all: true }), londonDate(house.clock.now()))
    if ('errors' in read) return show(c, 'starting', typed, read.errors)
    const kept = await answerStarter(house, signedIn!.person, c.req.param('id'), read.answer)
    if (kept === null) return c.notFound()
    if ('accepted' in kept) return c.redirect(`${paths.today()}?saved=${kept.accepted}`, 303)
    return show(c, 'starting', typed, [], kept.refused)
  })
  .get('/pupils/:id/destination', requires('log-absence'), (c) => show(c, 'destination', freshRoll('')))
  .post('/pupils/:id/destination', requires('log-absence'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { typed, read } = readDestination(await c.req.parseBody({ all: true }))
    if ('errors' in read) return show(c, 'destination', typed, read.errors)
    const kept = await sayDestination(house, signedIn!.person, c.req.param('id'), read.place)
    if (kept === null) return c.notFound()
    if ('accepted' in kept) return c.redirect(`${paths.today()}?saved=destination`, 303)
    return show(c, 'destination', typed, [], kept.refused)
  })
  .get('/pupils/:id/leaving-case', requires('open-case'), (c) => show(c, 'leaving-case', freshRoll('')))
  .post('/pupils/:id/leaving-case', requires('open-case'), async (c) => {
    const { house, paths, signedIn } = c.var
    const words = textOf(await c.req.parseBody({ all: true }), 'words')
    const opened = await openLeavingCase(house, signedIn!.person, c.req.param('id'), words)
    if (opened === null) return c.notFound()
    if ('accepted' in opened) return c.redirect(paths.case(opened.accepted), 303)
    const typed = { ...freshRoll(''), words }
    const isReason = opened.refused === 'decision-reason-needed'
    const errors = isReason ? [{ text: refusals[opened.refused], href: '#words' }] : []
    return show(c, 'leaving-case', typed, errors, isReason ? null : opened.refused)
  })

async function show(
  c: Context<AppEnv>,
  form: Form,
  typed: TypedRoll,
  errors: readonly FormError[] = [],
  refusal: Refusal | null = null,
): Promise<Response> {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const permission: Permission = form === 'leaving-case' ? 'open-case' : 'log-absence'
  const scope = scopeOf(person, permission)
  const id = c.req.param('id') ?? ''
  const [found, contacts] = await Promise.all([
    findPupilRecord(house.database, scope, id),
    listContacts(house.database, scope, [id]),
  ])
  if (!found) return c.notFound()
  await recordRead(house, person, 'Pupil: coming and leaving', [id])
  const isHidden = isHiddenFrom(person, found.pupil.schoolUrn, contacts)
  const around = { paths, isHidden, errors, refusal: refusal && refusals[refusal] }
  const status = refusal ? statusOfRefusal(refusal) : errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/rollForm.njk', rollForm(found, form, typed, around), status)
}

// Leave of absence: how is it written down, and how taken back? For every pupil of the school, away or not.
import { type Context, Hono } from 'hono'
import { recordLeave } from '../../actions/recordLeave.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { withdrawLeave } from '../../actions/withdrawLeave.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findCalendar } from '../../storage/calendarStore.ts'
import { findPupilRecord } from '../../storage/pupilPageStore.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import { freshLeave, readLeave, type TypedLeave } from '../forms/leave.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { leavePage } from '../pages/leavePage.ts'
import { sightOf } from '../pages/sightOfCase.ts'
import { statusOfRefusal } from './caseForms.ts'

const savedWords = new Map([
  ['leave', 'The leave is written down.'],
  ['withdrawn', 'The leave is withdrawn. It counts no more.'],
])

export const leaveRoutes = new Hono<AppEnv>()
  .get('/pupils/:id/leaves', requires('record-leave'), async (c) => (await showLeaves(c, freshLeave)) ?? c.notFound())
  .post('/pupils/:id/leaves', requires('record-leave'), async (c) => {
    const { typed, read } = readLeave(await c.req.parseBody({ all: true }))
    if ('errors' in read) return (await showLeaves(c, typed, read.errors)) ?? c.notFound()
    const { house, paths, signedIn } = c.var
    const id = c.req.param('id')
    const kept = await recordLeave(house, signedIn!.person, id, read.leave)
    if (kept === null) return c.notFound()
    if ('accepted' in kept) return c.redirect(`${paths.leaves(id)}?saved=leave`, 303)
    return (await showLeaves(c, typed, [], kept.refused)) ?? c.notFound()
  })
  .post('/pupils/:id/leaves/:leaveId/withdrawal', requires('record-leave'), async (c) => {
    const { house, paths, signedIn } = c.var
    const id = c.req.param('id')
    const withdrawn = await withdrawLeave(house, signedIn!.person, id, c.req.param('leaveId'))
    if (withdrawn === null) return c.notFound()
    if ('accepted' in withdrawn) return c.redirect(`${paths.leaves(id)}?saved=withdrawn`, 303)
    return (await showLeaves(c, freshLeave, [], withdrawn.refused)) ?? c.notFound()
  })

/** The page, after the look was logged; null when the pupil is not there for this person. */
async function showLeaves(
  c: Context<AppEnv>,
  typed: TypedLeave,
  errors: readonly FormError[] = [],
  refusal: Refusal | null = null,
): Promise<Response | null> {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const scope = scopeOf(person, 'record-leave')
  const record = await findPupilRecord(house.database, scope, c.req.param('id') ?? '')
  if (!record) return null
  const { id, schoolUrn } = record.pupil
  const [calendar, contacts] = await Promise.all([
    findCalendar(house.database, scope, schoolUrn),
    listContacts(house.database, scope, [id]),
  ])
  const leaves = sightOf(person, schoolUrn, contacts).leaves(record.leaves)
  await recordRead(house, person, 'Pupil: leave', [id])
  const saved = savedWords.get(c.req.query('saved') ?? '') ?? null
  const around = { paths, saved, errors, refusal: refusal && refusals[refusal] }
  const status = refusal ? statusOfRefusal(refusal) : errors.length > 0 ? 422 : 200
  return showPage(c, 'pages/leave.njk', leavePage({ ...record, leaves }, calendar, typed, around), status)
}

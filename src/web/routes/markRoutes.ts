// How is one mark of a paper register corrected? What it was, what it shall be, and why.
import { type Context, Hono } from 'hono'
import { correctMark } from '../../actions/correctMark.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { isDate } from '../../calendar/date.ts'
import type { Session } from '../../cases/events.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { listMarksAt } from '../../storage/markStore.ts'
import { findPupilRecord, listMarksWithVersions } from '../../storage/pupilPageStore.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import { listRegisterSessions } from '../../storage/registerStore.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/absence.ts'
import { readCorrection } from '../forms/mark.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { markPage } from '../pages/markPage.ts'
import { answerNotByHand } from '../pages/notByHand.ts'
import { sightOf } from '../pages/sightOfCase.ts'

export const markRoutes = new Hono<AppEnv>()
  .get('/pupils/:id/marks/:on/:session', requires('log-absence'), (c) => showMark(c, null, [], 200))
  .post('/pupils/:id/marks/:on/:session', requires('log-absence'), async (c) => {
    const { house, paths, signedIn } = c.var
    const asked = sessionAsked(c)
    if (!asked) return c.notFound()
    const { typed, errors } = readCorrection(await c.req.parseBody(), asked.session)
    if (errors.length > 0) return showMark(c, typed, errors, 422)
    const { code, seen } = typed
    const outcome = await correctMark(house, signedIn!.person, { ...asked, code, seen, reason: typed.reason })
    if (!outcome) return c.notFound()
    if ('accepted' in outcome) return c.redirect(`${paths.pupil(asked.pupilId)}?saved=mark`, 303)
    const { refused } = outcome
    if (refused === 'register-not-by-hand') return answerNotByHand(c)
    const isOvertaken = refused === 'changed-meanwhile'
    const href = isOvertaken ? '#stands' : refused === 'reason-needed' ? '#reason' : '#code'
    return showMark(c, typed, [{ text: refusals[refused], href }], isOvertaken ? 409 : 422)
  })

function sessionAsked(c: Context<AppEnv>): { pupilId: string; on: string; session: Session } | null {
  const { id = '', on = '', session } = c.req.param()
  return isDate(on) && (session === 'AM' || session === 'PM') ? { pupilId: id, on, session } : null
}

async function showMark(
  c: Context<AppEnv>,
  typed: { readonly code: string; readonly reason: string } | null,
  errors: readonly FormError[],
  status: 200 | 409 | 422,
) {
  const { house, signedIn } = c.var
  const { person } = signedIn!
  const { database } = house
  const scope = scopeOf(person, 'log-absence')
  const asked = sessionAsked(c)
  const record = asked && (await findPupilRecord(database, scope, asked.pupilId))
  if (!asked || !record) return c.notFound()
  if (record.registerKept !== 'paper') return answerNotByHand(c)
  const [marks, registers, history, contacts] = await Promise.all([
    listMarksAt(database, scope, record.pupil.schoolUrn, [asked]),
    listRegisterSessions(database, scope, asked.on, asked.on),
    listMarksWithVersions(database, scope, asked.pupilId, asked.on),
    listContacts(database, scope, [asked.pupilId]),
  ])
  const sight = sightOf(person, record.pupil.schoolUrn, contacts)
  const seen = { marks: sight.marks(history.marks), versions: sight.versions(history.versions) }
  await recordRead(house, person, 'Mark', [asked.pupilId])
  const register = registers.find(
    ({ schoolUrn, session }) => schoolUrn === record.pupil.schoolUrn && session === asked.session,
  )
  const model = markPage(record, asked, marks[0], register, seen)
  const errorAt = Object.fromEntries(errors.map(({ text, href }) => [href, text]))
  const kept = { code: typed?.code ?? '', reason: typed?.reason ?? '' }
  return showPage(c, 'pages/mark.njk', { title: 'Correct a mark', ...model, typed: kept, errors, errorAt }, status)
}

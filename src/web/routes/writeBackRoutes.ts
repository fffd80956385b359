// Which codes may be sent to a school's MIS, says the administrator; and send this one, says the school.
import { type Context, Hono } from 'hono'
import { askWriteBack } from '../../actions/askWriteBack.ts'
import { setCodesSent } from '../../actions/changeConnection.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { codesSuggested } from '../../cases/suggestedCode.ts'
import { codesSent } from '../../cases/writeBack.ts'
import { findConnection } from '../../storage/connectionPageStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { typedLine, typedList } from '../forms/absencesSeen.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { connectionHead } from '../pages/connectionPage.ts'
import { backToRow, formsAboutAbsences, showRefusal } from './absenceForms.ts'

const mostSessions = 60

export const writeBackRoutes = new Hono<AppEnv>()
  .get('/connections/:id/write-back', requires('connect-schools'), (c) => showForm(c, null, null))
  .post('/connections/:id/write-back', requires('connect-schools'), formsAboutAbsences, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const seen = typedLine.parse(body.seen)
    const codes = typedList.parse(body.code)
    const connectionId = c.req.param('id')
    const asked = { connectionId, seen: /^\d{1,6}$/.test(seen) ? Number(seen) : 0 }
    const outcome = await setCodesSent(c.get('house'), c.get('signedIn')!.person, asked, codes)
    if (!outcome) return c.notFound()
    if ('refused' in outcome && outcome.refused !== 'codes-unchanged') return showForm(c, codes, outcome.refused)
    return c.redirect(c.get('paths').connection(connectionId), 303)
  })
  .post('/absences/:caseId/write-backs', requires('send-codes'), formsAboutAbsences, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const [code = '', ...sessions] = typedLine.parse(body.send).split(' ').slice(0, mostSessions)
    const caseId = c.req.param('caseId')
    const outcome = await askWriteBack(c.get('house'), c.get('signedIn')!.person, caseId, { code, sessions })
    if (!outcome) return c.notFound()
    if ('refused' in outcome) return showRefusal(c, outcome.refused)
    return backToRow(c, typedLine.parse(body.list), caseId, [])
  })

async function showForm(c: Context<AppEnv>, chosen: readonly string[] | null, refused: Refusal | null) {
  const { house, paths, signedIn } = c.var
  const scope = scopeOf(signedIn!.person, 'connect-schools')
  const connection = await findConnection(house.database, scope, c.req.param('id') ?? '')
  if (connection?.vendor !== 'wonde' || connection.endedAt !== null) return c.notFound()
  const now = chosen ?? codesSent(connection.settings)
  const model = {
    title: 'Send codes to the MIS',
    ...connectionHead(connection, paths, house.publicUrl, house.clock.now()),
    codes: codesSuggested.map(({ code, meaning }) => ({
      value: code,
      text: `${code}: ${meaning.toLowerCase()}`,
      checked: now.includes(code),
    })),
    errors: refused ? [{ text: refusals[refused], href: '#code' }] : [],
  }
  return showPage(c, 'pages/connectionWriteBack.njk', model, refused ? 409 : 200)
}

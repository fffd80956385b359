// Which schools have not been heard from? Somebody looks, says so, and what waited for that goes.
import { Hono } from 'hono'
import { lookAtSilence } from '../../actions/lookAtSilence.ts'
import { schoolsHeard } from '../../actions/schoolsSilent.ts'
import { heldForSilence } from '../../cases/messageBehind.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listFeedsHeard, listHeldMessages } from '../../storage/silenceStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { pagesOf } from '../pages/people.ts'
import { silenceRows } from '../pages/silencePage.ts'

const mostOnPage = 50
const mostNamed = 20

export const silenceRoutes = new Hono<AppEnv>()
  .get('/schools-not-heard', requires('see-silence'), async (c) => {
    const { house, signedIn } = c.var
    const { person } = signedIn!
    const scope = scopeOf(person, 'see-silence')
    const { silences, unknown } = await schoolsHeard(house, scope)
    const urns = silences.map(({ urn }) => urn)
    const [feeds, held] = await Promise.all([
      listFeedsHeard(house.database, scope, urns),
      listHeldMessages(house.database, scopeOf(person, 'release-message'), urns, heldForSilence),
    ])
    const rows = silenceRows(silences, feeds, held, person, house.clock.now())
    const pages = pagesOf(c.req.query('page'), rows.length, mostOnPage)
    const { looked } = c.req.query()
    return showPage(c, 'pages/schoolsNotHeard.njk', {
      title: 'Schools not heard from',
      rows: rows.slice((pages.page - 1) * mostOnPage, pages.page * mostOnPage),
      pages,
      unknown: unknown.slice(0, mostNamed),
      unknownMore: Math.max(0, unknown.length - mostNamed),
      seesConnections: may(person, 'see-connections'),
      said: looked === undefined ? null : saidOf(Number(looked)),
    })
  })
  .post('/schools-not-heard/looks', requires('release-message'), async (c) => {
    const { house, paths, signedIn } = c.var
    const schoolUrn = lineOf(await c.req.parseBody(), 'school')
    const outcome = await lookAtSilence(house, signedIn!.person, schoolUrn)
    return outcome ? c.redirect(`${paths.schoolsNotHeard()}?looked=${outcome.accepted}`, 303) : c.notFound()
  })

function saidOf(messages: number): string {
  if (!(messages > 0)) return 'It is written down that you have looked.'
  return `It is written down that you have looked. ${messages === 1 ? '1 message that waited for it goes' : `${messages} messages that waited for it go`} now.`
}

// Are the schools' systems connected, and do they deliver? The administrator's first page, with what is still to be set up.
import { Hono } from 'hono'
import { epochMilliseconds, instantText, londonDate } from '../../calendar/londonTime.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findSetUp, listConnectionsWithTraffic, listSchools } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { connectionRows } from '../pages/connections.ts'
import { setUpSteps } from '../pages/setUp.ts'

const daysBack = 7

export const connectionRoutes = new Hono<AppEnv>().get('/connections', requires('see-connections'), async (c) => {
  const house = c.get('house')
  const scope = scopeOf(c.get('signedIn')!.person, 'see-connections')
  const now = house.clock.now()
  const since = instantText(epochMilliseconds(now) - daysBack * 24 * 60 * 60 * 1000)
  const [schools, connections, setUp] = await Promise.all([
    listSchools(house.database, scope),
    listConnectionsWithTraffic(house.database, scope, since),
    findSetUp(house.database, scope, londonDate(now)),
  ])
  const addressOf = (endpoint: string) => new URL(c.get('paths').hook(endpoint), house.publicUrl).href
  return showPage(c, 'pages/connections.njk', {
    title: 'Connections',
    daysBack,
    schools: connectionRows(schools, connections, addressOf),
    setUp: setUpSteps(setUp),
  })
})

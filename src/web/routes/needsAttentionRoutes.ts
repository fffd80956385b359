// What was not taken in, and what looked wrong? The school reads its own; the administrator reads no content.
import { type Context, Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listCalendars } from '../../storage/calendarStore.ts'
import {
  findFaultCounts,
  listFailedDeliveries,
  listFaults,
  listPupilIdsOf,
  listSecurityEventsNewestFirst,
} from '../../storage/faultStore.ts'
import { findNotSentCount, listMessagesNotSent } from '../../storage/messageStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { calendarsEnding } from '../pages/calendarsEnding.ts'
import { messageNotSentRow } from '../pages/messageWords.ts'
import { faultRows, faultsAPage, securityRow } from '../pages/needsAttention.ts'
import { pagesOf } from '../pages/people.ts'
import { registersAgainst } from '../pages/registersAgainst.ts'

const lists = ['messages', 'deliveries', 'unsent', 'security'] as const
type List = (typeof lists)[number]

export const needsAttentionRoutes = new Hono<AppEnv>().get('/needs-attention', requires('see-faults'), async (c) => {
  const { database } = c.get('house')
  const person = c.get('signedIn')!.person
  const seesSecurity = may(person, 'see-security-events')
  const asked = lists.find((each) => each === c.req.query('list')) ?? 'messages'
  const list: List = seesSecurity ? asked : 'messages'
  const [faults, unsent] = await Promise.all([
    findFaultCounts(database, scopeOf(person, 'see-faults'), scopeOf(person, 'see-security-events')),
    seesSecurity
      ? findNotSentCount(database, scopeOf(person, 'read-messages'), { sending: scopeOf(person, 'see-sending') })
      : 0,
  ])
  const counts = { ...faults, unsent }
  const pages = pagesOf(c.req.query('page'), counts[list], faultsAPage)
  const shown = await rowsOf(c, list, { limit: faultsAPage, offset: (pages.page - 1) * faultsAPage })
  return showPage(c, 'pages/needsAttention.njk', {
    title: 'Needs attention',
    list,
    counts,
    pages,
    seesSecurity,
    messages: [],
    deliveries: [],
    security: [],
    unsent: [],
    ...(list === 'messages' ? await aboutCalendars(c) : { calendars: null, against: null }),
    ...shown,
  })
})

async function aboutCalendars(c: Context<AppEnv>) {
  const { house, paths } = c.var
  const { person } = c.get('signedIn')!
  const scope = scopeOf(person, 'see-faults')
  const known = await listCalendars(house.database, scope)
  return {
    calendars: await calendarsEnding(house, scope, person, paths, known),
    against: await registersAgainst(house, scope, known, paths),
  }
}

async function rowsOf(c: Context<AppEnv>, list: List, part: { limit: number; offset: number }) {
  const house = c.get('house')
  const person = c.get('signedIn')!.person
  const security = scopeOf(person, 'see-security-events')
  if (list === 'deliveries') return { deliveries: await listFailedDeliveries(house.database, security, part) }
  if (list === 'security') {
    return { security: (await listSecurityEventsNewestFirst(house.database, security, part)).map(securityRow) }
  }
  if (list === 'unsent') {
    const sending = scopeOf(person, 'see-sending')
    const unsent = await listMessagesNotSent(house.database, scopeOf(person, 'read-messages'), { ...part, sending })
    return { unsent: unsent.map(messageNotSentRow) }
  }
  const content = scopeOf(person, 'see-fault-content')
  const faults = await listFaults(house.database, scopeOf(person, 'see-faults'), content, part)
  const { rows, named } = await faultRows(house, person, faults)
  if (named.length > 0) {
    const pupilIds = await listPupilIdsOf(house.database, content, named)
    await recordRead(house, person, 'Needs attention', pupilIds)
  }
  return { messages: rows }
}

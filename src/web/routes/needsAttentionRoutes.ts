// What was not taken in, and what looked wrong? The school reads its own; the administrator reads no content.
import { type Context, Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { schoolsSilent } from '../../actions/schoolsSilent.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listCalendars } from '../../storage/calendarStore.ts'
import {
  findFaultCounts,
  listFailedDeliveries,
  listFaults,
  listPupilIdsOf,
  listSecurityEventsNewestFirst,
} from '../../storage/faultStore.ts'
import { listFeedProblems } from '../../storage/feedProblemStore.ts'
import { findNotSentCount, listMessagesNotSent } from '../../storage/messageStore.ts'
import { listSettled } from '../../storage/settledStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { calendarsEnding } from '../pages/calendarsEnding.ts'
import { feedProblemsShown } from '../pages/feedProblems.ts'
import { messageNotSentRow } from '../pages/messageWords.ts'
import { faultRows, faultsAPage, securityRow } from '../pages/needsAttention.ts'
import { pagesOf } from '../pages/people.ts'
import { registersAgainst } from '../pages/registersAgainst.ts'
import { settledRow } from '../pages/settledWords.ts'

const lists = ['messages', 'settled', 'deliveries', 'unsent', 'security'] as const
type List = (typeof lists)[number]

const forAll: readonly List[] = ['messages', 'settled']

const savedWords = new Map([
  ['discarded', 'It is let go. It stands under Settled, with why.'],
  ['told', 'A message to the school’s safeguarding lead is on its way.'],
  ['settled', 'Somebody has settled this already. Nothing more was done.'],
  ['retried', 'It is tried again within a minute.'],
  ['erased', 'What it said is erased after 90 days. Ask for it to be sent again, then let this go.'],
])

export const needsAttentionRoutes = new Hono<AppEnv>().get('/needs-attention', requires('see-faults'), async (c) => {
  const { database } = c.get('house')
  const person = c.get('signedIn')!.person
  const seesSecurity = may(person, 'see-security-events')
  const asked = lists.find((each) => each === c.req.query('list')) ?? 'messages'
  const list: List = seesSecurity || forAll.includes(asked) ? asked : 'messages'
  const [faults, unsent, silences] = await Promise.all([
    findFaultCounts(database, scopeOf(person, 'see-faults'), scopeOf(person, 'see-security-events')),
    seesSecurity
      ? findNotSentCount(database, scopeOf(person, 'read-messages'), { sending: scopeOf(person, 'see-sending') })
      : 0,
    may(person, 'see-silence') ? schoolsSilent(c.get('house'), scopeOf(person, 'see-silence')) : [],
  ])
  const counts = { ...faults, unsent }
  const pages = pagesOf(c.req.query('page'), counts[list], faultsAPage)
  const shown = await rowsOf(c, list, { limit: faultsAPage, offset: (pages.page - 1) * faultsAPage })
  return showPage(c, 'pages/needsAttention.njk', {
    title: 'Needs attention',
    list,
    saved: savedWords.get(c.req.query('saved') ?? '') ?? null,
    seesMatches: may(person, 'match-pupils'),
    seesHeldBack: may(person, 'see-held-back'),
    notHeard: silences.length,
    counts,
    pages,
    seesSecurity,
    messages: [],
    settled: [],
    deliveries: [],
    security: [],
    unsent: [],
    ...(list === 'messages' ? await aboutCalendars(c) : { calendars: null, against: null, problems: null }),
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
    problems: feedProblemsShown(await listFeedProblems(house.database, scope)),
  }
}

async function rowsOf(c: Context<AppEnv>, list: List, part: { limit: number; offset: number }) {
  const house = c.get('house')
  const person = c.get('signedIn')!.person
  const security = scopeOf(person, 'see-security-events')
  if (list === 'deliveries') return { deliveries: await listFailedDeliveries(house.database, security, part) }
  if (list === 'settled') {
    const settled = await listSettled(house.database, scopeOf(person, 'see-faults'), security, part)
    return { settled: settled.map(settledRow) }
  }
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

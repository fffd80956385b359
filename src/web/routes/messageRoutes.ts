// What are teams told, and did it reach them? Every message as it is sent; a held one is let go by a person.
import { type Context, Hono } from 'hono'
import { releaseMessage } from '../../actions/releaseMessage.ts'
import { refusals } from '../../cases/refusals.ts'
import { type Person, scopeOf } from '../../cases/roles.ts'
import { findMessage, findMessageCounts, listMessages } from '../../storage/messageStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { messageListAsked, messageLists, messageRow, messagesAPage } from '../pages/messageWords.ts'
import { pagesOf } from '../pages/people.ts'

export const messageRoutes = new Hono<AppEnv>()
  .get('/messages', requires('see-messages'), async (c) => {
    const { database } = c.get('house')
    const paths = c.get('paths')
    const { scope, sending } = scopesOf(c.get('signedIn')!.person)
    const list = messageListAsked(c.req.query('list'))
    const counts = await findMessageCounts(database, scope, { sending })
    const countOf = (states: readonly (keyof typeof counts)[]) =>
      states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
    const lists = Object.entries(messageLists).map(([name, { text, states }]) => ({
      name,
      text,
      count: countOf(states),
      href: paths.messages(name),
    }))
    const found = list ? countOf(messageLists[list].states) : lists.reduce((sum, { count }) => sum + count, 0)
    const pages = pagesOf(c.req.query('page'), found, messagesAPage)
    const states = list ? messageLists[list].states : []
    const part = { sending, states, limit: messagesAPage, offset: (pages.page - 1) * messagesAPage }
    return showPage(c, 'pages/messages.njk', {
      title: 'Messages',
      list,
      lists: [
        { name: null, text: 'All', count: lists.reduce((sum, { count }) => sum + count, 0), href: paths.messages() },
        ...lists,
      ],
      pages,
      base: list ? `${paths.messages(list)}&` : `${paths.messages()}?`,
      messages: (await listMessages(database, scope, part)).map(messageRow),
    })
  })
  .get('/messages/:id', requires('see-messages'), (c) => showMessage(c, null))
  .post('/messages/:id/release', requires('release-message'), async (c) => {
    const id = c.req.param('id')
    const outcome = await releaseMessage(c.get('house'), c.get('signedIn')!.person, id)
    if (!outcome) return c.notFound()
    if ('refused' in outcome) return showMessage(c, refusals[outcome.refused])
    return c.redirect(c.get('paths').message(id), 303)
  })

/** What of the messages this person reads, and of which they see that they are sent. */
function scopesOf(person: Person) {
  return { scope: scopeOf(person, 'read-messages'), sending: scopeOf(person, 'see-sending') }
}

async function showMessage(c: Context<AppEnv>, refusal: string | null): Promise<Response> {
  const { person } = c.get('signedIn')!
  const { scope, sending } = scopesOf(person)
  const also = { sending, cases: scopeOf(person, 'see-cases') }
  const message = await findMessage(c.get('house').database, scope, c.req.param('id') ?? '', also)
  if (!message) return c.notFound() as Response
  const { schools } = scopeOf(person, 'release-message')
  const isTheirs = schools === 'every-school' || (message.schoolUrn !== null && schools.includes(message.schoolUrn))
  const model = {
    title: 'A message',
    errors: refusal ? [{ text: refusal, href: '#state' }] : [],
    ...messageRow(message),
    body: message.body,
    attempts: message.attempts,
    heldBecause: message.heldBecause,
    releasedAt: message.releasedAt,
    releasedByName: message.releasedByName,
    notifyReference: message.notifyReference,
    isHeld: message.state === 'held',
    isGivenUp: message.state === 'dead',
    mayRelease: isTheirs && message.body !== null,
    caseId: message.caseId,
  }
  return showPage(c, 'pages/message.njk', model, refusal ? 409 : 200)
}

// What does somebody see once, and never again? The address with its new secret, how to try it, and what arrives then.
import type { Context } from 'hono'
import type { ConnectionFound } from '../../storage/connectionPageStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'
import { arrivals, connectionHead, looksUntil } from '../pages/connectionPage.ts'
import { answersOfDoor, firstMark, firstMessage } from '../pages/firstMessage.ts'

/** Only ever the answer to the form that made the secret: it is kept locked, and no address shows it. */
export function showSecret(
  c: Context<AppEnv>,
  connection: ConnectionFound,
  secret: string,
  because: 'connected' | 'rotated',
): Response {
  const { house, paths } = c.var
  const now = house.clock.now()
  const head = connectionHead(connection, paths, house.publicUrl, now)
  const { isWonde } = head
  const standsAt = house.mode === 'demonstration' ? now : null
  const address = isWonde
    ? new URL(paths.wondeHook(connection.endpoint, secret), house.publicUrl).href
    : (head.address ?? '')
  const door = { address, secret, schoolUrn: connection.schoolUrn, standsAt }
  return showPage(c, 'pages/connectionSecret.njk', {
    title: because === 'connected' ? 'School connected' : 'New secret made',
    ...head,
    because,
    address,
    secret: isWonde ? null : secret,
    commands: isWonde ? [] : [firstMessage(door), firstMark(door)],
    answers: isWonde ? [] : answersOfDoor,
    arrivals: arrivals(house, paths.connectionArrivals(connection.id), looksUntil(house), [], []),
  })
}

// A message that would have told somebody never went, or never arrived: the case says that nobody was told, and the duty is owed again.
import { marksSince } from '../cases/caseNow.ts'
import { byMessage } from '../cases/messageBehind.ts'
import { scopeOfClock } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findCaseFile } from '../storage/caseFileStore.ts'
import { writesOf } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import type { MessageDue } from '../storage/messagesToSend.ts'

const notDelivered = 'The message could not be delivered.'

/**
 * The writes for the record of the case, in the name of the clock; none when the case does not count the message as told.
 * Who was told by telephone was told, whatever became of the message that went with the call.
 */
export async function messageGivenUp(
  house: House,
  message: MessageDue,
  because = notDelivered,
): Promise<readonly Query<unknown>[]> {
  if (message.caseId === null) return []
  const at = house.clock.now()
  const file = await findCaseFile(house.database, scopeOfClock, message.caseId, marksSince(at))
  if (!file) return []
  const { kase, kept } = file
  const stands = new Set(kase.summary.standing.map(({ version }) => version))
  const told = kept.events.find(
    ({ what, details, version }) =>
      what === 'told' && details.messageId === message.id && details.how === byMessage && stands.has(version),
  )
  if (!told) return []
  const details = { version: told.version, messageId: message.id, because }
  const sealing = { auditKey: house.keys.audit, at, by: 'clock', salt: () => house.ids.secret() }
  return writesOf([{ kase, happenings: [{ what: 'not-reached', details }] }], sealing)
}

// A message that would have told somebody was given up: the case says that nobody was told, and the duty is owed again.
import { scopeOfClock } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findCaseFile } from '../storage/caseFileStore.ts'
import { writesOf } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import type { MessageDue } from '../storage/messagesToSend.ts'

/** The writes for the record of the case, in the name of the clock; none when the case does not count the message as told. */
export async function messageGivenUp(house: House, message: MessageDue): Promise<readonly Query<unknown>[]> {
  if (message.caseId === null) return []
  const now = house.clock.now()
  const file = await findCaseFile(house.database, scopeOfClock, message.caseId, now.slice(0, 10))
  const told = file?.kept.events.find((event) => event.what === 'told' && event.details.messageId === message.id)
  const stands = file?.kase.summary.standing.some(({ version }) => version === told?.version)
  if (!file || !told || !stands) return []
  const because = 'The message could not be delivered.'
  const details = { version: told.version, messageId: message.id, because }
  const sealing = { auditKey: house.keys.audit, at: now, by: 'clock', salt: () => house.ids.secret() }
  return writesOf([{ kase: file.kase, happenings: [{ what: 'not-reached', details }] }], sealing)
}

// How is the message behind an entry read with the entries, without a further statement? As one column of text.
import type { MessageBehind } from '../cases/messageBehind.ts'
import { piece } from './database.ts'

/** The join from `case_event_details d`: the message that an entry names, if it names one. */
export const messageBehindJoin = piece`LEFT JOIN messages m ON m.id = coalesce(d.details ->> 'messageId', d.details ->> 'returnMessageId')`

/** The column `message` of such a join. */
export const messageBehindColumn = piece`CASE WHEN m.id IS NOT NULL
  THEN json_object('id', m.id, 'state', m.state, 'because', m.because, 'sentAt', m.sent_at) END AS message`

/** What that column says; null for an entry without a message. */
export function messageBehindOf(text: string | null): MessageBehind | null {
  return text === null ? null : (JSON.parse(text) as MessageBehind)
}

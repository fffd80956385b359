// Which message is to be sent next, and how did it go? Asked by the house alone; no person's question comes here.
import type { MessageState } from '../cases/messageBehind.ts'
import type { Team } from '../cases/team.ts'
import { type Database, type Query, sql } from './database.ts'

/** A message that is due. `state` and `tries` are as they were read: whoever claims it must find them so. */
export interface MessageDue {
  readonly id: string
  readonly madeAt: string
  readonly kind: string
  readonly team: Team
  readonly schoolName: string | null
  readonly schoolUrn: string | null
  readonly caseId: string | null
  readonly subject: string
  readonly body: string
  readonly state: MessageState
  readonly tries: number
  readonly triesAtRelease: number
  readonly address: string | null
}

/** What is due: one that failed n times was tried at the nth of these instants or before; one left sending, at `stuckBefore` or before. */
export interface DueWhen {
  readonly failedBefore: readonly string[]
  readonly stuckBefore: string
  /** Whether anything can be sent at all. If not, only those are due of which it was not yet noted why they wait. */
  readonly canSend: boolean
  /** Why messages waited when nothing could be sent: noted once, and out of date as soon as something can. */
  readonly noteWhenNothingCanBeSent: string
}

/** The next message due after this one, in the order in which they were made, or null. */
export async function nextMessageDue(
  database: Database,
  after: Pick<MessageDue, 'madeAt' | 'id'> | null,
  when: DueWhen,
): Promise<MessageDue | null> {
  const rows =
    await database.read(sql<MessageDue>`SELECT m.id, m.made_at AS "madeAt", m.kind, m.team, s.name AS "schoolName",
      m.school_urn AS "schoolUrn", m.case_id AS "caseId", m.subject, m.body, m.state, m.tries, m.tries_at_release AS "triesAtRelease", a.email AS address
    FROM messages m LEFT JOIN team_addresses a ON a.team = m.team LEFT JOIN schools s ON m.team = 'school:' || s.urn
    WHERE m.state IN ('waiting', 'failed', 'sending') AND (m.made_at, m.id) > (${after?.madeAt ?? ''}, ${after?.id ?? ''})
      AND (m.because IS NULL OR (${when.canSend} AND (a.email IS NOT NULL OR m.because = ${when.noteWhenNothingCanBeSent})))
      AND (m.state = 'waiting'
        OR (m.state = 'failed' AND m.tried_at <= ${JSON.stringify(when.failedBefore)} ->> (m.tries - m.tries_at_release - 1))
        OR (m.state = 'sending' AND m.tried_at <= ${when.stuckBefore}))
    ORDER BY m.made_at, m.id LIMIT 1`)
  return rows[0] ?? null
}

/** Whether the absence of this case still runs, as the record says now. */
export async function absenceStillRuns(database: Database, caseId: string): Promise<boolean> {
  const rows = await database.read(sql`SELECT 1 FROM cases WHERE id = ${caseId} AND ended_on IS NULL`)
  return rows.length > 0
}

/** The writes that claim a message for one try. They break (clashes.ts: broken-rule `messages.state`) when it was claimed or ended meanwhile. */
export function writesOfClaim(message: MessageDue, address: string, at: string): Query<unknown>[] {
  const { id, state, tries } = message
  return [
    sql`UPDATE messages SET state = CASE WHEN state = ${state} AND tries = ${tries} THEN 'sending' END,
      tries = tries + 1, tried_at = ${at}, because = NULL WHERE id = ${id}`,
    sql`INSERT INTO message_tries (message_id, number, at, email) VALUES (${id}, ${tries + 1}, ${at}, ${address})`,
  ]
}

/**
 * The write for a commit that says elsewhere how a message ended: it breaks (clashes.ts: broken-rule `messages.state`) when
 * the message is not any more in this state after so many tries.
 */
export function guardOfMessage(id: string, { state, tries }: Pick<MessageDue, 'state' | 'tries'>): Query<unknown> {
  return sql`UPDATE messages SET state = CASE WHEN state = ${state} AND tries = ${tries} THEN state END WHERE id = ${id}`
}

/** How a claimed message ended. */
export type TryEnd =
  | { readonly state: 'sent'; readonly notifyReference: string; readonly answer: string }
  | { readonly state: 'failed' | 'dead' | 'withdrawn'; readonly because: string }

/** The writes that end a try; without effect on the message when another try of it has begun since. `message` is as it was before the claim. */
export function writesOfTryEnd(message: MessageDue, end: TryEnd, at: string): Query<unknown>[] {
  const number = message.tries + 1
  const { id } = message
  const because = end.state === 'sent' ? null : end.because
  const [reference, sentAt, answer] =
    end.state === 'sent' ? [end.notifyReference, at, end.answer] : [null, null, end.because]
  return [
    sql`UPDATE messages SET state = ${end.state}, because = ${because}, sent_at = ${sentAt}, notify_reference = ${reference}
      WHERE id = ${id} AND state = 'sending' AND tries = ${number}`,
    sql`UPDATE message_tries SET answer = ${answer} WHERE message_id = ${id} AND number = ${number}`,
  ]
}

/** The write that notes why a message goes on waiting, or is withdrawn before anybody tried; without effect when it was claimed meanwhile. */
export function writeOfNote(message: MessageDue, state: 'waiting' | 'withdrawn', because: string): Query<unknown> {
  return sql`UPDATE messages SET state = ${state}, because = ${because}
    WHERE id = ${message.id} AND state = ${message.state} AND tries = ${message.tries}`
}

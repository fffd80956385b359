// Which messages to teams are there, and how far is each? Kept in the commit of what caused them.
import type { MessageState } from '../cases/messageBehind.ts'
import type { Scope } from '../cases/roles.ts'
import type { Team } from '../cases/team.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within, withinCases } from './scope.ts'

/**
 * A message as it is made. `key` names what is told (the same key is told once); subject and body hold no child's name;
 * one that is held says why in `because`.
 */
export interface NewMessage {
  readonly id: string
  readonly key: string
  readonly madeAt: string
  readonly kind: string
  readonly team: Team
  readonly schoolUrn: string | null
  readonly caseId: string | null
  readonly subject: string
  readonly body: string
  readonly state: 'waiting' | 'held'
  readonly because: string | null
}

/** The write that keeps messages, in one statement; one whose key is known already is left out. No messages, no write. */
export function writesOfMessages(messages: readonly NewMessage[]): Query<unknown>[] {
  if (messages.length === 0) return []
  return [
    sql`INSERT INTO messages (id, key, made_at, kind, team, school_urn, case_id, subject, body, state, because, held_because)
      SELECT value ->> 'id', value ->> 'key', value ->> 'madeAt', value ->> 'kind', value ->> 'team', value ->> 'schoolUrn', value ->> 'caseId',
        value ->> 'subject', value ->> 'body', value ->> 'state', value ->> 'because', CASE value ->> 'state' WHEN 'held' THEN value ->> 'because' END
      FROM json_each(${JSON.stringify(messages)}) WHERE true ON CONFLICT (key) DO NOTHING`,
  ]
}

/** A message on a list. `subject` null: what it says is not for this reader. `address` is where it went or, not yet sent, where it would go now; null when none is known. */
export interface MessageOnList {
  readonly id: string
  readonly madeAt: string
  readonly kind: string
  readonly team: Team
  readonly schoolName: string | null
  readonly address: string | null
  readonly subject: string | null
  readonly state: MessageState
  readonly because: string | null
  readonly tries: number
  readonly triedAt: string | null
  readonly sentAt: string | null
}

/** Messages that are read are those of the scope that goes before; of those of `sending` nobody learns what they say. */
interface AlsoSeen {
  readonly sending: Scope
}

// A school's own team is the school's own: what is due there tells of absences and answers that are not the authority's yet.
function isRead(scope: Scope) {
  if (scope.unopenedAt === 'every-school') return piece`(${within(scope, 'm.school_urn')})`
  const own = JSON.stringify(scope.unopenedAt)
  return piece`(${within(scope, 'm.school_urn')} AND (m.team NOT LIKE 'school:%' OR substr(m.team, 8) IN (SELECT value FROM json_each(${own}))))`
}

function isSeen(scope: Scope, { sending }: AlsoSeen) {
  return piece`(${isRead(scope)} OR ${within(sending, 'm.school_urn')})`
}

const listed = (scope: Scope) => piece`m.id, m.made_at AS "madeAt", m.kind, m.team, t.name AS "schoolName",
  CASE WHEN ${isRead(scope)} THEN m.subject END AS subject, m.state, m.because, m.tries, m.tried_at AS "triedAt", m.sent_at AS "sentAt",
  CASE WHEN m.state IN ('sent', 'dead') THEN (SELECT email FROM message_tries WHERE message_id = m.id ORDER BY number DESC LIMIT 1) ELSE a.email END AS address`
// The school that a message is for, which its team names.
const from = piece`FROM messages m LEFT JOIN schools t ON t.urn = substr(m.team, 8) AND m.team LIKE 'school:%' LEFT JOIN team_addresses a ON a.team = m.team`

/** Messages that are read or seen, the newest first; `states` empty means whatever their state. */
export function listMessages(
  database: Database,
  scope: Scope,
  part: AlsoSeen & { readonly states: readonly MessageState[]; readonly limit: number; readonly offset: number },
): Promise<MessageOnList[]> {
  const states = JSON.stringify(part.states)
  return database.read(sql<MessageOnList>`SELECT ${listed(scope)} ${from}
    WHERE ${isSeen(scope, part)} AND (${states} = '[]' OR m.state IN (SELECT value FROM json_each(${states})))
    ORDER BY m.made_at DESC, m.id DESC LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/** How many messages that are read or seen there are in each state; a state with none is left out. */
export async function findMessageCounts(
  database: Database,
  scope: Scope,
  also: AlsoSeen,
): Promise<Partial<Record<MessageState, number>>> {
  const rows = await database.read(sql<{ state: MessageState; many: number }>`
    SELECT m.state, count(*) AS many FROM messages m WHERE ${isSeen(scope, also)} GROUP BY m.state`)
  return Object.fromEntries(rows.map(({ state, many }) => [state, many]))
}

/** One try to send. `answer` null: none was written down, so it may have been sent. */
export interface MessageTry {
  readonly at: string
  readonly email: string
  readonly answer: string | null
}

/** A whole message, with everything that was done about it. `body` null: what it says is not for this reader. */
export interface Message extends MessageOnList {
  readonly schoolUrn: string | null
  /** Its case, where `cases` reaches it. */
  readonly caseId: string | null
  readonly body: string | null
  readonly heldBecause: string | null
  readonly releasedAt: string | null
  readonly releasedByName: string | null
  readonly triesAtRelease: number
  readonly notifyReference: string | null
  readonly attempts: readonly MessageTry[]
}

/** The message with this id, read or seen, or null. */
export async function findMessage(
  database: Database,
  scope: Scope,
  id: string,
  also: AlsoSeen & { readonly cases: Scope },
): Promise<Message | null> {
  type Row = Omit<Message, 'attempts'> & { attempts: string }
  const rows = await database.read(sql<Row>`SELECT ${listed(scope)}, m.school_urn AS "schoolUrn",
      CASE WHEN ${isRead(scope)} THEN (SELECT c.id FROM cases c WHERE c.id = m.case_id AND ${withinCases(also.cases, 'c')}) END AS "caseId",
      CASE WHEN ${isRead(scope)} THEN m.body END AS body,
      m.held_because AS "heldBecause", m.released_at AS "releasedAt", p.name AS "releasedByName",
      m.tries_at_release AS "triesAtRelease", m.notify_reference AS "notifyReference",
      (SELECT json_group_array(json_object('at', at, 'email', email, 'answer', answer) ORDER BY number)
        FROM message_tries WHERE message_id = m.id) AS attempts
    ${from} LEFT JOIN people p ON p.id = m.released_by
    WHERE m.id = ${id} AND ${isSeen(scope, also)}`)
  const row = rows[0]
  return row ? { ...row, attempts: JSON.parse(row.attempts) as MessageTry[] } : null
}

const notSent = piece`(m.state IN ('failed', 'dead') OR (m.state = 'waiting' AND m.because IS NOT NULL))`

/** How many messages are on the list of those not sent. */
export async function findNotSentCount(database: Database, scope: Scope, also: AlsoSeen): Promise<number> {
  const rows = await database.read(sql<{ many: number }>`
    SELECT count(*) AS many FROM messages m WHERE ${isSeen(scope, also)} AND ${notSent}`)
  return rows[0]!.many
}

/** Messages that were not sent though they should be by now: no address, not set up, failing or given up. The oldest first. */
export function listMessagesNotSent(
  database: Database,
  scope: Scope,
  part: AlsoSeen & { readonly limit: number; readonly offset: number },
): Promise<MessageOnList[]> {
  return database.read(sql<MessageOnList>`SELECT ${listed(scope)} ${from}
    WHERE ${isSeen(scope, part)} AND ${notSent}
    ORDER BY m.made_at, m.id LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/**
 * The write by which a person lets a held message go, or one that was given up be tried anew. It breaks (clashes.ts:
 * broken-rule `messages.state`) when the message is neither any more.
 */
export function writeOfRelease(id: string, at: string, by: string): Query<unknown> {
  return sql`UPDATE messages SET state = CASE WHEN state IN ('held', 'dead') THEN 'waiting' END, because = NULL,
    released_at = ${at}, released_by = ${by}, tries_at_release = tries WHERE id = ${id}`
}

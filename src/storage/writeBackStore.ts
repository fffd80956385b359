// Which codes were to be sent to a school's MIS, and what became of each? Asked once, never deleted, moved on step by step.
import type { Session } from '../cases/events.ts'
import type { Scope } from '../cases/roles.ts'
import type { MarkToSend, WriteBackAsked, WriteBackState } from '../cases/writeBack.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/**
 * The N’s of the MIS at the scope’s schools that are connected through Wonde and send codes, or sent one for it, each
 * with the absences in whose days it is. Of one pupil, or (null) of all.
 */
export async function listMarksToSend(
  database: Database,
  scope: Scope,
  pupilId: string | null = null,
): Promise<MarkToSend[]> {
  const rows = await database.read(sql<{
    connectionId: string
    schoolUrn: string
    pupilId: string
    caseId: string
    on: string
    session: Session
    stamp: string
    codes: string | null
    askedBefore: number
    state: WriteBackState | null
    code: string | null
    because: string | null
  }>`SELECT c.id AS "connectionId", c.school_urn AS "schoolUrn", m.pupil_id AS "pupilId", k.id AS "caseId", m.marked_on AS "on", m.session, m.stamp,
      iif(c.token IS NULL, NULL, c.settings ->> 'write_back') AS codes,
      (SELECT count(*) FROM write_backs b WHERE b.pupil_id = m.pupil_id AND b.marked_on = m.marked_on AND b.session = m.session AND b.from_stamp = m.stamp) AS "askedBefore",
      w.state, w.to_code AS code, w.because
    FROM connections c JOIN marks m ON m.school_urn = c.school_urn AND m.code = 'N' AND m.source = 'mis'
      JOIN cases k ON k.pupil_id = m.pupil_id AND k.began_on <= m.marked_on AND (k.ended_on IS NULL OR k.ended_on >= m.marked_on)
      LEFT JOIN write_backs w ON w.id = (SELECT o.id FROM write_backs o
        WHERE o.pupil_id = m.pupil_id AND o.marked_on = m.marked_on AND o.session = m.session AND (o.ended_at IS NULL OR o.from_stamp = m.stamp)
        ORDER BY o.ended_at IS NULL DESC, o.asked_at DESC, o.rowid DESC LIMIT 1)
    WHERE c.vendor = 'wonde' AND c.ended_at IS NULL AND ${within(scope, 'c.school_urn')}
      AND (${pupilId} IS NULL OR m.pupil_id = ${pupilId}) AND (c.settings ->> 'write_back' IS NOT NULL OR w.id IS NOT NULL)
    ORDER BY m.pupil_id, m.marked_on, m.session, c.id`)
  return rows.map(({ codes, state, code, because, ...mark }) => ({
    ...mark,
    codes: codes?.split(',') ?? [],
    sent: state === null ? null : { state, code: code!, because },
  }))
}

/** The write that asks. Breaks a key (clashes.ts: already-there) when it was asked before, or another is on its way for the session. */
export function writeOfAsked(
  id: string,
  asked: Omit<WriteBackAsked, 'askedBefore'>,
  { at, by }: { readonly at: string; readonly by: string },
): Query<unknown> {
  const { connectionId, schoolUrn, pupilId, on, session, fromCode, fromStamp, toCode, reason, reasonEntry } = asked
  return sql`INSERT INTO write_backs (id, connection_id, school_urn, pupil_id, marked_on, session, from_code, from_stamp, to_code, reason, reason_entry, asked_by, asked_at)
    VALUES (${id}, ${connectionId}, ${schoolUrn}, ${pupilId}, ${on}, ${session}, ${fromCode}, ${fromStamp}, ${toCode}, ${reason}, ${reasonEntry}, ${by}, ${at})`
}

/** One that has not ended, with all that is needed to send it. `standing` is the code that our own register shows now, null for plain presence or none. */
export interface WriteBackDue extends Omit<WriteBackAsked, 'askedBefore'> {
  readonly id: string
  readonly state: Exclude<WriteBackState, 'failed' | 'withdrawn'>
  /** When the reason for it was undone; null while it stands. */
  readonly reasonUndoneAt: string | null
  readonly vendorRef: string | null
  readonly sentAt: string | null
  readonly tries: number
  readonly askedAt: string
  readonly askedByName: string
  readonly standing: string | null
  /** The pupil’s number in the MIS. */
  readonly misId: string
  /** The connection’s, locked; null once it may not be read any more. */
  readonly token: string | null
  readonly settings: Readonly<Record<string, string>>
}

/** Those that are due at an instant, the longest asked first: to be sent, to be asked after, or ended by the mark that came back. */
export async function writeBacksDue(database: Database, now: string, most: number): Promise<WriteBackDue[]> {
  const rows = await database.read(sql<Omit<WriteBackDue, 'settings'> & { settings: string }>`
    SELECT w.id, w.connection_id AS "connectionId", w.school_urn AS "schoolUrn", w.pupil_id AS "pupilId", w.marked_on AS "on", w.session,
      w.from_code AS "fromCode", w.from_stamp AS "fromStamp", w.to_code AS "toCode", w.reason, w.reason_entry AS "reasonEntry",
      w.state, w.reason_undone_at AS "reasonUndoneAt", w.vendor_ref AS "vendorRef", w.sent_at AS "sentAt", w.tries, w.asked_at AS "askedAt", a.name AS "askedByName",
      m.code AS standing, p.mis_id AS "misId", iif(c.ended_at IS NULL, c.token, NULL) AS token, c.settings
    FROM write_backs w JOIN connections c ON c.id = w.connection_id JOIN pupils p ON p.id = w.pupil_id JOIN people a ON a.id = w.asked_by
      LEFT JOIN marks m ON m.pupil_id = w.pupil_id AND m.marked_on = w.marked_on AND m.session = w.session
    WHERE w.ended_at IS NULL
      AND (m.code IS NOT w.from_code OR (w.state <> 'accepted' AND (w.next_try_at IS NULL OR w.next_try_at <= ${now})))
    ORDER BY w.asked_at, w.marked_on, w.session, w.id LIMIT ${most}`)
  return rows.map((row) => ({ ...row, settings: JSON.parse(row.settings) as Record<string, string> }))
}

/** The next step of one. What is left out stays; `because` only with `failed` and `withdrawn`. */
export interface WriteBackMoved {
  readonly state: WriteBackState
  readonly vendorRef?: string
  readonly sentAt?: string
  readonly nextTryAt?: string
  readonly because?: string
  /** Nobody but a person can put right why it failed. */
  readonly needsPerson?: boolean
  readonly endedAt?: string
}

/** The write that moves one on. It breaks (clashes.ts: broken-rule `write_backs.state`) when another process has moved it since it was read. */
export function writeOfMoved(
  { id, tries, state }: Pick<WriteBackDue, 'id' | 'tries' | 'state'>,
  moved: WriteBackMoved,
): Query<unknown> {
  const {
    vendorRef = null,
    sentAt = null,
    nextTryAt = null,
    because = null,
    needsPerson = false,
    endedAt = null,
  } = moved
  const isSame = piece`tries = ${tries} AND state = ${state} AND ended_at IS NULL`
  return sql`UPDATE write_backs SET state = CASE WHEN ${isSame} THEN ${moved.state} END, tries = tries + 1,
      vendor_ref = coalesce(${vendorRef}, vendor_ref), sent_at = coalesce(${sentAt}, sent_at), next_try_at = ${nextTryAt},
      because = ${because}, needs_person = ${needsPerson ? 1 : 0}, ended_at = ${endedAt}
    WHERE id = ${id}`
}

/** How sending stands at a connection. `problem`: why the last one that ended needs a person, null when it does not. */
export interface SendingStanding {
  readonly waiting: number
  readonly problem: string | null
}

export async function findSending(database: Database, scope: Scope, connectionId: string): Promise<SendingStanding> {
  const rows = await database.read(sql<SendingStanding>`SELECT
      (SELECT count(*) FROM write_backs WHERE connection_id = c.id AND state IN ('pending', 'sending')) AS waiting,
      (SELECT iif(needs_person = 1, because, NULL) FROM write_backs WHERE connection_id = c.id AND state IN ('accepted', 'failed') ORDER BY asked_at DESC, id LIMIT 1) AS problem
    FROM connections c WHERE c.id = ${connectionId} AND ${within(scope, 'c.school_urn')}`)
  return rows[0] ?? { waiting: 0, problem: null }
}

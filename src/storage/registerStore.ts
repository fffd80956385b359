// Which registers have been heard of, which are known whole, and when was each feed last heard?

import type { Session } from '../cases/events.ts'
import type { RegisterSession } from '../cases/mark.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

interface RegisterRow {
  school_urn: string
  marked_on: string
  session: Session
  expected: number | null
  marked: number | null
  complete: number
  closed_at: string | null
  last_heard_at: string
  source: 'mis' | 'hand'
  stamp: string
}

/** The register sessions of the scope's schools from one date to another, both in, by date. */
export async function listRegisterSessions(
  database: Database,
  scope: Scope,
  from: string,
  to: string,
): Promise<RegisterSession[]> {
  const rows = await database.read(sql<RegisterRow>`SELECT * FROM register_sessions
    WHERE ${within(scope, 'school_urn')} AND marked_on BETWEEN ${from} AND ${to} ORDER BY school_urn, marked_on, session`)
  return rows.map((row) => ({
    schoolUrn: row.school_urn,
    on: row.marked_on,
    session: row.session,
    expected: row.expected,
    marked: row.marked,
    complete: row.complete === 1,
    closedAt: row.closed_at,
    lastHeardAt: row.last_heard_at,
    source: row.source,
    stamp: row.stamp,
  }))
}

/** The write that notes that marks of these sessions were heard: whether the register is whole stays as it was. */
export function writeOfSessionsHeard(
  schoolUrn: string,
  heard: readonly { on: string; session: Session }[],
  at: string,
): Query<unknown> {
  return sql`INSERT INTO register_sessions (school_urn, marked_on, session, last_heard_at, source, stamp)
    SELECT ${schoolUrn}, value ->> 'on', value ->> 'session', ${at}, 'mis', '' FROM json_each(${JSON.stringify(heard)}) WHERE 1
    ON CONFLICT (school_urn, marked_on, session) DO UPDATE SET last_heard_at = max(last_heard_at, excluded.last_heard_at)`
}

/** The write that sets a register session as it now stands. */
export function writeOfRegisterSession(register: RegisterSession): Query<unknown> {
  const { schoolUrn, on, session, expected, marked, complete, closedAt, lastHeardAt, source, stamp } = register
  return sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
    VALUES (${schoolUrn}, ${on}, ${session}, ${expected}, ${marked}, ${complete}, ${closedAt}, ${lastHeardAt}, ${source}, ${stamp})
    ON CONFLICT (school_urn, marked_on, session) DO UPDATE SET expected = excluded.expected, marked = excluded.marked, complete = excluded.complete,
      closed_at = excluded.closed_at, last_heard_at = max(last_heard_at, excluded.last_heard_at), source = excluded.source, stamp = excluded.stamp`
}

/** The write that notes that a feed was heard. */
export function writeOfFeedHeard(schoolUrn: string, feed: string, at: string, complete: boolean): Query<unknown> {
  return sql`INSERT INTO feeds (school_urn, feed, last_heard_at, last_complete_at) VALUES (${schoolUrn}, ${feed}, ${at}, ${complete ? at : null})
    ON CONFLICT (school_urn, feed) DO UPDATE SET last_heard_at = max(last_heard_at, excluded.last_heard_at),
      last_complete_at = max(coalesce(last_complete_at, excluded.last_complete_at), coalesce(excluded.last_complete_at, last_complete_at))`
}

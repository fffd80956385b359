// A reason was undone: what of the codes that were to be sent for it? Those that wait are withdrawn; the others are told of until the mark is changed.
import type { Session } from '../cases/events.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** The write that notes that reasons were undone, by the names of their entries, and withdraws every code for them that waits to be sent, with why. */
export function writeOfReasonsUndone(entries: readonly string[], because: string, at: string): Query<unknown> {
  return sql`UPDATE write_backs SET reason_undone_at = ${at}, state = iif(state = 'pending', 'withdrawn', state),
      because = iif(state = 'pending', ${because}, because), ended_at = iif(state = 'pending', ${at}, ended_at),
      next_try_at = iif(state = 'pending', NULL, next_try_at)
    WHERE reason_entry IN (SELECT value FROM json_each(${JSON.stringify(entries)})) AND reason_undone_at IS NULL
      AND state IN ('pending', 'sending', 'accepted')`
}

/** A code at the MIS, or on its way there, whose reason was undone. `isThere`: the MIS has taken it, or the mark has come back with it. */
export interface CodeOutlived {
  readonly pupil: Pupil
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly isThere: boolean
}

/** Those of the scope’s schools, until the mark is another or a reason stands again. */
export async function listCodesOutlived(database: Database, scope: Scope): Promise<CodeOutlived[]> {
  const rows = await database.read(sql<
    PupilsTable & { on: string; session: Session; code: string; isThere: number }
  >`SELECT p.*, w.marked_on AS "on", w.session, w.to_code AS code, w.state = 'accepted' OR m.code = w.to_code AS "isThere"
    FROM write_backs w JOIN pupils p ON p.id = w.pupil_id
      JOIN marks m ON m.pupil_id = w.pupil_id AND m.marked_on = w.marked_on AND m.session = w.session AND m.code IN (w.from_code, w.to_code)
      JOIN cases k ON k.id = substr(w.reason_entry, 1, instr(w.reason_entry, '.') - 1)
    WHERE w.reason_undone_at IS NOT NULL AND w.state IN ('sending', 'accepted') AND k.explained_by IS NULL AND ${within(scope, 'w.school_urn')}
    ORDER BY p.search_name, p.id, w.marked_on, w.session`)
  return rows.map(({ on, session, code, isThere, ...pupil }) => ({
    ...{ pupil: pupilOf(pupil), on, session, code },
    isThere: isThere === 1,
  }))
}

// What beside the record is undone when an entry is withdrawn? A message nobody has read, a name that is back on roll.
import { type Query, sql } from './database.ts'

/** The write that keeps a message from being sent; without effect once it is being sent, sent or given up. */
export function writeOfMessageStopped(id: string): Query<unknown> {
  return sql`UPDATE messages SET state = 'withdrawn', because = 'The entry that it came from was withdrawn.'
    WHERE id = ${id} AND state IN ('waiting', 'held', 'failed')`
}

/** The same for a message known by its key. */
export function writeOfMessageStoppedByKey(key: string, because: string): Query<unknown> {
  return sql`UPDATE messages SET state = 'withdrawn', because = ${because}
    WHERE key = ${key} AND state IN ('waiting', 'held', 'failed')`
}

/** The write that puts a pupil back on roll; without effect when the day of leaving is another by now. */
export function writeOfBackOnRoll(pupilId: string, leftOn: string): Query<unknown> {
  return sql`UPDATE pupils SET left_on = NULL WHERE id = ${pupilId} AND left_on = ${leftOn}`
}

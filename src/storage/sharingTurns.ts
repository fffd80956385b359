// How does everybody get a turn? SQLite answers at once, so that a night over 900 schools would read on and on before any page is served.
import type { Database } from './database.ts'

/** Reads as `read` does, but lets whatever else waits go first when more than so many milliseconds were spent in one turn. `stopwatch` says milliseconds since some moment. */
export function sharingTurns(read: Database['read'], stopwatch: () => number, milliseconds = 10): Database['read'] {
  let began = stopwatch()
  return async (query) => {
    if (stopwatch() - began > milliseconds) {
      await new Promise((done) => setImmediate(done))
      began = stopwatch()
    }
    return read(query)
  }
}

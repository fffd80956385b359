// The same rows as a morning makes, written by better-sqlite3 alone: no HTTP, no signature, no reading, no law.
import Sqlite from 'better-sqlite3'
import { dayOf, simulatedSchools } from '../../src/demo/simulation/simulatedSchool.ts'

/** Each delivery once in two durable commits, as it is kept and as it is applied. Deliveries a second. */
export function rawMorning(path: string, schools: number): { readonly perSecond: number } {
  const engine = new Sqlite(path)
  engine.pragma('journal_mode = WAL')
  engine.pragma('synchronous = FULL')
  engine.exec(`CREATE TABLE deliveries (id INTEGER PRIMARY KEY, delivery_id TEXT UNIQUE, received_at TEXT, type TEXT, hash TEXT, body TEXT, state TEXT) STRICT;
    CREATE TABLE presence (school TEXT, on_ TEXT, session TEXT, pupil TEXT, code TEXT, stamp TEXT, tie TEXT, received_at TEXT, PRIMARY KEY (school, on_, session, pupil)) STRICT, WITHOUT ROWID;
    CREATE TABLE marks (pupil TEXT, on_ TEXT, session TEXT, school TEXT, code TEXT, stamp TEXT, tie TEXT, received_at TEXT, PRIMARY KEY (pupil, on_, session)) STRICT, WITHOUT ROWID;
    CREATE TABLE sessions (school TEXT, on_ TEXT, session TEXT, complete INTEGER, PRIMARY KEY (school, on_, session)) STRICT, WITHOUT ROWID;`)
  const keep = engine.prepare(
    "INSERT INTO deliveries (delivery_id, received_at, type, hash, body, state) VALUES (?, ?, ?, ?, ?, 'received') ON CONFLICT DO NOTHING",
  )
  const end = engine.prepare("UPDATE deliveries SET state = 'processed' WHERE delivery_id = ?")
  const present = engine.prepare('INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const marked = engine.prepare('INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const session = engine.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, 1)')
  const date = '2026-11-18'
  const days = simulatedSchools(schools, 333).map((school) => ({ school, sent: dayOf(school, date) }))
  let count = 0
  const began = performance.now()
  for (const { school, sent } of days) {
    for (const { id, type, data } of sent) {
      count += 1
      const body = JSON.stringify({ type, data })
      engine.transaction(() => keep.run(id, date, type, 'x'.repeat(64), body + body.slice(0, body.length / 3)))()
      engine.transaction(() => {
        for (const mark of (data.marks as {
          pupil: { mis_id: string }
          session: string
          code: string
          source_updated_at: string
        }[]) ?? []) {
          const about = [mark.session, mark.pupil.mis_id] as const
          if (mark.code === '/' || mark.code === '\\')
            present.run(school.urn, date, ...about, mark.code, mark.source_updated_at, id, date)
          else
            marked.run(mark.pupil.mis_id, date, mark.session, school.urn, mark.code, mark.source_updated_at, id, date)
        }
        if (type === 'attendance.session.closed') session.run(school.urn, date, String(data.session))
        end.run(id)
      })()
    }
  }
  const seconds = (performance.now() - began) / 1000
  engine.close()
  return { perSecond: count / seconds }
}

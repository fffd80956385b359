// Is the record whole? Looks at the file and its guards, then walks every case's chain from its first event to its summary.
import { appendOnlyTriggers } from './appendOnly.ts'
import { detailsHashOf, originOf, sealOf } from './chain.ts'
import { type Database, sql } from './database.ts'
import { keptColumns, type RecordedCase, type RecordedEvent, recordInPages, replayedColumns } from './recordedCases.ts'
import type { SqliteDatabase } from './sqlite.ts'
import { type SealsVerified, verifySeals } from './verifySeals.ts'

/** One thing in the record that does not fit. `version` is null when it is about the case as a whole, `caseId` when it is about the database. */
export interface Break {
  readonly caseId: string | null
  readonly version: number | null
  readonly what: string
}

export interface Verified extends SealsVerified {
  readonly cases: number
  readonly events: number
  readonly breaks: number
}

/**
 * Checks every case, 1,000 at a time, and tells `report` of each break as it is found. What is checked: the file, where
 * the engine can; the triggers that keep the record append-only; versions without a gap from 1; each seal, under the
 * audit key, over the event and the seal before; the child and school that the chain began with; the details of every
 * event; each column of the summary; each night's seals. A case taken out whole, or cut back together with its summary,
 * is missed from the night after it was written on.
 */
export async function verifyRecord(
  database: Database & Partial<Pick<SqliteDatabase, 'damage'>>,
  auditKey: CryptoKey,
  report: (broken: Break) => void,
): Promise<Verified> {
  let cases = 0
  let events = 0
  let breaks = 0
  let sealed: SealsVerified = { seals: 0, lastOn: null }
  const tell = (broken: Break) => {
    breaks += 1
    report(broken)
  }
  const damage = database.damage?.() ?? []
  for (const what of damage) tell(aboutDatabase(`the file is damaged: ${what}`))
  try {
    for (const broken of await triggersMissing(database)) tell(broken)
    for await (const page of recordInPages(database)) {
      const found = await Promise.all(page.map((recorded) => breaksOf(recorded, auditKey)))
      for (const broken of found.flat()) tell(broken)
      cases += page.length
      for (const recorded of page) events += recorded.events.length
    }
    for (const broken of await strays(database)) tell(broken)
    sealed = await verifySeals(database, auditKey, (what) => tell(aboutDatabase(what)))
  } catch (cause) {
    if (damage.length === 0) throw cause
    tell(aboutDatabase(`it could not be read to its end: ${cause instanceof Error ? cause.message : String(cause)}`))
  }
  return { cases, events, breaks, ...sealed }
}

function aboutDatabase(what: string): Break {
  return { caseId: null, version: null, what }
}

async function triggersMissing(database: Database): Promise<Break[]> {
  const rows = await database.read(sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
  const there = new Set(rows.map(({ name }) => name))
  return appendOnlyTriggers
    .filter((name) => !there.has(name))
    .map((name) => aboutDatabase(`the trigger ${name} is missing, so that part of the record could be changed`))
}

async function breaksOf(recorded: RecordedCase, auditKey: CryptoKey): Promise<Break[]> {
  const { row, events } = recorded
  const origin = await originOf(row.id, row.pupil_id, row.school_urn)
  const checked = events.map((event, index) => {
    const before = events[index - 1]
    return eventBreaks(row.id, event, before?.version ?? 0, before?.hash ?? origin, auditKey)
  })
  return [...(await Promise.all(checked)).flat(), ...summaryBreaks(recorded)]
}

async function eventBreaks(
  caseId: string,
  event: RecordedEvent,
  versionBefore: number,
  hashBefore: string,
  auditKey: CryptoKey,
): Promise<Break[]> {
  const { version, at, by, what, detailsHash, salt, details } = event
  const wrong: string[] = []
  const expected = versionBefore + 1
  if (version !== expected) {
    wrong.push(
      version === expected + 1 ? `event ${expected} is missing` : `events ${expected} to ${version - 1} are missing`,
    )
  }
  if (event.previousHash !== hashBefore) {
    wrong.push(version === 1 ? 'began for another child or at another school' : 'does not follow the event before it')
  }
  const sealed = { caseId, version, at, by, what, detailsHash }
  if (event.hash !== (await sealOf(auditKey, event.previousHash, sealed))) wrong.push('its seal does not fit')
  if (salt === null || details === null) wrong.push('its details are missing')
  else if (detailsHash !== (await detailsHashOf(salt, details))) {
    wrong.push('its details are not those that were sealed')
  }
  return wrong.map((text) => ({ caseId, version, what: text }))
}

function summaryBreaks(recorded: RecordedCase): Break[] {
  const { row, events } = recorded
  const about = (what: string): Break => ({ caseId: row.id, version: null, what })
  if (events.length === 0) return [about(`the summary says ${row.version} events, the record has none`)]
  const kept = keptColumns(row)
  const end = events.at(-1)
  // With details missing the events can still say how many they are, where they end and when.
  const follows = replayedColumns(recorded) ?? { version: events.length, last_hash: end?.hash, changed_at: end?.at }
  return Object.entries(follows)
    .filter(([column, value]) => kept[column as keyof typeof kept] !== value)
    .map(([column, value]) =>
      about(`the summary's ${column} is not what the events say (${value === null ? 'nothing' : value})`),
    )
}

/** Events and details that belong to nothing. */
async function strays(database: Database): Promise<Break[]> {
  const rows = await database.read(sql<{ case_id: string; version: number; what: string }>`
    SELECT case_id, version, 'belongs to no case' AS what FROM case_events WHERE case_id NOT IN (SELECT id FROM cases)
    UNION ALL
    SELECT d.case_id, d.version, 'details without an event' FROM case_event_details d
      WHERE NOT EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = d.case_id AND e.version = d.version)
    ORDER BY 1, 2 LIMIT 1000`)
  return rows.map((row) => ({ caseId: row.case_id, version: row.version, what: row.what }))
}

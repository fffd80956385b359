// How is the house opened on one machine? One file, migrated; this installation's keys; built assets from the disk.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Clock, House, Keys, Log, NotifyConfig, SignInConfig } from './house.ts'
import { askVendor } from './outside/askVendor.ts'
import { publishedBankHolidays } from './outside/bankHolidays.ts'
import { machineClock, stopwatch } from './outside/clock.ts'
import { keysFrom, randomIds } from './outside/keys.ts'
import { govUkNotify } from './outside/notify.ts'
import { openIdConnect } from './outside/openIdConnect.ts'
import { sql } from './storage/database.ts'
import { keysConfirmed } from './storage/keysConfirmed.ts'
import { migrate } from './storage/migrate.ts'
import { sharingTurns } from './storage/sharingTurns.ts'
import { kindOfFile, openSqlite, type SqliteDatabase } from './storage/sqlite.ts'
import { openThreads } from './threads.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Opening {
  readonly mode: House['mode']
  readonly authorityName: string
  readonly publicUrl: string
  readonly databasePath: string
  readonly auditKey: string
  readonly secretsKey: string
  readonly signIn: SignInConfig | null
  readonly notify: NotifyConfig | null
  /** Null: nobody is asked for bank holidays. */
  readonly bankHolidaysUrl: string | null
}

export interface OpenHouse {
  readonly house: House
  /** Waits for the work that goes on after answers, then closes the file. */
  close(): Promise<void>
}

/**
 * Opens the house on a SQLite file, which is made when it is not there, unless it `mustExist`. Throws a sentence for
 * people when the file is not there but must be or belongs to the other mode, and then nothing was changed; and when it
 * was first opened with other keys. A house that `hasThreads` writes and applies deliveries beside the pages.
 */
export async function openNodeHouse(
  opening: Opening,
  clock: Clock,
  log: Log,
  { mustExist = false, hasThreads = false }: { readonly mustExist?: boolean; readonly hasThreads?: boolean } = {},
): Promise<OpenHouse> {
  const keys = await keysFrom(opening.auditKey, opening.secretsKey)
  checkFile(opening, mustExist)
  mkdirSync(dirname(opening.databasePath), { recursive: true })
  const file = openSqlite(opening.databasePath)
  try {
    await makeReady(file, opening, keys)
  } catch (cause) {
    file.close()
    throw cause
  }
  const going = new Set<Promise<unknown>>()
  const threads = hasThreads ? openThreads(opening, clock, log) : null
  const database = threads ? { read: sharingTurns(file.read, stopwatch), commit: threads.commit } : file
  const house = furnish(opening, keys, {
    ...{ database, clock, log, applyBeside: threads?.apply ?? null },
    after(work) {
      const noted = work.catch((cause) => log.fault('after the answer', cause)).finally(() => going.delete(noted))
      going.add(noted)
    },
  })
  return {
    house,
    async close() {
      while (going.size > 0) await Promise.all(going)
      await threads?.close()
      file.close()
    },
  }
}

/** The house on one machine but for the parts that differ between a door and the thread beside it. */
export function furnish(
  opening: Opening,
  keys: Keys,
  parts: Pick<House, 'database' | 'clock' | 'log' | 'applyBeside' | 'after'>,
): House {
  return {
    mode: opening.mode,
    authorityName: opening.authorityName,
    publicUrl: opening.publicUrl,
    basePath: new URL(opening.publicUrl).pathname.replace(/\/$/, ''),
    machineClock,
    ids: randomIds,
    keys,
    signIn: opening.signIn && openIdConnect(opening.signIn),
    notify: opening.notify && govUkNotify(opening.notify),
    bankHolidays: opening.bankHolidaysUrl === null ? null : publishedBankHolidays(opening.bankHolidaysUrl),
    askVendor: opening.mode === 'production' ? askVendor : null,
    asset: async (file) => builtAsset(file),
    ...parts,
  }
}

/** Looks before anything is changed. */
function checkFile({ databasePath, mode }: Opening, mustExist: boolean): void {
  const kind = existsSync(databasePath) ? kindOfFile(databasePath) : null
  if (kind !== null) checkKind(kind, databasePath, mode)
  else if (mustExist) {
    throw new Error(`There is no database of Whereabouts at ${databasePath}. Set WHEREABOUTS_DATABASE to where it is.`)
  }
}

/** Removes the demonstration's database, if it is there. Throws a sentence, and removes nothing, when the file is anything else. */
export function removeDemonstration(databasePath: string): void {
  if (!existsSync(databasePath)) return
  if (kindOfFile(databasePath) !== 'demonstration') {
    throw new Error(
      `${databasePath} is no demonstration’s database and is left as it is. Set WHEREABOUTS_DATABASE to another file.`,
    )
  }
  for (const part of ['', '-wal', '-shm']) rmSync(databasePath + part, { force: true })
}

function checkKind(kind: string | undefined, databasePath: string, mode: House['mode']): void {
  if (kind === mode) return
  throw new Error(
    `The database ${databasePath} belongs to a ${kind} and cannot be opened as a ${mode}. Set WHEREABOUTS_DATABASE to another file.`,
  )
}

async function makeReady(database: SqliteDatabase, { databasePath, mode }: Opening, keys: Keys): Promise<void> {
  await migrate(database, join(root, 'migrations'), machineClock.now())
  await database.commit([
    sql`INSERT INTO settings (name, value) VALUES ('kind', ${mode}) ON CONFLICT (name) DO NOTHING`,
  ])
  // Another process may have made it meanwhile.
  const [kind] = await database.read(sql<{ value: string }>`SELECT value FROM settings WHERE name = 'kind'`)
  checkKind(kind?.value, databasePath, mode)
  const refusal = await keysConfirmed(database, keys)
  if (refusal !== null) throw new Error(refusal)
}

const assets = new Map<string, Uint8Array<ArrayBuffer>>()
const kinds: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

/** A built file by its name, read once; null for any other name. */
export function builtAsset(file: string): Response | null {
  const kind = /^[\w-]+\.(css|js)$/.exec(file)?.[1]
  if (!kind) return null
  let bytes = assets.get(file)
  if (!bytes) {
    try {
      bytes = new Uint8Array(readFileSync(join(root, 'build/public/assets', file)))
    } catch {
      return null
    }
    assets.set(file, bytes)
  }
  return new Response(bytes, { headers: { 'Content-Type': kinds[kind]! } })
}

/** One line of JSON a happening, on standard output. */
export const lineLog: Log = {
  info: (what, facts) => console.log(JSON.stringify({ at: machineClock.now(), what, ...facts })),
  fault: (what, cause, facts) =>
    console.log(
      JSON.stringify({
        at: machineClock.now(),
        what,
        ...facts,
        cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
    ),
}

// The Worker as it would be deployed, with a school connected and its people signed in.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { expect } from 'vitest'
import { shippedBankHolidays } from '../../src/calendar/bankHolidays.ts'
import { keysFrom } from '../../src/outside/keys.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { writesOfConnection } from '../../src/storage/connectionStore.ts'
import { type D1Binding, openD1 } from '../../src/storage/d1.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { secretCurrent } from '../intake/sender.ts'
import { runOnD1 } from '../support/engines.ts'

export const auditKey = 'Zq3-audit-key-of-a-worker-under-test-81kd'
export const secretsKey = 'Pw7-secrets-key-of-a-worker-under-test-5mx'
export const school = '999001'
export const publicUrl = 'https://whereabouts.northmoor.example'

export interface WorkerUnderTest {
  readonly miniflare: Miniflare
  readonly database: Database
  ask(path: string, init?: RequestInit): Promise<Response>
}

/** The bank holidays that GOV.UK publishes in these tests: those that are known, and one announced for 2028. */
const announced = { date: '2028-06-30', title: 'Bank holiday for the jubilee' }

function worldAnswers(url: string): Response {
  if (url !== 'https://www.gov.uk/bank-holidays.json') return new Response('nobody is here', { status: 502 })
  const known = shippedBankHolidays.map(({ on, name }) => ({ date: on, title: name }))
  return Response.json({ 'england-and-wales': { division: 'england-and-wales', events: [...known, announced] } })
}

/** Builds the Worker, lays out its D1, connects a school and signs four people in: grace, ruth, martin and dan. */
export async function openWorker(): Promise<WorkerUnderTest> {
  const folder = `build/worker-${process.pid}-${performance.now()}`
  const built = spawnSync('wrangler', ['deploy', '--dry-run', '--outdir', folder], {
    encoding: 'utf8',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
  })
  expect(built.status, built.stdout + built.stderr).toBe(0)
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: readFileSync(join(folder, 'worker.js'), 'utf8') }],
      compatibilityDate: '2026-10-01',
      d1Databases: { DATABASE: 'worker-under-test' },
      bindings: {
        WHEREABOUTS_PUBLIC_URL: publicUrl,
        WHEREABOUTS_AUTHORITY_NAME: 'Northmoor Council',
        WHEREABOUTS_AUDIT_KEY: auditKey,
        WHEREABOUTS_SECRETS_KEY: secretsKey,
        WHEREABOUTS_OIDC_ISSUER: 'https://accounts.northmoor.example',
        WHEREABOUTS_OIDC_CLIENT_ID: 'whereabouts',
        WHEREABOUTS_OIDC_CLIENT_SECRET: 'a-client-secret-of-the-test',
      },
      serviceBindings: { ASSETS: () => new Response('body{}') as never },
      // The world beyond the Worker: nothing but the list of bank holidays.
      outboundService: ({ url }) => worldAnswers(url) as never,
    }),
  )
  const binding = (await miniflare.getD1Database('DATABASE')) as unknown as D1Binding
  for (const name of readdirSync('migrations').sort()) {
    await runOnD1(binding, readFileSync(join('migrations', name), 'utf8'))
  }
  const database = openD1(binding)
  await connectSchoolAndSignIn(database)
  const ask = (path: string, init: RequestInit = {}) =>
    miniflare.dispatchFetch(`${publicUrl}${path}`, {
      redirect: 'manual',
      ...init,
    } as never) as unknown as Promise<Response>
  return { miniflare, database, ask }
}

const people = [
  ['grace', 'Grace Osei', 'attendance-officer', school],
  ['ruth', 'Ruth Adeyemi', 'safeguarding-lead', school],
  ['martin', 'Martin Pryce', 'head-teacher', school],
  ['dan', 'Dan Hale', 'cme-officer', null],
] as const

async function connectSchoolAndSignIn(database: Database): Promise<void> {
  const now = new Date().toISOString()
  const keys = await keysFrom(auditKey, secretsKey)
  const locked = await lockText(keys.secrets, secretCurrent)
  const door = {
    id: 'connection-1',
    endpoint: 'doorOfSchool',
    schoolUrn: school,
    secretCurrent: locked,
    secretPrevious: null,
  }
  await database.commit(writesOfConnection(door, { schoolName: 'Oakfield Primary', vendor: 'generic', at: now }))
  for (const [id, name, role, urn] of people) {
    const hash = await sha256Of(`the-secret-of-${id}`)
    await database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES (${id}, ${name}, ${now})`,
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES (${`role-of-${id}`}, ${id}, ${role}, ${urn}, ${now}, 'test')`,
      sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${hash}, ${id}, ${now}, ${now})`,
    ])
  }
}

export async function statesOfDeliveries(database: Database): Promise<string[]> {
  return (await database.read(sql<{ state: string }>`SELECT state FROM deliveries ORDER BY id`)).map((row) => row.state)
}

// The Worker's clock is the machine's, so the day must be a real one: the last weekday up to today.
export function lastWeekday(): string {
  const today = new Date().toISOString().slice(0, 10)
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  return weekday === 0 ? shifted(today, -2) : weekday === 6 ? shifted(today, -1) : today
}

export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

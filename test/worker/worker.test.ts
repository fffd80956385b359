// The door beyond one machine, as it would be deployed: built by wrangler, run in workerd on a real D1.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { writesOfConnection } from '../../src/storage/connectionStore.ts'
import { type D1Binding, openD1 } from '../../src/storage/d1.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { keysConfirmed } from '../../src/storage/keysConfirmed.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { headersFor, secretCurrent } from '../intake/sender.ts'
import { runOnD1 } from '../support/engines.ts'

const auditKey = 'Zq3-audit-key-of-a-worker-under-test-81kd'
const secretsKey = 'Pw7-secrets-key-of-a-worker-under-test-5mx'
const school = '999001'

describe('the Worker', () => {
  let miniflare: Miniflare
  let database: Database

  beforeAll(async () => {
    const built = spawnSync('wrangler', ['deploy', '--dry-run', '--outdir', 'build/worker'], {
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    })
    expect(built.status, built.stdout + built.stderr).toBe(0)
    miniflare = new Miniflare(
      convertV4MiniflareOptions({
        modules: [{ type: 'ESModule', path: 'worker.js', contents: readFileSync('build/worker/worker.js', 'utf8') }],
        compatibilityDate: '2026-10-01',
        d1Databases: { DATABASE: 'worker-under-test' },
        bindings: {
          WHEREABOUTS_PUBLIC_URL: 'https://whereabouts.northmoor.example',
          WHEREABOUTS_AUTHORITY_NAME: 'Northmoor Council',
          WHEREABOUTS_AUDIT_KEY: auditKey,
          WHEREABOUTS_SECRETS_KEY: secretsKey,
          WHEREABOUTS_OIDC_ISSUER: 'https://accounts.northmoor.example',
          WHEREABOUTS_OIDC_CLIENT_ID: 'whereabouts',
          WHEREABOUTS_OIDC_CLIENT_SECRET: 'a-client-secret-of-the-test',
        },
        serviceBindings: { ASSETS: () => new Response('body{}') as never },
      }),
    )
    const binding = (await miniflare.getD1Database('DATABASE')) as unknown as D1Binding
    for (const name of readdirSync('migrations').sort()) {
      await runOnD1(binding, readFileSync(join('migrations', name), 'utf8'))
    }
    database = openD1(binding)
    await connectSchoolAndSignIn(database)
  }, 120_000)

  afterAll(() => miniflare?.dispose())

  const ask = (path: string, init: RequestInit = {}) =>
    miniflare.dispatchFetch(`https://whereabouts.northmoor.example${path}`, { redirect: 'manual', ...init } as never)

  test('shows the home page, with the headers that every answer carries', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('The right person acts on the right day')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('keeps a delivery, applies it after the answer, and Today shows the child', async () => {
    const day = lastWeekday()
    const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0)
    const messages = [
      [
        'calendar.published',
        {
          academic_year: `${year}/${String(year + 1).slice(2)}`,
          terms: [{ from: `${year}-08-01`, to: `${year + 1}-07-31` }],
          non_school_days: [],
          replaces: null,
        },
      ],
      [
        'pupil.upserted',
        {
          pupil: {
            mis_id: 'p3',
            upn: null,
            legal_forename: 'Zsófia',
            legal_surname: 'Nagy',
            date_of_birth: '2015-04-11',
          },
          source_updated_at: new Date().toISOString(),
        },
      ],
      [
        'attendance.marks.upserted',
        {
          session_status: 'closed',
          marks: [
            {
              pupil: { mis_id: 'p3' },
              date: day,
              session: 'AM',
              code: 'N',
              source_updated_at: new Date().toISOString(),
            },
          ],
        },
      ],
    ] as const
    for (const [at, [type, data]] of messages.entries()) {
      const now = new Date().toISOString()
      const body = JSON.stringify({
        type,
        timestamp: now,
        schema: '2026-09-01',
        source: { vendor: 'generic', school_urn: school },
        data,
      })
      const answer = await ask('/hooks/v1/doorOfSchool', {
        method: 'POST',
        body,
        headers: headersFor(`msg_${at}`, now, body, secretCurrent),
      })
      expect(answer.status).toBe(202)
    }
    await vi.waitFor(
      async () => expect(await statesOfDeliveries(database)).toEqual(['processed', 'processed', 'processed']),
      20_000,
    )

    const today = await ask('/today', { headers: { cookie: '__Host-whereabouts=the-secret-of-grace' } })
    expect(today.status).toBe(200)
    const page = await today.text()
    expect(page).toContain('Zsófia Nagy')
    expect(await database.read(sql`SELECT page FROM reads`)).toHaveLength(1)
  })

  test('has noted by which keys to know its own', async () => {
    const noted = await database.read(sql`SELECT name FROM settings WHERE name LIKE 'key-check:%' ORDER BY name`)
    expect(noted).toEqual([{ name: 'key-check:audit' }, { name: 'key-check:secrets' }])
    const keys = await keysFrom(auditKey, secretsKey)
    expect(await keysConfirmed(database, keys)).toBeNull()
  })

  test('sends nobody without a sign-in to Today', async () => {
    const answer = await ask('/today')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in')
  })

  test('has no demonstration', async () => {
    expect((await ask('/demo/clock')).status).toBe(404)
  })
})

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
  await database.commit([
    ...writesOfConnection(door, { schoolName: 'Oakfield Primary', vendor: 'generic', at: now }),
    sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', ${now})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r1', 'grace', 'attendance-officer', ${school}, ${now}, 'test')`,
    sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${await sha256Of('the-secret-of-grace')}, 'grace', ${now}, ${now})`,
  ])
}

async function statesOfDeliveries(database: Database): Promise<string[]> {
  return (await database.read(sql<{ state: string }>`SELECT state FROM deliveries ORDER BY id`)).map((row) => row.state)
}

// The Worker's clock is the machine's, so the day must be a real one: the last weekday up to today.
function lastWeekday(): string {
  const today = new Date().toISOString().slice(0, 10)
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  return weekday === 0 ? shifted(today, -2) : weekday === 6 ? shifted(today, -1) : today
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

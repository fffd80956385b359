// A school's system for tests: it signs as Standard Webhooks says and posts to the real hooks on a real house.
import { Webhook } from 'standardwebhooks'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { openDoor } from '../../src/intake/deliveryLimits.ts'
import { type HookOptions, hooks } from '../../src/intake/receive.ts'
import { sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export const secretCurrent = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
export const secretPrevious = 'whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='

export interface Posted {
  readonly status: number
  readonly body: { readonly status: string }
  readonly headers: Headers
}

export interface Sender {
  readonly house: TestHouse
  readonly endpoint: string
  /** Posts exactly this, without waiting for what is applied after. */
  postRaw(body: BodyInit | null, headers: Record<string, string>, method?: string): Promise<Posted>
  /** Signs and posts a message of a type, now; waits until it is applied. */
  send(type: string, data: unknown, change?: Change): Promise<Posted>
  /** Signs and posts without waiting for what is applied after. */
  post(type: string, data: unknown, change?: Change): Promise<Posted>
  rows<Row>(table: string, order?: string): Promise<Row[]>
}

export interface Change {
  readonly id?: string
  readonly school?: string
  readonly secret?: string
  readonly timestamp?: string
  readonly body?: string
}

export function headersFor(id: string, at: string, body: string, secret: string): Record<string, string> {
  const seconds = Math.floor(Date.parse(at) / 1000)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': new Webhook(secret).sign(id, new Date(seconds * 1000), body),
  }
}

/** A house at an instant with school 999001 (or another) connected. */
export async function connectedSchool(at: string, house?: TestHouse, urn = '999001'): Promise<Sender> {
  const standing = house ?? (await makeHouse({ at }))
  const printed: string[] = []
  const args = ['add', '--school', urn, '--name', `School ${urn}`, '--vendor', 'generic']
  const secrets = ['--secret', secretCurrent, '--previous-secret', secretPrevious]
  const print = (text: string) => void printed.push(text)
  await connectionCommand([...args, ...secrets], standing, { out: print, err: print })
  return senderAt(standing, (JSON.parse(printed.join('')) as { endpoint: string }).endpoint, urn)
}

export function senderAt(
  house: TestHouse,
  endpoint: string,
  urn: string,
  options: HookOptions = { door: openDoor(null) },
): Sender {
  const app = hooks(house, options)
  let sent = 0
  async function postRaw(body: BodyInit | null, headers: Record<string, string>, method = 'POST'): Promise<Posted> {
    const answer = await app.request(endpoint, method === 'GET' ? { headers } : { method, body, headers })
    return { status: answer.status, body: (await answer.json()) as { status: string }, headers: answer.headers }
  }
  async function post(type: string, data: unknown, change: Change = {}): Promise<Posted> {
    sent += 1
    const now = house.clock.now()
    const source = { vendor: 'generic', school_urn: change.school ?? urn }
    const envelope = { type, timestamp: change.timestamp ?? now, schema: '2026-09-01', source, data }
    const body = change.body ?? JSON.stringify(envelope)
    return postRaw(body, headersFor(change.id ?? `msg_${urn}_${sent}`, now, body, change.secret ?? secretCurrent))
  }
  return {
    house,
    endpoint,
    postRaw,
    post,
    async send(type, data, change) {
      const posted = await post(type, data, change)
      await house.settled()
      return posted
    },
    rows: <Row>(table: string, order = '1') =>
      house.database.read(sql<Row>([`SELECT * FROM ${table} ORDER BY ${order}`] as unknown as TemplateStringsArray)),
  }
}

/** Every row of every table but these, as text, for comparing. */
export async function dump(house: TestHouse, without: readonly string[] = []): Promise<string[]> {
  const tables = await house.database.read(
    sql<{
      name: string
    }>`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
  const lines: string[] = []
  for (const { name } of tables.filter((table) => !without.includes(table.name))) {
    const rows = await house.database.read(sql<object>([`SELECT * FROM ${name}`] as unknown as TemplateStringsArray))
    lines.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`).sort())
  }
  return lines
}

/** Every mark that stands, wherever it is kept, as a table to read from. */
export const allMarks = `(SELECT * FROM marks UNION ALL
  SELECT pupil_id, marked_on, session, school_urn, code, NULL, NULL, 'mis', stamp, tie, received_at, 'mis' FROM presence)`

/** A mark as a message carries it. */
export function mark(misId: string, on: string, session: 'AM' | 'PM', code: string, updatedAt: string) {
  return {
    pupil: { mis_id: misId, upn: null },
    date: on,
    session,
    code,
    minutes_late: null,
    comment: null,
    source_updated_at: updatedAt,
  }
}

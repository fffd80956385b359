// A fresh house with Northmoor in it, opened as the Node door opens it.
import { openDemonstration } from '../../src/demo/demonstration.ts'
import { seedNorthmoor } from '../../src/demo/seedNorthmoor.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export interface OpenNorthmoor {
  readonly house: TestHouse
  request(path: string, init?: RequestInit): Promise<Response>
  /** Sends a form as one of our own pages does. */
  submit(path: string, fields: Record<string, string>, cookie?: string): Promise<Response>
  putClock(at: unknown): Promise<Response>
  /** The one number a query finds. */
  count(query: Query<{ n: number }>): Promise<number>
  /** Opens it again, as after a restart. */
  reopen(startAt?: string): Promise<void>
}

export async function openNorthmoor(startAt: string | null = null): Promise<OpenNorthmoor> {
  const house = await makeHouse({ at: '2026-11-17T09:47:00Z' })
  const demonstration = openDemonstration(house, (request) => app.fetch(request))
  const app = createApp(house, demonstration)
  const seed = (at: string | null) => seedNorthmoor(house, (request) => app.fetch(request), at)
  await seed(startAt)
  return {
    house,
    request: async (path, init) => app.request(path, init),
    submit: async (path, fields, cookie = '') =>
      app.request(path, {
        method: 'POST',
        headers: { origin: 'http://localhost:3000', cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    putClock: async (at) =>
      app.request('/demo/clock', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ at }),
      }),
    count: async (query) => (await house.database.read(query))[0]!.n,
    reopen: (at) => seed(at ?? null),
  }
}

/** How many pupils of a school stand as N in a session. */
export function marksN(urn: string, on: string, session: 'AM' | 'PM'): Query<{ n: number }> {
  return sql`SELECT count(*) AS n FROM marks WHERE school_urn = ${urn} AND marked_on = ${on} AND session = ${session} AND code = 'N'`
}

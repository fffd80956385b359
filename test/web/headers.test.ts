import { describe, expect, test } from 'vitest'
import type { House } from '../../src/house.ts'
import { sql } from '../../src/storage/database.ts'
import { beginSession, endSession } from '../../src/web/middleware/signedIn.ts'
import { makePeopleHouse, type PeopleHouse } from './peopleHouse.ts'

const asset = async (file: string) =>
  file === 'whereabouts.css' ? new Response('body{}', { headers: { 'Content-Type': 'text/css; charset=utf-8' } }) : null

function houseWith(change: Partial<House> = {}): Promise<PeopleHouse> {
  return makePeopleHouse({ change: { asset, ...change } })
}

const form = { method: 'POST', body: new URLSearchParams({ a: 'b' }) }
const fromHere = { 'sec-fetch-site': 'same-origin' }

const answers: readonly [what: string, status: number, path: string, init?: RequestInit][] = [
  ['a page', 200, '/deadline-calculator'],
  ['a signed-in page', 200, '/people'],
  ['an asset', 200, '/assets/whereabouts.css'],
  ['an asset that is not there', 404, '/assets/none.css'],
  ['an unknown address', 404, '/nothing/here'],
  ['a page of another role', 404, '/today/nothing'],
  ['a wrong method', 405, '/people/new', { ...form, headers: fromHere }],
  [
    'a change that is no form',
    415,
    '/people',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  ],
  ['a form from elsewhere', 403, '/people', { ...form, headers: { origin: 'https://elsewhere.example' } }],
  ['a form that does not fit', 422, '/people', { ...form, headers: fromHere }],
  ['a redirect', 303, '/sign-out', { ...form, headers: fromHere }],
  [
    'the answer of a hook',
    401,
    '/hooks/v1/none',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  ],
  ['a wrong method at a hook', 405, '/hooks/v1/none'],
  ['a wrong method at Wonde’s hook', 405, '/hooks/wonde/none?secret=abc'],
  ['the health of the house', 200, '/health'],
]

describe('every kind of answer', () => {
  test.each(answers)('%s (%i) carries the headers', async (_, status, path, init = {}) => {
    const made = await houseWith()
    const headers = { cookie: await made.signIn('ada'), ...(init.headers as Record<string, string>) }
    const answer = await made.app.request(path, { ...init, headers })
    expect(answer.status).toBe(status)
    expectHeaders(answer, path.startsWith('/assets/w') ? 'public, max-age=31536000, immutable' : 'no-store')
  })

  test('also our own fault, which tells nothing but a reference', async () => {
    const made = await houseWith()
    const cookie = await made.signIn('ada')
    made.house.sqlite.runScript('ALTER TABLE roles_held RENAME TO lost_roles')
    const answer = await made.app.request('/people', { headers: { cookie } })
    expect(answer.status).toBe(500)
    expectHeaders(answer, 'no-store')
    expect(await answer.text()).not.toMatch(/SQL|roles_held|no such/)
  })

  function expectHeaders(answer: Response, caching: string): void {
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': caching,
    })
    const policy = answer.headers.get('content-security-policy')!
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^script-src 'nonce-[\w-]{43}'$/),
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types htmx',
    ])
  }

  test('a page’s scripts carry the nonce of its own answer, and the next answer has another', async () => {
    const made = await houseWith()
    const nonces = []
    for (const path of ['/deadline-calculator', '/people']) {
      const answer = await made.get(path, 'ada')
      const nonce = /'nonce-([\w-]+)'/.exec(answer.headers.get('content-security-policy')!)![1]!
      const scripts = [...(await answer.text()).matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.length).toBeGreaterThan(0)
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
      nonces.push(nonce)
    }
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('a wrong method says which are right', async () => {
    const { app } = await houseWith()
    const answer = await app.request('/sign-out', { method: 'GET' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST')
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const headers = { ...fromHere, 'content-type': 'application/x-www-form-urlencoded' }
      expect((await app.request('/people', { method, headers })).status).toBe(405)
    }
  })

  test('HEAD answers like GET, without a body', async () => {
    const { app } = await houseWith()
    const answer = await app.request('/', { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
  })
})

describe('only forms of our own pages change anything', () => {
  const body = 'role=cme-officer'
  const urlencoded = 'application/x-www-form-urlencoded'

  test.each<[what: string, status: number, headers: Record<string, string>]>([
    ['our own origin', 303, { origin: 'http://localhost:3000' }],
    ['our own page, where the browser sends no origin', 303, { 'sec-fetch-site': 'same-origin' }],
    ['another origin', 403, { origin: 'https://elsewhere.example' }],
    ['another port of this machine', 403, { origin: 'http://localhost:3001' }],
    ['a hidden origin', 403, { origin: 'null' }],
    ['another site, without an origin', 403, { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site, without an origin', 403, { 'sec-fetch-site': 'same-site' }],
    ['nobody knows where', 403, {}],
  ])('a form from %s gets %i', async (_, status, headers) => {
    const made = await houseWith()
    const cookie = await made.signIn('ada')
    const answer = await made.app.request('/people/hugo/roles', {
      method: 'POST',
      body,
      headers: { cookie, 'content-type': urlencoded, ...headers },
    })
    expect(answer.status).toBe(status)
    expect(await made.house.sqlite.read(sql`SELECT role FROM roles_held WHERE person_id = 'hugo'`)).toHaveLength(
      status === 303 ? 1 : 0,
    )
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'APPLICATION/JSON',
    'application/x-www-form-urlencodedx',
    '',
  ])('content of type “%s” is refused, even from our own origin', async (type) => {
    const made = await houseWith()
    const cookie = await made.signIn('ada')
    const headers: Record<string, string> = { cookie, origin: 'http://localhost:3000' }
    if (type) headers['content-type'] = type
    const answer = await made.app.request('/people/hugo/roles', {
      method: 'POST',
      body: type ? '{"role":"cme-officer"}' : undefined,
      headers,
    })
    expect(answer.status).toBe(415)
    expect(await made.house.sqlite.read(sql`SELECT role FROM roles_held WHERE person_id = 'hugo'`)).toEqual([])
  })
})

describe('a form that is no form of ours', () => {
  test('from the name under which the request came is taken by the demonstration alone', async () => {
    for (const [mode, status] of [
      ['demonstration', 303],
      ['production', 403],
    ] as const) {
      const { app } = await houseWith({ mode, publicUrl: 'https://whereabouts.northmoor.example' })
      const headers = { origin: 'http://other.example', 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await app.request('http://other.example/sign-out', { method: 'POST', body: 'a=b', headers })
      expect(answer.status, mode).toBe(status)
    }
  })

  test('larger than anything that can be typed is refused before it is read, with nothing changed', async () => {
    const made = await houseWith()
    const headers = { cookie: await made.signIn('ada'), ...fromHere }
    const body = new URLSearchParams({ role: 'cme-officer', more: 'x'.repeat(300 * 1024) })
    const answer = await made.app.request('/people/hugo/roles', { method: 'POST', body, headers })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('What you sent is too long to keep.')
    expect(await made.house.sqlite.read(sql`SELECT role FROM roles_held WHERE person_id = 'hugo'`)).toEqual([])
  })

  test('broken off in the middle is answered 400, and is no fault of ours', async () => {
    const made = await houseWith()
    const type = 'multipart/form-data; boundary=here'
    const headers = { cookie: await made.signIn('ada'), 'content-type': type, ...fromHere }
    const body = '--here\r\nContent-Disposition: form-data; name="role"\r\n\r\ncme-off'
    const answer = await made.app.request('/people/hugo/roles', { method: 'POST', body, headers })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('The form arrived incomplete.')
    expect(made.house.logged).toEqual([])
  })
})

describe('the cookie of a sign-in', () => {
  async function cookieOf(change: Partial<House>): Promise<{ began: string; ended: string }> {
    const { app } = await houseWith(change)
    app.get('/begins', async (c) => {
      await beginSession(c, 'ada')
      return c.text('')
    })
    app.get('/ends', async (c) => {
      await endSession(c)
      return c.text('')
    })
    const [began, ended] = [await app.request('/begins'), await app.request('/ends')]
    return { began: began.headers.getSetCookie()[0]!, ended: ended.headers.getSetCookie()[0]! }
  }

  test.each<[where: string, change: Partial<House>, name: string, rest: string]>([
    [
      'a whole https site',
      { publicUrl: 'https://w.example' },
      '__Host-whereabouts',
      'Path=/; HttpOnly; Secure; SameSite=Lax',
    ],
    [
      'a prefix of an https site',
      { publicUrl: 'https://w.example/whereabouts', basePath: '/whereabouts' },
      '__Secure-whereabouts',
      'Path=/whereabouts; HttpOnly; Secure; SameSite=Lax',
    ],
    ['plain http at home', { publicUrl: 'http://localhost:3000' }, 'whereabouts', 'Path=/; HttpOnly; SameSite=Lax'],
  ])('on %s', async (_, change, name, rest) => {
    const { began, ended } = await cookieOf(change)
    expect(began).toMatch(new RegExp(`^${name}=[\\w-]{43}; ${rest}$`))
    expect(ended.startsWith(`${name}=; Max-Age=0; `)).toBe(true)
    expect(
      ended
        .split('; ')
        .filter((part) => part !== 'Max-Age=0')
        .slice(1)
        .join('; '),
    ).toBe(rest)
  })

  test('under a name that any plain-http page could set, it counts for nothing', async () => {
    const made = await houseWith({ publicUrl: 'https://w.example' })
    const cookie = await made.signIn('ada')
    expect((await made.app.request('/people', { headers: { cookie } })).status).toBe(200)
    const plain = cookie.replace('__Host-', '')
    expect((await made.app.request('/people', { headers: { cookie: plain } })).status).toBe(303)
  })
})

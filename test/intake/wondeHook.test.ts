// What does the house make of Wonde's word about access? It believes the secret only as far as Wonde itself confirms the rest.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pollDue } from '../../src/intake/poll.ts'
import { hooks } from '../../src/intake/receive.ts'
import { lockText, unlockText } from '../../src/storage/secretText.ts'
import type { TestHouse } from '../support/testHouse.ts'
import { houseWithWonde, messagesKept, openWonde, rowsOf } from './vendors/wondeDouble.ts'

const said = JSON.parse(readFileSync('test/fixtures/wonde/webhooks.json', 'utf8')) as Record<string, object>
const at = '2026-09-14T08:20:00.000Z'

interface ConnectionRow {
  token: string | null
  settings: string
}

/** A school that waits for Wonde to say that it may be read, unless it holds a token. */
async function waiting(with_: { token?: string | null; school_ref?: string } = { token: null }) {
  const wonde = openWonde()
  const { house, connectionId, endpoint, secret } = await houseWithWonde(at, with_)
  const app = hooks(house)
  const post = async (body: unknown, { to = endpoint, by = secret, headers = {} } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } }
    const answer = await app.request(`/hooks/wonde/${to}?secret=${by}`, init)
    await house.settled()
    return [answer.status, ((await answer.json()) as { status: string }).status]
  }
  const connection = async () => (await rowsOf<ConnectionRow>(house, 'connections'))[0]!
  const token = async () => {
    const { token } = await connection()
    return token && unlockText(house.keys.secrets, token)
  }
  const security = async () =>
    (await rowsOf<{ kind: string; detail: string }>(house, 'security_events')).map(({ kind, detail }) => [kind, detail])
  return { wonde, house, connectionId, endpoint, secret, post, connection, token, security }
}

const feeds = [
  ...['attendance.session', 'attendance.session.leavers', 'attendance.session.nightly'],
  ...['pupils', 'pupils.deleted', 'pupils.expected', 'pupils.left'],
]

describe('access granted', () => {
  test('Wonde is asked first; then the token is kept locked, the feeds are due, and the message stands in the inbox without it', async () => {
    const { wonde, house, post, connection, token } = await waiting({ token: null, school_ref: '' })
    expect(await post(said.schoolApproved)).toEqual([202, 'accepted'])
    expect(wonde.asked).toEqual(['/v1.0/schools/A1234567890'])
    expect(await token()).toBe('tok_of_this_school')
    const { token: locked, settings } = await connection()
    expect(locked).not.toContain('tok_of_this_school')
    expect(JSON.parse(settings)).toEqual({ domain: 'api.wonde.com', school_ref: 'A1234567890' })
    const polls = await rowsOf<{ feed: string; next_at: string }>(house, 'polls', 'feed')
    expect(polls.map(({ feed, next_at }) => [feed, next_at])).toEqual(feeds.map((feed) => [feed, at]))
    expect(await messagesKept(house)).toEqual([
      {
        ...{ type: 'school.access.granted', timestamp: at, schema: '2026-09-01' },
        source: { vendor: 'wonde', school_urn: '999001' },
        data: { vendor_school_ref: 'A1234567890', reason: null },
      },
    ])
  })

  test('afterwards the school is read', async () => {
    const { wonde, house, post } = await waiting()
    await post(said.schoolApproved)
    await pollDue(house)
    expect(wonde.asked.filter((each) => each.includes('/students?'))).toHaveLength(1)
  })

  test('a forged one: 400, a security event, and nothing is kept', async () => {
    const { house, post, token, security } = await waiting()
    expect(await post(said.forgedApproval)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBeNull()
    expect(await security()).toEqual([['access-not-confirmed', 'Wonde does not accept the token that was told.']])
    expect(await rowsOf(house, 'deliveries')).toEqual([])
    expect(await rowsOf(house, 'polls')).toEqual([])
  })

  test('of another school than this connection’s: 400, and Wonde is not even asked', async () => {
    const { wonde, post, token, security } = await waiting()
    expect(await post({ ...said.schoolApproved, school_id: 'A1999999999' })).toEqual([400, 'not-confirmed'])
    expect(wonde.asked).toEqual([])
    expect(await token()).toBeNull()
    expect((await security()).map(([kind]) => kind)).toEqual(['access-not-confirmed'])
  })

  test('with a token of another school: what Wonde answers is not the school that was told', async () => {
    const { wonde, post, token } = await waiting()
    wonde.first.push(Response.json({ data: { id: 'A1999999999' } }))
    expect(await post(said.schoolApproved)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBeNull()
  })

  test('of a school with another URN', async () => {
    const { wonde, post, token } = await waiting({ token: null, school_ref: '' })
    wonde.first.push(Response.json({ data: { id: 'A1234567890', urn: '999002' } }))
    expect(await post(said.schoolApproved)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBeNull()
  })

  test('of a school of which neither number is known', async () => {
    const { wonde, post, token } = await waiting({ token: null, school_ref: '' })
    wonde.first.push(Response.json({ data: { id: 'A1234567890' } }))
    expect(await post(said.schoolApproved)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBeNull()
  })

  test('a number that is none is put into no address', async () => {
    const { wonde, post } = await waiting({ token: null, school_ref: '' })
    expect(await post({ ...said.schoolApproved, school_id: '../meta' })).toEqual([400, 'not-confirmed'])
    expect(wonde.asked).toEqual([])
  })

  test.each([500, 429, 503])(
    'while Wonde answers %d: 503, so that it comes again, and then it counts',
    async (status) => {
      const { wonde, post, token, security } = await waiting()
      wonde.first.push(new Response('{}', { status }))
      expect(await post(said.schoolApproved)).toEqual([503, 'unavailable'])
      expect(await token()).toBeNull()
      expect(await security()).toEqual([])
      expect(await post(said.schoolApproved)).toEqual([202, 'accepted'])
      expect(await token()).toBe('tok_of_this_school')
    },
  )

  test('heard again at once it is a duplicate, and Wonde is not asked again', async () => {
    const { wonde, house, post } = await waiting()
    await post(said.schoolApproved)
    expect(await post(said.schoolApproved)).toEqual([200, 'duplicate'])
    expect(wonde.asked).toHaveLength(1)
    expect(await rowsOf(house, 'deliveries')).toHaveLength(1)
  })

  test('an old one replayed when its token is dead opens nothing', async () => {
    const { wonde, house, post, token, security } = await waiting()
    await post(said.schoolApproved)
    house.clock.put('2026-09-14T08:30:00.000Z')
    wonde.token = 'another'
    expect(await post(said.accessRevoked)).toEqual([202, 'accepted'])
    house.clock.put('2026-09-14T08:31:00.000Z')
    expect(await post(said.schoolApproved)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBeNull()
    expect(await security()).toHaveLength(1)
  })

  test('given again with the same words after it was taken away, it counts', async () => {
    const { wonde, house, post, token } = await waiting()
    await post(said.schoolApproved)
    house.clock.put('2026-09-14T08:30:00.000Z')
    wonde.token = 'nobody has this one'
    expect(await post(said.accessRevoked)).toEqual([202, 'accepted'])
    house.clock.put('2026-09-14T08:40:00.000Z')
    wonde.token = 'tok_of_this_school'
    expect(await post(said.schoolApproved)).toEqual([202, 'accepted'])
    expect(await token()).toBe('tok_of_this_school')
  })
})

const cursorsOf = async (house: TestHouse) =>
  (await rowsOf<{ cursor: string | null }>(house, 'polls')).map(({ cursor }) => cursor)

describe('access taken away', () => {
  const gone = [401, 403, 404]
  const told = [
    ['accessRevoked', 'school.access.revoked', 'No longer needed'],
    ['accessDeclined', 'school.access.declined', 'Not interested'],
  ] as const
  test.each(told.flatMap(([name, type, reason]) => gone.map((status) => [name, status, type, reason] as const)))(
    '%s, and Wonde answers %d: the token is gone at once and nothing is read any more',
    async (name, status, type, reason) => {
      const { wonde, house, post, token, security } = await waiting({})
      expect(await token()).toBe('tok_of_this_school')
      wonde.first.push(new Response('{}', { status }))
      expect(await post(said[name])).toEqual([202, 'accepted'])
      expect(wonde.asked).toEqual(['/v1.0/schools/A1234567890'])
      expect(await token()).toBeNull()
      await pollDue(house)
      expect(wonde.asked).toHaveLength(1)
      const [message] = await messagesKept(house)
      expect([message!.type, message!.data]).toEqual([type, { vendor_school_ref: 'A1234567890', reason }])
      expect(await security()).toEqual([])
    },
  )

  test.each(['accessRevoked', 'accessDeclined'])(
    '%s while Wonde lets us read the school: nothing is lost, and a security event says so',
    async (name) => {
      const { house, post, token, security } = await waiting({})
      expect(await post(said[name])).toEqual([400, 'not-confirmed'])
      expect(await token()).toBe('tok_of_this_school')
      expect(await rowsOf(house, 'deliveries')).toEqual([])
      expect(await rowsOf(house, 'access_told')).toEqual([])
      expect(await security()).toEqual([
        [
          'access-not-confirmed',
          'The end of access was told, but Wonde still lets us read the school. Access stays as it was.',
        ],
      ])
    },
  )

  test.each([
    ['down', () => new Response('{}', { status: 500 })],
    ['busy', () => new Response('{}', { status: 429 })],
    ['not to be reached', () => Response.error()],
    ['answering with a page for people', () => new Response('<h1>Maintenance</h1>', { status: 200 })],
    ['answering with another school', () => Response.json({ data: { id: 'A1999999999' } })],
    ['sending elsewhere', () => new Response(null, { status: 302, headers: { location: 'https://else.example/' } })],
  ])('while Wonde is %s: 503, so that it comes again, nothing is written, and then it counts', async (_, answer) => {
    const { wonde, house, post, token, security } = await waiting({})
    wonde.first.push(answer())
    expect(await post(said.accessRevoked)).toEqual([503, 'unavailable'])
    expect(await token()).toBe('tok_of_this_school')
    expect(await rowsOf(house, 'deliveries')).toEqual([])
    expect(await security()).toEqual([])
    wonde.token = 'nobody has this one'
    expect(await post(said.accessRevoked)).toEqual([202, 'accepted'])
    expect(await token()).toBeNull()
  })

  test('heard again when it is done, it is a duplicate', async () => {
    const { wonde, house, post } = await waiting({})
    wonde.token = 'nobody has this one'
    await post(said.accessRevoked)
    expect(await post(said.accessRevoked)).toEqual([200, 'duplicate'])
    expect(await rowsOf(house, 'deliveries')).toHaveLength(1)
  })

  test('heard again after access was given anew, it takes nothing away', async () => {
    const { wonde, house, post, token } = await waiting({})
    wonde.token = 'nobody has this one'
    await post(said.accessRevoked)
    house.clock.put('2026-09-14T08:40:00.000Z')
    wonde.token = 'tok_of_this_school'
    await post(said.schoolApproved)
    expect(await post(said.accessRevoked)).toEqual([400, 'not-confirmed'])
    expect(await token()).toBe('tok_of_this_school')
  })

  test('of another school it takes nothing away, and Wonde is not asked', async () => {
    const { wonde, post, token } = await waiting({})
    expect(await post({ ...said.accessRevoked, school_id: 'A1999999999' })).toEqual([400, 'not-confirmed'])
    expect(wonde.asked).toEqual([])
    expect(await token()).toBe('tok_of_this_school')
  })

  test.each(['accessRevoked', 'accessDeclined', 'schoolMigration'])(
    '%s of a school that has given nothing yet: it is not believed, and somebody is told',
    async (name) => {
      const { wonde, house, post, security } = await waiting()
      expect(await post(said[name])).toEqual([400, 'not-confirmed'])
      expect(wonde.asked).toEqual([])
      expect(await rowsOf(house, 'deliveries')).toEqual([])
      expect(await rowsOf(house, 'vendor_lists')).toEqual([])
      expect(await security()).toEqual([
        [
          'access-not-confirmed',
          'A change of access was told, but the school has given none that Wonde could be asked about. Ask the school.',
        ],
      ])
    },
  )

  test('a token without the school’s number is asked nothing: a number out of the message would only say that a stranger’s is not ours', async () => {
    const { wonde, post, token } = await waiting({ school_ref: '' })
    expect(await post(said.accessRevoked)).toEqual([400, 'not-confirmed'])
    expect(wonde.asked).toEqual([])
    expect(await token()).toBe('tok_of_this_school')
  })

  test('a house that asks nobody believes nothing', async () => {
    const { house, endpoint, secret, token } = await waiting({})
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', body: JSON.stringify(said.accessRevoked), headers }
    const answer = await hooks({ ...house, askVendor: null }).request(`/hooks/wonde/${endpoint}?secret=${secret}`, init)
    expect(answer.status).toBe(503)
    expect(await token()).toBe('tok_of_this_school')
  })

  test('whoever has the address cannot have Wonde asked without end', async () => {
    const { wonde, post } = await waiting({})
    const answers: unknown[] = []
    for (let count = 0; count < 21; count += 1)
      answers.push((await post({ ...said.accessRevoked, revoke_reason: `${count}` }))[0])
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(400))
    expect(answers[20]).toBe(429)
    expect(wonde.asked).toHaveLength(20)
  })
})

describe('a school that changes its system', () => {
  test('the token opens nothing any more: it is shown, and with the new access everything is read from its beginning', async () => {
    const { wonde, house, post } = await waiting({})
    await pollDue(house)
    house.clock.put('2026-09-14T08:22:00.000Z')
    wonde.token = 'tok_after'
    expect(await post(said.schoolMigration)).toEqual([202, 'accepted'])
    const migrated = (await messagesKept(house)).at(-1)!
    expect([migrated.type, migrated.data]).toEqual([
      'school.mis.migrated',
      { vendor_school_ref: 'A1234567890', reason: null, from: 'sims', to: 'arbor' },
    ])
    expect((await cursorsOf(house)).includes(null)).toBe(false)
    expect(await post({ ...said.schoolApproved, school_token: 'tok_after' })).toEqual([202, 'accepted'])
    expect(await cursorsOf(house)).toEqual(feeds.map(() => null))
    expect(await rowsOf(house, 'vendor_lists')).toEqual([])
    const most = await rowsOf<{ most_seen: number }>(house, 'polls')
    expect(most.map(({ most_seen }) => most_seen)).toEqual(feeds.map(() => 0))
  })

  test('Wonde names the new system: so it is', async () => {
    const { wonde, house, post, token } = await waiting({})
    wonde.first.push(Response.json({ data: { id: 'A1234567890', urn: 999001, mis: 'ARBOR' } }))
    expect(await post(said.schoolMigration)).toEqual([202, 'accepted'])
    expect(await token()).toBe('tok_of_this_school')
    expect((await messagesKept(house)).map(({ type }) => type)).toEqual(['school.mis.migrated'])
  })

  test.each([
    ['the system before', { mis: 'SIMS' }],
    ['none', {}],
    ['something that is no name', { mis: 7 }],
  ])('Wonde reads the school as before and names %s: it is not believed', async (_, names) => {
    const { wonde, house, post, security } = await waiting({})
    wonde.first.push(Response.json({ data: { id: 'A1234567890', urn: 999001, ...names } }))
    expect(await post(said.schoolMigration)).toEqual([400, 'not-confirmed'])
    expect(await rowsOf(house, 'deliveries')).toEqual([])
    expect(await rowsOf(house, 'vendor_lists')).toEqual([])
    expect(await security()).toEqual([
      [
        'access-not-confirmed',
        'A change of system was told, but Wonde lets us read the school as before and does not name the new system.',
      ],
    ])
  })

  test('one that names no new system is not confirmed by a Wonde that names none', async () => {
    const { post } = await waiting({})
    expect(await post({ ...said.schoolMigration, migrate_to: null })).toEqual([400, 'not-confirmed'])
    expect(await post({ ...said.schoolMigration, migrate_to: '--' })).toEqual([400, 'not-confirmed'])
  })

  test('while Wonde is down: 503 and nothing is written', async () => {
    const { wonde, house, post, security } = await waiting({})
    wonde.first.push(new Response('{}', { status: 502 }))
    expect(await post(said.schoolMigration)).toEqual([503, 'unavailable'])
    expect(await rowsOf(house, 'deliveries')).toEqual([])
    expect(await security()).toEqual([])
  })

  test('not told, or not believed: a token that was not ours before has everything read anew, and an empty answer is still a fault', async () => {
    const { wonde, house, post } = await waiting({})
    await pollDue(house)
    house.clock.put('2026-09-14T08:22:00.000Z')
    expect(await post(said.schoolApproved)).toEqual([202, 'accepted'])
    expect((await cursorsOf(house)).includes(null)).toBe(false)
    wonde.token = 'tok_after'
    const seen = async () =>
      (await rowsOf<{ most_seen: number }>(house, 'polls', 'feed')).map(({ most_seen }) => most_seen)
    const before = await seen()
    expect(Math.max(...before)).toBeGreaterThan(0)
    expect(await post({ ...said.schoolApproved, school_token: 'tok_after' })).toEqual([202, 'accepted'])
    expect(await cursorsOf(house)).toEqual(feeds.map(() => null))
    expect(await seen()).toEqual(before)
  })
})

describe('at the door', () => {
  test('a wrong secret, none, or an address that is not there: 401 all the same', async () => {
    const { post, security } = await waiting()
    const refused = [401, 'refused']
    expect(await post(said.schoolApproved, { by: 'f'.repeat(64) })).toEqual(refused)
    expect(await post(said.schoolApproved, { by: '' })).toEqual(refused)
    expect(await post(said.schoolApproved, { to: 'nowhere' })).toEqual(refused)
    expect((await security()).map(([kind]) => kind)).toEqual(['signature-refused'])
  })

  test('the secret before counts until it ends', async () => {
    const { house, post } = await waiting()
    const locked = await lockText(house.keys.secrets, 'a'.repeat(64))
    const set = "UPDATE connections SET secret_previous = ?, previous_until = '2026-09-14T09:00:00.000Z'"
    await house.database.commit([{ sql: set, parameters: [locked] }])
    expect(await post({ payload_type: 'somethingNew' }, { by: 'a'.repeat(64) })).toEqual([200, 'ignored'])
    await house.settled()
    const used = await house.database.read<{ at: string | null }>({
      sql: 'SELECT previous_used_at AS at FROM connections',
      parameters: [],
    })
    expect(used).toEqual([{ at }])
    house.clock.put('2026-09-14T09:00:01.000Z')
    expect(await post({ payload_type: 'somethingNew' }, { by: 'a'.repeat(64) })).toEqual([401, 'refused'])
  })

  test('a secret for signed messages opens no door of Wonde’s, nor the other way round', async () => {
    const { house, endpoint, secret } = await waiting()
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    expect((await hooks(house).request(`/hooks/v1/${endpoint}?secret=${secret}`, init)).status).toBe(401)
  })

  test.each([
    ['an unknown payload_type', { payload_type: 'dataChanged' }, [200, 'ignored']],
    ['no payload_type', { school_id: 'A1234567890' }, [200, 'ignored']],
    ['not JSON', '{"payload_type":', [400, 'not-json']],
    ['brackets without end', `{"payload_type":${'['.repeat(100_000)}`, [400, 'too-deep']],
    [
      'an approval without a token',
      { payload_type: 'schoolApproved', school_id: 'A1234567890' },
      [400, 'not-understood'],
    ],
    ['a token that would end a header', { ...said.schoolApproved, school_token: 'a\r\nb' }, [400, 'not-understood']],
    ['too much', JSON.stringify({ payload_type: 'x'.repeat(300_000) }), [413, 'too-large']],
  ])('%s', async (_, body, answer) => {
    const { house, post } = await waiting()
    expect(await post(body)).toEqual(answer)
    expect(await rowsOf(house, 'deliveries')).toEqual([])
  })

  test('a form is not JSON', async () => {
    const { post } = await waiting()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(await post('payload_type=schoolApproved', { headers })).toEqual([415, 'not-json'])
  })

  test('a house that asks nobody confirms nothing', async () => {
    const { house, endpoint, secret, token } = await waiting()
    const init = {
      method: 'POST',
      body: JSON.stringify(said.schoolApproved),
      headers: { 'content-type': 'application/json' },
    }
    const answer = await hooks({ ...house, askVendor: null }).request(`/hooks/wonde/${endpoint}?secret=${secret}`, init)
    expect(answer.status).toBe(503)
    expect(await token()).toBeNull()
  })

  test('neither the secret nor a token is ever logged, not even when the store is away', async () => {
    const { house, endpoint, secret } = await waiting()
    const away = async () => Promise.reject(new Error('disk I/O error'))
    const broken = { ...house, database: { read: house.database.read, commit: away } }
    const init = {
      method: 'POST',
      body: JSON.stringify(said.schoolApproved),
      headers: { 'content-type': 'application/json' },
    }
    const answer = await hooks(broken).request(`/hooks/wonde/${endpoint}?secret=${secret}`, init)
    expect(answer.status).toBe(503)
    const written = `${house.logged.join('\n')} ${await answer.text()} ${JSON.stringify(await rowsOf(house, 'security_events'))}`
    expect(written).toContain('delivery-not-kept')
    expect(written).not.toContain(secret)
    expect(written).not.toContain('tok_of_this_school')
  })
})

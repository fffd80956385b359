// Connecting a school on the page: what is asked, what is shown once, and what is never shown.
import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf } from './peopleHouse.ts'

const signed = { formKey: 'k', which: 'known', school: heronLane, vendor: 'generic' }
const arbor = { ...signed, vendor: 'arbor', host: 'heron.uk.arbor.sc', user: 'wb', password: 'canary-password' }
const at = '2026-10-14T09:00:00.000Z'

async function connectionsIn(made: PeopleHouse) {
  return made.house.database.read(
    sql<{
      id: string
      schoolUrn: string
      vendor: string
      settings: string
    }>`SELECT id, school_urn AS "schoolUrn", vendor, settings FROM connections ORDER BY rowid`,
  )
}

async function onlyConnection(made: PeopleHouse) {
  const [connection, ...more] = await connectionsIn(made)
  if (!connection || more.length > 0) throw new Error('There should be one connection')
  return connection
}

/** What the page asks to be mended. */
function faultsOn(html: string): string[] {
  return [...html.matchAll(/<li><a href="#([\w-]+)">([^<]*)<\/a><\/li>/g)].map(([, field, text]) => `${field}: ${text}`)
}

describe('signed webhooks', () => {
  test('address and secret are shown in the answer to the form and on no other page', async () => {
    const made = await makePeopleHouse()
    const html = await (await made.post('/connections', signed, 'ada')).text()
    const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(html)![0]
    expect(html).toMatch(/<code id="address">http:\/\/localhost:3000\/hooks\/v1\/[\w-]{16}<\/code>/)
    expect(html).toContain('is on this page only, this once')
    const { id } = await onlyConnection(made)
    const others = [
      '/connections',
      `/connections/${id}`,
      `/connections/${id}/arrivals`,
      `/connections/${id}/secrets/new`,
    ]
    for (const path of [...others, `/connections/${id}/end`]) {
      const answer = await made.get(path, 'ada')
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain(secret.slice(6))
    }
    const kept = await made.house.database.read(sql`SELECT * FROM connections`)
    expect(JSON.stringify([kept, made.house.logged])).not.toContain(secret.slice(6))
  })

  test('the form sent again, as by reloading, makes nothing and shows no secret', async () => {
    const made = await makePeopleHouse()
    await made.post('/connections', signed, 'ada')
    const again = await made.post('/connections', signed, 'ada')
    const { id } = await onlyConnection(made)
    expect([again.status, again.headers.get('location')]).toEqual([303, `/connections/${id}?made=before`])
    const page = await textOf(await made.get(again.headers.get('location')!, 'ada'))
    expect(page).toContain('This connection was made already, by the same form.')
    expect(page).not.toContain('whsec_')
  })

  test('its own page says who connected it, when, and that nothing came yet', async () => {
    const made = await makePeopleHouse()
    await made.post('/connections', signed, 'ada')
    const { id } = await onlyConnection(made)
    made.house.statements.count = 0
    const text = await textOf(await made.get(`/connections/${id}`, 'ada'))
    expect(made.house.statements.count).toBe(7)
    expect(text).toContain('Connected 14 October 2026, 10:00, by Ada Frost')
    expect(text).toContain('Last delivery None yet. Wait for the first')
    expect(text).toContain('Secret One counts. It was shown once and is kept locked')
  })
})

describe('a school that is connected already', () => {
  const anew = { ...signed, formKey: 'other' }

  test('is not connected again silently: the form comes back with what it has, and a choice', async () => {
    const made = await makePeopleHouse()
    await made.post('/connections', signed, 'ada')
    const { id } = await onlyConnection(made)
    const answer = await made.post('/connections', { ...anew, school: 'heron' }, 'ada')
    const html = await answer.text()
    expect([answer.status, faultsOn(html)]).toEqual([
      422,
      ['again: This school has a connection already. Look at it, or connect the school again anyway.'],
    ])
    expect(html).toContain(`href="/connections/${id}">Signed webhooks, connected 14 October 2026</a>`)
    expect(html).toContain('value="heron"')
    expect(html).toContain('value="other"')
    await onlyConnection(made)
    expect((await made.post('/connections', { ...anew, again: 'yes' }, 'ada')).status).toBe(200)
    expect(await connectionsIn(made)).toHaveLength(2)
    // The form sent once more, as by reloading, is still the same form.
    expect((await made.post('/connections', { ...anew, again: '' }, 'ada')).status).toBe(303)
    expect(await connectionsIn(made)).toHaveLength(2)
  })

  test('an ended connection and another school’s stand in nobody’s way', async () => {
    const made = await makePeopleHouse()
    await made.post('/connections', signed, 'ada')
    await made.house.database.commit([sql`UPDATE connections SET ended_at = ${at}, ended_because = 'Moved'`])
    expect((await made.post('/connections', anew, 'ada')).status).toBe(200)
    expect((await made.post('/connections', { ...anew, formKey: 'm', school: millfield }, 'ada')).status).toBe(200)
    expect(await (await made.get('/connections/new', 'ada')).text()).not.toContain('connect it again')
  })
})

describe('each field', () => {
  test('stands under the choice that asks for it', async () => {
    const made = await makePeopleHouse()
    const html = await (await made.get('/connections/new', 'ada')).text()
    const inOrder = [...html.matchAll(/ id="(which|which-2|school|urn|vendor-2|domain|vendor-3|host)"/g)].map(
      ([, id]) => id,
    )
    expect(inOrder).toEqual(['which', 'school', 'which-2', 'urn', 'vendor-2', 'domain', 'vendor-3', 'host'])
  })
})

describe('which school', () => {
  test.each([
    [{ school: 'Millfield Academy (999002)' }, millfield],
    [{ school: '999002' }, millfield],
    [{ school: ' millfield academy ' }, millfield],
    [{ school: 'millf' }, millfield],
    [{ which: 'new', urn: '100 023', name: 'Alder  Primary' }, '100023'],
  ])('%j', async (change, urn) => {
    const made = await makePeopleHouse()
    expect((await made.post('/connections', { ...signed, ...change }, 'ada')).status).toBe(200)
    expect(await connectionsIn(made)).toMatchObject([{ schoolUrn: urn }])
  })

  test.each([
    [{ school: '' }, ['school: Enter the name or the URN of the school']],
    [
      { school: '123456' },
      ['school: No school here has this name or URN. Choose one from the list, or enter it as a new school'],
    ],
    [{ school: 'l' }, ['school: 3 schools here fit this. Choose one from the list, or type its URN']],
    [{ which: '' }, ['which: Choose whether the school is here already']],
    [{ which: 'new', urn: '', name: '' }, ['urn: Enter the URN of the school', 'name: Enter the name of the school']],
    [{ which: 'new', urn: '99900', name: 'A' }, ['urn: A URN has 6 digits. This has 5.']],
    [
      { which: 'new', urn: heronLane, name: 'Another' },
      ['urn: Heron Lane Primary School has this URN and is here already. Choose it above, or check the number'],
    ],
    [{ which: 'new', urn: '100023', name: 'x'.repeat(201) }, ['name: This must be 200 characters or fewer']],
    [{ vendor: 'file' }, ['vendor: Choose how the register comes in']],
    [{ vendor: '' }, ['vendor: Choose how the register comes in']],
  ])('%j is sent back with everything typed, and nothing is made', async (change, faults) => {
    const made = await makePeopleHouse()
    const answer = await made.post('/connections', { ...signed, ...change }, 'ada')
    const html = await answer.text()
    expect([answer.status, faultsOn(html)]).toEqual([422, faults])
    expect(html).toContain('value="k"')
    expect(await connectionsIn(made)).toEqual([])
  })

  test('the link beside a school without a connection fills it in', async () => {
    const made = await makePeopleHouse()
    const list = await (await made.get('/connections', 'ada')).text()
    expect(list).toContain('href="/connections/new?school=999002"')
    expect(await (await made.get('/connections/new?school=999002', 'ada')).text()).toContain(
      'value="Millfield Academy (999002)"',
    )
  })
})

describe('Arbor', () => {
  test('is kept with its host; the password stands nowhere, and the page of the connection says what is asked', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/connections', arbor, 'ada')
    const [connection] = await connectionsIn(made)
    expect(connection).toMatchObject({ vendor: 'arbor', settings: '{"host":"heron.uk.arbor.sc"}' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/connections/${connection!.id}?made=now`])
    const html = await (await made.get(answer.headers.get('location')!, 'ada')).text()
    expect(html).toContain('https://heron.uk.arbor.sc')
    expect(html).not.toContain('Make a new secret')
    expect((await made.get(`/connections/${connection!.id}/secrets/new`, 'ada')).status).toBe(404)
    expect(JSON.stringify([html, made.house.logged])).not.toContain('canary')
  })

  test.each([
    [{ host: 'evil.uk.arbor.sc.evil.example' }, 'host'],
    [{ host: 'heron.uk.arbor.sc/rest-v2' }, 'host'],
    [{ host: 'evil.example?.uk.arbor.sc' }, 'host'],
    [{ user: 'a:b' }, 'user'],
    [{ password: '' }, 'password'],
    [{ password: 'a\r\nb' }, 'password'],
  ])('%j is sent back, without the password', async (change, field) => {
    const made = await makePeopleHouse()
    const answer = await made.post('/connections', { ...arbor, ...change }, 'ada')
    const html = await answer.text()
    expect([answer.status, faultsOn(html).map((fault) => fault.split(':')[0])]).toEqual([422, [field]])
    expect(html).not.toContain('canary')
    expect(await connectionsIn(made)).toEqual([])
  })
})

test('Wonde gets one address with a secret of hex, shown once; its own page shows the address without it', async () => {
  const made = await makePeopleHouse()
  const form = { ...signed, vendor: 'wonde', domain: 'api.wonde.com', schoolRef: 'A1000000000' }
  const html = await (await made.post('/connections', form, 'ada')).text()
  const [, secret] = /\/hooks\/wonde\/[\w-]{16}\?secret=([0-9a-f]{64})</.exec(html)!
  expect(html).not.toContain('first-message')
  const [connection] = await connectionsIn(made)
  expect(connection!.settings).toBe('{"domain":"api.wonde.com","school_ref":"A1000000000"}')
  const page = await (await made.get(`/connections/${connection!.id}`, 'ada')).text()
  expect(page).toContain('/hooks/wonde/')
  expect(page + made.house.logged.join()).not.toContain(secret)
  const wrong = { ...form, formKey: 'other', domain: 'evil.example', schoolRef: '../A1' }
  expect(
    faultsOn(await (await made.post('/connections', wrong, 'ada')).text()).map((fault) => fault.split(':')[0]),
  ).toEqual(['domain', 'schoolRef'])
})

describe('an existing connection', () => {
  async function withConnection() {
    const made = await makePeopleHouse()
    await made.post('/connections', signed, 'ada')
    const { id } = await onlyConnection(made)
    return { made, id, path: `/connections/${id}` }
  }

  test('gets a new secret, shown once, and says until when the old one counts; the form sent again makes none', async () => {
    const { made, path } = await withConnection()
    const form = { seen: '1', keep: '1-day' }
    const first = await made.post(`${path}/secrets`, form, 'ada')
    const text = await textOf(first)
    expect([first.status, /Secret whsec_[\w+/]{43}=/.test(text)]).toEqual([200, true])
    expect(text).toContain('The old secret counts as well until Thursday 15 October 2026, 10:00')
    const again = await made.post(`${path}/secrets`, form, 'ada')
    expect(again.status).toBe(409)
    const page = await textOf(again)
    expect(page).toContain('This has changed since you opened the page')
    expect(page).not.toContain('whsec_')
    expect(page).toContain('Two count: the new one, and the old one until 15 October 2026, 10:00')
    expect(page).toContain(
      'New secret made. The old one counts until Thu 15 Oct, 10:00 . 14 October 2026, 10:00, Ada Frost',
    )
    expect(page).toContain('No delivery with the old secret is noted')
    await made.house.database.commit([sql`UPDATE connections SET previous_used_at = '2026-10-14T09:05:00.000Z'`])
    expect(await textOf(await made.get(path, 'ada'))).toContain(
      'Deliveries still come with the old secret , about Wed 14 Oct, 10:05 the last time.',
    )
    expect((await made.post(`${path}/old-secret/end`, { seen: '2' }, 'ada')).status).toBe(303)
    expect(await textOf(await made.get(path, 'ada'))).toContain('One counts.')
    // The next one that is old has its own time.
    expect(await made.house.database.read(sql`SELECT previous_used_at AS at FROM connections`)).toEqual([{ at: null }])
  })

  test('without what was seen, or with something else, a form changes nothing', async () => {
    const { made, path } = await withConnection()
    const before = await made.house.database.read(sql`SELECT * FROM connections`)
    const forms: Record<string, string>[] = [{}, { seen: '' }, { seen: '0' }, { seen: '1e0' }, { seen: '2' }]
    for (const form of forms) {
      expect((await made.post(`${path}/secrets`, form, 'ada')).status).toBe(409)
      expect((await made.post(`${path}/end`, { ...form, reason: 'x' }, 'ada')).status).toBe(409)
      expect((await made.post(`${path}/old-secret/end`, form, 'ada')).status).toBe(409)
    }
    expect(await made.house.database.read(sql`SELECT * FROM connections`)).toEqual(before)
    expect((await made.post('/connections/none/secrets', { seen: '1' }, 'ada')).status).toBe(404)
  })

  test('a form from another site is refused before anything is asked', async () => {
    const { made, path } = await withConnection()
    const headers = {
      cookie: await made.signIn('ada'),
      ...{
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: 'https://evil.example',
      },
    }
    for (const address of ['/connections', `${path}/secrets`, `${path}/end`]) {
      const body = new URLSearchParams({ ...signed, formKey: 'forged', seen: '1', reason: 'x' })
      expect((await made.app.request(address, { method: 'POST', headers, body })).status).toBe(403)
    }
    expect(await made.house.database.read(sql`SELECT count(*) AS n FROM connection_changes`)).toEqual([{ n: 1 }])
  })

  test('ends with a reason, says so, and offers nothing more', async () => {
    const { made, path } = await withConnection()
    const empty = await made.post(`${path}/end`, { seen: '1', reason: ' ' }, 'ada')
    expect([empty.status, faultsOn(await empty.text())]).toEqual([422, ['reason: Say why the connection is ended.']])
    expect((await made.post(`${path}/end`, { seen: '1', reason: 'Moved <b>to</b> Wonde' }, 'ada')).status).toBe(303)
    const html = await (await made.get(path, 'ada')).text()
    expect(html).toContain('Moved &lt;b&gt;to&lt;/b&gt; Wonde')
    expect(html).not.toContain('/secrets/new')
    expect((await made.get(`${path}/end`, 'ada')).status).toBe(404)
    expect((await made.get(`${path}/secrets/new`, 'ada')).status).toBe(404)
  })

  test('shows each delivery with what became of it, 50 a page, and nothing of what it said', async () => {
    const { made, id, path } = await withConnection()
    const numbers = JSON.stringify(Array.from({ length: 51 }, (_, index) => index + 1))
    await made.house.database.commit([
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, body, state)
        SELECT value, ${id}, 'd' || value, ${at}, 'pupil.upserted', 'x', 'canary-body', 'processed' FROM json_each(${numbers})`,
      sql`UPDATE deliveries SET state = 'quarantined', type = 'attendance.marks.upserted' WHERE id = 51`,
      sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason, content) VALUES (51, 1, ${heronLane}, ${at}, 't', 'data.marks[0].code', 'is not a code', 'canary-content')`,
    ])
    const html = await (await made.get(path, 'ada')).text()
    expect(html).not.toContain('canary')
    expect(html.match(/data-label="What became of it"/g)).toHaveLength(50)
    expect(html).toContain(
      '<strong>Not taken in, or not all of it</strong>: <bdi>data.marks[0].code is not a code</bdi>',
    )
    expect(html).toContain(`href="${path}?page=2"`)
    const second = await (await made.get(`${path}?page=2`, 'ada')).text()
    expect(second.match(/data-label="What became of it"/g)).toHaveLength(1)
    expect((await made.get(`${path}?page=9`, 'ada')).headers.get('location')).toBe(path)
  })

  test('arrivals look by themselves for ten minutes of the machine’s clock, and by a link always', async () => {
    const { made, path } = await withConnection()
    const shown = await (await made.get(`${path}/arrivals`, 'ada')).text()
    const [, again] = /hx-get="([^"]+)"/.exec(shown)!
    expect(again).toBe(`${path}/arrivals?until=${Date.parse(at) + 600_000}`)
    made.house.machineClock.put('2026-10-14T09:09:59.999Z')
    expect(await (await made.get(again!, 'ada')).text()).toContain(`hx-get="${again}"`)
    made.house.machineClock.put('2026-10-14T09:10:00.000Z')
    const later = await (await made.get(again!, 'ada')).text()
    expect(later).not.toContain('hx-get')
    expect(later).toContain(`href="${path}/arrivals">Look again`)
    expect(await (await made.get(`${path}/arrivals?until=9999999999999`, 'ada')).text()).toContain(
      `until=${Date.parse(at) + 1_200_000}"`,
    )
  })
})

test('a search that finds nobody says so', async () => {
  const made = await makePeopleHouse()
  const none = await textOf(await made.get('/connections?search=%3Cb%3Ezzz', 'ada'))
  expect(none).toContain('No school has “ <b>zzz ” in its name or URN.')
})

// What a school's people do about a part that was not taken in: correct it and send it again, or let it go and say why.
import { beforeEach, describe, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { eventsCommand } from '../../src/eventsCommand.ts'
import { sweep } from '../../src/intake/work.ts'
import { sql } from '../../src/storage/database.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { headersFor, mark, secretCurrent } from '../intake/sender.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, textOf, wednesday } from './peopleHouse.ts'

let made: PeopleHouse
let endpoint: string
let sent = 0

beforeEach(async () => {
  made = await makePeopleHouse()
  sent = 0
  const printed: string[] = []
  const print = (text: string) => void printed.push(text)
  const args = ['add', '--school', heronLane, '--name', 'Heron Lane', '--vendor', 'generic', '--secret', secretCurrent]
  await connectionCommand(args, made.house, { out: print, err: print })
  endpoint = (JSON.parse(printed.join('')) as { endpoint: string }).endpoint
})

async function deliver(type: string, data: object): Promise<void> {
  sent += 1
  const source = { vendor: 'generic', school_urn: heronLane }
  const body = JSON.stringify({ type, timestamp: wednesday, schema: '2026-09-01', source, data })
  const headers = headersFor(`msg_${sent}`, wednesday, body, secretCurrent)
  expect((await made.app.request(endpoint, { method: 'POST', body, headers })).status).toBe(202)
  await made.house.settled()
}

const rows = <Row>(table: string, order = '1') =>
  made.house.sqlite.read(sql<Row>([`SELECT * FROM ${table} ORDER BY ${order}`] as unknown as TemplateStringsArray))

interface DeliveryRow {
  id: number
  delivery_id: string
  state: string
  replays: number | null
  sent_by: string | null
}

const good = mark('p1', '2026-10-14', 'AM', '/', wednesday)
const bad = { ...mark('p2', '2026-10-14', 'AM', 'QQ', wednesday), comment: 'seen at the bus stop' }
const form = '/needs-attention/parts/1/1/correction'
const typed = {
  'part-pupil-mis_id': 'p2',
  'part-date': '14/10/2026',
  'part-session': 'AM',
  'part-code': 'N',
  'part-minutes_late': '',
}

/** The value of an input of a page, as the browser would send it back. */
function valueIn(html: string, name: string): string | undefined {
  return new RegExp(`name="${name}" type="text" value="([^"]*)"`).exec(html)?.[1]
}

describe('a mark with a code that is none', () => {
  beforeEach(() => deliver('attendance.marks.upserted', { session_status: 'open', marks: [good, bad] }))

  test('is shown with its fields filled in and what is wrong beside the code', async () => {
    const html = await (await made.get(form, 'bela')).text()
    expect(
      ['mis_id', 'date', 'code', 'minutes_late'].map((name) =>
        valueIn(html, `part-${name === 'mis_id' ? 'pupil-mis_id' : name}`),
      ),
    ).toEqual(['p2', '2026-10-14', 'QQ', ''])
    expect(html).toContain('name="part-session" value="AM" checked')
    expect(html).toMatch(/id="part-code-error"><span[^>]*>Error:<\/span> Code is not a code of the 2024 list/)
    expect(html).not.toContain('There is a problem')
    expect(html).not.toContain('bus stop')
    expect(html).not.toContain('name="part-comment"')
  })

  test('corrected, is kept as a delivery that replays the first, applied by the same code, and settled in that commit', async () => {
    const answer = await made.post(form, typed, 'bela')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, form])
    await made.house.settled()
    const [, replay] = await rows<DeliveryRow>('deliveries')
    expect(replay).toMatchObject({ id: 2, state: 'processed', replays: 1, sent_by: 'bela' })
    expect(replay!.delivery_id).toMatch(/^replay_\w+$/)
    const marks = await rows<{ code: string; comment: string | null }>('marks', 'pupil_id')
    expect(marks.map(({ code, comment }) => [code, comment])).toContainEqual(['N', 'seen at the bus stop'])
    const settled = await textOf(await made.get(form, 'bela'))
    expect(settled).toContain('Corrected and sent again by Bela Novak , Wed 14 Oct, 10:00. It was taken in.')
    expect(settled).not.toContain('Let go of it instead')
    expect(await textOf(await made.get('/needs-attention', 'bela'))).toContain('Messages not taken in (0)')
    expect(await textOf(await made.get('/needs-attention?list=settled', 'cleo'))).toContain(
      'data.marks[1].code : is not a code of the 2024 list Corrected and sent again by Bela Novak , Wed 14 Oct, 10:00. It was taken in.',
    )
  })

  test('still wrong comes back with everything typed and what is wrong now, and nothing is kept', async () => {
    const answer = await made.post(
      form,
      { ...typed, 'part-date': '31 February 2026', 'part-minutes_late': '12' },
      'bela',
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('There is a problem')
    expect(html).toContain('<a href="#part-date">Date must be a date that exists</a>')
    expect([valueIn(html, 'part-date'), valueIn(html, 'part-code'), valueIn(html, 'part-minutes_late')]).toEqual([
      '31 February 2026',
      'N',
      '12',
    ])
    expect(await rows('deliveries')).toHaveLength(1)
    expect(await rows('quarantined')).toMatchObject([{ settled_at: null }])
  })

  test('a pupil number that nobody has here is asked about, one that somebody has is taken', async () => {
    const html = await (await made.post(form, { ...typed, 'part-pupil-mis_id': 'p22' }, 'bela')).text()
    expect(html).toContain('Pupil number is not the number of a pupil here')
    expect((await made.post(form, { ...typed, 'part-pupil-mis_id': 'p1' }, 'bela')).status).toBe(303)
  })

  test('pressed twice, or by two people, is sent once: the second reads that it is settled', async () => {
    const both = await Promise.all([made.post(form, typed, 'bela'), made.post(form, typed, 'cleo')])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = await made.post(form, typed, 'bela')
    expect(late.status).toBe(409)
    expect(await textOf(late)).toContain(
      'This is settled already. Nothing more was done; the page shows by whom and how.',
    )
    const discard = await made.post('/needs-attention/parts/1/1/discard', { reason: 'Not needed' }, 'cleo')
    expect(discard.status).toBe(409)
    await made.house.settled()
    expect(await rows('deliveries')).toHaveLength(2)
  })

  test('one sends it again while another lets it go: one of the two holds', async () => {
    const both = await Promise.all([
      made.post('/needs-attention/parts/1/1/discard', { reason: 'Not needed' }, 'cleo'),
      made.post(form, typed, 'bela'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const [part] = await rows<{ settled_how: string }>('quarantined')
    expect(await rows('deliveries')).toHaveLength(part!.settled_how === 'replayed' ? 2 : 1)
  })

  test('let go needs a reason, which is kept', async () => {
    const discard = '/needs-attention/parts/1/1/discard'
    const without = await made.post(discard, { reason: ' \u200b ' }, 'bela')
    expect(without.status).toBe(422)
    expect(await textOf(without)).toContain('Say why this is let go. A decision without a reason cannot be kept.')
    expect((await made.post(discard, { reason: 'The MIS sent it again' }, 'bela')).headers.get('location')).toBe(
      '/needs-attention?saved=discarded',
    )
    expect(await textOf(await made.get('/needs-attention?list=settled', 'bela'))).toContain(
      'Let go by Bela Novak , Wed 14 Oct, 10:00. The MIS sent it again',
    )
    expect(await rows('deliveries')).toHaveLength(1)
    const lines: string[] = []
    const io = { out: (text: string) => void lines.push(text), err: () => {} }
    await eventsCommand(['--quarantine'], made.house, io)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      delivery: 'msg_1',
      settled: { at: wednesday, by: 'bela', how: 'discarded', because: 'The MIS sent it again' },
    })
  })

  test.each(['gwen', 'ada', 'evan', 'dora', 'hugo'])(
    'is not there for %s, who may not read what it says',
    async (who) => {
      for (const address of [form, '/needs-attention/parts/1/1/discard', '/needs-attention/parts/1/2/correction']) {
        expect((await made.get(address, who)).status).toBe(404)
        expect((await made.post(address, { ...typed, reason: 'x' }, who)).status).toBe(404)
      }
      expect(await rows('quarantined')).toMatchObject([{ settled_at: null }])
    },
  )

  test('is logged as a look at the child it names', async () => {
    await made.house.database.commit([
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('pia', ${heronLane}, 'p2', '2026-09-02')`,
    ])
    await made.get(form, 'bela')
    expect(await rows('reads')).toMatchObject([
      { person_id: 'bela', page: 'Needs attention: correct', pupil_ids: '["pia"]' },
    ])
  })

  test.each([
    ['erased', sql`UPDATE deliveries SET body = NULL`],
    ['locked with another key', sql`UPDATE deliveries SET body = 'bm90IGxvY2tlZCBieSB1cyBhdCBhbGw='`],
  ])('%s, can only be let go', async (_, change) => {
    await made.house.database.commit([change])
    const page = await made.get(form, 'bela')
    expect(page.status).toBe(200)
    const text = await textOf(page)
    expect(text).toContain('it cannot be corrected here')
    expect(text).not.toContain('Correct and send again now')
    const answer = await made.post(form, typed, 'bela')
    expect(answer.status).toBe(409)
    expect(await textOf(answer)).toContain('What this said is no longer here')
    expect((await made.post('/needs-attention/parts/1/1/discard', { reason: 'Too old' }, 'bela')).status).toBe(303)
  })

  test('an officer cannot send the whole as JSON, and what was not asked for is not touched', async () => {
    const json = { part: JSON.stringify({ ...bad, code: 'N', comment: 'forged' }) }
    expect((await made.post(form, json, 'bela')).status).toBe(422)
    expect(await rows('deliveries')).toHaveLength(1)
  })
})

describe('other kinds', () => {
  test('a pupil with a wrong UPN: the faulty field alone, and the rest goes as it was sent', async () => {
    const pupil = { mis_id: 'p7', upn: 'B000000000000', legal_forename: 'Nell', legal_surname: 'Okafor' }
    await deliver('pupil.upserted', { pupil, source_updated_at: wednesday })
    const html = await (await made.get(form, 'bela')).text()
    expect(html).toContain('Unique pupil number (UPN) does not have the right check letter')
    expect(html).not.toMatch(/name="part-pupil-legal|Nell/)
    expect((await made.post(form, { 'part-pupil-upn': '' }, 'bela')).status).toBe(303)
    await made.house.settled()
    expect(await rows('pupils')).toMatchObject([{ mis_id: 'p7', upn: null, legal_forename: 'Nell' }])
  })

  test('a pupil without a name: both names are asked for', async () => {
    await deliver('pupil.upserted', { pupil: { mis_id: 'p7' }, source_updated_at: wednesday })
    const html = await (await made.get(form, 'bela')).text()
    expect([valueIn(html, 'part-pupil-legal_forename'), valueIn(html, 'part-pupil-legal_surname')]).toEqual(['', ''])
    const names = { 'part-pupil-legal_forename': 'Nell', 'part-pupil-legal_surname': 'Okafor' }
    expect((await made.post(form, names, 'bela')).status).toBe(303)
  })

  test('a value that the officer may not read is typed anew, unseen', async () => {
    const data = { pupil: { mis_id: 'p7' }, leaving_date: 'ask Pat Canary', source_updated_at: wednesday }
    await deliver('enrolment.ended', data)
    const html = await (await made.get(form, 'bela')).text()
    expect(html).toContain('What was sent here is not shown to you. Type what it should say.')
    expect(html).not.toContain('Canary')
    expect(valueIn(await (await made.get(form, 'cleo')).text(), 'part-leaving_date')).toBe('ask Pat Canary')
    expect((await made.post(form, { 'part-leaving_date': '9 October 2026' }, 'bela')).status).toBe(303)
  })

  const contact = { contact_ref: 'c1', name: 'Pat Canary', priority: 'first', restricted: true }

  test('a kind without a form is JSON, and for the safeguarding lead alone', async () => {
    await deliver('contacts.upserted', { pupil: { mis_id: 'p7' }, contacts: [contact], source_updated_at: wednesday })
    const officers = await textOf(await made.get(form, 'bela'))
    expect(officers).toContain('it is for the safeguarding lead to correct')
    expect(officers).not.toContain('Canary')
    const leads = await (await made.get(form, 'cleo')).text()
    expect(leads).toContain('&quot;priority&quot;: &quot;first&quot;')
    const broken = await made.post(form, { part: '{"name": Pat' }, 'cleo')
    expect(broken.status).toBe(422)
    expect(await broken.text()).toContain('{&quot;name&quot;: Pat</textarea>')
    expect((await made.post(form, { part: JSON.stringify(contact) }, 'cleo')).status).toBe(422)
    expect((await made.post(form, { part: JSON.stringify({ ...contact, priority: 1 }) }, 'cleo')).status).toBe(303)
    await made.house.settled()
    expect(await rows('contacts')).toMatchObject([{ contact_ref: 'c1', priority: 1 }])
  })

  test('a whole message corrected may not become one of another school', async () => {
    const source = { vendor: 'generic', school_urn: heronLane }
    const envelope = { type: 'sync.completed', timestamp: wednesday, schema: '2026-09-01', source, data: {}, extra: 1 }
    const body = JSON.stringify(envelope)
    await made.app.request(endpoint, {
      method: 'POST',
      body,
      headers: headersFor('msg_x', wednesday, body, secretCurrent),
    })
    await made.house.settled()
    const elsewhere = {
      ...envelope,
      extra: undefined,
      data: { feed: 'pupils', complete: true },
      source: { ...source, school_urn: '999002' },
    }
    const wrong = await made.post(form, { part: JSON.stringify(elsewhere) }, 'cleo')
    expect(await textOf(wrong)).toContain('source.school_urn must be this school')
    const right = await made.post(form, { part: JSON.stringify({ ...elsewhere, source }) }, 'cleo')
    expect(right.status).toBe(303)
  })
})

describe('brackets without end', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const contact = { contact_ref: 'c1', name: 'Pat Canary', priority: 'first' }
  const data = { pupil: { mis_id: 'p7' }, contacts: [contact], source_updated_at: wednesday }

  test.each([
    ['33 deep', deep(33)],
    ['10,000 deep', deep(10_000)],
    ['never closed', '['.repeat(20_000)],
    [
      'as deep as a message may be, within a message',
      `{"contact_ref":"c1","name":"Pat","priority":1,"more":${deep(31)}}`,
    ],
  ])('typed as the correction, %s: it comes back, and nothing is kept', async (_, part) => {
    await deliver('contacts.upserted', data)
    const answer = await made.post(form, { part }, 'cleo')
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain('The part lies more than 32 deep: look for brackets too many')
    expect(await rows('deliveries')).toHaveLength(1)
  })

  test.each([
    ['in the part', (body: string) => body.replace('"first"', deep(100_000))],
    ['beside it', (body: string) => body.replace('"contacts"', `"more":${deep(100_000)},"contacts"`)],
  ])(
    '%s, of a message kept before such were refused: it is shown and let go, and cannot be sent again',
    async (_, spoilt) => {
      await deliver('contacts.upserted', data)
      const source = { vendor: 'generic', school_urn: heronLane }
      const body = JSON.stringify({
        type: 'contacts.upserted',
        timestamp: wednesday,
        schema: '2026-09-01',
        source,
        data,
      })
      const [locked, content] = await Promise.all([
        lockText(made.house.keys.secrets, spoilt(body)),
        lockText(made.house.keys.secrets, `{"contact_ref":${deep(3_000)}}`),
      ])
      await made.house.database.commit([
        sql`UPDATE deliveries SET body = ${locked}`,
        sql`UPDATE quarantined SET content = ${content}`,
      ])
      expect(await textOf(await made.get('/needs-attention', 'cleo'))).toContain('It lies too deep to be shown.')
      const page = await made.get(form, 'cleo')
      expect(page.status).toBe(200)
      expect(await textOf(page)).toContain('so it cannot be corrected here')
      expect((await made.post(form, { part: '{}' }, 'cleo')).status).toBe(409)
      expect(await rows('deliveries')).toHaveLength(1)
      expect((await made.post('/needs-attention/parts/1/1/discard', { reason: 'A test' }, 'cleo')).status).toBe(303)
    },
  )
})

test('a replay that is not taken in either stands on the list anew, and can be replayed itself', async () => {
  await deliver('attendance.marks.upserted', {
    marks: [{ ...bad, code: 'N', source_updated_at: '2026-10-14T09:10:00Z' }],
  })
  made.house.clock.put('2026-10-14T09:04:00.000Z')
  // Read now it would pass; by the time it is applied it is looked at by the instant of its receipt, as any other.
  expect((await made.post(form, typed, 'bela')).status).toBe(422)
  const field = { 'part-source_updated_at': '2026-10-14T09:00:00Z' }
  expect((await made.post(form, { ...typed, ...field }, 'bela')).status).toBe(303)
  await made.house.settled()
  await made.house.database.commit([
    sql`UPDATE deliveries SET state = 'quarantined' WHERE id = 2`,
    sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason)
      VALUES (2, 1, ${heronLane}, ${wednesday}, 'attendance.marks.upserted', 'data.marks[0].code', 'is not a code of the 2024 list')`,
  ])
  const again = '/needs-attention/parts/2/1/correction'
  expect((await made.post(again, { ...typed, 'part-code': 'I' }, 'cleo')).status).toBe(303)
  await made.house.settled()
  expect((await rows<DeliveryRow>('deliveries')).map(({ replays, sent_by }) => [replays, sent_by])).toEqual([
    [null, null],
    [1, 'bela'],
    [2, 'cleo'],
  ])
  expect(await textOf(await made.get('/needs-attention?list=settled', 'bela'))).toContain(
    'It was not taken in again: it stands on the list once more.',
  )
})

describe('the authority', () => {
  beforeEach(() => deliver('attendance.marks.upserted', { session_status: 'open', marks: [bad] }))
  const telling = '/needs-attention/parts/1/1/telling'

  test.each(['ada', 'evan'])('tells the school once (%s), without a word of what was sent', async (who) => {
    expect(await textOf(await made.get('/needs-attention', who))).toContain('Tell the school of data.marks[0].code')
    for (const _ of [1, 2])
      expect((await made.post(telling, {}, who)).headers.get('location')).toBe('/needs-attention?saved=told')
    const messages = await rows<{ team: string; subject: string; body: string; state: string }>('messages')
    expect(messages).toMatchObject([
      {
        team: `school:${heronLane}`,
        subject: 'Part of a message from the MIS of Heron Lane Primary School was not taken in',
        state: 'waiting',
      },
    ])
    expect(messages[0]!.body).toContain('http://localhost:3000/needs-attention')
    expect(messages[0]!.body).not.toMatch(/p2|QQ|bus stop/)
    const text = await textOf(await made.get('/needs-attention', who))
    expect(text).toContain('The school was told on Wed 14 Oct, 10:00.')
    expect(text).not.toContain('Tell the school of')
    expect(text).not.toMatch(/bus stop|p2\b/)
  })

  test('does not tell of what is settled', async () => {
    await made.post('/needs-attention/parts/1/1/discard', { reason: 'Not needed' }, 'bela')
    expect((await made.post(telling, {}, 'ada')).headers.get('location')).toBe('/needs-attention?saved=settled')
    expect(await rows('messages')).toEqual([])
  })
})

describe('a delivery that could not be applied', () => {
  const retry = '/needs-attention/deliveries/1/retry'
  beforeEach(async () => {
    await deliver('attendance.marks.upserted', { session_status: 'open', marks: [good] })
    await made.house.database.commit([sql`UPDATE deliveries SET state = 'dead', tries = 7`])
  })

  test('is tried again by the administrator, from the first try on', async () => {
    expect(await textOf(await made.get('/needs-attention?list=deliveries', 'ada'))).toContain(
      'Try again delivery msg_1',
    )
    expect((await made.post(retry, {}, 'ada')).headers.get('location')).toBe(
      '/needs-attention?list=deliveries&saved=retried',
    )
    expect((await made.post(retry, {}, 'ada')).headers.get('location')).toBe(
      '/needs-attention?list=deliveries&saved=settled',
    )
    expect(await rows('deliveries')).toMatchObject([{ state: 'received', tries: 0, retried_by: 'ada' }])
    await sweep(made.house)
    expect(await rows('deliveries')).toMatchObject([{ state: 'processed' }])
    expect(await textOf(await made.get('/needs-attention?list=deliveries', 'ada'))).toContain(
      'Deliveries that failed (0)',
    )
  })

  test('is let go with a reason, once', async () => {
    const discard = '/needs-attention/deliveries/1/discard'
    expect((await made.post(discard, { reason: '' }, 'ada')).status).toBe(422)
    const both = await Promise.all([1, 2].map(() => made.post(discard, { reason: 'A test' }, 'ada')))
    expect(both.map(({ headers }) => headers.get('location')).sort()).toEqual([
      '/needs-attention?list=deliveries&saved=discarded',
      '/needs-attention?list=deliveries&saved=settled',
    ])
    expect(await textOf(await made.get('/needs-attention?list=settled', 'ada'))).toContain(
      'A delivery that could not be applied. Let go by Ada Frost , Wed 14 Oct, 10:00. A test',
    )
    expect((await made.post(retry, {}, 'ada')).headers.get('location')).toContain('saved=settled')
    const lines: string[] = []
    await eventsCommand(['--deliveries'], made.house, { out: (text) => void lines.push(text), err: () => {} })
    expect(JSON.parse(lines[0]!)).toMatchObject({
      state: 'dead',
      discarded: { at: wednesday, by: 'ada', because: 'A test' },
    })
  })

  test('is not tried again once what it said is erased', async () => {
    await made.house.database.commit([sql`UPDATE deliveries SET body = NULL`])
    expect(await textOf(await made.get('/needs-attention?list=deliveries', 'ada'))).not.toContain('Try again')
    expect((await made.post(retry, {}, 'ada')).headers.get('location')).toContain('saved=erased')
    expect(await rows('deliveries')).toMatchObject([{ state: 'dead' }])
  })
})

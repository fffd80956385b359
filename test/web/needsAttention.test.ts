import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { testKeys } from '../support/testHouse.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf } from './peopleHouse.ts'

const at = '2026-10-14T08:40:00.000Z'

interface Faulty {
  school?: string
  type?: string
  path?: string
  reason?: string
  content?: unknown
  at?: string
}

/** A house with a connection a school, a pupil p1 at each, and these parts of deliveries not taken in. */
async function houseWith(...faults: Faulty[]): Promise<PeopleHouse> {
  const made = await makePeopleHouse()
  const { database } = made.house
  for (const [urn, id] of [
    [heronLane, 'at-heron'],
    [millfield, 'at-mill'],
  ]) {
    await database.commit([
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES (${id}, ${`door-${id}`}, ${urn}, 'generic', 'locked', ${at})`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES (${`pupil-${id}`}, ${urn}, 'p1', '2026-09-02')`,
    ])
  }
  for (const [number, fault] of faults.entries()) {
    const school = fault.school ?? heronLane
    const content = fault.content === undefined ? null : await lockText(testKeys.secrets, JSON.stringify(fault.content))
    await database.commit([
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, state)
        VALUES (${number + 1}, ${school === heronLane ? 'at-heron' : 'at-mill'}, ${`msg-${number}`}, ${at}, ${fault.type ?? 'attendance.marks.upserted'}, 'x', 'quarantined')`,
      sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason, content)
        VALUES (${number + 1}, 1, ${school}, ${fault.at ?? at}, ${fault.type ?? 'attendance.marks.upserted'}, ${fault.path ?? 'data.marks[0].code'}, ${fault.reason ?? 'is not a code of the 2024 list'}, ${content})`,
    ])
  }
  return made
}

const mark = { pupil: { mis_id: 'p1' }, date: '2026-10-14', session: 'AM', code: 'QQ', comment: 'seen at the bus stop' }

describe('the school’s own people', () => {
  test('read what was not taken in, why, what it said and what to do', async () => {
    const made = await houseWith({ content: mark })
    for (const who of ['bela', 'cleo']) {
      const text = await textOf(await made.get('/needs-attention', who))
      expect(text).toContain(
        'Marks Heron Lane Primary School, Wed 14 Oct, 09:40 attendance.marks.upserted data.marks[0].code : is not a code of the 2024 list',
      )
      expect(text).toContain('About the pupil with MIS number p1')
      expect(text).toContain(
        '"pupil": { "mis_id": "p1" }, "date": "2026-10-14", "session": "AM", "code": "QQ", "comment":',
      )
      if (who === 'cleo') expect(text).toContain('"comment": "seen at the bus stop"')
      else expect(text).not.toContain('bus stop')
      expect(text).toContain('What to do: Correct it in your MIS and send it again.')
    }
  })

  test('see nothing of another school', async () => {
    const made = await houseWith({ content: mark })
    expect(await textOf(await made.get('/needs-attention', 'gwen'))).toBe(
      'Needs attention School calendars that end soon or are missing Deadlines that need a school day after the last one known are shown as unknown. Millfield Academy : no calendar What to do: Put the terms and closed days up to the end of the coming school year into your MIS. If they are there, ask your MIS supplier to send them. Or set up the school year here: the school’s name leads to it. Messages not taken in (0) Is it one child? Held back (0) Settled (0) Messages not taken in Nothing: every message that arrived was taken in or settled. This does not say that every message arrived.',
    )
  })

  test('are recorded as having looked at the child it names, before the page is sent', async () => {
    const made = await houseWith(
      { content: mark },
      { content: { pupil: { mis_id: 'nobody' } } },
      { school: millfield, content: mark },
    )
    await made.get('/needs-attention', 'bela')
    expect(await made.house.sqlite.read(sql`SELECT at, person_id, page, pupil_ids FROM reads`)).toEqual([
      { at: '2026-10-14T09:00:00.000Z', person_id: 'bela', page: 'Needs attention', pupil_ids: '["pupil-at-heron"]' },
    ])
  })

  test('get no page when the look cannot be recorded', async () => {
    const made = await houseWith({ content: mark })
    made.house.sqlite.runScript(
      `CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    )
    const answer = await made.get('/needs-attention', 'bela')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('bus stop')
  })

  test('see no security events, whatever the address says', async () => {
    const made = await houseWith({ content: mark })
    const text = await textOf(await made.get('/needs-attention?list=security', 'bela'))
    expect(text).toContain('data.marks[0].code')
    expect(text).not.toContain('Security')
  })

  test('read a message made of markup, template and turned text as it was sent, harmless', async () => {
    const made = await houseWith({
      type: '<img src=x>',
      content: { pupil: { mis_id: 'p1' }, comment: '</pre><script>alert(1)</script>{{ 7*7 }}\u202Egnp.exe\u0000' },
    })
    const html = await (await made.get('/needs-attention', 'cleo')).text()
    expect(html).toContain('<bdi>&lt;img src=x&gt;</bdi>')
    expect(html).toContain('&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}&#92;u202egnp.exe&#92;u0000')
    expect(html).not.toContain('<script>alert')
  })

  test('a long message is shortened, and one locked with another key says so', async () => {
    const made = await houseWith({ content: { long: 'x'.repeat(9000) } }, {})
    await made.house.database.commit([
      sql`UPDATE quarantined SET content = 'bm90IGxvY2tlZCBieSB1cyBhdCBhbGw=' WHERE delivery = 2`,
    ])
    const html = await (await made.get('/needs-attention', 'cleo')).text()
    expect(html).toContain('… (shortened)')
    expect(html.length).toBeLessThan(12_000)
    expect(html).toContain('cannot be opened with the key this installation has now')
  })
})

describe('what only the safeguarding lead may see', () => {
  const address = { lines: ['14 Canary Row'], postcode: 'NM1 1AA' }
  const contact = { contact_ref: 'c1', name: 'Pat Canary', phones: [{ number: '07700 900123' }], address }
  const secret = /Canary|900123|NM1 1AA/

  test.each([
    ['a restricted contact', { pupil: { mis_id: 'p1' }, contacts: [{ ...contact, restricted: true }] }],
    [
      'a contact whose restriction is not readable',
      { pupil: { mis_id: 'p1' }, contacts: [{ ...contact, restricted: 'no' }] },
    ],
    ['a contact that does not say', { pupil: { mis_id: 'p1' }, contacts: [contact] }],
    ['a contact by itself', { ...contact, restricted: true }],
    ['contacts that are no list', { pupil: { mis_id: 'p1' }, contacts: 'Pat Canary 07700 900123' }],
    ['contacts that are texts', { pupil: { mis_id: 'p1' }, contacts: ['Pat Canary 07700 900123'] }],
    ['a bare text', 'Pat Canary 07700 900123'],
  ])('%s is not shown to an attendance officer', async (_, content) => {
    const made = await houseWith({ type: 'contacts.upserted', path: 'data.contacts', content })
    const officers = await (await made.get('/needs-attention', 'bela')).text()
    expect(officers).toContain('Not shown to you: ask the safeguarding lead')
    expect(officers).not.toMatch(secret)
    expect(await (await made.get('/needs-attention', 'cleo')).text()).toMatch(secret)
  })

  test.each<[string, unknown]>([
    [
      'under a name misspelt',
      { pupil: { mis_id: 'p1' }, Contacts: [contact], contact: contact, kontakte: 'Pat Canary' },
    ],
    ['that say they are not restricted', { contacts: [{ ...contact, restricted: false }] }],
    ['as JSON within a text', { pupil: { mis_id: 'p1' }, comment: JSON.stringify(contact) }],
    ['as the name of a field', { 'Pat Canary 07700 900123': true }],
    [
      'where a plain value belongs',
      { pupil: { mis_id: 'Pat Canary' }, date: '07700 900123', code: 'Canary', session: 'Canary' },
    ],
    [
      'as numbers where a plain value belongs',
      { mis_id: '07700900123', minutes_late: '07700900123', upn: '07700900123' },
    ],
    ['within an object where a plain value belongs', { mis_id: contact, date: [contact], code: { ...contact } }],
    ['among marks', { marks: [{ mis_id: 'p1', code: 'QQ', note: 'Pat Canary' }, 'Pat Canary 07700 900123'] }],
    ['within a list of lists', [[contact]]],
    ['under a name that another field ends in', { contact_mis_id: 'Pat Canary 07700 900123' }],
  ])('contacts %s are not shown to an attendance officer', async (_, content) => {
    const made = await houseWith({ content })
    const officers = await (await made.get('/needs-attention', 'bela')).text()
    expect(officers).toContain('Not shown to you: ask the safeguarding lead')
    expect(officers).not.toMatch(/Canary|07700|NM1 1AA/)
    expect(await (await made.get('/needs-attention', 'cleo')).text()).toMatch(/Canary|07700/)
  })

  test('words about protection are not shown to an attendance officer, whatever they are called', async () => {
    const content = { mis_id: 'p1', protectionPlan: true, cp_plan: 'yes', pupil: { on_protection_register: true } }
    const made = await houseWith({ type: 'pupil.upserted', content })
    expect(await (await made.get('/needs-attention', 'bela')).text()).not.toMatch(/protection_|protectionPlan|cp_plan/)
    expect(await (await made.get('/needs-attention', 'cleo')).text()).toContain('on_protection_register')
  })

  test('an attendance officer reads the plain values that are theirs to mend', async () => {
    const made = await houseWith(
      { content: { pupil: { mis_id: 4711, upn: 'E999100126003' }, leaving_date: '31/12/2026', minutes_late: -5 } },
      {
        type: 'calendar.published',
        content: {
          academic_year: '2026/27',
          terms: [{ from: '2026-09-01', to: '2026-08-01' }],
          non_school_days: [{ on: '2026-10-32', because: 'inset' }],
        },
      },
    )
    const text = await textOf(await made.get('/needs-attention', 'bela'))
    expect(text).toContain(
      '{ "pupil": { "mis_id": 4711, "upn": "E999100126003" }, "leaving_date": "31/12/2026", "minutes_late": -5 }',
    )
    expect(text).toContain('"terms": [ { "from": "2026-09-01", "to": "2026-08-01" } ]')
    expect(text).toContain('"non_school_days": [ { "on": "2026-10-32", "other fields": "Not shown to you')
  })

  test('flags are not shown to an attendance officer', async () => {
    const made = await houseWith(
      { type: 'pupil.upserted', content: { mis_id: 'p1', flags: { protection_plan: true } } },
      { type: 'pupil.flags.changed', content: { pupil: { mis_id: 'p1' }, changed: ['protection_plan'] } },
    )
    expect(await (await made.get('/needs-attention', 'bela')).text()).not.toContain('protection_plan')
    expect(await (await made.get('/needs-attention', 'cleo')).text()).toContain('protection_plan')
  })
})

describe('the administrator', () => {
  test('reads type, time, path and reason of every school, and never what was said; no look at a child is recorded', async () => {
    const made = await houseWith({ content: mark }, { school: millfield, content: mark })
    const html = await (await made.get('/needs-attention', 'ada')).text()
    expect(html).toContain('Heron Lane Primary School')
    expect(html).toContain('Millfield Academy')
    expect(html).toContain('data.marks[0].code')
    expect(html).toContain('The school corrects it in its MIS and sends it again, or corrects it here.')
    expect(html).not.toMatch(/bus stop|mis_id|p1/)
    expect(await made.house.sqlite.read(sql`SELECT * FROM reads`)).toEqual([])
  })

  test('sees the deliveries that failed and what looked wrong at the doors', async () => {
    const made = await houseWith()
    await made.house.database.commit([
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body, state, tries)
        VALUES ('at-heron', 'msg-failed', ${at}, 'pupil.upserted', 'x', 'locked', 'dead', 5)`,
      sql`INSERT INTO security_events (at, kind, connection_id, school_urn, delivery_id, detail)
        VALUES (${at}, 'delivery-id-reused', 'at-mill', ${millfield}, 'msg-again', 'Another body under an id that was used before.')`,
    ])
    const failed = await textOf(await made.get('/needs-attention?list=deliveries', 'ada'))
    expect(failed).toContain(
      'Messages not taken in (0) Held back (0) Deliveries that failed (1) Messages to teams not sent (0) Security (1) Settled (0)',
    )
    expect(failed).toContain(
      'pupil.upserted Heron Lane Primary School, Wed 14 Oct, 09:40 Delivery msg-failed , tried 5 times',
    )
    const security = await textOf(await made.get('/needs-attention?list=security', 'ada'))
    expect(security).toContain('A delivery id was used again with other content Millfield Academy, Wed 14 Oct, 09:40')
    expect(security).toContain('Address /hooks/v1/door-at-mill')
  })
})

test('lists go on over pages of 20, newest first, with the same number of statements', async () => {
  const faults = Array.from({ length: 45 }, (_, number) => ({
    path: `data.marks[${number}].code`,
    content: mark,
    at: `2026-10-14T08:${String(number).padStart(2, '0')}:00.000Z`,
  }))
  const made = await houseWith(...faults)
  await made.signIn('bela')
  made.house.statements.count = 0
  const first = await textOf(await made.get('/needs-attention', 'bela'))
  // The sign-in's two, the counts, the page, the schools, their calendars, the feeds with problems, the silent schools (two), whom it names, and the record of the look.
  expect(made.house.statements.count).toBe(11)
  expect(first).toContain('data.marks[44].code')
  expect(first).toContain('1 to 20 of 45 messages')
  const last = await textOf(await made.get('/needs-attention?page=3', 'bela'))
  expect(last).toContain('data.marks[0].code')
  expect(last).toContain('41 to 45 of 45 messages')
  expect(await textOf(await made.get('/needs-attention?page=99', 'bela'))).toContain('41 to 45 of 45 messages')
})

// The deliveries every reader of Standard Webhooks for schools must know: 39 of them, in order, answer and effect.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { allMarks, connectedSchool, type Posted, type Sender } from './sender.ts'

interface Fixture {
  readonly name: string
  readonly headers: Record<string, string>
  readonly raw: string
  readonly clock: string
}

const { fixtures } = JSON.parse(readFileSync('test/fixtures/mis-webhooks.json', 'utf8')) as { fixtures: Fixture[] }

interface MarkRow {
  mis_id: string
  marked_on: string
  session: string
  code: string
}

let sender: Sender
const played = new Map<
  string,
  { posted: Posted; marks: string[]; quarantined: string[]; security: string[]; states: Record<string, string> }
>()

async function marksNow(): Promise<string[]> {
  const rows = await sender.rows<MarkRow>(
    `(SELECT p.mis_id, m.* FROM ${allMarks} m JOIN pupils p ON p.id = m.pupil_id)`,
    'marked_on, session, mis_id',
  )
  return rows.map((row) => `${row.mis_id} ${row.marked_on} ${row.session} ${row.code}`)
}

beforeAll(async () => {
  sender = await connectedSchool('2026-09-14T08:00:00Z')
  for (const fixture of fixtures) {
    sender.house.clock.put(fixture.clock)
    const posted = await sender.postRaw(fixture.raw, fixture.headers)
    await sender.house.settled()
    const quarantined = await sender.rows<{ delivery_id: string; path: string; reason: string }>(
      '(SELECT d.delivery_id, q.* FROM quarantined q JOIN deliveries d ON d.id = q.delivery)',
      'delivery, number',
    )
    const security = await sender.rows<{ kind: string }>('security_events')
    const deliveries = await sender.rows<{ delivery_id: string; state: string }>('deliveries')
    played.set(fixture.name, {
      posted,
      marks: await marksNow(),
      quarantined: quarantined
        .filter((row) => row.delivery_id === fixture.headers['webhook-id'])
        .map((row) => `${row.path} ${row.reason}`),
      security: security.map((row) => row.kind),
      states: Object.fromEntries(deliveries.map((row) => [row.delivery_id, row.state])),
    })
  }
})

const registerOfTheMorning = ['p1 2026-09-14 AM /', 'p2 2026-09-14 AM L', 'p3 2026-09-14 AM N', 'p4 2026-09-14 AM I']
const correctedMorning = ['p1 2026-09-14 AM /', 'p2 2026-09-14 AM L', 'p3 2026-09-14 AM I', 'p4 2026-09-14 AM I']

const expected: [name: string, status: number, word: string][] = [
  ['V0.0 calendar of the school year', 202, 'accepted'],
  ['V0.1 pupil p1', 202, 'accepted'],
  ['V0.2 pupil p2', 202, 'accepted'],
  ['V0.3 pupil p3', 202, 'accepted'],
  ['V0.4 pupil p4', 202, 'accepted'],
  ['V0.5 enrolment started', 202, 'accepted'],
  ['V0.6 contacts', 202, 'accepted'],
  ['V1 AM register closed', 202, 'accepted'],
  ['V1 exact redelivery', 200, 'duplicate'],
  ['V1 session closed', 202, 'accepted'],
  ['V2 late correction N to I', 202, 'accepted'],
  ['V3 leaver destination unknown', 202, 'accepted'],
  ['V4 expected starter', 202, 'accepted'],
  ['V5 flags thin', 202, 'accepted'],
  ['V6 calendar', 202, 'accepted'],
  ['V7 heartbeat', 202, 'accepted'],
  ['V8 rotation two signatures', 202, 'accepted'],
  ['H1 truncated JSON', 400, 'not-json'],
  ['H2 wrong secret', 401, 'refused'],
  ['H3 body altered after signing', 401, 'refused'],
  ['H4 stale timestamp', 401, 'refused'],
  ['H5 timestamp in milliseconds', 401, 'refused'],
  ['H6 missing webhook-id', 401, 'refused'],
  ['H7 id reused with another body', 409, 'id-reused'],
  ['H8 cross-tenant school', 403, 'wrong-school'],
  ['H9 prototype keys', 202, 'accepted'],
  ['H10 duplicate JSON keys', 202, 'accepted'],
  ['H11 markup, template, formula and markdown in text', 202, 'accepted'],
  ['H12 impossible values', 202, 'accepted'],
  ['H13 older update after newer', 202, 'accepted'],
  ['H14 type confusion', 202, 'accepted'],
  ['H15 SSRF link in thin payload', 202, 'accepted'],
  ['H16 odd unicode', 202, 'accepted'],
  ['H17 lone surrogate escape', 202, 'accepted'],
  ['H18 numeric id beyond 2^53', 202, 'accepted'],
  ['H19 wrong content type', 415, 'not-json'],
  ['H20 unknown future type', 202, 'accepted'],
  ['H21 signed empty body', 400, 'not-json'],
  ['H22 UTF-8 BOM before JSON', 401, 'refused'],
]

describe('each delivery of the fixture file, in order', () => {
  test('there are 39 of them, and each has its answer here', () => {
    expect(fixtures.map(({ name }) => name)).toEqual(expected.map(([name]) => name))
  })

  test.each(expected)('%s is answered %d %s', (name, status, word) => {
    expect(played.get(name)?.posted).toMatchObject({ status, body: { status: word } })
  })

  test('the calendar makes the school’s days known, and the newer one adds an INSET day on 9 October', async () => {
    const rows = await sender.rows<{ published_at: string; closed: string }>('calendars', 'published_at')
    expect(rows.map((row) => [row.published_at, JSON.parse(row.closed)])).toEqual([
      ['2026-09-14T08:19:00.000Z', [{ on: '2026-11-02', because: 'inset' }]],
      [
        '2026-09-14T08:32:10.000Z',
        [
          { on: '2026-10-09', because: 'inset' },
          { on: '2026-11-02', because: 'inset' },
        ],
      ],
    ])
  })

  test('the pupils are known, p3 as looked after with a social worker and on roll since 2024', async () => {
    const rows = await sender.rows<Record<string, unknown>>('pupils', 'length(mis_id), mis_id')
    expect(rows.map((row) => [row.mis_id, row.legal_forename, row.legal_surname])).toEqual([
      ['p1', 'Amina', 'Okoro'],
      ['p2', 'Tomos', 'Bevan-Hughes'],
      ['p3', 'Zsófia', 'Nagy'],
      ['p4', 'Idris', 'Khan'],
      ['p9', '<img src=x onerror=alert(1)>', '{{ 7*7 }}{% raw %}'],
      ['p10', 'Zoë gnp.exe', 'O’Neill 😀'],
      ['pre-77', 'Sam', 'Example'],
    ])
    expect(rows[2]).toMatchObject({
      ...{
        upn: 'E999100126003',
        search_name: 'nagy zsofia',
        date_of_birth: '2015-04-11',
        reg_group: '6A',
        entered_on: '2024-09-03',
      },
      ...{ looked_after: 1, social_worker: 1, protection_plan: 0, child_in_need: null, left_on: null },
    })
  })

  test('p3 has two contacts, the second restricted', async () => {
    const rows = await sender.rows<Record<string, unknown>>('contacts', 'priority')
    expect(rows.map((row) => [row.name, row.restricted, row.phones])).toEqual([
      ['Ilona Nagy', 0, '[{"number":"07700 900123","kind":"mobile"}]'],
      ['Gábor Nagy', 1, '[{"number":"07700 900456","kind":"mobile"}]'],
    ])
  })

  test('the morning’s register gives four marks, and the redelivery changes none', () => {
    expect(played.get('V1 AM register closed')?.marks).toEqual(registerOfTheMorning)
    expect(played.get('V1 exact redelivery')?.marks).toEqual(registerOfTheMorning)
  })

  test('the closed session makes the register complete', async () => {
    const rows = await sender.rows<Record<string, unknown>>('register_sessions')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      marked_on: '2026-09-14',
      session: 'AM',
      expected: 4,
      marked: 4,
      complete: 1,
      closed_at: '2026-09-14T08:32:00.000Z',
    })
  })

  test('the correction turns N into I, keeps the N, and the absence ends because the register gives a reason', async () => {
    expect(played.get('V2 late correction N to I')?.marks).toEqual(correctedMorning)
    const versions = await sender.rows<Record<string, unknown>>('mark_versions')
    expect(versions.map((row) => [row.code, row.became, row.kept_because, row.stamp])).toEqual([
      ['N', 'I', 'replaced', '2026-09-14T08:31:02.000Z'],
      ['N', 'I', 'stale', '2026-09-14T08:00:00.000Z'],
    ])
    const cases = await sender.rows<Record<string, unknown>>('cases')
    expect(cases.map((row) => [row.began_on, row.ended_on, row.ended_because])).toEqual([
      ['2026-09-14', '2026-09-14', 'reason-in-register'],
    ])
    const events = await sender.rows<Record<string, unknown>>('case_events', 'version')
    expect(events.map((row) => [row.what, row.by, row.at])).toEqual([
      ['absence-began', 'mis', '2026-09-14T08:33:00.000Z'],
      ['mark-corrected', 'mis', '2026-09-17T13:06:00.000Z'],
      ['absence-ended', 'mis', '2026-09-17T13:06:00.000Z'],
    ])
    const details = await sender.rows<{ details: string }>('case_event_details', 'version')
    expect(details.map((row) => JSON.parse(row.details))).toEqual([
      { firstOn: '2026-09-14' },
      { on: '2026-09-14', session: 'AM', from: 'N', to: 'I', reason: null },
      { on: '2026-09-14', because: 'reason-in-register' },
    ])
  })

  test('the leaver is still there, with the leaving date', async () => {
    const rows = await sender.rows<Record<string, unknown>>('pupils', 'mis_id')
    expect(rows.find((row) => row.mis_id === 'p4')).toMatchObject({ left_on: '2026-09-11', legal_forename: 'Idris' })
  })

  test('changed flags without values wait to be checked, and nothing is fetched', async () => {
    const rows = await sender.rows<Record<string, unknown>>('pupils', 'mis_id')
    expect(rows[0]).toMatchObject({
      mis_id: 'p1',
      looked_after: 0,
      flags_to_check: '["looked_after","protection_plan"]',
    })
  })

  test('heartbeats make their feeds fresh', async () => {
    const rows = await sender.rows<Record<string, unknown>>('feeds', 'feed')
    expect(rows.map((row) => [row.feed, row.last_heard_at, row.last_complete_at])).toEqual([
      ['attendance.session', '2026-09-14T08:33:00.000Z', '2026-09-14T08:33:00.000Z'],
      ['pupils', '2026-09-14T08:33:00.000Z', '2026-09-14T08:33:00.000Z'],
    ])
  })

  test('what is ignored, and what is set aside, says so', () => {
    const { states } = played.get('H22 UTF-8 BOM before JSON')!
    const inState = (state: string) => Object.keys(states).filter((id) => states[id] === state)
    expect(inState('ignored')).toEqual(['msg_H20_unknown_future_type'])
    expect(inState('quarantined')).toEqual([
      ...['msg_H9_prototype_keys', 'msg_H10_duplicate_JSON_keys', 'msg_H12_impossible_values'],
      ...['msg_H14_type_confusion', 'msg_H17_lone_surrogate_escape', 'msg_H18_numeric_id_beyond_2_53'],
    ])
    expect(inState('received')).toEqual([])
    expect(inState('dead')).toEqual([])
    expect(Object.keys(states)).toHaveLength(27)
  })

  test.each([
    ['H9 prototype keys', ['message has a part that is not known']],
    ['H10 duplicate JSON keys', ['data.pupil is missing']],
    ['H14 type confusion', ['type must be text']],
    ['H17 lone surrogate escape', ['data.pupil.mis_id is not well-formed text']],
    ['H18 numeric id beyond 2^53', ['data.pupil.mis_id must be text']],
    [
      'H12 impossible values',
      [
        'data.marks[0].date must be a date that exists, YYYY-MM-DD',
        'data.marks[1].session must be AM or PM',
        'data.marks[2].code is not a code of the 2024 list',
        'data.marks[3].pupil.upn does not have the right check letter',
        'data.marks[4].date is more than a year ahead',
        'data.marks[5].minutes_late must be 0 or more',
        'data.marks[6].pupil.upn must be text',
      ],
    ],
  ])('%s is set aside with its path and reason', (name, faults) => {
    expect(played.get(name)?.quarantined).toEqual(faults)
  })

  test('the prototype of all objects is as it was', () => {
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test('no hostile delivery changes a mark; of the three pupils made known after the register closed, nothing is known', () => {
    expect(played.get('H22 UTF-8 BOM before JSON')?.marks.toSorted()).toEqual(
      [...correctedMorning, 'p10 2026-09-14 AM -', 'p9 2026-09-14 AM -', 'pre-77 2026-09-14 AM -'].sort(),
    )
  })

  test('a reused id, another school and refused signatures are security events, the last once a minute', () => {
    expect(played.get('H7 id reused with another body')?.security).toEqual(['signature-refused', 'delivery-id-reused'])
    expect(played.get('H22 UTF-8 BOM before JSON')?.security).toEqual([
      ...['signature-refused', 'delivery-id-reused', 'delivery-for-another-school'],
    ])
  })

  test('nothing is kept for the other school', async () => {
    const rows = await sender.rows<{ urn: string }>('schools')
    expect(rows.map(({ urn }) => urn)).toEqual(['999001'])
  })
})

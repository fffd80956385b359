// A code sent from Today: the button where the school sends it, what the row says meanwhile, and nobody else's business.
import { expect, test } from 'vitest'
import { writesOfConnection } from '../../src/storage/connectionStore.ts'
import { sql } from '../../src/storage/database.ts'
import { addPupils, awayThisMorning, happens, oakfield, openSchool, riverside, textOf } from './todaySchool.ts'

const list = '/today?list=reason-given'
const press = '/absences/case-lucia/write-backs'
const sick = { explainedOn: '2026-10-13', explainedUntil: '2026-10-13', reason: 'Sick in the night', whoSaid: 'Mother' }
const lucia = { id: 'lucia', forename: 'Lucía', surname: 'Ferreira', ...awayThisMorning }

async function morning({ codes = 'I,M', asksVendors = true, words = sick.reason } = {}) {
  const made = await openSchool()
  const { house } = made
  if (asksVendors) Object.assign(house, { askVendor: async () => ({ failed: 'unreachable' }) })
  await addPupils(house, [lucia])
  await happens(house, 'case-lucia', [{ what: 'reason-given', details: { ...sick, reason: words } }], 'grace')
  const settings = { domain: 'api.wonde.com', school_ref: 'A1234567890', ...(codes ? { write_back: codes } : {}) }
  await house.database.commit(
    writesOfConnection(
      { id: 'w', endpoint: 'e', schoolUrn: oakfield, secretCurrent: 'locked', secretPrevious: null },
      { schoolName: 'Oakfield Primary', vendor: 'wonde', at: house.clock.now(), token: 'locked', settings },
    ),
  )
  return made
}

const sent = [
  ['list', 'reason-given'],
  ['send', 'I 2026-10-13.AM'],
] as const

const move = (made: Awaited<ReturnType<typeof morning>>, set: string) =>
  made.house.sqlite.runScript(`UPDATE write_backs SET ${set}`)

test('officer and lead have the button; pressed twice it waits once, and nothing about the absence changes', async () => {
  const made = await morning()
  for (const person of ['grace', 'lead']) {
    const { html } = await made.get(person, list)
    expect(textOf(html)).toContain(
      'Suggested code: I , illness. Send I to your MIS for Lucía Ferreira for Tue 13 Oct (morning)',
    )
    expect(html).toContain(`name="send" value="I 2026-10-13.AM" hx-nonce=`)
    expect(html).toContain(`formaction="${press}"`)
    expect(textOf(html)).toContain('Nothing changes here until your MIS says so.')
  }
  const before = await made.house.database.read(sql`SELECT version FROM cases`)
  const first = await made.post('grace', press, sent)
  expect([first.status, first.location]).toEqual([303, '/today?list=reason-given&row=case-lucia#row-case-lucia'])
  expect((await made.post('grace', press, sent)).status).toBe(303)
  expect(await made.house.database.read(sql`SELECT state, to_code, asked_by FROM write_backs`)).toEqual([
    { state: 'pending', to_code: 'I', asked_by: 'grace' },
  ])
  expect(await made.house.database.read(sql`SELECT version FROM cases`)).toEqual(before)
  expect(await made.house.database.read(sql`SELECT code FROM marks`)).toEqual([{ code: 'N' }])
  const text = textOf((await made.get('grace', list)).html)
  expect(text).toContain('Being sent to your MIS: I for Tue 13 Oct (morning).')
  expect(text).not.toContain('Send I to your MIS')
})

test('the row says what the MIS said', async () => {
  const made = await morning()
  await made.post('grace', press, sent)
  move(made, "state = 'accepted'")
  expect(textOf((await made.get('grace', list)).html)).toContain(
    'Your MIS has taken it: waiting for the mark to come back. I for Tue 13 Oct (morning).',
  )
  const other = await morning()
  await other.post('grace', press, sent)
  move(other, "state = 'failed', because = 'Register <locked>.', ended_at = 'x'")
  const { html } = await other.get('grace', list)
  expect(textOf(html)).toContain(
    'Your MIS did not take it: I for Tue 13 Oct (morning). Register &lt;locked>. Change it there by hand, or send it again.'.replace(
      '&lt;',
      '<',
    ),
  )
  expect(html).not.toContain('<locked>')
  expect(html).toContain('name="send" value="I 2026-10-13.AM.1"')
})

test('what the MIS did not take is sent again by a press, once, and only what was seen', async () => {
  const made = await morning()
  await made.post('grace', press, sent)
  move(made, "state = 'failed', because = 'Busy.', ended_at = 'x'")
  const { html } = await made.get('grace', list)
  expect(textOf(html)).toContain('Send I again for Lucía Ferreira for Tue 13 Oct (morning)')
  const states = () => made.house.database.read(sql`SELECT state FROM write_backs ORDER BY rowid`)
  // The button of a page from before says less: it sends nothing.
  expect((await made.post('grace', press, sent)).status).toBe(303)
  expect(await states()).toEqual([{ state: 'failed' }])
  const again = [
    ['list', 'reason-given'],
    ['send', 'I 2026-10-13.AM.1'],
  ] as const
  for (const who of ['grace', 'lead', 'grace']) expect((await made.post(who, press, again)).status).toBe(303)
  expect(await states()).toEqual([{ state: 'failed' }, { state: 'pending' }])
  const text = textOf((await made.get('grace', list)).html)
  expect(text).toContain('Being sent to your MIS: I for Tue 13 Oct (morning).')
  expect(text).not.toContain('Send I again')
})

test('not sent again when the mark is another, the reason suggests another code, or the code is not sent any more', async () => {
  const again = [['send', 'I 2026-10-13.AM.1']] as const
  const failed = async () => {
    const made = await morning()
    await made.post('grace', press, sent)
    move(made, "state = 'failed', because = 'Busy.', ended_at = 'x'")
    return made
  }
  const changed = await failed()
  await changed.house.database.commit([sql`UPDATE marks SET code = 'O'`])
  expect((await changed.post('grace', press, again)).status).toBe(409)
  const other = await failed()
  const dentist = { ...sick, reason: 'Dentist appointment' }
  await happens(other.house, 'case-lucia', [{ what: 'reason-given', details: dentist }], 'grace')
  expect((await other.post('grace', press, again)).status).toBe(409)
  const html = (await other.get('grace', list)).html
  expect(html).toContain('value="M 2026-10-13.AM.1"')
  const off = await failed()
  await off.house.database.commit([sql`UPDATE connections SET settings = json_remove(settings, '$.write_back')`])
  expect((await off.get('grace', list)).html).not.toContain('name="send"')
  expect((await off.post('grace', press, again)).status).toBe(422)
})

const undo = '/absences/case-lucia/reasons/2/withdrawal'
const undoIt = async (made: Awaited<ReturnType<typeof morning>>) => {
  const [entry] = await made.house.database.read(
    sql<{ version: number }>`SELECT version FROM case_events WHERE what = 'reason-given'`,
  )
  const answer = await made.post('grace', undo.replace('/2/', `/${entry!.version}/`), [['list', 'reason-given']])
  expect([answer.status, answer.location]).toEqual([
    303,
    '/today?list=reason-given&row=case-lucia&undone=yes#row-case-lucia',
  ])
}

test('a reason undone before the code was sent withdraws it, and a new reason offers it anew', async () => {
  const made = await morning()
  await made.post('grace', press, sent)
  await undoIt(made)
  const kept = () => made.house.database.read(sql`SELECT state, because FROM write_backs ORDER BY rowid`)
  const withdrawn = { state: 'withdrawn', because: 'The reason was undone before the code was sent.' }
  expect(await kept()).toEqual([withdrawn])
  expect(textOf((await made.get('grace', `${list}&undone=yes`)).html)).not.toContain('Your MIS holds')
  await happens(made.house, 'case-lucia', [{ what: 'reason-given', details: sick }], 'grace')
  const { html } = await made.get('grace', list)
  expect(textOf(html)).toContain('Send I to your MIS for Lucía Ferreira')
  expect((await made.post('grace', press, [['send', 'I 2026-10-13.AM.1']])).status).toBe(303)
  expect(await kept()).toEqual([withdrawn, { state: 'pending', because: null }])
})

test.each([
  ['taken', "state = 'accepted'", 'Your MIS holds I for Lucía Ferreira , Tue 13 Oct (morning).'],
  [
    'on its way',
    "state = 'sending', sent_at = 'x'",
    'I was sent to your MIS for Lucía Ferreira , Tue 13 Oct (morning).',
  ],
])(
  'a reason undone after the code was sent (%s): the page says that the MIS holds it, until it is changed there',
  async (_, how, words) => {
    const made = await morning()
    await made.post('grace', press, sent)
    move(made, how)
    await undoIt(made)
    const [before] = await made.house.database.read(sql<{ state: string }>`SELECT state FROM write_backs`)
    expect(how).toContain(before!.state)
    const told = `${words} The reason for it was undone after it was sent, so nothing here takes it back: change the mark in your MIS.`
    for (const path of [list, '/today?list=tried&undone=yes'])
      expect(textOf((await made.get('grace', path)).html)).toContain(told)
    for (const who of ['head', 'river'])
      expect((await made.get(who, list)).html).not.toContain('undone after it was sent')
    await made.house.database.commit([sql`UPDATE marks SET code = 'I'`])
    expect(textOf((await made.get('grace', list)).html)).toContain('Your MIS')
    await made.house.database.commit([sql`UPDATE marks SET code = 'O'`])
    expect((await made.get('grace', list)).html).not.toContain('undone after it was sent')
  },
)

test('a child who is back has a form of its own, for every N of the absence and none of another', async () => {
  const made = await morning()
  await addPupils(made.house, [
    {
      ...{ id: 'mateo', forename: 'Mateo', surname: 'Ferreira', awaySince: '2026-10-08' },
      marks: {
        '2026-10-06 AM': 'N',
        '2026-10-08 AM': 'N',
        '2026-10-08 PM': 'N',
        '2026-10-09 AM': 'N',
        '2026-10-12 AM': '/',
      },
    },
  ])
  const details = { ...sick, explainedOn: '2026-10-08', explainedUntil: '2026-10-09' }
  const back = { what: 'absence-ended', details: { on: '2026-10-12', because: 'returned' } } as never
  await happens(made.house, 'case-mateo', [{ what: 'reason-given', details }, back], 'grace')
  const { html } = await made.get('grace', list)
  expect(html).toContain('<form method="post" action="/absences/case-mateo/write-backs" class="wb-send">')
  expect(html).toContain('value="I 2026-10-08.AM 2026-10-08.PM 2026-10-09.AM"')
  expect(textOf(html)).toContain('for Thu 8 Oct, Fri 9 Oct (morning)')
  await made.post('grace', '/absences/case-mateo/write-backs', [
    ['send', 'I 2026-10-08.AM 2026-10-08.PM 2026-10-09.AM'],
  ])
  expect(await made.house.database.read(sql`SELECT count(*) AS n FROM write_backs`)).toEqual([{ n: 3 }])
})

test('no button without the code, without a vendor to ask, for the head, or on another list', async () => {
  const noButton = async (made: Awaited<ReturnType<typeof morning>>, person = 'grace', path = list) =>
    expect((await made.get(person, path)).html).not.toContain('name="send"')
  await noButton(await morning({ codes: 'M' }))
  await noButton(await morning({ codes: '' }))
  await noButton(await morning({ asksVendors: false }))
  await noButton(await morning({ words: 'At home' }))
  const made = await morning()
  await noButton(made, 'head')
  await noButton(made, 'grace', '/today?row=case-lucia')
  expect(textOf((await (await morning({ codes: 'M' })).get('grace', list)).html)).toContain(
    'changes it in the register itself',
  )
})

test('an officer of another school finds nothing; what is not as it was seen is not sent', async () => {
  const made = await morning()
  expect((await made.post('river', press, sent)).status).toBe(404)
  expect((await made.post('head', press, sent)).status).toBe(404)
  expect((await made.post('grace', press, [['send', 'M 2026-10-13.AM']])).status).toBe(409)
  expect((await made.post('grace', press, [['send', 'I 2026-10-13.PM']])).status).toBe(409)
  expect((await made.post('grace', press, [])).status).toBe(409)
  const off = await morning({ codes: 'M' })
  const refused = await off.post('grace', press, sent)
  expect([refused.status, textOf(refused.html)]).toEqual([
    422,
    expect.stringContaining('This code is not sent to your MIS from here.'),
  ])
  expect(await off.house.database.read(sql`SELECT id FROM write_backs`)).toEqual([])
})

test('two statements more on the list of marks to change, however many rows, and none on the others', async () => {
  const made = await morning()
  const count = async (path: string) => {
    made.house.statements.count = 0
    await made.get('grace', path)
    return made.house.statements.count
  }
  expect([await count('/today'), await count(list)]).toEqual([8, 11])
  const more = Array.from({ length: 40 }, (_, nth) => ({ ...lucia, id: `p${nth}`, surname: `Child ${nth}` }))
  await addPupils(made.house, more)
  for (const { id } of more) await happens(made.house, `case-${id}`, [{ what: 'reason-given', details: sick }], 'grace')
  expect(await count(list)).toBe(11)
})

test('the administrator says which codes may be sent; it is written down with who and when', async () => {
  const made = await morning({ codes: '' })
  expect(textOf((await made.get('admin', '/connections/w')).html)).toContain('Send codes to the MIS Off. Change')
  const form = (await made.get('admin', '/connections/w/write-back')).html
  expect(form.match(/type="checkbox"/g)).toHaveLength(5)
  expect(form).not.toContain('checked')
  const saved = await made.post('admin', '/connections/w/write-back', [
    ['seen', '1'],
    ['code', 'M'],
    ['code', 'I'],
    ['code', '/'],
  ])
  expect([saved.status, saved.location]).toEqual([303, '/connections/w'])
  const page = textOf((await made.get('admin', '/connections/w')).html)
  expect(page).toContain('Send codes to the MIS M, I. Change')
  expect(page).toContain('Codes that may be sent to the MIS: M, I . 13 October 2026, 09:47, Sol Marek')
  expect((await made.get('admin', '/connections/w/write-back')).html.match(/checked/g)).toHaveLength(2)
  const stale = await made.post('admin', '/connections/w/write-back', [['seen', '1']])
  expect([stale.status, textOf(stale.html)]).toEqual([409, expect.stringContaining('This has changed since')])
  expect(
    (
      await made.post('admin', '/connections/w/write-back', [
        ['seen', '2'],
        ['code', 'I'],
        ['code', 'M'],
      ])
    ).status,
  ).toBe(303)
  await made.post('admin', '/connections/w/write-back', [['seen', '2']])
  expect(textOf((await made.get('admin', '/connections/w')).html)).toContain('Sending codes to the MIS switched off')
  expect(await made.house.database.read(sql`SELECT what, detail FROM connection_changes ORDER BY number`)).toEqual([
    { what: 'connected', detail: null },
    { what: 'codes-sent-set', detail: 'M,I' },
    { what: 'codes-sent-set', detail: null },
  ])
})

test('the connection’s page says what is on its way and what needs a person; other vendors send nothing', async () => {
  const made = await morning()
  await made.post('grace', press, sent)
  expect(textOf((await made.get('admin', '/connections/w')).html)).toContain('1 mark is being sent')
  move(made, "state = 'failed', because = 'Wonde answered 403.', needs_person = 1, ended_at = 'x'")
  expect(textOf((await made.get('admin', '/connections/w')).html)).toContain(
    'Somebody must put this right: Wonde answered 403.',
  )
  await made.house.database.commit(
    writesOfConnection(
      { id: 'a', endpoint: 'a', schoolUrn: riverside, secretCurrent: null as never, secretPrevious: null },
      { schoolName: 'R', vendor: 'arbor', at: made.house.clock.now(), token: 'x', settings: { host: 'r.uk.arbor.sc' } },
    ),
  )
  expect(textOf((await made.get('admin', '/connections/a')).html)).not.toContain('Send codes')
  expect((await made.get('admin', '/connections/a/write-back')).status).toBe(404)
  expect(
    (
      await made.post('admin', '/connections/a/write-back', [
        ['seen', '1'],
        ['code', 'I'],
      ])
    ).status,
  ).toBe(404)
  expect((await made.get('grace', '/connections/w/write-back')).status).toBe(404)
})

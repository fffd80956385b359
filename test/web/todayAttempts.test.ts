// Logging an attempt from the row and from the long form, undoing it, and two people on one row.
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from './todayRecord.ts'
import { addPupils, awayThisMorning, happens, openSchool, riverside, textOf } from './todaySchool.ts'

const sana = { name: 'Sana Khan', relationship: 'mother', phones: ['07700 900871'] }
const idris = { id: 'idris', forename: 'Idris', surname: 'Khan', regGroup: '4K', ...awayThisMorning, contacts: [sana] }
const attempts = '/absences/case-idris/contact-attempts'

const press = (outcome: string, version = 1, more: (readonly [string, string])[] = []) =>
  [
    ['list', 'to-ring'],
    ['case', 'case-idris'],
    ['version', `case-idris.${version}`],
    ['whom', 'idris-c1/07700 900871'],
    ['method', 'phone'],
    ['outcome', outcome],
    ...more,
  ] as const

async function recorded(house: Awaited<ReturnType<typeof openSchool>>['house']) {
  const rows = await house.database.read(sql<{
    line: string
    details: string
  }>`SELECT e.case_id || ' ' || e.version || ' ' || e.what || ' by ' || e.by AS line, d.details
    FROM case_events e JOIN case_event_details d USING (case_id, version) WHERE e.what <> 'absence-began' ORDER BY e.case_id, e.version`)
  return rows.map(({ line }) => line)
}

test('one press saves at once, leads back to the row, and shows what was tried with Undo', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris])
  const pressed = await post('grace', attempts, press('no-answer'))
  expect([pressed.status, pressed.location]).toEqual([303, '/today?list=to-ring&done=case-idris.2#row-case-idris'])
  expect(await recorded(house)).toEqual(['case-idris 2 contact-attempted by grace'])
  const { html } = await get('grace', pressed.location!)
  const text = textOf(html)
  expect(text).toContain('Saved for 1 child.')
  expect(text).toContain(
    'Now under “Tried today, waiting for an answer”. 09:47 no answer: Sana Khan, mother, 07700 900871, by Grace Osei Undo',
  )
  expect(html).toContain('id="row-case-idris"')
  expect(textOf((await get('grace', '/today?list=tried')).html)).toContain(
    'Idris Khan 4K Case of Idris Khan N this morning.',
  )
  await verifyRecord(house)
})

test('Undo is an entry of its own: the attempt stays in the record and counts for nothing', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris])
  await post('grace', attempts, press('no-answer'))
  const undone = await post('omar', `${attempts}/2/withdrawal`, [['list', 'to-ring']])
  expect([undone.status, undone.location]).toEqual([
    303,
    '/today?list=to-ring&row=case-idris&undone=yes#row-case-idris',
  ])
  expect((await get('omar', undone.location!)).html).toContain('id="said">Undone.</p>')
  expect(await recorded(house)).toEqual([
    'case-idris 2 contact-attempted by grace',
    'case-idris 3 contact-attempt-withdrawn by omar',
  ])
  expect(textOf((await get('grace', '/today')).html)).not.toContain('no answer: Sana')
  const twice = await post('grace', `${attempts}/2/withdrawal`, [])
  expect(twice.status).toBe(409)
  expect(textOf(twice.html)).toContain('There is nothing to undo: this entry is already withdrawn.')
  expect((await post('grace', `${attempts}/1/withdrawal`, [])).status).toBe(409)
  await verifyRecord(house)
})

test('one press for brothers and sisters makes an entry for each who is ticked, and Undo takes them together', async () => {
  const { house, get, post } = await openSchool()
  const mother = (id: string) => [{ id, name: 'Ana Ferreira', phones: ['07700 900123'] }]
  await addPupils(house, [
    { id: 'lucia', forename: 'Lucía', surname: 'Ferreira', ...awayThisMorning, contacts: mother('m1') },
    { id: 'mateo', forename: 'Mateo', surname: 'Ferreira', ...awayThisMorning, contacts: mother('m2') },
    { id: 'nuno', forename: 'Nuno', surname: 'Ferreira', ...awayThisMorning, contacts: mother('m3') },
  ])
  const fields = [
    ['version', 'case-lucia.1'],
    ['version', 'case-mateo.1'],
    ['version', 'case-nuno.1'],
    ['case', 'case-lucia'],
    ['case', 'case-nuno'],
    ['whom', 'm1/07700 900123'],
    ['method', 'phone'],
    ['outcome', 'voicemail'],
  ] as const
  const pressed = await post('grace', '/absences/case-lucia/contact-attempts', fields)
  expect(pressed.location).toBe('/today?list=to-ring&done=case-lucia.2,case-nuno.2#row-case-lucia')
  expect(await recorded(house)).toEqual([
    'case-lucia 2 contact-attempted by grace',
    'case-nuno 2 contact-attempted by grace',
  ])
  const { html } = await get('grace', '/today')
  expect(textOf(html)).toContain('Undo for 2 children')
  expect(html).toContain('name="entry" value="case-lucia.2,case-nuno.2"')
  await post('grace', '/absences/case-lucia/contact-attempts/2/withdrawal', [['entry', 'case-lucia.2,case-nuno.2']])
  expect(await recorded(house)).toHaveLength(4)
  await verifyRecord(house)
})

test('two people on one row: the second sees the first, keeps what was typed, sends again, and both are recorded once', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  await post('omar', attempts, press('voicemail'))
  const late = await post('grace', attempts, press('no-answer', 1, [['words', 'Rang <twice>']]))
  expect(late.status).toBe(409)
  const text = textOf(late.html)
  expect(text).toContain(
    'This has changed since you opened the page. Look at what is new, then decide whether yours is still needed.',
  )
  expect(text).toContain(
    'What changed since you opened this Idris Khan 09:47 voicemail: Sana Khan, mother, 07700 900871, by Omar Haddad',
  )
  expect(late.html).toContain(
    '<a class="govuk-link" href="/today?list=to-ring&amp;row=case-idris#row-case-idris">Back to Today</a>',
  )
  expect(late.html).toContain('<title>Error: Log a contact attempt - Whereabouts</title>')
  expect(late.html).toContain('Rang &lt;twice&gt;</textarea>')
  expect(late.html).toMatch(/name="outcome" value="no-answer" checked/)
  expect(late.html).toMatch(/name="whom" value="idris-c1\/07700 900871" checked/)
  expect(late.html).toContain('name="version" value="case-idris.2"')
  expect(await recorded(house)).toHaveLength(1)
  expect((await post('grace', attempts, press('no-answer', 2))).status).toBe(303)
  expect(await recorded(house)).toEqual([
    'case-idris 2 contact-attempted by omar',
    'case-idris 3 contact-attempted by grace',
  ])
  await verifyRecord(house)
})

test('two presses in the same moment: one is recorded, the other told, whichever reads first', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  const answers = await Promise.all([
    post('grace', attempts, press('no-answer')),
    post('omar', attempts, press('voicemail')),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await recorded(house)).toHaveLength(1)
  await verifyRecord(house)
})

test('an absence that ended meanwhile takes no more attempts, and says what happened', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  await happens(house, 'case-idris', [
    { what: 'mark-corrected', details: { on: '2026-10-13', session: 'AM', from: 'N', to: 'L', reason: null } },
    { what: 'absence-ended', details: { on: '2026-10-13', because: 'attended' } },
  ])
  const late = await post('grace', attempts, press('no-answer', 1, [['words', 'Rang once']]))
  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('This absence has ended since you opened the page')
  expect(textOf(late.html)).toContain('the mark of Tue 13 Oct, morning, changed from N to L')
  expect(late.html).toContain('Rang once</textarea>')
})

test('the long form: another way, somebody else, in words', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [
    { ...idris, contacts: [sana, { name: 'Hidden Person', phones: ['07700 900999'], restricted: true }] },
  ])
  const form = await get('grace', `${attempts}/new`)
  expect(form.status).toBe(200)
  expect(textOf(form.html)).toContain('Sana Khan, mother , 07700 900871')
  expect(textOf(form.html)).toContain('Restricted: ask the safeguarding lead')
  expect(form.html).not.toMatch(/Hidden Person|900999/)
  const sent = await post('grace', attempts, [
    ['case', 'case-idris'],
    ['version', 'case-idris.1'],
    ['whom', 'else'],
    ['whoElse', 'Mrs Lowe, next door'],
    ['numberElse', ''],
    ['method', 'in-person'],
    ['outcome', 'reached'],
    ['words', 'Saw him at the bus stop.'],
  ])
  expect(sent.status).toBe(303)
  const details = await house.database.read(
    sql<{ details: string }>`SELECT details FROM case_event_details WHERE version = 2`,
  )
  expect(JSON.parse(details[0]!.details)).toEqual({
    contactId: null,
    who: 'Mrs Lowe, next door',
    number: null,
    method: 'in-person',
    outcome: 'reached',
    words: 'Saw him at the bus stop.',
  })
  expect(textOf((await get('grace', '/today')).html)).toContain(
    '09:47 in person, reached, no reason given: Mrs Lowe, next door, by Grace Osei Saw him at the bus stop.',
  )
})

test('a form that does not say enough comes back with every mistake named and everything typed', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  const sent = await post('grace', attempts, [
    ['version', 'case-idris.1'],
    ['whom', 'else'],
    ['whoElse', ''],
    ['numberElse', '01632 960001'],
    ['method', 'pigeon'],
    ['outcome', ''],
    ['words', 'x'.repeat(2001)],
  ])
  expect(sent.status).toBe(422)
  const text = textOf(sent.html)
  for (const sentence of [
    'Choose the children it was about',
    'Enter the name of who was tried',
    'Choose how they were tried',
    'Choose what came of it',
    'What was said must be 2000 characters or fewer',
  ])
    expect(text).toContain(sentence)
  expect(sent.html).toContain('value="01632 960001"')
  expect(sent.html).toContain('x'.repeat(2001))
  for (const [, id] of sent.html.matchAll(/<li><a href="#([\w-]+)"/g)) expect(sent.html).toContain(`id="${id}"`)
  expect(await recorded(house)).toEqual([])
})

test.each([
  ['a restricted contact, by a form of one’s own', [['whom', 'idris-c2/']], 'This contact is restricted.'],
  [
    'a restricted number under another name',
    [
      ['whom', 'else'],
      ['whoElse', 'Friend'],
      ['numberElse', '+44 7700 900999'],
    ],
    'This contact is restricted.',
  ],
  [
    'a contact of another child',
    [['whom', 'other-c1/07700 900111']],
    'That contact is no longer on the pupil’s record.',
  ],
] as const)('refused: %s', async (_, whom, sentence) => {
  const { house, post } = await openSchool()
  await addPupils(house, [
    { ...idris, contacts: [sana, { name: 'Hidden Person', phones: ['07700 900999'], restricted: true }] },
    { ...idris, id: 'other', contacts: [{ name: 'X', phones: ['07700 900111'] }] },
  ])
  const sent = await post('grace', attempts, [
    ['case', 'case-idris'],
    ['version', 'case-idris.1'],
    ...whom,
    ['method', 'phone'],
    ['outcome', 'no-answer'],
  ])
  expect(sent.status).toBe(422)
  expect(textOf(sent.html)).toContain(sentence)
  expect(await recorded(house)).toEqual([])
})

test('another school’s absence is not found, alone or beside one’s own', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris, { ...idris, id: 'theirs', school: riverside }])
  const theirs = '/absences/case-theirs'
  expect((await get('grace', `${theirs}/contact-attempts/new`)).status).toBe(404)
  expect((await get('grace', `${attempts}/new?also=case-theirs`)).status).toBe(404)
  expect((await get('grace', `${theirs}/reasons/new`)).status).toBe(404)
  expect((await get('grace', '/absences/case-nowhere/contact-attempts/new')).status).toBe(404)
  const fields = press('no-answer')
  expect(
    (
      await post(
        'grace',
        `${theirs}/contact-attempts`,
        fields.map(([name, value]) => [name, value.replace('case-idris', 'case-theirs')] as const),
      )
    ).status,
  ).toBe(404)
  expect(
    (await post('grace', attempts, [...fields, ['case', 'case-theirs'], ['version', 'case-theirs.1']])).status,
  ).toBe(404)
  expect((await post('grace', `${theirs}/contact-attempts/1/withdrawal`, [])).status).toBe(404)
  expect((await post('grace', attempts, [['version', 'case-theirs.1']])).status).toBe(404)
  expect(await recorded(house)).toEqual([])
})

test.each([
  ['a line break', 'case-idris%0D%0ASet-Cookie:%20a=b'],
  ['markup', 'a%22%3E'],
  ['an absence of another school', 'case-theirs'],
  ['another absence of one’s own', 'case-other'],
])('an address with %s is not found, and nothing is written', async (_, id) => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris, { ...idris, id: 'other' }, { ...idris, id: 'theirs', school: riverside }])
  await post('grace', attempts, press('no-answer'))
  const before = await recorded(house)
  const typed = press('no-answer', 2)
  // Also where the form names the absence of the address beside one’s own.
  const named = [...typed, ['case', decodeURIComponent(id)], ['version', `${decodeURIComponent(id)}.1`]] as const
  const forms = id === 'case-other' ? [typed] : [typed, named]
  for (const fields of forms) {
    expect((await post('grace', `/absences/${id}/contact-attempts`, fields)).status).toBe(404)
    const reason = [...fields, ['whoSaid', 'Sana'], ['reason-1', 'Sick']] as const
    expect((await post('grace', `/absences/${id}/reasons`, reason)).status).toBe(404)
  }
  const entry = [['entry', 'case-idris.2']] as const
  expect((await post('grace', `/absences/${id}/contact-attempts/2/withdrawal`, entry)).status).not.toBe(303)
  expect((await post('grace', `/absences/${id}/reasons/2/withdrawal`, [])).status).not.toBe(303)
  expect(await recorded(house)).toEqual(before)
})

test('logged for the brother alone, from the row of both', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris, { ...idris, id: 'other' }])
  const pressed = await post('grace', attempts, [
    ['case', 'case-other'],
    ['version', 'case-idris.1'],
    ['version', 'case-other.1'],
    ['whom', 'other-c1/07700 900871'],
    ['method', 'phone'],
    ['outcome', 'no-answer'],
  ])
  expect(pressed.location).toBe('/today?list=to-ring&done=case-other.2#row-case-idris')
  expect(await recorded(house)).toEqual(['case-other 2 contact-attempted by grace'])
})

test('what is typed is kept without what hides or turns text; a name of nothing else is none', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  const fields = (whoElse: string) =>
    [
      ['case', 'case-idris'],
      ['version', 'case-idris.1'],
      ['whom', 'else'],
      ['whoElse', whoElse],
      ['numberElse', '\u202E01632\u0000 960001'],
      ['method', 'phone'],
      ['outcome', 'reached'],
      ['words', 'Cafe\u0301\u0000 at\u202E noon\r\nThen home'],
    ] as const
  const unseen = await post('grace', attempts, fields('\u200D\u3164'))
  expect(unseen.status).toBe(422)
  expect(textOf(unseen.html)).toContain('Enter the name of who was tried')
  expect((await post('grace', attempts, fields('Mrs\u202E\nLowe'))).status).toBe(303)
  const [row] = await house.database.read(
    sql<{ details: string }>`SELECT details FROM case_event_details WHERE version = 2`,
  )
  expect(JSON.parse(row!.details)).toMatchObject({
    who: 'Mrs Lowe',
    number: '01632 960001',
    words: 'Café at noon\nThen home',
  })
})

test('asked for by htmx, a form of its own opens as a page', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [idris])
  const { headers, html } = await get('grace', '/absences/case-idris/reasons/new?list=to-ring', {
    'HX-Request': 'true',
  })
  expect([headers.get('HX-Redirect'), html]).toEqual(['/absences/case-idris/reasons/new?list=to-ring', ''])
})

test('a second press of one’s own is no second call: answered as saved, written once, also in the same moment', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris])
  const answers = await Promise.all([
    post('grace', attempts, press('voicemail')),
    post('grace', attempts, press('voicemail')),
  ])
  const third = await post('grace', attempts, press('voicemail'))
  for (const { status, location } of [...answers, third])
    expect([status, location]).toEqual([303, '/today?list=to-ring&done=case-idris.2#row-case-idris'])
  expect(await recorded(house)).toEqual(['case-idris 2 contact-attempted by grace'])
  expect(textOf((await get('grace', third.location!)).html)).toContain('Saved for 1 child.')
})

test.each([
  ['another outcome', 'grace', press('no-answer'), 'You: 09:47 voicemail: Sana Khan, mother, 07700 900871'],
  ['other words', 'grace', press('voicemail', 1, [['words', 'Left one']]), 'You: 09:47 voicemail'],
  ['another person', 'omar', press('voicemail'), '09:47 voicemail: Sana Khan, mother, 07700 900871, by Grace Osei'],
] as const)(
  'from a stale page %s is not the same call: what is new is shown with its doer',
  async (_, by, fields, line) => {
    const { house, post } = await openSchool()
    await addPupils(house, [idris])
    await post('grace', attempts, press('voicemail'))
    const late = await post(by, attempts, fields)
    expect(late.status).toBe(409)
    expect(textOf(late.html)).toContain(`What changed since you opened this Idris Khan ${line}`)
    expect(await recorded(house)).toHaveLength(1)
  },
)

test('what the register changed meanwhile is said to be by your MIS; a call that was undone can be pressed again after a look', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris])
  await post('grace', attempts, press('voicemail'))
  await post('grace', `${attempts}/2/withdrawal`, [])
  await happens(house, 'case-idris', [
    { what: 'mark-corrected', details: { on: '2026-10-13', session: 'AM', from: 'N', to: 'O', reason: null } },
  ])
  const late = await post('grace', attempts, press('voicemail'))
  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('changed from N to O, by your MIS')
  expect((await post('grace', attempts, press('voicemail', 4))).status).toBe(303)
})

test('only a press alike for every child ticked is a repeat', async () => {
  const { house, post } = await openSchool()
  await addPupils(house, [idris, { ...idris, id: 'other', forename: 'Ayla' }])
  const both = [...press('voicemail'), ['case', 'case-other'], ['version', 'case-other.1']] as const
  await post('grace', attempts, press('voicemail'))
  expect((await post('grace', attempts, both)).status).toBe(409)
  expect(await recorded(house)).toHaveLength(1)
  const fresh = both.map(([name, value]) => [name, value === 'case-idris.1' ? 'case-idris.2' : value] as const)
  for (const _ of [1, 2]) expect((await post('grace', attempts, fresh)).status).toBe(303)
  expect(await recorded(house)).toHaveLength(3)
})

test('Undo of a call is offered to whoever wrote it down, and to nobody else', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris])
  await post('grace', attempts, press('voicemail'))
  expect((await get('grace', '/today?list=tried')).html).toContain(`formaction="${attempts}/2/withdrawal"`)
  expect((await get('omar', '/today?list=tried')).html).not.toContain('withdrawal')
})

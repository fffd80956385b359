// A reason: asked child by child with its last day, moved to "marks to change in your MIS", back on the list when it runs out.
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from './todayRecord.ts'
import { addPupils, awayThisMorning, openSchool, textOf } from './todaySchool.ts'

const mother = (id: string) => [{ id, name: 'Ana Ferreira', relationship: 'mother', phones: ['07700 900123'] }]
const lucia = { id: 'lucia', forename: 'Lucía', surname: 'Ferreira', ...awayThisMorning, contacts: mother('m1') }
const mateo = { id: 'mateo', forename: 'Mateo', surname: 'Ferreira', ...awayThisMorning, contacts: mother('m2') }
const reasons = '/absences/case-lucia/reasons'

async function morning(children = [lucia, mateo]) {
  const made = await openSchool()
  await addPupils(made.house, children)
  return made
}

const given = (until: (readonly [string, string])[], version = 1) =>
  [
    ['list', 'to-ring'],
    ['case', 'case-lucia'],
    ['version', `case-lucia.${version}`],
    ['whoSaid', 'Ana Ferreira, mother'],
    ['reason-1', 'Sick in the night'],
    ...until,
  ] as const

test('“Reason given” on the row saves the call, then asks why, for each child who was ticked', async () => {
  const { get, post } = await morning()
  const pressed = await post('grace', '/absences/case-lucia/contact-attempts', [
    ['case', 'case-lucia'],
    ['case', 'case-mateo'],
    ['version', 'case-lucia.1'],
    ['version', 'case-mateo.1'],
    ['whom', 'm1/07700 900123'],
    ['method', 'phone'],
    ['outcome', 'reason-given'],
    ['list', 'to-ring'],
  ])
  expect([pressed.status, pressed.location]).toEqual([303, `${reasons}/new?list=to-ring&also=case-mateo`])
  const form = await get('grace', pressed.location!)
  expect(form.html).toContain('<title>Why are the children away? - Whereabouts</title>')
  expect(form.html).toContain('name="whoSaid" value="Ana Ferreira, mother"')
  expect(textOf(form.html)).toContain('Today only, Tue 13 Oct')
  expect(form.html).toMatch(/name="until-1" value="today" checked/)
  const list = textOf((await get('grace', '/today')).html)
  expect(list).toContain('2 children still to ring.')
  expect(list).toContain('A reason was given and is not written down yet. Write down the reason')
})

test('a reason for today moves the child to “Marks to change in your MIS”, with Undo; tomorrow it holds no longer', async () => {
  const { house, get, post } = await morning([lucia])
  const sent = await post('grace', reasons, given([['until-1', 'today']]))
  expect([sent.status, sent.location]).toEqual([303, '/today?list=to-ring&done=case-lucia.2#row-case-lucia'])
  expect(textOf((await get('grace', sent.location!)).html)).toContain(
    'Now under “Marks to change in your MIS”. Reason: Sick in the night Ana Ferreira, mother, Tue 13 Oct, 09:47, written down by Grace Osei. Holds until Tue 13 Oct. Undo',
  )
  const settled = textOf((await get('grace', '/today?list=reason-given')).html)
  expect(settled).toContain('Every absence of this morning has a reason')
  expect(settled).toContain('By Tue 20 Oct: Code N put right')
  house.clock.put('2026-10-14T08:40:00.000Z')
  const silent = textOf((await get('grace', '/today?list=reason-given')).html)
  expect(silent).toContain(
    'N still stands for Tuesday 13 October (morning). The reason given held until Tuesday 13 October.',
  )
  await house.database.commit([
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      VALUES ('lucia', '2026-10-14', 'AM', '100001', 'N', 'mis', 's', 't', '2026-10-14T08:31:00.000Z', 'mis')`,
  ])
  const next = textOf((await get('grace', '/today')).html)
  expect(next).toContain('1 child away and nobody has said why')
  expect(next).toContain('N since Tuesday 13 October, mornings. The reason given held until Tuesday 13 October.')
  expect(next).not.toContain('Reason: Sick')
  await verifyRecord(house)
})

test('a reason that names a code suggests it where the marks are changed, and the school decides; the head reads no suggestion', async () => {
  const { get, post } = await morning([lucia])
  await post('grace', reasons, given([['until-1', 'today']]))
  const list = textOf((await get('grace', '/today?list=reason-given')).html)
  expect(list).toContain('Suggested code: I , illness.')
  expect(list).toContain(
    'The school decides which code is right, and changes it in the register itself: amending a register is a legal act',
  )
  expect(textOf((await get('martin', '/today?list=reason-given')).html)).not.toContain('Suggested code')
  expect(textOf((await get('grace', '/today')).html)).not.toContain('Suggested code')
})

test('a reason that names none suggests none', async () => {
  const { get, post } = await morning([lucia])
  const other = given([['until-1', 'today']]).map(
    ([key, value]) => [key, key === 'reason-1' ? 'At home' : value] as const,
  )
  await post('grace', reasons, other)
  const list = textOf((await get('grace', '/today?list=reason-given')).html)
  expect(list).toContain('Reason: At home')
  expect(list).not.toContain('uggested code')
})

test('a reason until another day holds until then', async () => {
  const { house, get, post } = await morning([lucia])
  await post(
    'grace',
    reasons,
    given([
      ['until-1', 'date'],
      ['day-1', '15'],
      ['month-1', '10'],
      ['year-1', '2026'],
    ]),
  )
  const kept = await house.database.read(sql`SELECT explained_on, explained_until FROM cases`)
  expect(kept).toEqual([{ explained_on: '2026-10-13', explained_until: '2026-10-15' }])
  house.clock.put('2026-10-15T08:00:00.000Z')
  expect(textOf((await get('grace', '/today')).html)).not.toContain('nobody has said why')
})

test('a child about whom nothing was said stays on the list', async () => {
  const { house, get, post } = await morning()
  await post('grace', reasons, [
    ...given([['until-1', 'today']]),
    ['case', 'case-mateo'],
    ['version', 'case-mateo.1'],
    ['reason-2', ''],
    ['until-2', 'today'],
  ])
  expect(await house.database.read(sql`SELECT case_id FROM case_events WHERE what = 'reason-given'`)).toEqual([
    { case_id: 'case-lucia' },
  ])
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('1 child away and nobody has said why')
  expect(text).toContain('Shares a number with Lucía Ferreira (Marks to change in your MIS)')
})

test('Undo makes the child unexplained again', async () => {
  const { house, get, post } = await morning([lucia])
  await post('grace', reasons, given([['until-1', 'today']]))
  expect((await post('grace', `${reasons}/2/withdrawal`, [['list', 'reason-given']])).location).toBe(
    '/today?list=reason-given&row=case-lucia&undone=yes#row-case-lucia',
  )
  expect(textOf((await get('grace', '/today')).html)).toContain('1 child away and nobody has said why')
  expect((await post('grace', `${reasons}/2/withdrawal`, [])).status).toBe(409)
  expect((await post('river', `${reasons}/2/withdrawal`, [])).status).toBe(404)
  await verifyRecord(house)
})

test.each([
  [
    'no reason and nobody who said it',
    [
      ['case', 'case-lucia'],
      ['version', 'case-lucia.1'],
      ['reason-1', ' '],
      ['whoSaid', ''],
    ],
    ['Enter who said it', 'Enter the reason'],
  ],
  [
    'a last day that is past',
    given([
      ['until-1', 'date'],
      ['day-1', '12'],
      ['month-1', '10'],
      ['year-1', '2026'],
    ]),
    ['The last day must be today or later'],
  ],
  [
    'a day that does not exist',
    given([
      ['until-1', 'date'],
      ['day-1', '31'],
      ['month-1', '11'],
      ['year-1', '2026'],
    ]),
    ['The last day must be a real date'],
  ],
  [
    'a day half typed',
    given([
      ['until-1', 'date'],
      ['day-1', '15'],
    ]),
    ['The last day must include a month and year'],
  ],
  [
    'a reason for longer than four weeks',
    given([
      ['until-1', 'date'],
      ['day-1', '11'],
      ['month-1', '11'],
      ['year-1', '2026'],
    ]),
    ['A reason can hold for four weeks at most. Write it down again if it still holds then.'],
  ],
  ['nothing chosen', given([]), ['Choose until when the reason holds']],
  [
    'a reason too long',
    [...given([]).filter(([name]) => name !== 'reason-1'), ['reason-1', 'x'.repeat(2001)]],
    ['The reason must be 2000 characters or fewer'],
  ],
] as const)('comes back with everything typed: %s', async (_, fields, sentences) => {
  const { house, post } = await morning([lucia])
  const sent = await post('grace', reasons, fields as readonly (readonly [string, string])[])
  expect(sent.status).toBe(422)
  for (const sentence of sentences) expect(textOf(sent.html)).toContain(sentence)
  expect(sent.html).toContain('<title>Error: Why is the child away?')
  for (const [name, value] of fields as readonly (readonly [string, string])[])
    if (/^(day|month|year)-/.test(name)) expect(sent.html).toMatch(new RegExp(`name="${name}"[^>]* value="${value}"`))
  for (const [, id] of sent.html.matchAll(/<li><a href="#([\w-]+)"/g)) expect(sent.html).toContain(`id="${id}"`)
  expect(await house.database.read(sql`SELECT 1 FROM case_events WHERE what = 'reason-given'`)).toEqual([])
})

test('somebody wrote meanwhile: the newer state is shown, what was typed is kept, and it can be sent again', async () => {
  const { house, post } = await morning([lucia])
  await post('omar', reasons, given([['until-1', 'today']]))
  const late = await post('grace', reasons, given([['until-1', 'today']]))
  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain(
    'What changed since you opened this Lucía Ferreira 09:47 reason given: Sick in the night, by Omar Haddad',
  )
  expect(late.html).toContain('Sick in the night</textarea>')
  expect(late.html).toContain('name="version" value="case-lucia.2"')
  expect((await post('grace', reasons, given([['until-1', 'today']], 2))).status).toBe(303)
  expect(
    await house.database.read(sql`SELECT by FROM case_events WHERE what = 'reason-given' ORDER BY version`),
  ).toEqual([{ by: 'omar' }, { by: 'grace' }])
  await verifyRecord(house)
})

test('sent on another day than it was opened on: the choice is asked again, the rest is kept, and nothing is written', async () => {
  const { house, get, post } = await morning([lucia])
  expect((await get('grace', `${reasons}/new`)).html).toContain('name="openedOn" value="2026-10-13"')
  house.clock.put('2026-10-14T08:40:00.000Z')
  const opened = ['openedOn', '2026-10-13'] as const
  const late = await post('grace', reasons, given([['until-1', 'today'], opened]))
  expect(late.status).toBe(422)
  expect(late.html).toContain(
    '<a href="#until-1-today">You opened this page on Tue 13 Oct. Choose again until when the reason holds.</a>',
  )
  expect(late.html).not.toMatch(/name="until-1"[^>]* checked/)
  expect(late.html).toContain('Sick in the night</textarea>')
  expect(late.html).toContain('name="openedOn" value="2026-10-14"')
  expect(await house.database.read(sql`SELECT 1 FROM case_events WHERE what = 'reason-given'`)).toEqual([])
  const again = await post(
    'grace',
    reasons,
    given([
      ['until-1', 'today'],
      ['openedOn', '2026-10-14'],
    ]),
  )
  expect(again.status).toBe(303)
  expect(await house.database.read(sql`SELECT explained_until FROM cases`)).toEqual([{ explained_until: '2026-10-14' }])
})

test('a brother about whom nothing was said in the call is written down so, in the same commit', async () => {
  const { house, get, post } = await morning()
  await post('grace', '/absences/case-lucia/contact-attempts', [
    ['case', 'case-lucia'],
    ['case', 'case-mateo'],
    ['version', 'case-lucia.1'],
    ['version', 'case-mateo.1'],
    ['whom', 'm1/07700 900123'],
    ['method', 'phone'],
    ['outcome', 'reason-given'],
  ])
  const fields = (mateo: number) =>
    [
      ...given([['until-1', 'today']], 2),
      ['case', 'case-mateo'],
      ['version', `case-mateo.${mateo}`],
      ['reason-2', ''],
      ['until-2', 'today'],
    ] as const
  expect((await post('grace', reasons, fields(1))).status).toBe(409)
  const sent = await post('grace', reasons, fields(2))
  expect(sent.location).toBe('/today?list=to-ring&done=case-lucia.3,case-mateo.4#row-case-lucia')
  const written = await house.database.read(sql<{ line: string }>`SELECT e.version || ' ' || e.what || ' ' || coalesce(
      d.details ->> 'outcome' || ' ' || (d.details ->> 'contactId') || ' ' || (d.details ->> 'words'), d.details ->> 'version') AS line
    FROM case_events e JOIN case_event_details d USING (case_id, version) WHERE e.case_id = 'case-mateo' AND e.version > 2 ORDER BY e.version`)
  expect(written.map(({ line }) => line)).toEqual([
    '3 contact-attempt-withdrawn 2',
    '4 contact-attempted reached m2 Nothing was said about this child.',
  ])
  const { html } = await get('grace', '/today?list=tried')
  expect(textOf(html)).toContain('Nothing was said about this child.')
  expect(textOf(html)).not.toContain('is not written down yet')
  await verifyRecord(house)
})

test('a reason that holds into next year names the year', async () => {
  const { house, get, post } = await openSchool({ at: '2026-12-15T09:47:00.000Z', registers: 'whole' })
  await addPupils(house, [{ ...lucia, marks: { '2026-12-15 AM': 'N' }, awaySince: '2026-12-15' }])
  await post(
    'grace',
    reasons,
    given([
      ['until-1', 'date'],
      ['day-1', '5'],
      ['month-1', '1'],
      ['year-1', '2027'],
    ]),
  )
  expect(textOf((await get('grace', '/today?list=reason-given')).html)).toContain('Holds until Tue 5 Jan 2027.')
})

test('long words are cut on Today, with the whole of it on the pupil’s page', async () => {
  const { get, post } = await morning([lucia])
  const fields = given([['until-1', 'today']]).filter(([name]) => name !== 'reason-1')
  await post('grace', reasons, [...fields, ['reason-1', `${'é'.repeat(239)}🙂END`]])
  const { html } = await get('grace', '/today?list=reason-given')
  expect(html).toContain(`${'é'.repeat(239)}🙂…</bdi> <a class="govuk-link" href="/pupils/lucia">All of it`)
  expect(html).not.toContain('END')
  expect((await get('grace', '/pupils/lucia')).html).toContain(`${'é'.repeat(239)}🙂END`)
  await post('grace', `${reasons}/2/withdrawal`, [])
  await post('grace', reasons, [
    ...given([['until-1', 'today']], 3).filter(([name]) => name !== 'reason-1'),
    ['reason-1', 'x'.repeat(240)],
  ])
  expect((await get('grace', '/today?list=reason-given')).html).not.toContain('All of it')
})

// The page Today on the real application: what it says in each state of a morning, and to whom.
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { addPupils, awayThisMorning, happens, oakfield, openSchool, riverside, textOf } from './todaySchool.ts'

const sana = { name: 'Sana Khan', relationship: 'mother', phones: ['07700 900871'] }
const idris = {
  id: 'idris',
  forename: 'Idris',
  surname: 'Khan',
  regGroup: '4K',
  ...awayThisMorning,
  contacts: [sana, { name: 'Omar Khan', phones: ['07700 900342'] }],
}

test('one child away with nobody asked yet: the heading, the reason, the number and the dates owed', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ ...idris, flags: { ehc_plan: 1 } }])
  const { status, html } = await get('grace', '/today')
  expect(status).toBe(200)
  const text = textOf(html)
  expect(text).toContain('Tuesday 13 October 2026, 09:47')
  expect(text).toContain('1 child away and nobody has said why')
  expect(text).toContain('Morning register complete at 09:31. Last heard from your MIS at 09:31.')
  expect(text).toContain('To ring 1 child Tried today, waiting for an answer 0 children')
  expect(text).toContain(
    'Idris Khan 4K Case of Idris Khan EHC plan N this morning. No other absence since 2 September.',
  )
  expect(text).toContain('Ring next: Sana Khan , mother 07700 900871')
  expect(text).toContain('Omar Khan 07700 900342')
  expect(text).toContain(
    'Today: First-day contact, Risk questions By Wed 14 Oct: Officer for children missing education told By Thu 15 Oct: Education Welfare Service told By Tue 20 Oct: Code N put right',
  )
  expect(text).toContain(
    'By Tue 20 Oct: Code N put right . The register says N for Tue 13 Oct. Counted: Wed 14 Oct, Thu 15 Oct, Fri 16 Oct, Mon 19 Oct, Tue 20 Oct.',
  )
  expect(text).not.toContain('Keep your own note')
  expect(html).toContain('https://www.legislation.gov.uk/uksi/2024/208/regulation/10')
  expect(html).toContain('<title>Today - Whereabouts</title>')
})

test('with every register in and nobody away it says so', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ id: 'here', forename: 'Ada', surname: 'Here', contacts: [sana] }])
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('Every absence of this morning has a reason')
  expect(text).toContain('Nobody to ring.')
})

test('without this morning’s register it says so, and never that nobody is to be rung', async () => {
  const { house, get } = await openSchool({ registers: 'not-today' })
  await addPupils(house, [{ id: 'here', forename: 'Ada', surname: 'Here', contacts: [sana] }])
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain(
    'No register yet for this morning No register yet for this morning. Last heard from your MIS at 09:31.',
  )
  expect(text).toContain('Nobody to ring among those we know of. The register is not complete, so this can change.')
  expect(text).not.toContain('Nobody to ring.')
})

test('before the register closes it waits, and yesterday’s absences are there', async () => {
  const { house, get } = await openSchool({ at: '2026-10-13T08:05:00.000Z', registers: 'not-today' })
  await addPupils(house, [{ ...idris, marks: { '2026-10-12 AM': 'N', '2026-10-12 PM': 'N' }, awaySince: '2026-10-12' }])
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('1 child away and nobody has said why Morning register closes at 09:30.')
  expect(text).toContain('N on Monday 12 October, morning and afternoon; no later mark says that the child came.')
})

test.each([
  ['2026-10-17T09:00:00.000Z', 'No school today: weekend.'],
  ['2026-10-26T09:00:00.000Z', 'No school today: school holiday.'],
  [
    '2027-01-11T09:00:00.000Z',
    'Nobody knows whether today is a school day. The school’s calendar ends on 18 December 2026.',
  ],
])('on %s: %s', async (at, sentence) => {
  const { get } = await openSchool({ at })
  expect(textOf((await get('grace', '/today')).html)).toContain(sentence)
})

test('a school with nothing set up is told the next steps', async () => {
  const { get } = await openSchool({ calendar: false, registers: 'none' })
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('Nobody knows whether today is a school day')
  expect(text).toContain('Nothing has arrived from your MIS yet.')
  expect(text).toContain(
    'No pupils have arrived from Oakfield Primary yet. Ask your administrator to connect the school’s MIS',
  )
  expect(text).toContain(
    'Oakfield Primary has no calendar yet. Ask your MIS supplier to publish this year’s term dates.',
  )
})

test('past the end of the calendar each N stays on the list, without a day number or a date', async () => {
  const { house, get } = await openSchool({ at: '2027-01-11T09:47:00.000Z' })
  await addPupils(house, [{ ...idris, marks: { '2027-01-11 AM': 'N' }, awaySince: '2027-01-11' }])
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('1 child away and nobody has said why')
  expect(text).toContain('N this morning. The school days cannot be counted.')
  expect(text).toContain('The calendar of Oakfield Primary does not cover today.')
})

test('a paper register leads to logging an absence by hand', async () => {
  const { house, get } = await openSchool({ registers: 'not-today' })
  await house.database.commit([sql`UPDATE schools SET register_kept = 'paper' WHERE urn = ${oakfield}`])
  const { html } = await get('grace', '/today')
  expect(textOf(html)).toContain(
    'No register yet for this morning. It is kept on paper: log each absence by hand. Log an absence',
  )
  expect(html).toContain('href="/absences/new"')
  expect(textOf((await get('head', '/today')).html)).not.toContain('Log an absence')
})

const mother = { name: 'Ana Ferreira', phones: ['07700 900123'] }
const family = [
  {
    id: 'lucia',
    forename: 'Lucía',
    surname: 'Ferreira',
    flags: { looked_after: 1 },
    ...awayThisMorning,
    contacts: [{ id: 'lucia-mother', ...mother }],
  },
  {
    id: 'mateo',
    forename: 'Mateo',
    surname: 'Ferreira',
    ...awayThisMorning,
    contacts: [{ id: 'mateo-mother', ...mother, phones: ['+44 7700 900123'] }],
  },
] as const

test('brothers and sisters are one row with a tick each', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, family)
  const { html } = await get('grace', '/today')
  expect(html.match(/<li class="wb-call"/g)).toHaveLength(1)
  expect(html.match(/type="checkbox" name="case" value="case-(lucia|mateo)" checked/g)).toHaveLength(2)
  expect(textOf(html)).toContain('Mateo Ferreira shares a number with Lucía Ferreira')
  expect(textOf(html)).toContain('To ring 2 children')
})

test('a restricted contact is never shown, by name or number, to anybody', async () => {
  const { house, get } = await openSchool()
  const hidden = { name: 'Hidden Person', phones: ['07700 900999'], restricted: true }
  await addPupils(house, [{ ...idris, contacts: [hidden, { name: 'Shares It', phones: ['+447700900999'] }] }])
  await happens(
    house,
    'case-idris',
    [
      {
        what: 'contact-attempted',
        details: {
          contactId: 'idris-c1',
          who: 'Hidden Person',
          number: '07700 900999',
          method: 'phone',
          outcome: 'voicemail',
          words: '',
        },
      },
    ],
    'grace',
  )
  for (const person of ['grace', 'lead', 'head'] as const) {
    const { html } = await get(person, '/today')
    expect(html).not.toContain('Hidden Person')
    expect(html).not.toMatch(/900\s?999/)
  }
  const text = textOf((await get('grace', '/today')).html)
  expect(text).toContain('Restricted: ask the safeguarding lead')
  expect(text).toContain('09:47 voicemail: a restricted contact, by Grace Osei')
})

test('hostile names are shown as they are and do nothing', async () => {
  const { house, get } = await openSchool()
  const surname = `<script>alert(1)</script>{{ 7*7 }}"'&`
  await addPupils(house, [
    {
      ...idris,
      forename: '=HYPERLINK("x")',
      surname,
      contacts: [{ name: `</bdi><img src=x>`, phones: [`07700 900871"><b>`] }],
    },
  ])
  const { html } = await get('grace', '/today')
  expect(textOf(html)).toContain(`=HYPERLINK("x") <script>alert(1)</script>{{ 7*7 }}"'&`)
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img src=x')
  expect(html).not.toContain('"><b>')
})

test('a pupil known only by a mark is on the list by the number of the MIS', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ id: 'p77', ...awayThisMorning }])
  expect(textOf((await get('grace', '/today')).html)).toContain('Name not yet sent (MIS number m-p77) N this morning.')
})

test('a parent who did not know is at the very top, alarming, and still to be rung', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ ...family[0] }, idris])
  await happens(
    house,
    'case-idris',
    [
      {
        what: 'contact-attempted',
        details: {
          contactId: 'idris-c1',
          who: 'Sana Khan, mother',
          number: '07700 900871',
          method: 'phone',
          outcome: 'parent-did-not-know',
          words: 'He left at 8.',
        },
      },
    ],
    'grace',
  )
  const text = textOf((await get('lead', '/today')).html)
  expect(text).toContain(
    'Idris Khan 4K Case of Idris Khan Parent did not know where the child is, Tue 13 Oct, 09:47. Decide now who must be told : the risk questions for Idris Khan . N this morning.',
  )
  const { html } = await get('lead', '/today')
  expect(html.match(/href="\/cases\/case-idris\/risk-answers\/new"/g)).toHaveLength(2)
  expect((await get('grace', '/today')).html).not.toContain('risk-answers')
  expect(textOf((await get('grace', '/today')).html)).toContain(
    'Idris Khan 4K Case of Idris Khan Parent did not know, Tue 13 Oct, 09:47. Tell the safeguarding lead now. N this',
  )
  expect(text.indexOf('Idris Khan')).toBeLessThan(text.indexOf('Lucía Ferreira'))
  expect(text).toContain('2 children still to ring.')
})

test('only the safeguarding lead reads of a protection plan; the order is the same for all', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [
    idris,
    { id: 'zed', forename: 'Zed', surname: 'Young', flags: { protection_plan: 1 }, ...awayThisMorning },
  ])
  const officer = textOf((await get('grace', '/today')).html)
  expect(officer).not.toContain('Protection plan')
  expect(officer).toContain('Zed Young Social worker')
  expect(officer.indexOf('Zed Young')).toBeLessThan(officer.indexOf('Idris Khan'))
  expect(textOf((await get('lead', '/today')).html)).toContain('Zed Young Protection plan Social worker')
})

test('the head reads the list without numbers, names of contacts or buttons', async () => {
  const { house, get, post } = await openSchool()
  await addPupils(house, [idris])
  await happens(
    house,
    'case-idris',
    [
      {
        what: 'contact-attempted',
        details: {
          contactId: 'idris-c1',
          who: 'Sana Khan, mother',
          number: '07700 900871',
          method: 'phone',
          outcome: 'no-answer',
          words: '',
        },
      },
    ],
    'grace',
  )
  const { html } = await get('head', '/today')
  expect(textOf(html)).toContain('Idris Khan 4K Case of Idris Khan N this morning.')
  expect(textOf(html)).toContain('09:47 no answer, by Grace Osei')
  expect(html).not.toMatch(/Sana|900871|name="outcome"|<form method="post" action="\/absences/)
  expect(textOf(html)).not.toContain('Numbers to correct')
  expect(
    (
      await post('head', '/absences/case-idris/contact-attempts', [
        ['case', 'case-idris'],
        ['outcome', 'no-answer'],
      ])
    ).status,
  ).toBe(404)
  expect((await get('head', '/absences/case-idris/reasons/new')).status).toBe(404)
})

test('each school sees its own; a person with two schools sees both, named, and acts where their role lets them', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [idris, { ...idris, id: 'elsewhere', forename: 'Rae', surname: 'Rivers', school: riverside }])
  expect(textOf((await get('grace', '/today')).html)).not.toContain('Rae Rivers')
  expect(textOf((await get('river', '/today')).html)).not.toContain('Idris Khan')
  const { html } = await get('both', '/today')
  expect(textOf(html)).toContain('2 children away and nobody has said why')
  expect(textOf(html)).toContain('Idris Khan 4K, Oakfield Primary')
  expect(textOf(html)).toContain('Rae Rivers 4K, Riverside Academy')
  expect(html).toContain('action="/absences/case-idris/contact-attempts"')
  expect(html).not.toContain('action="/absences/case-elsewhere/contact-attempts"')
})

test('who may not see absences finds nothing; who is signed out signs in first', async () => {
  const { app, get } = await openSchool()
  expect((await get('admin', '/today')).status).toBe(404)
  const signedOut = await app.request('/today')
  expect([signedOut.status, signedOut.headers.get('location')]).toEqual([303, '/sign-in'])
})

test('an N that stands after the child came back is to be changed, overdue in its time', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ ...idris, marks: { '2026-10-01 AM': 'N' }, awaySince: undefined }])
  const text = textOf((await get('grace', '/today?list=reason-given')).html)
  expect(text).toContain('Marks to change in your MIS 1 child')
  expect(text).toContain(
    'N for Thursday 1 October (morning) has no reason yet. Overdue, due Thu 8 Oct: Code N put right',
  )
})

test('a pupil without a mark in a closed register is on a list of their own', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ ...idris, marks: { '2026-10-13 AM': '-' }, awaySince: undefined }])
  expect(textOf((await get('grace', '/today')).html)).toContain('No mark in the register 1 child')
  expect(textOf((await get('grace', '/today?list=no-mark')).html)).toContain(
    'Idris Khan 4K No mark for today (morning)',
  )
})

test('a dead number is on the list of numbers until the MIS sends another, even when the child is back', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [idris])
  await happens(
    house,
    'case-idris',
    [
      {
        what: 'contact-attempted',
        details: {
          contactId: 'idris-c2',
          who: 'Omar Khan',
          number: '07700 900342',
          method: 'phone',
          outcome: 'number-dead',
          words: '',
        },
      },
      { what: 'absence-ended', details: { on: '2026-10-13', because: 'attended' } },
    ],
    'grace',
  )
  const before = textOf((await get('grace', '/today?list=numbers')).html)
  expect(before).toContain('Numbers to correct in your MIS 1 child')
  expect(before).toContain('07700 900342 , Omar Khan . Rang dead, Tue 13 Oct, 09:47.')
  expect(textOf((await get('river', '/today?list=numbers')).html)).toContain('No number is known to be wrong.')
  await house.database.commit([
    sql`UPDATE contacts SET phones = '[{"number":"07700 900343","kind":null}]' WHERE id = 'idris-c2'`,
  ])
  expect(textOf((await get('grace', '/today?list=numbers')).html)).toContain('No number is known to be wrong.')
})

test('the look at each child is logged before the page is sent, and without a log there is no page', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [idris, ...family])
  await get('grace', '/today')
  const reads = await house.database.read(
    sql<{ person_id: string; page: string; pupil_ids: string }>`SELECT person_id, page, pupil_ids FROM reads`,
  )
  expect(reads.map(({ pupil_ids, ...read }) => ({ ...read, pupils: JSON.parse(pupil_ids).sort() }))).toEqual([
    { person_id: 'grace', page: 'today', pupils: ['idris', 'lucia', 'mateo'] },
  ])
  house.sqlite.runScript('DROP TABLE reads')
  const { status, html } = await get('grace', '/today')
  expect(status).toBe(500)
  expect(html).not.toContain('Idris')
})

test('one row and fifty rows cost the same statements: six at most beside the sign-in’s two and the log of reads', async () => {
  const counts: number[] = []
  for (const rows of [1, 50]) {
    const { house, get } = await openSchool()
    await addPupils(
      house,
      Array.from({ length: rows }, (_, nth) => ({
        ...idris,
        id: `p${nth}`,
        contacts: [{ name: `Adult ${nth}`, phones: [`07700 9${String(nth).padStart(5, '0')}`] }],
      })),
    )
    house.statements.count = 0
    const { html } = await get('grace', '/today')
    expect(html.match(/<li class="wb-call"/g)).toHaveLength(rows)
    counts.push(house.statements.count)
  }
  expect(counts).toEqual([9, 9])
})

test('what is not written down is overdue since its day; the lines go by date', async () => {
  const { house, get } = await openSchool()
  const marks = {
    '2026-10-09 AM': 'N',
    '2026-10-09 PM': 'N',
    '2026-10-12 AM': 'N',
    '2026-10-12 PM': 'N',
    '2026-10-13 AM': 'N',
  }
  await addPupils(house, [{ ...idris, marks, awaySince: '2026-10-09' }])
  const { html } = await get('grace', '/today')
  const owed = /<div class="wb-call__owed">\s*<ul>([\s\S]*?)<\/ul>/.exec(html)![1]!
  expect(
    [...owed.matchAll(/<li( class="[\w-]+")?>(.*?)<\/li>/g)].map(([, as, line]) => `${as?.slice(8, -1) ?? ''} ${line}`),
  ).toEqual([
    'wb-overdue Overdue, due Fri 9 Oct: First-day contact, Risk questions',
    'wb-overdue Overdue, due Mon 12 Oct: Officer for children missing education told',
    'wb-due Today: Education Welfare Service told',
    ' By Thu 15 Oct: Home visit',
    ' By Fri 16 Oct: Code N put right',
  ])
})

test('the lead is not sent to the lead when no number works', async () => {
  const { house, get } = await openSchool()
  await addPupils(house, [{ ...idris, contacts: [] }])
  expect(textOf((await get('grace', '/today')).html)).toContain(
    'No number is on the record. Ask the safeguarding lead what to do now.',
  )
  const text = textOf((await get('lead', '/today')).html)
  expect(text).toContain('No number is on the record.')
  expect(text).not.toContain('Ask the safeguarding lead')
  await addPupils(house, [{ id: 'dead', forename: 'Dee', ...awayThisMorning, contacts: [sana] }])
  const details = { contactId: 'dead-c1', who: 'Sana', number: '07700 900871', method: 'phone', words: '' } as const
  await happens(
    house,
    'case-dead',
    [{ what: 'contact-attempted', details: { ...details, outcome: 'number-dead' } }],
    'grace',
  )
  expect(textOf((await get('lead', '/today')).html)).toContain('No number works. 1 other number')
  expect(textOf((await get('grace', '/today?list=numbers')).html)).toContain('Rang dead')
  await happens(
    house,
    'case-dead',
    [{ what: 'contact-attempted', details: { ...details, outcome: 'no-answer' } }],
    'grace',
  )
  expect(textOf((await get('grace', '/today?list=numbers')).html)).toContain('No number is known to be wrong.')
  await happens(house, 'case-dead', [{ what: 'contact-attempt-withdrawn', details: { version: 3 } }], 'grace')
  expect(textOf((await get('grace', '/today?list=numbers')).html)).toContain('Rang dead')
})

test('where the register is kept on paper the marks are to be changed in it', async () => {
  const { house, get } = await openSchool()
  await house.database.commit([sql`UPDATE schools SET register_kept = 'paper' WHERE urn = ${oakfield}`])
  expect(textOf((await get('grace', '/today')).html)).toContain('Marks to change in the register 0 children')
  expect(textOf((await get('both', '/today')).html)).toContain('Marks to change in your MIS 0 children')
})

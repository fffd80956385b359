// The removal gate as people use it: what it says, who signs, what closes it again, and the head's decision with its return.
import { describe, expect, test } from 'vitest'
import { signSickness } from '../../src/actions/signSickness.ts'
import type { Person } from '../../src/cases/roles.ts'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { connectedSchool, mark } from '../intake/sender.ts'
import { oakfield } from './pupilHouse.ts'
import {
  caseId,
  dayTwenty,
  gate,
  type RemovalHouse,
  removalHouse,
  signedByAuthority,
  signedBySchool,
  textOf,
} from './removalHouse.ts'

const lead = { as: 'safeguarding-lead' }
const head = { as: 'head-teacher' }
const officer = { as: 'cme-officer' }
const decision = { ...head, on: '2026-11-16', words: 'Nobody knows where the family is.' }

async function signedByAll(options?: Parameters<typeof removalHouse>[0]): Promise<RemovalHouse> {
  const house = await removalHouse(options)
  await signedBySchool(house)
  await signedByAuthority(house)
  return house
}

const events = (house: RemovalHouse) =>
  house.sqlite.read(
    sql<{ what: string; by: string; at: string }>`SELECT what, by, at FROM case_events ORDER BY version`,
  )

const verdict = async (house: RemovalHouse, who = 'ruth', query = '') => {
  const html = await (await house.ask(who, gate + query)).text()
  const found = /<p class="wb-gate__verdict[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? ''
  return found
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('the sentence at the top', () => {
  test('names what is missing and from which day it would be lawful', async () => {
    const house = await removalHouse()
    expect(await verdict(house)).toBe(
      'Not yet. Two things are missing: the school’s signatures and the authority’s signatures. First lawful date: Monday 16 November 2026 (today).',
    )
    await signedBySchool(house)
    expect(await verdict(house)).toBe(
      'Not yet. One thing is missing: the authority’s signatures. First lawful date: Monday 16 November 2026 (today).',
    )
    await house.sign('dan', 'enquiries', { ...officer, words: '' })
    expect(await verdict(house)).toBe(
      'Not yet. One thing is missing: the authority’s signature. First lawful date: Monday 16 November 2026 (today).',
    )
    await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'No trace.' })
    expect(await verdict(house)).toBe('Yes, it can be decided. Every condition is met today, Monday 16 November 2026.')
  })

  test('on school day 13 counts what is left', async () => {
    const house = await removalHouse({ at: '2026-11-05T14:12:00.000Z' })
    await signedBySchool(house)
    await signedByAuthority(house)
    expect(await verdict(house)).toBe(
      'Not yet. One thing is missing: 7 more school days with only G, N or O. First lawful date: Monday 16 November 2026.',
    )
  })

  test.each([
    [
      'the school believes in sickness',
      'ruth',
      'sickness',
      { ...lead, answer: 'yes', words: 'The GP says so.' },
      'No. Two things are missing: the school signed that there is reason to believe in sickness or an unavoidable cause and the authority’s signatures.',
    ],
  ])('%s', async (_, who, step, form, expected) => {
    const house = await removalHouse()
    await house.sign('ruth', 'enquiries', { ...lead, words: '' })
    await house.sign('ruth', 'outcome', { ...lead, answer: 'not-found', words: 'x' })
    await house.sign(who, step, form)
    expect(await verdict(house)).toBe(expected)
  })

  test('T22 the two sides sign different outcomes', async () => {
    const house = await removalHouse()
    await signedBySchool(house)
    await house.sign('dan', 'enquiries', { ...officer, words: '' })
    await house.sign('dan', 'outcome', { ...officer, answer: 'found-agreed', words: 'In Spain.' })
    expect(await verdict(house)).toBe(
      'Not yet. One thing is missing: school and authority signed different outcomes (the school “not found”, the authority “found, and no return is to be expected”). First lawful date: Monday 16 November 2026 (today).',
    )
    const page = await textOf(house.ask('dan', gate))
    for (const part of [
      'School and authority signed different outcomes: the school “not found”, the authority “found, and no return is to be expected”.',
      'Whoever signs anew replaces what their side signed before; nothing is lost from the record.',
      'Who may do what next Hold a joint review of what each side knows : the safeguarding lead of Oakfield Primary or a CME officer of Northmoor Council . Write down where the child is, if that is known : the safeguarding lead of Oakfield Primary or a CME officer of Northmoor Council .',
      'Sign anew the outcome for the school: the safeguarding lead or the head teacher of Oakfield Primary .',
      'Sign anew the outcome for the authority : a CME officer of Northmoor Council .',
    ]) {
      expect(page).toContain(part)
    }
    expect(await textOf(house.ask('dan', `${gate}/outcome`))).toContain(
      'Signed for the authority before The authority signed “found, and no return is to be expected”. What you sign now takes its place; both stay in the record.',
    )
    await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'The Spanish school was wrong.' })
    expect(await verdict(house)).toBe('Yes, it can be decided. Every condition is met today, Monday 16 November 2026.')
    expect(await textOf(house.ask('dan', gate))).toContain(
      'Signatures that no longer count Outcome. Signed anew on Mon 16 Nov, 14:12 by Dan Hale. Signed: Dan Hale, CME officer, for Northmoor Council',
    )
  })

  test.each([
    [
      'T25 needs review',
      sql`UPDATE marks SET code = 'Y4' WHERE marked_on = '2026-11-10'`,
      'Needs review: on 10 November 2026 the school was shut or no register is known. 4 school days in a row have only G, N or O. With those days it would be 20 or more: look at the register of each before anybody signs.',
    ],
    [
      'a boarder',
      sql`UPDATE pupils SET boarder = 1`,
      'Does not apply: the child is a boarder. Boarders are not in the attendance register, so school days cannot be counted by its codes.',
    ],
    [
      'not of age',
      sql`UPDATE pupils SET date_of_birth = '2022-01-10'`,
      'Does not apply: the child is not of compulsory school age today. It runs from 31 March 2027 to 25 June 2038. Grounds H and I are for children who are.',
    ],
    ['no calendar', sql`DELETE FROM calendars`, 'Cannot be counted: the school has not published its calendar.'],
    [
      'a calendar that has ended',
      sql`UPDATE calendars SET terms = '[{"from":"2026-09-02","to":"2026-10-23"}]', closed = '[]'`,
      'Cannot be counted: the school’s calendar ends on 23 October 2026. Ask for the next year to be published.',
    ],
    [
      'the child came on day 20',
      sql`UPDATE marks SET code = '/' WHERE marked_on = '2026-11-16'`,
      'Not yet. Three things are missing: 20 more school days with only G, N or O, the school’s signatures and the authority’s signatures. No run of days stands now, so there is no first lawful date.',
    ],
    [
      'no date of birth',
      sql`UPDATE pupils SET date_of_birth = NULL`,
      'Not yet. Three things are missing: the date of birth, which your MIS has not sent, the school’s signatures and the authority’s signatures. First lawful date: Monday 16 November 2026 (today).',
    ],
  ])('%s', async (_, change, expected) => {
    const house = await removalHouse()
    await house.database.commit([change])
    expect(await verdict(house)).toBe(expected)
  })

  test('the child came on the morning after day 20', async () => {
    const house = await signedByAll()
    house.clock.put('2026-11-17T10:00:00.000Z')
    await house.database.commit([
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES ('zsofia', '2026-11-17', 'AM', ${oakfield}, '/', 'mis', '', '', ${dayTwenty}, 'mis')`,
    ])
    expect(await verdict(house)).toBe(
      'No. One thing is missing: today’s register does not say that the child is away (17 November 2026: AM /).',
    )
  })

  test('a date that is past stays where it is', async () => {
    const house = await removalHouse({ at: '2026-11-19T14:12:00.000Z' })
    expect(await verdict(house)).toBe(
      'Not yet. Two things are missing: the school’s signatures and the authority’s signatures. Day 20 was Monday 16 November 2026; the earliest you can still act is today.',
    )
  })

  test('a calendar that ends before day 20', async () => {
    const house = await removalHouse({ at: '2026-11-05T14:12:00.000Z' })
    await house.database.commit([
      sql`UPDATE calendars SET terms = '[{"from":"2026-09-02","to":"2026-10-23"},{"from":"2026-11-02","to":"2026-11-06"}]'`,
    ])
    expect(await verdict(house)).toContain(
      'The first lawful date is not known: the school’s calendar ends on 6 November 2026.',
    )
  })

  test('T28 leave on record opens ground H, and the other ground is a link away', async () => {
    const house = await removalHouse({ at: '2026-10-23T14:12:00.000Z', code: 'N' })
    await house.database.commit([
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
        VALUES ('l1', 'zsofia', '2026-10-05', '2026-10-09', 'A wedding', '2026-10-01T09:00:00.000Z', 'helen')`,
    ])
    expect(await verdict(house)).toBe(
      'Not yet. Two things are missing: the school’s signatures and the authority’s signatures. First lawful date: Friday 23 October 2026 (today).',
    )
    const page = await textOf(house.ask('ruth', gate))
    expect(page).toContain(
      'Leave from 5 October 2026 to 9 October 2026. The leave was written down on Thu 1 Oct, 10:00 by Helen Firth. 10 of 10 school days.',
    )
    expect(page).toContain('By the register the child attended on 5 October 2026, during the leave.')
    expect(page).toContain('Look at Ground I: away for twenty school days')
    expect(await verdict(house, 'ruth', '?ground=I')).toContain('10 more school days with only G, N or O')
  })
})

describe('each condition has its evidence', () => {
  test('days counted and skipped, codes, enquiries, and who signed when in which words', async () => {
    const page = await textOf((await signedByAll()).ask('ruth', gate))
    for (const part of [
      '12 October 2026 to 16 November 2026: 20 counted. Skipped: school holiday (5), INSET day (1). Marks as of Mon 16 Nov, 14:12.',
      'School day 20 Mon 16 Nov',
      '40 sessions O. No other code.',
      'Signed: Ruth Adeyemi, Designated safeguarding lead, for Oakfield Primary , Mon 16 Nov, 14:12. The school has no reasonable grounds to believe that the child is unable to attend because of sickness or an unavoidable cause. Nothing known; the GP answered on 2 November.',
      '1 enquiry made in this run of days, 1 waiting for an answer. Signed: Ruth Adeyemi',
      'S8 Home visit: Wed 14 Oct, Ruth Adeyemi. Done, nothing found.',
      'Signed: Dan Hale, CME officer, for Northmoor Council , Mon 16 Nov, 14:12.',
      'The child stays on the authority’s list until found.',
    ]) {
      expect(page).toContain(part)
    }
  })

  test('the other code, when, and who changed it', async () => {
    const house = await removalHouse()
    await house.database.commit([sql`UPDATE marks SET code = 'I' WHERE marked_on = '2026-10-20' AND session = 'AM'`])
    await house.happens('mis', [
      { what: 'mark-corrected', details: { on: '2026-10-20', session: 'AM', from: 'O', to: 'I', reason: null } },
    ])
    expect(await textOf(house.ask('ruth', gate))).toContain(
      'Met so far Only codes G, N or O the whole time Nothing else since 21 October 2026. Before: 20 October 2026, AM: I. Changed from O to I on Mon 16 Nov, 14:12 by the MIS.',
    )
  })

  test('warns of an N past its fifth school day, of early signatures and of a child who was seen', async () => {
    const house = await removalHouse({ at: '2026-11-05T14:12:00.000Z', code: 'N' })
    await signedBySchool(house)
    expect(await textOf(house.ask('ruth', gate))).toContain(
      'Code N of 12 October 2026 is past its fifth school day, 19 October 2026: change it in your MIS to the code that is right.',
    )
    const later = await signedByAll()
    await later.happens('dan', [
      {
        what: 'child-seen',
        details: { side: 'authority', on: '2026-11-12', who: 'x', profession: 'x', where: 'x', words: '' },
      },
    ])
    later.clock.put('2026-11-17T10:00:00.000Z')
    const page = await textOf(later.ask('ruth', gate))
    expect(page).toContain('A professional saw the child on 12 November 2026, in this run of days.')
    expect(page).toContain('Today’s register is not known here yet. Ask whether the child is in school.')
    expect(page).not.toContain('Signed by')
  })

  test('a reason given after the signatures, in whose words, and who is to sign anew', async () => {
    const house = await signedByAll()
    await house.happens('grace', [
      {
        what: 'reason-given',
        details: {
          explainedOn: '2026-11-16',
          explainedUntil: '2026-11-20',
          reason: 'In hospital',
          whoSaid: 'Ilona Nagy',
        },
      },
    ])
    expect(await verdict(house)).toContain(
      'One thing is missing: a reason was given after the signatures, which are to be given anew.',
    )
    const page = await textOf(house.ask('ruth', gate))
    expect(page).toContain(
      'Not met No reason given since sickness and the outcome were signed A reason in force until 20 November 2026, given on 16 November 2026, after the signatures. Ilona Nagy: “In hospital” To be signed anew after a look at it: sickness (the school), the outcome (the school), the outcome (the authority).',
    )
    expect(page).toContain('Sign anew whether there is reason to believe in sickness or an unavoidable cause :')
    expect((await house.sign('helen', 'decision', decision)).status).toBe(422)
    await house.sign('ruth', 'sickness', { ...lead, answer: 'no', words: 'No hospital knows of the child.' })
    await house.sign('ruth', 'outcome', { ...lead, answer: 'not-found', words: 'Nor does the mother answer.' })
    await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'No hospital has the child.' })
    const met = await textOf(house.ask('ruth', gate))
    expect(met).toContain('Yes, it can be decided.')
    expect(met).toContain(
      'A reason is in force until 20 November 2026, given on 16 November 2026. Look at it before anybody signs or decides.',
    )
    expect((await house.sign('helen', 'decision', decision)).status).toBe(303)
  })

  test('T28 a leave written down afterwards, and days whose register nobody has seen, are said', async () => {
    const house = await removalHouse({ at: '2026-10-23T14:12:00.000Z', code: 'N' })
    await house.database.commit([
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
        VALUES ('l1', 'zsofia', '2026-10-05', '2026-10-09', 'A wedding', '2026-10-22T09:00:00.000Z', 'grace')`,
      sql`DELETE FROM register_sessions WHERE marked_on = '2026-10-14'`,
      sql`DELETE FROM marks WHERE marked_on = '2026-10-14'`,
    ])
    const page = await textOf(house.ask('ruth', `${gate}?ground=H`))
    expect(page).toContain(
      'Needs review: no register is known on 14 October 2026, after the leave. Silence is not absence: look at the register of each day before anybody signs.',
    )
    expect(page).toContain(
      'The leave was written down on Thu 22 Oct, 10:00 by Grace Osei, after the absence began on 12 October 2026. 10 of 10 school days. No register is known on 14 October 2026.',
    )
  })

  test('a dash is no code: no register is known', async () => {
    const house = await removalHouse()
    await house.database.commit([sql`UPDATE marks SET code = '-' WHERE marked_on = '2026-11-10'`])
    expect(await textOf(house.ask('ruth', gate))).toContain(
      'Nothing else since 11 November 2026. Before: 10 November 2026, AM, no register is known.',
    )
  })

  test('the attendance office sees that it was signed, not in which words', async () => {
    const page = await textOf((await signedByAll()).ask('grace', gate))
    expect(page).toContain('Signed: Ruth Adeyemi, Designated safeguarding lead')
    expect(page).not.toMatch(/the GP answered|The flat is empty|No trace/)
    expect(page).not.toContain('deletion return would say')
  })

  test('words that give a restricted contact away are for the safeguarding lead', async () => {
    const house = await removalHouse()
    await house.sign('ruth', 'sickness', {
      ...lead,
      answer: 'no',
      words: 'Gábor Nagy said on 07700 900456 that all is well.',
    })
    expect(await textOf(house.ask('ruth', gate))).toContain('Gábor Nagy said')
    for (const who of ['helen', 'dan']) {
      const page = await textOf(house.ask(who, gate))
      expect(page).not.toMatch(/Gábor|900456/)
      expect(page).toContain('Restricted: ask the safeguarding lead')
    }
  })

  test('what is typed is shown as it was typed', async () => {
    const house = await removalHouse()
    await house.sign('ruth', 'sickness', { ...lead, answer: 'no', words: '<script>alert(1)</script> {{ 7 * 7 }}' })
    const html = await (await house.ask('ruth', gate)).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}')
    expect(html).not.toContain('<script>alert')
  })
})

describe('a form', () => {
  test('shows the very sentence, with the person, the role, the body and the minute', async () => {
    const house = await removalHouse()
    const page = await textOf(house.ask('dan', `${gate}/outcome`))
    expect(page).toContain('You are Dan Hale, CME officer, for Northmoor Council. It is Mon 16 Nov, 14:12.')
    expect(page).toContain('Ground I: the run of days from 12 October 2026.')
    expect(page).toContain(
      'School and authority have together made reasonable efforts to find out where the child is and in what circumstances, and have not succeeded.',
    )
    expect(page).toContain('Sign for Northmoor Council')
  })

  test('for enquiries lists those of one’s own side', async () => {
    const house = await removalHouse()
    const school = await textOf(house.ask('ruth', `${gate}/enquiries`))
    expect(school).toContain('S8 Home visit: Wed 14 Oct, Ruth Adeyemi. Done, nothing found.')
    expect(school).not.toContain('A3')
    expect(await textOf(house.ask('dan', `${gate}/enquiries`))).toContain('A3 Housing, council tax, benefits')
  })

  test('for enquiries or the outcome says who was asked and has not answered, and leads back to the gate', async () => {
    const house = await removalHouse()
    for (const step of ['enquiries', 'outcome']) {
      const answer = await house.ask('ruth', `${gate}/${step}`)
      const html = await answer.text()
      expect(html).toContain(`href="${gate}?ground=I">Back to the removal gate</a>`)
      expect(await textOf(house.ask('ruth', `${gate}/${step}`))).toContain(
        'The school asked and still waits for an answer S5 Friends, their parents, relatives here: Thu 15 Oct, Ruth Adeyemi. Asked, waiting for an answer.',
      )
      expect(await textOf(house.ask('dan', `${gate}/${step}`))).not.toContain('still waits for an answer')
    }
  })

  test.each([
    ['sickness', lead, 'ruth', ['Choose the sentence you sign', 'Write what is known and from whom']],
    ['outcome', officer, 'dan', ['Choose the sentence you sign', 'Write what the enquiries came to']],
    ['sickness', { as: 'cme-officer', answer: 'no', words: 'x' }, 'ruth', ['Choose the role you sign in']],
    ['outcome', { as: 'safeguarding-lead', answer: 'not-found', words: 'x' }, 'dan', ['Choose the role you sign in']],
    [
      'sickness',
      { ...lead, answer: 'maybe', words: 'x'.repeat(2001) },
      'ruth',
      ['Choose the sentence you sign', 'This must be 2000 characters or fewer'],
    ],
  ])('%s with something missing keeps what was typed: %j', async (step, form, who, expected) => {
    const house = await removalHouse()
    const answer = await house.sign(who, step, { words: '', ...form })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const text of expected) expect(html).toContain(text)
    expect(html).toContain('<title>Error: ')
    expect((await events(house)).map(({ what }) => what)).not.toContain('sickness-signed')
  })

  test('of somebody who cannot sign now leads back to the gate, which says why', async () => {
    const house = await removalHouse()
    await signedBySchool(house)
    const answer = await house.ask('helen', `${gate}/enquiries`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${gate}?ground=I`])
    expect((await house.ask('helen', `${gate}/decision`)).headers.get('location')).toBe(`${gate}?ground=I`)
  })

  test('asks in which role when one holds roles on both sides, and refuses the other side afterwards', async () => {
    const house = await removalHouse()
    const page = await textOf(house.ask('sam', `${gate}/outcome`))
    expect(page).toContain(
      'In which role? One person cannot sign for both sides. Designated safeguarding lead, for Oakfield Primary CME officer, for Northmoor Council',
    )
    expect((await house.sign('sam', 'outcome', { ...lead, answer: 'not-found', words: 'x' })).status).toBe(303)
    const other = await house.sign('sam', 'outcome', { ...officer, answer: 'not-found', words: 'typed and kept' })
    expect(other.status).toBe(422)
    expect(await textOf(other)).toContain(
      'One person cannot sign for the school and for the authority. Ask somebody else.',
    )
    expect((await events(house)).filter(({ what }) => what === 'outcome-signed')).toHaveLength(1)
    expect(await textOf(house.ask('sam', gate))).toContain(
      'a CME officer of Northmoor Council . One person cannot sign for the school and for the authority. Ask somebody else.',
    )
  })
})

describe('two at once', () => {
  test('of one side: the second sees the first, and what was typed is kept', async () => {
    const house = await removalHouse()
    const version = await house.version()
    const [one, other] = await Promise.all([
      house.sign('ruth', 'sickness', { ...lead, answer: 'no', words: 'typed by Ruth' }, version),
      house.sign('helen', 'sickness', { ...head, answer: 'yes', words: 'typed by Helen' }, version),
    ])
    expect([one.status, other.status].sort()).toEqual([303, 409])
    const refused = one.status === 409 ? one : other
    expect(await refused.text()).toMatch(/typed by (Ruth|Helen)/)
    expect((await events(house)).filter(({ what }) => what === 'sickness-signed')).toHaveLength(1)
  })

  test('a signature after the case moved on shows what is new and keeps what was typed', async () => {
    const house = await removalHouse()
    const version = await house.version()
    await house.sign('ruth', 'enquiries', { ...lead, words: '' }, version)
    const answer = await house.sign(
      'dan',
      'outcome',
      { ...officer, answer: 'not-found', words: 'typed and kept' },
      version,
    )
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Ruth Adeyemi: the enquiries were signed')
    expect(html).toContain('typed and kept')
    const again = /name="version" value="(\d+)"/.exec(html)![1]!
    expect(
      (await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'x' }, Number(again))).status,
    ).toBe(303)
  })

  test('a double press of the decision deletes once', async () => {
    const house = await signedByAll()
    const version = await house.version()
    const answers = await Promise.all([1, 2].map(() => house.sign('helen', 'decision', decision, version)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await events(house)).filter(({ what }) => what === 'name-removed')).toHaveLength(1)
    expect(await house.sqlite.read(sql`SELECT id FROM messages WHERE kind = 'deletion-return'`)).toHaveLength(1)
  })
})

describe('T26 a mark corrected after the school signed', () => {
  test('closes the gate by a message of the MIS, and the page says which mark', async () => {
    const house = await signedByAll()
    const sender = await connectedSchool(dayTwenty, house, oakfield)
    house.clock.put('2026-11-17T09:00:00.000Z')
    const version = await house.version()
    const sent = await sender.send('attendance.marks.upserted', {
      marks: [mark('p3', '2026-10-12', 'AM', 'I', '2026-11-17T08:59:00.000Z')],
    })
    expect(sent.status).toBe(202)
    const page = await textOf(house.ask('ruth', gate))
    expect(page).toContain('Signatures that no longer count')
    expect(page).toContain(
      'Signed for the run from 12 October 2026; the run now begins 13 October 2026 because the mark of 12 October 2026, morning, changed from O to I.',
    )
    expect(await verdict(house)).toMatch(
      /^Not yet\. .*1 more school day with only G, N or O, the school’s signatures and the authority’s signatures\. First lawful date: Tuesday 17 November 2026 \(today\)\.$/,
    )
    const tooLate = await house.sign('helen', 'decision', { ...decision, on: '2026-11-17' }, version)
    expect(tooLate.status).toBe(409)
    const now = await house.sign('helen', 'decision', { ...decision, on: '2026-11-17' })
    expect(now.status).toBe(422)
    expect(await textOf(now)).toContain('The name cannot be deleted: not every condition is met. The page shows which.')
    expect((await events(house)).map(({ what }) => what)).not.toContain('name-removed')
  })

  test('after the deletion is said on the page', async () => {
    const house = await signedByAll()
    await house.sign('helen', 'decision', decision)
    expect(await textOf(house.ask('ruth', gate))).not.toContain('has changed since')
    await house.database.commit([sql`UPDATE marks SET code = 'I' WHERE marked_on = '2026-10-12'`])
    expect(await textOf(house.ask('ruth', gate))).toContain(
      'What this was decided on has changed since: a mark, the leave or a signature. As they stand now, this is missing: 1 more school day with only G, N or O, the school’s signatures, the authority’s signatures. Ask the head teacher whether the decision must be withdrawn.',
    )
  })
})

describe('the head’s decision', () => {
  test('T12 T20 deletes the name, ends the time on roll and makes the return, in one commit', async () => {
    const house = await signedByAll()
    house.clock.put('2026-11-16T14:30:00.000Z')
    const answer = await house.sign('helen', 'decision', decision)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${gate}?ground=I&saved=removed`])
    const [removal] = (await events(house)).filter(({ what }) => what === 'name-removed')
    expect(removal).toEqual({ what: 'name-removed', by: 'helen', at: '2026-11-16T14:30:00.000Z' })
    const [message] = await house.sqlite.read(
      sql<
        Record<string, string>
      >`SELECT m.made_at, m.kind, m.team, m.state, m.subject || m.body AS text, d.details ->> 'returnMessageId' = m.id AS "isNamed"
        FROM messages m JOIN case_event_details d ON d.case_id = m.case_id AND d.details ->> 'returnMessageId' IS NOT NULL WHERE m.kind = 'deletion-return'`,
    )
    expect(message).toMatchObject({
      made_at: '2026-11-16T14:30:00.000Z',
      team: 'authority',
      state: 'waiting',
      isNamed: 1,
    })
    expect(message!.text).not.toMatch(/Nagy|Zsóf/)
    const [pupil] = await house.sqlite.read(sql`SELECT left_on, enrolment_at FROM pupils WHERE id = 'zsofia'`)
    expect(pupil).toEqual({ left_on: '2026-11-16', enrolment_at: '2026-11-16T14:30:00.000Z' })
    const [kase] = await house.sqlite.read(sql`SELECT ended_on, ended_because, closed_at FROM cases`)
    expect(kase).toEqual({ ended_on: '2026-11-16', ended_because: 'removed', closed_at: null })
    const breaks: unknown[] = []
    await verifyRecord(house.database, house.keys.audit, (broken) => void breaks.push(broken))
    expect(breaks).toEqual([])
  })

  test('is shown with who, when and on which evidence, and nobody signs any more', async () => {
    const house = await signedByAll()
    await house.sign('helen', 'decision', decision)
    const page = await textOf(house.ask('dan', gate))
    expect(page).toContain(
      'Deleted on Monday 16 November 2026. Decided by Helen Firth, Head teacher , Mon 16 Nov, 14:12. Ground I.',
    )
    expect(page).toContain(
      'Both signed that the child was not found. Signed: Ruth Adeyemi, Designated safeguarding lead, Mon 16 Nov, 14:12',
    )
    expect(page).toContain('The child stays on the authority’s list until found.')
    expect(page).not.toContain('Who may do what next')
    const late = await house.sign('ruth', 'sickness', { ...lead, answer: 'yes', words: 'x' })
    expect(late.status).toBe(409)
    expect(await textOf(late)).toContain('The name is already deleted from this school’s register.')
  })

  test('is not undone by an older message of the MIS, and is by a newer one that says the child came again', async () => {
    const house = await signedByAll()
    const sender = await connectedSchool(dayTwenty, house, oakfield)
    await house.sign('helen', 'decision', decision)
    const leftOn = async () =>
      (await house.sqlite.read(sql<{ left_on: string | null }>`SELECT left_on FROM pupils WHERE id = 'zsofia'`))[0]!
        .left_on
    const started = (at: string, entry_date = '2026-09-02') => ({
      pupil: { mis_id: 'p3', upn: null },
      entry_date,
      source_updated_at: at,
    })
    house.clock.put('2026-11-17T09:00:00.000Z')
    expect((await sender.send('enrolment.started', started('2026-11-16T10:00:00.000Z'))).status).toBe(202)
    expect(await leftOn()).toBe('2026-11-16')
    expect((await sender.send('enrolment.started', started('2026-11-17T08:00:00.000Z'))).status).toBe(202)
    expect(await leftOn()).toBe('2026-11-16')
    const again = started('2026-11-17T08:30:00.000Z', '2026-11-17')
    expect((await sender.send('enrolment.started', again)).status).toBe(202)
    expect(await leftOn()).toBe(null)
  })

  test.each([
    ['T14 yesterday’s date in a forged field', { on: '2026-11-15' }, 'A deletion counts from the day it is decided'],
    ['T14 tomorrow’s', { on: '2026-11-17' }, 'A deletion counts from the day it is decided'],
    ['T14 no date', { on: '' }, 'A deletion counts from the day it is decided'],
    ['T14 nonsense for a date', { on: '2026-11-16T00:00' }, 'A deletion counts from the day it is decided'],
    ['no words', { words: '' }, 'Write why the name is deleted'],
    ['words nobody can see', { words: '\u200b\u2060 ' }, 'Write why the name is deleted'],
  ])('is refused: %s', async (_, change, sentence) => {
    const house = await signedByAll()
    const answer = await house.sign('helen', 'decision', { ...decision, ...change })
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain(sentence)
    expect((await events(house)).map(({ what }) => what)).not.toContain('name-removed')
    expect(await house.sqlite.read(sql`SELECT id FROM messages WHERE kind = 'deletion-return'`)).toEqual([])
    expect(await house.sqlite.read(sql`SELECT id FROM pupils WHERE left_on IS NOT NULL`)).toEqual([])
  })

  test('shows its date as text, with no field to type it in', async () => {
    const html = await (await (await signedByAll()).ask('helen', `${gate}/decision`)).text()
    expect(html).toContain('Day of the deletion: 16 November 2026.')
    expect(html).toContain('<input type="hidden" name="on" value="2026-11-16">')
    expect(html).not.toMatch(/id="on/)
  })

  test('left open over midnight is not carried out on the day before', async () => {
    const house = await signedByAll()
    house.clock.put('2026-11-17T00:10:00.000Z')
    const answer = await house.sign('helen', 'decision', decision)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Day of the deletion: 17 November 2026.')
    expect((await house.sign('helen', 'decision', { ...decision, on: '2026-11-17' })).status).toBe(303)
  })
})

describe('the return', () => {
  test('T12 is filled from what is known, with each gap named; a restricted contact is not in it', async () => {
    const house = await signedByAll()
    const before = await textOf(house.ask('helen', `${gate}/return`))
    expect(before).toContain('Nothing is sent before the decision.')
    await house.sign('helen', 'decision', decision)
    for (const who of ['helen', 'dan']) {
      const page = await textOf(house.ask(who, `${gate}/return`))
      for (const part of [
        'Full name Zsófia Nagy',
        'Home address The MIS sends no address of the child’s own.',
        'Parent Ilona Nagy, mother 4 Long Row, ZZ99 4AB 07700 900123 01632 960044',
        'Restricted One contact is restricted. Ask the safeguarding lead what may be said.',
        'Whom the child lives with The MIS does not say with which parent the child normally lives. Say it to the authority when it asks.',
        'Where the child goes now No new address and no new school is known.',
        'Ground Ground I, regulation 9(1)(i)',
        'Deleted on 16 November 2026, decided Mon 16 Nov, 14:12 by Helen Firth',
      ]) {
        expect(page).toContain(part)
      }
      expect(page).not.toMatch(/Gábor|Hidden Mews|900456/)
    }
  })

  test('says where the child goes when that was written down, and names what was never sent', async () => {
    const house = await removalHouse()
    await house.database.commit([
      sql`UPDATE pupils SET legal_forename = NULL, legal_surname = NULL, upn = NULL`,
      sql`DELETE FROM contacts`,
    ])
    await house.happens('dan', [
      {
        what: 'child-found',
        details: {
          ...{ side: 'authority', kind: 'abroad', on: '2026-11-16', who: 'Dan Hale', how: 'the school there' },
          ...{ where: 'Colegio del Mar, Spain', words: '' },
        },
      },
    ])
    const page = await textOf(house.ask('dan', `${gate}/return`))
    expect(page).toContain('Full name The legal name was never sent. Write it in your MIS; it arrives here.')
    expect(page).toContain('Unique pupil number The number was never sent. Write it in your MIS; it arrives here.')
    expect(page).toContain('Where the child goes now living abroad, with proof Colegio del Mar, Spain')
  })
})

describe('who may', () => {
  const who = ['grace', 'ruth', 'helen', 'tom', 'dan', 'ken', 'ada'] as const
  test.each([
    ['', '200 200 200 404 200 404 404'],
    ['/sickness', '404 200 200 404 404 404 404'],
    ['/enquiries', '404 200 200 404 200 404 404'],
    ['/outcome', '404 200 200 404 200 404 404'],
    ['/decision', '404 404 303 404 404 404 404'],
    ['/return', '404 404 200 404 200 404 404'],
  ])(
    'look at %s: the office, the lead, the head, another school, the CME officer, the manager, the administrator',
    async (path, expected) => {
      const house = await removalHouse()
      const statuses = await Promise.all(who.map(async (each) => (await house.ask(each, gate + path)).status))
      expect(statuses.join(' ')).toBe(expected)
    },
  )

  test.each([
    ['sickness', '404 303 303 404 404 404 404', { answer: 'no', words: 'x' }],
    ['enquiries', '404 303 303 404 303 404 404', { words: '' }],
    ['outcome', '404 303 303 404 303 404 404', { answer: 'not-found', words: 'x' }],
    ['decision', '404 404 422 404 404 404 404', { on: '2026-11-16', words: 'x' }],
  ])('send %s', async (step, expected, form) => {
    const roles = {
      grace: 'attendance-officer',
      ruth: lead.as,
      helen: head.as,
      tom: 'attendance-officer',
      dan: officer.as,
      ken: 'authority-manager',
      ada: 'administrator',
    }
    const statuses: number[] = []
    for (const each of who)
      statuses.push((await (await removalHouse()).sign(each, step, { ...form, as: roles[each] })).status)
    expect(statuses.join(' ')).toBe(expected)
  })

  test('the authority sees nothing before the case is open for it', async () => {
    const house = await removalHouse({ isOpened: false })
    expect((await house.ask('dan', gate)).status).toBe(404)
    expect((await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'x' })).status).toBe(404)
    expect((await house.ask('ruth', gate)).status).toBe(200)
  })

  test('a role lost before the press: nothing is written', async () => {
    const house = await removalHouse()
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = ${dayTwenty}, withdrawn_by = 'ada' WHERE id = 'role-ruth'`,
    ])
    const before = await house.version()
    expect((await house.sign('ruth', 'sickness', { ...lead, answer: 'no', words: 'x' })).status).toBe(404)
    const ruth: Person = {
      id: 'ruth',
      name: 'Ruth Adeyemi',
      rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: oakfield }],
    }
    const toSign = { ground: 'I', answer: false, words: 'x', role: 'x', caseId, seenVersion: before } as const
    expect(await signSickness(house, ruth, toSign)).toEqual({ refused: 'role-lost' })
    expect(await house.version()).toBe(before)
  })
})

test('the gate is six statements and the return too, beside the session’s two and the read log’s one, and each look is on record', async () => {
  const house = await signedByAll()
  for (const [who, path] of [
    ['ruth', gate],
    ['dan', `${gate}/return`],
  ] as const) {
    house.statements.count = 0
    await house.ask(who, path)
    expect(house.statements.count).toBe(9)
  }
  const reads = await house.sqlite.read(
    sql<{ page: string }>`SELECT page FROM reads WHERE page IN ('removal', 'deletion return')`,
  )
  expect(reads.map(({ page }) => page)).toEqual(['removal', 'deletion return'])
})

test('no child is named in a title or an address', async () => {
  const house = await signedByAll()
  for (const path of ['', '/sickness', '/return', '/decision']) {
    const answer = await house.ask('helen', gate + path)
    const title = /<title>([\s\S]*?)<\/title>/.exec(await answer.text())?.[1] ?? ''
    expect(title).not.toMatch(/Nagy|Zs/)
  }
  expect(house.logged.join()).not.toMatch(/Nagy|Zs/)
})

test('whoever signed, or their side, is led to withdrawing it; nobody else, and nobody once the name is deleted', async () => {
  const house = await signedByAll()
  const linksOf = async (who: string) =>
    [...(await (await house.ask(who, gate)).text()).matchAll(/entries\/(\d+)\/withdrawal/g)].map(
      ([, version]) => version,
    )
  expect(await linksOf('ruth')).toEqual(['6', '7', '8'])
  expect(await linksOf('helen')).toEqual(['6', '7', '8'])
  expect(await linksOf('dan')).toEqual(['9', '10'])
  expect(await linksOf('grace')).toEqual([])
  await house.ask('dan', `/cases/${caseId}/entries/10/withdrawal`, {
    version: String(await house.version()),
    reason: 'The aunt has rung.',
  })
  expect(await verdict(house)).toContain('One thing is missing: the authority’s signature.')
  await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'The aunt was mistaken.' })
  await house.sign('helen', 'decision', decision)
  expect(await linksOf('dan')).toEqual([])
  expect(await linksOf('helen')).toEqual(['13'])
})

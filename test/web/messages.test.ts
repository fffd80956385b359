// Who reads what teams are told, and who lets a held message go? With what an administrator sees of those not sent.
import { describe, expect, test } from 'vitest'
import { sendMessages } from '../../src/actions/sendMessages.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { type NewMessage, writesOfMessages } from '../../src/storage/messageStore.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf, wednesday } from './peopleHouse.ts'

const madeAt = '2026-10-14T08:40:00.000Z'

function message(id: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    id,
    key: id,
    madeAt,
    kind: 'education-welfare',
    team: 'education-welfare',
    schoolUrn: heronLane,
    caseId: null,
    subject: `Subject of ${id}`,
    body: `First line of ${id}\n\nSecond line`,
    state: 'waiting',
    because: null,
    ...change,
  }
}

const held = { state: 'held', because: 'A register is silent.' } as const

async function houseWith(...messages: NewMessage[]): Promise<PeopleHouse> {
  const made = await makePeopleHouse()
  await made.house.database.commit(writesOfMessages(messages))
  return made
}

const dead = (id: string) =>
  sql`UPDATE messages SET state = 'dead', because = 'GOV.UK Notify answered 403', tries = 5 WHERE id = ${id}`

async function stateOf({ house }: PeopleHouse, id: string) {
  const [row] = await house.sqlite.read(
    sql<Record<string, unknown>>`SELECT state, because, released_by, released_at FROM messages WHERE id = ${id}`,
  )
  return row
}

describe('the list', () => {
  test('shows each message as it stands: to whom, at which address, when, how far', async () => {
    const made = await houseWith(message('a'), message('b', { ...held, team: 'authority', madeAt: wednesday }))
    await made.house.database.commit([
      sql`INSERT INTO team_addresses (team, email, set_at, set_by) VALUES ('education-welfare', 'welfare@northmoor.example', ${madeAt}, 'ada')`,
    ])
    expect(await textOf(await made.get('/messages', 'evan'))).toBe(
      'Messages What teams are told by e-mail. No message names a child: it carries the school, the school day, the case’s reference and a link. ' +
        'All (2) Waiting (1) To be looked at (1) Sent (0) Given up (0) Withdrawn (0) ' +
        'Messages, the newest first Message To State ' +
        'Subject of b Wed 14 Oct, 10:00 The authority’s CME team No address To be looked at A register is silent. ' +
        'Subject of a Wed 14 Oct, 09:40 The Education Welfare Service welfare@northmoor.example Waiting Nobody has tried to send it yet.',
    )
  })

  test('says what is not there', async () => {
    const made = await houseWith()
    expect(await textOf(await made.get('/messages', 'ada'))).toContain(
      'There is no message yet. One is made when a case reaches a day on which a team must be told.',
    )
    expect(await textOf(await made.get('/messages?list=held', 'ada'))).toContain('No message is in this list.')
  })

  test.each([
    ['waiting', ['a']],
    ['held', ['b']],
    ['sent', []],
    ['not-sent', ['c']],
    ['__proto__', ['a', 'b', 'c']],
    ['nonsense', ['a', 'b', 'c']],
  ])('of %s', async (list, expected) => {
    const made = await houseWith(message('a'), message('b', held), message('c'))
    await made.house.database.commit([dead('c')])
    const text = await textOf(await made.get(`/messages?list=${list}`, 'evan'))
    expect(['a', 'b', 'c'].filter((id) => text.includes(`Subject of ${id}`))).toEqual(expected)
  })

  test('is fifty a page, in four statements however many there are', async () => {
    const many = Array.from({ length: 120 }, (_, index) => message(`m${String(index).padStart(3, '0')}`))
    const made = await houseWith(...many)
    await made.signIn('evan')
    made.house.statements.count = 0
    const first = await textOf(await made.get('/messages', 'evan'))
    // Two of them are the session's own.
    expect(made.house.statements.count).toBe(4)
    expect(first).toContain('1 to 50 of 120 messages')
    expect(first.match(/Subject of/g)).toHaveLength(50)
    const last = await textOf(await made.get('/messages?page=3', 'evan'))
    expect(last.match(/Subject of/g)).toHaveLength(20)
    expect(await textOf(await made.get('/messages?page=99', 'evan'))).toBe(last)
    expect(await textOf(await made.get('/messages?list=waiting&page=-1', 'evan'))).toContain('1 to 50 of 120 messages')
  })

  test('of a safeguarding lead holds the own school’s alone, to whomever they go', async () => {
    const made = await houseWith(
      message('own', { team: 'authority' }),
      message('to-us', { team: `school:${heronLane}` }),
      message('theirs', { schoolUrn: millfield }),
      message('of-all', { schoolUrn: null, team: 'authority' }),
    )
    const text = await textOf(await made.get('/messages', 'cleo'))
    expect(text).toContain('All (2)')
    expect(text).toContain('Subject of own')
    expect(text).toContain('Subject of to-us')
    expect(text).not.toMatch(/theirs|of-all/)
    for (const id of ['theirs', 'of-all', 'nothing'])
      expect((await made.get(`/messages/${id}`, 'cleo')).status).toBe(404)
  })

  test('of the authority’s officer holds what goes to the authority’s own teams; what goes to a school is the school’s', async () => {
    const risk = 'Refer the same day: due today'
    const made = await houseWith(
      message('to-service'),
      message('to-team', { team: 'authority', schoolUrn: null }),
      message('to-school', { ...held, kind: 'duties-due', team: `school:${heronLane}`, subject: risk, body: risk }),
    )
    const text = await textOf(await made.get('/messages', 'evan'))
    expect(text).toContain('All (2) Waiting (2) To be looked at (0)')
    expect(text).not.toMatch(/Heron Lane|Refer/)
    expect((await made.get('/messages/to-school', 'evan')).status).toBe(404)
    expect((await made.post('/messages/to-school/release', {}, 'evan')).status).toBe(404)
    expect(await stateOf(made, 'to-school')).toMatchObject({ state: 'held' })
    expect(await textOf(await made.get('/messages/to-school', 'cleo'))).toContain(risk)
  })

  test('of an administrator says of each its kind, team, address and state, and never what it says', async () => {
    const risk = 'Refer the same day: due today'
    const made = await houseWith(
      message('a', { caseId: null, subject: 'School day 3: a child at Heron Lane', body: risk }),
      message('b', { kind: 'parent-did-not-know', team: `school:${heronLane}`, subject: risk, body: risk }),
    )
    await made.house.database.commit([dead('a')])
    await made.signIn('ada')
    const pages = ['/messages', '/messages/a', '/messages/b', '/needs-attention?list=unsent']
    const texts: string[] = []
    for (const page of pages) texts.push(await textOf(await made.get(page, 'ada')))
    expect(texts[0]).toContain('All (2) Waiting (1) To be looked at (0) Sent (0) Given up (1)')
    expect(texts[0]).toContain(
      'A case for the Education Welfare Service Wed 14 Oct, 09:40 The Education Welfare Service',
    )
    expect(texts[1]).toContain('Given up')
    expect(texts[2]).toContain('What it says is for the team it goes to.')
    expect(texts[3]).toContain('A case for the Education Welfare Service')
    expect(texts.filter((text) => /School day|Refer|child at/.test(text))).toEqual([])
    for (const page of pages) expect(await (await made.get(page, 'ada')).text()).not.toMatch(/Refer the|School day 3/)
  })
})

describe('one message', () => {
  test('is shown whole, with each try', async () => {
    const made = await houseWith(message('a'))
    await made.house.database.commit([
      sql`UPDATE messages SET state = 'sent', sent_at = ${wednesday}, notify_reference = 'n-1', tries = 2 WHERE id = 'a'`,
      sql`INSERT INTO message_tries (message_id, number, at, email, answer) VALUES ('a', 1, ${madeAt}, 'old@northmoor.example', NULL),
        ('a', 2, ${wednesday}, 'welfare@northmoor.example', 'GOV.UK Notify took it')`,
    ])
    await made.signIn('evan')
    made.house.statements.count = 0
    const text = await textOf(await made.get('/messages/a', 'evan'))
    expect(made.house.statements.count).toBe(3)
    expect(text).toBe(
      'A message State Sent Given to GOV.UK Notify Wed 14 Oct, 10:00 Its number there: n-1 ' +
        'To The Education Welfare Service welfare@northmoor.example Made Wed 14 Oct, 09:40 ' +
        'Subject of a First line of a Second line Tries ' +
        'Wed 14 Oct, 09:40 to old@northmoor.example : no answer was written down. It may have been sent ' +
        'Wed 14 Oct, 10:00 to welfare@northmoor.example : GOV.UK Notify took it',
    )
  })

  test('leads to its case only those who may see that case', async () => {
    const made = await makePeopleHouse()
    const { house } = made
    await house.database.commit([
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('pip', ${heronLane}, 'p1', '2026-09-02')`,
    ])
    const sealing = { auditKey: house.keys.audit, at: madeAt, by: 'mis', salt: () => house.ids.secret() }
    const began = { what: 'absence-began', details: { firstOn: '2026-10-14' } } as const
    await house.database.commit([
      ...(await writesOf([{ kase: newCase('away', 'pip', heronLane), happenings: [began] }], sealing)),
      ...writesOfMessages([message('a', { caseId: 'away' })]),
    ])
    for (const [who, isLinked] of [
      ['cleo', true],
      // Not opened for the authority: the link would lead nowhere.
      ['evan', false],
      ['ada', false],
    ] as const) {
      expect((await (await made.get('/messages/a', who)).text()).includes('href="/cases/away"')).toBe(isLinked)
    }
    const opening = { because: 'by-hand', reason: 'Concern', schoolDay: 1 } as const
    const kase = (await findCase(house.database, scopeOfClock, 'away'))!
    await house.database.commit(
      await writesOf([{ kase, happenings: [{ what: 'case-opened', details: opening }] }], sealing),
    )
    expect(await (await made.get('/messages/a', 'evan')).text()).toContain('href="/cases/away"')
  })

  test('made of markup, template and turned text is shown as it is, harmless', async () => {
    const hostile = '<script>alert(1)</script>{{ 7*7 }}[click](https://evil.example)\u202E'
    const made = await houseWith(message('a', { subject: hostile, body: hostile }))
    const html = await (await made.get('/messages/a', 'evan')).text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}[click](https://evil.example)')
    expect(html).not.toContain('href="https://evil')
    expect(html).toMatch(/<title>A message - Whereabouts<\/title>/)
  })
})

describe('letting go', () => {
  test('a held message goes on its way once, with the name of who looked', async () => {
    const made = await houseWith(message('a', held))
    const page = await textOf(await made.get('/messages/a', 'cleo'))
    expect(page).toContain('I have looked at the register: let it go')
    const answer = await made.post('/messages/a/release', {}, 'cleo')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/messages/a'])
    expect(await stateOf(made, 'a')).toEqual({
      state: 'waiting',
      because: null,
      released_by: 'cleo',
      released_at: wednesday,
    })
    expect(await textOf(await made.get('/messages/a', 'cleo'))).toContain(
      'Let go Wed 14 Oct, 10:00 by Cleo Marsh It was held: A register is silent.',
    )
    const second = await made.post('/messages/a/release', {}, 'evan')
    expect(second.status).toBe(409)
    expect(await textOf(second)).toContain('This has changed since you opened the page.')
    expect(await stateOf(made, 'a')).toMatchObject({ released_by: 'cleo' })
  })

  test('is for nobody else: not for an administrator, not for another school’s lead', async () => {
    const made = await houseWith(message('a', held), message('b', { ...held, schoolUrn: millfield }))
    expect(await textOf(await made.get('/messages/a', 'ada'))).not.toContain('I have looked')
    expect((await made.post('/messages/a/release', {}, 'ada')).status).toBe(404)
    expect((await made.post('/messages/b/release', {}, 'cleo')).status).toBe(404)
    expect((await made.post('/messages/nothing/release', {}, 'cleo')).status).toBe(404)
    for (const id of ['a', 'b']) expect(await stateOf(made, id)).toMatchObject({ state: 'held', released_by: null })
  })

  test('one that was given up can be tried anew', async () => {
    const made = await houseWith(message('a'))
    await made.house.database.commit([dead('a')])
    expect(await textOf(await made.get('/messages/a', 'evan'))).toContain(
      'Tell them another way Nobody has read this message. Ring the team, and write down in the case whom you told.',
    )
    expect((await made.post('/messages/a/release', {}, 'evan')).status).toBe(303)
    expect(await stateOf(made, 'a')).toMatchObject({ state: 'waiting', because: null })
  })

  test('two at once let it go once', async () => {
    const made = await houseWith(message('a', held))
    const answers = await Promise.all(['cleo', 'evan'].map((who) => made.post('/messages/a/release', {}, who)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
  })
})

describe('needs attention', () => {
  test('lists for the administrator what was not sent and what to do about it', async () => {
    const made = await houseWith(
      message('a'),
      message('b', { madeAt: wednesday }),
      message('c', held),
      message('d', { madeAt: wednesday }),
    )
    await made.house.database.commit([dead('b')])
    await made.house.database.commit([sql`UPDATE messages SET because = 'Busy', state = 'failed' WHERE id = 'd'`])
    await sendMessages({ ...made.house, mode: 'production' })
    await made.signIn('ada')
    made.house.statements.count = 0
    const text = await textOf(await made.get('/needs-attention?list=unsent', 'ada'))
    expect(made.house.statements.count).toBeLessThanOrEqual(8)
    expect(text).toContain('Messages to teams not sent (3)')
    expect(text).toContain(
      'Nobody has been told by these messages yet. The oldest is first. ' +
        'A case for the Education Welfare Service Wed 14 Oct, 09:40 To the Education Welfare Service . GOV.UK Notify is not set up in this installation, so nothing is sent. ' +
        'What to do: Give the team’s address. Until then somebody must tell the team another way. Addresses of teams ' +
        'A case for the Education Welfare Service Wed 14 Oct, 10:00 To the Education Welfare Service . GOV.UK Notify answered 403 ' +
        'What to do: Find out why. Somebody who works on the case must tell the team another way, or have it tried again. ' +
        'A case for the Education Welfare Service Wed 14 Oct, 10:00 To the Education Welfare Service . Busy ' +
        'What to do: It is tried again by itself. If this goes on, check the address and the settings of GOV.UK Notify.',
    )
  })

  test('shows nothing of it to a school, and says so when there is nothing', async () => {
    const made = await houseWith(message('a'))
    await made.house.database.commit([dead('a')])
    const officers = await textOf(await made.get('/needs-attention?list=unsent', 'bela'))
    expect(officers).not.toMatch(/Subject of|not sent/)
    const none = await houseWith()
    expect(await textOf(await none.get('/needs-attention?list=unsent', 'ada'))).toContain(
      'Messages to teams not sent None.',
    )
  })
})

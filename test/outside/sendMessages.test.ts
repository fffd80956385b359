// Is every message sent once, and does somebody hear of it when it was not? GOV.UK Notify is played at the wire.
import fc from 'fast-check'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Sending, sendMessages } from '../../src/actions/sendMessages.ts'
import { type CaseMessageKind, caseMessage } from '../../src/cases/caseMessage.ts'
import { standingClock } from '../../src/outside/clock.ts'
import { govUkNotify } from '../../src/outside/notify.ts'
import { writesOfAddresses } from '../../src/storage/addressStore.ts'
import { type Database, type Query, sql } from '../../src/storage/database.ts'
import { findMessage, type NewMessage, writesOfMessages } from '../../src/storage/messageStore.ts'
import { everySchool, threeCases } from '../storage/twoSchools.ts'
import { wire } from '../support/setUp.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

const at = '2026-11-05T09:00:00.000Z'
const emails = 'https://notify.example/v2/notifications/email'
const listing = 'https://notify.example/v2/notifications'
const notify = govUkNotify(
  {
    serviceId: '26785a09-ab16-4eb0-8407-a37497a57506',
    secret: '3d844edf-8d35-48ac-975b-e847b4f122b0',
    templateId: '8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69',
    url: 'https://notify.example',
  },
  standingClock(at),
)

interface Posted {
  email_address: string
  reference: string
  personalisation: { subject: string; body: string }
}

let house: TestHouse
/** What Notify was given, in order, and what it answers; it finds by reference what it took. */
let posted: Posted[]
let answers: (() => Response)[]
let taken: Set<string>

const takes = () => HttpResponse.json({ id: `n-${posted.length}` }, { status: 201 })
const refuses = (status: number) => () =>
  HttpResponse.json({ errors: [{ error: 'SomeError', message: 'said by Notify' }] }, { status })

beforeEach(async () => {
  house = await makeHouse({ at, change: { mode: 'production', notify } })
  await threeCases(house.database)
  await house.database.commit(
    writesOfAddresses([{ team: 'education-welfare', email: 'welfare@northmoor.example' }], at, 'wendy'),
  )
  posted = []
  answers = []
  taken = new Set()
  wire.use(
    http.post(emails, async ({ request }) => {
      const said = (await request.json()) as Posted
      posted.push(said)
      const answer = (answers.shift() ?? takes)()
      if (answer.status === 201) taken.add(said.reference)
      return answer
    }),
    http.get(listing, ({ request }) => {
      const reference = new URL(request.url).searchParams.get('reference')!
      const notifications = taken.has(reference) ? [{ id: 'n-before', reference, status: 'delivered' }] : []
      return HttpResponse.json({ notifications, links: {} })
    }),
  )
})
afterEach(() => house.sqlite.close())

function message(id: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    id,
    key: id,
    madeAt: at,
    kind: 'education-welfare',
    team: 'education-welfare',
    schoolUrn: '100001',
    caseId: 'case-ada',
    subject: `Subject of ${id}`,
    body: `Body of ${id}`,
    state: 'waiting',
    because: null,
    ...change,
  }
}
const kept = (...messages: NewMessage[]) => house.database.commit(writesOfMessages(messages))
const now = async (id: string) =>
  (await findMessage(house.database, everySchool, id, { sending: everySchool, cases: everySchool }))!
const lastAnswer = async (id: string) => (await now(id)).attempts.at(-1)?.answer
const minutesLater = (minutes: number) =>
  house.clock.put(new Date(Date.parse(house.clock.now()) + minutes * 60_000).toISOString())

describe('a message that can be sent', () => {
  test('goes once, with its own id as the reference, and what Notify called it is kept', async () => {
    await kept(message('a'))
    await sendMessages(house)
    await sendMessages(house)
    expect(posted).toMatchObject([
      {
        email_address: 'welfare@northmoor.example',
        reference: 'a',
        personalisation: { subject: 'Subject of a', body: 'Body of a' },
      },
    ])
    expect(await now('a')).toMatchObject({ state: 'sent', sentAt: at, notifyReference: 'n-1', because: null, tries: 1 })
  })

  test('goes in the order in which messages were made', async () => {
    await kept(
      message('late', { madeAt: '2026-11-05T08:59:59.999Z' }),
      message('early', { madeAt: '2026-11-05T08:00:00.000Z' }),
    )
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['early', 'late'])
  })

  test('goes once though two processes send at once, whichever way they run into each other', async () => {
    await kept(...['a', 'b', 'c', 'd', 'e'].map((id) => message(id)))
    const another: TestHouse = { ...house, database: { read: house.database.read, commit: house.database.commit } }
    await Promise.all([sendMessages(house), sendMessages(another), sendMessages(house)])
    expect(posted.map(({ reference }) => reference).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(house.logged).toEqual([])
  })

  test('and one that is held stays where it is', async () => {
    await kept(message('a', { state: 'held', because: 'The register is silent' }))
    await sendMessages(house)
    expect(posted).toEqual([])
    expect(await now('a')).toMatchObject({ state: 'held', because: 'The register is silent' })
  })
})

describe('a message that is no longer true', () => {
  test('is withdrawn when the absence has ended, and says so', async () => {
    await kept(message('a', { caseId: 'case-cal' }))
    await sendMessages(house)
    expect(posted).toEqual([])
    expect(await now('a')).toMatchObject({ state: 'withdrawn', because: 'The absence ended before this was sent.' })
  })

  test('is asked about at the last moment, when it has been claimed already', async () => {
    await kept(message('a'))
    const isStillTrue: Sending['isStillTrue'] = async (_, { id }) => {
      expect(await now(id)).toMatchObject({ state: 'sending' })
      return false
    }
    await sendMessages(house, { isStillTrue })
    expect(posted).toEqual([])
    expect((await now('a')).state).toBe('withdrawn')
  })

  test('unless it tells of a decision, or of no child', async () => {
    await kept(message('a', { caseId: 'case-cal', kind: 'deletion-return' }), message('b', { caseId: null }))
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a', 'b'])
  })
})

describe('a message that cannot be sent', () => {
  test('waits where no address is known, goes as soon as one is', async () => {
    await kept(message('a', { team: 'school:100001' }), message('b', { team: 'authority' }), message('c'))
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['c'])
    expect(await now('a')).toMatchObject({
      state: 'waiting',
      because: 'No address is known for the safeguarding lead of Beckside Primary.',
    })
    expect(await now('b')).toMatchObject({ because: 'No address is known for the authority’s CME team.' })
    await house.database.commit(
      writesOfAddresses([{ team: 'school:100001', email: 'lead@beckside.example' }], at, 'tom'),
    )
    await sendMessages(house)
    expect(posted[1]).toMatchObject({ reference: 'a', email_address: 'lead@beckside.example' })
    expect(await now('b')).toMatchObject({ state: 'waiting' })
  })

  test('waits where Notify is not set up, without a write a round, and goes once it is', async () => {
    await kept(message('a'), message('b', { team: 'authority' }), message('gone', { caseId: 'case-cal' }))
    const silent: TestHouse = { ...house, notify: null }
    await sendMessages(silent)
    const because = 'GOV.UK Notify is not set up in this installation, so nothing is sent.'
    expect(await now('a')).toMatchObject({ state: 'waiting', because, tries: 0 })
    expect(await now('gone')).toMatchObject({ state: 'withdrawn' })
    house.statements.count = 0
    await sendMessages(silent)
    expect(house.statements.count).toBe(1)
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a'])
    expect(await now('b')).toMatchObject({ because: 'No address is known for the authority’s CME team.' })
  })

  test('is only shown in the demonstration', async () => {
    await kept(message('a'))
    await sendMessages({ ...house, mode: 'demonstration', notify: null })
    expect(await now('a')).toMatchObject({
      state: 'waiting',
      because: 'This is a demonstration: messages are shown here and not sent.',
    })
  })
})

describe('when Notify does not take it', () => {
  test.each([
    ['refuses it (400)', refuses(400), 'GOV.UK Notify answered 400: SomeError: said by Notify'],
    ['refuses the key (403)', refuses(403), 'GOV.UK Notify answered 403: SomeError: said by Notify'],
    ['has too much to do (429)', refuses(429), 'GOV.UK Notify answered 429: SomeError: said by Notify'],
    ['is broken (500)', refuses(500), 'GOV.UK Notify answered 500: SomeError: said by Notify'],
    ['cannot be reached', () => HttpResponse.error(), 'GOV.UK Notify could not be reached'],
  ])('because it %s, the message goes at the next try, a minute later', async (_, answer, because) => {
    await kept(message('a'))
    answers = [answer]
    await sendMessages(house)
    expect(await now('a')).toMatchObject({ state: 'failed', because, tries: 1 })
    await sendMessages(house)
    minutesLater(0.99)
    await sendMessages(house)
    expect(posted).toHaveLength(1)
    minutesLater(0.01)
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a', 'a'])
    expect(await now('a')).toMatchObject({
      state: 'sent',
      attempts: [{ answer: because }, { answer: 'GOV.UK Notify took it' }],
    })
    expect(house.logged.join()).not.toContain('@')
  })

  test('it is tried after 1 minute, 10 minutes, 1 hour and 6 hours, then given up', async () => {
    await kept(message('a'))
    answers = Array.from({ length: 9 }, () => refuses(500))
    const triedAt: number[] = []
    for (let minute = 0; minute <= 600; minute += 1) {
      const before = posted.length
      await sendMessages(house)
      if (posted.length > before) triedAt.push(minute)
      minutesLater(1)
    }
    expect(triedAt).toEqual([0, 1, 11, 71, 431])
    expect(await now('a')).toMatchObject({ state: 'dead', tries: 5, sentAt: null })
  })

  test('those behind it wait for the next go, when Notify is silent; a refusal holds nobody up', async () => {
    await kept(message('a'), message('b'), message('c'))
    answers = [() => HttpResponse.error()]
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a'])
    answers = [refuses(400)]
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a', 'b', 'c'])
    expect([(await now('b')).state, (await now('c')).state]).toEqual(['failed', 'sent'])
  })

  test('it is not sent again when it had been taken though its answer was lost', async () => {
    await kept(message('a'))
    answers = [
      () => {
        taken.add('a')
        return HttpResponse.error()
      },
    ]
    await sendMessages(house)
    minutesLater(1)
    await sendMessages(house)
    expect(posted).toHaveLength(1)
    expect(await now('a')).toMatchObject({ state: 'sent', notifyReference: 'n-before' })
    expect(await lastAnswer('a')).toBe('GOV.UK Notify had taken it at an earlier try')
  })

  test('it is not sent again while nobody can say whether it was taken', async () => {
    await kept(message('a'))
    answers = [refuses(500)]
    await sendMessages(house)
    wire.use(http.get(listing, () => HttpResponse.error()))
    minutesLater(1)
    await sendMessages(house)
    expect(posted).toHaveLength(1)
    expect(await now('a')).toMatchObject({ state: 'failed', tries: 2, because: 'GOV.UK Notify could not be reached' })
  })
})

describe('when the machine goes down in the middle', () => {
  /** The house whose nth commit fails, as if the power had gone. */
  function downAtCommit(nth: number): TestHouse {
    let commits = 0
    const database: Database = {
      read: house.database.read,
      commit: (writes) => {
        commits += 1
        return commits === nth ? Promise.reject(new Error('the power went')) : house.database.commit(writes)
      },
    }
    return { ...house, database }
  }

  test('before the claim, nothing was sent and it goes at the next go', async () => {
    await kept(message('a'))
    await sendMessages(downAtCommit(1))
    expect(posted).toEqual([])
    await sendMessages(house)
    expect(posted).toHaveLength(1)
  })

  test('between sending and writing it down, it is taken up after ten minutes and found at Notify by the same reference', async () => {
    await kept(message('a'))
    await sendMessages(downAtCommit(2))
    expect(posted).toMatchObject([{ reference: 'a' }])
    expect(await now('a')).toMatchObject({ state: 'sending', attempts: [{ answer: null }] })
    minutesLater(9.99)
    await sendMessages(house)
    expect((await now('a')).state).toBe('sending')
    minutesLater(0.01)
    await sendMessages(house)
    expect(posted).toHaveLength(1)
    expect(await now('a')).toMatchObject({ state: 'sent', notifyReference: 'n-before' })
  })

  test('between the claim and sending, it is sent then under the same reference', async () => {
    await kept(message('a'))
    answers = [() => HttpResponse.error()]
    await sendMessages(downAtCommit(2))
    minutesLater(10)
    await sendMessages(house)
    expect(posted.map(({ reference }) => reference)).toEqual(['a', 'a'])
    expect((await now('a')).state).toBe('sent')
  })

  test('what may have been sent is not called withdrawn while nobody can ask Notify', async () => {
    await kept(message('a', { caseId: 'case-cal' }))
    await sendMessages(downAtCommit(2), { isStillTrue: async () => true })
    minutesLater(10)
    await sendMessages({ ...house, notify: null })
    expect(await now('a')).toMatchObject({ state: 'waiting', tries: 1 })
    await sendMessages(house)
    expect(posted).toHaveLength(1)
    expect(await now('a')).toMatchObject({ state: 'sent' })
  })
})

describe('when it is given up', () => {
  const dies = async (sending: Partial<Sending>) => {
    await kept(message('a'))
    answers = Array.from({ length: 5 }, () => refuses(403))
    for (const minutes of [1, 10, 60, 360]) {
      await sendMessages(house, sending)
      minutesLater(minutes)
    }
    await sendMessages(house, sending)
  }
  const noted = sql`INSERT INTO settings (name, value) VALUES ('noted', 'dead')`
  const isNoted = async () => (await house.database.read(sql`SELECT 1 FROM settings WHERE name = 'noted'`)).length === 1

  test('what is to be written elsewhere is written in the same commit', async () => {
    await dies({
      onNeverSent: [
        async (_, { id }): Promise<Query<unknown>[]> => {
          expect(id).toBe('a')
          expect((await now('a')).state).toBe('sending')
          return [noted]
        },
      ],
    })
    expect((await now('a')).state).toBe('dead')
    expect(await isNoted()).toBe(true)
  })

  test('and nothing is, when another try has begun meanwhile: that one says what became of it', async () => {
    await kept(message('a'))
    const begun = sql`UPDATE messages SET tries = tries + 1 WHERE id = 'a'`
    await sendMessages(house, {
      isStillTrue: async () => {
        await house.database.commit([begun])
        return false
      },
      onNeverSent: [async () => [noted]],
    })
    expect(await now('a')).toMatchObject({ state: 'sending', tries: 2 })
    expect(await lastAnswer('a')).toBe('The absence ended before this was sent.')
    expect(await isNoted()).toBe(false)
  })

  test('and when somebody else wrote first, it is asked for again', async () => {
    const stale = sql`INSERT INTO case_events SELECT * FROM case_events WHERE case_id = 'case-ada' AND version = 1`
    let asked = 0
    await dies({
      onNeverSent: [
        async () => {
          asked += 1
          return asked === 1 ? [stale] : [noted]
        },
      ],
    })
    expect(asked).toBe(2)
    expect((await now('a')).state).toBe('dead')
    expect(await isNoted()).toBe(true)
  })
})

describe('what goes out', () => {
  const kinds: readonly CaseMessageKind[] = [
    'education-welfare',
    'cme-officer-told',
    'authority-referral',
    'parent-did-not-know',
    'deletion-return',
  ]

  test('holds no name, number or address of any child, whatever the kind of message and whoever the child is', async () => {
    const word = fc
      .stringMatching(/^[A-Z][a-z]{3,9}(-[A-Z][a-z]{3,9})?$/)
      .filter((text) => !/case|school|sign|away/i.test(text))
    await fc.assert(
      fc.asyncProperty(
        word,
        word,
        word,
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 40 }),
        async (forename, surname, preferred, kind, day) => {
          posted = []
          await house.database.commit([
            sql`DELETE FROM message_tries`,
            sql`DELETE FROM messages`,
            sql`UPDATE pupils SET legal_forename = ${`${forename}canary`}, legal_surname = ${`${surname}canary`},
            preferred_forename = ${`${preferred}canary`}, upn = 'A999100126001canary', date_of_birth = '2014-05-06' WHERE id = 'ada'`,
            ...writesOfAddresses(
              [
                { team: 'authority', email: 'cme@northmoor.example' },
                { team: 'school:100001', email: 'lead@beckside.example' },
              ],
              at,
              'tom',
            ),
            ...writesOfMessages([
              caseMessage(kind, {
                id: 'a',
                madeAt: at,
                caseId: 'case-ada',
                schoolUrn: '100001',
                schoolName: 'Beckside Primary',
                schoolDay: day,
                version: 4,
                isHeld: false,
                publicUrl: 'https://whereabouts.northmoor.example',
              }),
            ]),
          ])
          await sendMessages(house)
          expect(posted).toHaveLength(1)
          const said = JSON.stringify(posted)
          expect(said).not.toContain('canary')
          expect(said).not.toContain('2014')
          expect(said).toContain('https://whereabouts.northmoor.example/cases/case-ada')
        },
      ),
      { numRuns: 40 },
    )
  })
})

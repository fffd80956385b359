// Was somebody really told? A message that never went tells nobody, and every page says what became of it.
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { sendMessages } from '../../src/actions/sendMessages.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { standingClock } from '../../src/outside/clock.ts'
import { govUkNotify } from '../../src/outside/notify.ts'
import { writesOfAddresses } from '../../src/storage/addressStore.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { wire } from '../support/setUp.ts'
import { completeRegisters, oakfield, type PupilHouse, pupilHouse, withContacts } from './pupilHouse.ts'

const notify = govUkNotify(
  {
    serviceId: '26785a09-ab16-4eb0-8407-a37497a57506',
    secret: '3d844edf-8d35-48ac-975b-e847b4f122b0',
    templateId: '8f0b3c5e-2d41-4f6a-9c7b-1e2d3c4b5a69',
    url: 'https://notify.example',
  },
  standingClock('2026-10-14T08:45:00.000Z'),
)

let house: PupilHouse
let school: Sender
/** Subjects of what Notify took; it answers with this status. */
let taken: string[]
let status: number

beforeEach(async () => {
  house = await pupilHouse({ at: '2026-10-09T17:00:00.000Z', marked: false })
  Object.assign(house, { mode: 'production', notify })
  await withContacts(house)
  school = await connectedSchool('', house, oakfield)
  await completeRegisters(house, oakfield, ['2026-10-07', '2026-10-08', '2026-10-09'])
  await addressed('welfare@northmoor.example')
  taken = []
  status = 201
  wire.use(
    http.post('https://notify.example/v2/notifications/email', async ({ request }) => {
      const { personalisation } = (await request.json()) as { personalisation: { subject: string } }
      if (status !== 201) return HttpResponse.json({ errors: [{ error: 'Error', message: 'no' }] }, { status })
      taken.push(personalisation.subject)
      return HttpResponse.json({ id: 'n-1' }, { status })
    }),
    http.get('https://notify.example/v2/notifications', () => HttpResponse.json({ notifications: [], links: {} })),
  )
})

const addressed = (email: string | null) =>
  house.database.commit(
    writesOfAddresses([{ team: 'education-welfare' as const, email }], '2026-10-09T17:00:00.000Z', 'ada'),
  )

/** Zsófia's marks of October with a delivery, each `day session code`. */
async function marks(at: string, ...texts: string[]) {
  house.clock.put(at)
  const list = texts.map((text) => {
    const [day, session, code] = text.split(' ') as [string, 'AM' | 'PM', string]
    return mark('p3', `2026-10-${day}`, session, code, at)
  })
  await school.send('attendance.marks.upserted', { marks: list })
}

async function registersClosed(date: string) {
  house.clock.put(`${date}T13:10:00.000Z`)
  for (const session of ['AM', 'PM']) {
    const closed = { date, session, expected: 3, marked: 3, closed_at: house.clock.now() }
    await school.send('attendance.session.closed', closed)
  }
}

/** Away since Monday 12; the case opens with the N of Wednesday 14, 09:45 in London. */
async function thirdDay() {
  for (const day of ['12', '13']) await marks(`2026-10-${day}T13:05:00.000Z`, `${day} AM N`, `${day} PM N`)
  for (const day of ['12', '13']) await registersClosed(`2026-10-${day}`)
  await marks('2026-10-14T08:45:00.000Z', '14 AM N')
}

/** The same with no register and no mark of Tuesday 13: the message is held. */
async function thirdDayHeld() {
  await marks('2026-10-12T13:05:00.000Z', '12 AM N', '12 PM N')
  await marks('2026-10-14T08:45:00.000Z', '14 AM N')
}

async function sendAt(at: string) {
  house.clock.put(at)
  await sendMessages(house)
}

/** Five tries, refused each time. */
async function dies() {
  status = 403
  for (const at of ['08:46', '08:48', '09:00', '10:10', '16:20']) await sendAt(`2026-10-14T${at}:00.000Z`)
}

async function caseId(): Promise<string> {
  const [row] = await house.database.read(sql<{ id: string }>`SELECT id FROM cases WHERE pupil_id = 'zsofia'`)
  return row!.id
}

async function story(from = 2): Promise<string[]> {
  const events = await listCaseEvents(house.database, scopeOfClock, [await caseId()])
  return events.slice(from - 1).map(({ what, by }) => `${what} by ${by}`)
}

const messages = () =>
  house.database.read(
    sql<{
      id: string
      state: string
      because: string | null
    }>`SELECT id, state, because FROM messages ORDER BY rowid`,
  )
const firstMessage = async () => (await messages())[0]!.id
const states = async () => (await messages()).map(({ state }) => state)

async function standing(): Promise<string[]> {
  const [row] = await house.database.read(sql<{ standing: string }>`SELECT standing FROM cases`)
  return (JSON.parse(row!.standing) as { what: string }[]).map(({ what }) => what)
}

async function page(who: string, path?: string): Promise<string> {
  const answer = await house.ask(who, path ?? `/cases/${await caseId()}`)
  expect(answer.status).toBe(200)
  return (await answer.text()).replace(/\s+/g, ' ')
}

const linked = (text: string, id: string, after: string) =>
  `<span class="wb-secondary">${text}. <a class="govuk-link" href="/messages/${id}">The message<span class="govuk-visually-hidden">${after}`

describe('a message withdrawn because the absence ended', () => {
  const overtaken = 'The absence ended before this was sent.'

  test('tells nobody: the case says so in the same commit, and the service is told anew when the mark is corrected back, once', async () => {
    await thirdDay()
    status = 500
    await sendAt('2026-10-14T08:46:00.000Z')
    await marks('2026-10-14T09:00:00.000Z', '14 AM /')
    status = 201
    await sendAt('2026-10-14T10:30:00.000Z')
    expect(await messages()).toMatchObject([{ state: 'withdrawn', because: overtaken }])
    expect((await story()).at(-1)).toBe('not-reached by clock')
    expect(await standing()).toEqual(['opened'])
    expect(await page('dan')).toContain(`A message did not arrive, so nobody was told. ${overtaken}`)

    await marks('2026-10-14T10:40:00.000Z', '14 AM N')
    await marks('2026-10-15T08:45:00.000Z', '14 PM N', '15 AM N')
    await sendAt('2026-10-15T08:50:00.000Z')
    await marks('2026-10-15T13:05:00.000Z', '15 PM N')
    expect(await states()).toEqual(['withdrawn', 'sent'])
    expect(taken).toHaveLength(1)
    expect((await story()).filter((each) => each.startsWith('told'))).toHaveLength(2)
    expect(await standing()).toEqual(['opened', 'told'])
  })

  test('is said of one that waited for an address too', async () => {
    await addressed(null)
    await thirdDay()
    await marks('2026-10-14T09:00:00.000Z', '14 AM /')
    await sendAt('2026-10-14T10:30:00.000Z')
    expect(await states()).toEqual(['withdrawn'])
    expect((await story()).at(-1)).toBe('not-reached by clock')
    await sendAt('2026-10-14T10:31:00.000Z')
    expect((await story()).filter((each) => each.startsWith('not-reached'))).toHaveLength(1)
  })

  test('when somebody else writes on the case at that minute, both are written', async () => {
    await addressed(null)
    await thirdDay()
    await marks('2026-10-14T09:00:00.000Z', '14 AM /')
    house.clock.put('2026-10-14T10:30:00.000Z')
    const another = { ...house, database: { read: house.database.read, commit: house.database.commit } }
    await Promise.all([sendMessages(house), sendMessages(another)])
    expect(await states()).toEqual(['withdrawn'])
    expect((await story()).filter((each) => each.startsWith('not-reached'))).toHaveLength(1)
    expect(house.logged.filter((line) => line.includes('fault'))).toEqual([])
  })
})

describe('a message given up', () => {
  test('tells nobody, and with the next delivery the service is told anew', async () => {
    await thirdDay()
    await dies()
    expect(await states()).toEqual(['dead'])
    expect(await story()).toEqual(['case-opened by mis', 'told by mis', 'not-reached by clock'])
    const html = await page('ruth')
    expect(html).toContain('Message not sent: given up. Tell them another way.')
    expect(await page('dan', '/cases')).toContain('Message not sent')
    await marks('2026-10-14T16:30:00.000Z', '14 PM N')
    expect(await states()).toEqual(['dead', 'waiting'])
    expect((await story()).at(-1)).toBe('told by mis')
    expect(await page('dan', '/cases')).not.toContain('Message not sent')
  })

  test('strikes out no telephone call: who was rung was told', async () => {
    await house.database.commit(
      writesOfAddresses([{ team: 'authority', email: 'cme@northmoor.example' }], '2026-10-09T17:00:00.000Z', 'ada'),
    )
    for (const day of ['12', '13']) await marks(`2026-10-${day}T13:05:00.000Z`, `${day} AM N`, `${day} PM N`)
    const on = { 'on-day': '13', 'on-month': '10', 'on-year': '2026' }
    const form = { whom: 'cme-officer', ...on, who: 'Dan Hale', how: 'by telephone', words: 'Spoke for ten minutes' }
    expect((await house.ask('ruth', `/cases/${await caseId()}/tellings`, form)).status).toBe(303)
    await dies()
    expect(await states()).toEqual(['dead'])
    expect(await story()).toEqual(['case-opened by ruth', 'told by ruth'])
    expect(await page('grace')).toContain('Message not sent: given up. Tell them another way.')
  })
})

describe('what became of the message', () => {
  test('stands beside the entry and the duty, with a way to it for who may read messages', async () => {
    await addressed(null)
    await thirdDay()
    const id = await firstMessage()
    expect(await page('dan')).toContain(linked('Message waiting to be sent', id, ', entry of Wed 14 Oct, 09:45'))
    await sendAt('2026-10-14T08:50:00.000Z')
    const waiting = 'Message waiting: no address is known for the Education Welfare Service'
    for (const path of [`/cases/${await caseId()}`, '/pupils/zsofia'])
      expect(await page('ruth', path)).toContain(
        `<p class="wb-secondary">${waiting}. <a class="govuk-link" href="/messages/${id}">The message`,
      )
    const officers = await page('grace')
    expect(officers).toContain(`<p class="wb-secondary">${waiting}.</p>`)
    expect(officers).not.toContain('/messages/')
    expect(await page('dan', '/cases')).toContain('Message not sent')

    await addressed('welfare@northmoor.example')
    await sendAt('2026-10-14T09:32:00.000Z')
    const html = await page('ruth')
    expect(html).toContain(linked('Message sent Wed 14 Oct, 10:32', id, ', entry of Wed 14 Oct, 09:45'))
    expect(html).toContain(`<p class="wb-secondary">Message sent Wed 14 Oct, 10:32. <a`)
    expect(await page('dan', '/cases')).not.toContain('Message not sent')
  })

  test.each([
    ['Notify is not set up', 'production', 'GOV.UK Notify is not set up', true],
    ['this is a demonstration, which is no fault', 'demonstration', 'this is a demonstration', false],
  ])('is that it is not sent where %s', async (_, mode, words, isMarked) => {
    await thirdDay()
    Object.assign(house, { notify: null, mode })
    await sendAt('2026-10-14T08:50:00.000Z')
    expect(await page('grace')).toContain(`<p class="wb-secondary">Message not sent: ${words}.</p>`)
    expect((await page('dan', '/cases')).includes('Message not sent')).toBe(isMarked)
  })

  test('once the service is rung, its case asks for no other telling', async () => {
    await addressed(null)
    await thirdDay()
    await sendAt('2026-10-14T08:50:00.000Z')
    const on = { 'on-day': '14', 'on-month': '10', 'on-year': '2026' }
    const form = { whom: 'education-welfare', ...on, who: 'Lou Penn', how: 'by telephone', words: '' }
    expect((await house.ask('ruth', `/cases/${await caseId()}/tellings`, form)).status).toBe(303)
    expect(await page('dan', '/cases')).not.toContain('Message not sent')
  })
})

describe('a held message that is let go', () => {
  async function letGo(who: string, at = '2026-10-14T09:10:00.000Z') {
    house.clock.put(at)
    const id = await firstMessage()
    return (await house.ask(who, `/messages/${id}/release`, {})).status
  }

  test('is told from then on, by who let it go, and held no more', async () => {
    await thirdDayHeld()
    expect(await standing()).toEqual(['opened', 'held'])
    expect(await page('grace')).toContain('<p class="wb-secondary">Message held until a person has looked.</p>')
    expect(await letGo('ruth')).toBe(303)
    expect(await story()).toEqual(['case-opened by mis', 'telling-held by mis', 'told by ruth'])
    expect(await standing()).toEqual(['opened', 'told'])
    const told = (await listCaseEvents(house.database, scopeOfClock, [await caseId()])).at(-1)!
    const id = await firstMessage()
    expect(told.details).toEqual({
      whom: 'education-welfare',
      on: '2026-10-14',
      who: 'Education Welfare Service',
      how: 'by message',
      words: '',
      messageId: id,
    })
    await sendAt('2026-10-14T09:11:00.000Z')
    expect(taken).toHaveLength(1)
    const html = await page('dan')
    expect(html).toContain('Told the Education Welfare Service by message.')
    expect(html).toContain('Let go by Ruth Adeyemi, Wed 14 Oct, 10:10.')
    expect(html).toContain('Message sent Wed 14 Oct, 10:11')
    await marks('2026-10-14T13:05:00.000Z', '14 PM N')
    expect(await states()).toEqual(['sent'])
  })

  test('and dies after all tells nobody, and can be tried anew when no other telling stands', async () => {
    await thirdDayHeld()
    await letGo('dan', '2026-10-14T08:46:00.000Z')
    await dies()
    expect(await standing()).toEqual(['opened'])
    status = 201
    expect(await letGo('dan', '2026-10-14T16:30:00.000Z')).toBe(303)
    expect(await standing()).toEqual(['opened', 'told'])
    await sendAt('2026-10-14T16:31:00.000Z')
    expect(await states()).toEqual(['sent'])
    expect((await story()).slice(-3)).toEqual(['told by dan', 'not-reached by clock', 'told by dan'])
  })

  test('by two at once is let go once, and told once', async () => {
    await thirdDayHeld()
    const done = await Promise.all([letGo('ruth'), letGo('dan')])
    expect(done.toSorted()).toEqual([303, 409])
    expect((await story()).filter((each) => each.startsWith('told'))).toHaveLength(1)
  })

  test('changes no case that counts the service as told by then', async () => {
    await thirdDay()
    await dies()
    await marks('2026-10-14T16:30:00.000Z', '14 PM N')
    const before = await story()
    expect(await letGo('dan', '2026-10-14T16:31:00.000Z')).toBe(303)
    expect(await states()).toEqual(['waiting', 'waiting'])
    expect(await story()).toEqual(before)
  })
})

describe('the alarm of a parent who did not know', () => {
  async function pressed(): Promise<number> {
    const id = await caseId()
    const [{ version }] = (await house.database.read(sql`SELECT version FROM cases`)) as [{ version: number }]
    const whom = { whom: 'else', whoElse: 'Anyone', numberElse: '', method: 'phone' }
    const form = { case: id, version: `${id}.${version}`, ...whom, outcome: 'parent-did-not-know', words: '', list: '' }
    const answer = await house.ask('grace', `/absences/${id}/contact-attempts`, form)
    expect(answer.status).toBe(303)
    return version + 1
  }

  test('pressed by mistake and undone is not sent', async () => {
    await marks('2026-10-12T08:45:00.000Z', '12 AM N')
    const version = await pressed()
    expect(await states()).toEqual(['waiting'])
    const answer = await house.ask('grace', `/absences/${await caseId()}/contact-attempts/${version}/withdrawal`, {})
    expect(answer.status).toBe(303)
    expect(await messages()).toMatchObject([{ state: 'withdrawn', because: 'Undone by the person who wrote it.' }])
    await pressed()
    expect(await states()).toEqual(['withdrawn', 'waiting'])
  })

  test('undone by somebody else says so, and one that was sent stays sent', async () => {
    await marks('2026-10-12T08:45:00.000Z', '12 AM N')
    const [first, id] = [await pressed(), await caseId()]
    await house.ask('ruth', `/absences/${id}/contact-attempts/${first}/withdrawal`, {})
    expect(await messages()).toMatchObject([{ state: 'withdrawn', because: 'The call that it came from was undone.' }])
    const second = await pressed()
    await house.database.commit([
      sql`UPDATE messages SET state = 'sent', sent_at = '2026-10-12T09:00:00.000Z' WHERE state = 'waiting'`,
    ])
    await house.ask('grace', `/absences/${id}/contact-attempts/${second}/withdrawal`, {})
    expect(await states()).toEqual(['withdrawn', 'sent'])
  })
})

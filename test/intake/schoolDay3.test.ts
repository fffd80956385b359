// On school day 3 the case opens and the Education Welfare Service is told, in the commit of what makes it the third day.
import { beforeEach, describe, expect, test } from 'vitest'
import { messageGivenUp } from '../../src/actions/messageGivenUp.ts'
import { runNights } from '../../src/actions/nightly.ts'
import { lookAfterRegisters } from '../../src/actions/openCasesDue.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, listCaseEvents, listCasesToFollow, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { testKeys } from '../support/testHouse.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

const calendar = {
  academic_year: '2026/27',
  terms: [
    { from: '2026-09-02', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  non_school_days: [{ on: '2026-09-18', because: 'inset' }],
  replaces: null,
}

let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-14T06:00:00Z')
  await sender.send('calendar.published', calendar)
})

/** Puts the clock to an instant and sends these marks, each `pupil date session code`. */
async function marks(at: string, ...texts: string[]) {
  sender.house.clock.put(at)
  const parts = texts.map((text) => text.split(' ') as [string, string, 'AM' | 'PM', string])
  const list = parts.map(([pupil, day, session, code]) =>
    mark(pupil, `2026-${day}`, session, code, sender.house.clock.now()),
  )
  await sender.send('attendance.marks.upserted', { marks: list })
}

async function registerClosed(at: string, day: string, session: 'AM' | 'PM') {
  sender.house.clock.put(at)
  await sender.send('attendance.session.closed', {
    date: `2026-${day}`,
    session,
    expected: 1,
    marked: 1,
    closed_at: at,
  })
}

/** Marks and closes both registers of a day. */
async function wholeDay(day: string, code: string) {
  await marks(`2026-${day}T08:31:00Z`, `p1 ${day} AM ${code}`)
  await registerClosed(`2026-${day}T08:40:00Z`, day, 'AM')
  await marks(`2026-${day}T12:31:00Z`, `p1 ${day} PM ${code}`)
  await registerClosed(`2026-${day}T12:40:00Z`, day, 'PM')
}

interface MessageRow {
  readonly kind: string
  readonly team: string
  readonly subject: string
  readonly body: string
  readonly state: string
  readonly made_at: string
}

const messages = () => sender.rows<MessageRow>('messages', 'made_at')

async function story(): Promise<string[]> {
  const cases = await sender.rows<{ id: string }>('cases', 'began_on')
  const ids = cases.map(({ id }) => id)
  const events = await listCaseEvents(sender.house.database, scopeOfClock, ids)
  return events.map(({ at, what }) => `${at.slice(5, 16)} ${what}`)
}

describe('the Education Welfare Service is told on school day 3', () => {
  test('T03: first absent Monday 14, told with the N of Wednesday 16, in the same commit', async () => {
    await wholeDay('09-14', 'N')
    await wholeDay('09-15', 'N')
    expect(await messages()).toEqual([])
    await marks('2026-09-16T08:31:00Z', 'p1 09-16 AM N')
    expect(await story()).toEqual(['09-14T08:31 absence-began', '09-16T08:31 case-opened', '09-16T08:31 told'])
    const [message, ...more] = await messages()
    expect(more).toEqual([])
    expect(message).toMatchObject({
      kind: 'education-welfare',
      team: 'education-welfare',
      state: 'waiting',
      made_at: '2026-09-16T08:31:00.000Z',
    })
    expect(message!.subject).toMatch(
      /^School day 3: a child at School 999001 is away and nobody has said why \(case \w{3}-\w{3}\)$/,
    )
    expect(message!.body).toContain('http://localhost:3000/cases/')
  })

  test('T03: found on day 2, nobody is told', async () => {
    await wholeDay('09-14', 'N')
    await wholeDay('09-15', '/')
    await wholeDay('09-16', 'N')
    expect(await messages()).toEqual([])
    expect((await story()).filter((line) => line.includes('case-opened'))).toEqual([])
  })

  test('T29: leave from 14 to 25 September: day 1 is the day the child was expected back, day 3 Wednesday 30', async () => {
    for (const day of ['14', '15', '16', '17', '21', '22', '23', '24', '25']) await wholeDay(`09-${day}`, 'C')
    await wholeDay('09-28', 'N')
    await wholeDay('09-29', 'N')
    expect(await messages()).toEqual([])
    await marks('2026-09-30T08:31:00Z', 'p1 09-30 AM N')
    const [message] = await messages()
    expect(message?.made_at).toBe('2026-09-30T08:31:00.000Z')
    expect((await story()).slice(-2)).toEqual(['09-30T08:31 case-opened', '09-30T08:31 told'])
  })

  test('once, however many deliveries follow', async () => {
    for (const day of ['14', '15', '16', '17', '21']) await wholeDay(`09-${day}`, 'N')
    expect(await messages()).toHaveLength(1)
    expect((await story()).filter((line) => line.includes('told'))).toHaveLength(1)
  })

  test('when the third day’s marks come before the first’s: with the delivery that makes it the third', async () => {
    await marks('2026-09-16T08:31:00Z', 'p1 09-16 AM N')
    await marks('2026-09-16T09:31:00Z', 'p1 09-15 AM N', 'p1 09-15 PM N')
    expect(await messages()).toEqual([])
    await marks('2026-09-16T10:31:00Z', 'p1 09-14 AM N', 'p1 09-14 PM N')
    expect(await messages()).toHaveLength(1)
  })
})

describe('silence', () => {
  test('does not delay the day: the case opens, and the message waits for a person', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 09-14 AM N')
    await marks('2026-09-16T08:31:00Z', 'p1 09-16 AM N')
    const [message] = await messages()
    expect(message).toMatchObject({ state: 'held', kind: 'education-welfare' })
    expect((await story()).slice(1)).toEqual(['09-16T08:31 case-opened', '09-16T08:31 telling-held'])
    await marks('2026-09-16T12:31:00Z', 'p1 09-16 PM N')
    expect(await messages()).toHaveLength(1)
  })
})

describe('a case that is open', () => {
  /** What a person wrote on the one case. */
  async function write(...happenings: Parameters<typeof writesOf>[0][number]['happenings']) {
    const [kase] = await listCasesToFollow(sender.house.database, scopeOfClock, null)
    const { clock } = sender.house
    const sealing = { auditKey: testKeys.audit, at: clock.now(), by: 'grace', salt: () => 'salt' }
    await sender.house.database.commit(await writesOf([{ kase: kase!, happenings }], sealing))
  }

  async function openOnDay3() {
    await wholeDay('09-14', 'N')
    await wholeDay('09-15', 'N')
    await wholeDay('09-16', 'N')
  }

  const found = {
    what: 'child-found',
    details: { side: 'school', kind: 'attending', on: '2026-09-17', who: 'Ms Ray', how: 'seen', where: '', words: '' },
  } as const
  const closed = { what: 'case-closed', details: { because: 'attending', on: '2026-09-17' } } as const

  test('is not closed by a day at school: a person closes it', async () => {
    await openOnDay3()
    await wholeDay('09-17', '/')
    const [row] = await sender.rows<Record<string, unknown>>('cases')
    expect(row).toMatchObject({ ended_on: '2026-09-17', ended_because: 'attended', closed_at: null })
  })

  test('goes on when the child is away again before anybody closed it', async () => {
    await openOnDay3()
    await wholeDay('09-17', '/')
    await marks('2026-09-21T08:31:00Z', 'p1 09-21 AM N')
    const rows = await sender.rows<Record<string, unknown>>('cases')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ began_on: '2026-09-21', ended_on: null })
    expect((await story()).at(-1)).toBe('09-21T08:31 absence-began-again')
  })

  test('tells the Education Welfare Service of the new absence on its own third day', async () => {
    await openOnDay3()
    await wholeDay('09-17', '/')
    await wholeDay('09-21', 'N')
    await wholeDay('09-22', 'N')
    expect(await messages()).toHaveLength(1)
    await marks('2026-09-23T08:31:00Z', 'p1 09-23 AM N')
    expect(await messages()).toHaveLength(2)
  })

  test('once closed, is another case when the child is away again', async () => {
    await openOnDay3()
    await wholeDay('09-17', '/')
    await write(found, closed)
    await marks('2026-09-21T08:31:00Z', 'p1 09-21 AM N')
    expect(await sender.rows('cases')).toHaveLength(2)
  })

  test('closed while the register still says N is open again the next school day, and the service is told again', async () => {
    await openOnDay3()
    sender.house.clock.put('2026-09-16T13:00:00Z')
    await write(
      { ...found, details: { ...found.details, on: '2026-09-16' } },
      { ...closed, details: { ...closed.details, on: '2026-09-16' } },
    )
    await registerClosed('2026-09-16T13:10:00Z', '09-16', 'PM')
    expect((await story()).filter((line) => line.includes('case-opened'))).toHaveLength(1)
    await marks('2026-09-17T08:31:00Z', 'p1 09-17 AM N')
    expect((await story()).slice(-2)).toEqual(['09-17T08:31 case-opened', '09-17T08:31 told'])
    expect(await messages()).toHaveLength(2)
  })

  test('is nobody’s before it opens: the authority does not find it', async () => {
    await wholeDay('09-14', 'N')
    const [row] = await sender.rows<{ id: string }>('cases')
    const authority = { permission: 'see-cases', schools: 'every-school', unopenedAt: [] } as const
    expect(await findCase(sender.house.database, authority, row!.id)).toBeNull()
    await wholeDay('09-15', 'N')
    await marks('2026-09-16T08:31:00Z', 'p1 09-16 AM N')
    expect((await findCase(sender.house.database, authority, row!.id))?.summary.openedAt).toBe(
      '2026-09-16T08:31:00.000Z',
    )
  })

  test('one pupil never has two: the database refuses the second', async () => {
    await openOnDay3()
    await wholeDay('09-17', '/')
    const [{ id }] = (await sender.rows<{ id: string }>('pupils')) as [{ id: string }]
    const second = {
      kase: newCase('second', id, '999001'),
      happenings: [{ what: 'absence-began', details: { firstOn: '2026-09-21' } } as const],
    }
    const sealing = { auditKey: testKeys.audit, at: '2026-09-21T09:00:00.000Z', by: 'mis', salt: () => 'salt' }
    await expect(sender.house.database.commit(await writesOf([second], sealing))).rejects.toThrow(/UNIQUE/)
  })
})

test('a hundred children reach the day in one delivery with as many statements as one', async () => {
  const count = async (pupils: number) => {
    const one = await connectedSchool('2026-09-14T06:00:00Z')
    await one.send('calendar.published', calendar)
    const ids = Array.from({ length: pupils }, (_, place) => `p${place}`)
    const send = async (at: string, day: string, session: 'AM' | 'PM') => {
      one.house.clock.put(at)
      await one.send('attendance.marks.upserted', {
        marks: ids.map((id) => mark(id, `2026-09-${day}`, session, 'N', at)),
      })
    }
    for (const day of ['14', '15']) {
      await send(`2026-09-${day}T08:31:00Z`, day, 'AM')
      await send(`2026-09-${day}T12:31:00Z`, day, 'PM')
    }
    one.house.statements.count = 0
    await send('2026-09-16T08:31:00Z', '16', 'AM')
    const [{ many }] = (await one.house.database.read(
      sql<{ many: number }>`SELECT count(*) AS many FROM messages`,
    )) as [{ many: number }]
    expect(many).toBe(pupils)
    return one.house.statements.count
  }
  expect(await count(100)).toBe(await count(1))
})

describe('without a delivery', () => {
  test('three days of which the register says nothing open the case an hour after the third morning’s register, and the message waits', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 09-14 AM N')
    sender.house.clock.put('2026-09-16T09:29:00Z')
    await lookAfterRegisters(sender.house)
    expect((await story()).slice(1)).toEqual([])
    sender.house.clock.put('2026-09-16T09:31:00Z')
    await Promise.all([lookAfterRegisters(sender.house), lookAfterRegisters(sender.house)])
    await lookAfterRegisters(sender.house)
    expect((await story()).slice(1)).toEqual(['09-16T09:31 case-opened', '09-16T09:31 telling-held'])
    expect((await messages()).map(({ state }) => state)).toEqual(['held'])
  })

  test('a reason that has run out: the night opens the case once, also when it runs a week late', async () => {
    await wholeDay('09-14', 'N')
    const [kase] = await listCasesToFollow(sender.house.database, scopeOfClock, null)
    const sealing = { auditKey: testKeys.audit, at: sender.house.clock.now(), by: 'grace', salt: () => 'salt' }
    const reason = {
      what: 'reason-given',
      details: { explainedOn: '2026-09-14', explainedUntil: '2026-09-16', reason: 'Ill', whoSaid: 'Mother' },
    } as const
    await sender.house.database.commit(await writesOf([{ kase: kase!, happenings: [reason] }], sealing))
    for (const day of ['15', '16']) await wholeDay(`09-${day}`, 'N')
    sender.house.clock.put('2026-09-16T23:30:00Z')
    await runNights(sender.house)
    expect(await messages()).toEqual([])
    await wholeDay('09-17', 'N')
    expect((await story()).at(-1)).toBe('09-17T08:31 told')
    sender.house.clock.put('2026-09-24T23:30:00Z')
    await runNights(sender.house)
    await runNights(sender.house)
    expect((await story()).filter((line) => line.includes('told'))).toHaveLength(1)
  })

  test('a message given up says on the case that nobody was told, once', async () => {
    for (const day of ['14', '15', '16']) await wholeDay(`09-${day}`, 'N')
    const [{ id, case_id }] = (await sender.rows<{ id: string; case_id: string }>('messages')) as [
      { id: string; case_id: string },
    ]
    const message = { id, caseId: case_id } as Parameters<typeof messageGivenUp>[1]
    await sender.house.database.commit(await messageGivenUp(sender.house, message))
    expect((await story()).at(-1)).toBe('09-16T12:40 not-reached')
    expect(await messageGivenUp(sender.house, message)).toEqual([])
    const [row] = await sender.rows<{ standing: string }>('cases')
    expect(JSON.parse(row!.standing).map(({ what }: { what: string }) => what)).toEqual(['opened'])
  })
})

// A code sent to Wonde in place of an N: read again first, written once, ended by the mark that comes back; and every bad day.
import { HttpResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
import { askWriteBack } from '../../../src/actions/askWriteBack.ts'
import { endConnection, setCodesSent } from '../../../src/actions/changeConnection.ts'
import { commandLine } from '../../../src/actions/connectSchool.ts'
import { giveReason } from '../../../src/actions/giveReason.ts'
import { withdrawReason } from '../../../src/actions/withdrawReason.ts'
import { type Person, scopeOfClock } from '../../../src/cases/roles.ts'
import type { House } from '../../../src/house.ts'
import { pollDue } from '../../../src/intake/poll.ts'
import { sendWriteBacks } from '../../../src/intake/writeBack.ts'
import { sql } from '../../../src/storage/database.ts'
import { findSending, listMarksToSend } from '../../../src/storage/writeBackStore.ts'
import { listCodesOutlived } from '../../../src/storage/writeBackUndone.ts'
import { wire } from '../../support/setUp.ts'
import type { TestHouse } from '../../support/testHouse.ts'
import { houseWithWonde, openWonde, rowsOf, type WondeDouble, wondeSchool } from './wondeDouble.ts'

const at = '2026-09-14T08:20:00.000Z'
const after = (minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const grace: Person = {
  id: 'grace',
  name: 'Grace Osei',
  rolesHeld: [{ role: 'attendance-officer', schoolUrn: '999001' }],
}
const stamp = (date: string) => ({ date: `${date}.000000`, timezone_type: 3, timezone: 'UTC' })

interface Writing {
  readonly wonde: WondeDouble
  readonly posted: unknown[]
  /** What Wonde answers to a write, and to the question what became of it. */
  answer: () => Response
  result: () => Response
  /** Whether a write changes the mark at once. */
  changesMark: boolean
}

/** The mark of pupil A1000000003 as the school’s MIS has it. */
function setMark(wonde: WondeDouble, code: string, updated: string) {
  const marks = wonde.lists.get('attendance/session')!
  marks[2] = { ...marks[2], attendance_code: code, updated_at: stamp(updated) }
}

function openWriting(): Writing {
  const writing: Writing = {
    wonde: openWonde(),
    posted: [],
    answer: () => HttpResponse.json({ writeback_id: 'wb-1' }),
    result: () => HttpResponse.json({ data: { status: 'pending' } }),
    changesMark: false,
  }
  wire.use(
    http.post(`https://api.wonde.com/v1.0/schools/${wondeSchool}/attendance/session`, async ({ request }) => {
      if (request.headers.get('authorization') !== `Bearer ${writing.wonde.token}`)
        return HttpResponse.json({}, { status: 401 })
      writing.posted.push(await request.json())
      if (writing.changesMark) setMark(writing.wonde, 'A2000000004', '2026-09-14 08:22:00')
      return writing.answer()
    }),
    http.get('https://api.wonde.com/v1.0/writebacks/:id', ({ params }) => {
      writing.wonde.asked.push(`/v1.0/writebacks/${String(params.id)}`)
      return writing.result()
    }),
  )
  return writing
}

/** The school’s N is read, a reason written down, and Grace Osei has pressed “Send I to your MIS”. */
async function pressed({ codes = ['I'], press = true } = {}) {
  const writing = openWriting()
  const { house, connectionId } = await houseWithWonde(at)
  await pollDue(house)
  await house.settled()
  await house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r', 'grace', 'attendance-officer', '999001', ${at}, 'grace')`,
  ])
  await setCodesSent(house, commandLine, { connectionId, seen: null }, codes)
  const [absence] = await rowsOf<{ id: string; version: number }>(house, 'cases')
  const caseId = absence!.id
  const reason = {
    seenVersion: absence!.version,
    reason: 'Sick in the night',
    whoSaid: 'Mother',
    untilOn: '2026-09-14',
  }
  await giveReason(house, grace, [{ caseId, ...reason }])
  const ask = (sessions = ['2026-09-14.AM'], code = 'I') => askWriteBack(house, grace, caseId, { code, sessions })
  const asked = press ? await ask() : null
  writing.wonde.asked.length = 0
  return { writing, house, connectionId, caseId, ask, asked }
}

async function go(house: TestHouse, minutes: number) {
  house.clock.put(after(minutes))
  await sendWriteBacks(house)
  await house.settled()
}

interface Row {
  state: string
  vendor_ref: string | null
  because: string | null
  needs_person: number
  ended_at: string | null
}
const row = async (house: TestHouse) => (await rowsOf<Row>(house, 'write_backs'))[0]!
const ended = async (house: TestHouse) => {
  const { state, because, needs_person, ended_at } = await row(house)
  return [state, because, needs_person, ended_at]
}
const markNow = async (house: TestHouse) =>
  (await rowsOf<{ code: string }>(house, "(SELECT code FROM marks WHERE code IN ('N', 'I'))")).map(({ code }) => code)

test('the whole way: read again, written in Wonde’s shape, taken, and ended by the mark that comes back, which is no second correction', async () => {
  const { writing, house, connectionId, asked } = await pressed()
  expect(asked).toEqual({ accepted: 1 })
  await go(house, 1)
  expect(writing.posted).toEqual([
    {
      attendance: [
        {
          date: '2026-09-14',
          session: 'AM',
          student_id: 'A1000000003',
          attendance_code_id: 'A2000000004',
          comment: 'Illness. Sent from Whereabouts by Grace Osei.',
        },
      ],
    },
  ])
  expect(writing.wonde.asked).toEqual([
    '/v1.0/schools/A1234567890/attendance/session?per_page=200&student=A1000000003&date=2026-09-14&updated_after=2026-09-13+00%3A00%3A00',
  ])
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: 'wb-1', ended_at: null })
  expect(await markNow(house)).toEqual(['N'])
  await go(house, 4)
  expect(await row(house)).toMatchObject({ state: 'sending' })
  writing.result = () => HttpResponse.json({ data: { status: 'completed' } })
  await go(house, 12)
  expect(await ended(house)).toEqual(['accepted', null, 0, null])
  expect(await markNow(house)).toEqual(['N'])

  setMark(writing.wonde, 'A2000000004', '2026-09-14 08:33:10')
  house.clock.put(after(15))
  await pollDue(house)
  await house.settled()
  await go(house, 16)
  expect(await markNow(house)).toEqual(['I'])
  expect(await ended(house)).toEqual(['accepted', null, 0, after(16)])
  expect(await rowsOf(house, '(SELECT code, became, kept_because FROM mark_versions)')).toEqual([
    { code: 'N', became: 'I', kept_because: 'replaced' },
  ])
  expect(await listMarksToSend(house.database, scopeOfClock)).toEqual([])
  await go(house, 60)
  await go(house, 1500)
  expect(writing.posted).toHaveLength(1)
  expect(await findSending(house.database, scopeOfClock, connectionId)).toEqual({ waiting: 0, problem: null })
  expect(house.logged.join()).not.toContain('fault')
})

test('the mark that comes back before Wonde says anything ends it as well', async () => {
  const { writing, house } = await pressed()
  await go(house, 1)
  setMark(writing.wonde, 'A2000000004', '2026-09-14 08:33:10')
  house.clock.put(after(15))
  await pollDue(house)
  await house.settled()
  await go(house, 16)
  expect(await ended(house)).toEqual(['accepted', null, 0, after(16)])
})

test('pressed twice it is asked once, and written once by two processes at the same time', async () => {
  const { writing, house, ask } = await pressed()
  expect(await ask()).toEqual({ accepted: 0 })
  expect(await rowsOf(house, 'write_backs')).toHaveLength(1)
  house.clock.put(after(1))
  const other = { ...house, database: { ...house.database } } as House
  await Promise.all([sendWriteBacks(house), sendWriteBacks(other)])
  expect(writing.posted).toHaveLength(1)
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: 'wb-1' })
})

test('the ask keeps what stood, what was to stand, why, when and who', async () => {
  const { house, connectionId, caseId } = await pressed()
  const pupil = (await rowsOf<{ pupil_id: string }>(house, 'cases'))[0]!.pupil_id
  expect((await rowsOf(house, 'write_backs'))[0]).toMatchObject({
    ...{ connection_id: connectionId, school_urn: '999001', pupil_id: pupil, marked_on: '2026-09-14', session: 'AM' },
    ...{ from_code: 'N', from_stamp: '2026-09-14T07:58:00.000Z', to_code: 'I', reason: 'Illness' },
    ...{ reason_entry: `${caseId}.2`, asked_by: 'grace', asked_at: at, state: 'pending', tries: 0 },
  })
})

test('a mark that was changed meanwhile is left alone', async () => {
  const { writing, house } = await pressed()
  setMark(writing.wonde, 'A2000000001', '2026-09-14 08:20:30')
  await go(house, 1)
  const because = 'The mark was changed in the MIS meanwhile. Nothing was written.'
  expect(await ended(house)).toEqual(['failed', because, 0, after(1)])
  expect(writing.posted).toEqual([])
})

describe('nothing is written', () => {
  const unwritten = async (change: (made: Awaited<ReturnType<typeof pressed>>) => unknown, minutes = 1) => {
    const made = await pressed()
    await change(made)
    await go(made.house, minutes)
    expect(made.writing.posted).toEqual([])
    return (await row(made.house)).because
  }
  const codes = ({ writing }: Awaited<ReturnType<typeof pressed>>) => writing.wonde.lists.get('attendance-codes')!
  const forgetTable = ({ house }: Awaited<ReturnType<typeof pressed>>) =>
    house.database.commit([sql`DELETE FROM vendor_lists`])

  test('when the school’s list of codes has no such letter', async () => {
    const because = await unwritten((made) => {
      codes(made).splice(3, 1)
      return forgetTable(made)
    })
    expect(because).toBe('The school’s list of codes at Wonde has no code I.')
  })

  test('when the list has the letter twice', async () => {
    const because = await unwritten((made) => {
      codes(made).push({ id: 'A2999999999', code: 'I', name: 'Illness' })
      return forgetTable(made)
    })
    expect(because).toBe('The school’s list of codes at Wonde has more than one code I.')
  })

  test('when Wonde does not show the mark', async () => {
    const because = await unwritten(({ writing }) => writing.wonde.lists.get('attendance/session')!.splice(2, 1))
    expect(because).toBe('Wonde does not show the mark.')
  })

  test('when the administrator switched it off, ended the connection, or a day went by', async () => {
    const asked = { connectionId: '', seen: null }
    expect(
      await unwritten(({ house, connectionId }) => setCodesSent(house, commandLine, { ...asked, connectionId }, [])),
    ).toBe('Sending this code was switched off before it was sent.')
    expect(
      await unwritten(({ house, connectionId }) =>
        endConnection(house, commandLine, { ...asked, connectionId }, 'Changed system'),
      ),
    ).toBe('The connection to Wonde was ended or has no access any more.')
    expect(await unwritten(() => null, 1441)).toBe('It could not be sent within a day.')
  })

  test('where the house asks nobody', async () => {
    const made = await pressed()
    await sendWriteBacks({ ...made.house, askVendor: null })
    expect(await row(made.house)).toMatchObject({ state: 'pending' })
    const silent = { ...made.house, askVendor: null }
    expect(await askWriteBack(silent, grace, made.caseId, { code: 'I', sessions: ['2026-09-14.AM'] })).toEqual({
      refused: 'code-not-sent',
    })
  })
})

test('422: it failed in the vendor’s own words, which stand in no log', async () => {
  const { writing, house } = await pressed()
  const errors = { 'attendance.0.date': ['The register of Amina Okoro is locked.'] }
  writing.answer = () => HttpResponse.json({ message: 'Validation failed.', errors }, { status: 422 })
  await go(house, 1)
  expect(await ended(house)).toEqual([
    'failed',
    'Validation failed. The register of Amina Okoro is locked.',
    0,
    after(1),
  ])
  expect(house.logged.join()).not.toMatch(/Okoro|Validation/)
  expect(house.logged.join()).toContain('code-not-taken')
})

test('a result that says no is a no, in its own words', async () => {
  const { writing, house } = await pressed()
  await go(house, 1)
  writing.result = () => HttpResponse.json({ data: { status: 'failed', errors: ['Session closed'] } })
  await go(house, 4)
  expect(await ended(house)).toEqual(['failed', 'Session closed', 0, after(4)])
})

test('a result that never comes is given up after a day', async () => {
  const { writing, house } = await pressed()
  await go(house, 1)
  writing.result = () => HttpResponse.json({ error: 'not_found' }, { status: 404 })
  await go(house, 4)
  expect(await row(house)).toMatchObject({ state: 'sending' })
  await go(house, 1442)
  expect((await ended(house)).slice(0, 2)).toEqual(['failed', 'Wonde has not said within a day what became of it.'])
})

test('403: it failed, and the connection needs a person until a later one is taken', async () => {
  const { writing, house, connectionId } = await pressed()
  writing.answer = () => HttpResponse.json({}, { status: 403 })
  await go(house, 1)
  const because = 'Wonde answered 403: it does not let codes be sent with the school’s token.'
  expect(await ended(house)).toEqual(['failed', because, 1, after(1)])
  expect(await findSending(house.database, scopeOfClock, connectionId)).toEqual({ waiting: 0, problem: because })
})

test('a token that is not accepted any more is found out before anything is written', async () => {
  const { writing, house } = await pressed()
  writing.wonde.token = 'another'
  await go(house, 1)
  expect((await ended(house)).slice(0, 3)).toEqual([
    'failed',
    'Wonde answered 401: it does not accept the school’s token.',
    1,
  ])
  expect(writing.posted).toEqual([])
})

test('429: nothing was written, and it is sent again when Wonde said', async () => {
  const { writing, house } = await pressed()
  writing.answer = () => HttpResponse.json({}, { status: 429, headers: { 'retry-after': '120' } })
  await go(house, 1)
  expect(await row(house)).toMatchObject({ state: 'pending', next_try_at: after(3) })
  writing.answer = () => HttpResponse.json({ writeback_id: 7 })
  await go(house, 2)
  expect(writing.posted).toHaveLength(1)
  await go(house, 3)
  expect(writing.posted).toHaveLength(2)
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: '7' })
})

test('500: nobody knows, so the mark is looked at; unchanged for half an hour, it is sent again, and not before', async () => {
  const { writing, house } = await pressed()
  writing.answer = () => HttpResponse.json({}, { status: 500 })
  await go(house, 1)
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: null })
  await go(house, 10)
  await go(house, 25)
  expect(writing.posted).toHaveLength(1)
  writing.answer = () => HttpResponse.json({ data: { writeback_id: 'wb-2' } })
  await go(house, 120)
  await go(house, 121)
  expect(writing.posted).toHaveLength(2)
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: 'wb-2' })
})

test('a crash between the write and its number writes nothing twice: the mark says that it was taken', async () => {
  const { writing, house } = await pressed()
  writing.changesMark = true
  const { askVendor } = house
  const crashing: House['askVendor'] = async (question) => {
    const answer = await askVendor!(question)
    if (question.method === 'POST') throw new Error('the process is gone')
    return answer
  }
  house.clock.put(after(1))
  await sendWriteBacks({ ...house, askVendor: crashing })
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: null })
  await go(house, 3)
  expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: null })
  await go(house, 7)
  expect(await ended(house)).toEqual(['accepted', null, 0, null])
  expect(writing.posted).toHaveLength(1)
})

describe('sent again', () => {
  const rowsNow = async (house: TestHouse) =>
    (await rowsOf<Row>(house, '(SELECT rowid AS n, * FROM write_backs)', 'n')).map(({ state }) => state)

  test('after a 422 the mark is read again at Wonde before the second write', async () => {
    const { writing, house, ask } = await pressed()
    writing.answer = () => HttpResponse.json({ message: 'Register locked.' }, { status: 422 })
    await go(house, 1)
    expect(await rowsNow(house)).toEqual(['failed'])
    expect(await ask()).toEqual({ accepted: 0 })
    expect(await ask(['2026-09-14.AM.1'])).toEqual({ accepted: 1 })
    expect(await ask(['2026-09-14.AM.1'])).toEqual({ accepted: 0 })
    writing.answer = () => HttpResponse.json({ writeback_id: 'wb-2' })
    writing.wonde.asked.length = 0
    await go(house, 2)
    expect(writing.wonde.asked.filter((each) => each.includes('attendance/session'))).not.toEqual([])
    expect(writing.posted).toHaveLength(2)
    expect(await rowsNow(house)).toEqual(['failed', 'sending'])
  })

  test('a mark that was changed at Wonde meanwhile is left alone the second time too', async () => {
    const { writing, house, ask } = await pressed()
    writing.answer = () => HttpResponse.json({ message: 'Register locked.' }, { status: 422 })
    await go(house, 1)
    await ask(['2026-09-14.AM.1'])
    setMark(writing.wonde, 'A2000000001', '2026-09-14 08:21:30')
    await go(house, 2)
    expect(writing.posted).toHaveLength(1)
    expect(await rowsNow(house)).toEqual(['failed', 'failed'])
  })
})

describe('the reason is undone', () => {
  const undo = async (house: TestHouse, caseId: string) => {
    const [entry] = await rowsOf<{ version: number }>(
      house,
      "(SELECT version FROM case_events WHERE what = 'reason-given')",
    )
    expect(await withdrawReason(house, grace, [{ caseId, version: entry!.version }])).toHaveProperty('accepted')
  }
  const withdrawn = ['withdrawn', 'The reason was undone before the code was sent.', 0]

  test('before anything was sent: it is withdrawn and never written', async () => {
    const { writing, house, caseId } = await pressed()
    await undo(house, caseId)
    await go(house, 1)
    expect((await ended(house)).slice(0, 3)).toEqual(withdrawn)
    expect(writing.posted).toEqual([])
    expect(writing.wonde.asked).toEqual([])
  })

  test('while the mark is being read again, a moment before the write: nothing is written', async () => {
    const { writing, house, caseId } = await pressed()
    const { askVendor } = house
    let isUndone = false
    const undoing: House['askVendor'] = async (question) => {
      const answer = await askVendor!(question)
      if (!isUndone) {
        isUndone = true
        await undo(house, caseId)
      }
      return answer
    }
    house.clock.put(after(1))
    await sendWriteBacks({ ...house, askVendor: undoing })
    expect(isUndone).toBe(true)
    expect((await ended(house)).slice(0, 3)).toEqual(withdrawn)
    expect(writing.posted).toEqual([])
    expect(house.logged).toEqual([])
  })

  test('while Wonde was busy: it is not sent when Wonde would have it again', async () => {
    const { writing, house, caseId } = await pressed()
    writing.answer = () => HttpResponse.json({}, { status: 500 })
    await go(house, 1)
    await undo(house, caseId)
    expect(await row(house)).toMatchObject({ state: 'sending' })
    await go(house, 25)
    await go(house, 120)
    await go(house, 121)
    expect(writing.posted).toHaveLength(1)
    expect((await ended(house)).slice(0, 3)).toEqual(withdrawn)
  })

  test('after it was sent: it stays what it is, and is told of until the mark is another', async () => {
    const { writing, house, caseId } = await pressed()
    writing.answer = () => HttpResponse.json({ writeback_id: 'wb-1' })
    await go(house, 1)
    await undo(house, caseId)
    expect(await row(house)).toMatchObject({ state: 'sending', vendor_ref: 'wb-1', because: null })
    expect(await listCodesOutlived(house.database, scopeOfClock)).toMatchObject([
      { on: '2026-09-14', session: 'AM', code: 'I', isThere: false },
    ])
  })
})

describe('what may be asked', () => {
  test('only the code that the reason suggests, for sessions that still stand as N, where the school sends it', async () => {
    const { ask, house } = await pressed({ press: false })
    expect(await ask(['2026-09-14.AM'], 'M')).toEqual({ refused: 'changed-meanwhile' })
    expect(await ask(['2026-09-14.PM'])).toEqual({ refused: 'changed-meanwhile' })
    expect(await ask([])).toEqual({ refused: 'changed-meanwhile' })
    expect(await rowsOf(house, 'write_backs')).toEqual([])
    const off = await pressed({ press: false, codes: ['M'] })
    expect(await off.ask()).toEqual({ refused: 'code-not-sent' })
  })

  test('not by somebody whose role was withdrawn, and not for another school', async () => {
    const { ask, house, caseId } = await pressed({ press: false })
    const asked = { code: 'I', sessions: ['2026-09-14.AM'] }
    const river: Person = { ...grace, rolesHeld: [{ role: 'attendance-officer', schoolUrn: '999002' }] }
    expect(await askWriteBack(house, river, caseId, asked)).toBeNull()
    await house.database.commit([sql`UPDATE roles_held SET withdrawn_at = ${at}, withdrawn_by = 'grace'`])
    expect(await ask()).toEqual({ refused: 'role-lost' })
  })

  test('one that failed is not asked again by the button that asked for it first', async () => {
    const { writing, house, ask } = await pressed()
    writing.answer = () => HttpResponse.json({}, { status: 422 })
    await go(house, 1)
    expect((await row(house)).because).toBe('Wonde answered 422.')
    expect(await ask()).toEqual({ accepted: 0 })
  })
})

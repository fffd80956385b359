// What does a school that is read through Wonde tell as its days go on: changes, corrections, whole registers, and nothing twice?
import { describe, expect, test } from 'vitest'
import { pollDue } from '../../../src/intake/poll.ts'
import type { TestHouse } from '../../support/testHouse.ts'
import { houseWithWonde, messagesKept, openWonde, recorded, rowsOf, type WondeDouble } from './wondeDouble.ts'

const moment = (date: string) => ({ date: `${date}.000000`, timezone_type: 3, timezone: 'UTC' })

async function firstRead(at = '2026-09-14T08:20:00.000Z') {
  const wonde = openWonde()
  const { house } = await houseWithWonde(at)
  await pollDue(house)
  await house.settled()
  wonde.asked.length = 0
  return { wonde, house }
}

/** The messages that a reading at an instant adds. */
async function readAt(house: TestHouse, at: string) {
  const before = (await messagesKept(house)).length
  house.clock.put(at)
  await pollDue(house)
  await house.settled()
  return (await messagesKept(house)).slice(before)
}

const marksIn = (messages: Awaited<ReturnType<typeof messagesKept>>) =>
  messages
    .filter(({ type }) => type === 'attendance.marks.upserted')
    .flatMap(({ data }) => data.marks as { pupil: { mis_id: string }; code: string; date: string; session: string }[])
    .map((mark) => `${mark.pupil.mis_id} ${mark.date} ${mark.session} ${mark.code}`)

const aboutPupils = (messages: Awaited<ReturnType<typeof messagesKept>>) =>
  messages.filter(({ type }) => !type.startsWith('attendance'))

function changeMark(wonde: WondeDouble, index: number, change: object) {
  const marks = wonde.lists.get('attendance/session')!
  marks[index] = { ...marks[index], ...change }
}

describe('changes', () => {
  test('a quarter of an hour later only marks are read, from ten minutes before the last reading', async () => {
    const { wonde, house } = await firstRead()
    await readAt(house, '2026-09-14T08:35:00.000Z')
    expect(wonde.asked).toEqual([
      '/v1.0/schools/A1234567890/attendance/session?per_page=200&updated_after=2026-09-14+08%3A10%3A00',
    ])
  })

  test('a corrected mark is told with its new moment, and is the one that stands', async () => {
    const { wonde, house } = await firstRead()
    changeMark(wonde, 2, {
      attendance_code: { data: { id: 'A2000000004' } },
      updated_at: moment('2026-09-14 08:33:10'),
    })
    expect(marksIn(await readAt(house, '2026-09-14T08:35:00.000Z'))).toEqual(['A1000000003 2026-09-14 AM I'])
    const rows = await rowsOf<{ code: string }>(
      house,
      "(SELECT m.code FROM marks m JOIN pupils p ON p.id = m.pupil_id WHERE p.mis_id = 'A1000000003')",
    )
    expect(rows).toEqual([{ code: 'I' }])
  })

  test('what lies in the ten minutes is read again and kept once', async () => {
    const { wonde, house } = await firstRead('2026-09-14T08:07:00.000Z')
    expect(marksIn(await readAt(house, '2026-09-14T08:12:00.000Z'))).toEqual([])
    changeMark(wonde, 0, { updated_at: moment('2026-09-14 08:15:00') })
    await readAt(house, '2026-09-14T08:35:00.000Z')
    expect(marksIn(await readAt(house, '2026-09-14T08:51:00.000Z'))).toEqual([])
  })

  test('an hour later the pupils are asked for what changed, and a pupil who came is told', async () => {
    const { wonde, house } = await firstRead()
    wonde.lists.get('students')!.push({
      ...recorded('students')[0]!,
      ...{ id: 'A1000000005', forename: 'Lena', legal_forename: 'Lena', updated_at: moment('2026-09-14 09:01:00') },
      education_details: { data: { current_nc_year: 6, admission_date: moment('2026-09-14 00:00:00') } },
    })
    const messages = aboutPupils(await readAt(house, '2026-09-14T09:22:00.000Z'))
    expect(
      wonde.asked.filter((each) => each.includes('/students?')).map((each) => each.split('updated_after=')[1]),
    ).toEqual(['2026-09-14+08%3A10%3A00'])
    expect(messages.map(({ type, data }) => [type, (data.pupil as { mis_id: string } | undefined)?.mis_id])).toEqual([
      ['pupil.upserted', 'A1000000005'],
      ['enrolment.started', 'A1000000005'],
    ])
    expect(messages[0]!.data.pupil).toMatchObject({ year_group: '6', upn: null })
  })

  test('the night reads every pupil and two weeks of marks, and tells nothing anew but the register that nobody told whole by day', async () => {
    const { wonde, house } = await firstRead()
    const messages = await readAt(house, '2026-09-15T03:30:00.000Z')
    expect(messages.map(({ type, data }) => [type, data.date, data.marked])).toEqual([
      ['attendance.session.closed', '2026-09-14', 3],
    ])
    const paths = wonde.asked.map((each) => each.replace(/.*A1234567890\//, '').replace(/\?.*(updated_after)/, ' $1'))
    expect(paths.filter((each) => each.startsWith('attendance/session'))).toEqual([
      'attendance/session updated_after=2026-09-14+08%3A10%3A00',
      'attendance/session updated_after=2026-09-01+03%3A30%3A00',
    ])
    expect(wonde.asked.filter((each) => each.includes('/students?') && !each.includes('updated_after'))).toHaveLength(1)
  })
})

test('a mark that goes back to what it was is told again, also where Wonde does not say when', async () => {
  const { wonde, house } = await firstRead()
  const without = (code: string) => changeMark(wonde, 0, { attendance_code: code, updated_at: null })
  const told: string[][] = []
  for (const [code, at] of [
    ['A2000000003', '08:35'],
    ['A2000000001', '08:50'],
    ['A2000000003', '09:05'],
    ['A2000000003', '09:20'],
  ] as const) {
    without(code)
    told.push(marksIn(await readAt(house, `2026-09-14T${at}:00.000Z`)))
  }
  expect(told).toEqual([
    ['A1000000001 2026-09-14 AM N'],
    ['A1000000001 2026-09-14 AM /'],
    ['A1000000001 2026-09-14 AM N'],
    [],
  ])
})

test('a register that is read again and again until it is whole tells only what changed', async () => {
  const { wonde, house } = await firstRead()
  changeMark(wonde, 0, { attendance_code: null, updated_at: moment('2026-09-14 08:30:00') })
  expect(marksIn(await readAt(house, '2026-09-14T09:01:00.000Z'))).toEqual(['A1000000001 2026-09-14 AM -'])
  changeMark(wonde, 0, { attendance_code: 'A2000000005', updated_at: moment('2026-09-14 09:10:00') })
  expect(marksIn(await readAt(house, '2026-09-14T09:16:00.000Z'))).toEqual(['A1000000001 2026-09-14 AM L'])
})

describe('codes and shapes', () => {
  test('a code that is not of 2024, and one that is on no list, go on as they are and are set aside', async () => {
    const { wonde, house } = await firstRead()
    changeMark(wonde, 0, { attendance_code: 'A2000000008', updated_at: moment('2026-09-14 08:30:00') })
    changeMark(wonde, 1, { attendance_code: 'A2999999999', updated_at: moment('2026-09-14 08:30:00') })
    changeMark(wonde, 2, { attendance_code: 'A2000000007', updated_at: moment('2026-09-14 08:30:00') })
    expect(marksIn(await readAt(house, '2026-09-14T08:35:00.000Z'))).toEqual([
      'A1000000001 2026-09-14 AM H',
      'A1000000002 2026-09-14 AM A2999999999',
      'A1000000003 2026-09-14 AM Y2',
    ])
    const faults = await rowsOf<{ path: string; reason: string; type: string }>(house, 'quarantined')
    expect(
      faults.filter(({ type }) => type === 'attendance.marks.upserted').map(({ path, reason }) => [path, reason]),
    ).toEqual([
      ['data.marks[0].code', 'is not a code of the 2024 list'],
      ['data.marks[1].code', 'is not a code of the 2024 list'],
    ])
  })

  test('a mark that is blank is told as not made', async () => {
    const { wonde, house } = await firstRead()
    changeMark(wonde, 0, { attendance_code: null, updated_at: moment('2026-09-14 08:30:00') })
    expect(marksIn(await readAt(house, '2026-09-14T08:35:00.000Z'))).toEqual(['A1000000001 2026-09-14 AM -'])
  })

  test('a record of another shape is set aside whole, and those beside it count', async () => {
    const { wonde, house } = await firstRead()
    const strange = { id: 'A4000000050', day: '2026-09-14', half: 'morning', updated_at: moment('2026-09-14 08:30:00') }
    wonde.lists.get('attendance/session')!.push(strange)
    changeMark(wonde, 0, { attendance_code: 'A2000000003', updated_at: moment('2026-09-14 08:30:00') })
    const [message] = await readAt(house, '2026-09-14T08:35:00.000Z')
    expect((message!.data.marks as object[])[1]).toEqual({ not_understood: strange })
    const faults = await rowsOf<{ path: string; reason: string }>(
      house,
      "(SELECT * FROM quarantined WHERE type LIKE 'attendance%')",
    )
    expect(faults.map(({ path, reason }) => [path, reason])).toEqual([['data.marks[1].pupil', 'is missing']])
  })

  test('a pupil of another shape is set aside where it can be seen', async () => {
    const { wonde, house } = await firstRead()
    wonde.lists.get('students')!.push({ id: 17, surname: 'Strange', updated_at: moment('2026-09-14 09:00:00') })
    const messages = aboutPupils(await readAt(house, '2026-09-14T09:22:00.000Z'))
    expect(messages.map(({ type, data }) => [type, Object.keys(data)])).toEqual([
      ['pupil.upserted', ['not_understood']],
    ])
    const faults = await rowsOf<{ path: string }>(house, "(SELECT * FROM quarantined WHERE type = 'pupil.upserted')")
    expect(faults.map(({ path }) => path)).toEqual(['data.pupil'])
  })
})

describe('whole registers', () => {
  const closed = (messages: Awaited<ReturnType<typeof messagesKept>>) =>
    messages.filter(({ type }) => type === 'attendance.session.closed').map(({ data }) => data)

  test('from ten the morning is read whole, and told as closed once everybody on roll has a mark', async () => {
    const { wonde, house } = await firstRead()
    const messages = await readAt(house, '2026-09-14T09:01:00.000Z')
    expect(wonde.asked.filter((each) => each.includes('/attendance/session'))).toEqual([
      '/v1.0/schools/A1234567890/attendance/session?per_page=200&updated_after=2026-09-13+23%3A00%3A00',
    ])
    expect(closed(messages)).toEqual([
      { date: '2026-09-14', session: 'AM', expected: 3, marked: 3, closed_at: '2026-09-14T08:05:12.000Z' },
    ])
    const [session] = await rowsOf<{ complete: number }>(house, 'register_sessions')
    expect(session).toMatchObject({ marked_on: '2026-09-14', session: 'AM', complete: 1 })
  })

  test('it is told once, and afterwards only changes are read', async () => {
    const { wonde, house } = await firstRead()
    await readAt(house, '2026-09-14T09:01:00.000Z')
    wonde.asked.length = 0
    expect(closed(await readAt(house, '2026-09-14T09:16:00.000Z'))).toEqual([])
    expect(wonde.asked.filter((each) => each.includes('/attendance/session'))[0]).toContain('2026-09-14+08%3A51')
  })

  test('one pupil on roll with a blank mark, or with none, and nothing is told', async () => {
    const { wonde, house } = await firstRead()
    changeMark(wonde, 0, { attendance_code: 'A2000000006', updated_at: moment('2026-09-14 08:40:00') })
    expect(closed(await readAt(house, '2026-09-14T09:01:00.000Z'))).toEqual([])
    wonde.lists.get('attendance/session')!.shift()
    expect(closed(await readAt(house, '2026-09-14T09:16:00.000Z'))).toEqual([])
    const rows = await rowsOf<{ complete: number }>(house, 'register_sessions')
    expect(rows.map(({ complete }) => complete)).toEqual([0])
  })

  test('a mark made days ahead counts on its day, though that day’s changes do not name it', async () => {
    const wonde = openWonde()
    changeMark(wonde, 2, { attendance_code: 'A2000000004', updated_at: moment('2026-09-10 10:00:00') })
    const { house } = await houseWithWonde('2026-09-11T09:00:00.000Z')
    await pollDue(house)
    expect(closed(await readAt(house, '2026-09-14T09:31:00.000Z'))).toEqual([
      { date: '2026-09-14', session: 'AM', expected: 3, marked: 3, closed_at: '2026-09-14T08:05:12.000Z' },
    ])
  })

  test('the reading that told it did not come to its end: nothing is told', async () => {
    const { wonde, house } = await firstRead()
    wonde.pageSize = 1
    wonde.first.push(...Array.from({ length: 2 }, () => null), new Response('busy', { status: 503 }))
    const messages = await readAt(house, '2026-09-14T09:01:00.000Z')
    expect(wonde.asked.filter((each) => each.includes('/attendance/session'))).toHaveLength(3)
    expect(closed(messages)).toEqual([])
    expect(closed(await readAt(house, '2026-09-14T09:03:00.000Z'))).toHaveLength(1)
  })

  test('who left is expected no longer', async () => {
    const { wonde, house } = await firstRead()
    wonde.lists.get('attendance/session')!.shift()
    const [gone] = wonde.lists.get('students')!.splice(0, 1)
    const education_details = { data: { leaving_date: moment('2026-09-11 00:00:00') } }
    wonde.lists.get('students-leaver')!.push({ ...gone, education_details, updated_at: moment('2026-09-14 08:59:00') })
    const [row] = await rowsOf<{ next_at: string }>(house, "(SELECT * FROM polls WHERE feed = 'pupils.left')")
    const messages = [...(await readAt(house, row!.next_at)), ...(await readAt(house, '2026-09-14T09:31:00.000Z'))]
    expect(messages.filter(({ type }) => type === 'enrolment.ended').map(({ data }) => data.leaving_date)).toEqual([
      '2026-09-11',
    ])
    expect(closed(messages)).toMatchObject([{ session: 'AM', expected: 2, marked: 2 }])
  })
})

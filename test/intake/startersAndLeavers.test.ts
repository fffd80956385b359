// Who was to start and did not come, who left and nobody knows where to: does anybody fall out of sight, by any order of messages?
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { runNights } from '../../src/actions/nightly.ts'
import { lookAfterRegisters } from '../../src/actions/openCasesDue.ts'
import { connectedSchool, dump, mark, type Sender } from './sender.ts'

const calendar = {
  academic_year: '2026/27',
  terms: [
    { from: '2026-09-02', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  non_school_days: [],
  replaces: null,
}
let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-10T06:00:00Z')
  await sender.send('calendar.published', calendar)
})

const pupil = { mis_id: 's1', upn: null }
const named = { ...pupil, legal_forename: 'Iris', legal_surname: 'Vale', date_of_birth: '2015-03-02' }
const expected = (on: string) => sender.send('enrolment.expected', { pupil: named, expected_start_date: on })
const ended = (on: string, destination?: object) =>
  sender.send('enrolment.ended', { pupil, leaving_date: on, ...(destination ? { destination } : {}) })

async function closed(on: string, session: 'AM' | 'PM', at: string) {
  sender.house.clock.put(at)
  await sender.send('attendance.session.closed', { date: on, session, expected: 1, marked: 1, closed_at: at })
}

const now = (at: string) => sender.house.clock.put(at)
const sends = (on: string, session: 'AM' | 'PM', code: string) =>
  sender.send('attendance.marks.upserted', { marks: [mark('s1', on, session, code, sender.house.clock.now())] })

interface Row {
  readonly [column: string]: unknown
}
const asked = async () => {
  const [row] = await sender.rows<Row>('pupils')
  return [row!.asks, row!.asks_from, row!.entered_on, row!.left_on]
}
const cases = async () =>
  (await sender.rows<Row>('cases', 'began_on')).map((row) => [row.began_on, row.ended_on, row.opened_at !== null])

describe('an expected starter who does not come', () => {
  beforeEach(() => expected('2026-09-14'))

  test('is known, expected, and not on roll before the day', async () => {
    await closed('2026-09-11', 'AM', '2026-09-11T08:40:00.000Z')
    expect(await asked()).toEqual(['starter', '2026-09-14', '2026-09-14', null])
    expect(await sender.rows('marks')).toEqual([])
    await lookAfterRegisters(sender.house)
    expect(await cases()).toEqual([])
  })

  test('is away from the first day once its register is whole without them, and the clock runs from it', async () => {
    await closed('2026-09-14', 'AM', '2026-09-14T08:40:00.000Z')
    now('2026-09-14T09:45:00.000Z')
    await lookAfterRegisters(sender.house)
    expect(await cases()).toEqual([['2026-09-14', null, false]])
    expect(await asked()).toEqual([null, null, '2026-09-14', null])
    expect(
      (await sender.rows<Row>('marks')).map(({ code, source, received_by }) => [code, source, received_by]),
    ).toEqual([['N', 'hand', 'clock']])
    now('2026-09-16T16:00:00.000Z')
    await runNights(sender.house)
    expect(await cases()).toEqual([['2026-09-14', null, true]])
    expect((await sender.rows<Row>('messages')).length).toBeGreaterThan(0)
  })

  test('without any register, is away from that day on the third school day', async () => {
    now('2026-09-15T16:00:00.000Z')
    await runNights(sender.house)
    expect([await cases(), await asked()]).toEqual([[], ['starter', '2026-09-14', '2026-09-14', null]])
    now('2026-09-16T09:45:00.000Z')
    await lookAfterRegisters(sender.house)
    expect(await cases()).toEqual([['2026-09-14', null, true]])
  })

  test('came: a mark of presence settles it, also after the marks were let go', async () => {
    now('2026-09-14T08:31:00.000Z')
    await sends('2026-09-14', 'AM', '/')
    await runNights(sender.house)
    expect(await asked()).toEqual([null, null, '2026-09-14', null])
    expect((await sender.rows<Row>('enrolment_words')).map(({ what, by }) => [what, by])).toEqual([
      ['expected', 'mis'],
      ['attended', 'clock'],
    ])
    now('2026-09-16T16:00:00.000Z')
    await runNights(sender.house)
    expect(await cases()).toEqual([])
  })

  test('a real mark that comes late stands over the N of the clock', async () => {
    await closed('2026-09-14', 'AM', '2026-09-14T08:40:00.000Z')
    now('2026-09-14T09:45:00.000Z')
    await lookAfterRegisters(sender.house)
    await sender.send('attendance.marks.upserted', {
      marks: [mark('s1', '2026-09-14', 'AM', '/', '2026-09-14T08:20:00.000Z')],
    })
    expect(await cases()).toEqual([['2026-09-14', '2026-09-14', false]])
  })

  test('another day that the MIS names once the day has come moves nothing', async () => {
    now('2026-09-15T08:00:00.000Z')
    await expected('2026-10-12')
    expect(await asked()).toEqual(['starter', '2026-09-14', '2026-09-14', null])
  })

  test('a pupil who is gone from the MIS is still looked for', async () => {
    await sender.send('pupil.deleted', { pupil })
    now('2026-09-16T09:45:00.000Z')
    await lookAfterRegisters(sender.house)
    expect(await cases()).toEqual([['2026-09-14', null, true]])
  })

  test('looked for again, nothing is written twice', async () => {
    now('2026-09-16T09:45:00.000Z')
    await lookAfterRegisters(sender.house)
    const before = await dump(sender.house, ['due_keys'])
    now('2026-09-16T13:45:00.000Z')
    await lookAfterRegisters(sender.house)
    const words = (lines: string[]) => lines.filter((line) => /^(enrolment_words|cases|marks) /.test(line))
    expect(words(await dump(sender.house))).toEqual(words(before))
  })
})

test('a start of long ago opens nothing by itself, and stays asked about', async () => {
  await expected('2024-09-04')
  now('2026-09-16T16:00:00.000Z')
  await runNights(sender.house)
  expect([await cases(), await asked()]).toEqual([[], ['starter', '2024-09-04', '2024-09-04', null]])
})

test('told late, is away from the day agreed and not from the day it was told', async () => {
  now('2026-09-16T06:00:00.000Z')
  await expected('2026-09-14')
  now('2026-09-16T09:45:00.000Z')
  await lookAfterRegisters(sender.house)
  expect(await cases()).toEqual([['2026-09-14', null, true]])
})

test('a pupil who is here already stays on roll though a later start is announced', async () => {
  now('2026-09-10T08:31:00.000Z')
  await sends('2026-09-10', 'AM', '/')
  await expected('2026-11-03')
  expect((await sender.rows<Row>('pupils'))[0]!.entered_on).toBeNull()
})

describe('a leaver', () => {
  beforeEach(async () => {
    now('2026-09-14T08:31:00.000Z')
    await sender.send('pupil.upserted', { pupil: named })
    await sends('2026-09-14', 'AM', 'N')
    now('2026-09-15T12:00:00.000Z')
  })

  test('whose destination nobody knows: the absence goes on, and somebody is asked', async () => {
    await ended('2026-09-15')
    expect(await asked()).toEqual(['leaver', '2026-09-15', null, '2026-09-15'])
    now('2026-09-16T16:00:00.000Z')
    await runNights(sender.house)
    expect(await cases()).toEqual([['2026-09-14', null, true]])
  })

  test('whose destination is said: the absence ends, and the words are kept', async () => {
    await ended('2026-09-15', { known: true, name: 'Brook Lane', urn: '100002' })
    expect(await asked()).toEqual([null, null, null, '2026-09-15'])
    expect(await cases()).toEqual([['2026-09-14', '2026-09-15', false]])
    const [word] = await sender.rows<{ details: string }>('enrolment_words')
    expect(JSON.parse(word!.details).destination.name).toBe('Brook Lane')
  })

  test('of whom it is said later where to: the absence ends then', async () => {
    await ended('2026-09-15')
    now('2026-09-15T12:30:00.000Z')
    await ended('2026-09-15', { known: true, name: 'Brook Lane' })
    expect(await cases()).toEqual([['2026-09-14', '2026-09-15', false]])
  })

  test('entered by mistake is on roll again, and nothing is asked', async () => {
    await ended('2026-09-15')
    now('2026-09-15T13:00:00.000Z')
    await sender.send('enrolment.reversed', { pupil, leaving_date: '2026-09-15' })
    expect(await asked()).toEqual([null, null, null, null])
    expect(await cases()).toEqual([['2026-09-14', null, false]])
  })

  test('nobody goes off roll because the MIS no longer has the pupil', async () => {
    await sender.send('pupil.deleted', { pupil })
    expect((await sender.rows<Row>('pupils'))[0]!.left_on).toBeNull()
    expect(await cases()).toEqual([['2026-09-14', null, false]])
  })
})

test('any order and repetition of the same messages ends in one state', async () => {
  const stamp = (day: number) => `2026-09-0${day}T08:00:00.000Z`
  const all = [
    ['pupil.upserted', { pupil: named, source_updated_at: stamp(1) }],
    ['enrolment.expected', { pupil: named, expected_start_date: '2026-09-03', source_updated_at: stamp(1) }],
    ['enrolment.expected', { pupil: named, expected_start_date: '2026-09-08', source_updated_at: stamp(2) }],
    ['enrolment.started', { pupil, entry_date: '2026-09-08', source_updated_at: stamp(4) }],
    ['enrolment.ended', { pupil, leaving_date: '2026-09-09', source_updated_at: stamp(5) }],
    ['enrolment.reversed', { pupil, leaving_date: '2026-09-09', source_updated_at: stamp(6) }],
    [
      'enrolment.ended',
      { pupil, leaving_date: '2026-09-10', destination: { known: false }, source_updated_at: stamp(7) },
    ],
    ['pupil.deleted', { pupil, source_updated_at: stamp(8) }],
    ['pupil.merged', { from_mis_id: 's0', to_mis_id: 's1', source_updated_at: stamp(9) }],
  ] as const
  const standing = async (order: readonly number[]) => {
    const one = await connectedSchool('2026-09-10T06:00:00Z')
    for (const index of order) await one.send(all[index]![0], all[index]![1])
    const rows = await one.rows<Row>('pupils', 'mis_id')
    const words = await one.rows<Row>('enrolment_words')
    return {
      pupils: rows.map(({ id: _, ...row }) => row),
      words: words.map(({ what, at, by, details }) => JSON.stringify([what, at, by, details])).sort(),
    }
  }
  const inOrder = await standing(all.map((_, index) => index))
  expect(inOrder.pupils).toMatchObject([{ asks: 'leaver', left_on: '2026-09-10', entered_on: '2026-09-08' }])
  expect(inOrder.words).toHaveLength(8)
  const indexes = all.map((_, index) => index)
  const orders = fc.tuple(
    fc.shuffledSubarray(indexes, { minLength: indexes.length }),
    fc.array(fc.constantFrom(...indexes), { maxLength: 3 }),
  )
  await fc.assert(
    fc.asyncProperty(orders, async ([order, again]) => {
      expect(await standing([...order, ...again])).toEqual(inOrder)
    }),
    { numRuns: 12 },
  )
})

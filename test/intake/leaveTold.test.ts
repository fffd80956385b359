// Does leave that a school's system tells of come to stand, once, whatever comes first and however often?
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type LeaveTold, leaveThatHolds, withLeaveTold } from '../../src/cases/leaveTold.ts'
import { connectedSchool, type Sender } from './sender.ts'

let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-14T08:00:00Z')
})

const granted = (from: string, to: string, back: string | null, updatedAt: string) => ({
  pupil: { mis_id: 'p1' },
  code: 'C',
  from,
  to,
  expected_return_on: back,
  source_updated_at: updatedAt,
})

async function standing(): Promise<string[]> {
  const rows = await sender.rows<{ first_on: string; last_on: string; withdrawn_at: string | null }>(
    'leaves',
    'first_on',
  )
  return rows.filter((row) => row.withdrawn_at === null).map((row) => `${row.first_on} to ${row.last_on}`)
}

describe('leave.granted', () => {
  test('with a day of return it stands to its last day, and makes the pupil known', async () => {
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-25', '2026-09-28', '2026-09-14T07:00:00Z'))
    const rows = await sender.rows<Record<string, unknown>>('leaves')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      ...{ first_on: '2026-09-21', last_on: '2026-09-25', recorded_by: null, withdrawn_at: null },
      ...{ reason: 'Agreed by the school, code C, as its MIS says.', told_stamp: '2026-09-14T07:00:00.000Z' },
    })
    expect((await sender.rows<{ mis_id: string }>('pupils')).map((row) => row.mis_id)).toEqual(['p1'])
  })

  test('with a day of return after the weekend it stands to the day before that', async () => {
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-25', '2026-09-30', '2026-09-14T07:00:00Z'))
    expect(await standing()).toEqual(['2026-09-21 to 2026-09-29'])
  })

  test('without a day of return nothing stands: the word waits for a person', async () => {
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-25', null, '2026-09-14T07:00:00Z'))
    expect(await standing()).toEqual([])
    expect(await sender.rows('leaves_told')).toHaveLength(1)
  })

  test('a day of return that is no day is set aside, and the leave waits', async () => {
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-25', '2026-09-25', '2026-09-14T07:00:00Z'))
    expect(await standing()).toEqual([])
    const [fault] = await sender.rows<{ path: string; reason: string }>('quarantined')
    expect([fault?.path, fault?.reason]).toEqual(['data.expected_return_on', 'must be after the last day of leave'])
  })

  test('a newer message replaces it, an older one does not, and the very same changes nothing', async () => {
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-25', '2026-09-28', '2026-09-14T07:00:00Z'))
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-23', '2026-09-24', '2026-09-14T07:30:00Z'))
    await sender.send('leave.granted', granted('2026-09-21', '2026-10-09', '2026-10-12', '2026-09-14T06:00:00Z'))
    await sender.send('leave.granted', granted('2026-09-21', '2026-09-23', '2026-09-24', '2026-09-14T07:30:00Z'))
    expect(await standing()).toEqual(['2026-09-21 to 2026-09-23'])
    expect(await sender.rows('leaves')).toHaveLength(2)
  })

  test('no mark changes, and an absence that runs goes on', async () => {
    const mark = {
      pupil: { mis_id: 'p1' },
      date: '2026-09-14',
      session: 'AM',
      code: 'N',
      source_updated_at: '2026-09-14T07:50:00Z',
    }
    await sender.send('attendance.marks.upserted', { marks: [mark] })
    await sender.send('leave.granted', granted('2026-09-14', '2026-09-18', '2026-09-21', '2026-09-14T07:55:00Z'))
    const cases = await sender.rows<Record<string, unknown>>('cases')
    expect(cases.map((row) => [row.began_on, row.ended_on])).toEqual([['2026-09-14', null]])
  })
})

const days = ['2026-09-14', '2026-09-16', '2026-09-21', '2026-09-25', '2026-09-28', '2026-10-02']
const anyWord = fc
  .tuple(fc.nat(4), fc.nat(2), fc.boolean(), fc.constantFrom('07:00', '08:00'), fc.constantFrom('a', 'b', 'c', 'd'))
  .map(([from, length, isOpen, time, tie]): LeaveTold => {
    const to = Math.min(from + length, 4)
    const expectedOn = isOpen ? null : days[to + 1]!
    return { firstOn: days[from]!, lastOn: days[to]!, expectedOn, code: 'C', stamp: `2026-09-14T${time}:00.000Z`, tie }
  })

test('the words of a pupil, in any order and again, end in the same leave', () => {
  const distinct = fc.uniqueArray(anyWord, { maxLength: 7, selector: ({ stamp, tie }) => stamp + tie })
  const both = distinct.chain((words) =>
    fc.tuple(
      fc.constant(words),
      fc.shuffledSubarray([...words, ...words], { minLength: words.length * 2, maxLength: words.length * 2 }),
    ),
  )
  fc.assert(
    fc.property(both, ([inOrder, shuffled]) => {
      const ends = (words: readonly LeaveTold[]) =>
        leaveThatHolds({ words: words.reduce(withLeaveTold, [] as LeaveTold[]), kept: [] })
      const end = ends(inOrder)
      expect(ends(shuffled)).toEqual(end)
      const all = [...end.standing, ...end.proposed]
      for (const one of all) {
        expect(all.filter((other) => other.firstOn <= one.lastOn && other.lastOn >= one.firstOn)).toEqual([one])
      }
    }),
  )
})

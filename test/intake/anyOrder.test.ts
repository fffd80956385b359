// Deliveries come late, twice, split and out of order. Whatever the order, one state comes out.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allMarks, connectedSchool, mark, type Sender } from './sender.ts'

const days = ['2026-09-10', '2026-09-11', '2026-09-14', '2026-09-15']
const sessions = ['AM', 'PM'] as const
const pupils = ['p1', 'p2', 'p3']
const codes = ['/', 'N', 'O', 'I', 'L', '#', 'Y3', 'G', 'C']

interface Message {
  readonly type: string
  readonly data: unknown
}

const oneMark = fc.record({
  pupil: fc.constantFrom(...pupils),
  day: fc.constantFrom(...days),
  session: fc.constantFrom(...sessions),
  code: fc.constantFrom(...codes),
})

const oneClose = fc.record({
  day: fc.constantFrom(...days),
  session: fc.constantFrom(...sessions),
  marked: fc.integer({ min: 2, max: 3 }),
})

// Stamps are all different, so that which is the newer does not hang on the ids that the deliveries were given.
const scenario = fc
  .record({
    marks: fc.array(oneMark, { minLength: 1, maxLength: 24 }),
    closes: fc.array(oneClose, { maxLength: 6 }),
    cuts: fc.array(fc.nat(24), { maxLength: 6 }),
    otherCuts: fc.array(fc.nat(24), { maxLength: 6 }),
    repeated: fc.array(fc.nat(40), { maxLength: 4 }),
    order: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
  })
  .map((drawn) => {
    const stamp = (index: number) => `2026-09-15T10:00:${String(index).padStart(2, '0')}.000Z`
    const all = drawn.marks.map(({ pupil, day, session, code }, index) => mark(pupil, day, session, code, stamp(index)))
    const closes = drawn.closes.map(
      ({ day, session, marked }, index): Message => ({
        type: 'attendance.session.closed',
        data: { date: day, session, expected: 3, marked, closed_at: stamp(index) },
      }),
    )
    const inOrder = [...split(all, drawn.cuts), ...closes]
    const other = [...split(shuffled(all, drawn.order), drawn.otherCuts), ...closes]
    const repeats = drawn.repeated.map((index) => other[index % other.length]!)
    return { inOrder, shuffled: shuffled([...other, ...repeats], drawn.order.toReversed()) }
  })

function split(marks: readonly object[], cuts: readonly number[]): Message[] {
  const places = [0, ...cuts.map((cut) => cut % (marks.length + 1)), marks.length].sort((one, other) => one - other)
  return places
    .slice(1)
    .map((end, index) => marks.slice(places[index], end))
    .filter((part) => part.length > 0)
    .map((part) => ({ type: 'attendance.marks.upserted', data: { marks: part } }))
}

function shuffled<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, place: order[index % order.length]! }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

async function stateAfter(messages: readonly Message[]): Promise<string[]> {
  const sender: Sender = await connectedSchool('2026-09-15T15:00:00Z')
  const terms = [{ from: '2026-09-02', to: '2026-10-23' }]
  await sender.send('calendar.published', { academic_year: '2026/27', terms, non_school_days: [], replaces: null })
  for (const { type, data } of messages) expect((await sender.send(type, data)).status).toBe(202)
  const ofPupils = (table: string) => `(SELECT p.mis_id, t.* FROM ${table} t JOIN pupils p ON p.id = t.pupil_id)`
  const marks = await sender.rows<Record<string, unknown>>(ofPupils(allMarks), 'mis_id, marked_on, session')
  const registers = await sender.rows<Record<string, unknown>>('register_sessions', 'marked_on, session')
  const runs = await sender.rows<Record<string, unknown>>(ofPupils('cases'), 'mis_id')
  const states = await sender.rows<Record<string, unknown>>('deliveries')
  expect(new Set(states.map((row) => row.state))).toEqual(new Set(['processed']))
  sender.house.sqlite.close()
  return [
    ...marks.map((row) => `${row.mis_id} ${row.marked_on} ${row.session} ${row.code} ${row.source} ${row.stamp}`),
    ...registers.map(
      (row) => `${row.marked_on} ${row.session} ${row.expected} ${row.marked} ${row.complete} ${row.closed_at}`,
    ),
    ...runs.filter((row) => row.ended_on === null).map((row) => `${row.mis_id} away since ${row.began_on}`),
  ]
}

test('any order, repetition and splitting of the same marks and closed registers ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ inOrder, shuffled }) => {
      expect(await stateAfter(shuffled)).toEqual(await stateAfter(inOrder))
    }),
    { numRuns: 60, seed: 20260914 },
  )
})

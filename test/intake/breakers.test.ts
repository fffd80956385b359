// Too much at once waits for a person: nobody goes off roll by it, and what was held back counts as it came when released.
import { expect, test } from 'vitest'
import { settleParked } from '../../src/actions/settleParked.ts'
import { parkSentence } from '../../src/cases/decide/parkDelivery.ts'
import type { Person } from '../../src/cases/roles.ts'
import { forgetOldBodies, sweep } from '../../src/intake/work.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

const monday = '2026-09-21T08:00:00.000Z'
const head: Person = { id: 'dora', name: 'Dora Quill', rolesHeld: [{ role: 'head-teacher', schoolUrn: '999001' }] }

async function school(pupils: number): Promise<Sender> {
  const sender = await connectedSchool(monday)
  await sender.house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('dora', 'Dora Quill', ${monday})`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on, entered_on)
      SELECT 'id-' || value, '999001', 'p' || value, '', 0, '[]', '2026-09-02', '2026-09-02'
      FROM json_each(${JSON.stringify(Array.from({ length: pupils }, (_, index) => index + 1))})`,
  ])
  return sender
}

const leaves = (sender: Sender, pupil: number | string, on = '2026-09-21') =>
  sender.send('enrolment.ended', { pupil: { mis_id: `p${pupil}`, upn: null }, leaving_date: on })

async function counts(sender: Sender): Promise<Record<string, number>> {
  const rows = await sender.rows<{ state: string }>('deliveries')
  return Object.fromEntries(
    Object.entries(Object.groupBy(rows, ({ state }) => state)).map(([s, all]) => [s, all!.length]),
  )
}

const gone = async (sender: Sender) =>
  (await sender.rows<{ left_on: string | null }>('pupils')).filter(({ left_on }) => left_on !== null).length

async function settle(
  sender: Sender,
  how: 'released' | 'refused',
  because: string | null = null,
  sentence = 'leavers',
) {
  const rows = await sender.rows<{ id: number }>('deliveries')
  const parked = {
    schoolUrn: '999001',
    because: parkSentence(sentence as 'leavers'),
    newestId: Math.max(...rows.map(({ id }) => id)),
  }
  return settleParked(sender.house, head, parked, { how, because })
}

test('400 leavers in a minute: the first twenty leave, the rest wait on everybody’s lists until a person releases them', async () => {
  const sender = await school(450)
  for (let pupil = 1; pupil <= 400; pupil += 1) await leaves(sender, pupil)
  expect(await counts(sender)).toEqual({ processed: 20, parked: 380 })
  expect(await gone(sender)).toBe(20)
  // Later deliveries of the school go on.
  await sender.send('attendance.marks.upserted', { marks: [mark('p300', '2026-09-21', 'AM', 'N', monday)] })
  expect(await counts(sender)).toEqual({ processed: 21, parked: 380 })
  sender.house.clock.put('2026-09-21T09:00:00.000Z')
  expect(await settle(sender, 'released')).toEqual({ accepted: 380 })
  // A second press finds nothing, and changes nothing.
  expect(await settle(sender, 'released')).toEqual({ accepted: 0 })
  await sweep(sender.house)
  expect(await counts(sender)).toEqual({ processed: 401 })
  expect(await gone(sender)).toBe(400)
  const applied = await sender.rows<{ id: number; released_by: string | null }>('deliveries')
  expect(applied.filter(({ released_by }) => released_by === 'dora')).toHaveLength(380)
})

test('the day counts anew from a release: the next leavers of that day are ordinary', async () => {
  const sender = await school(600)
  for (let pupil = 1; pupil <= 31; pupil += 1) await leaves(sender, pupil)
  expect(await counts(sender)).toEqual({ processed: 20, parked: 11 })
  sender.house.clock.put('2026-09-21T09:00:00.000Z')
  await settle(sender, 'released')
  await sweep(sender.house)
  sender.house.clock.put('2026-09-21T09:01:00.000Z')
  await leaves(sender, 100)
  expect(await counts(sender)).toEqual({ processed: 32 })
  for (let pupil = 101; pupil <= 120; pupil += 1) await leaves(sender, pupil)
  expect(await counts(sender)).toEqual({ processed: 51, parked: 1 })
  // One waits: 24 hours later nineteen more are ordinary beside it.
  sender.house.clock.put('2026-09-22T09:02:00.000Z')
  for (let pupil = 121; pupil <= 140; pupil += 1) await leaves(sender, pupil)
  expect(await counts(sender)).toEqual({ processed: 70, parked: 2 })
})

test('a history of leavers whom nobody knew, a last day told again and a leaver who left before hold nothing back', async () => {
  const sender = await school(450)
  for (let pupil = 1; pupil <= 30; pupil += 1) await leaves(sender, `old-${pupil}`, '2025-07-18')
  for (let pupil = 1; pupil <= 20; pupil += 1) await leaves(sender, pupil)
  for (let pupil = 1; pupil <= 20; pupil += 1) await leaves(sender, pupil, '2026-09-20')
  expect(await counts(sender)).toEqual({ processed: 70 })
  await leaves(sender, 21)
  expect(await counts(sender)).toEqual({ processed: 70, parked: 1 })
})

test('leaving dates of next July that are all moved to yesterday wait as leavers do', async () => {
  const sender = await school(450)
  await sender.house.database.commit([sql`UPDATE pupils SET left_on = '2027-07-21'`])
  for (let pupil = 1; pupil <= 30; pupil += 1) await leaves(sender, pupil, '2026-09-20')
  expect(await counts(sender)).toEqual({ processed: 20, parked: 10 })
  for (let pupil = 101; pupil <= 130; pupil += 1) await leaves(sender, pupil, '2027-07-20')
  expect(await counts(sender)).toEqual({ processed: 50, parked: 10 })
})

test('pupils deleted from the system add up with leavers', async () => {
  const sender = await school(450)
  for (let pupil = 1; pupil <= 12; pupil += 1) await leaves(sender, pupil)
  for (let pupil = 13; pupil <= 24; pupil += 1)
    await sender.send('pupil.deleted', { pupil: { mis_id: `p${pupil}`, upn: null }, reason: 'gone' })
  expect(await counts(sender)).toEqual({ processed: 20, parked: 4 })
})

test('refused: nobody leaves, and who said so and why is kept', async () => {
  const sender = await school(450)
  for (let pupil = 1; pupil <= 25; pupil += 1) await leaves(sender, pupil)
  expect(await settle(sender, 'refused', ' ')).toEqual({ refused: 'held-back-reason-missing' })
  expect(await settle(sender, 'refused', 'A test of the supplier.')).toEqual({ accepted: 5 })
  await sweep(sender.house)
  expect(await counts(sender)).toEqual({ processed: 20, ignored: 5 })
  expect(await gone(sender)).toBe(20)
  const [said] = await sender.rows<object>('parked_settled')
  expect(said).toMatchObject({ school_urn: '999001', how: 'refused', because: 'A test of the supplier.', by: 'dora' })
})

const everybody = (pupils: number) => Array.from({ length: pupils }, (_, index) => `p${index + 1}`)

async function register(sender: Sender, pupils: number, on: string, session: 'AM' | 'PM', stamp: string) {
  const marks = everybody(pupils).map((pupil) => mark(pupil, on, session, '/', stamp))
  await sender.send('attendance.marks.upserted', { marks })
  const closed = { date: on, session, expected: pupils, marked: pupils, closed_at: stamp }
  await sender.send('attendance.session.closed', closed)
}

const deletion = (pupil: string, on: string, stamp: string) => ({
  pupil: { mis_id: pupil, upn: null },
  date: on,
  session: 'AM',
  source_updated_at: stamp,
})

test('more than a tenth of a register taken back at once waits; single corrections go through until they add up', async () => {
  const sender = await school(100)
  await register(sender, 100, '2026-09-21', 'AM', '2026-09-21T07:50:00.000Z')
  const stamp = '2026-09-21T07:59:00.000Z'
  const all = everybody(100).map((pupil) => deletion(pupil, '2026-09-21', stamp))
  await sender.send('attendance.marks.deleted', { marks: all })
  expect(await counts(sender)).toEqual({ processed: 2, parked: 1 })
  for (const one of all.slice(0, 12)) await sender.send('attendance.marks.deleted', { marks: [one] })
  expect(await counts(sender)).toEqual({ processed: 12, parked: 3 })
  // A newer mark stands against what was held back, whenever that is released.
  const later = mark('p50', '2026-09-21', 'AM', 'N', '2026-09-21T08:00:00.000Z')
  await sender.send('attendance.marks.upserted', { marks: [later] })
  sender.house.clock.put('2026-09-21T09:00:00.000Z')
  expect(await settle(sender, 'released', null, 'marks-taken-back')).toEqual({ accepted: 3 })
  await sweep(sender.house)
  const marks = await sender.rows<{ pupil_id: string; code: string }>('marks')
  expect(marks.filter(({ code }) => code === '-')).toHaveLength(99)
  expect(marks.find(({ pupil_id }) => pupil_id === 'id-50')?.code).toBe('N')
})

test('a register opened with a dash for everybody takes nothing back', async () => {
  const sender = await school(100)
  const blank = everybody(100).map((pupil) => mark(pupil, '2026-09-21', 'AM', '-', monday))
  await sender.send('attendance.marks.upserted', { marks: blank })
  expect(await counts(sender)).toEqual({ processed: 1 })
})

const lastWeek = ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18']

test('a week that is over and is worked out anew waits; a child’s correction of it does not', async () => {
  const sender = await school(60)
  for (const on of lastWeek) await register(sender, 60, on, 'AM', `${on}T08:30:00.000Z`)
  const before = await counts(sender)
  // The same marks again with newer stamps change nothing, however many.
  const again = everybody(60).map((pupil) => mark(pupil, '2026-09-14', 'AM', '/', '2026-09-20T10:00:00.000Z'))
  await sender.send('attendance.marks.upserted', { marks: again })
  const child = lastWeek.map((on) => mark('p1', on, 'AM', 'I', '2026-09-20T10:00:00.000Z'))
  await sender.send('attendance.marks.upserted', { marks: child })
  expect(await counts(sender)).toEqual({ processed: before.processed! + 2 })
  // 5 changed; 300 marks in the week: 60 are a fifth, and 56 more are past it.
  const stamp = '2026-09-21T07:00:00.000Z'
  const day = (on: string) =>
    everybody(57)
      .slice(1)
      .map((pupil) => mark(pupil, on, 'AM', 'L', stamp))
  await sender.send('attendance.marks.upserted', { marks: day('2026-09-14').slice(0, 55) })
  expect(await counts(sender)).toEqual({ processed: before.processed! + 3 })
  await sender.send('attendance.marks.upserted', { marks: day('2026-09-15') })
  expect(await counts(sender)).toEqual({ processed: before.processed! + 3, parked: 1 })
  // An hour later the count begins anew.
  sender.house.clock.put('2026-09-21T10:00:00.000Z')
  await sender.send('attendance.marks.upserted', { marks: day('2026-09-16') })
  expect(await counts(sender)).toEqual({ processed: before.processed! + 4, parked: 1 })
})

test('marks of this week cost no question; marks taken back cost the same for one as for a hundred', async () => {
  const sender = await school(100)
  const breakers = (list: readonly string[]) =>
    list.filter((each) => /is_newer|parked_settled|FROM leavings/.test(each)).length
  const { statements } = sender.house
  statements.list.length = 0
  await register(sender, 100, '2026-09-21', 'AM', '2026-09-21T07:50:00.000Z')
  expect(breakers(statements.list)).toBe(0)
  const taken = async (pupils: number, minute: number) => {
    statements.list.length = 0
    const stamp = `2026-09-21T07:${minute}:00.000Z`
    const marks = everybody(pupils).map((pupil) => deletion(pupil, '2026-09-21', stamp))
    await sender.send('attendance.marks.deleted', { marks })
    return breakers(statements.list)
  }
  expect(await taken(1, 51)).toBe(2)
  expect(await taken(100, 52)).toBe(2)
})

test('leavers held back in July can still be released in September; then their bodies are kept 30 days more', async () => {
  const sender = await school(30)
  for (let pupil = 1; pupil <= 10; pupil += 1) await leaves(sender, pupil)
  const kept = async () => {
    const rows = await sender.rows<{ body: string | null; parked_because: string | null }>('deliveries')
    return rows.filter(({ parked_because }) => parked_because !== null).map(({ body }) => body !== null)
  }
  expect(await counts(sender)).toEqual({ processed: 5, parked: 5 })
  const about = await sender.rows<{ parked_about: string | null }>('deliveries')
  expect(about.map(({ parked_about }) => parked_about)).toEqual([...Array(5).fill(null), 'p6', 'p7', 'p8', 'p9', 'p10'])
  sender.house.clock.put('2027-09-21T08:00:00.000Z')
  await forgetOldBodies(sender.house)
  expect(await kept()).toEqual([true, true, true, true, true])
  expect(await settle(sender, 'released')).toEqual({ accepted: 5 })
  await sweep(sender.house)
  expect(await gone(sender)).toBe(10)
  sender.house.clock.put('2027-10-21T22:59:00.000Z')
  await forgetOldBodies(sender.house)
  expect(await kept()).toEqual([true, true, true, true, true])
  sender.house.clock.put('2027-10-21T23:00:00.000Z')
  await forgetOldBodies(sender.house)
  expect(await kept()).toEqual([false, false, false, false, false])
})

test('refused leavers are erased 30 days after they were refused', async () => {
  const sender = await school(30)
  for (let pupil = 1; pupil <= 6; pupil += 1) await leaves(sender, pupil)
  sender.house.clock.put('2026-12-01T08:00:00.000Z')
  expect(await settle(sender, 'refused', 'A test of the supplier')).toEqual({ accepted: 1 })
  const lastBody = async () => (await sender.rows<{ body: string | null }>('deliveries')).at(-1)!.body
  sender.house.clock.put('2026-12-31T23:59:00.000Z')
  await forgetOldBodies(sender.house)
  expect(await lastBody()).not.toBeNull()
  sender.house.clock.put('2027-01-01T00:00:00.000Z')
  await forgetOldBodies(sender.house)
  expect(await lastBody()).toBeNull()
})

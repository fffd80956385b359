// A register much thinner than the roll moves no deadline, and what the program would send because of it waits until a person has looked.
import { expect, test } from 'vitest'
import { lookAtSilence } from '../../src/actions/lookAtSilence.ts'
import { runNights } from '../../src/actions/nightly.ts'
import { schoolsSilent } from '../../src/actions/schoolsSilent.ts'
import type { Person } from '../../src/cases/roles.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'

const pupils = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8']
const others = pupils.slice(1)
const nora: Person = { id: 'nora', name: 'Nora Pell', rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: '999001' }] }

async function school(): Promise<Sender> {
  const sender = await connectedSchool('2026-09-14T06:00:00Z')
  await sender.send('calendar.published', {
    academic_year: '2026/27',
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    non_school_days: [],
    replaces: null,
  })
  for (const id of pupils) await sender.send('pupil.upserted', { pupil: { mis_id: id, upn: null, legal_surname: id } })
  return sender
}

/** Both registers of a day, told as whole, with a mark for these pupils alone: p1 is away, the others are here. */
async function day(
  sender: Sender,
  on: string,
  marked: readonly string[],
  sessions: readonly ('AM' | 'PM')[] = ['AM', 'PM'],
) {
  for (const session of sessions) {
    const at = `${on}T${session === 'AM' ? '08' : '12'}:31:00Z`
    sender.house.clock.put(at)
    const presence = session === 'AM' ? '/' : '\\'
    await sender.send('attendance.marks.upserted', {
      marks: marked.map((id) => mark(id, on, session, id === 'p1' ? 'N' : presence, at)),
    })
    const counted = { expected: marked.length, marked: marked.length }
    await sender.send('attendance.session.closed', { date: on, session, ...counted, closed_at: at })
  }
}

const states = async ({ rows }: Sender) =>
  (await rows<{ kind: string; state: string; team: string }>('messages', 'made_at, team'))
    .filter(({ kind, team }) => kind === 'duties-due' && team === 'school:999001')
    .map(({ state }) => state)
const dueDates = async ({ rows }: Sender) =>
  (await rows<{ body: string }>('messages', 'made_at, team')).map(({ body }) =>
    body.match(/due today, [^.]+|since [^.]+/g),
  )

test('a register of 2 on a roll of 8 holds what is due, with the same dates as a full one that leaves the child out', async () => {
  const thin = await school()
  await day(thin, '2026-09-14', pupils)
  await day(thin, '2026-09-15', ['p2', 'p3'])
  const full = await school()
  await day(full, '2026-09-14', pupils)
  await day(full, '2026-09-15', others)
  for (const { house } of [thin, full]) {
    house.clock.put('2026-09-16T00:10:00+01:00')
    await runNights(house)
  }
  expect(await states(thin)).toEqual(['held'])
  expect(await states(full)).toEqual(['waiting'])
  const withoutTheSchool = (await dueDates(thin)).filter((each) => each !== null)
  expect(withoutTheSchool).toEqual((await dueDates(full)).filter((each) => each !== null))
})

test('after a person has looked at it, the next night sends by itself again', async () => {
  const sender = await school()
  await sender.house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('nora', 'Nora Pell', '2026-09-01T00:00:00.000Z')`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
      VALUES ('r1', 'nora', 'safeguarding-lead', '999001', '2026-09-01T00:00:00.000Z', 'nora')`,
  ])
  await day(sender, '2026-09-14', pupils)
  await day(sender, '2026-09-15', ['p2', 'p3'])
  const missing = (await schoolsSilent(sender.house, scopeOfClock)).flatMap((silence) => silence.missing)
  expect(missing).toEqual([
    { on: '2026-09-15', session: 'AM', thin: { marked: 2, onRoll: 8 } },
    { on: '2026-09-15', session: 'PM', thin: { marked: 2, onRoll: 8 } },
  ])
  expect(await lookAtSilence(sender.house, nora, '999001')).toEqual({ accepted: 0 })
  sender.house.clock.put('2026-09-16T00:10:00+01:00')
  await runNights(sender.house)
  expect(await states(sender)).toEqual(['waiting'])
})

test('the full register ends it, whoever was marked first', async () => {
  const sender = await school()
  await day(sender, '2026-09-14', pupils)
  await day(sender, '2026-09-15', ['p2', 'p3'], ['AM'])
  expect(await schoolsSilent(sender.house, scopeOfClock)).toHaveLength(1)
  const at = '2026-09-15T08:45:00Z'
  sender.house.clock.put(at)
  await sender.send('attendance.marks.upserted', {
    marks: pupils.slice(3).map((id) => mark(id, '2026-09-15', 'AM', '/', at)),
  })
  expect(await schoolsSilent(sender.house, scopeOfClock)).toEqual([])
})

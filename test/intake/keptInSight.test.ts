// A child is away: does anything that a system says, or a person joins, put them out of sight?
import { beforeEach, describe, expect, test } from 'vitest'
import { schoolsSilent } from '../../src/actions/schoolsSilent.ts'
import { settleMatch } from '../../src/actions/settleMatch.ts'
import { type Person, scopeOfClock } from '../../src/cases/roles.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

const nora: Person = {
  id: 'nora',
  name: 'Nora Pell',
  rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: '999001' }],
}
const upn = 'B999100126001'
let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-10T06:00:00Z')
  await sender.house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('nora', 'Nora Pell', '2026-09-01T00:00:00.000Z')`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
      VALUES ('r1', 'nora', 'safeguarding-lead', '999001', '2026-09-01T00:00:00.000Z', 'nora')`,
  ])
  await sender.send('calendar.published', {
    academic_year: '2026/27',
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    non_school_days: [],
    replaces: null,
  })
  await known('away', { upn })
  await known('here')
})

const known = (mis_id: string, said: object = {}) =>
  sender.send('pupil.upserted', { pupil: { mis_id, upn: null, legal_surname: mis_id, ...said } })

/** Both registers of a day, whole, with these marks. */
async function day(on: string, marks: readonly (readonly [misId: string, code: string])[]) {
  for (const [session, time] of [
    ['AM', '08:40'],
    ['PM', '12:50'],
  ] as const) {
    const at = `${on}T${time}:00.000Z`
    sender.house.clock.put(at)
    const sent = marks.map(([misId, code]) =>
      mark(misId, on, session, code === '/' && session === 'PM' ? '\\' : code, at),
    )
    await sender.send('attendance.marks.upserted', { marks: sent })
    const counts = { expected: marks.length, marked: marks.length }
    await sender.send('attendance.session.closed', { date: on, session, ...counts, closed_at: at })
  }
}

const absences = async () =>
  (await sender.rows<{ began_on: string; ended_on: string | null }>('cases', 'began_on')).map((row) => [
    row.began_on,
    row.ended_on,
  ])
const idOf = async (misId: string) =>
  (await sender.rows<{ id: string; mis_id: string }>('pupils')).find((row) => row.mis_id === misId)!.id
const join = async (stays: string, goes: string) =>
  settleMatch(sender.house, nora, { what: 'join', stays: await idOf(stays), goes: await idOf(goes) })

describe('a start that is still to come', () => {
  const startsNextYear = () =>
    sender.send('enrolment.started', { pupil: { mis_id: 'away', upn: null }, entry_date: '2027-09-01' })

  test('told of a child who is away ends nothing: registers without a mark are no presence', async () => {
    await day('2026-09-10', [
      ['away', 'N'],
      ['here', '/'],
    ])
    await startsNextYear()
    await day('2026-09-11', [['here', '/']])
    await day('2026-09-14', [['here', '/']])
    expect(await absences()).toEqual([['2026-09-10', null]])
    expect((await sender.rows<{ entered_on: string | null }>('pupils')).map((row) => row.entered_on)).toEqual([
      null,
      null,
    ])
  })

  test('told before the first N neither', async () => {
    await startsNextYear()
    await day('2026-09-10', [
      ['away', 'N'],
      ['here', '/'],
    ])
    await day('2026-09-11', [['here', '/']])
    expect(await absences()).toEqual([['2026-09-10', null]])
  })

  test('told of a leaver of whom nobody knows where, the absence goes on', async () => {
    await day('2026-09-10', [
      ['away', 'N'],
      ['here', '/'],
    ])
    await sender.send('enrolment.ended', { pupil: { mis_id: 'away', upn: null }, leaving_date: '2026-09-10' })
    sender.house.clock.put('2026-09-10T15:00:00.000Z')
    await startsNextYear()
    await day('2026-09-11', [['here', '/']])
    expect(await absences()).toEqual([['2026-09-10', null]])
  })
})

describe('joining two entries of a child who is away', () => {
  beforeEach(() =>
    day('2026-09-10', [
      ['away', 'N'],
      ['here', '/'],
    ]),
  )

  test('does not take over that the school had the second entry leave', async () => {
    await known('twice', { upn })
    await sender.send('enrolment.started', { pupil: { mis_id: 'twice', upn }, entry_date: '2026-09-02' })
    sender.house.clock.put('2026-09-10T15:00:00.000Z')
    const destination = { known: true, name: 'Entered twice' }
    await sender.send('enrolment.ended', { pupil: { mis_id: 'twice', upn }, leaving_date: '2026-09-10', destination })
    expect(await join('away', 'twice')).toEqual({ accepted: 'join' })
    await day('2026-09-11', [['here', '/']])
    expect(await absences()).toEqual([['2026-09-10', null]])
    const row = (await sender.rows<{ mis_id: string; left_on: string | null }>('pupils')).find(
      ({ mis_id }) => mis_id === 'away',
    )
    expect(row!.left_on).toBeNull()
  })

  test('does not take over that the second entry starts next year', async () => {
    const pupil = { mis_id: 'pre', upn, legal_surname: 'pre' }
    await sender.send('enrolment.expected', { pupil, expected_start_date: '2027-09-01' })
    expect(await join('away', 'pre')).toEqual({ accepted: 'join' })
    const row = (await sender.rows<{ mis_id: string; entered_on: string | null }>('pupils')).find(
      ({ mis_id }) => mis_id === 'away',
    )
    expect(row!.entered_on).toBeNull()
    await day('2026-09-11', [['here', '/']])
    expect(await absences()).toEqual([['2026-09-10', null]])
  })
})

test('a child marked N today is on the list though the same delivery is held back for a week that is over', async () => {
  const pupils = Array.from({ length: 40 }, (_, index) => `q${index}`)
  await day(
    '2026-09-10',
    pupils.map((misId) => [misId, '/'] as const),
  )
  sender.house.clock.put('2026-09-14T08:40:00.000Z')
  const now = sender.house.clock.now()
  const rewritten = pupils.slice(0, 35).map((misId) => mark(misId, '2026-09-10', 'AM', 'C', now))
  await sender.send('attendance.marks.upserted', { marks: [...rewritten, mark('q39', '2026-09-14', 'AM', 'N', now)] })
  const states = (await sender.rows<{ state: string }>('deliveries')).map(({ state }) => state)
  expect(states.filter((state) => state === 'parked')).toHaveLength(1)
  expect(await absences()).toEqual([['2026-09-14', null]])
  const codes = (await sender.rows<{ code: string }>('marks')).map(({ code }) => code)
  expect([codes.includes('N'), codes.includes('C')]).toEqual([true, false])
})

test('registers that expect nobody end no silence', async () => {
  for (const [session, at] of [
    ['AM', '2026-09-10T08:40:00.000Z'],
    ['PM', '2026-09-10T12:50:00.000Z'],
  ]) {
    sender.house.clock.put(at!)
    await sender.send('attendance.session.closed', { date: '2026-09-10', session, expected: 0, marked: 0 })
  }
  sender.house.clock.put('2026-09-10T15:00:00.000Z')
  const [silence] = await schoolsSilent(sender.house, scopeOfClock)
  expect(silence!.missing).toEqual([
    { on: '2026-09-10', session: 'AM' },
    { on: '2026-09-10', session: 'PM' },
  ])
})

// The name was deleted here: what brings the child back on roll, and what only repeats what was so before?
import { beforeEach, describe, expect, test } from 'vitest'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { completeRegisters, oakfield } from '../web/pupilHouse.ts'
import { type RemovalHouse, removalHouse, signedByAuthority, signedBySchool } from '../web/removalHouse.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

let house: RemovalHouse
let sender: Sender

// Deleted on Monday 16 November 2026, away since Monday 12 October.
beforeEach(async () => {
  house = await removalHouse()
  await signedBySchool(house)
  await signedByAuthority(house)
  const decided = { as: 'head-teacher', on: '2026-11-16', words: 'Nobody knows where she is.' }
  expect((await house.sign('helen', 'decision', decided)).status).toBe(303)
  sender = await connectedSchool('', house, oakfield)
})

const starts = (entryOn: string) =>
  sender.send('enrolment.started', { pupil: { mis_id: 'p3', upn: null }, entry_date: entryOn })

async function roll() {
  const [row] = await house.database.read(sql<{ entered_on: string | null; left_on: string | null }>`
    SELECT entered_on, left_on FROM pupils WHERE id = 'zsofia'`)
  return row!
}

async function register(on: string, code: string) {
  for (const [session, time] of [
    ['AM', '08:45'],
    ['PM', '13:05'],
  ] as const) {
    house.clock.put(`${on}T${time}:00.000Z`)
    const marks = [mark('p3', on, session, code, house.clock.now())]
    await sender.send('attendance.marks.upserted', { marks })
  }
  house.clock.put(`${on}T16:00:00.000Z`)
}

async function events(after: number): Promise<string[]> {
  const all = await listCaseEvents(house.database, scopeOfClock, ['away'])
  return all.slice(after).map((event) => {
    return 'firstOn' in event.details ? `${event.what} ${event.details.firstOn}` : event.what
  })
}

async function summary(id = 'away') {
  return (await findCase(house.database, scopeOfClock, id))!.summary
}

describe('the MIS repeats the entry from before the deletion', () => {
  test.each(['2026-09-02', '2026-11-16'])(
    'of %s: the child stays off roll, and somebody is asked to look',
    async (on) => {
      const before = (await summary()).version
      house.clock.put('2026-11-16T20:00:00.000Z')
      const posted = await starts(on)
      expect(posted.status).toBe(202)
      expect(await roll()).toEqual({ entered_on: null, left_on: '2026-11-16' })
      expect(await events(before)).toEqual([])
      expect((await summary()).endedBecause).toBe('removed')
      const deliveries = await sender.rows<{ type: string; state: string }>('deliveries')
      expect(deliveries.at(-1)).toMatchObject({ type: 'enrolment.started', state: 'quarantined' })
      expect(await sender.rows('quarantined')).toMatchObject([
        { school_urn: oakfield, type: 'enrolment.started', path: 'data.entry_date' },
      ])
      const attention = await (await house.ask('grace', '/needs-attention')).text()
      expect(attention).toContain('The name was deleted here on 16 November 2026')
      expect(attention).toContain('the pupil with MIS number p3')
      expect(await (await house.ask('ada', '/needs-attention')).text()).not.toContain('Nagy')
    },
  )

  test('after the child came back, the later entry stays', async () => {
    house.clock.put('2026-11-18T08:00:00.000Z')
    await starts('2026-11-18')
    house.clock.put('2026-11-18T20:00:00.000Z')
    await starts('2026-09-02')
    expect(await roll()).toEqual({ entered_on: '2026-11-18', left_on: null })
    await register('2026-11-19', 'N')
    house.clock.put('2026-11-19T20:00:00.000Z')
    await starts('2026-09-02')
    expect(await roll()).toEqual({ entered_on: '2026-11-18', left_on: null })
  })

  test('a deletion that the head took back stands in no way', async () => {
    const { version } = await summary()
    const withdrawn = await house.ask('helen', `/cases/away/entries/${version}/withdrawal`, { reason: 'Too early' })
    expect(withdrawn.status).toBe(303)
    house.clock.put('2026-11-16T20:00:00.000Z')
    await starts('2026-09-02')
    expect(await roll()).toEqual({ entered_on: '2026-09-02', left_on: null })
    expect(await sender.rows('quarantined')).toEqual([])
  })

  test('taken back two days later, whole registers of the days between say nothing of the child, and end nothing', async () => {
    const { version } = await summary()
    await completeRegisters(house, oakfield, ['2026-11-17'])
    house.clock.put('2026-11-17T17:00:00.000Z')
    const withdrawn = await house.ask('helen', `/cases/away/entries/${version}/withdrawal`, { reason: 'Too early' })
    expect(withdrawn.status).toBe(303)
    const between = await house.database.read(sql`SELECT marked_on AS "on", session, code, source FROM marks
      WHERE pupil_id = 'zsofia' AND marked_on > '2026-11-16' ORDER BY 1, 2`)
    expect(between).toEqual([
      { on: '2026-11-17', session: 'AM', code: '-', source: 'no-mark' },
      { on: '2026-11-17', session: 'PM', code: '-', source: 'no-mark' },
    ])
    await register('2026-11-18', 'N')
    expect((await events(version + 1)).filter((event) => event.startsWith('absence'))).toEqual([])
    expect(await summary()).toMatchObject({ beganOn: '2026-10-12', endedOn: null })
  })

  test('a leaver whom the MIS itself put back is on roll again: nobody decided anything here', async () => {
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-11-13' WHERE id = 'tomos'`])
    const misId = (await sender.rows<{ id: string; mis_id: string }>('pupils')).find(({ id }) => id === 'tomos')!.mis_id
    house.clock.put('2026-11-16T20:00:00.000Z')
    await sender.send('enrolment.started', { pupil: { mis_id: misId, upn: null }, entry_date: '2026-09-02' })
    const tomos = (await sender.rows<{ id: string; left_on: string | null }>('pupils')).find(({ id }) => id === 'tomos')
    expect(tomos!.left_on).toBeNull()
  })
})

describe('the child comes back on roll after the deletion', () => {
  beforeEach(async () => {
    house.clock.put('2026-11-18T08:00:00.000Z')
    await starts('2026-11-18')
  })

  test('away again: the same case, from a day on roll, and the deletion is history', async () => {
    const before = (await summary()).version
    await register('2026-11-18', 'N')
    expect(await events(before)).toEqual(['absence-began-again 2026-11-18'])
    expect(await summary()).toMatchObject({ beganOn: '2026-11-18', endedOn: null, endedBecause: null, closedAt: null })
    expect((await summary()).standing.some(({ what }) => what === 'removed')).toBe(false)
    const page = await (await house.ask('dan', '/cases/away')).text()
    expect(page).toContain('School day 1')
    expect(page).not.toContain('The decision and its evidence')
    expect(page).toContain('under ground I, decided as')
  })

  test('the days before the deletion are not counted again, on any list and with any later word about them', async () => {
    await register('2026-11-18', 'N')
    house.clock.put('2026-11-18T16:30:00.000Z')
    const late = [mark('p3', '2026-11-12', 'AM', 'N', '2026-11-18T16:30:00.000Z')]
    await sender.send('attendance.marks.upserted', { marks: late })
    expect((await summary()).beganOn).toBe('2026-11-18')
    expect(await (await house.ask('grace', '/today')).text()).toContain('School day 1')
    const load = await (await house.ask('dan', '/cases')).text()
    expect([load.includes('1 or 2 (1)'), load.includes('20 or more (0)')]).toEqual([true, true])
    const page = await (await house.ask('helen', '/cases/away')).text()
    expect(page).toMatch(/School day\s+1\b/)
    const again = { as: 'head-teacher', on: '2026-11-18', words: 'Again' }
    expect((await house.sign('helen', 'decision', again)).status).toBe(422)
  })

  test('present: no absence begins', async () => {
    const before = (await summary()).version
    await register('2026-11-18', '/')
    expect(await events(before)).toEqual([])
  })
})

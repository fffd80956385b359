// Is each night's work done once, in order, whatever happened meanwhile?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type NightlyStep, nightlySteps, runNights } from '../../src/actions/nightly.ts'
import type { House } from '../../src/house.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

/** A step that writes down for which date it was asked and when. */
function noting(name: string): NightlyStep {
  return {
    name,
    writesFor: async (house, date) => [
      sql`INSERT INTO noted (step, date, at) VALUES (${name}, ${date}, ${house.clock.now()})`,
    ],
  }
}

const one = noting('one')
const other = noting('other')
const layOut = 'CREATE TABLE IF NOT EXISTS noted (number INTEGER PRIMARY KEY, step TEXT, date TEXT, at TEXT) STRICT'

async function houseAt(at: string, path?: string): Promise<TestHouse> {
  const house = await makeHouse(path ? { at, path } : { at })
  house.sqlite.runScript(layOut)
  return house
}

const everyNote = (house: House) =>
  house.database
    .read(sql<{ note: string }>`SELECT date || ' ' || step AS note FROM noted ORDER BY number`)
    .then((rows) => rows.map(({ note }) => note))

const doneUpTo = (house: House) =>
  house.database
    .read(sql<{ value: string }>`SELECT value FROM settings WHERE name = 'nightly-done'`)
    .then((rows) => rows[0]?.value ?? null)

describe('the nightly run', () => {
  test('in a new house does today’s night and none before it', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    await runNights(house, [one, other])
    expect(await everyNote(house)).toEqual(['2026-11-17 one', '2026-11-17 other'])
    expect(await doneUpTo(house)).toBe('2026-11-17')
  })

  test('asked again on the same day is one statement and does nothing', async () => {
    const house = await houseAt('2026-11-17T00:00:10Z')
    await runNights(house, [one])
    house.clock.put('2026-11-17T23:59:50Z')
    house.statements.count = 0
    await runNights(house, [one])
    expect(house.statements.count).toBe(1)
    expect(await everyNote(house)).toEqual(['2026-11-17 one'])
  })

  test('after a week of standing still catches up each night in order', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    await runNights(house, [one, other])
    house.clock.put('2026-11-24T07:00:00Z')
    await runNights(house, [one, other])
    const days = ['17', '18', '19', '20', '21', '22', '23', '24']
    expect(await everyNote(house)).toEqual(days.flatMap((day) => [`2026-11-${day} one`, `2026-11-${day} other`]))
    expect(await doneUpTo(house)).toBe('2026-11-24')
  })

  test('after more than 400 nights does 400 at a time and loses none', async () => {
    const house = await houseAt('2026-01-01T09:00:00Z')
    await runNights(house, [one])
    house.clock.put('2027-02-20T09:00:00Z')
    await runNights(house, [one])
    expect(await doneUpTo(house)).toBe('2027-02-05')
    await runNights(house, [one])
    expect(await doneUpTo(house)).toBe('2027-02-20')
    const notes = await everyNote(house)
    expect([notes.length, new Set(notes).size]).toEqual([416, 416])
  })

  test('does nothing when the clock goes back, and nothing twice when it comes forward again', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    await runNights(house, [one])
    house.clock.put('2026-09-14T08:33:00Z')
    await runNights(house, [one])
    expect(await doneUpTo(house)).toBe('2026-11-17')
    house.clock.put('2026-11-18T00:00:00Z')
    await runNights(house, [one])
    expect(await everyNote(house)).toEqual(['2026-11-17 one', '2026-11-18 one'])
  })

  test.each([
    [
      'go back on 25 October 2026',
      '2026-10-23T12:30:00Z',
      [
        '2026-10-23 2026-10-23T12:30:00.000Z',
        '2026-10-24 2026-10-23T23:00:00.000Z',
        '2026-10-25 2026-10-24T23:00:00.000Z',
        '2026-10-26 2026-10-26T00:00:00.000Z',
        '2026-10-27 2026-10-27T00:00:00.000Z',
      ],
    ],
    [
      'go forward on 28 March 2027',
      '2027-03-26T12:30:00Z',
      [
        '2027-03-26 2027-03-26T12:30:00.000Z',
        '2027-03-27 2027-03-27T00:00:00.000Z',
        '2027-03-28 2027-03-28T00:00:00.000Z',
        '2027-03-29 2027-03-28T23:00:00.000Z',
        '2027-03-30 2027-03-29T23:00:00.000Z',
      ],
    ],
  ])('does each London date once, at London’s midnight, when the clocks %s', async (_, from, expected) => {
    const house = await houseAt(from)
    const last = Date.parse(from) + 90 * 3_600_000
    for (let at = Date.parse(from); at < last; at += 600_000) {
      house.clock.put(new Date(at).toISOString())
      await runNights(house, [one])
    }
    const notes = await house.database.read(
      sql<{ note: string }>`SELECT date || ' ' || at AS note FROM noted ORDER BY number`,
    )
    expect(notes.map(({ note }) => note)).toEqual(expected)
  })
})

describe('two at once', () => {
  test('in one house do nothing twice', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    await runNights(house, [one])
    house.clock.put('2026-11-20T09:47:00Z')
    await Promise.all([runNights(house, [one]), runNights(house, [one]), runNights(house, [one])])
    expect(await everyNote(house)).toEqual(['2026-11-17 one', '2026-11-18 one', '2026-11-19 one', '2026-11-20 one'])
  })

  test('with the day changing while the first runs, the second does the new day', async () => {
    const house = await houseAt('2026-11-17T23:59:59Z')
    const first = runNights(house, [one])
    house.clock.put('2026-11-18T00:00:00Z')
    await Promise.all([first, runNights(house, [one])])
    expect(await doneUpTo(house)).toBe('2026-11-18')
  })

  test('in two processes do nothing twice, and every seal fits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    const path = join(folder, 'test.sqlite')
    const houses = [await houseAt('2026-11-01T09:00:00Z', path), await houseAt('2026-11-01T09:00:00Z', path)]
    const [first, second] = houses as [TestHouse, TestHouse]
    await first.database.commit([
      sql`INSERT INTO schools (urn, name, created_at) VALUES ('100001', 'Beckside Primary', '2026-09-01')`,
    ])
    const steps = [...nightlySteps, one, other]
    await Promise.all([runNights(first, steps), runNights(second, steps)])
    for (const house of houses) house.clock.put('2026-11-20T09:00:00Z')
    await Promise.all([runNights(first, steps), runNights(second, steps)])
    const notes = await everyNote(first)
    expect(notes).toEqual([...notes].sort())
    expect([notes.length, new Set(notes).size]).toEqual([40, 40])
    expect(await first.database.read(sql`SELECT count(*) AS n FROM seals`)).toEqual([{ n: 120 }])
    expect(await first.database.read(sql`SELECT team FROM messages ORDER BY team`)).toEqual([
      { team: 'authority' },
      { team: 'school:100001' },
    ])
    expect((await verifyRecord(first.sqlite, first.keys.audit, () => {})).breaks).toBe(0)
    expect([...first.logged, ...second.logged]).toEqual([])
    for (const { sqlite } of houses) sqlite.close()
    rmSync(folder, { recursive: true })
  })
})

describe('a fault in a step', () => {
  /** Fails on these dates while `isBroken`. */
  function failing(name: string, dates: string[], how: 'before writing' | 'in its writes') {
    const state = { isBroken: true }
    const step: NightlyStep = {
      name,
      async writesFor(house, date) {
        if (!state.isBroken || !dates.includes(date)) return noting(name).writesFor(house, date)
        if (how === 'before writing') throw new Error('out of order')
        return [...(await noting(name).writesFor(house, date)), sql`INSERT INTO nowhere VALUES (1)`]
      },
    }
    return { step, state }
  }

  test.each(['before writing', 'in its writes'] as const)(
    '%s is logged, holds up only that step, and is tried again by the next run',
    async (how) => {
      const house = await houseAt('2026-11-17T09:47:00Z')
      const { step, state } = failing('frail', ['2026-11-19'], how)
      await runNights(house, [step, one])
      house.clock.put('2026-11-20T09:47:00Z')
      await runNights(house, [step, one])
      const notes = await everyNote(house)
      expect(notes).toEqual([
        '2026-11-17 frail',
        '2026-11-17 one',
        '2026-11-18 frail',
        '2026-11-18 one',
        '2026-11-19 one',
        '2026-11-20 one',
      ])
      expect(await doneUpTo(house)).toBe('2026-11-18')
      expect(house.logged).toHaveLength(1)
      expect(house.logged[0]).toContain('"what":"nightly-step-failed"')
      expect(house.logged[0]).toContain('"step":"frail","date":"2026-11-19"')

      await runNights(house, [step, one])
      expect(await everyNote(house)).toEqual(notes)
      expect(house.logged).toHaveLength(2)

      state.isBroken = false
      house.clock.put('2026-11-21T00:00:00Z')
      await runNights(house, [step, one])
      expect((await everyNote(house)).slice(notes.length)).toEqual([
        '2026-11-19 frail',
        '2026-11-20 frail',
        '2026-11-21 frail',
        '2026-11-21 one',
      ])
      expect(await doneUpTo(house)).toBe('2026-11-21')
      expect(house.logged).toHaveLength(2)
    },
  )

  test('in a house’s very first night is made good on a later day', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    const { step, state } = failing('frail', ['2026-11-17'], 'before writing')
    await runNights(house, [step])
    state.isBroken = false
    house.clock.put('2026-11-19T09:47:00Z')
    await runNights(house, [step])
    expect(await everyNote(house)).toEqual(['2026-11-17 frail', '2026-11-18 frail', '2026-11-19 frail'])
  })

  test('of the database itself is logged and nothing is thrown', async () => {
    const house = await houseAt('2026-11-17T09:47:00Z')
    const broken: Database = { ...house.database, read: () => Promise.reject(new Error('disk I/O error')) }
    await runNights({ ...house, database: broken }, [one])
    expect(house.logged).toEqual(['{"what":"nights-not-done","cause":"Error: disk I/O error"}'])
  })

  test.each(['before it was kept', 'after it was kept'])(
    'at any commit, %s, leaves what a run without one leaves',
    async (when) => {
      const steps = [...nightlySteps, one, other]
      const whole = await lastingAfter(steps, () => false, when)
      expect(whole.notes).toHaveLength(8)
      expect(whole.seals).toHaveLength(24)
      for (let at = 1; at <= whole.commits; at += 1) {
        const faulty = await lastingAfter(steps, (commit) => commit === at, when)
        expect({ at, ...faulty, commits: 0 }).toEqual({ at, ...whole, commits: 0 })
      }
      expect(whole.commits).toBeGreaterThan(12)
    },
  )

  /** What is kept of four nights with a fault at some commits, after the next run made it good. */
  async function lastingAfter(steps: readonly NightlyStep[], isFault: (commit: number) => boolean, when: string) {
    const house = await houseAt('2026-11-17T09:47:00Z')
    await house.sqlite.commit([
      sql`INSERT INTO schools (urn, name, created_at) VALUES ('100001', 'Beckside Primary', '2026-09-01')`,
    ])
    let commits = 0
    const database: Database = {
      ...house.database,
      async commit(writes) {
        commits += 1
        const mustFail = isFault(commits)
        if (mustFail && when === 'before it was kept') throw new Error('database or disk is full')
        await house.sqlite.commit(writes)
        if (mustFail) throw new Error('the connection was lost')
      },
    }
    const faulty = { ...house, database }
    await runNights(faulty, steps)
    await runNights(faulty, steps)
    house.clock.put('2026-11-20T09:47:00Z')
    await runNights(faulty, steps)
    await runNights(faulty, steps)
    const rows = (text: string) => house.sqlite.read({ sql: text, parameters: [] })
    const kept = {
      commits,
      done: await doneUpTo(house),
      notes: (await everyNote(house)).sort(),
      seals: await rows('SELECT * FROM seals'),
      messages: await rows('SELECT key, subject FROM messages ORDER BY key'),
    }
    house.sqlite.close()
    return kept
  }
})

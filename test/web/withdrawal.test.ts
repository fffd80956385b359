// An entry is taken back: by its own side, with a reason, once; it stays in the record.
import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, listCaseEvents } from '../../src/storage/caseStore.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { writesOfMessages } from '../../src/storage/messageStore.ts'
import { happened, oakfield, type PupilHouse, pupilHouse, withContacts } from './pupilHouse.ts'

const day9 = '2026-10-22T09:00:00.000Z'
const earlier = '2026-10-13T09:00:00.000Z'
const began: CaseHappening = { what: 'absence-began', details: { firstOn: '2026-10-12' } }
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'Worried', schoolDay: 2 } }
const told = (messageId: string | null, words = 'Left a message'): CaseHappening => ({
  what: 'told',
  details: { whom: 'cme-officer', on: '2026-10-13', who: 'Dan Hale', how: 'by telephone', words, messageId },
})
const removed: CaseHappening = {
  what: 'name-removed',
  details: { ground: 'I', on: '2026-10-22', statement: '', role: '', conditions: [], returnMessageId: 'return' },
}
const reason = { reason: 'It was the other child' }

let house: PupilHouse

beforeEach(async () => {
  house = await pupilHouse({ at: day9 })
  await happened(house, 'away', 'zsofia', [began, opened], { at: earlier, by: 'ruth' })
})

async function record(): Promise<string[]> {
  const events = await listCaseEvents(house.database, scopeOfClock, ['away'])
  return events.map(({ what, by }) => `${what} ${by}`)
}

async function summary() {
  return (await findCase(house.database, scopeOfClock, 'away'))!.summary
}

function message(id: string, state: 'waiting' | 'held') {
  return {
    id,
    key: id,
    madeAt: day9,
    kind: 'cme-officer-told',
    team: 'authority',
    schoolUrn: oakfield,
    caseId: 'away',
    subject: 'A child is away',
    body: 'A child is away.',
    state,
    because: state === 'held' ? 'A register is missing.' : null,
  } as const
}

async function states(database: Database = house.database): Promise<string[]> {
  const rows = await database.read(sql<{ id: string; state: string; because: string | null }>`
    SELECT id, state, because FROM messages ORDER BY id`)
  return rows.map(({ id, state, because }) => [id, state, because].filter(Boolean).join(' '))
}

describe('the page', () => {
  test('shows the entry, who wrote it and when, and asks why', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const answer = await house.ask('grace', '/cases/away/entries/3/withdrawal')
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).toContain('<title>Withdraw an entry')
    expect(page).toMatch(/Grace Osei wrote down .*13 Oct/)
    expect(page).toContain('Dan Hale')
    expect(page).toContain('Left a message')
    expect(page).toContain('Why is it withdrawn?')
    expect(page).toContain('The entry stays in the record, struck through')
  })

  test('hides from the officer what names somebody restricted', async () => {
    await withContacts(house)
    await happened(house, 'away', 'zsofia', [told(null, 'Gábor Nagy rang')], { at: earlier })
    expect(await (await house.ask('grace', '/cases/away/entries/3/withdrawal')).text()).not.toContain('Gábor')
    expect(await (await house.ask('ruth', '/cases/away/entries/3/withdrawal')).text()).toContain('Gábor Nagy rang')
  })

  test('is not there for the other side, other schools, entries that stay and entries that are not there', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const asked = async (who: string, version: string) =>
      (await house.ask(who, `/cases/away/entries/${version}/withdrawal`)).status
    expect(await asked('grace', '3')).toBe(200)
    for (const who of ['dan', 'helen', 'tom', 'ada']) expect([who, await asked(who, '3')]).toEqual([who, 404])
    for (const version of ['1', '4', '99', '3x', '-1', '03'])
      expect([version, await asked('grace', version)]).toEqual([version, 404])
    expect(await asked('grace', '2')).toBe(404)
    // What was told of it stands: first that is taken back.
    expect(await asked('ruth', '2')).toBe(409)
    expect((await house.ask('grace', '/cases/away/entries/3/withdrawal', reason)).status).toBe(303)
    expect(await asked('ruth', '2')).toBe(200)
  })

  test('costs the same whatever the case holds', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const counted = async () => {
      const before = house.statements.count
      await house.ask('grace', '/cases/away/entries/3/withdrawal')
      return house.statements.count - before
    }
    const few = await counted()
    await happened(
      house,
      'away',
      'zsofia',
      Array.from({ length: 100 }, () => told(null)),
      { at: earlier },
    )
    expect([few, await counted()]).toEqual([9, 9])
  })
})

describe('taking back', () => {
  test('writes who and why, and the entry stays', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const answer = await house.ask('grace', '/cases/away/entries/3/withdrawal', reason)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/away?saved=withdrawn'])
    expect(await record()).toEqual(['absence-began ruth', 'case-opened ruth', 'told grace', 'entry-withdrawn grace'])
    expect((await summary()).standing.map(({ what }) => what)).toEqual(['opened'])
    const page = await (await house.ask('grace', '/cases/away')).text()
    expect(page).toContain('It was the other child')
    expect(page).toContain('Left a message')
  })

  test('needs a reason, and keeps what was typed of it', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const answer = await house.ask('grace', '/cases/away/entries/3/withdrawal', { reason: '  ' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Say why the entry is withdrawn')
    const long = await house.ask('grace', '/cases/away/entries/3/withdrawal', { reason: 'x'.repeat(2001) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('x'.repeat(2001))
    expect((await record()).length).toBe(3)
  })

  test('pressed twice is done once; a minute later it says that it is done', async () => {
    await happened(house, 'away', 'zsofia', [told(null)], { at: earlier })
    const both = await Promise.all([
      house.ask('grace', '/cases/away/entries/3/withdrawal', reason),
      house.ask('grace', '/cases/away/entries/3/withdrawal', reason),
    ])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await record()).filter((line) => line.startsWith('entry-withdrawn'))).toHaveLength(1)
    house.clock.put('2026-10-22T09:02:00.000Z')
    const late = await house.ask('ruth', '/cases/away/entries/3/withdrawal', reason)
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('was withdrawn already')
  })

  test('the opening: the authority no longer sees the case', async () => {
    expect((await house.ask('dan', '/cases/away')).status).toBe(200)
    expect((await house.ask('ruth', '/cases/away/entries/2/withdrawal', reason)).status).toBe(303)
    expect((await house.ask('dan', '/cases/away')).status).toBe(404)
    expect((await house.ask('ruth', '/cases/away')).status).toBe(200)
  })

  test('the opening stays while the CME officer is told of it: no message goes out to a case that is not there', async () => {
    await house.database.commit(writesOfMessages([message('waits', 'waiting')]))
    await happened(house, 'away', 'zsofia', [told('waits')], { at: earlier, by: 'ruth' })
    const early = await house.ask('ruth', '/cases/away/entries/2/withdrawal', reason)
    expect(early.status).toBe(409)
    expect(await early.text()).toContain('withdraw that entry first')
    expect((await house.ask('dan', '/cases/away')).status).toBe(200)
    expect((await house.ask('ruth', '/cases/away/entries/3/withdrawal', reason)).status).toBe(303)
    expect((await house.ask('ruth', '/cases/away/entries/2/withdrawal', reason)).status).toBe(303)
    expect(await states()).toEqual(['waits withdrawn The entry that it came from was withdrawn.'])
    expect((await summary()).standing).toEqual([])
    expect((await house.ask('dan', '/cases/away')).status).toBe(404)
  })

  test('the opening stays once the authority has it in hand, and the page says so', async () => {
    const allocated: CaseHappening = { what: 'case-allocated', details: { personId: 'dan', personName: 'Dan Hale' } }
    await happened(house, 'away', 'zsofia', [allocated], { at: earlier, by: 'dan' })
    for (const form of [undefined, reason]) {
      const answer = await house.ask('ruth', '/cases/away/entries/2/withdrawal', form)
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('It stays open.')
    }
    expect((await summary()).openedAt).toBe(earlier)
  })

  test('a message that waits or is held is not sent; one that was sent stays sent', async () => {
    await house.database.commit(
      writesOfMessages([message('held', 'held'), message('sent', 'waiting'), message('waits', 'waiting')]),
    )
    await house.database.commit([sql`UPDATE messages SET state = 'sent', sent_at = ${day9} WHERE id = 'sent'`])
    await happened(house, 'away', 'zsofia', [told('held'), told('sent'), told('waits')], { at: earlier })
    for (const version of [3, 4, 5]) {
      expect((await house.ask('grace', `/cases/away/entries/${version}/withdrawal`, reason)).status).toBe(303)
    }
    expect(await states()).toEqual([
      'held withdrawn The entry that it came from was withdrawn.',
      'sent sent',
      'waits withdrawn The entry that it came from was withdrawn.',
    ])
  })

  test('risk answers, by the lead and nobody else who sees the case', async () => {
    const risk: CaseHappening = {
      what: 'risk-answered',
      details: {
        on: '2026-10-13',
        answers: {},
        level: 'high',
        decision: 'enquire',
        reason: 'Afraid of home',
        known: [],
        shown: [],
      },
    }
    await happened(house, 'away', 'zsofia', [risk], { at: earlier, by: 'ruth' })
    for (const who of ['grace', 'dan', 'helen']) {
      expect([who, (await house.ask(who, '/cases/away/entries/3/withdrawal', reason)).status]).toEqual([who, 404])
    }
    expect((await house.ask('ruth', '/cases/away/entries/3/withdrawal', reason)).status).toBe(303)
    expect(await summary()).toMatchObject({ openedAt: earlier })
    expect((await summary()).standing.map(({ what }) => what)).toEqual(['opened'])
  })
})

describe('a deletion', () => {
  async function leftOn(): Promise<string | null> {
    const [row] = await house.database.read(
      sql<{ left_on: string | null }>`SELECT left_on FROM pupils WHERE id = 'zsofia'`,
    )
    return row!.left_on
  }

  beforeEach(async () => {
    await house.database.commit([
      ...writesOfMessages([message('return', 'waiting')]),
      sql`UPDATE pupils SET left_on = '2026-10-22' WHERE id = 'zsofia'`,
    ])
    await happened(house, 'away', 'zsofia', [removed], { at: day9, by: 'helen' })
  })

  test('is taken back by the head alone: the name is on roll again and the return is not sent', async () => {
    for (const who of ['ruth', 'grace', 'dan']) {
      expect([who, (await house.ask(who, '/cases/away/entries/3/withdrawal', reason)).status]).toEqual([who, 404])
    }
    expect(await leftOn()).toBe('2026-10-22')
    expect(await (await house.ask('helen', '/cases/away/entries/3/withdrawal')).text()).toContain(
      'put the name back in your MIS',
    )
    expect((await house.ask('helen', '/cases/away/entries/3/withdrawal', reason)).status).toBe(303)
    expect(await leftOn()).toBeNull()
    expect(await summary()).toMatchObject({ endedOn: null, endedBecause: null })
    expect(await states()).toEqual(['return withdrawn The entry that it came from was withdrawn.'])
  })

  test('leaves another day of leaving, which the MIS has sent since, as it is', async () => {
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-19' WHERE id = 'zsofia'`])
    expect((await house.ask('helen', '/cases/away/entries/3/withdrawal', reason)).status).toBe(303)
    expect(await leftOn()).toBe('2026-10-19')
  })
})

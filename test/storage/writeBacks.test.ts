// Codes sent to a MIS, on both engines: kept for good, one at a time a session, moved on by one process only, and found when due.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopeOfClock, scopeOfSource } from '../../src/cases/roles.ts'
import type { WriteBackAsked } from '../../src/cases/writeBack.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { findConnection, writeOfCodesSent } from '../../src/storage/connectionPageStore.ts'
import { writeOfConnectionChange, writesOfConnection } from '../../src/storage/connectionStore.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import {
  findSending,
  listMarksToSend,
  writeBacksDue,
  writeOfAsked,
  writeOfMoved,
} from '../../src/storage/writeBackStore.ts'
import { listCodesOutlived, writeOfReasonsUndone } from '../../src/storage/writeBackUndone.ts'
import { engines, type OpenEngine } from '../support/engines.ts'

const now = '2026-09-14T08:20:00.000Z'
const later = '2026-09-14T08:25:00.000Z'
const asked: Omit<WriteBackAsked, 'askedBefore'> = {
  ...{ connectionId: 'c1', schoolUrn: '999001', pupilId: 'amina', on: '2026-09-14', session: 'AM' },
  ...{ fromCode: 'N', fromStamp: 's1', toCode: 'I', reason: 'Illness', reasonEntry: 'of-amina.2' },
}
const by = { at: now, by: 'grace' }

describe.each(engines)('codes sent on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database

  beforeEach(async () => {
    engine = await open()
    database = engine.database
    const connect = (id: string, urn: string, vendor: string) =>
      writesOfConnection(
        { id, endpoint: `e-${id}`, schoolUrn: urn, secretCurrent: 'locked', secretPrevious: null },
        { schoolName: urn, vendor, at: now, token: 'token', settings: { domain: 'api.wonde.com' } },
      )
    await database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', ${now})`,
      ...connect('c1', '999001', 'wonde'),
      ...connect('c2', '999002', 'generic'),
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('amina', '999001', 'A1', '2026-09-02'), ('ben', '999002', 'B1', '2026-09-02')`,
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by) VALUES
        ('amina', '2026-09-14', 'AM', '999001', 'N', 'mis', 's1', 't', ${now}, 'mis'), ('amina', '2026-09-10', 'AM', '999001', 'N', 'mis', 's0', 't', ${now}, 'mis'),
        ('amina', '2026-09-14', 'PM', '999001', 'N', 'hand', 's1', 't', ${now}, 'grace'), ('ben', '2026-09-14', 'AM', '999002', 'N', 'mis', 's1', 't', ${now}, 'mis')`,
      sql`INSERT INTO cases (id, pupil_id, school_urn, began_on, version, last_hash, changed_at) VALUES
        ('of-amina', 'amina', '999001', '2026-09-14', 1, 'h', ${now}), ('of-ben', 'ben', '999002', '2026-09-14', 1, 'h', ${now})`,
    ])
  })
  afterEach(() => engine.close())

  const clashIn = async (...writes: Parameters<Database['commit']>[0]) =>
    clashOf(
      await database.commit(writes).then(
        () => null,
        (cause: unknown) => cause,
      ),
    )
  const states = () => database.read(sql<object>`SELECT id, state, tries, vendor_ref FROM write_backs ORDER BY id`)
  const due = async (at = now) => (await writeBacksDue(database, at, 10)).map(({ id, state }) => `${id} ${state}`)
  const fresh = { id: 'w1', tries: 0, state: 'pending' } as const

  test('the marks that can be sent are the MIS’s own, of the absence, at a school that sends codes', async () => {
    expect(await listMarksToSend(database, scopeOfClock)).toEqual([])
    await database.commit([writeOfCodesSent('c1', 'M,I')])
    const mark = {
      ...{ connectionId: 'c1', schoolUrn: '999001', pupilId: 'amina', caseId: 'of-amina' },
      ...{ on: '2026-09-14', session: 'AM', stamp: 's1', codes: ['M', 'I'], askedBefore: 0, sent: null },
    }
    expect(await listMarksToSend(database, scopeOfClock)).toEqual([mark])
    expect(await listMarksToSend(database, scopeOfSource('999002'))).toEqual([])
    expect(await listMarksToSend(database, scopeOfClock, 'ben')).toEqual([])
    await database.commit([writeOfAsked('w1', asked, by), writeOfCodesSent('c1', null)])
    const sent = { state: 'pending', code: 'I', because: null }
    expect(await listMarksToSend(database, scopeOfClock)).toEqual([{ ...mark, codes: [], askedBefore: 1, sent }])
    await database.commit([sql`UPDATE marks SET stamp = 's2' WHERE pupil_id = 'amina'`])
    expect(await listMarksToSend(database, scopeOfClock)).toMatchObject([{ stamp: 's2', sent }])
    await database.commit([writeOfMoved(fresh, { state: 'failed', because: 'No.', endedAt: now })])
    expect(await listMarksToSend(database, scopeOfClock)).toEqual([])
    await database.commit([writeOfCodesSent('c1', 'I'), sql`UPDATE connections SET token = NULL WHERE id = 'c1'`])
    expect(await listMarksToSend(database, scopeOfClock)).toMatchObject([{ codes: [], sent: null }])
  })

  test('one that failed may be asked for again: the newest is told, and how often it was tried', async () => {
    await database.commit([writeOfCodesSent('c1', 'I'), writeOfAsked('w2', asked, by)])
    await database.commit([writeOfMoved({ ...fresh, id: 'w2' }, { state: 'failed', because: 'No.', endedAt: now })])
    await database.commit([writeOfAsked('w1', asked, by)])
    const told = async () =>
      (await listMarksToSend(database, scopeOfClock)).map(({ sent, askedBefore }) => [sent?.state, askedBefore])
    expect(await told()).toEqual([['pending', 2]])
    await database.commit([writeOfMoved(fresh, { state: 'failed', because: 'Again no.', endedAt: now })])
    expect((await listMarksToSend(database, scopeOfClock))[0]!.sent!.because).toBe('Again no.')
  })

  test('a reason undone: what waits is withdrawn with why, what was sent is told of until the mark is another or a reason stands', async () => {
    const at = (on: string) => ({ ...asked, on })
    await database.commit([
      writeOfAsked('w1', asked, by),
      writeOfAsked('w2', at('2026-09-10'), by),
      writeOfAsked('w3', { ...at('2026-09-11'), reasonEntry: 'of-amina.9' }, by),
      writeOfMoved({ ...fresh, id: 'w2' }, { state: 'sending', sentAt: now, nextTryAt: later }),
      writeOfReasonsUndone(['of-amina.2', 'of-ben.2'], 'Undone.', later),
    ])
    const kept = () =>
      database.read(
        sql<object>`SELECT id, state, because, ended_at, reason_undone_at AS undone FROM write_backs ORDER BY id`,
      )
    expect(await kept()).toEqual([
      { id: 'w1', state: 'withdrawn', because: 'Undone.', ended_at: later, undone: later },
      { id: 'w2', state: 'sending', because: null, ended_at: null, undone: later },
      { id: 'w3', state: 'pending', because: null, ended_at: null, undone: null },
    ])
    const told = async (scope = scopeOfClock) =>
      (await listCodesOutlived(database, scope)).map(({ pupil, on, session, code, isThere }) => [
        ...[pupil.id, on, session, code, isThere],
      ])
    expect(await told()).toEqual([['amina', '2026-09-10', 'AM', 'I', false]])
    expect(await told(scopeOfSource('999002') as never)).toEqual([])
    const two = { id: 'w2', tries: 1, state: 'sending' } as const
    await database.commit([writeOfMoved(two, { state: 'accepted' })])
    expect(await told()).toEqual([['amina', '2026-09-10', 'AM', 'I', true]])
    await database.commit([sql`UPDATE marks SET code = 'I' WHERE marked_on = '2026-09-10'`])
    expect(await told()).toEqual([['amina', '2026-09-10', 'AM', 'I', true]])
    await database.commit([sql`UPDATE cases SET explained_on = '2026-09-14', explained_by = 3 WHERE id = 'of-amina'`])
    expect(await told()).toEqual([])
    await database.commit([
      sql`UPDATE cases SET explained_on = NULL, explained_by = NULL WHERE id = 'of-amina'`,
      sql`UPDATE marks SET code = 'O' WHERE marked_on = '2026-09-10'`,
    ])
    expect(await told()).toEqual([])
  })

  test('of one that ended only that its reason was undone may still be noted, once; one withdrawn is not moved by whoever was about to send it', async () => {
    await database.commit([writeOfAsked('w1', asked, by), writeOfMoved(fresh, { state: 'accepted', endedAt: now })])
    await database.commit([writeOfReasonsUndone(['of-amina.2'], 'Undone.', later)])
    expect(await database.read(sql`SELECT state, ended_at, reason_undone_at FROM write_backs`)).toEqual([
      { state: 'accepted', ended_at: now, reason_undone_at: later },
    ])
    for (const set of [
      `reason_undone_at = 'x'`,
      'reason_undone_at = NULL',
      `ended_at = 'x'`,
      'tries = 0',
      `state = 'failed'`,
    ])
      expect([set, (await clashIn({ sql: `UPDATE write_backs SET ${set}`, parameters: [] }))?.kind]).toEqual([
        set,
        'append-only',
      ])
    const evening = { ...asked, session: 'PM' } as const
    await database.commit([writeOfAsked('w2', evening, by), writeOfReasonsUndone(['of-amina.2'], 'Undone.', later)])
    const claim = writeOfMoved({ ...fresh, id: 'w2' }, { state: 'sending', sentAt: now, nextTryAt: later })
    expect((await clashIn(claim))?.kind).toBe('append-only')
    expect(await due()).toEqual([])
  })

  test('the codes stand beside what else is known of the connection', async () => {
    await database.commit([writeOfCodesSent('c1', 'M,I')])
    expect((await findConnection(database, scopeOfClock, 'c1'))!.settings).toEqual({
      domain: 'api.wonde.com',
      write_back: 'M,I',
    })
    await database.commit([writeOfCodesSent('c1', null)])
    expect((await findConnection(database, scopeOfClock, 'c1'))!.settings).toEqual({ domain: 'api.wonde.com' })
    await database.commit([
      writeOfConnectionChange('c1', 2, { what: 'codes-sent-set', detail: 'M,I' }, { at: now, by: 'grace' }),
    ])
  })

  test('asked once; of one session one is on its way at a time', async () => {
    await database.commit([writeOfAsked('w1', asked, by)])
    expect(await clashIn(writeOfAsked('w1', asked, by))).toEqual({ kind: 'already-there', columns: 'write_backs.id' })
    const taken = { kind: 'already-there', columns: 'write_backs.pupil_id, write_backs.marked_on, write_backs.session' }
    expect(await clashIn(writeOfAsked('w2', { ...asked, toCode: 'M' }, by))).toEqual(taken)
    await database.commit([writeOfAsked('w3', { ...asked, session: 'PM' }, by)])
    await database.commit([writeOfMoved(fresh, { state: 'failed', because: 'No.', endedAt: now })])
    await database.commit([writeOfAsked('w2', { ...asked, toCode: 'M' }, by)])
    expect(await clashIn(writeOfAsked('w4', { ...asked, on: '2026-09-15', toCode: 'N' }, by))).toMatchObject({
      kind: 'broken-rule',
    })
  })

  test('no statement changes or deletes what was asked, or what has ended', async () => {
    await database.commit([writeOfAsked('w1', asked, by)])
    const kept = await database.read(sql`SELECT * FROM write_backs`)
    for (const write of [
      sql`DELETE FROM write_backs`,
      sql`UPDATE write_backs SET to_code = 'M'`,
      sql`UPDATE write_backs SET from_code = 'O'`,
      sql`UPDATE write_backs SET asked_by = 'tom'`,
      sql`UPDATE write_backs SET asked_at = 'x'`,
      sql`UPDATE write_backs SET reason = 'x'`,
      sql`UPDATE write_backs SET pupil_id = 'ben'`,
      sql`UPDATE write_backs SET marked_on = '2026-09-15'`,
      sql`INSERT OR REPLACE INTO write_backs SELECT * FROM write_backs`,
    ])
      expect(await clashIn(write), write.sql).not.toBeNull()
    expect(await database.read(sql`SELECT * FROM write_backs`)).toEqual(kept)
    await database.commit([writeOfMoved(fresh, { state: 'accepted' })])
    const taken = { id: 'w1', tries: 1, state: 'accepted' } as const
    expect(await clashIn(writeOfMoved(taken, { state: 'pending' }))).toEqual({ kind: 'append-only' })
    await database.commit([writeOfMoved(taken, { state: 'accepted', endedAt: now })])
    expect(await clashIn(sql`UPDATE write_backs SET ended_at = NULL`)).toEqual({ kind: 'append-only' })
  })

  test('of two processes that move one on, the second fails', async () => {
    await database.commit([writeOfAsked('w1', asked, by)])
    await database.commit([writeOfMoved(fresh, { state: 'sending', sentAt: now, nextTryAt: later })])
    const overtaken = { kind: 'broken-rule', rule: 'write_backs.state' }
    expect(await clashIn(writeOfMoved(fresh, { state: 'sending', sentAt: now }))).toEqual(overtaken)
    const sending = { id: 'w1', tries: 1, state: 'sending' } as const
    await database.commit([writeOfMoved(sending, { state: 'sending', vendorRef: 'wb-1', nextTryAt: later })])
    expect(await states()).toEqual([{ id: 'w1', state: 'sending', tries: 2, vendor_ref: 'wb-1' }])
  })

  test('due is what is to be sent, what is to be asked after, and what the mark has ended', async () => {
    await database.commit([writeOfAsked('w1', asked, by)])
    expect((await writeBacksDue(database, now, 10))[0]).toEqual({
      ...asked,
      reasonUndoneAt: null,
      ...{
        id: 'w1',
        state: 'pending',
        vendorRef: null,
        sentAt: null,
        tries: 0,
        askedAt: now,
        askedByName: 'Grace Osei',
      },
      ...{ standing: 'N', misId: 'A1', token: 'token', settings: { domain: 'api.wonde.com' } },
    })
    await database.commit([writeOfMoved(fresh, { state: 'sending', sentAt: now, nextTryAt: later })])
    expect([await due(), await due(later)]).toEqual([[], ['w1 sending']])
    await database.commit([writeOfMoved({ id: 'w1', tries: 1, state: 'sending' }, { state: 'accepted' })])
    expect(await due(later)).toEqual([])
    await database.commit([sql`UPDATE marks SET code = 'I' WHERE pupil_id = 'amina'`])
    expect(await due(later)).toEqual(['w1 accepted'])
    await database.commit([sql`DELETE FROM marks WHERE pupil_id = 'amina'`])
    expect((await writeBacksDue(database, later, 10))[0]!.standing).toBeNull()
    await database.commit([sql`UPDATE connections SET ended_at = ${now}`])
    expect((await writeBacksDue(database, later, 10))[0]!.token).toBeNull()
    await database.commit([
      writeOfMoved({ id: 'w1', tries: 2, state: 'accepted' }, { state: 'accepted', endedAt: later }),
    ])
    expect(await due(later)).toEqual([])
  })

  test('a connection says how many wait, and what needs a person', async () => {
    await database.commit([writeOfAsked('w1', asked, by)])
    expect(await findSending(database, scopeOfClock, 'c1')).toEqual({ waiting: 1, problem: null })
    const failed = { state: 'failed', because: 'Refused.', needsPerson: true, endedAt: now } as const
    await database.commit([writeOfMoved(fresh, failed)])
    expect(await findSending(database, scopeOfClock, 'c1')).toEqual({ waiting: 0, problem: 'Refused.' })
    expect(await findSending(database, scopeOfSource('999002'), 'c1')).toEqual({ waiting: 0, problem: null })
    await database.commit([writeOfAsked('w2', { ...asked, toCode: 'M' }, { ...by, at: later })])
    await database.commit([writeOfMoved({ ...fresh, id: 'w2' }, { state: 'accepted' })])
    expect(await findSending(database, scopeOfClock, 'c1')).toEqual({ waiting: 0, problem: null })
  })
})

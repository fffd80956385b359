// Is each message told once, to the right people, and is what became of it written down? The same on every engine.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listTeamAddresses, writesOfAddresses } from '../../src/storage/addressStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import {
  findMessage,
  findMessageCounts,
  listMessages,
  listMessagesNotSent,
  type NewMessage,
  writeOfRelease,
  writesOfMessages,
} from '../../src/storage/messageStore.ts'
import {
  absenceStillRuns,
  nextMessageDue,
  writeOfNote,
  writesOfClaim,
  writesOfTryEnd,
} from '../../src/storage/messagesToSend.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

const at = '2026-11-05T09:00:00.000Z'
const later = '2026-11-05T09:30:00.000Z'
const alone = { sending: two.nowhere, cases: two.everySchool }
const all = { ...alone, states: [], limit: 50, offset: 0 }
const now = {
  failedBefore: ['2026-11-05T09:29:00.000Z', '2026-11-05T09:20:00.000Z'],
  stuckBefore: '2026-11-05T09:20:00.000Z',
  canSend: true,
  noteWhenNothingCanBeSent: 'Nothing can be sent',
}

function message(id: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    id,
    key: `key-${id}`,
    madeAt: at,
    kind: 'told-education-welfare',
    team: 'education-welfare',
    schoolUrn: two.beckside,
    caseId: 'case-ada',
    subject: `Subject of ${id}`,
    body: `Body of ${id}`,
    state: 'waiting',
    because: null,
    ...change,
  }
}

describe.each(engines)('messages on $name', (engine) => {
  let open: OpenEngine
  const kept = (...messages: NewMessage[]) => open.database.commit(writesOfMessages(messages))
  const addressed = (email: string) =>
    open.database.commit(writesOfAddresses([{ team: 'education-welfare', email }], at, 'wendy'))
  const stateOf = async (id: string) => (await findMessage(open.database, two.everySchool, id, alone))!
  const due = async (change = {}) => (await nextMessageDue(open.database, null, { ...now, ...change }))!
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  test('any number of messages is one statement, none is no statement', () => {
    expect(writesOfMessages([])).toEqual([])
    expect(writesOfMessages([message('a'), message('b'), message('c')])).toHaveLength(1)
  })

  test('the same key is told once, whatever else is in the commit', async () => {
    await kept(message('a'), message('b', { key: 'key-a' }))
    await kept(message('c', { key: 'key-a' }), message('d'))
    const ids = (await listMessages(open.database, two.everySchool, all)).map(({ id }) => id)
    expect(ids).toEqual(['d', 'a'])
  })

  test('text comes back as it was given, quotes, line ends and other letters too', async () => {
    const body = 'First line\r\n"Quoted" {"a": 1} \\ é 😟 <b>\nlast'
    await kept(message('a', { body, subject: "O'Brien; DROP TABLE messages" }))
    expect(await stateOf('a')).toMatchObject({ body, subject: "O'Brien; DROP TABLE messages", attempts: [] })
  })

  test('a message for nobody we know is refused whole', async () => {
    for (const team of ['parents', 'school:1', 'school:12345x', '']) {
      await expect(kept(message('a', { team: team as 'authority' }))).rejects.toThrow('CHECK')
    }
    await expect(kept(message('a', { schoolUrn: '999999' }))).rejects.toThrow('FOREIGN KEY')
    await expect(kept(message('a', { caseId: 'none' }))).rejects.toThrow('FOREIGN KEY')
    await expect(kept(message('a', { state: 'held', because: null }))).rejects.toThrow('CHECK')
  })

  test('the newest is first, a page at a time, within the scope and the states asked for', async () => {
    await kept(
      message('a'),
      message('b', { madeAt: later }),
      message('c', { madeAt: later, schoolUrn: two.highfield, caseId: null }),
      message('d', { schoolUrn: null, caseId: null, team: 'authority' }),
      message('e', { state: 'held', because: 'Why' }),
    )
    const ids = async (scope: Parameters<typeof listMessages>[1], part = {}) =>
      (await listMessages(open.database, scope, { ...all, ...part })).map(({ id }) => id)
    expect(await ids(two.everySchool)).toEqual(['c', 'b', 'e', 'd', 'a'])
    expect(await ids(two.everySchool, { limit: 2, offset: 1 })).toEqual(['b', 'e'])
    expect(await ids(two.atBeckside)).toEqual(['b', 'e', 'a'])
    expect(await ids(two.atHighfield)).toEqual(['c'])
    expect(await ids(two.nowhere)).toEqual([])
    expect(await ids(two.everySchool, { states: ['held', 'sent'] })).toEqual(['e'])
    expect(await findMessageCounts(open.database, two.everySchool, alone)).toEqual({ waiting: 4, held: 1 })
    expect(await findMessageCounts(open.database, two.atHighfield, alone)).toEqual({ waiting: 1 })
    expect(await findMessage(open.database, two.atHighfield, 'a', alone)).toBe(null)
    const sent = { ...alone, sending: two.everySchool }
    expect(await findMessage(open.database, two.atHighfield, 'a', sent)).toMatchObject({
      subject: null,
      body: null,
      caseId: null,
      team: 'education-welfare',
      state: 'waiting',
    })
    expect(await ids(two.nowhere, sent)).toEqual(['c', 'b', 'e', 'd', 'a'])
    expect(await findMessage(open.database, two.atBeckside, 'd', alone)).toBe(null)
    expect(await findMessage(open.database, two.atBeckside, 'a', alone)).toMatchObject({ id: 'a', caseId: 'case-ada' })
  })

  test('a message with an address is due at once; without one, until it is noted that there is none', async () => {
    await kept(message('a'))
    expect(await due()).toMatchObject({ id: 'a', address: null, state: 'waiting', tries: 0 })
    await open.database.commit([writeOfNote(await due(), 'waiting', 'No address')])
    expect(await due()).toBe(null)
    await addressed('welfare@northmoor.example')
    expect(await due()).toMatchObject({ id: 'a', address: 'welfare@northmoor.example' })
    expect(await due({ canSend: false })).toBe(null)
  })

  test('the next is the next: none comes twice in one go', async () => {
    await kept(message('b'), message('a'), message('c', { madeAt: later }))
    const seen: string[] = []
    let last: Awaited<ReturnType<typeof nextMessageDue>> = null
    do {
      last = await nextMessageDue(open.database, last, now)
      if (last) seen.push(last.id)
    } while (last)
    expect(seen).toEqual(['a', 'b', 'c'])
  })

  test('of two who claim a message the second fails whole', async () => {
    await kept(message('a'))
    const [mine, theirs] = [await due(), await due()]
    const outcomes = await Promise.allSettled([
      open.database.commit(writesOfClaim(mine, 'x@northmoor.example', at)),
      open.database.commit(writesOfClaim(theirs, 'y@northmoor.example', at)),
    ])
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(clashOf(refused[0]!.reason)).toEqual({ kind: 'broken-rule', rule: 'messages.state' })
    expect(await stateOf('a')).toMatchObject({ state: 'sending', tries: 1, attempts: [{ answer: null }] })
    expect(await due()).toMatchObject({ id: 'a', state: 'sending' })
    expect(await due({ stuckBefore: '2026-11-05T08:59:59.999Z' })).toBe(null)
  })

  test('a try that ends after another one began changes nothing but its own line', async () => {
    await kept(message('a'))
    const first = await due()
    await open.database.commit(writesOfClaim(first, 'x@northmoor.example', at))
    const second = await due()
    await open.database.commit(writesOfClaim(second, 'x@northmoor.example', later))
    await open.database.commit(writesOfTryEnd(first, { state: 'failed', because: 'Too late' }, later))
    expect(await stateOf('a')).toMatchObject({ state: 'sending', because: null })
    await open.database.commit(
      writesOfTryEnd(second, { state: 'sent', notifyReference: 'n-1', answer: 'Taken' }, later),
    )
    expect(await stateOf('a')).toMatchObject({
      state: 'sent',
      sentAt: later,
      notifyReference: 'n-1',
      address: 'x@northmoor.example',
      attempts: [
        { at, email: 'x@northmoor.example', answer: 'Too late' },
        { at: later, email: 'x@northmoor.example', answer: 'Taken' },
      ],
    })
    await open.database.commit([writeOfNote(second, 'withdrawn', 'Late note')])
    expect((await stateOf('a')).state).toBe('sent')
  })

  test('one that failed is due again when its time has come, and shown as not sent meanwhile', async () => {
    await kept(message('a'))
    await addressed('welfare@northmoor.example')
    const claimed = await due()
    await open.database.commit(writesOfClaim(claimed, 'welfare@northmoor.example', '2026-11-05T09:29:00.001Z'))
    await open.database.commit(writesOfTryEnd(claimed, { state: 'failed', because: 'Busy' }, later))
    expect(await due()).toBe(null)
    expect(await due({ failedBefore: ['2026-11-05T09:29:00.001Z'] })).toMatchObject({ id: 'a', tries: 1 })
    expect(await listMessagesNotSent(open.database, two.everySchool, all)).toMatchObject([{ id: 'a', because: 'Busy' }])
    expect(await listMessagesNotSent(open.database, two.atHighfield, all)).toEqual([])
  })

  test('a held message is let go once, by a person who is named; its reason stays on the record', async () => {
    await kept(message('a', { state: 'held', because: 'The register is silent' }))
    expect(await due()).toBe(null)
    expect(await listMessagesNotSent(open.database, two.everySchool, all)).toEqual([])
    await open.database.commit([writeOfRelease('a', later, 'wendy')])
    expect(await stateOf('a')).toMatchObject({
      state: 'waiting',
      because: null,
      heldBecause: 'The register is silent',
      releasedAt: later,
      releasedByName: 'Wendy Okafor',
    })
    const again = await open.database.commit([writeOfRelease('a', later, 'tom')]).catch((cause: unknown) => cause)
    expect(clashOf(again)).toEqual({ kind: 'broken-rule', rule: 'messages.state' })
    expect((await stateOf('a')).releasedByName).toBe('Wendy Okafor')
  })

  test('one that was given up and is tried anew has all its tries again', async () => {
    await kept(message('a'))
    const claimed = await due()
    await open.database.commit(writesOfClaim(claimed, 'welfare@northmoor.example', at))
    await open.database.commit(writesOfTryEnd(claimed, { state: 'dead', because: 'Refused' }, at))
    expect(await due()).toBe(null)
    await open.database.commit([writeOfRelease('a', later, 'wendy')])
    expect(await due()).toMatchObject({ state: 'waiting', tries: 1, triesAtRelease: 1 })
  })

  test('whether an absence still runs is what its record says', async () => {
    expect(await absenceStillRuns(open.database, 'case-ada')).toBe(true)
    expect(await absenceStillRuns(open.database, 'case-cal')).toBe(false)
    expect(await absenceStillRuns(open.database, 'none')).toBe(false)
  })

  test('addresses are set, changed and taken away, and every change is kept', async () => {
    await addressed('one@northmoor.example')
    await open.database.commit(
      writesOfAddresses(
        [
          { team: 'education-welfare', email: 'two@northmoor.example' },
          { team: `school:${two.beckside}`, email: 'lead@beckside.example' },
          { team: 'authority', email: null },
        ],
        later,
        'tom',
      ),
    )
    const listed = await listTeamAddresses(open.database, two.everySchool, { limit: 50, offset: 0 })
    expect(listed).toEqual({
      found: 4,
      addresses: [
        {
          team: 'education-welfare',
          schoolName: null,
          email: 'two@northmoor.example',
          setAt: later,
          setByName: 'Tom Hale',
        },
        { team: 'authority', schoolName: null, email: null, setAt: null, setByName: null },
        {
          team: 'school:100001',
          schoolName: 'Beckside Primary',
          email: 'lead@beckside.example',
          setAt: later,
          setByName: 'Tom Hale',
        },
        { team: 'school:100002', schoolName: 'Highfield School', email: null, setAt: null, setByName: null },
      ],
    })
    await open.database.commit(writesOfAddresses([{ team: 'education-welfare', email: null }], later, 'tom'))
    const atBeckside = await listTeamAddresses(open.database, two.atBeckside, { limit: 50, offset: 0 })
    expect(atBeckside).toMatchObject({ found: 1, addresses: [{ team: 'school:100001' }] })
    expect(
      await open.database.read(sql`SELECT team, email, set_at, set_by FROM team_address_changes ORDER BY id`),
    ).toEqual([
      { team: 'education-welfare', email: 'one@northmoor.example', set_at: at, set_by: 'wendy' },
      { team: 'education-welfare', email: 'two@northmoor.example', set_at: later, set_by: 'tom' },
      { team: 'school:100001', email: 'lead@beckside.example', set_at: later, set_by: 'tom' },
      { team: 'authority', email: null, set_at: later, set_by: 'tom' },
      { team: 'education-welfare', email: null, set_at: later, set_by: 'tom' },
    ])
  })

  test('what was changed about addresses cannot be rewritten', async () => {
    await addressed('one@northmoor.example')
    for (const query of [
      sql`UPDATE team_address_changes SET email = 'x@y.example'`,
      sql`DELETE FROM team_address_changes`,
      sql`INSERT OR REPLACE INTO team_address_changes SELECT * FROM team_address_changes`,
    ]) {
      const cause = await open.database.commit([query]).catch((thrown: unknown) => thrown)
      expect(clashOf(cause)).toEqual({ kind: 'append-only' })
    }
  })
})

// Is each team told at night, once, of what is due or overdue on its cases, and of nobody's name?

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { runNights } from '../../src/actions/nightly.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import type { ChildFound } from '../../src/cases/caseWork.ts'
import { dutiesDue } from '../../src/cases/dutiesDue.ts'
import { dutiesDueMessage } from '../../src/cases/dutiesDueMessage.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { findRule, rules } from '../../src/law/rules.ts'
import { listCaseload } from '../../src/storage/caseloadStore.ts'
import { listCasesToFollow, writesOf } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { calendarA } from '../support/calendars.ts'
import { makeHouse, type TestHouse, testKeys } from '../support/testHouse.ts'

const calendar = {
  academic_year: '2026/27',
  terms: calendarA.terms,
  non_school_days: calendarA.closed,
  replaces: null,
}

type Happening = Parameters<typeof writesOf>[0][number]['happenings'][number]

interface Row {
  readonly key: string
  readonly team: string
  readonly school_urn: string | null
  readonly case_id: string | null
  readonly subject: string
  readonly body: string
  readonly made_at: string
  readonly state: string
}

let sender: Sender

beforeEach(async () => {
  sender = await school('2026-09-14T06:00:00Z')
})

async function school(at: string, house?: TestHouse): Promise<Sender> {
  const connected = await connectedSchool(at, house)
  await connected.send('calendar.published', calendar)
  return connected
}

/** The whole register of a day with these pupils away, unexplained, both sessions closed by the MIS. */
async function wholeDay(on: string, code = 'N', pupils: readonly string[] = ['p1'], to = sender) {
  for (const [session, hour] of [
    ['AM', '08'],
    ['PM', '12'],
  ] as const) {
    const at = `${on}T${hour}:31:00Z`
    to.house.clock.put(at)
    await to.send('attendance.marks.upserted', { marks: pupils.map((id) => mark(id, on, session, code, at)) })
    const counted = { expected: pupils.length, marked: pupils.length }
    await to.send('attendance.session.closed', { date: on, session, ...counted, closed_at: at })
  }
}

async function night(at: string, of = sender) {
  of.house.clock.put(at)
  await runNights(of.house)
}

const messagesOf = async (of = sender) =>
  (await of.rows<Row & { kind: string }>('messages', 'made_at, team')).filter(({ kind }) => kind === 'duties-due')

/** The lines of the messages made at an instant, each without its school, reference and link. */
async function linesAt(at: string, team: string) {
  const made = (await messagesOf()).filter((row) => row.made_at === at && row.team === team)
  return made.flatMap(({ body }) =>
    body
      .split('\n\n')
      .slice(1, -2)
      .map((line) => line.replace(/ School 999001(, school day \d+)?, case \w{3}-\w{3}: \S+$/, '$1')),
  )
}

/** What a person wrote on the one case, at the instant at which the clock stands. */
async function write(...happenings: readonly Happening[]) {
  const [kase] = await listCasesToFollow(sender.house.database, scopeOfClock, null)
  const { clock, ids, database } = sender.house
  const sealing = { auditKey: testKeys.audit, at: clock.now(), by: 'grace', salt: () => ids.secret() }
  await database.commit(await writesOf([{ kase: kase!, happenings }], sealing))
}

const team = 'school:999001'

describe('a team is told', () => {
  test('of what is due today and what is overdue, with school day, reference and link', async () => {
    await wholeDay('2026-09-14')
    await night('2026-09-15T00:10:00+01:00')
    const [message, ...more] = await messagesOf()
    expect(more).toEqual([])
    const [{ id }] = (await sender.rows<{ id: string }>('cases')) as [{ id: string }]
    expect(message).toMatchObject({ team, school_urn: '999001', case_id: null, state: 'waiting' })
    expect(message!.subject).toBe('2 things are due or overdue at School 999001')
    expect(message!.body.split('\n\n')).toEqual([
      'Due today or overdue, and not written down as done:',
      expect.stringMatching(
        `^Risk questions: overdue since 14 September 2026\\. School 999001, school day 1, case \\w{3}-\\w{3}: http://localhost:3000/cases/${id}$`,
      ),
      expect.stringMatching(
        /^Officer for children missing education told: due today, 15 September 2026\. School 999001, school day 1, case /,
      ),
      'Each of these is sent to you once. All that is owed is in the caseload: http://localhost:3000/cases',
      'No names are in this message. Sign in to see the cases.',
    ])
  })

  test('of what the register still asks for though the case is closed, the school alone', async () => {
    for (const day of ['14', '15', '16', '17', '18']) await wholeDay(`2026-09-${day}`)
    await night('2026-09-19T00:10:00Z')
    const closed: ChildFound = {
      ...{ side: 'authority', kind: 'abroad', on: '2026-09-18', who: 'Consulate', how: 'foreign-proof' },
      ...{ where: 'Hungary', words: '' },
    }
    await write(
      { what: 'case-opened', details: { because: 'by-hand', reason: 'Asked', schoolDay: 5 } },
      { what: 'child-found', details: closed },
      { what: 'case-closed', details: { because: 'abroad', on: '2026-09-18' } },
    )
    for (const day of ['21', '22', '23']) await wholeDay(`2026-09-${day}`)
    await night('2026-09-23T23:10:00Z')
    const at = '2026-09-23T23:10:00.000Z'
    expect(await linesAt(at, team)).toEqual([
      'Code N put right: overdue since 21 September 2026. The case is closed; the register still says away., school day 8',
    ])
    expect(await linesAt(at, 'authority')).toEqual([])
  })

  test('of a thing once: the next night names only what is new', async () => {
    await wholeDay('2026-09-14')
    await night('2026-09-14T23:10:00Z')
    await wholeDay('2026-09-15')
    await night('2026-09-15T23:10:00Z')
    expect(await linesAt('2026-09-15T23:10:00.000Z', team)).toEqual([
      'Education Welfare Service told: due today, 16 September 2026., school day 2',
    ])
    for (const day of ['16', '17', '18', '21']) await wholeDay(`2026-09-${day}`)
    await night('2026-09-21T23:10:00Z')
    expect(await linesAt('2026-09-21T23:10:00.000Z', team)).toEqual([
      'Home visit: overdue since 18 September 2026., school day 6',
      'Joint review: overdue since 21 September 2026., school day 6',
    ])
  })

  test('the authority only of open cases: what it owes, and what both owe', async () => {
    await wholeDay('2026-09-14')
    await wholeDay('2026-09-15')
    await night('2026-09-15T23:10:00Z')
    expect((await messagesOf()).map((row) => row.team)).toEqual([team])
    for (const day of ['16', '17', '18']) await wholeDay(`2026-09-${day}`)
    await night('2026-09-20T23:10:00Z')
    await wholeDay('2026-09-21')
    await night('2026-09-21T23:10:00Z')
    const toAuthority = (await messagesOf()).filter((row) => row.team === 'authority')
    expect(toAuthority).toHaveLength(1)
    expect(toAuthority[0]).toMatchObject({ school_urn: null, subject: 'One thing is due or overdue on open cases' })
    expect(await linesAt('2026-09-20T23:10:00.000Z', 'authority')).toEqual([
      'Joint review: due today, 21 September 2026., school day 5',
    ])
  })

  test('of nothing that is done, explained, or that Today says already', async () => {
    await wholeDay('2026-09-14')
    sender.house.clock.put('2026-09-14T13:00:00Z')
    const until = { explainedOn: '2026-09-14', explainedUntil: null, reason: 'Ill', whoSaid: 'Mother' }
    await write({ what: 'reason-given', details: until })
    await night('2026-09-22T23:10:00Z')
    expect(await messagesOf()).toEqual([])
  })

  test('when a school has no calendar nothing is counted, and an answer that is owed is told all the same', async () => {
    sender = await connectedSchool('2026-09-14T06:00:00Z')
    await wholeDay('2026-09-14')
    await write(referral)
    await night('2026-09-17T23:10:00Z')
    expect(await linesAt('2026-09-17T23:10:00.000Z', team)).toEqual([
      'An agency’s answer to a referral: overdue since 15 September 2026.',
    ])
  })

  test('the longest overdue first, and the caseload is named instead of the lines beyond a hundred', async () => {
    const pupils = Array.from({ length: 60 }, (_, place) => `p${place}`)
    await wholeDay('2026-09-14', 'N', pupils)
    await night('2026-09-14T23:10:00Z')
    const [message] = await messagesOf()
    const parts = message!.body.split('\n\n')
    expect(message!.subject).toBe('120 things are due or overdue at School 999001')
    expect(parts).toHaveLength(104)
    expect(parts.slice(1, 62).filter((line) => line.startsWith('Risk questions: overdue'))).toHaveLength(60)
    expect(parts[101]).toBe('and 20 more: see the caseload, http://localhost:3000/cases')
    await night('2026-09-15T23:10:00Z')
    const again = (await messagesOf()).slice(1).map(({ body }) => body)
    expect(again).toHaveLength(1)
    expect(again[0]).not.toContain('Risk questions')
  })
})

const referral: Happening = {
  what: 'referral-made',
  details: {
    side: 'school',
    to: 'police',
    at: '2026-09-14T13:00:00.000Z',
    reference: 'REF-1',
    takenBy: 'Inspector Zanderquist',
    dueOn: '2026-09-15',
    said: ['Pip Lark is away'],
    words: 'Said by Zanderquist',
  },
}

const asked = (who: string, result: 'asked' | 'nothing-found', nextOn: string | null): Happening => ({
  what: 'check-made',
  details: {
    side: 'school',
    check: 'S6',
    on: '2026-09-14',
    how: 'phone',
    who,
    result,
    words: '',
    nextStep: '',
    nextOn,
    childSeen: false,
  },
})

describe('answers that others owe', () => {
  beforeEach(async () => {
    await wholeDay('2026-09-14')
    sender.house.clock.put('2026-09-14T13:00:00Z')
  })

  const lastVersion = async () => (await sender.rows<{ version: number }>('cases'))[0]!.version

  const answersAt = async (at: string, to: string) =>
    (await linesAt(at, to)).filter((line) => /agency|Enquiry/.test(line))

  test('a referral: from the day after its answer was due, once, to the school and, once it is open, to the authority', async () => {
    await write(referral)
    await night('2026-09-14T23:10:00Z')
    expect(await answersAt('2026-09-14T23:10:00.000Z', team)).toEqual([])
    await night('2026-09-15T23:10:00Z')
    const line = 'An agency’s answer to a referral: overdue since 15 September 2026.'
    expect((await answersAt('2026-09-15T23:10:00.000Z', team))[0]).toContain(line)
    await wholeDay('2026-09-16')
    await night('2026-09-16T23:10:00Z')
    expect(await answersAt('2026-09-16T23:10:00.000Z', team)).toEqual([])
    expect((await answersAt('2026-09-16T23:10:00.000Z', 'authority'))[0]).toContain(line)
    expect((await messagesOf()).map(({ body }) => body).join()).not.toMatch(/police|REF-1|Zanderquist|Lark/)
  })

  test('a referral that was answered, or withdrawn, is not told', async () => {
    await write(referral)
    const answer = { version: 2, on: '2026-09-15', who: 'Inspector', answer: 'Not seen' }
    await write({ what: 'referral-answered', details: answer })
    await night('2026-09-16T23:10:00Z')
    expect(await answersAt('2026-09-16T23:10:00.000Z', team)).toEqual([])
    await write({ ...referral, details: { ...referral.details, dueOn: '2026-09-16' } } as Happening)
    await write({ what: 'entry-withdrawn', details: { version: await lastVersion(), reason: 'Wrong case' } })
    await night('2026-09-17T23:10:00Z')
    expect(await answersAt('2026-09-17T23:10:00.000Z', team)).toEqual([])
  })

  test('an enquiry: another’s answer on the same line does not answer it, theirs does', async () => {
    await write(asked('High Tor School', 'asked', '2026-09-16'), asked('Low Tor School', 'nothing-found', null))
    await night('2026-09-15T23:10:00Z')
    expect(await answersAt('2026-09-15T23:10:00.000Z', team)).toEqual([])
    await night('2026-09-16T23:10:00Z')
    const at = '2026-09-16T23:10:00.000Z'
    expect(await answersAt(at, team)).toEqual([
      'Enquiry S6 (Brothers’ and sisters’ schools): an answer was expected by 16 September 2026. No register for 2 of these days: look before you act., school day 3',
    ])
    expect(await answersAt(at, 'authority')).toEqual([])
    await night('2026-09-17T23:10:00Z')
    expect(await answersAt('2026-09-17T23:10:00.000Z', team)).toEqual([])
  })

  test('an enquiry that was answered is not told', async () => {
    await write(asked('High Tor School', 'asked', '2026-09-16'), asked('High Tor School', 'nothing-found', null))
    await night('2026-09-16T23:10:00Z')
    expect(await answersAt('2026-09-16T23:10:00.000Z', team)).toEqual([])
  })
})

const schoolDaysFrom = (from: string, to: string) => {
  const { dates } = prepareCalendar(calendarA)
  return dates.filter((on) => on >= from && on <= to)
}

describe('the days of a ground', () => {
  test('are told to both, once, on the night after the twentieth school day, and that they alone permit nothing', async () => {
    for (const on of schoolDaysFrom('2026-10-12', '2026-11-16')) await wholeDay(on)
    const grounds = async (to: string) =>
      (await messagesOf())
        .filter((row) => row.team === to)
        .flatMap(({ made_at, body }) =>
          body.split('\n\n').flatMap((line) => (line.includes('Ground') ? [made_at, line] : [])),
        )
    await night('2026-11-16T00:10:00Z')
    expect(await grounds(team)).toEqual([])
    await night('2026-11-17T00:10:00Z')
    const said = expect.stringMatching(
      /^Ground I: away for twenty school days\. Removing the name from the register can first be considered now: the days were reached on 16 November 2026\. They alone permit nothing\. School 999001, school day 20, case /,
    )
    expect(await grounds(team)).toEqual(['2026-11-17T00:10:00.000Z', said])
    expect(await grounds('authority')).toEqual(['2026-11-17T00:10:00.000Z', said])
    await wholeDay('2026-11-17')
    await night('2026-11-18T00:10:00Z')
    expect((await grounds(team)).length).toBe(2)
  })

  test('are not told of a name that is removed already', async () => {
    for (const on of schoolDaysFrom('2026-10-12', '2026-11-16')) await wholeDay(on)
    sender.house.clock.put('2026-11-16T16:00:00Z')
    const removed = { ground: 'I', on: '2026-11-16', runFirstOn: '2026-10-12', statement: 'Gone', conditions: [] }
    await write({ what: 'name-removed', details: removed } as unknown as Happening)
    await night('2026-11-17T00:10:00Z')
    const bodies = (await messagesOf()).map(({ body }) => body)
    expect(bodies.join()).toContain('overdue')
    expect(bodies.join()).not.toContain('Ground')
  })

  test('after leave, ten school days', async () => {
    for (const on of schoolDaysFrom('2026-09-14', '2026-09-25')) await wholeDay(on, 'C')
    const [{ id }] = (await sender.rows<{ id: string }>('pupils')) as [{ id: string }]
    await sender.house.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', '2026-09-01')`,
      sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
        VALUES ('leave', ${id}, '2026-09-14', '2026-09-25', 'Wedding', '2026-09-10T09:00:00.000Z', 'grace')`,
    ])
    for (const on of schoolDaysFrom('2026-09-28', '2026-10-09')) await wholeDay(on)
    await night('2026-10-09T23:10:00Z')
    expect((await linesAt('2026-10-09T23:10:00.000Z', 'authority')).at(-1)).toBe(
      'Ground H: not returned from leave. Removing the name from the register can first be considered now: the days were reached on 9 October 2026. They alone permit nothing., school day 10',
    )
  })
})

describe('silence', () => {
  test('is named beside the duty, and nothing is left out for it', async () => {
    await wholeDay('2026-09-14')
    await night('2026-09-16T23:10:00Z')
    const lines = await linesAt('2026-09-16T23:10:00.000Z', team)
    expect(lines).toEqual([
      'Risk questions: overdue since 14 September 2026. No register for 2 of these days: look before you act., school day 3',
      'Officer for children missing education told: overdue since 15 September 2026. No register for 2 of these days: look before you act., school day 3',
      'Education Welfare Service told: overdue since 16 September 2026. No register for 2 of these days: look before you act., school day 3',
    ])
  })

  test('holds the message until somebody has looked at each register that is missing', async () => {
    await wholeDay('2026-09-14')
    await night('2026-09-16T23:10:00Z')
    const stateOf = (at: string) =>
      sender.house.database.read(
        sql`SELECT state, school_urn FROM messages WHERE kind = 'duties-due' AND made_at = ${at} AND team = ${team}`,
      )
    expect(await stateOf('2026-09-16T23:10:00.000Z')).toEqual([{ state: 'held', school_urn: '999001' }])
    await sender.house.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('ruth', 'Ruth Adeyemi', '2026-09-01')`,
      sql`DELETE FROM due_keys WHERE key NOT LIKE 'nightly:%'`,
      sql`INSERT INTO register_looks (school_urn, marked_on, session, looked_at, looked_by)
        SELECT '999001', d.value, s.value, '2026-09-17T09:00:00.000Z', 'ruth' FROM json_each('["2026-09-15","2026-09-16","2026-09-17"]') d, json_each('["AM","PM"]') s`,
    ])
    await night('2026-09-17T23:10:00Z')
    expect(await stateOf('2026-09-17T23:10:00.000Z')).toEqual([{ state: 'waiting', school_urn: '999001' }])
  })
})

describe('whenever the night is', () => {
  test('after a week of standing still there is one message to a team, and nothing twice', async () => {
    await wholeDay('2026-09-14')
    await night('2026-09-14T23:10:00Z')
    for (const day of ['15', '16', '17', '18', '21', '22']) await wholeDay(`2026-09-${day}`)
    await night('2026-09-22T07:00:00Z')
    await night('2026-09-22T08:00:00Z')
    const made = (await messagesOf()).slice(1)
    expect(made.map((row) => [row.key, row.made_at])).toEqual([
      ['duties-due:2026-09-22:authority', '2026-09-22T07:00:00.000Z'],
      ['duties-due:2026-09-22:school:999001', '2026-09-22T07:00:00.000Z'],
    ])
    const lines = (await messagesOf())
      .filter((row) => row.team === team)
      .flatMap(({ body }) => body.split('\n\n').slice(1, -2))
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'Risk questions',
      'Officer for children missing education told',
      'Home visit',
      'Joint review',
    ])
  })

  test('two runs at once, in two processes, tell once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    const path = join(folder, 'test.sqlite')
    sender = await school('2026-09-14T06:00:00Z', await makeHouse({ at: '2026-09-14T06:00:00Z', path }))
    for (const day of ['14', '15', '16', '17', '18', '21']) await wholeDay(`2026-09-${day}`)
    const other = await makeHouse({ at: '2026-09-21T23:10:00Z', path })
    sender.house.clock.put('2026-09-21T23:10:00Z')
    // Their ids must not be the same: two real houses never make the same one.
    const apart = { ...other, ids: { next: () => `other-${other.ids.next()}`, secret: other.ids.secret } }
    await Promise.all([runNights(sender.house), runNights(apart), runNights(sender.house), runNights(apart)])
    expect((await messagesOf()).map((row) => row.team)).toEqual(['authority', team])
    expect([...sender.house.logged, ...other.logged]).toEqual([])
    for (const { sqlite } of [sender.house, other]) sqlite.close()
    rmSync(folder, { recursive: true })
  })

  test.each([
    [
      'go back on 25 October 2026',
      '2026-10-19',
      '2026-10-24T20:00:00Z',
      'Joint review: due today, 26 October 2026',
      '2026-10-26T00:00:00.000Z',
    ],
    [
      'go forward on 28 March 2027',
      '2027-03-22',
      '2027-03-27T20:00:00Z',
      'Joint review: due today, 29 March 2027',
      '2027-03-28T23:00:00.000Z',
    ],
  ])('when the clocks %s, at London’s midnight, once', async (_, firstOn, from, expected, madeAt) => {
    for (const on of schoolDaysFrom(firstOn, from.slice(0, 10))) await wholeDay(on)
    const start = Date.parse(from)
    for (let at = start; at < start + 60 * 3_600_000; at += 1_800_000) await night(new Date(at).toISOString())
    const told = (await messagesOf()).filter(({ body }) => body.includes('Joint review'))
    expect(told.map((row) => [row.team, row.made_at])).toEqual([
      ['authority', madeAt],
      [team, madeAt],
    ])
    for (const { body } of told) expect(body).toContain(expected)
  })

  test('a fault between reading and writing leaves neither keys nor messages, and the next run makes it good', async () => {
    await wholeDay('2026-09-14')
    sender.house.clock.put('2026-09-14T23:10:00Z')
    const { database } = sender.house
    const failing = {
      ...database,
      commit: (writes: Parameters<typeof database.commit>[0]) =>
        writes.some(({ sql: text }) => text.includes('INTO messages'))
          ? database.commit([...writes, sql`INSERT INTO nowhere VALUES (1)`])
          : database.commit(writes),
    }
    await runNights({ ...sender.house, database: failing })
    expect(await messagesOf()).toEqual([])
    expect(await sender.rows('due_keys')).toEqual([expect.objectContaining({ key: 'nightly:2026-09-15:seal-record' })])
    await runNights(sender.house)
    expect(await messagesOf()).toHaveLength(1)
  })
})

describe('no name', () => {
  const anyText = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `Zq${text}qZ`)

  test('nor anything else of the child or anybody’s words is in a message, whatever they are called', async () => {
    for (const day of ['14', '15', '16', '17', '18', '21']) await wholeDay(`2026-09-${day}`)
    await write(referral, asked('Zqwhoseqz', 'asked', '2026-09-14'))
    const at = '2026-09-21T23:10:00.000Z'
    const [listed] = await listCaseload(sender.house.database, scopeOfClock, {
      today: '2026-09-22',
      marksFrom: '2025-09-01',
      personId: '',
      since: null,
    })
    const prepared = prepareCalendar(calendarA)
    const around = { asOf: at, calendar: prepared, completeSessions: [], silent: [], policies: shippedPolicies }
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.boolean(), (forename, surname, id, plan) => {
        const pupil = {
          ...listed!.pupil,
          id,
          misId: id,
          upn: id,
          legalForename: forename,
          legalSurname: surname,
          preferredForename: forename,
          preferredSurname: surname,
          protectionPlan: plan,
        }
        const duties = dutiesDue({ ...listed!, pupil, allocatedToName: forename }, around)
        const { subject, body, key } = dutiesDueMessage(team, duties, {
          id: 'm',
          madeAt: at,
          date: '2026-09-22',
          publicUrl: 'http://here.example',
        })
        const text = [subject, body, key, ...duties.map((duty) => duty.key)].join('\n')
        expect(duties).toHaveLength(plan ? 8 : 7)
        expect(text).not.toMatch(/zq|qz/i)
        expect(text).not.toMatch(/protection|police/i)
      }),
    )
  })

  test('of a rule that can be told names a protection plan', () => {
    expect(rules.filter(({ name }) => /plan/i.test(name))).toEqual([])
    expect(findRule('strategy-meeting')?.says).toContain('protection plan')
  })
})

test('a hundred cases cost as many statements as one', async () => {
  const count = async (many: number) => {
    sender = await school('2026-09-14T06:00:00Z')
    const pupils = Array.from({ length: many }, (_, place) => `p${place}`)
    await wholeDay('2026-09-14', 'N', pupils)
    const kases = await listCasesToFollow(sender.house.database, scopeOfClock, null)
    const sealing = {
      auditKey: testKeys.audit,
      at: sender.house.clock.now(),
      by: 'grace',
      salt: () => sender.house.ids.secret(),
    }
    const happenings = [referral, asked('High Tor School', 'asked', '2026-09-14')]
    await sender.house.database.commit(
      await writesOf(
        kases.map((kase) => ({ kase, happenings })),
        sealing,
      ),
    )
    for (const day of ['15', '16', '17']) await wholeDay(`2026-09-${day}`, 'N', pupils)
    sender.house.statements.count = 0
    await night('2026-09-17T23:10:00Z')
    expect((await messagesOf()).map((row) => row.subject)).toEqual([
      `${many === 1 ? 'One thing is' : `${many} things are`} due or overdue on open cases`,
      `${many * 4} things are due or overdue at School 999001`,
    ])
    return sender.house.statements.count
  }
  expect(await count(100)).toBe(await count(1))
})

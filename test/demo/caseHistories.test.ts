// Does the invented caseload stand as its stories say, by the clock's own answer, and can the gate be played to its end?
import { beforeAll, describe, expect, test } from 'vitest'
import { afterFound } from '../../src/cases/afterFound.ts'
import { caseNow, marksSince } from '../../src/cases/caseNow.ts'
import { removalGate } from '../../src/cases/removalGate.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { standingOf } from '../../src/cases/standing.ts'
import { type CaseAbsence, caseAbsences, type StoryName } from '../../src/demo/caseAbsences.ts'
import { northmoor as invented } from '../../src/demo/registers.ts'
import { findCaseFile } from '../../src/storage/caseFileStore.ts'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { type OpenNorthmoor, openNorthmoor } from './openNorthmoor.ts'

let northmoor: OpenNorthmoor
beforeAll(async () => {
  northmoor = await openNorthmoor()
}, 120_000)

const read = <Row>(text: TemplateStringsArray, ...values: unknown[]) =>
  northmoor.house.database.read(sql<Row>(text, ...values))

async function caseIdOf(story: StoryName): Promise<string> {
  const { school, misId } = invented().stories.childOf.get(story)!
  const rows = await read<{ id: string }>`SELECT c.id FROM cases c JOIN pupils p ON p.id = c.pupil_id
    WHERE p.school_urn = ${school.urn} AND p.mis_id = ${misId} ORDER BY c.began_on DESC LIMIT 1`
  return rows[0]!.id
}

/** The case as the clock answers it now. */
async function stands(story: StoryName) {
  const at = northmoor.house.clock.now()
  const file = await findCaseFile(northmoor.house.database, scopeOfClock, await caseIdOf(story), marksSince(at))
  return caseNow(file!.kept, at)
}

const dutyOf = (now: Awaited<ReturnType<typeof stands>>, rule: string) =>
  now.answer!.duties.find((duty) => duty.rule === rule)

describe('the caseload of the first morning', () => {
  test('thirty-three cases are open, over all six schools, with two officers and with nobody', async () => {
    const rows =
      await read`SELECT school_urn AS school, count(*) AS open, count(iif(allocated_to = 'dan-hale', 1, NULL)) AS dan,
        count(iif(allocated_to = 'owen-tasker', 1, NULL)) AS owen, count(iif(allocated_to IS NULL, 1, NULL)) AS nobody
      FROM cases WHERE opened_at IS NOT NULL AND closed_at IS NULL GROUP BY 1 ORDER BY 1`
    expect(rows).toEqual([
      { school: '999101', open: 6, dan: 1, owen: 1, nobody: 4 },
      { school: '999102', open: 4, dan: 1, owen: 2, nobody: 1 },
      { school: '999103', open: 10, dan: 4, owen: 2, nobody: 4 },
      { school: '999104', open: 7, dan: 2, owen: 2, nobody: 3 },
      { school: '999105', open: 5, dan: 1, owen: 1, nobody: 3 },
      { school: '999106', open: 1, dan: 0, owen: 0, nobody: 1 },
    ])
  })

  test('every absence that reached its third school day opened on the morning of that day, or with the first morning of use', async () => {
    const rows = await read<{ began: string; at: string }>`SELECT began_on AS began, opened_at AS at FROM cases
      WHERE standing LIKE '%"because":"school-day"%' AND school_urn = '999101' ORDER BY 1, 2`
    expect(rows).toEqual([
      { began: '2026-10-05', at: '2026-11-09T07:30:00.000Z' },
      { began: '2026-10-19', at: '2026-11-09T07:30:00.000Z' },
      { began: '2026-11-05', at: '2026-11-09T09:31:00.000Z' },
      { began: '2026-11-09', at: '2026-11-16T09:31:00.000Z' },
      { began: '2026-11-13', at: '2026-11-17T09:34:00.000Z' },
    ])
    const late =
      await read`SELECT id FROM cases WHERE opened_at IS NULL AND ended_on IS NULL AND began_on < '2026-11-11'`
    expect(late).toEqual([])
  })

  test('no event of a case is older than the one before it, and the record is whole', async () => {
    const disordered = await read`SELECT e.case_id, e.version, e.what FROM case_events e
      JOIN case_events b ON b.case_id = e.case_id AND b.version = e.version - 1 WHERE e.at < b.at`
    expect(disordered).toEqual([])
    const breaks: unknown[] = []
    await verifyRecord(northmoor.house.database, northmoor.house.keys.audit, (broken) => breaks.push(broken))
    expect(breaks).toEqual([])
    expect(northmoor.house.logged.filter((line) => line.includes('cause'))).toEqual([])
  })

  test('messages are kept and not sent, one is held, each team has an address, and none names a child', async () => {
    const counts = await read`SELECT kind, state, count(*) AS n FROM messages
      WHERE kind <> 'duties-due' GROUP BY 1, 2 ORDER BY 1, 2`
    expect(counts).toEqual([
      { kind: 'authority-referral', state: 'waiting', n: 9 },
      { kind: 'cme-officer-told', state: 'waiting', n: 5 },
      { kind: 'deletion-return', state: 'waiting', n: 1 },
      { kind: 'education-welfare', state: 'held', n: 1 },
      { kind: 'education-welfare', state: 'waiting', n: 27 },
      { kind: 'education-welfare', state: 'withdrawn', n: 6 },
      { kind: 'parent-did-not-know', state: 'waiting', n: 1 },
    ])
    const teams = await read<{ team: string; email: string }>`SELECT team, email FROM team_addresses ORDER BY team`
    expect(teams.filter(({ email }) => !/^[a-z.]+@[a-z-]+\.example$/.test(email))).toEqual([])
    expect(teams).toHaveLength(8)

    const messages = await read<{ id: string; text: string }>`SELECT id, subject || ' ' || body AS text FROM messages`
    const pupils = await read<{ forename: string; surname: string }>`SELECT DISTINCT p.legal_forename AS forename,
      p.legal_surname AS surname FROM cases c JOIN pupils p ON p.id = c.pupil_id`
    const words = messages.map(({ id, text }) => ({ id, words: new Set(text.split(/[^\p{L}’'-]+/u)) }))
    const naming = words.flatMap(({ id, words: said }) =>
      pupils.filter(({ forename, surname }) => said.has(forename) && said.has(surname)).map(() => id),
    )
    expect(naming).toEqual([])
  })

  test('it is the same every time: a second Northmoor has the same history to the minute and the word', async () => {
    const history = (house: OpenNorthmoor['house']) =>
      house.database.read(sql`SELECT p.upn, c.began_on, e.version, e.at, e.by, e.what,
          json_remove(d.details, '$.messageId', '$.returnMessageId', '$.contactId') AS details
        FROM case_events e JOIN case_event_details d USING (case_id, version) JOIN cases c ON c.id = e.case_id
          JOIN pupils p ON p.id = c.pupil_id
        ORDER BY p.upn, c.began_on, e.version`)
    const again = await openNorthmoor()
    expect(await history(again.house)).toEqual(await history(northmoor.house))
  }, 120_000)
})

describe('the stories, as the clock answers them', () => {
  test.each<[StoryName, number | undefined]>([
    ['oakfield-day-16', 16],
    ['oakfield-day-5', 5],
    ['oakfield-back', undefined],
    ['st-brigids-one-signature-missing', 24],
    ['st-brigids-day-6', 6],
    ['st-brigids-day-13', 13],
    ['high-signatures-void', 24],
    ['high-looked-after', 4],
    ['high-leave-over', 7],
    ['high-away-before', 10],
    ['high-abroad', 14],
    ['high-day-9', 9],
    ['high-day-12', 12],
    ['high-parent-did-not-know', 1],
    ['kingsmead-removed', undefined],
    ['kingsmead-other-school', undefined],
    ['kingsmead-day-22', 22],
    ['kingsmead-day-11', 11],
    ['kingsmead-day-8', 8],
    ['kingsmead-day-6', 6],
    ['weir-bank-home-education', 15],
    ['weir-bank-day-14', 14],
    ['weir-bank-day-5', 5],
    ['thornholme', 4],
  ])('%s: school days away %s', async (story, schoolDays) => {
    expect((await stands(story)).answer?.absence?.schoolDays).toBe(schoolDays)
  })

  test('there is a story here for each that is told', () => {
    expect([...invented().stories.childOf.keys()].sort()).toEqual(
      [...Object.keys(caseAbsences), 'oakfield-day-16', 'oakfield-day-5'].sort(),
    )
    const begins = Object.values<CaseAbsence>(caseAbsences).flatMap(({ aways }) => aways.at(-1)?.from ?? [])
    expect(begins.length).toBe(21)
  })

  test('Oakfield’s longest: answered, told, visited, reviewed, the return sent; nothing is signed yet', async () => {
    const now = await stands('oakfield-day-16')
    expect(
      ['risk-questions', 'cme-officer-told', 'education-welfare-escalation', 'home-visit', 'authority-referral'].map(
        (rule) => dutyOf(now, rule)?.state,
      ),
    ).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect(dutyOf(now, 'attendance-return')).toMatchObject({ state: 'done', triggeredOn: '2026-11-09' })
    expect(dutyOf(now, 'joint-review')).toMatchObject({ state: 'upcoming', dueOn: '2026-11-23' })
    expect(dutyOf(now, 'refer-same-day')).toBeUndefined()
    expect(now.allocatedToName).toBe('Dan Hale')
    expect(standingOf(now.summary.standing, 'review').map(({ on }) => on)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
    expect(removalGate(now, 'I')).toMatchObject({ status: 'not-met', runFirstOn: '2026-10-19', signatures: [] })
  })

  test('back at school by the register, and nobody closed the case', async () => {
    const { summary, lastSeen } = await stands('oakfield-back')
    expect(summary).toMatchObject({ endedOn: '2026-11-13', endedBecause: 'attended', closedAt: null })
    expect(lastSeen).toEqual({ on: '2026-11-17', how: 'register' })
  })

  test('past day 20: one signature is missing, the authority’s on the outcome', async () => {
    const { status, conditions, signatures } = removalGate(await stands('st-brigids-one-signature-missing'), 'I')
    expect(status).toBe('pending')
    expect(conditions.filter(({ met }) => met !== true).map(({ id }) => id)).toEqual(['outcome-signed'])
    expect(signatures.map(({ what, by }) => [what, by])).toEqual([
      ['sickness', 'catherine-molloy'],
      ['enquiries', 'catherine-molloy'],
      ['outcome', 'catherine-molloy'],
      ['enquiries', 'owen-tasker'],
    ])
  })

  test('signatures are void: a mark was corrected the day after, and the run begins a day later', async () => {
    const now = await stands('high-signatures-void')
    const gate = removalGate(now, 'I')
    expect([gate.status, gate.runFirstOn]).toEqual(['pending', '2026-10-07'])
    expect(gate.voided.map(({ what, runFirstOn }) => [what, runFirstOn])).toEqual([
      ['sickness', '2026-10-06'],
      ['enquiries', '2026-10-06'],
    ])
    expect(gate.signatures).toEqual([])
    const moved = now.events.filter(({ what }) => what === 'absence-start-moved')
    expect(moved.map(({ at, details }) => [at, details])).toEqual([
      ['2026-11-12T11:33:00.000Z', { from: '2026-10-06', to: '2026-10-07' }],
    ])
  })

  test('looked after: referred on the first day to both; the police still owe an answer', async () => {
    const now = await stands('high-looked-after')
    expect(now.pupil.lookedAfter).toBe(true)
    expect(dutyOf(now, 'refer-same-day')?.state).toBe('done')
    expect(now.summary.openedAt).toBe('2026-11-12T10:25:00.000Z')
    const { standing } = now.summary
    const answeredOnes = new Set(standingOf(standing, 'answered').map(({ of }) => of))
    const open = standingOf(standing, 'referral').filter(({ version }) => !answeredOnes.has(version))
    expect(open.map(({ to, dueOn }) => [to, dueOn])).toEqual([['police', '2026-11-13']])
    expect(standingOf(standing, 'referral')).toHaveLength(2)
  })

  test('not back from leave: ground H on Friday', async () => {
    const now = await stands('high-leave-over')
    const { answer, runFirstOn } = removalGate(now, 'H')
    expect(now.leave).toMatchObject({ firstOn: '2026-10-19', lastOn: '2026-11-06' })
    expect([answer?.status, answer?.schoolDays, runFirstOn]).toEqual(['not-met', 6, '2026-11-07'])
    expect(now.answer?.removal.groundH.tenthSchoolDay).toBe('2026-11-20')
  })

  test('away before: an earlier record that is closed', async () => {
    const { others } = await stands('high-away-before')
    expect(
      others.map(({ beganOn, endedOn, endedBecause, closedAt }) => [beganOn, endedOn, endedBecause, closedAt]),
    ).toEqual([['2026-09-28', '2026-10-05', 'attended', '2026-11-10T10:50:00.000Z']])
  })

  test('found abroad: the school is still to be told', async () => {
    const now = await stands('high-abroad')
    expect(now.summary.closedAt).toBeNull()
    expect(afterFound(now).map(({ id, isDone }) => [id, isDone])).toEqual([['tell-old-school', false]])
  })

  test('found at another school: both schools told, the record sent, closed, and gone from the roll', async () => {
    const { summary, pupil } = await stands('kingsmead-other-school')
    expect(summary).toMatchObject({ closedAt: '2026-11-12T15:45:00.000Z', endedOn: '2026-11-12', endedBecause: 'left' })
    expect(pupil.leftOn).toBe('2026-11-12')
  })

  test('at home without suitable education: found, and the case goes on', async () => {
    const { summary } = await stands('weir-bank-home-education')
    expect(standingOf(summary.standing, 'found').map(({ kind }) => kind)).toEqual(['home-educated-unsuitable'])
    expect(summary.closedAt).toBeNull()
  })

  test('removed on Friday under ground I, with every condition as evidence, and still on the authority’s list', async () => {
    const now = await stands('kingsmead-removed')
    expect(now.summary).toMatchObject({ endedOn: '2026-11-13', endedBecause: 'removed', closedAt: null })
    expect(now.pupil.leftOn).toBe('2026-11-13')
    const removed = now.events.find((event) => event.what === 'name-removed')!
    expect([removed.by, removed.at]).toEqual(['marcus-oyelaran', '2026-11-13T15:45:00.000Z'])
    expect(removed.details).toMatchObject({ ground: 'I', on: '2026-11-13' })
    const after = await read`SELECT marked_on FROM marks WHERE pupil_id = ${now.pupil.id} AND marked_on > '2026-11-13'`
    expect(after).toEqual([])
  })

  test('a mother did not know this morning: the lead is told, and nobody has answered the risk questions', async () => {
    const { events, answer } = await stands('high-parent-did-not-know')
    expect(events.map(({ what, at }) => [what, at])).toEqual([
      ['absence-began', '2026-11-17T09:34:00.000Z'],
      ['contact-attempted', '2026-11-17T09:46:00.000Z'],
    ])
    expect(answer!.duties.find(({ rule }) => rule === 'risk-questions')?.state).toBe('due')
  })
})

// Last: it moves the clock of all that is above.
test('the clock jumps to Oakfield’s day 20: the two sides sign, the head decides, the return goes, and the next day is quiet', async () => {
  const { house, submit, request, count } = northmoor
  await submit('/demo/clock', { move: 'day-20', from: '/' })
  expect(house.clock.now()).toBe('2026-11-23T15:30:00.000Z')
  const id = await caseIdOf('oakfield-day-16')
  expect(removalGate(await stands('oakfield-day-16'), 'I').status).toBe('pending')

  const signInAs = async (person: string) =>
    (await submit('/sign-in', { person })).headers.get('set-cookie')!.split(';')[0]!
  const step = async (person: string, name: string, fields: Record<string, string>) => {
    const cookie = await signInAs(person)
    const path = `/cases/${id}/removal/${name}`
    const form = await (await request(`${path}?ground=I`, { headers: { cookie } })).text()
    const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? 'none'
    const on = '2026-11-23'
    return (await submit(path, { ground: 'I', version, on, ...fields }, cookie)).status
  }
  const lead = { as: 'safeguarding-lead' }
  const officer = { as: 'cme-officer' }
  expect(await step('ruth-adeyemi', 'sickness', { ...lead, answer: 'no', words: 'No illness is known.' })).toBe(303)
  expect(await step('ruth-adeyemi', 'enquiries', { ...lead, words: '' })).toBe(303)
  expect(await step('ruth-adeyemi', 'outcome', { ...lead, answer: 'not-found', words: 'No trace.' })).toBe(303)
  expect(await step('martin-pryce', 'decision', { as: 'head-teacher', words: 'Too early.' })).not.toBe(303)
  expect(await step('dan-hale', 'enquiries', { ...officer, words: '' })).toBe(303)
  expect(await step('dan-hale', 'outcome', { ...officer, answer: 'not-found', words: 'No trace.' })).toBe(303)
  expect(removalGate(await stands('oakfield-day-16'), 'I').status).toBe('met')
  expect(await step('martin-pryce', 'decision', { as: 'head-teacher', words: 'Both sides have looked.' })).toBe(303)

  const after = await stands('oakfield-day-16')
  expect(after.summary).toMatchObject({ endedOn: '2026-11-23', endedBecause: 'removed', closedAt: null })
  expect(await count(sql`SELECT count(*) AS n FROM messages WHERE kind = 'deletion-return' AND case_id = ${id}`)).toBe(
    1,
  )

  await submit('/demo/clock', { move: 'next-school-day', from: '/' })
  expect(house.clock.now()).toBe('2026-11-24T09:47:00.000Z')
  expect(await count(sql`SELECT count(*) AS n FROM cases WHERE pupil_id = ${after.pupil.id}`)).toBe(1)
  expect(await count(sql`SELECT count(*) AS n FROM deliveries WHERE state <> 'processed'`)).toBe(0)
  expect(house.logged.filter((line) => line.includes('cause'))).toEqual([])
}, 240_000)

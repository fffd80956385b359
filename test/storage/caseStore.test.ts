// Is a case what its events make it, and does only one of two writers get through?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { after, type CaseSummary } from '../../src/cases/replay.ts'
import { findCase, listCaseEvents, listRunningCases, newCase } from '../../src/storage/caseStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

const at = '2026-11-05T10:00:00.000Z'

describe.each(engines)('cases on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  test('the kept summary is what replaying the events gives', async () => {
    const events = await listCaseEvents(open.database, two.atBeckside, ['case-ada'])
    const replayed = events.reduce<CaseSummary>(
      (summary, event) => after(summary, event, event),
      newCase('case-ada', 'ada', two.beckside).summary,
    )
    const kept = await findCase(open.database, two.atBeckside, 'case-ada')
    expect(kept?.summary).toEqual(replayed)
    expect(kept?.summary).toEqual({
      id: 'case-ada',
      pupilId: 'ada',
      schoolUrn: '100001',
      beganOn: '2026-11-02',
      endedOn: null,
      endedBecause: null,
      explainedOn: '2026-11-04',
      explainedUntil: '2026-11-06',
      explainedBy: 4,
      openedAt: null,
      closedAt: null,
      allocatedTo: null,
      standing: [],
      version: 4,
    })
  })

  test('events come back in order, word for word, with who and when', async () => {
    const events = await listCaseEvents(open.database, two.everySchool, ['case-cal', 'case-ada'])
    expect(events.map(({ caseId, version, at, what }) => `${caseId} ${version} ${at} ${what}`)).toEqual([
      'case-ada 1 2026-11-03T09:40:00.000Z absence-began',
      'case-ada 2 2026-11-03T10:05:00.000Z absence-start-moved',
      'case-ada 3 2026-11-03T10:05:00.000Z contact-attempted',
      'case-ada 4 2026-11-04T08:50:00.000Z reason-given',
      'case-cal 1 2026-11-05T09:40:00.000Z absence-began',
      'case-cal 2 2026-11-05T09:40:00.000Z absence-ended',
    ])
    expect(events[2]).toEqual({
      ...two.rang,
      caseId: 'case-ada',
      version: 3,
      at: '2026-11-03T10:05:00.000Z',
      by: 'wendy',
    })
  })

  test('three statements carry two cases and five events', async () => {
    const ada = await findCase(open.database, two.everySchool, 'case-ada')
    const ben = await findCase(open.database, two.everySchool, 'case-ben')
    const writes = await two.written(
      [
        { kase: ada!, happenings: [two.withdrewReason, two.rang, two.ended] },
        { kase: ben!, happenings: [two.rang, two.rang] },
      ],
      at,
    )
    expect(writes).toHaveLength(3)
    await open.database.commit(writes)
    const events = await listCaseEvents(open.database, two.everySchool, ['case-ada', 'case-ben'])
    expect(events.map(({ caseId, version }) => `${caseId} ${version}`)).toEqual(
      ['case-ada 1', 'case-ada 2', 'case-ada 3', 'case-ada 4', 'case-ada 5', 'case-ada 6', 'case-ada 7'].concat([
        'case-ben 1',
        'case-ben 2',
        'case-ben 3',
      ]),
    )
    const after = await findCase(open.database, two.everySchool, 'case-ada')
    expect(after?.summary).toMatchObject({
      endedOn: '2026-11-05',
      endedBecause: 'attended',
      explainedOn: null,
      explainedBy: null,
    })
  })

  test('the second of two writers of one case fails whole, and its other case with it', async () => {
    const ada = (await findCase(open.database, two.everySchool, 'case-ada'))!
    const ben = (await findCase(open.database, two.everySchool, 'case-ben'))!
    const first = await two.written([{ kase: ada, happenings: [two.rang] }], at)
    const second = await two.written(
      [
        { kase: ben, happenings: [two.rang] },
        { kase: ada, happenings: [two.withdrewReason, two.ended] },
      ],
      at,
    )
    await open.database.commit(first)
    const before = await two.everything(open.database)
    const cause = await open.database.commit(second).then(
      () => null,
      (thrown) => thrown,
    )
    expect(clashOf(cause)).toEqual({ kind: 'changed-meanwhile' })
    expect(await two.everything(open.database)).toBe(before)
  })

  test('of two writers at the same moment exactly one is through', async () => {
    const ada = (await findCase(open.database, two.everySchool, 'case-ada'))!
    const both = await Promise.allSettled([
      open.database.commit(await two.written([{ kase: ada, happenings: [two.rang] }], at)),
      open.database.commit(await two.written([{ kase: ada, happenings: [two.ended] }], at)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await listCaseEvents(open.database, two.everySchool, ['case-ada'])).length).toBe(5)
  })

  test('a case to which nothing happened is not written, however old its summary', async () => {
    const old = (await findCase(open.database, two.everySchool, 'case-ada'))!
    await two.happened(open.database, old, [two.ended], at)
    const ben = (await findCase(open.database, two.everySchool, 'case-ben'))!
    await open.database.commit(
      await two.written(
        [
          { kase: old, happenings: [] },
          { kase: ben, happenings: [two.rang] },
        ],
        at,
      ),
    )
    expect((await findCase(open.database, two.everySchool, 'case-ada'))?.summary.endedOn).toBe('2026-11-05')
    expect(await two.written([{ kase: old, happenings: [] }], at)).toEqual([])
  })

  test('erased details come back empty and the other events whole', async () => {
    await open.runScript("DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 3")
    const events = await listCaseEvents(open.database, two.everySchool, ['case-ada'])
    expect(events.map(({ details }) => Object.keys(details).length)).toEqual([1, 2, 0, 4])
  })

  test('a case is found in its own school and by who may see every school, and by nobody else', async () => {
    const found = async (scope: Parameters<typeof findCase>[1]) => [
      (await findCase(open.database, scope, 'case-ada'))?.summary.id ?? null,
      (await findCase(open.database, scope, 'not-there'))?.summary.id ?? null,
      (await listRunningCases(open.database, scope, null)).map(({ summary }) => summary.id).sort(),
      (await listRunningCases(open.database, scope, ['ada', 'cal'])).map(({ summary }) => summary.id),
      (await listCaseEvents(open.database, scope, ['case-ada', 'case-cal'])).length,
    ]
    expect(await found(two.atBeckside)).toEqual(['case-ada', null, ['case-ada', 'case-ben'], ['case-ada'], 4])
    expect(await found(two.atHighfield)).toEqual([null, null, [], [], 2])
    expect(await found(two.nowhere)).toEqual([null, null, [], [], 0])
    expect(await found(two.everySchool)).toEqual(['case-ada', null, ['case-ada', 'case-ben'], ['case-ada'], 6])
  })

  test('the running cases of no pupils are none', async () => {
    expect(await listRunningCases(open.database, two.everySchool, [])).toEqual([])
  })
})

// Is a case found again by its reference or a name, open or closed, and only by who may see it, on every engine?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { caseReference, idsCalled } from '../../src/cases/caseReference.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { listCasesNamed } from '../../src/storage/caseloadStore.ts'
import { findClosedCount, listCaseIds, listCasesClosed, listCasesFound } from '../../src/storage/caseSearchStore.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

const ofAuthority = { permission: 'see-cases', schools: 'every-school', unopenedAt: [] } as const
const opened: CaseHappening = { what: 'case-opened', details: { because: 'by-hand', reason: 'Asked', schoolDay: 1 } }
const closed: CaseHappening = { what: 'case-closed', details: { because: 'abroad', on: '2026-11-05' } }

describe.each(engines)('the search for a case on $name', (engine) => {
  let open: OpenEngine
  let database: Database
  beforeEach(async () => {
    open = await engine.open()
    database = open.database
    await two.threeCases(database)
    await database.commit([
      sql`UPDATE pupils SET search_name = 'o’brien-wren ada' WHERE id = 'ada'`,
      sql`UPDATE pupils SET search_name = 'wrench ben' WHERE id = 'ben'`,
      sql`UPDATE pupils SET search_name = 'wren cal' WHERE id = 'cal'`,
    ])
  })
  afterEach(() => open.close())

  const write = async (id: string, happenings: CaseHappening[], at: string) =>
    two.happened(database, (await listCasesNamed(database, two.everySchool, [id]))[0]!, happenings, at)
  const found = async (typed: string, scope: Parameters<typeof listCasesFound>[1] = two.atBeckside) =>
    (
      await listCasesFound(database, scope, {
        ids: idsCalled(typed, await listCaseIds(database, scope)),
        typed,
        most: 50,
      })
    ).map(({ summary }) => summary.id)

  test('a name finds what the asker may see, open before closed; one letter finds nobody', async () => {
    expect(await found('wren')).toEqual(['case-ben', 'case-ada'])
    expect(await found("ada o'brien")).toEqual(['case-ada'])
    expect(await found('OBrien')).toEqual(['case-ada'])
    expect(await found('w')).toEqual([])
    expect(await found('%')).toEqual([])
    expect(await found('wren', ofAuthority)).toEqual([])
    await write('case-ben', [opened, closed, two.ended], '2026-11-05T09:00:00.000Z')
    expect(await found('wren')).toEqual(['case-ada', 'case-ben'])
    expect(await found('wren', ofAuthority)).toEqual(['case-ben'])
    expect(await found('wren', two.atHighfield)).toEqual([])
    expect(await found('wren', two.nowhere)).toEqual([])
  })

  test('a reference finds its case with or without the dash, also an absence that was never a case', async () => {
    const reference = caseReference('case-cal')
    const ways = [reference, reference.replace('-', ''), reference.toLowerCase(), ` ${reference.replace('-', ' ')} `]
    for (const way of ways) expect(await found(way, two.atHighfield)).toEqual(['case-cal'])
    expect(await found(reference.replaceAll('0', 'o').replaceAll('1', 'l'), two.atHighfield)).toEqual(['case-cal'])
    expect(await found(reference, two.atBeckside)).toEqual([])
    expect(await found(reference, ofAuthority)).toEqual([])
    expect(await found('wren', two.atHighfield)).toEqual([])
  })

  test('closed cases come newest closed first, a page at a time, of one school or of all', async () => {
    await write('case-ada', [opened, closed], '2026-11-05T09:00:00.000Z')
    await write('case-cal', [opened, closed], '2026-11-06T09:00:00.000Z')
    const ids = async (schoolUrn: string, skip = 0, scope: Parameters<typeof listCasesClosed>[1] = ofAuthority) =>
      (await listCasesClosed(database, scope, { schoolUrn, most: 1, skip })).map(({ summary }) => summary.id)
    expect(await ids('')).toEqual(['case-cal'])
    expect(await ids('', 1)).toEqual(['case-ada'])
    expect(await ids(two.beckside)).toEqual(['case-ada'])
    expect(await ids('', 0, two.atBeckside)).toEqual(['case-ada'])
    expect(await ids(two.highfield, 0, two.atBeckside)).toEqual([])
    expect(await findClosedCount(database, ofAuthority, '')).toBe(2)
    expect(await findClosedCount(database, two.atBeckside, '')).toBe(1)
  })
})

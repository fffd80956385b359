// A leaver whom a case found: who is still counted as gone for nobody knows where, on both engines?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FoundKind } from '../../src/cases/caseWork.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { listAskedAbout, listAskedCounts } from '../../src/storage/askedAboutStore.ts'
import { type Kase, newCase } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atBeckside, beckside, everySchool, happened, twoSchools } from './twoSchools.ts'

const at = '2026-11-06T10:00:00.000Z'
const began = (firstOn: string): CaseHappening => ({ what: 'absence-began', details: { firstOn } })
const opened: CaseHappening = {
  what: 'case-opened',
  details: { because: 'by-hand', reason: 'Gone', schoolDay: null },
}
const found = (on: string, where = 'Ashdown School', kind: FoundKind = 'another-school'): CaseHappening => ({
  what: 'child-found',
  details: { side: 'authority', kind, on, who: 'The head there', how: 'The new school confirmed', where, words: '' },
})
const closed: CaseHappening = { what: 'case-closed', details: { because: 'another-school', on: '2026-11-06' } }
const withdrawn: CaseHappening = { what: 'entry-withdrawn', details: { version: 3, reason: 'Another Ada' } }

describe.each(engines)('leavers found on $name', (engine) => {
  let open: OpenEngine
  let kase: Kase
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit([
      ...twoSchools(),
      sql`UPDATE pupils SET asks = 'leaver', asks_from = '2026-11-04', left_on = '2026-11-04' WHERE id IN ('ada', 'ben')`,
    ])
    kase = await happened(open.database, newCase('case-ada', 'ada', beckside), [began('2026-11-04'), opened], at)
  })
  afterEach(() => open.close())

  const add = async (...happenings: CaseHappening[]) => {
    kase = await happened(open.database, kase, happenings, at)
  }
  const asked = async () =>
    Object.fromEntries(
      (await listAskedAbout(open.database, atBeckside, '2026-11-06')).map((each) => [each.pupil.id, each.found]),
    )
  const counted = async () => (await listAskedCounts(open.database, everySchool, '2026-11-06'))[0]!.leavers
  const known = { kind: 'another-school', on: '2026-11-05', where: 'Ashdown School', caseId: 'case-ada' }

  test('one found at a named school is not counted, also once the case is closed; the other is', async () => {
    expect([await asked(), await counted()]).toEqual([{ ada: null, ben: null }, 2])
    await add(found('2026-11-05'), closed)
    expect([await asked(), await counted()]).toEqual([{ ada: known, ben: null }, 1])
  })

  test.each([
    ['before the leaving', found('2026-11-03')],
    ['without a place', found('2026-11-05', ' ')],
    ['abroad', found('2026-11-05', 'Portugal', 'abroad')],
    ['at home without suitable education', found('2026-11-05', 'At home', 'home-educated-unsuitable')],
    ['back at the school itself', found('2026-11-05', 'In class', 'attending')],
  ])('found %s answers nothing', async (_, finding) => {
    await add(finding)
    expect([await asked(), await counted()]).toEqual([{ ada: null, ben: null }, 2])
  })

  test('a finding withdrawn brings the question back', async () => {
    await add(found('2026-11-05'))
    expect(await counted()).toBe(1)
    await add(withdrawn)
    expect([await asked(), await counted()]).toEqual([{ ada: null, ben: null }, 2])
  })

  test.each([
    ['after it brings the question back', '2026-11-06', 2],
    ['of its day does not', '2026-11-05', 1],
  ])('another absence %s', async (_, on, leavers) => {
    await add(found('2026-11-05'), closed, { what: 'absence-ended', details: { on: '2026-11-05', because: 'left' } })
    expect(await counted()).toBe(1)
    await happened(open.database, newCase('later', 'ada', beckside), [began(on)], at)
    expect(await counted()).toBe(leavers)
  })

  test('a case opened again says that the child is not where they were found', async () => {
    await add(found('2026-11-05'), closed)
    await add(opened)
    expect(await counted()).toBe(2)
  })

  test('a later leaving for nowhere is asked about anew', async () => {
    await add(found('2026-11-05'))
    await open.database.commit([
      sql`UPDATE pupils SET asks_from = '2026-11-06', left_on = '2026-11-06' WHERE id = 'ada'`,
    ])
    expect(await counted()).toBe(2)
  })
})

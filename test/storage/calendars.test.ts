// Versions of a calendar on both engines: which is in force, whose each is, what is let go, and what a guard breaks on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { enterCalendar } from '../../src/actions/enterCalendar.ts'
import { takeInCalendar } from '../../src/actions/takeInCalendar.ts'
import type { ClosedDay } from '../../src/calendar/schoolCalendar.ts'
import { type Person, scopeOf } from '../../src/cases/roles.ts'
import { calendarGuard, listCalendarVersions, listCalendarYears } from '../../src/storage/calendarStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { beckside, highfield, twoSchools } from './twoSchools.ts'

const at = '2026-09-14T01:00:00.000Z'
const academicYear = '2026/27'
const terms = [{ from: '2026-09-02', to: '2026-10-23' }]
const inset: ClosedDay[] = [{ on: '2026-10-09', because: 'inset', yearGroups: ['11'] }]
const wendy: Person = {
  id: 'wendy',
  name: 'Wendy Okafor',
  rolesHeld: [{ role: 'head-teacher', schoolUrn: beckside }],
}
const scope = scopeOf(wendy, 'see-calendar')

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  let house: TestHouse
  beforeEach(async () => {
    open = await engine.open()
    house = await makeHouse({ at, change: { database: open.database } })
    await open.database.commit([
      ...twoSchools(),
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('held', 'wendy', 'head-teacher', ${beckside}, ${at}, 'tom')`,
    ])
  })
  afterEach(() => open.close())

  /** The MIS of a school says its days at an instant. */
  async function told(publishedAt: string, closed: readonly ClosedDay[] = [], schoolUrn: string = beckside) {
    const by = { schoolUrn, deliveryId: `msg-${publishedAt}`, receivedAt: publishedAt }
    const days = { academicYear, publishedAt, terms, closed, registersClose: { AM: '09:30', PM: '14:00' } }
    await open.database.commit(await takeInCalendar(house, by, { what: 'calendar', ...days }))
  }

  function entered(closed: readonly ClosedDay[], seenPublishedAt: string | null) {
    const days = { schoolUrn: beckside, academicYear, terms, closed, registersClose: null }
    return enterCalendar(house, wendy, { ...days, source: 'file', reason: ' New INSET day ', seenPublishedAt })
  }

  test('a person’s version holds while the system repeats itself, of which the first and the last are kept', async () => {
    await told(at)
    house.clock.put('2026-09-14T09:00:00.000Z')
    expect(await entered(inset, at)).toEqual({ accepted: { movedCases: 0 } })
    for (const day of ['15', '16', '17', '18']) await told(`2026-09-${day}T01:00:00.000Z`)
    await told('2026-09-16T01:00:00.000Z', [], highfield)
    const rows = await open.database.read(
      sql<{ at: string }>`SELECT school_urn || ' ' || published_at AS at FROM calendars ORDER BY 1`,
    )
    expect(rows.map((row) => row.at)).toEqual([
      '100001 2026-09-14T01:00:00.000Z',
      '100001 2026-09-14T09:00:00.000Z',
      '100001 2026-09-15T01:00:00.000Z',
      '100001 2026-09-18T01:00:00.000Z',
      '100002 2026-09-16T01:00:00.000Z',
    ])
    const [year, ...more] = await listCalendarYears(open.database, scope, beckside)
    expect(more).toEqual([])
    expect(year).toMatchObject({ source: 'file', closed: inset, registersClose: null })
    expect(await listCalendarVersions(open.database, scope, beckside)).toMatchObject([
      {
        publishedAt: '2026-09-14T09:00:00.000Z',
        receivedAt: '2026-09-14T09:00:00.000Z',
        source: 'file',
        enteredByName: 'Wendy Okafor',
        reason: 'New INSET day',
        closed: inset,
        isInForce: true,
      },
      { publishedAt: at, source: 'mis', enteredByName: null, reason: null, closed: [], isInForce: false },
    ])
  })

  test('a guard breaks the commit when another version is in force than the one looked at', async () => {
    const ruleOf = async (guard: ReturnType<typeof calendarGuard>) =>
      open.database.commit([guard]).then(() => 'kept', clashOf)
    const broken = { kind: 'broken-rule', rule: 'settings.value' }
    expect(await ruleOf(calendarGuard(beckside, academicYear, null))).toBe('kept')
    await told(at)
    const [year] = await listCalendarYears(open.database, scope, beckside)
    expect(await ruleOf(calendarGuard(beckside, academicYear, year!))).toBe('kept')
    expect(await ruleOf(calendarGuard(beckside, academicYear, null))).toEqual(broken)
    expect(await ruleOf(calendarGuard(highfield, academicYear, year!))).toEqual(broken)
    expect(await ruleOf(calendarGuard(beckside, '2027/28', null))).toBe('kept')
    house.clock.put('2026-09-14T09:00:00.000Z')
    await entered(inset, at)
    expect(await ruleOf(calendarGuard(beckside, academicYear, year!))).toEqual(broken)
  })

  test('what was looked at a while ago is not overwritten', async () => {
    await told(at)
    house.clock.put('2026-09-14T09:00:00.000Z')
    await entered(inset, at)
    expect(await entered([], at)).toEqual({ refused: 'changed-meanwhile', faults: [] })
  })
})

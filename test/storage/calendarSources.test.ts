// On both engines: whose is the newest calendar of each school, and which year groups does a school have?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listCalendarSources, listYearGroups } from '../../src/storage/calendarSourceStore.ts'
import { sql } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atHighfield, beckside, everySchool, highfield, twoSchools } from './twoSchools.ts'

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit(twoSchools())
  })
  afterEach(() => open.close())

  const said = (urn: string, year: string, at: string, by: string | null, terms = '[]') =>
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source, entered_by)
      VALUES (${urn}, ${year}, ${at}, ${at}, ${terms}, '[]', ${at}, ${by ? 'typed' : 'mis'}, ${by})`

  test('the newest academic year counts, in it the newest that said something new', async () => {
    await open.database.commit([
      said(beckside, '2026/27', '2026-08-01', null),
      said(beckside, '2026/27', '2026-08-02', 'wendy'),
      // The MIS says again what it said before somebody typed: no news.
      said(beckside, '2026/27', '2026-08-03', null),
      said(beckside, '2025/26', '2026-08-04', null),
      said(highfield, '2026/27', '2026-08-01', 'tom'),
      said(highfield, '2026/27', '2026-08-02', null, '[{"from":"2026-09-01","to":"2026-09-02"}]'),
    ])
    const ofBeckside = { schoolUrn: beckside, academicYear: '2026/27', source: 'typed', enteredByName: 'Wendy Okafor' }
    const ofHighfield = { schoolUrn: highfield, academicYear: '2026/27', source: 'mis', enteredByName: null }
    const all = await listCalendarSources(open.database, everySchool)
    expect(all.toSorted((one, other) => (one.schoolUrn < other.schoolUrn ? -1 : 1))).toEqual([ofBeckside, ofHighfield])
    expect(await listCalendarSources(open.database, atHighfield)).toEqual([ofHighfield])
  })

  test('year groups are those of pupils on roll, of that school alone', async () => {
    await open.database.commit([
      sql`INSERT INTO pupils (id, school_urn, mis_id, year_group, left_on, first_known_on) VALUES
        ('p1', ${beckside}, 'p1', '10', NULL, '2026-09-01'), ('p2', ${beckside}, 'p2', '9', NULL, '2026-09-01'),
        ('p3', ${beckside}, 'p3', 'R', NULL, '2026-09-01'), ('p4', ${beckside}, 'p4', '11', '2026-09-10', '2026-09-01'),
        ('p5', ${highfield}, 'p5', '3', NULL, '2026-09-01')`,
    ])
    expect(await listYearGroups(open.database, everySchool, beckside)).toEqual(['R', '9', '10'])
    expect(await listYearGroups(open.database, atHighfield, beckside)).toEqual([])
  })
})

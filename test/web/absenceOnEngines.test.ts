// Paper registers and the pages about a pupil ask the same of SQLite and of D1, and get the same answers.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { brookLane, type PupilHouse, pupilHouse, withContacts } from './pupilHouse.ts'

describe.each(engines)('a paper register on $name', (engine) => {
  let open: OpenEngine
  let house: PupilHouse
  beforeEach(async () => {
    open = await engine.open()
    house = await pupilHouse({ database: open.database })
  })
  afterEach(() => open.close())

  const away = {
    pupil: 'maeve',
    day: '14',
    month: '10',
    year: '2026',
    sessions: 'AM',
    code: 'N',
    words: '',
    reason: '',
  }
  const mark = '/pupils/maeve/marks/2026-10-14/AM'

  async function statuses(...asked: Promise<Response>[]): Promise<number[]> {
    return (await Promise.all(asked)).map(({ status }) => status).sort()
  }

  test('of two who write at the same moment one is told, and nothing is lost', async () => {
    expect(
      await statuses(house.ask('tom', '/absences', away), house.ask('nia', '/absences', { ...away, code: 'M' })),
    ).toEqual([303, 409])
    await house.database.commit([sql`UPDATE marks SET code = 'M', tie = 'first' WHERE pupil_id = 'maeve'`])
    const seen = '2026-10-14T09:00:00.000Z first'
    const corrected = { reason: 'Mother rang', seen }
    expect(
      await statuses(
        house.ask('tom', mark, { ...corrected, code: 'I' }),
        house.ask('nia', mark, { ...corrected, code: 'C' }),
      ),
    ).toEqual([303, 409])
    const morning = { school: brookLane, on: '2026-10-14', session: 'AM' }
    expect(await statuses(house.ask('tom', '/registers', morning), house.ask('nia', '/registers', morning))).toEqual([
      303, 409,
    ])
    expect(
      await house.database.read(sql`SELECT (SELECT count(*) FROM mark_versions) AS versions,
        (SELECT count(*) FROM register_sessions WHERE complete = 1) AS complete`),
    ).toEqual([{ versions: 1, complete: 1 }])
  })

  test('the pages of a pupil, of a search and of a register come up', async () => {
    await withContacts(house)
    const search = await house.ask('grace', '/pupils/search', { search: 'zso' })
    expect(await (await house.ask('grace', search.headers.get('location')!)).text()).toContain('1 pupil found')
    expect(await (await house.ask('grace', '/pupils/zsofia')).text()).toContain('School day 3 away')
    expect(await (await house.ask('tom', '/registers')).text()).toContain('3 pupils on roll')
  })
})

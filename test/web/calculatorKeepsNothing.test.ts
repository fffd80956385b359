import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { type Filled, filledIn } from './calculatorForm.ts'

const at = '2026-10-12T09:47:00Z'

/** Every row of every table, as one text. */
async function everythingIn({ sqlite }: TestHouse): Promise<string> {
  const tables = await sqlite.read<{ name: string }>({
    sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
    parameters: [],
  })
  const rows = []
  for (const { name } of tables) rows.push(name, await sqlite.read({ sql: `SELECT * FROM "${name}"`, parameters: [] }))
  return JSON.stringify(rows)
}

const asked: readonly [string, number, Filled][] = [
  ['dates', 200, { birth: '6 5 2014', marks: '20 October 2026 I' }],
  ['a calendar file', 200, { birth: '6 5 2014', marks: '20 October 2026 I', wish: 'calendar-file' }],
  ['what cannot be read', 422, { closed: 'Zsófia Nagy, 14 Mill Lane', marks: 'Zsófia' }],
  ['a calendar file of what cannot be read', 422, { marks: 'Zsófia', wish: 'calendar-file' }],
  ['the form again', 200, { birth: '6 5 2014', wish: 'change' }],
  ['more rows', 200, { wish: 'more-terms' }],
]

describe('Nothing typed is kept', () => {
  it.each(asked)(
    'of %s (%i): not in the database, the log, a cookie, a cache or an address',
    async (_, status, filled) => {
      const house = await makeHouse({ at })
      const before = await everythingIn(house)
      const answer = await createApp(house).request('/deadline-calculator', {
        method: 'POST',
        body: filledIn({ first: '12 10 2026', ...filled }),
        headers: { origin: 'http://localhost:3000' },
      })
      await answer.text()
      await house.settled()

      expect(answer.status).toBe(status)
      expect(answer.headers.get('location')).toBeNull()
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(house.logged).toEqual([])
      expect(await everythingIn(house)).toBe(before)
      expect(before).toContain('policies')
      // What the calculator reads is public, and what it is asked is in no question to the database.
      expect(house.statements.list.filter((statement) => !/^select/i.test(statement.trim()))).toEqual([])
      expect(house.statements.list.join()).not.toMatch(/pupils|cases|marks|2014/)
    },
  )

  it('not even when the house itself breaks down while it is asked', async () => {
    const house = await makeHouse({ at })
    house.sqlite.runScript('ALTER TABLE bank_holiday_lists RENAME TO lost')
    const answer = await createApp(house).request('/deadline-calculator', {
      method: 'POST',
      body: filledIn({ first: '12 10 2026', birth: '6 5 2014', closed: 'Zsófia' }),
      headers: { origin: 'http://localhost:3000' },
    })

    expect(answer.status).toBe(500)
    expect(house.logged).toHaveLength(1)
    expect(house.logged.join()).not.toMatch(/Zs|2026-10|2014/)
  })
})

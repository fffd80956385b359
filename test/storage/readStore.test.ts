// Does every look at a child leave a trace that its own school can follow?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listReadsOf, readLogged } from '../../src/storage/readStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

const [eight, nine, ten, eleven] = ['08', '09', '10', '11'].map((hour) => `2026-11-05T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
  string,
]

describe.each(engines)('the read log on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit(two.twoSchools())
    await open.database.commit([readLogged(eight, { id: 'tom' }, 'today', ['ada', 'ben'])])
    await open.database.commit([readLogged(nine, { id: 'wendy' }, 'pupil', ['ada'])])
    await open.database.commit([readLogged(ten, { id: 'wendy' }, 'pupil', ['ben'])])
    await open.database.commit([readLogged(eleven, { id: 'wendy' }, 'today', ['cal'])])
  })
  afterEach(() => open.close())

  test('one page view is one row, whoever was on the page', async () => {
    expect(await open.database.read({ sql: 'SELECT count(*) AS many FROM reads', parameters: [] })).toEqual([
      { many: 4 },
    ])
  })

  test('who saw this pupil, oldest first, with name and page', async () => {
    expect(await listReadsOf(open.database, two.atBeckside, 'ada', eight, eleven)).toEqual([
      { at: eight, personId: 'tom', personName: 'Tom Hale', page: 'today' },
      { at: nine, personId: 'wendy', personName: 'Wendy Okafor', page: 'pupil' },
    ])
  })

  test('from counts, until does not', async () => {
    const times = async (from: string, to: string) =>
      (await listReadsOf(open.database, two.everySchool, 'ada', from, to)).map((read) => read.at)
    expect(await times(eight, nine)).toEqual([eight])
    expect(await times(nine, eleven)).toEqual([nine])
    expect(await times(ten, eleven)).toEqual([])
  })

  test('another school learns nothing about looks at this pupil', async () => {
    expect(await listReadsOf(open.database, two.atHighfield, 'ada', eight, eleven)).toEqual([])
    expect(await listReadsOf(open.database, two.nowhere, 'ada', eight, eleven)).toEqual([])
    expect(await listReadsOf(open.database, two.atHighfield, 'cal', eight, '2026-11-06T00:00:00.000Z')).toHaveLength(1)
  })

  test('a look by nobody known is refused', async () => {
    await expect(open.database.commit([readLogged(ten, { id: 'nobody' }, 'pupil', ['ada'])])).rejects.toThrow(
      'FOREIGN KEY',
    )
  })
})

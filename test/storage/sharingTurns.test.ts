// Does somebody who reads on and on let others have their turn?
import { expect, test } from 'vitest'
import { stopwatch } from '../../src/outside/clock.ts'
import type { Query } from '../../src/storage/database.ts'
import { sharingTurns } from '../../src/storage/sharingTurns.ts'

const question: Query<number> = { sql: 'SELECT 1', parameters: [] }

/** How many of a hundred readings, each of two milliseconds, were done before a page that waited was served. */
async function readBefore(read: <Row>(query: Query<Row>) => Promise<Row[]>): Promise<number> {
  let [count, before] = [0, -1]
  setImmediate(() => {
    before = count
  })
  for (; count < 100; count += 1) await read(question)
  return before < 0 ? count : before
}

async function answersAtOnce<Row>(_: Query<Row>): Promise<Row[]> {
  const began = performance.now()
  while (performance.now() - began < 2);
  return []
}

test('without it a page waits until all is read; with it, for a few readings', async () => {
  expect(await readBefore(answersAtOnce)).toBe(100)
  expect(await readBefore(sharingTurns(answersAtOnce, stopwatch))).toBeLessThan(20)
})

test('what is read is handed on as it is, and so is what is thrown', async () => {
  const read = sharingTurns(async <Row>() => [{ name: 'Oakfield' }] as Row[], stopwatch, 0)
  expect(await read({ sql: 'SELECT 1', parameters: [] })).toEqual([{ name: 'Oakfield' }])
  const broken = sharingTurns(
    async () => {
      throw new Error('no such table')
    },
    stopwatch,
    0,
  )
  await expect(broken(question)).rejects.toThrow('no such table')
})

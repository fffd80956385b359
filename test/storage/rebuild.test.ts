// Does rebuilding the summaries from the events give what was kept?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rebuildCommand } from '../../src/rebuildCommand.ts'
import { sql } from '../../src/storage/database.ts'
import { rebuildSummaries } from '../../src/storage/rebuild.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

describe.each(engines)('rebuild on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  test('what was kept is what is rebuilt, so nothing is written', async () => {
    const before = await two.everything(open.database)
    expect(await rebuildSummaries(open.database)).toEqual({ cases: 3, rebuilt: 0, leftAlone: [] })
    expect(await two.everything(open.database)).toBe(before)
  })

  test('every column that follows from the events comes back as it was', async () => {
    const before = await two.everything(open.database)
    await open.runScript(`UPDATE cases SET began_on = 'x', explained_on = NULL, explained_until = 'x', explained_by = 99, changed_at = 'x';
      UPDATE cases SET ended_on = 'x', ended_because = 'x' WHERE id = 'case-ada';
      UPDATE cases SET ended_on = NULL, ended_because = NULL WHERE id = 'case-cal';`)
    expect(await two.everything(open.database)).not.toBe(before)
    expect(await rebuildSummaries(open.database)).toEqual({ cases: 3, rebuilt: 3, leftAlone: [] })
    expect(await two.everything(open.database)).toBe(before)
  })

  test('a summary behind its events catches up', async () => {
    const before = await two.everything(open.database)
    await open.runScript(`UPDATE cases SET version = 2, last_hash = (SELECT hash FROM case_events e WHERE e.case_id = id AND e.version = 2)
      WHERE id = 'case-ada'`)
    expect(await rebuildSummaries(open.database)).toEqual({ cases: 3, rebuilt: 1, leftAlone: [] })
    expect(await two.everything(open.database)).toBe(before)
  })

  test('a summary that knows of events that are not there stays: it may be their only trace', async () => {
    await open.runScript("UPDATE cases SET version = 7, last_hash = 'gone', began_on = 'x' WHERE id = 'case-ada'")
    const before = await two.everything(open.database)
    expect(await rebuildSummaries(open.database)).toEqual({ cases: 3, rebuilt: 0, leftAlone: ['case-ada'] })
    expect(await two.everything(open.database)).toBe(before)
  })

  test('erased details take nothing from the summary', async () => {
    await open.database.commit([sql`DELETE FROM case_event_details`])
    const before = await two.everything(open.database)
    expect(await rebuildSummaries(open.database)).toEqual({ cases: 3, rebuilt: 0, leftAlone: [] })
    expect(await two.everything(open.database)).toBe(before)
  })
})

describe('npx whereabouts rebuild', () => {
  let open: OpenEngine
  let lines: string[]
  const streams = {
    stdout: { write: (line: string) => lines.push(line) },
    stderr: { write: (line: string) => lines.push(`! ${line}`) },
  }
  beforeEach(async () => {
    lines = []
    open = await engines[0]!.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  test('says how many cases there are and how many were rebuilt', async () => {
    await open.runScript("UPDATE cases SET began_on = 'x' WHERE id = 'case-ada'")
    expect(await rebuildCommand([], open, streams)).toBe(0)
    expect(lines).toEqual(['3 cases, 1 rebuilt\n'])
  })

  test('names what it left alone, and ends with 1', async () => {
    await open.runScript("UPDATE cases SET last_hash = 'gone' WHERE id = 'case-ada'")
    expect(await rebuildCommand([], open, streams)).toBe(1)
    expect(lines).toEqual([
      'Case case-ada: left as it is; its events cannot say. Run: npx whereabouts verify\n',
      '3 cases, 0 rebuilt\n',
    ])
  })

  test('asked with something it does not know, it says how to ask', async () => {
    expect(await rebuildCommand(['now'], open, streams)).toBe(2)
    expect(lines).toEqual(['! usage: whereabouts rebuild\n'])
  })
})

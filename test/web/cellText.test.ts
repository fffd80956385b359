// Does a spreadsheet only ever show what is downloaded, and does the same file come back as it went?
import { describe, expect, test } from 'vitest'
import { newPupil } from '../../src/cases/decide/takeInPupil.ts'
import { readLayout } from '../../src/intake/files/fileLayout.ts'
import { proposedMapping } from '../../src/intake/files/fileMapping.ts'
import { readFileTable } from '../../src/intake/files/fileTable.ts'
import { readRows } from '../../src/intake/files/readRows.ts'
import { cellText, registerStarterFile } from '../../src/web/pages/registerStarterFile.ts'

describe('a cell that would be worked out', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+44', "'+44"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1+1', '"\'\t=1+1"'],
    ['\u00a0+1', "'\u00a0+1"],
    ['\u200b=1', "'\u200b=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    [' ＠SUM', "' ＠SUM"],
    ["'=1", "''=1"],
    ['\tAnn', '"\'\tAnn"'],
    ['\rAnn', '"\'\rAnn"'],
    ['\nAnn', '"\'\nAnn"'],
  ])('%j begins with an apostrophe', (text, cell) => expect(cellText(text)).toBe(cell))

  test('behind a sign that parts cells elsewhere it stays inside its cell', () => {
    expect(cellText('Ann;=1+1')).toBe('"Ann;=1+1"')
    expect(cellText('Ann",=1+1')).toBe('"Ann"",=1+1"')
  })
})

test.each(['Smith-Jones', 'O’Brien', '’t Hooft', "'t Hooft", 'Ann =1', 'a@example', ''])('%j stays as it is', (text) =>
  expect(cellText(text)).toBe(text),
)

test('what was downloaded is read as it was, names and numbers', async () => {
  const surnames = ['=1+1', '+Ann', '-Ann', '@Ann', '＝Ann', "'t Hooft", 'Ann;=1', 'Bee "B", Ann', '="Ann"', 'O’Brien']
  const roll = surnames.map((legalSurname, index) => ({
    ...newPupil(`id${index}`, '999001', { misId: `${index % 2 ? '-' : '='}${index}`, upn: null }, '2026-09-02'),
    ...{ legalSurname, legalForename: 'Kit', searchName: String(index) },
  }))
  // A mark in each row, so that it counts.
  const text = registerStarterFile(roll, '2026-10-13').replaceAll(',AM,\r\n', ',AM,N\r\n')
  const table = await readFileTable(text)
  const layout = 'rows' in table ? readLayout(table.rows) : table
  if ('refused' in layout) throw new Error(layout.refused)
  const known = { calendar: null, earliest: '2025-08-01', today: '2026-10-14', now: '2026-10-14T14:00:00.000Z' }
  const read = await readRows(layout, proposedMapping(layout, null), { ...known, roll }, async () => {})
  expect(read.asides.shown).toEqual([])
  expect(read.marks.map(({ pupil }) => pupil.pupil?.id)).toHaveLength(surnames.length)
  expect(read.pupils.map(({ surname }) => surname)).toEqual(surnames)
  expect(read.pupils.map(({ pupil }) => pupil?.id)).toEqual(roll.map(({ id }) => id))
})

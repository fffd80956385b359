// Does a small file or form of hostile size end in a sentence, and not in minutes of work?
import { expect, it } from 'vitest'
import { readClosedDays } from '../../src/web/forms/calculatorClosedDays.ts'
import { readCsv } from '../../src/web/forms/calendarCsv.ts'

it('a cell of 60,000 characters is left out and said', () => {
  const cell = 'for in only '.repeat(5000)
  expect(readCsv(`from,to,what\n2026-11-02,,"${cell}"\n2026-11-03,,INSET\n`, '2026/27')).toMatchObject({
    entries: [{ from: '2026-11-03', what: 'INSET' }],
    left: [{ line: 2, why: 'a cell is longer than 200 characters' }],
  })
})

it('lines of long spans are refused before a million days are made of them', () => {
  const line = Array.from({ length: 3 }, () => '1/1/26 to 9/4/26').join(' and ')
  const text = Array.from({ length: 49 }, () => line).join('\n')
  expect(readClosedDays(text).closed).toEqual([])
  expect(readClosedDays(text).faults).toEqual(['Enter no more than 1000 closed days'])
  expect(readClosedDays('26 to 30 October 2026').closed).toHaveLength(5)
})

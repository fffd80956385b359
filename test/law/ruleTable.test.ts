// Has every row of the rule table a test that carries its id? Reads the titles of the tests, as they are written down.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesUnder } from '../house/projectFiles.ts'

const ids = [
  ...[
    'T01',
    'T02',
    'T03',
    'T04',
    'T05',
    'T06',
    'T07',
    'T08',
    'T09',
    'T10',
    'T11',
    'T12',
    'T13',
    'T14',
    'T15',
    'T16',
    'T17',
  ],
  ...[
    'T18',
    'T19',
    'T20',
    'T21',
    'T22',
    'T23',
    'T24',
    'T25',
    'T26',
    'T27',
    'T28',
    'T29',
    'T30',
    'T31',
    'T32',
    'T33',
    'T34',
  ],
  ...[
    'T35',
    'T36',
    'T37',
    'T38',
    'T39',
    'T40',
    'T41',
    'T42',
    'T43',
    'T44',
    'T45',
    'T46',
    'T47',
    'T48',
    'T49',
    'T50',
    'T51',
  ],
  ...[
    'T52',
    'T53',
    'T54',
    'T55',
    'T56',
    'T57',
    'T58',
    'T59',
    'T60',
    'T61',
    'T62',
    'T63',
    'T64',
    'T65',
    'T66',
    'T67',
    'T68',
  ],
]

/** What a test or a group of tests is called, with its quotes: the first text after `it`, `test` or `describe`. */
const title = /\b(?:it|test|describe)(?:\.each\([^`]*?\))?\(\s*('[^'\n]*'|"[^"\n]*"|`[^`]*`)/g

/** The ids in the titles of a file. An hour as in 2026-10-12T15:30 is none. */
function idsIn(source: string): string[] {
  return [...source.matchAll(title)].flatMap(([, text]) => text!.match(/\bT\d\d\b(?!:\d)/g) ?? [])
}

const found = new Map<string, string[]>()
for (const path of filesUnder('test').filter((each) => each.endsWith('.test.ts'))) {
  for (const id of new Set(idsIn(readFileSync(path, 'utf8')))) found.set(id, [...(found.get(id) ?? []), path])
}

describe('the rule table', () => {
  it.each(ids)('has a test for %s', (id) => {
    expect(found.get(id) ?? []).not.toEqual([])
  })

  it('has no test for a row it does not have', () => {
    expect([...found.keys()].filter((id) => !ids.includes(id))).toEqual([])
  })

  it('has sixty-eight rows', () => {
    expect(ids).toEqual(Array.from({ length: 68 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`))
  })
})

describe('the reading of titles', () => {
  it('takes ids from titles alone, and no hour for one', () => {
    const source = [
      `it('T01: on a day', () => {`,
      `describe("T02 T03 a pair", () => {`,
      "it.each(['A1'])(`T04: any`, () => {",
      `const at = '2026-10-12T05:30:00Z'`,
      `ask('T06')`,
      `it('at 2026-10-12T07:30 in London', () => {`,
    ].join('\n')
    expect(idsIn(source)).toEqual(['T01', 'T02', 'T03', 'T04'])
  })
})

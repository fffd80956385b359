// What do spreadsheets and hurried exports do to a register, and does each of them stop short of a wrong mark?
import { describe, expect, test } from 'vitest'
import { readIn } from './reading.ts'

const rows = (...lines: string[]) => ['Adno,Date,Session,Mark', ...lines].join('\n')

describe('day or month first', () => {
  const ambiguous = rows('p1,09/10/2026,AM,N', 'p1,08/10/2026,AM,/')

  test('dates that can all be read both ways are asked about', async () => {
    expect(await readIn(ambiguous)).toEqual({
      refused: 'Say whether the day or the month comes first: every date in this file can be read both ways',
    })
    expect(await readIn(ambiguous, { order: 'day-first' })).toMatchObject({
      marks: ['p1 2026-10-08 AM /', 'p1 2026-10-09 AM N'],
    })
    expect(await readIn(ambiguous, { order: 'month-first' })).toMatchObject({
      marks: ['p1 2026-08-10 AM /', 'p1 2026-09-10 AM N'],
    })
  })

  test('one date that can only be the day first proves them all', async () => {
    expect(await readIn(rows('p1,09/10/2026,AM,N', 'p1,13/10/2026,AM,N'))).toMatchObject({
      marks: ['p1 2026-10-09 AM N', 'p1 2026-10-13 AM N'],
    })
  })

  test('the month first is never taken without being said', async () => {
    const american = rows('p1,10/13/2026,AM,N')
    expect(await readIn(american)).toEqual({ refused: 'Say whether the day or the month comes first in this file' })
    expect(await readIn(american, { order: 'day-first' })).toEqual({
      refused: 'The dates in this file have the month first',
    })
    expect(await readIn(american, { order: 'month-first' })).toMatchObject({ marks: ['p1 2026-10-13 AM N'] })
  })

  test('a file with both is refused whatever is said', async () => {
    const mixed = await readIn(rows('p1,10/13/2026,AM,N', 'p1,13/10/2026,PM,N'), { order: 'day-first' })
    expect(mixed).toEqual({
      refused: expect.stringMatching(/^Some dates in this file have the day first and some the month/),
    })
  })

  test('the year first, months in words and Excel’s numbers need no answer', async () => {
    const read = await readIn(rows('p1,2026-10-09,AM,N', 'p2,9 Oct 2026,AM,N', 'p4,46304,AM,N', 'p5,09-Oct-26,AM,N'))
    expect(read).toMatchObject({
      marks: ['p1 2026-10-09 AM N', 'p2 2026-10-09 AM N', 'p4 2026-10-09 AM N', 'p5 2026-10-09 AM N'],
      read: { hasSerials: true },
    })
  })
})

describe('marks', () => {
  test('a morning’s mark in the afternoon, and the other way round, is set aside', async () => {
    expect(await readIn(rows('p1,13/10/2026,PM,/', 'p2,13/10/2026,AM,\\', 'p4,13/10/2026,AM,/'))).toMatchObject({
      marks: ['p4 2026-10-13 AM /'],
      asides: ['2 code-session /', '3 code-session \\'],
    })
  })

  test('a blank says nothing, - that no mark is recorded, # that the school was closed', async () => {
    expect(await readIn(rows('p1,13/10/2026,AM,', 'p2,13/10/2026,AM,-', 'p4,13/10/2026,AM,#'))).toMatchObject({
      marks: ['p2 2026-10-13 AM -', 'p4 2026-10-13 AM #'],
      asides: [],
      read: { blanks: 1 },
    })
  })

  test('afternoons that are all blank beside mornings of presence may have lost their \\', async () => {
    const days = ['09', '12', '13', '08'].flatMap((day) => [`p1,${day}/10/2026,AM,/`, `p1,${day}/10/2026,PM,`])
    expect(await readIn(rows(...days))).toMatchObject({ read: { mayLackAfternoons: true, blanks: 4 } })
    const kept = days.map((day) => (day.endsWith('PM,') ? `${day}\\` : day))
    expect(await readIn(rows(...kept))).toMatchObject({ read: { mayLackAfternoons: false } })
  })

  test('an E that became a number is set aside, an E is a code', async () => {
    expect(await readIn(rows('p1,13/10/2026,AM,1E+05', 'p2,13/10/2026,AM,0', 'p4,13/10/2026,AM,e'))).toMatchObject({
      marks: ['p4 2026-10-13 AM E'],
      asides: ['2 code-number 1E+05', '3 code-number 0'],
    })
  })

  test('codes that are not of 2024 are set aside and counted', async () => {
    expect(await readIn(rows('p1,13/10/2026,AM,X01', 'p2,13/10/2026,AM,X01', 'p4,13/10/2026,AM,Z9'))).toMatchObject({
      marks: [],
      read: { asides: { counts: { 'code-unknown': 3 }, codes: { X01: 2, Z9: 1 } } },
    })
  })

  test('formulas are not worked out; a text kept as one is read', async () => {
    expect(
      await readIn(rows('"=""p1""",13/10/2026,AM,"=""N"""', 'p2,13/10/2026,AM,=A1', "p4,13/10/2026,AM,'-")),
    ).toMatchObject({
      marks: ['p1 2026-10-13 AM N', 'p4 2026-10-13 AM -'],
      asides: ['3 code-formula =A1'],
    })
  })

  test('the same row twice counts once; two that differ are found', async () => {
    const read = await readIn(rows('p1,13/10/2026,AM,N', 'p1,13/10/2026,AM,N', 'p1,13/10/2026,AM,/'))
    expect(read).toMatchObject({
      marks: ['p1 2026-10-13 AM N'],
      read: { conflictCount: 1, conflicts: [{ on: '2026-10-13', session: 'AM', codes: ['N', '/'], lines: [2, 4] }] },
    })
  })
})

describe('days', () => {
  test('sessions to come, years gone by and days that are none are set aside', async () => {
    const read = await readIn(
      rows('p1,15/10/2026,AM,C', 'p1,31/07/2025,AM,/', 'p1,31/09/2026,AM,/', 'p1,soon,AM,N', 'p1,14/10/2026,PM,\\'),
    )
    expect(read).toMatchObject({
      marks: ['p1 2026-10-14 PM \\'],
      asides: ['2 future 2026-10-15', '3 outside-year 2025-07-31', '4 no-date 31/09/2026', '5 no-date soon'],
    })
  })

  test('marks on days the calendar calls closed are read and counted, # is not', async () => {
    const read = await readIn(rows('p1,01/09/2026,AM,/', 'p2,01/09/2026,AM,#', 'p1,13/10/2026,AM,/'))
    expect(read).toMatchObject({ read: { onClosedDays: 1, marks: { length: 3 } } })
  })
})

describe('pupils', () => {
  const byUpn = (...lines: string[]) => ['UPN,Name,Date,Session,Mark', ...lines].join('\n')

  test('a UPN that became a number is refused, and why is said; another number still counts', async () => {
    expect(await readIn(byUpn('1.23E+12,"SMITH, Jo",13/10/2026,AM,N'))).toMatchObject({
      marks: [],
      asides: ['2 upn-number'],
    })
    const both = 'UPN,Adno,Date,Session,Mark\n1.23E+12,p1,13/10/2026,AM,N'
    expect(await readIn(both)).toMatchObject({ marks: ['p1 2026-10-13 AM N'], asides: [] })
  })

  test('a UPN finds the pupil under whatever number; a wrong one finds nobody', async () => {
    expect(await readIn(byUpn('b999 1001 26001,,13/10/2026,AM,N', 'A999100126001,,13/10/2026,AM,N'))).toMatchObject({
      marks: ['p1 2026-10-13 AM N'],
      asides: ['3 upn-wrong'],
    })
  })

  test('a number and a UPN of two pupils are set aside', async () => {
    expect(await readIn('UPN,Adno,Date,Session,Mark\nB999100126001,p2,13/10/2026,AM,N')).toMatchObject({
      asides: ['2 two-pupils'],
    })
  })

  test('a name alone is enough where only one pupil has it', async () => {
    const text = [
      'Name,Date,Session,Mark',
      '"SMITH, Jo",13/10/2026,AM,N',
      '"O\'BRIEN, Tomas",13/10/2026,AM,N',
      '"MARSH, Lily",13/10/2026,AM,N',
      '"Elsewhere, Ivy",13/10/2026,AM,N',
    ]
    expect(await readIn(text.join('\n'))).toMatchObject({
      marks: ['p1 2026-10-13 AM N', 'p3 2026-10-13 AM N'],
      asides: ['4 same-name', '5 name-unknown'],
      read: { matchedByName: 2, namesUnmatched: 2 },
    })
    expect(await readIn(rows('p1,13/10/2026,AM,N'))).toMatchObject({ read: { matchedByName: 0, namesUnmatched: 0 } })
  })

  test('a number nobody knows is a new pupil, under a name in ordinary letters', async () => {
    const read = await readIn('Adno,Name,Date,Session,Mark\n77,"MC DONALD-ABE, IVY",13/10/2026,AM,N')
    expect(read).toMatchObject({
      marks: ['77 2026-10-13 AM N'],
      read: { pupils: [{ misId: '77', pupil: null, surname: 'Mc Donald-Abe', forename: 'Ivy' }] },
    })
  })

  test('an unknown number beside a known name is no second child', async () => {
    expect(await readIn('Adno,Name,Date,Session,Mark\n77,"SMITH, Jo",13/10/2026,AM,N')).toMatchObject({
      marks: [],
      asides: ['2 known-otherwise'],
    })
  })
})

test('a hundred thousand rows are read', async () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, index) => `n${index % 1000},${String(1 + (Math.floor(index / 1000) % 13)).padStart(2, '0')}/10/2026,AM,/`,
  )
  const read = await readIn(rows(lines.join('\n')), { order: 'day-first' })
  expect(read).toMatchObject({ read: { rowsRead: 100_000, pupils: { length: 1000 }, marks: { length: 13_000 } } })
})

test('more rows than are read at once refuse the file', async () => {
  const lines = Array.from({ length: 150_001 }, () => 'p1,13/10/2026,AM,/')
  expect(await readIn(rows(lines.join('\n')))).toEqual({
    refused: 'The file has more than 150000 rows. Export fewer weeks at a time.',
  })
})

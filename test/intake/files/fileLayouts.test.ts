// Does a file say the same in every layout, in every kind of letters, and with whatever stands round the table?
import { describe, expect, test, vi } from 'vitest'
import { readFileTable } from '../../../src/intake/files/fileTable.ts'
import { layoutIn, readIn } from './reading.ts'

const long = ['Adno,Date,Session,Mark', 'p1,12/10/2026,AM,N', 'p1,13/10/2026,AM,/', 'p2,13/10/2026,PM,\\'].join('\r\n')
const marks = ['p1 2026-10-12 AM N', 'p1 2026-10-13 AM /', 'p2 2026-10-13 PM \\']

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(2 + text.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0xfeff, isLittle)
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), isLittle)
  return bytes
}

describe('letters and signs', () => {
  test.each([
    ['UTF-8 with its mark', `\uFEFF${long}`],
    ['UTF-16, the small end first', utf16(long, true)],
    ['UTF-16, the big end first', utf16(long, false)],
    ['semicolons', long.replaceAll(',', ';')],
    ['tabs', long.replaceAll(',', '\t')],
    ['a line that names the sign', `sep=;\r\n${long.replaceAll(',', ';')}`],
    ['line feeds alone', long.replaceAll('\r\n', '\n')],
  ])('%s', async (_, content) => {
    expect(await readIn(content)).toMatchObject({ marks, asides: [] })
  })

  test('Windows’ own letters: O’Brien and Zoë are read', async () => {
    const text = 'Forename,Surname,Date,Session,Mark\nTomas,O\u0092Brien,13/10/2026,AM,N\n'
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    expect(await readIn(bytes)).toMatchObject({ marks: ['p3 2026-10-13 AM N'] })
  })

  test('a text with NUL is no text', async () => {
    expect(await layoutIn(`${long}\0`)).toEqual({ refused: expect.stringMatching(/^This file is not text/) })
  })

  test('a workbook, a PDF and a web page are named for what they are', async () => {
    const kinds = await Promise.all(['PK\u0003\u0004', '%PDF-1.7', '<!DOCTYPE html>'].map((text) => layoutIn(text)))
    expect(kinds.map((kind) => 'refused' in kind && kind.refused.slice(0, 25))).toEqual([
      'This is an Excel workbook',
      'This is a PDF. Export the',
      'This is a web page. Expor',
    ])
  })

  test('a file of 20 MB is refused and the limit is said', async () => {
    expect(await layoutIn(new Uint8Array(20 * 1024 * 1024).fill(65))).toEqual({
      refused: 'The file is larger than 10 MB. A term of a large school needs less: export fewer weeks at a time.',
    })
  })

  test('a quoted cell may hold line breaks and the sign between cells, and lines are counted on', async () => {
    const text = 'Name,Adno,Date,Session,Mark\n"Smith,\nJo",p1,13/10/2026,AM,N\n"Hadi, Amira",p2,13/10/2026,AM,QQ\n'
    expect(await readIn(text)).toMatchObject({ marks: ['p1 2026-10-13 AM N'], asides: ['4 code-unknown QQ'] })
  })

  test('a quotation mark that is never closed refuses the file, and its row is said', async () => {
    expect(
      await readIn('Adno,Date,Session,Mark\np2,13/10/2026,AM,N\n"p1,13/10/2026,AM,N\np3,13/10/2026,AM,/\n'),
    ).toEqual({
      refused: 'The row in line 3 opens a quotation mark that is never closed. Export the file again.',
    })
    expect(await readIn('Adno,Date,Session,Mark\n"p"1,13/10/2026,AM,N\n')).toEqual({
      refused: 'A quotation mark in line 2 stands in the wrong place or is never closed. Export the file again.',
    })
  })
})

describe('a file that would take long to read', () => {
  const row = 'p1,13/10/2026,AM,/\n'
  const tenMegabytes = 10 * 1024 * 1024
  /** What comes of it, and how often others had their turn: once after every piece. */
  async function inTurns(text: string) {
    const turns = vi.spyOn(globalThis, 'setTimeout')
    const read = await readFileTable(text)
    const count = turns.mock.calls.length
    turns.mockRestore()
    return { read: 'refused' in read ? read.refused : read.rows.length, turns: count }
  }

  test.each([
    [
      'a quotation mark at the beginning',
      `Adno,Date,Session,Mark\n${row}"${row.repeat(tenMegabytes / row.length)}`,
      'The row in line 3 opens a quotation mark that is never closed. Export the file again.',
    ],
    ['one line', 'p1,'.repeat(400_000), 'Line 1 is longer than 65536 characters. Is it the right file?'],
    ['empty rows', '\n'.repeat(tenMegabytes), 'The file has more than 150000 empty rows. Is it the right file?'],
    [
      'rows of blank cells',
      ',,,\n'.repeat(tenMegabytes / 4),
      'The file has more than 150000 empty rows. Is it the right file?',
    ],
  ])('10 MB of %s', async (_, text, refused) => {
    const { read, turns } = await inTurns(text)
    expect(read).toBe(refused)
    // All of it would be 80 pieces.
    expect(turns).toBeLessThan(6)
  })

  test('a mark that opens late is found late, and the rows before it are read once', async () => {
    const { read, turns } = await inTurns(`${row.repeat(100_000)}"${row.repeat(100_000)}`)
    expect(read).toBe('The row in line 100001 opens a quotation mark that is never closed. Export the file again.')
    expect(turns).toBeLessThan(16)
  })

  test('rows of many quoted cells are no trouble', async () => {
    const wide = `${Array.from({ length: 1400 }, () => '"a, b"').join(',')}\n`
    expect(await inTurns(wide.repeat(300))).toEqual({ read: 300, turns: 23 })
  })
})

describe('what stands round the table', () => {
  test('titles above and totals below are no rows', async () => {
    const text = `Heron Lane Primary School,,,\nRegister of week 6,,,\n\n${long}\nTotal,,,3\nPrinted 14/10/2026 by A Person\n`
    expect(await readIn(text)).toMatchObject({
      marks,
      asides: [],
      read: {
        rowsRead: 3,
        leftOut: [
          { kind: 'total', count: 1, lines: [8] },
          { kind: 'note', count: 1, lines: [9] },
        ],
      },
    })
  })

  test('headings that come again at the top of a printed page are no row', async () => {
    expect(await readIn(`${long}\r\nAdno,Date,Session,Mark\r\np4,13/10/2026,AM,N`)).toMatchObject({
      marks: ['p1 2026-10-12 AM N', 'p1 2026-10-13 AM /', 'p4 2026-10-13 AM N', 'p2 2026-10-13 PM \\'],
      asides: [],
      read: { leftOut: [{ kind: 'heading', count: 1, lines: [5] }] },
    })
  })

  test('rows without a date and rows of one cell are counted too', async () => {
    expect(await readIn(`${long}\r\np4,,AM,N\r\nBring this to the office,,,\r\np5,,PM,N`)).toMatchObject({
      marks,
      read: {
        leftOut: [
          { kind: 'alone', count: 1, lines: [6] },
          { kind: 'undated', count: 2, lines: [5, 7] },
        ],
      },
    })
  })

  test('merged cells: a row without a name goes on about the pupil above', async () => {
    const text =
      'Name,Adno,Date,Session,Mark\n"SMITH, Jo",p1,12/10/2026,AM,N\n,,13/10/2026,AM,N\n"HADI, Amira",p2,13/10/2026,AM,/\n'
    expect(await readIn(text)).toMatchObject({
      marks: ['p1 2026-10-12 AM N', 'p1 2026-10-13 AM N', 'p2 2026-10-13 AM /'],
    })
  })

  test('no line with headings: refused, and the reason says what is needed', async () => {
    expect(await layoutIn('p1,12/10/2026,AM,N\np2,12/10/2026,AM,/\n')).toEqual({
      refused:
        'No line with headings was found. The file needs a line that names its columns, such as UPN, Date, Session and Mark.',
    })
  })

  test('columns nobody knows are left out until somebody says what they are', async () => {
    const text = 'Adno,Date,Session,Mark,Bus\np1,13/10/2026,AM,N,12\n'
    expect(await readIn(text)).toMatchObject({
      marks: ['p1 2026-10-13 AM N'],
      mapping: { columns: ['mis-id', 'date', 'session', 'mark', 'not-used'] },
    })
  })
})

describe('layouts', () => {
  test('wide, a column a session with its day of the week', async () => {
    const text =
      'Name,Adno,Mon 12/10 AM,Mon 12/10 PM,Tue 13/10 AM,% Attendance\n"SMITH, Jo",p1,/,\\,N,66\n"HADI, Amira",p2,N,,L,66\n'
    expect(await readIn(text, { order: 'day-first' })).toMatchObject({
      marks: [
        'p1 2026-10-12 AM /',
        'p2 2026-10-12 AM N',
        'p1 2026-10-12 PM \\',
        'p1 2026-10-13 AM N',
        'p2 2026-10-13 AM L',
      ],
      read: { blanks: 1 },
    })
  })

  test('a birthday is no string of marks, and Adm no is the number of the MIS', async () => {
    const text = 'Adm no,Date of birth,13/10/2026 AM\np1,10/01/2016,N\np4,23/07/2015,L\n'
    expect(await readIn(text)).toMatchObject({ marks: ['p1 2026-10-13 AM N', 'p4 2026-10-13 AM L'] })
    const layout = await layoutIn(text)
    expect('columns' in layout && layout.columns.map(({ meaning }) => meaning)).toEqual(['mis-id', null, null])
  })

  test('wide with whole dates', async () => {
    expect(await readIn('UPN,13/10/2026 AM,13/10/2026 PM\nB999100126001,N,N\n')).toMatchObject({
      marks: ['p1 2026-10-13 AM N', 'p1 2026-10-13 PM N'],
    })
  })

  test('a column whose day of the week is wrong is not read', async () => {
    const read = await readIn('Adno,Tue 12/10 AM,Tue 13/10 AM\np1,N,N\n', { order: 'day-first' })
    expect(read).toMatchObject({
      marks: ['p1 2026-10-13 AM N'],
      read: { headingFaults: [{ heading: 'Tue 12/10 AM', why: '“Tue 12/10” is not the right day of the week' }] },
    })
  })

  test('a string of marks, two a day from Monday to Friday', async () => {
    const text = 'Adno,Week commencing,Marks\np1,08/10/2026,/\\/\\NN\np2,08/10/2026,NN##/\\\n'
    expect(await readIn(text, { order: 'day-first' })).toMatchObject({
      marks: [
        'p1 2026-10-08 AM /',
        'p2 2026-10-08 AM N',
        'p1 2026-10-08 PM \\',
        'p2 2026-10-08 PM N',
        'p1 2026-10-09 AM /',
        'p2 2026-10-09 AM #',
        'p1 2026-10-09 PM \\',
        'p2 2026-10-09 PM #',
        'p1 2026-10-12 AM N',
        'p2 2026-10-12 AM /',
        'p1 2026-10-12 PM N',
        'p2 2026-10-12 PM \\',
      ],
    })
  })

  test('a string without its first day is asked about', async () => {
    const text = 'Adno,Marks\np1,/\\/\\NN\n'
    expect(await readIn(text)).toEqual({ refused: 'Say on which day the strings of marks begin' })
    expect(await readIn(text, { firstDay: '2026-10-08' })).toMatchObject({ read: { marks: { length: 6 } } })
  })

  test('a string that lost a mark is set aside whole: its days are not certain', async () => {
    const text =
      'Adno,Week commencing,Marks\np1,13/10/2026,//NN\np2,13/10/2026,/\\N\np3,13/10/2026,/\\NN\np4,13/10/2026,/\\/\\\n'
    expect(await readIn(text)).toMatchObject({
      asides: ['2 string-shifted', '3 string-length 3'],
      read: { marks: { length: 8 } },
    })
  })

  test('totals alone: known as a summary', async () => {
    const layout = await layoutIn('Name,Possible Sessions,Authorised Absences,% Attendance\n"SMITH, Jo",80,2,97.5\n')
    expect(layout).toMatchObject({
      columns: [{ meaning: 'name' }, { meaning: 'total' }, { meaning: 'total' }, { meaning: 'total' }],
    })
  })
})

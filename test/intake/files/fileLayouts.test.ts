// Does a file say the same in every layout, in every kind of letters, and with whatever stands round the table?
import { describe, expect, test } from 'vitest'
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

  test('a quotation mark that is never closed refuses the file', async () => {
    expect(await readIn('Adno,Date,Session,Mark\n"p1,13/10/2026,AM,N\n')).toEqual({
      refused: expect.stringMatching(/^A quotation mark is not closed/),
    })
  })
})

describe('what stands round the table', () => {
  test('titles above and totals below are no rows', async () => {
    const text = `Heron Lane Primary School,,,\nRegister of week 6,,,\n\n${long}\nTotal,,,3\nPrinted 14/10/2026 by A Person\n`
    expect(await readIn(text)).toMatchObject({ marks, asides: [], read: { rowsRead: 3 } })
  })

  test('headings that come again at the top of a printed page are no row', async () => {
    expect(await readIn(`${long}\r\nAdno,Date,Session,Mark\r\np4,13/10/2026,AM,N`)).toMatchObject({
      marks: ['p1 2026-10-12 AM N', 'p1 2026-10-13 AM /', 'p4 2026-10-13 AM N', 'p2 2026-10-13 PM \\'],
      asides: [],
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

// What is read from a council’s CSV or iCalendar file, what is said about the rest, and that no file can do harm.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { closedText } from '../../src/web/forms/calendarClosedDays.ts'
import { type CalendarFile, readCalendarFile } from '../../src/web/forms/calendarFile.ts'
import { fileMeaning } from '../../src/web/forms/calendarFileWords.ts'
import { starterFile } from '../../src/web/forms/calendarStarterFile.ts'

const secondary = ['7', '8', '9', '10', '11']
const fixture = (name: string) => readFileSync(new URL(`../fixtures/calendars/${name}`, import.meta.url))
const bytesOf = (text: string) => new TextEncoder().encode(text)

function read(bytes: Uint8Array, academicYear = '2027/28'): CalendarFile {
  const file = readCalendarFile(bytes, academicYear, secondary)
  if ('refused' in file) throw new Error(file.refused)
  return file
}

function refusal(content: string | Uint8Array): string | null {
  const file = readCalendarFile(typeof content === 'string' ? bytesOf(content) : content, '2027/28', secondary)
  return 'refused' in file ? file.refused : null
}

const csv = (...rows: string[]) => bytesOf(`from,to,what,year groups\n${rows.join('\n')}\n`)
const whys = (file: CalendarFile) => file.left.map(({ line, why }) => `${line}: ${why}`)

describe('an Excel file of a council, with semicolons, in Windows’ letters', () => {
  const file = read(fixture('council-excel.csv'))

  test('gives the terms of the year asked for', () => {
    expect(file.terms).toEqual([
      { from: '2027-09-01', to: '2027-10-22' },
      { from: '2027-11-01', to: '2027-12-17' },
      { from: '2028-01-04', to: '2028-02-11' },
      { from: '2028-02-21', to: '2028-03-31' },
      { from: '2028-04-18', to: '2028-05-26' },
      { from: '2028-06-05', to: '2028-07-20' },
    ])
    expect(file.otherYears).toBe(1)
  })

  test('gives closed days with their year groups', () => {
    expect(closedText(file.closed)).toBe(
      [
        '1 September 2027 INSET',
        '25 October 2027 to 29 October 2027 holiday',
        '1 May 2028 bank holiday',
        '15 May 2028 to 26 May 2028 closure, year 11',
        '23 June 2028 INSET, years 7, 8 and 9',
      ].join('\n'),
    )
  })

  test('names every line that was not understood, and why', () => {
    expect(whys(file)).toEqual([
      '17: it is not clear whether this is a term, a holiday, an INSET day or a closure',
      '18: 46800 is a number in place of a date. Format the cell as a date in Excel',
      '19: 31/06/2028 is not a real date',
      '20: it has no date in the column “from”',
      '21: 05/06/2028 is before 06/06/2028',
      '22: it does not say what it is',
      '23: write the year groups in place of “KS3”, like years 12 and 13',
      '24: no pupil here is in year 13. The year groups are 7, 8, 9, 10, 11',
    ])
  })
})

describe('an iCalendar file of a council', () => {
  const file = read(fixture('northmoor-council.ics'))

  test('gives terms from their first and last days, half-terms with an exclusive end or a length', () => {
    expect(file.terms).toEqual([
      { from: '2027-09-01', to: '2027-12-17' },
      { from: '2028-01-04', to: '2028-03-31' },
      { from: '2028-04-18', to: '2028-07-20' },
    ])
    expect(closedText(file.closed)).toBe(
      [
        '1 September 2027 INSET',
        '25 October 2027 to 29 October 2027 holiday',
        '14 February 2028 to 18 February 2028 holiday',
        '1 May 2028 bank holiday',
        '29 May 2028 to 2 June 2028 holiday',
        '23 June 2028 INSET, years 7, 8 and 9',
      ].join('\n'),
    )
  })

  test('leaves out what repeats, is cancelled, is elsewhere or unclear, and to-dos without a word', () => {
    expect(whys(file)).toEqual([
      '91: it repeats. Write each of its days as an event of its own',
      '97: it is not clear whether this is a term, a holiday, an INSET day or a closure',
      '102: its time is of another time zone: America/New_York',
      '107: it is cancelled',
      '118: the file does not say when this term ends',
    ])
  })

  test('an event in UTC is on the day that London had', () => {
    const ics =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20280505T233000Z\nSUMMARY:INSET day\nEND:VEVENT\nEND:VCALENDAR\n'
    expect(closedText(read(bytesOf(ics)).closed)).toBe('6 May 2028 INSET')
  })
})

test('the starter file is read as it stands, every line of it', () => {
  const file = read(bytesOf(starterFile), '2026/27')
  expect([file.terms.length, file.closed.length, file.left]).toEqual([6, 5, []])
})

test.each([
  ['ISO dates', '2028-05-12,,INSET day,', '12 May 2028 INSET'],
  ['a quoted comma', '"12 May 2028","","INSET day, all staff",', '12 May 2028 INSET'],
  ['tabs', '12/05/2028\t\tINSET day\t', '12 May 2028 INSET'],
  ['two dates in one cell', '12/05/2028 to 16/05/2028,,School closed,', '12 May 2028 to 16 May 2028 closure'],
  ['a year group in the words', '12/05/2028,,INSET day for Year 7 only,', '12 May 2028 INSET, year 7'],
])('a CSV file may have %s', (_, row, expected) => {
  expect(
    closedText(
      read(bytesOf(`from\tto\twhat\tyear groups\n${row}`.replaceAll('\t', row.includes('\t') ? '\t' : ','))).closed,
    ),
  ).toBe(expected)
})

test('without a line that names the columns, their order is from, to, what, year groups', () => {
  expect(closedText(read(bytesOf('12/05/2028,,INSET day\n')).closed)).toBe('12 May 2028 INSET')
})

test('UTF-16, as Excel saves “Unicode text”, is read too', () => {
  const text = '\uFEFFfrom\tto\twhat\r\n12/05/2028\t\tINSET day\r\n'
  const bytes = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at += 1) new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), true)
  expect(closedText(read(bytes).closed)).toBe('12 May 2028 INSET')
})

test('dates with the month first refuse the whole file: which way round the others are is not guessed', () => {
  const file = readCalendarFile(csv('09/01/2027,10/22/2027,Term,'), '2027/28', secondary)
  expect(file).toEqual({
    refused: 'The dates in this file seem to have the month first: 10/22/2027. Write the day first.',
  })
})

test('an INSET day that is also the first day of term is two things, and neither is guessed', () => {
  expect(whys(read(csv('01/09/2027,,Autumn term starts – INSET day,')))).toEqual([
    '2: it is not clear whether this is a term, a holiday, an INSET day or a closure',
  ])
})

test.each([
  ['Term 3', 'term'],
  ['Autumn', 'term'],
  ['Half term 2', 'term'],
  ['Autumn half term', 'closed holiday'],
  ['Half term starts', 'null'],
  ['End of half term', 'null'],
  ['School reopens after half term', 'starts'],
  ['Break up for Christmas', 'ends'],
  ['School closes for Easter', 'ends'],
  ['School closed for polling', 'closed planned-closure'],
  ['Good Friday', 'closed bank-holiday'],
  ['Non-pupil day', 'closed inset'],
  ['Christmas holidays', 'closed holiday'],
  ['Holiday club', 'null'],
  ['Year 6 trip', 'null'],
  ['', 'null'],
])('“%s” speaks of %s', (words, expected) => {
  const meaning = fileMeaning(words)
  expect(meaning?.kind === 'closed' ? `closed ${meaning.because}` : String(meaning?.kind ?? null)).toBe(expected)
})

describe('a file that cannot be one', () => {
  const ics = (body: string) => `BEGIN:VCALENDAR\r\n${body}END:VCALENDAR\r\n`
  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /^The file is empty/],
    ['blanks', ' \r\n\r\n', /^The file is empty/],
    ['an Excel workbook', 'PK\u0003\u0004abc', /^This is an Excel workbook or a Word document, not a CSV file/],
    ['a PDF', '%PDF-1.7', /^This is a PDF/],
    ['a web page', '<!doctype html><p>', /^This is a web page/],
    ['binary', new Uint8Array([1, 2, 0, 255, 7]), /^This file is not text/],
    ['a million lines', '\n'.repeat(150_000), /^The file has 150001 lines/],
    ['one endless line', 'a'.repeat(150_000), /longer than 20000 characters/],
    ['more than may be sent', 'a,b\n'.repeat(60_000), /^The file is larger than 200 KB/],
    ['an open quotation mark', 'from,to,what\n"12/05/2028,,INSET\n', /^A quotation mark is not closed/],
    ['a poem', 'Whan that Aprill\nwith his shoures soote\n', /^No dates were found/],
    ['a calendar that never ends', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', /^This is no iCalendar file that can be read/],
    ['a thousand calendars in each other', `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(2000)}`, /^This is no iCal/],
    ['a calendar of to-dos', ics('BEGIN:VTODO\r\nSUMMARY:INSET day\r\nEND:VTODO\r\n'), /^The file holds no events/],
  ])('%s is answered in a sentence', (_, content, sentence) => {
    expect(refusal(content)).toMatch(sentence)
  })

  test('an event that repeats for ever, has no date, an impossible one or none it could end on is only left out', () => {
    const event = (lines: string) => `BEGIN:VEVENT\r\nSUMMARY:INSET day\r\n${lines}END:VEVENT\r\n`
    const body = [
      'DTSTART;VALUE=DATE:20280512\r\nRRULE:FREQ=SECONDLY\r\n',
      '',
      'DTSTART;VALUE=DATE:20281345\r\n',
      'DTSTART;VALUE=DATE:20280512\r\nDTEND;VALUE=DATE:20280501\r\n',
      'DTSTART;VALUE=DATE:20280512\r\nDTEND;VALUE=DATE:20380512\r\n',
      'DTSTART;VALUE=DATE:20280512\r\nDURATION:P9999W\r\n',
    ]
    expect(whys(read(bytesOf(ics(body.map(event).join('')))))).toEqual([
      '2: it repeats. Write each of its days as an event of its own',
      '7: it has no date',
      '10: its date cannot be read',
      '14: it ends before it begins',
      '19: it is 3652 days long',
      '24: its length cannot be read',
    ])
  })
})

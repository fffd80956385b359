// Every line of a file that is understood is in the form or is said to be left out; and a year nobody wrote is said.
import { describe, expect, test } from 'vitest'
import { shippedBankHolidays } from '../../src/calendar/bankHolidays.ts'
import { closedText, readClosedLines } from '../../src/web/forms/calendarClosedDays.ts'
import { type CalendarFile, readCalendarFile } from '../../src/web/forms/calendarFile.ts'
import { readCalendar } from '../../src/web/forms/calendarForm.ts'
import { emptyCalendar } from '../../src/web/forms/calendarProposal.ts'

function read(text: string, known: readonly string[] = ['R', '1', '2']): CalendarFile {
  const file = readCalendarFile(new TextEncoder().encode(text), '2027/28', known)
  if ('refused' in file) throw new Error(file.refused)
  return file
}

const csv = (...rows: string[]) => read(`from,to,what,year groups\n${rows.join('\n')}\n`)
const event = (from: string, to: string, what: string) =>
  `BEGIN:VEVENT\nDTSTART;VALUE=DATE:${from}\nDTEND;VALUE=DATE:${to}\nSUMMARY:${what}\nEND:VEVENT\n`
const ics = (...events: string[]) => read(`BEGIN:VCALENDAR\n${events.join('')}END:VCALENDAR\n`)

describe('an autumn term that cannot be read', () => {
  test.each([
    [
      'a CSV file',
      () =>
        csv(
          '01/09/2027,17/12/27 (noon),Autumn term,',
          '25/10/2027,29/10/2027,October half term,',
          '04/01/2028,20/07/2028,Spring and summer,',
          '04/01/2028,31/03/2028,Spring term,',
        ),
    ],
    [
      'an iCalendar file',
      () =>
        ics(
          event('20270901', '20270902', 'Autumn term'),
          event('20271025', '20271030', 'October half term'),
          event('20280104', '20280401', 'Spring term'),
        ),
    ],
  ])('in %s leaves its half-term in the form, where the term typed later meets it', (_, file) => {
    const { terms, closed, linesRead, summer } = file()
    expect(terms).toEqual([{ from: '2028-01-04', to: '2028-03-31' }])
    expect(closedText(closed)).toBe('25 October 2027 to 29 October 2027 holiday')
    expect([linesRead, summer]).toEqual([2, []])
    const around = { academicYear: '2027/28', bankHolidays: shippedBankHolidays, yearGroups: [], isChange: false }
    const typed = { ...emptyCalendar('2027/28', []), closed: closedText(closed) }
    const spring = { from: '4/1/2028', to: '31/3/2028' }
    const alone = readCalendar({ ...typed, terms: [spring] }, around)
    expect(alone.read!.notes).toEqual([
      '5 closed days between 2027-10-25 and 2027-10-29 are outside the terms, so they change nothing.',
    ])
    const both = readCalendar({ ...typed, terms: [{ from: '1/9/2027', to: '17/12/2027' }, spring] }, around)
    expect(both.read!.notes).toEqual([])
  })

  test('leaves a half-term of May in the form when it is the summer term', () => {
    expect(closedText(csv('01/09/2027,17/12/2027,Autumn term,', '29/05/2028,02/06/2028,Half term,').closed)).toBe(
      '29 May 2028 to 2 June 2028 holiday',
    )
  })
})

test('the summer holidays are not filled in, and each line of them is named', () => {
  const file = csv(
    '01/09/2027,17/12/2027,Term,',
    '04/01/2028,20/07/2028,Term,',
    '21/07/2028,04/09/2028,Summer holidays,',
    '02/08/2027,31/08/2027,Holidays,',
  )
  expect([file.closed, file.linesRead]).toEqual([[], 4])
  expect(file.summer).toEqual([
    { place: 'Line 4', said: 'Summer holidays' },
    { place: 'Line 5', said: 'Holidays' },
  ])
})

test.each(['R and 1', 'R & 1', 'Reception and Year 1', 'r, 1', 'years R and 1', 'Y1; R', '1 and reception'])(
  'the year groups “%s” of a CSV file are read as in a typed line',
  (groups) => {
    const { closed, left } = csv(`12/05/2028,,INSET day,"${groups}"`)
    expect(left).toEqual([])
    expect(closed[0]!.yearGroups!.toSorted()).toEqual(['1', 'R'])
  },
)

test.each([
  ['from,to,what\n4.1.28,31 March,Spring Term 2028', '2028-01-04 2028-03-31', ['“31 March” is read as 31 March 2028']],
  [
    'from,to,what\n6 September,17/12/2027,Autumn term',
    '2027-09-06 2027-12-17',
    ['“6 September” is read as 6 September 2027'],
  ],
  [
    'from,to,what\n6 Sept.,17th Dec,Autumn term',
    '2027-09-06 2027-12-17',
    ['“6 Sept” is read as 6 September 2027', '“17th Dec” is read as 17 December 2027'],
  ],
])('a CSV row without a year takes it from its other date or the school year: %s', (text, expected, assumed) => {
  const file = read(text)
  expect(file.terms.map(({ from, to }) => `${from} ${to}`)).toEqual([expected])
  expect(file.assumed.map((each) => each.replace(/^Line 2, “.*?”: (.*)\.$/, '$1'))).toEqual(assumed)
})

test('a holiday from December ends in the January after it', () => {
  const { closed } = csv('20/12/2027,3 January,Christmas holidays,')
  expect(closedText(closed)).toBe('20 December 2027 to 3 January 2028 holiday')
})

test.each([['31 June'], ['29 February'], ['Mon 2 Nov'], ['next 4 March or so']])(
  'a date without a year that there is not, “%s”, is left out with why',
  (date) => {
    const file = read(`from,to,what\n${date},,INSET day`)
    expect([file.closed.length, file.left.length]).toEqual(date === '29 February' ? [1, 0] : [0, 1])
  },
)

test('an event of an iCalendar file that is not understood is named by its title and its date', () => {
  const { left } = ics(event('20280512', '20280513', 'Sports day'), event('20281345', '20280513', 'INSET day'))
  expect(left.map(({ place, said }) => [place, said])).toEqual([
    ['12 May 2028', 'Sports day'],
    ['', 'INSET day'],
  ])
})

describe('a typed line without a year', () => {
  test.each([
    ['2 Nov INSET', '2027-11-02', '“2 Nov” is read as 2 November 2027.'],
    ['31st of August INSET', '2027-08-31', '“31st of August” is read as 31 August 2027.'],
    ['Fri 12 May INSET, year 1', '2028-05-12', '“Fri 12 May” is read as 12 May 2028.'],
  ])('is of the school year of the form: %s', (line, on, note) => {
    const { closed, faults, notes } = readClosedLines(line, ['1'], '2027/28')
    expect([closed.map((each) => each.on), faults, notes]).toEqual([[on], [], [note]])
  })

  test('of several days may reach over New Year', () => {
    const { closed } = readClosedLines('31 Dec to 3 Jan closure', [], '2027/28')
    expect(closed.map(({ on }) => on)).toEqual(['2027-12-31', '2028-01-03'])
  })

  test('says nothing where the year stands with the last day', () => {
    expect(readClosedLines('25 Oct to 29 Oct 2027 holiday', [], '2027/28').notes).toEqual([])
  })

  test('whose weekday is of another year is refused', () => {
    expect(readClosedLines('Mon 2 Nov INSET', [], '2027/28').faults).toEqual([
      'Line 1 of the closed days: Mon 2 Nov 2027 is a Tuesday',
    ])
  })

  test('may be a first or last day of a term', () => {
    const typed = { ...emptyCalendar('2027/28', []), terms: [{ from: '4 Jan', to: '20 July' }] }
    const around = { academicYear: '2027/28', bankHolidays: [], yearGroups: [], isChange: false }
    const { read: year } = readCalendar(typed, around)
    expect(year!.terms).toEqual([{ from: '2028-01-04', to: '2028-07-20' }])
    expect(year!.notes).toEqual(['“4 Jan” is read as 4 January 2028.', '“20 July” is read as 20 July 2028.'])
  })
})

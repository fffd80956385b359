// What is read from the typed form of a school year, and what stands in it before anybody types.
import { describe, expect, test } from 'vitest'
import { shippedBankHolidays } from '../../src/calendar/bankHolidays.ts'
import { closedText, readClosedLines } from '../../src/web/forms/calendarClosedDays.ts'
import { readCalendar, type TypedCalendar } from '../../src/web/forms/calendarForm.ts'
import { proposedCalendar, typedOfYear } from '../../src/web/forms/calendarProposal.ts'
import { calendarMonths } from '../../src/web/pages/calendarMonths.ts'
import { calendarWarnings } from '../../src/web/pages/calendarWarnings.ts'
import { calendarA } from '../support/calendars.ts'

const secondary = ['7', '8', '9', '10', '11']
const yearA = {
  academicYear: '2026/27',
  terms: calendarA.terms,
  closed: calendarA.closed,
  registersClose: { AM: '09:30', PM: '14:00' },
}
const around = { academicYear: '2026/27', bankHolidays: shippedBankHolidays, yearGroups: secondary, isChange: false }

describe('lines of closed days', () => {
  test.each([
    ['25 June 2027 INSET, years 7, 8 and 10', '7 8 10'],
    ['25/6/2027 INSET Year 11 only', '11'],
    ['INSET for years 7 to 9 on 25 June 2027', '7 8 9'],
    ['25 June 2027 (Y7 & Y8) training', '7 8'],
    ['1 January 2027 New Year bank holiday', ''],
    ['25 June 2027 INSET', ''],
  ])('“%s” is for the year groups %s', (line, groups) => {
    const read = readClosedLines(line, secondary)
    expect(read.faults).toEqual([])
    expect(read.closed.map(({ yearGroups = [] }) => yearGroups.join(' '))).toEqual([groups])
  })

  test('year groups are named as the school’s register names them', () => {
    const known = ['Reception', 'Year 1', '02', 'N1', 'N2']
    expect(readClosedLines('25 June 2027 INSET, years R, 1 and 2', known).closed[0]!.yearGroups).toEqual([
      'Reception',
      'Year 1',
      '02',
    ])
    expect(readClosedLines('25 June 2027 INSET, Nursery', known).closed[0]!.yearGroups).toEqual(['N1', 'N2'])
    expect(readClosedLines('25 June 2027 INSET, year 12', []).closed[0]!.yearGroups).toEqual(['12'])
  })

  test.each([
    ['25 June 2027 INSET, year 13', 'no pupil here is in year 13. The year groups are 7, 8, 9, 10, 11'],
    ['25 June 2027 INSET, sixth form', 'write the year groups in place of “sixth form”, like years 12 and 13'],
    ['2 Nov', '“2 Nov” cannot be read. Write one date a line, like 2 November 2026 INSET'],
    ['year 11 and 12 May 2027', 'no pupil here is in year 12. The year groups are 7, 8, 9, 10, 11'],
  ])('“%s” is refused in its own line', (line, why) => {
    expect(readClosedLines(`\n${line}`, secondary).faults).toEqual([`Line 2 of the closed days: ${why}`])
  })

  test('what is written back is read back as the same days', () => {
    const text = [
      '1 September 2026 INSET',
      '26 October 2026 to 30 October 2026 holiday',
      '4 December 2026 to 7 December 2026 closure',
      '5 December 2026 INSET',
      '10 May 2027 to 28 May 2027 closure, year 11',
      '25 June 2027 INSET, years 7 and 8',
    ].join('\n')
    const { closed } = readClosedLines(text, secondary)
    expect(closed).toHaveLength(1 + 5 + 2 + 1 + 15 + 1)
    expect(closedText(closed)).toBe(text)
  })

  test('a word that is not known closes the school, and that is said', () => {
    expect(readClosedLines('12 May 2027 sports day', secondary).notes).toEqual([
      '“12 May 2027 sports day” is read as a day on which the school is closed.',
    ])
    expect(readClosedLines('12 May 2027 closed\n13 May 2027\n14 May 2027 INSET', secondary).notes).toEqual([])
  })
})

describe('a school year', () => {
  test('in force, shown and read again, is the same', () => {
    const typed = typedOfYear(yearA, shippedBankHolidays, 'then')
    expect(typed.bankHolidays).toHaveLength(8)
    const { read } = readCalendar(typed, around)
    expect([read!.terms, read!.closed]).toEqual([calendarA.terms, calendarA.closed])
    expect(read!.notes).toEqual([])
  })

  test('whose bank holiday is a school day keeps its box without a tick', () => {
    const open = { ...yearA, closed: calendarA.closed.filter(({ because }) => because === 'inset') }
    const typed = typedOfYear(open, shippedBankHolidays, '')
    expect(typed.bankHolidays).not.toContain('2027-05-03')
    expect(typed.bankHolidays).toContain('2026-12-25')
    expect(readCalendar(typed, around).read!.closed).toEqual(open.closed)
  })

  test('proposed from the one before is 52 weeks later, on the same weekdays, without what happened once', () => {
    const before = {
      ...yearA,
      closed: [...calendarA.closed, { on: '2027-05-06', because: 'planned-closure' as const }],
    }
    const typed = proposedCalendar(before, '2027/28', shippedBankHolidays)
    expect(typed.terms[0]).toEqual({ from: '31 August 2027', to: '22 October 2027' })
    expect(typed.closed.split('\n')).toEqual([
      '31 August 2027 INSET',
      '1 November 2027 INSET',
      '3 January 2028 INSET',
      '5 June 2028 INSET',
      '19 July 2028 INSET',
    ])
    expect(typed.bankHolidays).toContain('2028-05-01')
    const { read } = readCalendar(typed, { ...around, academicYear: '2027/28' })
    expect(calendarWarnings('2027/28', read!, shippedBankHolidays)).toEqual([
      'There are 188 school days. A maintained school must have at least 190 in a school year.',
      'Monday 3 January 2028 is an INSET day here and a bank holiday (New Year’s Day). Is the date right?',
    ])
  })

  test.each<[string, Partial<TypedCalendar>, string[]]>([
    ['no term', { terms: [{ from: '', to: '' }] }, ['term-0-from']],
    ['a date that is none', { terms: [{ from: '31 September 2026', to: '23 October 2026' }] }, ['term-0-from']],
    [
      'terms that overlap',
      {
        terms: [
          { from: '1/9/2026', to: '23/10/2026' },
          { from: '23/10/2026', to: '18/12/2026' },
        ],
      },
      ['term-1-from'],
    ],
    ['one time of two', { closesPm: '' }, ['closes-pm']],
    ['no times that are times', { closesAm: '25:00', closesPm: 'late' }, ['closes-am', 'closes-pm']],
    ['a reason that is a book', { reason: 'a'.repeat(501) }, ['reason']],
    ['lines without end', { closed: '\n'.repeat(300) }, ['closed']],
  ])('with %s is refused beside its field', (_, change, fields) => {
    const typed = { ...typedOfYear(yearA, shippedBankHolidays, ''), ...change }
    expect(readCalendar(typed, around).faults.map(({ field }) => field)).toEqual(fields)
  })

  test.each([
    ['9.15', '1:50 pm', { AM: '09:15', PM: '13:50' }],
    ['0930', '14:00', { AM: '09:30', PM: '14:00' }],
    ['9am', '2pm', { AM: '09:00', PM: '14:00' }],
    ['', '', null],
  ])('closes its registers at “%s” and “%s”', (closesAm, closesPm, expected) => {
    const typed = { ...typedOfYear(yearA, shippedBankHolidays, ''), closesAm, closesPm }
    expect(readCalendar(typed, around).read!.registersClose).toEqual(expected)
  })

  test('changed without a reason is refused', () => {
    const typed = typedOfYear(yearA, shippedBankHolidays, 'then')
    expect(readCalendar(typed, { ...around, isChange: true }).faults).toEqual([
      { text: 'Say why this year is changed', field: 'reason' },
    ])
  })

  test('warns of a missing term, a bank holiday left open, a weekend, and years GOV.UK has not published', () => {
    const odd = {
      terms: [calendarA.terms[0], ...calendarA.terms.slice(2, 5)],
      closed: [{ on: '2027-05-08', because: 'inset' as const }],
      registersClose: null,
    }
    expect(calendarWarnings('2026/27', odd, shippedBankHolidays)).toEqual([
      'Monday 3 May 2027 is a bank holiday (Early May bank holiday) and counts as a school day here.',
      'There are 128 school days. A maintained school must have at least 190 in a school year.',
      'No term lies between 23 October 2026 and 4 January 2027. Is one missing?',
      'The last term ends on 28 May 2027. Is one after it missing?',
      'Saturday 8 May 2027 is a weekend, so closing it changes nothing. Is the date right?',
    ])
    const later = { terms: [{ from: '2028-09-04', to: '2029-07-20' }], closed: [], registersClose: null }
    expect(calendarWarnings('2028/29', later, shippedBankHolidays).at(-1)).toBe(
      'Bank holidays are known here up to 2028. GOV.UK publishes later ones at https://www.gov.uk/bank-holidays: add them then.',
    )
  })
})

test('the months show each day as what it is, in words and by a mark', () => {
  const closed = [
    ...calendarA.closed.filter(({ on }) => on !== '2027-05-03'),
    { on: '2026-11-20', because: 'planned-closure' as const },
    { on: '2026-11-27', because: 'inset' as const, yearGroups: ['11'] },
  ]
  const months = calendarMonths({ terms: calendarA.terms, closed }, shippedBankHolidays)
  expect(months.map(({ name, schoolDays }) => `${name} ${schoolDays}`)).toEqual([
    'September 2026 21',
    'October 2026 17',
    'November 2026 19',
    'December 2026 14',
    'January 2027 19',
    'February 2027 15',
    'March 2027 19',
    'April 2027 15',
    'May 2027 20',
    'June 2027 17',
    'July 2027 14',
  ])
  const shown = (month: number, day: number) => {
    const found = months[month]!.weeks.flat().find((each) => each.day === day)!
    return `${found.kind} ${found.mark} ${found.words}`
  }
  expect(months[0]!.weeks[0]!.map(({ day }) => day)).toEqual([null, 1, 2, 3, 4, 5, 6])
  expect(shown(0, 1)).toBe('inset I INSET day')
  expect(shown(0, 2)).toBe('school  School day')
  expect(shown(0, 5)).toBe('none  ')
  expect(shown(1, 26)).toBe('holiday H Holiday')
  expect(shown(2, 20)).toBe('closure C Closure')
  expect(shown(2, 27)).toBe('part Y Closed for some year groups')
  expect(shown(3, 25)).toBe('bank-holiday B Bank holiday')
  expect(shown(8, 3)).toBe('open-bank-holiday ! Bank holiday, counted as a school day')
  expect(shown(10, 22)).toBe('none  ')
})

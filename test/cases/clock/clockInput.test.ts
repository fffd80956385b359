// Does input that does not fit name each place where it does not?
import { describe, expect, it } from 'vitest'
import { readClockInput } from '../../../src/cases/clock/clockInput.ts'
import { calendarA } from '../../support/calendars.ts'

const good = {
  asOf: '2026-10-14T15:30:00+01:00',
  calendar: calendarA,
  pupil: { dateOfBirth: '2014-05-06' },
}
const faults = (value: unknown) => {
  const read = readClockInput(value)
  return 'faults' in read ? read.faults : []
}
const withCalendar = (calendar: object) => faults({ ...good, calendar: { ...calendarA, ...calendar } })
const withMark = (mark: unknown) => faults({ ...good, marks: [{ on: '2026-10-12', code: 'N' }, mark] })
const withFacts = (facts: unknown) => faults({ ...good, facts })

describe('input that fits', () => {
  it('needs a moment, terms and a date of birth, and no more', () => {
    expect(readClockInput(good)).toEqual({ input: good, notes: [] })
  })

  it('may say null wherever it may say nothing', () => {
    expect(
      faults({
        ...good,
        calendar: { ...calendarA, closed: null, registersClose: null },
        policy: null,
        marks: null,
        leave: null,
        facts: { explainedOn: null, outcome: null, missing: null, riskAnswers: null, enquiries: null },
      }),
    ).toEqual([])
  })

  it('takes every code of the register', () => {
    for (const code of ['/', '\\', '#', '-', 'Y7', 'C2', 'J1', 'Z'])
      expect(withMark({ on: '2026-10-13', code })).toEqual([])
  })

  it('has what nobody knows noted, with its place', () => {
    const read = readClockInput({
      ...good,
      pupil: { dateOfBirth: '2014-05-06', shoe: 4 },
      colour: 'red',
      marks: [{ on: '2026-10-12', code: 'N', teacher: 'x' }],
      facts: { explaindOn: '2026-10-12' },
    })
    expect('notes' in read && read.notes).toEqual([
      'pupil.shoe: not a field of the clock.',
      'colour: not a field of the clock.',
      'marks[0].teacher: not a field of the clock.',
      'facts.explaindOn: not a field of the clock.',
    ])
  })
})

describe('input that does not fit', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['a number', 7],
  ])('is %s', (_what, value) => {
    expect(faults(value)).toEqual(['$: must be an object.'])
  })

  it('names everything that is missing', () => {
    expect(faults({}).map((fault) => fault.split(':')[0])).toEqual(['asOf', 'calendar', 'pupil'])
    expect(faults({ ...good, pupil: {} })).toEqual(['pupil.dateOfBirth: must be a date, YYYY-MM-DD.'])
    expect(withCalendar({ terms: [] })).toEqual(['calendar.terms: must name a term.'])
  })

  it.each(['2026-10-14T15:30:00', '2026-10-14', '2026-02-30T10:00:00Z', 'today', 7])(
    'asOf %j has no offset, or is no instant',
    (asOf) => {
      expect(faults({ ...good, asOf })).toEqual([
        'asOf: must be an instant with its offset, such as 2026-10-14T15:30:00+01:00.',
      ])
    },
  )

  it('has a term that overlaps another', () => {
    const terms = [
      { from: '2026-09-01', to: '2026-10-23' },
      { from: '2026-10-23', to: '2026-12-18' },
    ]
    expect(withCalendar({ terms })).toEqual(['calendar.terms[1].from: is in another term, 2026-09-01 to 2026-10-23.'])
    expect(withCalendar({ terms: [...terms].reverse() })).toEqual([
      'calendar.terms[0].from: is in another term, 2026-09-01 to 2026-10-23.',
    ])
  })

  it('has a term inside another', () => {
    const terms = [
      { from: '2026-09-01', to: '2026-12-18' },
      { from: '2026-09-07', to: '2026-09-08' },
      { from: '2026-11-02', to: '2026-11-03' },
    ]
    expect(withCalendar({ terms }).map((fault) => fault.split(':')[0])).toEqual([
      'calendar.terms[1].from',
      'calendar.terms[2].from',
    ])
  })

  it('has a term that ends before it begins', () => {
    expect(withCalendar({ terms: [{ from: '2026-09-01', to: '2026-08-31' }] })).toEqual([
      'calendar.terms[0].to: is before the term begins.',
    ])
  })

  it('has a date that does not exist', () => {
    expect(withCalendar({ terms: [{ from: '2026-02-29', to: '2026-08-31' }] })).toEqual([
      'calendar.terms[0].from: must be a date that exists, YYYY-MM-DD.',
    ])
    expect(faults({ ...good, pupil: { dateOfBirth: '6 May 2014' } })).toEqual([
      'pupil.dateOfBirth: must be a date that exists, YYYY-MM-DD.',
    ])
  })

  it.each(['2026-02-30', '2027-02-29', '2100-02-29', '2026-04-31', '0000-01-01'])(
    'has %s, a day that does not exist',
    (on) => {
      const fault = 'must be a date that exists, YYYY-MM-DD.'
      expect(withMark({ on, code: 'N' })).toEqual([`marks[1].on: ${fault}`])
      expect(withMark({ from: '2026-10-12', to: on, code: 'N' })).toEqual([`marks[1].to: ${fault}`])
      expect(withCalendar({ closed: [{ on, because: 'inset' }] })).toEqual([`calendar.closed[0].on: ${fault}`])
      expect(withFacts({ explainedOn: on })).toEqual([`facts.explainedOn: ${fault}`])
    },
  )

  const codes = '/ \\ L K V P W B D C1 C2 C M J1 S X T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z # -'

  it.each(['A', 'n', 'N ', '', 'Y8', 'toString'])('has %j, which is no code', (code) => {
    expect(withMark({ on: '2026-10-12', code })).toEqual([`marks[1].code: must be one of ${codes}`])
  })

  it.each(['H', 'J', 'Y'])('has %s, a code that ended', (code) => {
    expect(withMark({ on: '2026-10-12', code })).toEqual([
      `marks[1].code: ${code} ended in August 2024; must be one of ${codes}`,
    ])
  })

  it('has lists too long to be anybody’s, told once', () => {
    const many = (length: number, entry: unknown) => new Array(length).fill(entry)
    const mark = { on: '2026-10-12', code: 'N' }
    expect(faults({ ...good, marks: many(50_000, mark) })).toEqual([])
    expect(faults({ ...good, marks: many(50_001, mark) })).toEqual(['marks: has more than 50000 entries.'])
    expect(faults({ ...good, marks: many(3_000_000, 0) })).toEqual(['marks: has more than 50000 entries.'])
    expect(withCalendar({ terms: many(1_001, 0) })).toEqual(['calendar.terms: has more than 1000 entries.'])
    expect(withCalendar({ closed: many(50_001, 0) })).toEqual(['calendar.closed: has more than 50000 entries.'])
    expect(withFacts({ reviewsOn: many(50_001, 0) })).toEqual(['facts.reviewsOn: has more than 50000 entries.'])
    const answers = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`Q${index}`, 'yes']))
    expect(withFacts({ riskAnswers: answers })).toEqual(['facts.riskAnswers: has more than 100 answers.'])
  })

  it('has a calendar longer than a school life', () => {
    expect(withCalendar({ terms: [{ from: '1900-01-01', to: '2026-08-31' }] })).toEqual([
      'calendar.terms: span more than 40 years.',
    ])
  })

  it('has a closure for a reason nobody knows', () => {
    expect(withCalendar({ closed: [{ on: '2026-09-01', because: 'snow' }] })).toEqual([
      'calendar.closed[0].because: must be one of inset, holiday, bank-holiday, planned-closure.',
    ])
  })

  it('has registers that close at no time of day, or in the wrong order', () => {
    expect(withCalendar({ registersClose: { AM: '9:30', PM: '24:00' } })).toEqual([
      'calendar.registersClose.AM: must be a time of day, HH:MM.',
      'calendar.registersClose.PM: must be a time of day, HH:MM.',
    ])
    expect(withCalendar({ registersClose: { AM: '14:30' } })).toEqual([
      'calendar.registersClose.PM: must be later than AM.',
    ])
  })

  it.each([
    [{ on: '2026-10-12', code: 'H' }, 'marks[1].code'],
    [{ on: '2026-10-12', code: 'n' }, 'marks[1].code'],
    [{ on: '2026-10-12' }, 'marks[1].code'],
    [{ on: '2026-10-12', session: 'EVENING', code: 'N' }, 'marks[1].session'],
    [{ from: '2026-10-12', to: '2026-10-13', session: 'AM', code: 'N' }, 'marks[1].session'],
    [{ code: 'N' }, 'marks[1].on'],
    [{ from: '2026-10-12', code: 'N' }, 'marks[1].to'],
    [{ to: '2026-10-12', code: 'N' }, 'marks[1].from'],
    [{ from: '2026-10-12', to: '2026-10-11', code: 'N' }, 'marks[1].to'],
    [{ on: '2026-10-12', from: '2026-10-12', code: 'N' }, 'marks[1].from'],
    [{ on: '2026-10-32', code: 'N' }, 'marks[1].on'],
    ['N', 'marks[1]'],
  ])('has the mark %j, at fault in %s', (mark, path) => {
    expect(withMark(mark).map((fault) => fault.split(':')[0])).toEqual([path])
  })

  it.each([
    [{ contacts: [{ at: '2026-10-12T10:00', reached: true }] }, 'facts.contacts[0].at'],
    [{ contacts: [{ at: '2026-10-12T10:00Z', reached: 'yes' }] }, 'facts.contacts[0].reached'],
    [{ flags: { lookedAfter: 'no' } }, 'facts.flags.lookedAfter'],
    [{ reviewsOn: '2026-10-12' }, 'facts.reviewsOn'],
    [{ reviewsOn: ['2026-10-12', 'soon'] }, 'facts.reviewsOn[1]'],
    [{ riskAnswers: { A1: 'maybe' } }, 'facts.riskAnswers.A1'],
    [{ riskAnswers: { A8: 'yes' } }, 'facts.riskAnswers.A8'],
    [
      { foreseenSickness: { believedOn: '2026-10-12', from: '2026-10-12', to: '2026-10-11' } },
      'facts.foreseenSickness.to',
    ],
    [{ enquiries: [{ by: 'police', on: '2026-10-12', what: 'x', signedAt: null }] }, 'facts.enquiries[0].by'],
    [{ sicknessOrUnavoidable: { answer: null, signedAt: '2026-10-12T10:00Z' } }, 'facts.sicknessOrUnavoidable.answer'],
    [{ outcome: { kind: 'lost' } }, 'facts.outcome.kind'],
    [{ missing: [{ reportedAt: '2026-10-12T10:00Z', from: 'school' }] }, 'facts.missing[0].from'],
    [{ missing: [{ from: 'home' }] }, 'facts.missing[0].reportedAt'],
    [[], 'facts'],
  ])('has the facts %j, at fault in %s', (value, path) => {
    expect(withFacts(value).map((fault) => fault.split(':')[0])).toEqual([path])
  })

  it.each([0, -1, 2.5, '3'])('has the policy number %j', (number) => {
    expect(faults({ ...good, policy: { escalateOnSchoolDay: number } })).toHaveLength(1)
    expect(faults({ ...good, policy: { escalateOnSchoolDay: number } })[0]).toMatch(/^policy\.escalateOnSchoolDay: /)
  })

  it('names every fault, not the first alone', () => {
    const read = faults({ ...good, asOf: 'now', pupil: { dateOfBirth: 7 }, marks: [{ on: '2026-10-12', code: '?' }] })
    expect(read.map((fault) => fault.split(':')[0])).toEqual(['asOf', 'pupil.dateOfBirth', 'marks[0].code'])
  })
})

// Does text that is odd, damaged or hostile get an answer or a reason, and always the same one?
import { describe, expect, it } from 'vitest'
import { addCalendarDays, calendarDays } from '../../../src/calendar/date.ts'
import { clockForTexts } from '../../../src/cases/clock/clockText.ts'
import { calendarA } from '../../support/calendars.ts'

const good = {
  asOf: '2026-10-14T15:30:00+01:00',
  calendar: calendarA,
  pupil: { dateOfBirth: '2014-05-06' },
  marks: [{ from: '2026-10-12', to: '2026-10-14', code: 'N' }],
}
const ask = (text: string) => clockForTexts()(text)
const faults = (text: string) => {
  const answer = ask(text)
  return 'faults' in answer ? answer.faults : []
}
const notes = (text: string) => {
  const answer = ask(text)
  return 'faults' in answer ? answer : answer.answer.notes
}
const withText = (field: string, text: string) => JSON.stringify({ ...good, [field]: '?' }).replace('"?"', text)

describe('text that is no JSON', () => {
  it.each([
    ['', '$: not JSON (Unexpected end of JSON input).'],
    ['   ', '$: not JSON (Unexpected end of JSON input).'],
    ['{"asOf":', '$: not JSON (Unexpected end of JSON input).'],
    ['{"asOf": NaN}', '$: not JSON (Unexpected token \'N\', "{"asOf": NaN}" is not valid JSON).'],
    ["{'asOf': 1}", "$: not JSON (Expected property name or '}' in JSON at position 1 (line 1 column 2))."],
  ])('%j', (text, fault) => {
    expect(faults(text)).toEqual([fault])
  })
})

describe('numbers', () => {
  it.each([
    ['1e999', 'policy.escalateOnSchoolDay: must be a whole number.'],
    ['1e15', 'policy.escalateOnSchoolDay: must be 1000 or less.'],
    ['-0', 'policy.escalateOnSchoolDay: must be 1 or more.'],
    ['2.5', 'policy.escalateOnSchoolDay: must be a whole number.'],
  ])('refuses %s', (number, fault) => {
    expect(faults(withText('policy', `{"escalateOnSchoolDay":${number}}`))).toEqual([fault])
  })

  it('refuses a number too large to be counted exactly, for both reasons', () => {
    expect(faults(withText('policy', '{"visitBySchoolDay":123456789012345678901234567890}'))).toEqual([
      'policy.visitBySchoolDay: must be a whole number.',
      'policy.visitBySchoolDay: must be 1000 or less.',
    ])
  })

  it('refuses a review every million days at once, and takes one every thousand', () => {
    expect(faults(withText('policy', '{"reviewEveryDays":1000000}'))).toEqual([
      'policy.reviewEveryDays: must be 1000 or less.',
    ])
    expect(faults(withText('policy', '{"reviewEveryDays":1000}'))).toEqual([])
  })
})

describe('nesting', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  const tooDeep = ['$: objects and lists lie more than 100 deep in one another.']

  it('refuses what lies more than a hundred deep, however long it is', () => {
    expect(faults(withText('colour', deep(100)))).toEqual(tooDeep)
    expect(faults(withText('marks', deep(5_000_000)))).toEqual(tooDeep)
    expect(faults(deep(5_000_000))).toEqual(tooDeep)
    expect(faults('['.repeat(9_000_000))).toEqual(tooDeep)
    expect(faults(withText('calendar', deep(20_000)))).toEqual(tooDeep)
  })

  it('leaves alone what nobody knows and is not deep, and brackets in a text', () => {
    expect(notes(withText('colour', deep(99)))).toEqual(['colour: not a field of the clock.'])
    expect(notes(withText('colour', JSON.stringify(`"${'['.repeat(100_000)}`)))).toEqual([
      'colour: not a field of the clock.',
    ])
  })
})

describe('a key that is given twice', () => {
  it('is told with its path; the last is read', () => {
    const text = JSON.stringify(good)
    const twice = text.replace('"pupil":', '"marks":[{"on":"2026-10-13","code":"I"}],"pupil":')
    expect(notes(twice)).toEqual(['marks: is given more than once; the last is read.'])
    expect(ask(twice)).toMatchObject({ answer: { absence: { schoolDays: 3 } } })
  })

  it.each([
    ['"code":"N"', '"code":"I","code":"N"', 'marks[0].code'],
    ['"dateOfBirth":', '"dateOfBirth":"2001-01-01", "dateOfBirth" :', 'pupil.dateOfBirth'],
    ['{"on":"2026-09-01"', '{"on":"2026-09-02","on":"2026-09-01"', 'calendar.closed[0].on'],
    ['"code":"N"', '"c\\u006fde":"I","code":"N"', 'marks[0].code'],
    ['"code":"N"', '"code":"I","code":"I","code":"N"', 'marks[0].code'],
  ])('%s as %s is told at %s', (once, twice, path) => {
    const text = JSON.stringify(good)
    expect(text).toContain(once)
    expect(notes(text.replace(once, twice))).toEqual([`${path}: is given more than once; the last is read.`])
  })

  it('is told even when a colon is hidden elsewhere', () => {
    const hidden = JSON.stringify(good).replace('15:30', '15\\u003a30')
    expect(notes(hidden)).toEqual([])
    expect(notes(hidden.replace('"code":"N"', '"code":"I","code":"N"'))).toEqual([
      'marks[0].code: is given more than once; the last is read.',
    ])
  })

  it('is told of each object by itself, and of no two objects together', () => {
    expect(notes(JSON.stringify({ ...good, marks: [...good.marks, { on: '2026-10-14', code: 'N' }] }))).toEqual([])
    const enquiry = '{"by":"school","on":"2026-10-13","what":"said: \\"by\\": {\\\\","what":"","signedAt":null}'
    expect(notes(withText('facts', `{"enquiries":[${enquiry},${enquiry}]}`))).toEqual([
      'facts.enquiries[0].what: is given more than once; the last is read.',
      'facts.enquiries[1].what: is given more than once; the last is read.',
    ])
  })
})

describe('what is read but not used', () => {
  it('is told: a mark at a weekend, a mark in the holidays, a closed day outside the terms', () => {
    const closed = [...calendarA.closed, { on: '2026-10-26', because: 'holiday' }]
    const marks = [
      { on: '2026-10-03', code: 'N' },
      { from: '2026-10-10', to: '2026-10-11', code: 'I' },
      { on: '2026-09-01', session: 'AM', code: '/' },
      { on: '2026-10-12', code: 'N' },
    ]
    expect(notes(JSON.stringify({ ...good, calendar: { ...calendarA, closed }, marks }))).toEqual([
      'calendar.closed[6]: 2026-10-26 is outside the terms.',
      'marks[0]: 2026-10-03 is no school day (weekend).',
      'marks[1]: no school day from 2026-10-10 to 2026-10-11.',
      'marks[2]: 2026-09-01 is no school day (INSET day).',
    ])
  })

  it('is told of names that every object has', () => {
    const odd = JSON.stringify(good).replace(
      '"dateOfBirth"',
      '"toString":1,"constructor":{},"__proto__":[],"dateOfBirth"',
    )
    expect(notes(odd)).toEqual([
      'pupil.toString: not a field of the clock.',
      'pupil.constructor: not a field of the clock.',
      'pupil.__proto__: not a field of the clock.',
    ])
  })
})

describe('calendars that come again', () => {
  const inOne = (closedOn: string) =>
    JSON.stringify({ ...good, calendar: { ...calendarA, closed: [{ on: closedOn, because: 'inset' }] } })

  it('are each answered by their own, in whatever order they come', () => {
    const asked = ['2026-10-13', '2026-10-19', '2026-10-13', '2026-10-14', '2026-10-19', '2026-10-13', '2026-10-20']
    const answerTo = clockForTexts()
    const days = [...asked, ...asked, ...asked].map((on) => {
      const answer = answerTo(inOne(on))
      return 'answer' in answer ? answer.answer.absence?.schoolDays : answer
    })
    const once = [2, 3, 2, 2, 3, 2, 3]
    expect(days).toEqual([...once, ...once, ...once])
  })

  it('are not taken for one that says more', () => {
    const answerTo = clockForTexts()
    const morning = { ...good, asOf: '2026-10-12T09:10:00+01:00', marks: [] }
    const early = { ...calendarA, registersClose: { AM: '09:00', PM: '13:00' } }
    const possible = [early, calendarA, early, calendarA, early].map((calendar) => {
      const answer = answerTo(JSON.stringify({ ...morning, calendar }))
      return 'answer' in answer ? answer.answer.attendance.possible : answer
    })
    expect(possible).toEqual([57, 56, 57, 56, 57])
  })

  it('are told apart when there are more than are kept', () => {
    const days = Array.from({ length: 300 }, (_, index) => addCalendarDays('2026-09-02', calendarDays(index)))
    const texts = days.flatMap((on) =>
      ['inset', 'holiday', 'planned-closure'].map((because) =>
        JSON.stringify({ ...good, calendar: { ...calendarA, closed: [{ on, because }] } }),
      ),
    )
    const answerTo = clockForTexts()
    const inOneGo = [...texts, ...texts, ...texts].map((text) => JSON.stringify(answerTo(text)))
    const oneByOne = texts.map((text) => JSON.stringify(ask(text)))
    expect(inOneGo).toEqual([...oneByOne, ...oneByOne, ...oneByOne])
  })

  it('are told what nobody knows in them every time', () => {
    const answerTo = clockForTexts()
    const odd = JSON.stringify({ ...good, calendar: { ...calendarA, colour: 'red' } })
    for (const text of [odd, odd, JSON.stringify(good), odd]) {
      const answer = answerTo(text)
      expect('answer' in answer && answer.answer.notes).toEqual(
        text === odd ? ['calendar.colour: not a field of the clock.'] : [],
      )
    }
  })
})

import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { type StripInput, type StripPart, schoolYearStart, stripOf } from '../../src/cases/strip.ts'
import { stripMarkers } from '../../src/cases/stripMarkers.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'

// 2 September 2026 is a Wednesday, 23 October and 18 December are Fridays, 2 November (INSET) is a Monday.
const calendar = prepareCalendar({
  terms: [
    { from: '2026-09-02', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  closed: [{ on: '2026-11-02', because: 'inset' }],
})
const wednesdayMorning = '2026-10-14T09:00:00.000Z'
const nothing: StripInput = {
  calendar,
  marks: [],
  completeSessions: [],
  knownFrom: '2026-10-12',
  leftOn: null,
  markers: [],
  asOf: wednesdayMorning,
}

/** `12 N/N` a day; `*` today; flags in brackets; gaps as their dates. */
function drawn(parts: readonly StripPart[]): string[] {
  return parts.map((part) => {
    if (part.kind === 'gap') return `gap ${part.from} ${part.to}`
    return part.days
      .map(({ on, AM, PM, isToday, markers }) => {
        const [am, pm] = [AM, PM].map((each) => (each.kind === 'coded' ? each.code : each.kind))
        const flags = markers.map(({ days }) => ` [${days}]`).join('')
        return `${on.slice(8)} ${am}/${pm}${isToday ? '*' : ''}${flags}`
      })
      .join(', ')
  })
}

const bothN = (on: string) => [
  { on, session: 'AM' as const, code: 'N' },
  { on, session: 'PM' as const, code: 'N' },
]

describe('the strip of school days', () => {
  it('shows a session nobody has sent whole as unknown, and one whose register has not closed as not yet', () => {
    expect(drawn(stripOf(nothing))).toEqual(['12 unknown/unknown, 13 unknown/unknown, 14 unknown/not-yet*'])
  })

  it('shows the morning as not yet until its register closes at 09:30 in London', () => {
    const early = stripOf({ ...nothing, asOf: '2026-10-14T08:29:00.000Z' })
    expect(drawn(early)).toEqual(['12 unknown/unknown, 13 unknown/unknown, 14 not-yet/not-yet*'])
  })

  it('reads no row in a complete register as presence, and a row with - as unknown all the same', () => {
    const completeSessions = [
      { on: '2026-10-12', session: 'AM' as const },
      { on: '2026-10-12', session: 'PM' as const },
    ]
    const marks = [{ on: '2026-10-12', session: 'PM' as const, code: '-' }]
    expect(drawn(stripOf({ ...nothing, marks, completeSessions }))).toEqual([
      '12 present/unknown, 13 unknown/unknown, 14 unknown/not-yet*',
    ])
  })

  it('shows a mark although its register is not complete, and plain presence as presence', () => {
    const marks = [
      { on: '2026-10-12', session: 'AM' as const, code: '/' },
      { on: '2026-10-12', session: 'PM' as const, code: 'L' },
      ...bothN('2026-10-13'),
    ]
    expect(drawn(stripOf({ ...nothing, marks }))).toEqual(['12 present/L, 13 N/N, 14 unknown/not-yet*'])
  })

  it('leaves out weekends and INSET days, and shows half-term as a gap', () => {
    const parts = stripOf({ ...nothing, knownFrom: '2026-10-22', asOf: '2026-11-04T17:00:00.000Z' })
    expect(drawn(parts)).toEqual([
      '22 unknown/unknown, 23 unknown/unknown',
      'gap 2026-10-26 2026-10-30',
      '03 unknown/unknown, 04 unknown/unknown*',
    ])
  })

  it('goes on to the last marker, and flags no other date for one that falls on a Sunday', () => {
    const marks = bothN('2026-10-12')
    const markers = stripMarkers(calendar, marks, '2026-10-12T17:00:00.000Z', shippedPolicies)
    const parts = stripOf({ ...nothing, marks, markers, asOf: '2026-10-12T17:00:00.000Z' })
    expect(drawn(parts)).toEqual([
      '12 N/N*, 13 to-come/to-come, 14 to-come/to-come [3], 15 to-come/to-come, 16 to-come/to-come',
      '19 to-come/to-come, 20 to-come/to-come, 21 to-come/to-come, 22 to-come/to-come, 23 to-come/to-come [10]',
      'gap 2026-10-26 2026-10-30',
      '03 to-come/to-come, 04 to-come/to-come, 05 to-come/to-come, 06 to-come/to-come',
      '09 to-come/to-come, 10 to-come/to-come, 11 to-come/to-come, 12 to-come/to-come, 13 to-come/to-come',
      '16 to-come/to-come [20]',
    ])
  })

  it('ends on the day the pupil left', () => {
    expect(drawn(stripOf({ ...nothing, leftOn: '2026-10-13' }))).toEqual(['12 unknown/unknown, 13 unknown/unknown'])
  })

  it('begins where the pupil was first known, or with an earlier mark', () => {
    const marks = [{ on: '2026-10-09', session: 'AM' as const, code: 'I' }]
    expect(drawn(stripOf({ ...nothing, marks }))[0]).toBe('09 I/unknown')
  })

  it('is empty for somebody who left before this school year', () => {
    expect(stripOf({ ...nothing, knownFrom: '2025-09-03', leftOn: '2026-07-17' })).toEqual([])
  })
})

describe('the markers of an absence', () => {
  it('are school days 3, 10 and 20 and calendar day 28', () => {
    const markers = stripMarkers(
      calendar,
      [...bothN('2026-10-12'), ...bothN('2026-10-13')],
      '2026-10-13T17:00:00.000Z',
      shippedPolicies,
    )
    expect(markers.map(({ days, unit, on }) => `${days} ${unit} ${on}`)).toEqual([
      '3 school day 2026-10-14',
      '10 school day 2026-10-23',
      '20 school day 2026-11-16',
      '28 calendar day 2026-11-08',
    ])
  })

  it('say where the calendar ends instead of guessing', () => {
    const markers = stripMarkers(calendar, bothN('2026-12-14'), '2026-12-14T17:00:00.000Z', shippedPolicies)
    expect(markers[2]).toMatchObject({ days: 20, on: null, because: 'The school’s calendar ends on 2026-12-18.' })
  })

  it('are none without an absence', () => {
    expect(stripMarkers(calendar, [], '2026-12-14T17:00:00.000Z', shippedPolicies)).toEqual([])
  })
})

describe('the school year of a date', () => {
  it.each([
    ['2026-09-01', '2026-08-01'],
    ['2027-07-31', '2026-08-01'],
    ['2027-08-01', '2027-08-01'],
  ])('%s is in the year from %s', (on, from) => {
    expect(schoolYearStart(on)).toBe(from)
  })
})

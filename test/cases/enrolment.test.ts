// Does everything said of coming and leaving end in one standing, in whatever order it came, and never in silence?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EnrolmentWord, enrolmentOf } from '../../src/cases/enrolment.ts'

const at = (day: string) => `${day}T08:00:00.000Z`
const expectedOn = (on: string, said: string): EnrolmentWord => {
  return { what: 'expected', at: at(said), by: 'mis', details: { on, previousSchool: null } }
}
const started = (on: string, said: string): EnrolmentWord => {
  return { what: 'started', at: at(said), by: 'mis', details: { on, status: null, previousSchool: null } }
}
const nowhere = { known: null, urn: null, name: null, laestab: null, country: null }
const ended = (on: string, said: string, destination: object = {}): EnrolmentWord => {
  const rest = { grounds: null, reasonCode: null, lastAttended: null, newAddressKnown: null }
  return {
    what: 'ended',
    at: at(said),
    by: 'mis',
    details: { on, ...rest, destination: { ...nowhere, ...destination } },
  }
}
const reversed = (said: string): EnrolmentWord => {
  return { what: 'reversed', at: at(said), by: 'mis', details: { on: null, reason: null } }
}
const place = { kind: 'school', place: 'Brook Lane', saidBy: 'Its office' } as const

describe('an expected starter', () => {
  test('is on roll from the day agreed, and somebody must find out', () => {
    expect(enrolmentOf([expectedOn('2026-09-03', '2026-07-01')])).toMatchObject({
      ...{ enteredOn: '2026-09-03', leftOn: null, asks: 'starter', asksFrom: '2026-09-03' },
    })
  })

  test.each<[string, EnrolmentWord]>([
    ['the system says started', started('2026-09-04', '2026-09-04')],
    [
      'a person says started',
      { what: 'has-started', at: at('2026-09-04'), by: 'tom', details: { on: '2026-09-04', words: 'Seen' } },
    ],
    [
      'the register shows the child',
      { what: 'attended', at: at('2026-09-04'), by: 'clock', details: { on: '2026-09-04' } },
    ],
    ['a person says where', { what: 'elsewhere', at: at('2026-09-04'), by: 'tom', details: place }],
  ])('is asked about no more when %s', (_, word) => {
    expect(enrolmentOf([expectedOn('2026-09-03', '2026-07-01'), word]).asks).toBeNull()
  })

  test('another day that the system named beforehand moves the day; from the day on it only asks', () => {
    const before = enrolmentOf([expectedOn('2026-09-03', '2026-07-01'), expectedOn('2026-09-10', '2026-09-02')])
    const after = enrolmentOf([expectedOn('2026-09-03', '2026-07-01'), expectedOn('2026-09-10', '2026-09-03')])
    expect([before.asksFrom, before.otherDaySaid]).toEqual(['2026-09-10', null])
    expect([after.asksFrom, after.otherDaySaid]).toEqual(['2026-09-03', '2026-09-10'])
  })

  test('is asked about though the system no longer has the pupil', () => {
    const deleted: EnrolmentWord = { what: 'deleted', at: at('2026-09-02'), by: 'mis', details: { reason: null } }
    expect(enrolmentOf([expectedOn('2026-09-03', '2026-07-01'), deleted])).toMatchObject({ asks: 'starter' })
  })
})

describe('a leaver', () => {
  test.each([
    ['nobody said where', {}, 'leaver'],
    ['it is said to be unknown', { known: false }, 'leaver'],
    ['a name of spaces says nothing', { known: null, name: '  ' }, 'leaver'],
    ['a school is named', { known: null, name: 'Brook Lane' }, null],
    ['it is said to be known and no place is named', { known: true }, 'leaver'],
    ['it is said to be unknown, with words for a name', { known: false, name: 'Unknown' }, 'leaver'],
    ['the name says that nobody knows', { known: null, name: ' Not known ' }, 'leaver'],
    ['the country is the code for none', { known: true, country: 'ZZ' }, 'leaver'],
    ['a country is named', { known: null, country: 'IE' }, null],
  ])('%s: asks %o → %s', (_, destination, asks) => {
    const is = enrolmentOf([started('2026-09-03', '2026-09-03'), ended('2026-10-02', '2026-10-02', destination)])
    expect([is.leftOn, is.asks]).toEqual(['2026-10-02', asks])
  })

  test('is asked about first, also when a start here is announced for later', () => {
    const words = [
      started('2026-09-03', '2026-09-03'),
      ended('2026-10-02', '2026-10-02'),
      expectedOn('2027-01-05', '2026-10-05'),
    ]
    expect([enrolmentOf(words).asks, enrolmentOf(words).asksFrom]).toEqual(['leaver', '2026-10-02'])
  })

  test('entered by mistake is back on roll, whichever word comes first', () => {
    const words = [started('2026-09-03', '2026-09-03'), ended('2026-10-02', '2026-10-02'), reversed('2026-10-05')]
    for (const order of [words, words.toReversed()])
      expect(enrolmentOf(order)).toMatchObject({ enteredOn: '2026-09-03', leftOn: null, asks: null })
  })

  test('a reversal older than the ending takes nothing back', () => {
    expect(enrolmentOf([reversed('2026-10-01'), ended('2026-10-02', '2026-10-02')]).leftOn).toBe('2026-10-02')
  })

  test('a reversal does not take back what the head decided, and takes back what was said after it', () => {
    const deletion = { on: '2026-10-02', at: at('2026-10-02') }
    expect(enrolmentOf([ended('2026-10-02', '2026-10-01'), reversed('2026-10-05')], deletion).leftOn).toBe('2026-10-02')
    const back = [started('2026-10-12', '2026-10-12'), ended('2026-10-16', '2026-10-16'), reversed('2026-10-19')]
    expect(enrolmentOf(back, deletion).leftOn).toBeNull()
  })

  test('is asked about again when the system names another leaving after a person said where', () => {
    const said: EnrolmentWord = { what: 'destination-said', at: at('2026-10-03'), by: 'tom', details: place }
    expect(enrolmentOf([ended('2026-10-02', '2026-10-02'), said]).asks).toBeNull()
    expect(enrolmentOf([ended('2026-10-02', '2026-10-02'), said, ended('2026-10-09', '2026-10-09')]).asks).toBe(
      'leaver',
    )
  })
})

const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-09-${String(day).padStart(2, '0')}`)
const word: fc.Arbitrary<EnrolmentWord> = fc.oneof(
  fc.tuple(days, days).map(([on, said]) => expectedOn(on, said)),
  fc.tuple(days, days).map(([on, said]) => started(on, said)),
  fc
    .tuple(days, days, fc.constantFrom({}, { known: false }, { known: true }))
    .map(([on, said, to]) => ended(on, said, to)),
  days.map(reversed),
  days.map((said): EnrolmentWord => ({ what: 'deleted', at: at(said), by: 'mis', details: { reason: null } })),
  days.map((said): EnrolmentWord => ({ what: 'merged', at: at(said), by: 'mis', details: { fromMisId: 'x' } })),
)

test('any order of the same words ends in one standing, with and without a deletion here', () => {
  const orders = fc.array(word, { maxLength: 8 }).chain((words) =>
    fc.record({
      words: fc.constant(words),
      shuffled: fc.shuffledSubarray(words, { minLength: words.length }),
      on: fc.option(days),
    }),
  )
  fc.assert(
    fc.property(orders, ({ words, shuffled, on }) => {
      const deletion = on ? { on, at: at(on) } : null
      expect(enrolmentOf(shuffled, deletion)).toEqual(enrolmentOf(words, deletion))
    }),
    { numRuns: 500 },
  )
})

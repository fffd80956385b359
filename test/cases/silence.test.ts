// Which school should have been heard from by now? By 10:30 and 14:30 in London, on its own school days.
import { expect, test } from 'vitest'
import type { SchoolsDays } from '../../src/cases/schoolsDays.ts'
import { lastKnownBefore, type SchoolHeard, silenceOf } from '../../src/cases/silence.ts'
import { silenceKey, silenceMessage } from '../../src/cases/silenceMessage.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'

const published: SchoolsDays = {
  schoolUrn: '999001',
  academicYears: [],
  publishedAt: '2026-09-01T08:00:00.000Z',
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  closed: [{ on: '2026-10-12', because: 'inset' }],
  registersClose: { AM: '09:30', PM: '14:00' },
  policies: shippedPolicies,
}
const heardAt = '2026-10-13T14:04:00.000Z'
const AM = (on: string) => ({ on, session: 'AM' }) as const
const PM = (on: string) => ({ on, session: 'PM' }) as const
const tuesday = [PM('2026-10-13'), AM('2026-10-13')]

function school(change: Partial<SchoolHeard> = {}): SchoolHeard {
  return {
    ...{ urn: '999001', name: 'Heron Lane Primary School', registerKept: 'mis', hasPupils: true },
    ...{ lastHeardAt: heardAt, complete: tuesday, looked: [] },
    ...change,
  }
}
const missing = (asOf: string, change: Partial<SchoolHeard> = {}, days: object = {}) =>
  silenceOf(school(change), { ...published, ...days }, asOf)?.missing.map(({ on, session }) => `${on} ${session}`) ??
  null

test.each([
  ['Wednesday 10:29, an hour after the register closed', '2026-10-14T09:29:59.000Z', {}, null],
  ['Wednesday 10:30', '2026-10-14T09:30:00.000Z', {}, ['2026-10-14 AM']],
  ['Wednesday 14:29', '2026-10-14T13:29:00.000Z', {}, ['2026-10-14 AM']],
  ['Wednesday 14:30', '2026-10-14T13:30:00.000Z', {}, ['2026-10-14 AM', '2026-10-14 PM']],
  [
    'Wednesday 14:30, the morning here',
    '2026-10-14T13:30:00.000Z',
    { complete: [AM('2026-10-14'), ...tuesday] },
    ['2026-10-14 PM'],
  ],
  ['Wednesday 11:00, the morning here', '2026-10-14T10:00:00.000Z', { complete: [AM('2026-10-14'), ...tuesday] }, null],
  ['Wednesday 09:00, the morning here early', '2026-10-14T08:00:00.000Z', { complete: [AM('2026-10-14')] }, null],
  [
    'Wednesday 08:00, Tuesday never came',
    '2026-10-14T07:00:00.000Z',
    { complete: [] },
    ['2026-10-13 AM', '2026-10-13 PM'],
  ],
  ['INSET day, Friday never came', '2026-10-12T12:00:00.000Z', { complete: [] }, ['2026-10-09 AM', '2026-10-09 PM']],
  ['INSET day, Friday here', '2026-10-12T12:00:00.000Z', { complete: [PM('2026-10-09'), AM('2026-10-09')] }, null],
  ['a paper register', '2026-10-14T13:30:00.000Z', { registerKept: 'paper' as const }, null],
  ['nobody on its roll yet', '2026-10-14T13:30:00.000Z', { hasPupils: false }, null],
])('%s', (_name, asOf, change, expected) => {
  expect(missing(asOf, change)).toEqual(expected)
})

test('without a calendar, or after its end, nobody says that a school is silent: nobody knows of its days', () => {
  expect(silenceOf(school(), null, '2026-10-14T13:30:00.000Z')).toBeNull()
  expect(missing('2026-11-04T13:30:00.000Z')).toBeNull()
})

test('a day closed for one year group is no silence when the register of the others is here, and is when it is not', () => {
  const closed = [{ on: '2026-10-14', because: 'planned-closure', yearGroups: ['6'] }]
  expect(missing('2026-10-14T10:00:00.000Z', { complete: [AM('2026-10-14'), ...tuesday] }, { closed })).toBeNull()
  expect(missing('2026-10-14T10:00:00.000Z', {}, { closed })).toEqual(['2026-10-14 AM'])
})

test('a day on which each year group was closed by itself is a day without school, as long as everybody’s year group is known', () => {
  const closed = ['6', 'Year 5'].map((group) => ({
    ...{ on: '2026-10-14', because: 'planned-closure', yearGroups: [group] },
  }))
  const with_ = (...yearGroups: (string | null)[]) => missing('2026-10-14T10:00:00.000Z', { yearGroups }, { closed })
  expect(with_('Year 6', 'Y5')).toBeNull()
  expect(with_('Year 6', 'Y5', '4')).toEqual(['2026-10-14 AM'])
  expect(with_('Year 6', null)).toEqual(['2026-10-14 AM'])
  expect(with_('Year 6')).toBeNull()
  // The day before is then the newest school day.
  expect(missing('2026-10-14T10:00:00.000Z', { yearGroups: ['5', '6'], complete: [] }, { closed })).toEqual([
    '2026-10-13 AM',
    '2026-10-13 PM',
  ])
})

test('somebody has looked only when it was about every register that is missing', () => {
  const look = { ...AM('2026-10-14'), at: '2026-10-14T09:40:00.000Z', byName: 'Cleo Marsh' }
  const looked = (asOf: string) => silenceOf(school({ looked: [look] }), published, asOf)?.looked
  expect(looked('2026-10-14T10:00:00.000Z')).toEqual({ at: '2026-10-14T09:40:00.000Z', byName: 'Cleo Marsh' })
  expect(looked('2026-10-14T13:30:00.000Z')).toBeNull()
})

const unmarked = (day: { readonly on: string; readonly session: 'AM' | 'PM' }, without: number) => ({
  ...day,
  groups: [['3', 400, without]] as const,
})

test('a register told whole with 5 of 400 pupils is not heard in full, from the minute it came, until the full one comes', () => {
  const thin = { marked: 5, onRoll: 400 }
  const early = '2026-10-14T08:00:00.000Z'
  const here = { complete: [AM('2026-10-14'), ...tuesday], unmarked: [unmarked(AM('2026-10-14'), 395)] }
  expect(silenceOf(school(here), published, early)).toEqual({
    ...{ urn: '999001', name: 'Heron Lane Primary School', since: heardAt, looked: null },
    missing: [{ ...AM('2026-10-14'), thin }],
  })
  // The afternoon never came beside it.
  expect(silenceOf(school(here), published, '2026-10-14T13:30:00.000Z')!.missing).toEqual([
    { ...AM('2026-10-14'), thin },
    PM('2026-10-14'),
  ])
  expect(silenceOf(school({ ...here, unmarked: [unmarked(AM('2026-10-14'), 12)] }), published, early)).toBeNull()
  expect(silenceOf(school({ ...here, registerKept: 'paper' }), published, early)).toBeNull()
  // Yesterday's: a newer day’s register ends the question, as it ends silence.
  const yesterday = { complete: tuesday, unmarked: [unmarked(PM('2026-10-13'), 395)] }
  expect(silenceOf(school(yesterday), published, early)!.missing).toEqual([{ ...PM('2026-10-13'), thin }])
  expect(silenceOf(school({ ...yesterday, complete: here.complete }), published, early)).toBeNull()
  // A person who looked settles it.
  const looked = [{ ...AM('2026-10-14'), at: '2026-10-14T08:10:00.000Z', byName: 'Cleo Marsh' }]
  expect(silenceOf(school({ ...here, looked }), published, early)!.looked).toEqual({
    at: '2026-10-14T08:10:00.000Z',
    byName: 'Cleo Marsh',
  })
})

test('the year groups away that day are not missed in it', () => {
  const closed = [{ on: '2026-10-14', because: 'planned-closure', yearGroups: ['3'] }]
  const here = { complete: [AM('2026-10-14')], unmarked: [unmarked(AM('2026-10-14'), 395)] }
  expect(missing('2026-10-14T10:00:00.000Z', here)).toEqual(['2026-10-14 AM'])
  expect(missing('2026-10-14T10:00:00.000Z', here, { closed })).toBeNull()
})

test('the authority reads the figures of a thin register', () => {
  const here = { complete: [AM('2026-10-13')], unmarked: [unmarked(AM('2026-10-13'), 395)] }
  const silence = silenceOf(school(here), published, '2026-10-14T00:05:00.000Z')!
  const { subject, body } = silenceMessage([silence], {
    id: 'm',
    madeAt: 'x',
    date: '2026-10-14',
    publicUrl: 'https://w.example',
  })
  expect(subject).toBe('1 school has not been heard from in full')
  expect(body).toContain(
    'Registers that did not come, or with few of the pupils on roll:\n\nHeron Lane Primary School: Tuesday 13 October, morning (register of 5, roll of 400) and afternoon',
  )
})

test('of a child’s page: the last register known, as soon as a later one was due', () => {
  const silent = [AM('2026-10-14')]
  expect(lastKnownBefore(silent, tuesday, '2026-10-14T09:00:00.000Z')).toBeNull()
  expect(lastKnownBefore(silent, tuesday, '2026-10-14T09:30:00.000Z')).toEqual(PM('2026-10-13'))
  expect(lastKnownBefore(silent, [...tuesday, PM('2026-10-14')], '2026-10-14T13:30:00.000Z')).toBeNull()
  expect(lastKnownBefore(silent, [], '2026-10-15T07:00:00.000Z')).toBe('never')
})

test('the authority’s message counts and names schools, at most thirty, and no child', () => {
  const silence = silenceOf(school({ complete: [] }), published, '2026-10-14T00:05:00.000Z')!
  expect(silenceKey(silence)).toBe('silent:999001:2026-10-13:PM')
  const made = { id: 'm', madeAt: 'x', date: '2026-10-14', publicUrl: 'https://w.example' }
  const { subject, body } = silenceMessage([silence], made)
  expect(subject).toBe('1 school has not been heard from')
  expect(body).toContain('Heron Lane Primary School: Tuesday 13 October, morning and afternoon')
  expect(silenceMessage(Array(31).fill(silence), made).body).toContain('and 1 more schools')
})

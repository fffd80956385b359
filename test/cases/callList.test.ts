// Which list is a child on, in which order, and with whom on one row?
import { expect, test } from 'vitest'
import { callListsOf, familiesOn } from '../../src/cases/callList.ts'
import { type ChildGiven, childAway, nSinceMonday, nToday, reason, tried } from './callListChild.ts'

const one = '07700 900123'
const two = '07700 900124'

test.each<[string, ChildGiven, string | null]>([
  ['N this morning, nobody tried', { phones: [one] }, 'to-ring'],
  ['no number at all', {}, 'to-ring'],
  ['a restricted contact only', { restrictedPhones: [one] }, 'to-ring'],
  ['one of two numbers tried today', { phones: [one, two], happenings: [tried(one, 'no-answer')] }, 'to-ring'],
  [
    'both numbers tried today',
    { phones: [one, two], happenings: [tried(one, 'no-answer'), tried(two, 'voicemail')] },
    'tried',
  ],
  [
    'the number tried today, written otherwise',
    { phones: ['+44 7700 900123'], happenings: [tried(one, 'voicemail')] },
    'tried',
  ],
  [
    'tried this morning, N again this afternoon',
    {
      phones: [one],
      marks: { '2026-10-13 AM': 'N', '2026-10-13 PM': 'N' },
      happenings: [tried(one, 'no-answer', '2026-10-13T10:59:59.000Z')],
      asOf: '2026-10-13T13:30:00.000Z',
    },
    'to-ring',
  ],
  [
    'tried at noon, N this afternoon',
    {
      phones: [one],
      marks: { '2026-10-13 AM': 'N', '2026-10-13 PM': 'N' },
      happenings: [tried(one, 'no-answer', '2026-10-13T11:00:00.000Z')],
      asOf: '2026-10-13T13:30:00.000Z',
    },
    'tried',
  ],
  [
    'dead this morning, rang out since',
    { phones: [one], happenings: [tried(one, 'number-dead'), tried(one, 'no-answer')] },
    'tried',
  ],
  [
    'tried yesterday only',
    { phones: [one], marks: nSinceMonday, happenings: [tried(one, 'no-answer', '2026-10-12T09:00:00.000Z')] },
    'to-ring',
  ],
  [
    'the attempt was undone',
    {
      phones: [one],
      happenings: [tried(one, 'no-answer'), { what: 'contact-attempt-withdrawn', details: { version: 2 } }],
    },
    'to-ring',
  ],
  [
    'one number dead, the other tried',
    { phones: [one, two], happenings: [tried(one, 'number-dead'), tried(two, 'no-answer')] },
    'tried',
  ],
  ['every number dead', { phones: [one], happenings: [tried(one, 'number-dead')] }, 'to-ring'],
  ['the parent did not know', { phones: [one], happenings: [tried(one, 'parent-did-not-know')] }, 'to-ring'],
  [
    'a reason given by telephone, not written down',
    { phones: [one], happenings: [tried(one, 'reason-given')] },
    'to-ring',
  ],
  [
    'a reason given for today, N stands',
    { phones: [one], happenings: [tried(one, 'reason-given'), reason('2026-10-13')] },
    'reason-given',
  ],
  [
    'the reason was undone',
    { phones: [one], happenings: [reason('2026-10-13'), { what: 'reason-withdrawn', details: { version: 2 } }] },
    'to-ring',
  ],
  [
    'the reason ran out yesterday',
    { marks: nSinceMonday, phones: [one], happenings: [reason('2026-10-12')] },
    'to-ring',
  ],
  ['came back on Monday, an N of October 1 stands', { marks: { '2026-10-01 AM': 'N' }, phones: [one] }, 'reason-given'],
  [
    'here this morning, N this afternoon',
    { marks: { '2026-10-13 AM': '/', '2026-10-13 PM': 'N' }, asOf: '2026-10-13T13:30:00.000Z', phones: [one] },
    'to-ring',
  ],
  [
    'here yesterday morning, N in the afternoon, no word since',
    { marks: { '2026-10-12 PM': 'N' }, silent: ['2026-10-13 AM'], phones: [one] },
    'to-ring',
  ],
  [
    'here yesterday morning, N in the afternoon, here this morning',
    { marks: { '2026-10-12 PM': 'N' }, phones: [one] },
    'reason-given',
  ],
  [
    'N this morning, came in the afternoon',
    { marks: { '2026-10-13 AM': 'N' }, asOf: '2026-10-13T13:30:00.000Z', phones: [one] },
    'reason-given',
  ],
  ['no mark in a register that was closed', { marks: { '2026-10-13 AM': '-' }, phones: [one] }, 'no-mark'],
  ['a mark deleted last week', { marks: { '2026-10-07 PM': '-' } }, 'no-mark'],
  ['a mark missing for longer than it is asked about', { marks: { '2026-09-10 AM': '-' } }, null],
  ['ill, with a code that says so', { marks: { '2026-10-13 AM': 'I' } }, null],
  ['holiday without leave says why', { marks: { '2026-10-13 AM': 'G' } }, null],
  ['no calendar: the N of today stays on the list', { calendar: 'none', phones: [one] }, 'to-ring'],
  [
    'no calendar, every number tried',
    { calendar: 'none', phones: [one], happenings: [tried(one, 'no-answer')] },
    'tried',
  ],
  [
    'the register fell silent after Monday’s N',
    { marks: { '2026-10-12 AM': 'N' }, silent: ['2026-10-12 PM', '2026-10-13 AM'], phones: [one] },
    'to-ring',
  ],
])('%s', (_, given, list) => {
  const child = childAway(given)
  expect(callListsOf([child]).get(child)).toBe(list)
})

const names = (list: 'to-ring' | 'tried', children: ReturnType<typeof childAway>[], kept?: Set<string>) =>
  familiesOn(list, callListsOf(children), kept).map((family) => family.children.map(({ child }) => child.name))

test('most at stake first: parent did not know, flags, the longest absence, then the name', () => {
  const children = [
    childAway({ name: 'Zoe' }),
    childAway({ name: 'Émile' }),
    childAway({ name: 'Dan' }),
    childAway({ name: 'Longer', marks: nSinceMonday }),
    childAway({ name: 'Flagged', isMostAtStake: true }),
    childAway({
      name: 'Alarming',
      phones: ['07700 900500'],
      happenings: [tried('07700 900500', 'parent-did-not-know')],
    }),
  ]
  expect(names('to-ring', children)).toEqual([['Alarming'], ['Flagged'], ['Longer'], ['Dan'], ['Émile'], ['Zoe']])
})

test('children of one school who share a number are one row, the one most at stake first', () => {
  const children = [
    childAway({ name: 'Mateo', phones: [one] }),
    childAway({ name: 'Lucía', phones: ['+447700900123', two], isMostAtStake: true }),
    childAway({ name: 'Other', phones: ['07700 900999'] }),
  ]
  expect(names('to-ring', children)).toEqual([['Lucía', 'Mateo'], ['Other']])
})

test('a shared number never joins children of two schools', () => {
  const children = [
    childAway({ name: 'Here', phones: [one] }),
    childAway({ name: 'There', phones: [one], school: '100002' }),
  ]
  expect(names('to-ring', children)).toEqual([['Here'], ['There']])
})

test('a number that is restricted for one of them joins nobody', () => {
  const children = [
    childAway({ name: 'A', phones: [one] }),
    childAway({ name: 'B', phones: [one] }),
    childAway({ name: 'C', restrictedPhones: [one] }),
  ]
  expect(names('to-ring', children)).toEqual([['A'], ['B'], ['C']])
})

test('a number of nine children is a home’s, not a family’s', () => {
  const children = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((nth) => childAway({ name: `Child ${nth}`, phones: [one] }))
  expect(names('to-ring', children)).toHaveLength(9)
  expect(names('to-ring', children.slice(0, 8))).toHaveLength(1)
})

test('a child whose numbers are all tried stays with a brother who has one left: it is one call', () => {
  const lucia = childAway({ name: 'Lucía', phones: [one, two], happenings: [tried(one, 'no-answer')] })
  const mateo = childAway({ name: 'Mateo', phones: [one], happenings: [tried(one, 'no-answer')] })
  expect(names('to-ring', [lucia, mateo])).toEqual([['Lucía', 'Mateo']])
  expect(names('tried', [lucia, mateo])).toEqual([])
})

test('a brother on another list is named beside the row', () => {
  const lucia = childAway({ name: 'Lucía', phones: [one] })
  const mateo = childAway({ name: 'Mateo', phones: [one], happenings: [reason('2026-10-13')] })
  const [family] = familiesOn('to-ring', callListsOf([lucia, mateo]))
  expect(family?.elsewhere.map(({ child, list }) => [child.child.name, list])).toEqual([['Mateo', 'reason-given']])
})

test('a row that has just left the list keeps its place', () => {
  const children = [
    childAway({ name: 'A', phones: [one], happenings: [tried(one, 'no-answer')] }),
    childAway({ name: 'B' }),
    childAway({ name: 'C' }),
  ]
  expect(names('to-ring', children)).toEqual([['B'], ['C']])
  expect(names('to-ring', children, new Set(['A']))).toEqual([['A'], ['B'], ['C']])
})

test('the alarm of a parent who did not know ends with a reason, and not with another call', () => {
  const call = tried(one, 'parent-did-not-know')
  expect(
    childAway({ phones: [one], marks: nToday, happenings: [call, tried(one, 'no-answer')] }).parentDidNotKnow,
  ).not.toBeNull()
  expect(
    childAway({ phones: [one], marks: nToday, happenings: [call, reason('2026-10-13')] }).parentDidNotKnow,
  ).toBeNull()
})

test('a parent who did not know closes nothing: the first call is still owed', () => {
  const owed = (outcome: 'parent-did-not-know' | 'reached') =>
    childAway({ phones: [one], happenings: [tried(one, outcome)] }).duties.some(
      ({ rule }) => rule === 'first-day-contact',
    )
  expect(owed('parent-did-not-know')).toBe(true)
  expect(owed('reached')).toBe(false)
})

test('somebody next door who was reached is no parent: the first call is still owed', () => {
  const nextDoor = {
    what: 'contact-attempted',
    details: { contactId: null, who: 'Mrs Lowe', number: null, method: 'in-person', outcome: 'reached', words: '' },
  } as const
  const { duties } = childAway({ phones: [one], happenings: [nextDoor] })
  expect(duties.map(({ rule, state }) => `${rule} ${state}`)).toContain('first-day-contact due')
})

test.each([
  ['voicemail', null],
  ['no-answer', null],
  ['reached', null],
  ['reason-given', null],
  ['parent-did-not-know', null],
  ['wrong-person', 'wrong-person'],
] as const)('a dead number on which somebody later noted “%s” is wrong: %s', (outcome, wrong) => {
  const { numbers } = childAway({ phones: [one], happenings: [tried(one, 'number-dead'), tried(one, outcome)] })
  expect(numbers.all[0]?.wrong?.outcome ?? null).toBe(wrong)
})

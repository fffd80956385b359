// The sentence beside each child: from the register alone, and honest about what nobody knows.
import { expect, test } from 'vitest'
import { type ChildGiven, childAway, nSinceMonday, nToday, reason } from './callListChild.ts'

test.each<[string, ChildGiven, string]>([
  ['first morning', {}, 'N this morning. No other absence since 2 September.'],
  [
    'first morning, ill in September',
    { marks: { ...nToday, '2026-09-10 AM': 'I', '2026-09-10 PM': 'I' } },
    'N this morning. 2 other sessions of absence since 2 September.',
  ],
  [
    'late in September is no absence',
    { marks: { ...nToday, '2026-09-10 AM': 'L' } },
    'N this morning. No other absence since 2 September.',
  ],
  [
    'a register of September is missing',
    { silent: ['2026-09-15 PM'] },
    'N this morning. No other absence known since 2 September.',
  ],
  [
    'a mark of September was deleted',
    { marks: { ...nToday, '2026-09-10 AM': '-' } },
    'N this morning. No other absence known since 2 September.',
  ],
  [
    'this afternoon',
    { marks: { '2026-10-13 AM': '/', '2026-10-13 PM': 'N' }, asOf: '2026-10-13T13:30:00.000Z' },
    'N this afternoon, after an earlier session with another mark; no later mark says that the child came.',
  ],
  ['O, nobody found out', { marks: { '2026-10-13 AM': 'O' } }, 'O this morning. No other absence since 2 September.'],
  ['since Monday', { marks: nSinceMonday }, 'N since Monday 12 October, morning and afternoon.'],
  [
    'N that became O',
    { marks: { ...nSinceMonday, '2026-10-12 AM': 'O' } },
    'O, then N since Monday 12 October, morning and afternoon.',
  ],
  [
    'the feed fell silent',
    {
      marks: { '2026-10-09 AM': 'N', '2026-10-09 PM': 'N', '2026-10-12 AM': 'N' },
      silent: ['2026-10-12 PM', '2026-10-13 AM'],
    },
    'N since Friday 9 October, morning and afternoon. No register is known for 1 of these days.',
  ],
  [
    'nothing after one N',
    { marks: { '2026-10-12 AM': 'N' }, silent: ['2026-10-12 PM', '2026-10-13 AM'] },
    'N on Monday 12 October, morning; no later mark says that the child came. No register is known for 1 of these days.',
  ],
  [
    'a reason ran out',
    { marks: nSinceMonday, happenings: [reason('2026-10-12')] },
    'N since Monday 12 October, morning and afternoon. The reason given held until Monday 12 October.',
  ],
  [
    'a standing N',
    { marks: { '2026-10-01 AM': 'N', '2026-10-02 AM': 'N', '2026-10-02 PM': 'N' } },
    'N for Thursday 1 October (morning) and Friday 2 October has no reason yet.',
  ],
  [
    'a standing N with a reason, another without',
    { marks: { '2026-10-01 AM': 'N', '2026-10-12 AM': 'N' }, happenings: [reason('2026-10-02')] },
    'N still stands for Thursday 1 October (morning). N for Monday 12 October (morning) has no reason yet. The reason given held until Friday 2 October.',
  ],
  [
    'a reason that holds into next year, looked at in it',
    { marks: nToday, happenings: [reason('2026-10-20')], asOf: '2027-01-05T08:47:00.000Z' },
    'N still stands for Tuesday 13 October (morning). The reason given held until Tuesday 20 October 2026.',
  ],
  [
    'no mark',
    { marks: { '2026-10-13 AM': '-' } },
    'No mark for today (morning), though the register was closed or the mark was deleted. Nobody knows whether the child was there.',
  ],
  ['no calendar', { calendar: 'none' }, 'N this morning. The school days cannot be counted.'],
])('%s', (_, given, sentence) => {
  expect(childAway(given).why).toBe(sentence)
})

// Of two answers of the clock, which dates moved?
import { expect, test } from 'vitest'
import type { ClockAnswer, Duty } from '../../src/cases/clock/clock.ts'
import { deadlinesMoved } from '../../src/cases/deadlinesMoved.ts'

interface Said {
  readonly duties?: readonly Partial<Duty>[]
  readonly twentieth?: string | null
  readonly tenth?: string | null
}

function answer({ duties = [], twentieth, tenth }: Said): ClockAnswer {
  const groundI = twentieth === undefined ? {} : { twentiethSchoolDay: twentieth }
  const groundH = tenth === undefined ? {} : { tenthSchoolDay: tenth }
  return {
    duties: duties.map((duty) => ({ state: 'upcoming', ...duty })),
    removal: { groundI, groundH },
  } as unknown as ClockAnswer
}

const visit = (dueOn: string | null, change: Partial<Duty> = {}): Partial<Duty> => ({
  rule: 'home-visit',
  dueOn,
  ...change,
})
const returned = (triggeredOn: string, dueOn: string): Partial<Duty> => ({
  rule: 'attendance-return',
  triggeredOn,
  dueOn,
})

const pairs: readonly [name: string, before: Said, after: Said, moved: string[]][] = [
  [
    'nothing, where both say the same',
    { duties: [visit('2026-10-09')], twentieth: '2026-11-06' },
    { duties: [visit('2026-10-09')], twentieth: '2026-11-06' },
    [],
  ],
  [
    'a duty',
    { duties: [visit('2026-10-09')] },
    { duties: [visit('2026-10-12')] },
    ['home-visit 2026-10-09 2026-10-12'],
  ],
  [
    'a duty that can be counted now',
    { duties: [visit(null)] },
    { duties: [visit('2026-10-12')] },
    ['home-visit null 2026-10-12'],
  ],
  [
    'a duty that cannot be counted any more',
    { duties: [visit('2026-10-09')] },
    { duties: [visit(null)] },
    ['home-visit 2026-10-09 null'],
  ],
  [
    'also an overdue one',
    { duties: [visit('2026-10-09', { state: 'overdue' })] },
    { duties: [visit('2026-10-12')] },
    ['home-visit 2026-10-09 2026-10-12'],
  ],
  [
    'none that is done',
    { duties: [visit('2026-10-09', { state: 'done' })] },
    { duties: [visit('2026-10-12', { state: 'done' })] },
    [],
  ],
  [
    'none that is not needed by one of them',
    { duties: [visit(null, { state: 'not-needed' })] },
    { duties: [visit('2026-10-12')] },
    [],
  ],
  [
    'none that only one of them knows',
    { duties: [visit('2026-10-09')] },
    { duties: [{ ...visit('2026-10-12'), rule: 'joint-review' }] },
    [],
  ],
  [
    'none that is due at an hour',
    { duties: [{ rule: 'joint-review', dueAt: '2026-10-09T10:00:00Z' }] },
    { duties: [{ rule: 'joint-review', dueAt: '2026-10-12T10:00:00Z' }] },
    [],
  ],
  [
    'each with the one that the same day brought about',
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-20', '2026-12-20')] },
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-20', '2026-12-21')] },
    ['attendance-return 2026-12-20 2026-12-21'],
  ],
  [
    'the only other one, where the day that brought it about moved too',
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-20', '2026-12-20')] },
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-23', '2026-12-23')] },
    ['attendance-return 2026-12-20 2026-12-23'],
  ],
  [
    'none where nobody can say which became which',
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-20', '2026-12-20')] },
    { duties: [returned('2026-09-21', '2026-10-21'), returned('2026-11-23', '2026-12-23')] },
    [],
  ],
  [
    'one date a rule, the first',
    { duties: [returned('2026-09-18', '2026-10-18'), returned('2026-11-20', '2026-12-20')] },
    { duties: [returned('2026-09-18', '2026-10-19'), returned('2026-11-20', '2026-12-21')] },
    ['attendance-return 2026-10-18 2026-10-19'],
  ],
  [
    'of two for one thing the first of each',
    { duties: [visit('2026-10-09'), visit('2026-10-20')] },
    { duties: [visit('2026-10-09'), visit('2026-10-21')] },
    [],
  ],
  ['the twentieth day', { twentieth: '2026-11-06' }, { twentieth: '2026-11-09' }, ['ground-i 2026-11-06 2026-11-09']],
  ['the tenth day after leave', { tenth: null }, { tenth: '2026-10-16' }, ['ground-h null 2026-10-16']],
  ['no ground that only one of them speaks of', { twentieth: '2026-11-06' }, {}, []],
  [
    'duties first, then grounds',
    { duties: [visit('2026-10-09')], twentieth: '2026-11-06', tenth: '2026-10-15' },
    { duties: [visit('2026-10-12')], twentieth: '2026-11-09', tenth: '2026-10-16' },
    ['home-visit 2026-10-09 2026-10-12', 'ground-i 2026-11-06 2026-11-09', 'ground-h 2026-10-15 2026-10-16'],
  ],
]

test.each(pairs)('%s', (_, before, after, moved) => {
  const dates = deadlinesMoved(answer(before), answer(after))
  expect(dates.map(({ rule, from, to }) => `${rule} ${from} ${to}`)).toEqual(moved)
})

// Does the list show first what must be looked at first, and do its filters leave out exactly what they say?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseOnLoad } from '../../src/cases/caseload.ts'
import {
  filteredLoad,
  inLoadOrder,
  type LoadFilters,
  noFilters,
  toAskAboutRisk,
} from '../../src/cases/caseloadOrder.ts'
import { loadRow, pupil } from './loadRow.ts'

const idsOf = (rows: readonly CaseOnLoad[]) => rows.map(({ summary }) => summary.id)

describe('the order', () => {
  test('what is most overdue comes first, then what is due today, then the next, then what nobody owes', () => {
    const rows = [
      loadRow('nothing'),
      loadRow('next-week', {}, {}, '2026-10-21'),
      loadRow('today', {}, {}, '2026-10-14'),
      loadRow('yesterday', {}, {}, '2026-10-13'),
      loadRow('tomorrow', {}, {}, '2026-10-15'),
      loadRow('last-month', {}, {}, '2026-09-15'),
    ]
    expect(idsOf(inLoadOrder(rows, 'due'))).toEqual([
      'last-month',
      'yesterday',
      'today',
      'tomorrow',
      'next-week',
      'nothing',
    ])
  })

  test('of what is due on one day, a child most at stake comes first, then a high risk, then the longest away, then the name', () => {
    const named = (searchName: string) => ({ pupil: { ...pupil, searchName } })
    const rows = [
      loadRow('wren', named('wren'), {}, '2026-10-13'),
      loadRow('lark', named('lark'), {}, '2026-10-13'),
      loadRow('long', { ...named('zebra'), schoolDays: 9 }, {}, '2026-10-13'),
      loadRow('medium', { ...named('zebra'), risk: 'medium' }, {}, '2026-10-13'),
      loadRow('high', { ...named('zebra'), risk: 'high' }, {}, '2026-10-13'),
      loadRow('looked-after', { ...named('zebra'), isMostAtStake: true }, {}, '2026-10-13'),
    ]
    expect(idsOf(inLoadOrder(rows, 'due'))).toEqual(['looked-after', 'high', 'medium', 'long', 'lark', 'wren'])
  })

  test('by days, risk, school, name, sighting and news each case stands where its own measure puts it', () => {
    const rows = [
      loadRow('one', {
        schoolDays: 4,
        risk: 'low',
        schoolName: 'Beck',
        pupil: { ...pupil, searchName: 'c' },
        lastSeen: { on: '2026-10-09', how: 'seen' },
        news: { what: 'told', at: '2026-10-14T08:00:00.000Z', by: 'x', byName: 'X' },
      }),
      loadRow('two', { schoolDays: 12, risk: null, schoolName: 'Ash', pupil: { ...pupil, searchName: 'b' } }),
      loadRow('three', {
        schoolDays: 8,
        risk: 'high',
        schoolName: 'Cole',
        pupil: { ...pupil, searchName: 'a' },
        lastSeen: { on: '2026-09-30', how: 'register' },
        news: { what: 'told', at: '2026-10-14T09:00:00.000Z', by: 'x', byName: 'X' },
      }),
    ]
    expect(idsOf(inLoadOrder(rows, 'days'))).toEqual(['two', 'three', 'one'])
    expect(idsOf(inLoadOrder(rows, 'risk'))).toEqual(['three', 'one', 'two'])
    expect(idsOf(inLoadOrder(rows, 'school'))).toEqual(['two', 'one', 'three'])
    expect(idsOf(inLoadOrder(rows, 'name'))).toEqual(['three', 'two', 'one'])
    // Never on record: longer ago than any day.
    expect(idsOf(inLoadOrder(rows, 'seen'))).toEqual(['two', 'three', 'one'])
    expect(idsOf(inLoadOrder(rows, 'news'))).toEqual(['three', 'one', 'two'])
  })

  test('risk questions are asked of those most at stake first, and only where they wait', () => {
    const rows = [
      loadRow('answered', { schoolDays: 20 }),
      loadRow('short', { lacksRiskAnswers: true, schoolDays: 1 }),
      loadRow('long', { lacksRiskAnswers: true, schoolDays: 5 }),
      loadRow('looked-after', { lacksRiskAnswers: true, schoolDays: 1, isMostAtStake: true }),
    ]
    expect(idsOf(toAskAboutRisk(rows))).toEqual(['looked-after', 'long', 'short'])
  })
})

const band = fc.constantFrom(null, 1, 2, 3, 9, 10, 19, 20, 44)
const rowAny = fc
  .record({
    schoolDays: band,
    ended: fc.boolean(),
    risk: fc.constantFrom(null, 'low', 'medium', 'high'),
    due: fc.constantFrom(null, '2026-09-15', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-21'),
    school: fc.constantFrom('999001', '999002'),
    officer: fc.constantFrom(null, 'evan', 'edie'),
    hasNews: fc.boolean(),
    lacks: fc.boolean(),
    stake: fc.boolean(),
    name: fc.constantFrom('lark', 'wren', 'moss'),
    state: fc.constantFrom('', '', 'found', 'unsuitable', 'closed-away'),
  })
  .map((given) => given)
type Given = typeof rowAny extends fc.Arbitrary<infer Value> ? Value : never

const news = { what: 'told', at: '2026-10-14T08:00:00.000Z', by: 'x', byName: 'X' } as const

function rowOf(given: Given, index: number): CaseOnLoad {
  return loadRow(
    `case-${String(index).padStart(3, '0')}`,
    {
      schoolDays: given.ended ? null : given.schoolDays,
      risk: given.risk as CaseOnLoad['risk'],
      news: given.hasNews ? news : null,
      lacksRiskAnswers: given.lacks,
      isMostAtStake: given.stake,
      pupil: { ...pupil, searchName: given.name },
      found: given.state === 'found' ? { kind: 'abroad', on: '2026-10-12', toDo: [] } : null,
      unsuitableOn: given.state === 'unsuitable' ? '2026-10-12' : null,
      isClosed: given.state === 'closed-away',
    },
    { endedOn: given.ended ? '2026-10-13' : null, schoolUrn: given.school, allocatedTo: given.officer },
    given.due,
  )
}

const filtersAny: fc.Arbitrary<LoadFilters> = fc.record({
  days: fc.constantFrom('', '', '1-2', '3-9', '10-19', '20', 'ended', 'not-known'),
  risk: fc.constantFrom('', '', 'low', 'medium', 'high', 'none'),
  duty: fc.constantFrom('', '', 'overdue', 'today', 'later', 'none', 'risk-questions'),
  school: fc.constantFrom('', '', '999001', '999002', '999009'),
  officer: fc.constantFrom('', '', 'mine', 'nobody', 'evan', 'edie'),
  changed: fc.constantFrom('', '', 'yes'),
  state: fc.constantFrom('', '', '', 'found', 'unsuitable', 'closed-away'),
})

/** The same said a second time, one sentence a filter, from what was given and not from the row. */
function fitsNaively(given: Given, filters: LoadFilters): boolean {
  const days = given.schoolDays
  const inBand =
    filters.days === '' ||
    (filters.days === 'ended'
      ? given.ended
      : !given.ended &&
        (filters.days === 'not-known'
          ? days === null
          : days !== null &&
            ((filters.days === '1-2' && days < 3) ||
              (filters.days === '3-9' && days > 2 && days < 10) ||
              (filters.days === '10-19' && days > 9 && days < 20) ||
              (filters.days === '20' && days > 19))))
  const owes = { overdue: given.due !== null && given.due < '2026-10-14', today: given.due === '2026-10-14' }
  const inDuty =
    filters.duty === '' ||
    (filters.duty === 'overdue' && owes.overdue) ||
    (filters.duty === 'today' && owes.today) ||
    (filters.duty === 'none' && given.due === null) ||
    (filters.duty === 'later' && given.due !== null && !owes.overdue && !owes.today) ||
    (filters.duty === 'risk-questions' && given.lacks)
  return (
    inBand &&
    inDuty &&
    (filters.risk === '' || filters.risk === (given.risk ?? 'none')) &&
    (filters.school === '' || filters.school === given.school) &&
    (filters.officer === '' ||
      (filters.officer === 'nobody'
        ? given.officer === null
        : given.officer === (filters.officer === 'mine' ? 'evan' : filters.officer))) &&
    (filters.changed === '' || given.hasNews) &&
    (filters.state === '' || filters.state === given.state)
  )
}

describe('beside a second, naive implementation', () => {
  const given = fc.array(rowAny, { maxLength: 30 })

  test('the filters leave the same cases, and each count is what choosing it would leave', () => {
    fc.assert(
      fc.property(given, filtersAny, (all, filters) => {
        const { rows, counts } = filteredLoad(all.map(rowOf), filters, 'evan')
        expect(idsOf(rows)).toEqual(
          all.flatMap((each, index) => (fitsNaively(each, filters) ? rowOf(each, index).summary.id : [])),
        )
        for (const [filter, value] of [
          ['days', '3-9'],
          ['risk', 'high'],
          ['duty', 'overdue'],
          ['duty', 'risk-questions'],
          ['school', '999001'],
          ['officer', 'mine'],
          ['officer', 'nobody'],
          ['changed', 'yes'],
          ['state', 'found'],
          ['state', 'closed-away'],
          ['risk', ''],
        ] as const) {
          const chosen = { ...filters, [filter]: value }
          expect(counts[filter].get(value) ?? 0).toBe(all.filter((each) => fitsNaively(each, chosen)).length)
        }
      }),
      { numRuns: 400, seed: 20261014 },
    )
  })

  test('the order is the same as taking the first of what is left again and again', () => {
    const rank = { none: 0, low: 1, medium: 2, high: 3 }
    const key = (each: Given, index: number) =>
      [
        each.due ?? '9999-99-99',
        each.stake ? '0' : '1',
        String(9 - rank[(each.risk ?? 'none') as keyof typeof rank]),
        String(9999 - (each.ended ? 0 : (each.schoolDays ?? 0))).padStart(5, '0'),
        each.name,
        String(index).padStart(3, '0'),
      ].join(' ')
    fc.assert(
      fc.property(given, (all) => {
        const left = all.map((each, index) => ({ key: key(each, index), id: rowOf(each, index).summary.id }))
        const naive: string[] = []
        while (left.length > 0) {
          const first = left.reduce((one, other) => (other.key < one.key ? other : one))
          naive.push(first.id)
          left.splice(left.indexOf(first), 1)
        }
        expect(idsOf(inLoadOrder(all.map(rowOf), 'due'))).toEqual(naive)
      }),
      { numRuns: 300, seed: 20261014 },
    )
  })

  test('no filter keeps everybody', () => {
    expect(filteredLoad([rowOf({ ...sample, ended: true }, 0), rowOf(sample, 1)], noFilters, 'evan').rows).toHaveLength(
      2,
    )
  })
})

const sample: Given = {
  schoolDays: 3,
  ended: false,
  risk: null,
  due: null,
  school: '999001',
  officer: null,
  hasNews: false,
  lacks: false,
  stake: false,
  name: 'lark',
  state: '',
}

// Does a second, naive implementation of the whole contract agree with the engine?
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ClockInput, clock } from '../../../src/cases/clock/clock.ts'
import { readClockInput } from '../../../src/cases/clock/clockInput.ts'
import { filesUnder, importsOf } from '../../house/projectFiles.ts'
import { calendarA } from '../../support/calendars.ts'
import { compareCases } from './agreement.ts'
import { differencesFrom } from './naive/differences.ts'
import { naiveClock } from './naive/naiveClock.ts'
import { randomCase } from './naive/randomCase.ts'
import { everyCode } from './naive/randomMarks.ts'
import { shrink } from './naive/shrink.ts'
import { workedExamples } from './workedExamples.ts'

const seed = 20261012
const pupil = { dateOfBirth: '2014-05-06' }
const away = { from: '2026-10-12', to: '2026-10-14', code: 'N' }

/** How each duty can stand, and how often it does at least. `unknown` where its date has to be counted. */
const byDate = ['done', 'upcoming', 'due', 'overdue']
const onFirstDay = ['done', 'due', 'overdue']
const counted = [...byDate, 'unknown']
const neverClosed = ['upcoming', 'due', 'overdue']
const standings: Record<string, readonly string[]> = {
  'first-day-contact': onFirstDay,
  'risk-questions': onFirstDay,
  'social-worker-told': onFirstDay,
  'refer-same-day': [...onFirstDay, 'unknown'],
  'cme-officer-told': counted,
  'education-welfare-escalation': counted,
  'home-visit': counted,
  'authority-referral': counted,
  'joint-review': neverClosed,
  'authority-enquiries': byDate,
  'unexplained-code': [...neverClosed, 'unknown'],
  'attendance-return': byDate,
  'sickness-return': onFirstDay,
  'new-pupil-return': counted,
  'pupil-record-transfer': counted,
  'return-interview': onFirstDay,
  'offer-parent-conversation': [...onFirstDay, 'unknown'],
  'safe-and-well-check': onFirstDay,
  'missing-from-care-meeting': byDate,
  'assistant-director-notice': byDate,
  'lead-member-notice': byDate,
  'missing-from-care-review': neverClosed,
  'strategy-meeting': [...byDate, 'not-needed'],
}
const statuses = ['not-of-age', 'left', 'cme', 'at-risk-of-cme', 'absent-on-roll', 'attending']
const answers = ['not-sickness-or-unavoidable true', 'not-sickness-or-unavoidable false', 'outcome-signed true']
const enquiries = ['school-enquired true', 'school-enquired null', 'authority-enquired true', 'authority-enquired null']
const conditions = [...answers, ...enquiries, 'not-sickness-or-unavoidable null', 'outcome-signed null']
const groundStatuses = ['not-applicable', 'unknown', 'not-met', 'pending', 'met']
const years = Array.from({ length: 16 }, (_, index) => `year ${2020 + index}`)
const often: [number, readonly string[]][] = [
  [3, Object.entries(standings).flatMap(([rule, states]) => states.map((state) => `duty ${rule} ${state}`))],
  [100, statuses.map((status) => `status ${status}`)],
  [20, [...groundStatuses, 'needs-review'].map((status) => `groundI ${status}`)],
  [10, groundStatuses.map((status) => `groundH ${status}`)],
  [20, ['groundH', 'groundI'].flatMap((ground) => conditions.map((condition) => `${ground} ${condition}`))],
  [20, ['only-g-n-o true', 'only-g-n-o false', 'only-g-n-o null'].map((condition) => `groundI ${condition}`)],
  [10, ['groundH outcome-signed false', 'groundI outcome-signed false']],
  [50, ['groundH ten-school-days true', 'groundI twenty-school-days true', 'boarder', 'leave']],
  [100, everyCode.map((code) => `code ${code}`)],
  [100, ['inset', 'holiday', 'bank-holiday', 'planned-closure'].map((reason) => `closed ${reason}`)],
  [
    100,
    ['covered', 'not covered', 'summer time', 'winter time', 'another date in London', 'penalty notice to consider'],
  ],
  [100, ['no absence', 'absence explained', 'absence unexplained', 'absence with unknown days']],
  [100, ['absence of twenty days', 'band none', 'band persistent', 'band severe']],
  [100, ['at the closing of a register', 'within a minute before the closing of a register']],
  [100, years],
  [1, ['29 February']],
  [10, ['found under the old law']],
  [100, ['groundH', 'groundI'].flatMap((ground) => ['old', 'new'].map((law) => `${ground} by the ${law} law`))],
]

describe('the engine and a naive implementation of the contract', () => {
  it('answer the worked examples alike', () => {
    const { examples } = JSON.parse(readFileSync('test/fixtures/clock-examples.json', 'utf8'))
    const given: ClockInput[] = examples.map((example: { input: ClockInput }) => example.input)
    const ofRules = Object.values(workedExamples).flatMap((each) =>
      each.map(([, asOf, differences]): ClockInput => ({ asOf, calendar: calendarA, pupil, ...differences })),
    )
    expect(given.length + ofRules.length).toBeGreaterThan(150)
    for (const input of [...given, ...ofRules]) expect(differencesFrom(naiveClock(input), clock(input))).toEqual([])
  })

  it('answer 10,000 random cases alike, and every corner of the contract is among them', () => {
    const { agreed, corners, disagreement } = compareCases(seed, 0, 10_000, () => {})
    expect(disagreement).toBeNull()
    expect(agreed).toBe(10_000)
    const rare = often.flatMap(([least, names]) =>
      names.filter((name) => (corners.get(name) ?? 0) < least).map((name) => `${name}: ${corners.get(name) ?? 0}`),
    )
    expect(rare).toEqual([])
    const listed = often.flatMap(([, names]) => names).filter((name) => name.startsWith('duty '))
    expect([...corners.keys()].filter((name) => name.startsWith('duty ') && !listed.includes(name))).toEqual([])
  }, 300_000)
})

describe('the proof itself', () => {
  it('asks nothing that the clock refuses', () => {
    for (let index = 0; index < 1000; index++) {
      const asked = JSON.parse(JSON.stringify(randomCase(seed, index)))
      const read = readClockInput(asked)
      expect('faults' in read ? read.faults : []).toEqual([])
      expect('notes' in read ? read.notes : []).toEqual([])
    }
  })

  it('makes the same case of the same numbers, and another of others', () => {
    expect(randomCase(1, 7)).toEqual(randomCase(1, 7))
    expect(randomCase(1, 8)).not.toEqual(randomCase(1, 7))
    expect(randomCase(2, 7)).not.toEqual(randomCase(1, 7))
  })

  it('sees a difference in any field, whoever has more', () => {
    const input: ClockInput = { asOf: '2026-10-14T15:30:00+01:00', calendar: calendarA, pupil, marks: [away] }
    const [naive, engine] = [naiveClock(input), clock(input)]
    expect(differencesFrom(naive, engine)).toEqual([])
    expect(differencesFrom(naive, { ...engine, covered: false })).toEqual(['covered: true against false'])
    expect(differencesFrom(naive, { ...engine, duties: engine.duties.slice(1) })).toHaveLength(1)
    expect(differencesFrom(naive, { ...engine, duties: [...engine.duties].reverse() })).not.toEqual([])
    const attendance = { ...engine.attendance, possible: 63 }
    expect(differencesFrom(naive, { ...engine, attendance })).toEqual(['attendance.possible: 62 against 63'])
    expect(differencesFrom(naive, { ...engine, more: 1 } as typeof engine)).toEqual(['more: undefined against 1'])
  })

  it('shrinks a disagreement to what it needs', () => {
    const input = {
      asOf: 'now',
      marks: [
        { on: 'a', code: 'N' },
        { on: 'b', code: 'I' },
      ],
      facts: { leave: null },
    }
    expect(shrink(input, (smaller) => smaller.marks.some((mark) => mark.code === 'I'))).toEqual({
      marks: [{ code: 'I' }],
    })
  })

  it('takes nothing from the engine but its types', () => {
    const taken = filesUnder('test/cases/clock/naive').flatMap((path) =>
      importsOf(path)
        .filter(({ from, typeOnly }) => !typeOnly && !/^\.\/\w+\.ts$/.test(from) && from !== 'fast-check')
        .map(({ from }) => `${path} → ${from}`),
    )
    expect(taken).toEqual([])
  })
})

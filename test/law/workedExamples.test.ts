// Is what the rulebook tells as an example what the clock answers? Each sentence's dates, none left out and none besides.
import { describe, expect, it } from 'vitest'
import type { ClockAnswer, ClockInput } from '../../src/cases/clock/clock.ts'
import { findRule, rules } from '../../src/law/rules.ts'
import { ask, away, standing } from '../cases/clock/ask.ts'
import { datesSaid, withWeekday } from './datesSaid.ts'

interface Asked {
  readonly asOf: string
  readonly input: Partial<ClockInput>
  /** What the clock is to answer: the duty as a line, or what `read` takes from the answer. */
  readonly answers: unknown
  readonly read?: (answer: ClockAnswer) => unknown
}

/** Rule · every date of its sentence, in order · other words it must have · what is asked of the clock. */
type Row = readonly [rule: string, dates: readonly string[], words: readonly string[], asked: readonly Asked[]]

const evening = (on: string) => `${on}T20:00:00Z`
const absentTo = (to: string) => ({ marks: [away('2026-10-12', to)] })
const owed = (on: string, input: Partial<ClockInput>, answers: string | undefined): Asked => ({
  asOf: evening(on),
  input,
  answers,
})
const dayOne = absentTo('2026-10-12')
const fromCare = (more: object = {}) => ({
  facts: { missing: [{ reportedAt: '2026-11-01T21:00:00Z', from: 'care' as const, ...more }] },
})
const fromHome = (more: object = {}) => ({
  facts: {
    missing: [{ reportedAt: '2026-11-02T21:00:00Z', from: 'home' as const, protectionPlanOrS47: true, ...more }],
  },
})
const back = (more: object = {}) => ({
  facts: {
    missing: [
      {
        reportedAt: '2026-10-22T20:00:00+01:00',
        from: 'home' as const,
        returnedAt: '2026-10-24T20:00:00+01:00',
        ...more,
      },
    ],
  },
})
const answeredYes = { ...absentTo('2026-10-15'), facts: { riskAnsweredOn: '2026-10-12', riskAnswers: { A4: 'yes' } } }
const ill = (on: string, note: object | null): Partial<ClockInput> => ({
  marks: [away('2026-09-07', '2026-09-16', 'I'), { on, session: 'AM', code: 'I' }],
  facts: note ? { foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to: '2026-11-27' } } : {},
})
const figures = (answer: ClockAnswer) => `${answer.attendance.absent} of ${answer.attendance.possible}`
const considers = (answer: ClockAnswer) =>
  `${answer.attendance.unauthorisedInTenWeeks}: ${answer.attendance.considerPenaltyNotice}`

const table: readonly Row[] = [
  ['first-day-contact', ['2026-10-12'], ['the same day'], [owed('2026-10-12', dayOne, '2026-10-12 due')]],
  [
    'risk-questions',
    ['2026-10-12', '2026-10-13'],
    ['the same day', 'overdue'],
    [
      owed('2026-10-12', dayOne, '2026-10-12 due'),
      { asOf: '2026-10-13T00:00:00+01:00', input: dayOne, answers: '2026-10-12 overdue' },
    ],
  ],
  [
    'social-worker-told',
    ['2026-10-12'],
    ['looked after', 'the same day'],
    [owed('2026-10-12', { ...dayOne, facts: { flags: { lookedAfter: true } } }, '2026-10-12 due')],
  ],
  [
    'refer-same-day',
    ['2026-10-12', '2026-10-13'],
    ['A4', 'the same day', 'stays so'],
    [
      owed('2026-10-12', answeredYes as Partial<ClockInput>, '2026-10-12 due'),
      owed('2026-10-13', answeredYes as Partial<ClockInput>, '2026-10-12 overdue'),
      owed('2026-10-15', answeredYes as Partial<ClockInput>, '2026-10-12 overdue'),
    ],
  ],
  [
    'cme-officer-told',
    ['2026-10-12', '2026-10-13'],
    ['unless the Education Welfare Service has been told'],
    [
      owed('2026-10-12', dayOne, '2026-10-13 upcoming'),
      owed('2026-10-13', { ...absentTo('2026-10-13'), facts: { escalatedOn: '2026-10-13' } }, '2026-10-13 done'),
    ],
  ],
  [
    'education-welfare-escalation',
    ['2026-10-12', '2026-10-14', '2026-10-13'],
    ['school day 3'],
    [owed('2026-10-14', absentTo('2026-10-14'), '2026-10-14 due'), owed('2026-10-13', dayOne, undefined)],
  ],
  [
    'home-visit',
    ['2026-10-12', '2026-10-16'],
    ['school day 5'],
    [owed('2026-10-16', absentTo('2026-10-16'), '2026-10-16 due')],
  ],
  [
    'authority-referral',
    ['2026-10-12', '2026-10-23'],
    ['school day 10'],
    [owed('2026-10-23', absentTo('2026-10-23'), '2026-10-23 due')],
  ],
  [
    'joint-review',
    ['2026-10-12', '2026-10-19', '2026-10-14', '2026-10-21'],
    [],
    [
      owed('2026-10-14', absentTo('2026-10-14'), '2026-10-19 upcoming'),
      owed('2026-10-14', { ...absentTo('2026-10-14'), facts: { reviewsOn: ['2026-10-14'] } }, '2026-10-21 upcoming'),
    ],
  ],
  [
    'authority-enquiries',
    ['2026-10-12', '2026-10-13', '2026-11-08'],
    [],
    [
      {
        asOf: evening('2026-10-14'),
        input: absentTo('2026-10-14'),
        read: ({ duties }) => {
          const duty = duties.find(({ rule }) => rule === 'authority-enquiries')
          return [duty?.opensOn, duty?.dueOn]
        },
        answers: ['2026-10-13', '2026-11-08'],
      },
    ],
  ],
  [
    'unexplained-code',
    ['2026-10-21', '2026-11-05', '2026-11-02'],
    ['half-term', 'INSET'],
    [owed('2026-11-05', { marks: [away('2026-10-21', '2026-10-21')] }, '2026-11-05 due')],
  ],
  [
    'attendance-return',
    ['2026-10-12', '2026-10-23', '2026-11-23'],
    ['tenth school day'],
    [
      {
        asOf: evening('2026-10-23'),
        input: absentTo('2026-10-23'),
        read: ({ duties }) => {
          const duty = duties.find(({ rule }) => rule === 'attendance-return')
          return [duty?.triggeredOn, duty?.dueOn]
        },
        answers: ['2026-10-23', '2026-11-23'],
      },
    ],
  ],
  [
    'sickness-return',
    ['2026-09-07', '2026-09-16', '2026-11-09', '2026-11-27', '2026-11-09'],
    ['8 school days', '15 days'],
    [
      { asOf: '2026-11-09T10:00:00Z', input: ill('2026-11-09', {}), answers: '2026-11-09 due' },
      { asOf: '2026-11-09T10:00:00Z', input: ill('2026-11-09', null), answers: undefined },
      {
        asOf: evening('2026-09-30'),
        input: { marks: [away('2026-09-07', '2026-09-16', 'I')] },
        read: ({ attendance }) => attendance.absent,
        answers: 16,
      },
    ],
  ],
  [
    'new-pupil-return',
    ['2026-11-10', '2026-11-15'],
    [],
    [
      owed(
        '2026-11-12',
        { pupil: { dateOfBirth: '2014-05-06', enteredOn: '2026-11-10' }, facts: { newPupilReturn: {} } },
        '2026-11-15 upcoming',
      ),
    ],
  ],
  [
    'pupil-record-transfer',
    ['2026-11-16', '2026-12-07'],
    [],
    [owed('2026-11-20', { pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' } }, '2026-12-07 upcoming')],
  ],
  [
    'return-interview',
    ['2026-10-24', '2026-10-27'],
    ['24 October 2026 at 20:00', '27 October at 19:00', '72 hours'],
    [owed('2026-10-26', back(), '2026-10-27T19:00:00Z due')],
  ],
  [
    'offer-parent-conversation',
    ['2026-10-24', '2026-10-26', '2026-10-27'],
    ['24 October 2026 at 20:00', '27 October at 19:00'],
    [owed('2026-10-26', back({ refusedAt: '2026-10-26T10:00:00Z' }), '2026-10-27T19:00:00Z due')],
  ],
  [
    'safe-and-well-check',
    ['2026-10-24', '2026-10-27'],
    ['24 October 2026 at 20:00', '27 October at 19:00'],
    [
      { asOf: '2026-10-24T20:00:00+01:00', input: back(), answers: '2026-10-24T19:00:00Z due' },
      {
        asOf: evening('2026-10-25'),
        input: back({ safeAndWellAt: '2026-10-24T21:00:00+01:00' }),
        read: (answer) => [standing(answer, 'safe-and-well-check'), standing(answer, 'return-interview')],
        answers: ['2026-10-24T19:00:00Z done', '2026-10-27T19:00:00Z due'],
      },
    ],
  ],
  [
    'missing-from-care-meeting',
    ['2026-11-01', '2026-11-04'],
    [],
    [owed('2026-11-03', fromCare(), '2026-11-04 upcoming')],
  ],
  [
    'assistant-director-notice',
    ['2026-11-01', '2026-11-04'],
    [],
    [owed('2026-11-03', fromCare(), '2026-11-04 upcoming')],
  ],
  ['lead-member-notice', ['2026-11-01', '2026-11-08'], [], [owed('2026-11-03', fromCare(), '2026-11-08 upcoming')]],
  [
    'missing-from-care-review',
    ['2026-11-01', '2026-11-04', '2026-12-04'],
    [],
    [owed('2026-11-10', fromCare({ meetingsOn: ['2026-11-04'] }), '2026-12-04 upcoming')],
  ],
  [
    'strategy-meeting',
    ['2026-11-02', '2026-11-09', '2026-11-05'],
    ['not needed'],
    [
      owed('2026-11-03', fromHome(), '2026-11-09 upcoming'),
      owed('2026-11-06', fromHome({ returnedAt: '2026-11-05T10:00:00Z' }), '2026-11-09 not-needed'),
    ],
  ],
  [
    'ground-i',
    ['2026-10-12', '2026-11-16', '2026-10-20', '2026-10-21', '2026-11-25'],
    ['school day 20'],
    [
      {
        asOf: evening('2026-11-16'),
        input: absentTo('2026-11-16'),
        read: ({ removal: { groundI } }) => [groundI.runStartedOn, groundI.twentiethSchoolDay, groundI.firstLawfulOn],
        answers: ['2026-10-12', '2026-11-16', '2026-11-16'],
      },
      {
        asOf: evening('2026-11-16'),
        input: { marks: [away('2026-10-12', '2026-11-16'), away('2026-10-20', '2026-10-20', 'I')] },
        read: ({ removal: { groundI } }) => [groundI.status, groundI.runStartedOn, groundI.twentiethSchoolDay],
        answers: ['not-met', '2026-10-21', '2026-11-25'],
      },
    ],
  ],
  [
    'ground-h',
    ['2026-09-25', '2026-09-28', '2026-10-09'],
    ['tenth school day'],
    [
      {
        asOf: evening('2026-10-09'),
        input: {
          marks: [away('2026-09-14', '2026-09-25', 'C'), away('2026-09-28', '2026-10-09', 'O')],
          leave: { endedOn: '2026-09-25' },
        },
        read: ({ absence, removal: { groundH } }) => [
          absence?.firstOn,
          groundH.tenthSchoolDay,
          groundH.firstLawfulOn,
          groundH.schoolDays,
        ],
        answers: ['2026-09-28', '2026-10-09', '2026-10-09', 10],
      },
    ],
  ],
  [
    'compulsory-school-age',
    ['2021-09-01', '2026-12-31', '2038-06-25'],
    [],
    [
      {
        asOf: evening('2026-10-12'),
        input: { pupil: { dateOfBirth: '2021-09-01' } },
        read: ({ compulsorySchoolAge }) => compulsorySchoolAge,
        answers: { from: '2026-12-31', to: '2038-06-25' },
      },
    ],
  ],
  [
    'child-missing-education',
    ['2026-10-12', '2026-10-23', '2026-11-16'],
    ['tenth school day'],
    [
      {
        asOf: evening('2026-10-22'),
        input: absentTo('2026-10-22'),
        read: ({ status }) => status,
        answers: 'absent-on-roll',
      },
      {
        asOf: evening('2026-10-23'),
        input: absentTo('2026-10-23'),
        read: ({ status }) => status,
        answers: 'at-risk-of-cme',
      },
      {
        asOf: evening('2026-11-16'),
        input: { ...absentTo('2026-11-16'), pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' } },
        read: ({ status }) => status,
        answers: 'cme',
      },
    ],
  ],
  [
    'persistent-absence',
    ['2026-10-23'],
    ['76 possible', '8 of the 76 is persistent', '7 is not', '38 is severe'],
    [
      {
        asOf: evening('2026-10-23'),
        input: { marks: [away('2026-10-19', '2026-10-22', 'I')] },
        read: (answer) => `${figures(answer)} ${answer.attendance.band}`,
        answers: '8 of 76 persistent',
      },
      {
        asOf: evening('2026-10-23'),
        input: {
          marks: [away('2026-10-19', '2026-10-21', 'I'), { on: '2026-10-22', session: 'AM', code: 'I' }],
        },
        read: (answer) => `${figures(answer)} ${answer.attendance.band}`,
        answers: '7 of 76 none',
      },
      {
        asOf: evening('2026-10-23'),
        input: { marks: [away('2026-09-02', '2026-09-28', 'I')] },
        read: (answer) => `${figures(answer)} ${answer.attendance.band}`,
        answers: '38 of 76 severe',
      },
    ],
  ],
  [
    'penalty-notice-threshold',
    ['2026-09-07', '2026-11-16', '2026-08-31'],
    ['4 unauthorised sessions', '6 in the week', 'all 10'],
    [
      {
        asOf: evening('2026-11-20'),
        input: { marks: [away('2026-09-07', '2026-09-08', 'O'), away('2026-11-16', '2026-11-18', 'O')] },
        read: considers,
        answers: '10: true',
      },
      {
        asOf: evening('2026-11-20'),
        input: { marks: [away('2026-09-02', '2026-09-03', 'O'), away('2026-11-16', '2026-11-18', 'O')] },
        read: considers,
        answers: '6: false',
      },
    ],
  ],
]

describe.each(table)('the worked example of %s', (id, dates, words, asked) => {
  it('says these dates, each with its weekday, and no other', () => {
    expect(datesSaid(findRule(id)!.workedExample)).toEqual(dates.map(withWeekday))
    for (const word of words) expect(findRule(id)!.workedExample).toContain(word)
  })

  it('is what the clock answers', () => {
    for (const { asOf, input, read, answers } of asked) {
      const answer = ask(asOf, input)
      expect(read ? read(answer) : standing(answer, id)).toEqual(answers)
    }
  })
})

it('every rule that the clock answers has its worked example in this table', () => {
  expect(table.map(([id]) => id)).toEqual(rules.map(({ id }) => id))
})

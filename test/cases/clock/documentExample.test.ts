// Does the contract's own example, whole, come out as it stands there?
import { expect, it } from 'vitest'
import { clock } from '../../../src/cases/clock/clock.ts'

it('answers the example of the contract', () => {
  const answer = clock({
    asOf: '2026-10-14T15:30:00+01:00',
    calendar: {
      terms: [
        { from: '2026-09-01', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ],
      closed: [{ on: '2026-09-01', because: 'inset' }],
      registersClose: { AM: '09:30', PM: '14:00' },
    },
    policy: { escalateOnSchoolDay: 3, visitBySchoolDay: 5, referOnSchoolDay: 10, reviewEveryDays: 7 },
    pupil: { dateOfBirth: '2014-05-06', boarder: false, enteredOn: '2024-09-03', leftOn: null },
    marks: [
      { from: '2026-10-12', to: '2026-10-14', code: 'N' },
      { on: '2026-10-20', session: 'AM', code: 'I' },
    ],
    leave: null,
    facts: {},
  })
  expect(answer).toMatchObject({
    covered: true,
    absence: { firstOn: '2026-10-12', schoolDays: 3, unknownDays: 0, calendarDays: 3, unexplained: true },
    status: 'absent-on-roll',
    compulsorySchoolAge: { from: '2019-08-31', to: '2030-06-28' },
    removal: {
      groundH: { status: 'not-applicable', conditions: [] },
      groundI: {
        status: 'not-met',
        runStartedOn: '2026-10-12',
        schoolDays: 3,
        twentiethSchoolDay: '2026-11-13',
        firstLawfulOn: '2026-11-13',
      },
    },
    attendance: { possible: 62, absent: 6, band: 'none', unauthorisedInTenWeeks: 6, considerPenaltyNotice: false },
    notes: [],
  })
  expect(answer.removal.groundI.conditions[0]).toEqual({ id: 'twenty-school-days', met: false, because: '3 of 20.' })
  expect(answer.duties.find((duty) => duty.rule === 'education-welfare-escalation')).toEqual({
    rule: 'education-welfare-escalation',
    owedBy: 'school',
    dueOn: '2026-10-14',
    state: 'due',
    because: 'School day 3 of an absence nobody has explained.',
    basis: {
      kind: 'local-procedure',
      cite: 'Children Missing from Care, Home and Education (safeguarding partnership procedure, 1 October 2024), Part on children missing from education, not resolved within 3 days',
      url: 'https://www.londonsafeguardingchildrenprocedures.co.uk/ch_miss_care_home_sch.html',
      confirmed: true,
    },
    working: { counted: ['2026-10-12', '2026-10-13', '2026-10-14'], skipped: [] },
  })
  expect(Object.keys(answer)).toEqual([
    'covered',
    'absence',
    'status',
    'compulsorySchoolAge',
    'duties',
    'removal',
    'attendance',
    'notes',
  ])
})

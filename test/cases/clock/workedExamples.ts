// What does each rule come to, in three cases at least? Read by the test that asks the clock, and by nobody else.
import type { ClockFacts, ClockInput } from '../../../src/cases/clock/clock.ts'
import { autumnOnly } from '../../support/calendars.ts'
import { away } from './ask.ts'

/** Why, when, what differs from an ordinary child on Calendar A, and the duty as a line (or undefined: not listed). */
export type WorkedExample = readonly [string, string, Partial<ClockInput>, string | undefined]

const monday = '2026-10-12T15:30:00+01:00'
const wednesday = '2026-10-14T15:30:00+01:00'
const threeDays = { marks: [away('2026-10-12', '2026-10-14')] }
const since = (facts: ClockFacts) => ({ ...threeDays, facts })

const fromCare = (more: object = {}) => ({
  facts: { missing: [{ reportedAt: '2026-11-01T21:00:00Z', from: 'care' as const, ...more }] },
})
const fromHome = (more: object = {}) => ({
  facts: {
    missing: [{ reportedAt: '2026-11-02T21:00:00Z', from: 'home' as const, protectionPlanOrS47: true, ...more }],
  },
})
const back = { returnedAt: '2026-10-24T20:00:00+01:00' }
const wasAway = (more: object = {}) => ({
  facts: { missing: [{ reportedAt: '2026-10-22T20:00:00+01:00', from: 'home' as const, ...back, ...more }] },
})

export const workedExamples: Record<string, readonly WorkedExample[]> = {
  'first-day-contact': [
    ['nobody has rung yet', monday, { marks: [away('2026-10-12', '2026-10-12')] }, '2026-10-12 due'],
    [
      'a call that reached nobody closes nothing',
      wednesday,
      since({ contacts: [{ at: '2026-10-12T10:00:00+01:00', reached: false }] }),
      '2026-10-12 overdue',
    ],
    ['a reason closes it', wednesday, since({ explainedOn: '2026-10-13' }), '2026-10-12 done'],
    [
      'a call about an earlier absence closes nothing',
      wednesday,
      since({ contacts: [{ at: '2026-10-09T10:00:00+01:00', reached: true }] }),
      '2026-10-12 overdue',
    ],
    ['G says why', wednesday, { marks: [away('2026-10-12', '2026-10-14', 'G')] }, undefined],
  ],
  'risk-questions': [
    ['nobody has answered them', wednesday, threeDays, '2026-10-12 overdue'],
    ['they are answered', wednesday, since({ riskAnsweredOn: '2026-10-12' }), '2026-10-12 done'],
    [
      'answers of an earlier absence close nothing',
      wednesday,
      since({ riskAnsweredOn: '2026-10-11' }),
      '2026-10-12 overdue',
    ],
    ['an explained absence asks none', wednesday, since({ explainedOn: '2026-10-12' }), undefined],
  ],
  'social-worker-told': [
    [
      'a looked-after child',
      monday,
      { marks: [away('2026-10-12', '2026-10-12')], facts: { flags: { lookedAfter: true } } },
      '2026-10-12 due',
    ],
    [
      'youth justice, told',
      wednesday,
      since({ flags: { youthJustice: true }, toldSocialWorkerOn: '2026-10-13' }),
      '2026-10-12 done',
    ],
    [
      'told before this absence began',
      wednesday,
      since({ flags: { childInNeed: true }, toldSocialWorkerOn: '2026-10-11' }),
      '2026-10-12 overdue',
    ],
    ['nobody else is involved', wednesday, since({ flags: { lookedAfter: false } }), undefined],
  ],
  'refer-same-day': [
    ['one yes', wednesday, since({ riskAnsweredOn: '2026-10-14', riskAnswers: { A4: 'yes' } }), '2026-10-14 due'],
    [
      'a yes of two days ago',
      wednesday,
      since({ riskAnsweredOn: '2026-10-12', riskAnswers: { A1: 'yes', A2: 'no' } }),
      '2026-10-12 overdue',
    ],
    [
      'referred before the form was filled in',
      wednesday,
      since({ riskAnsweredOn: '2026-10-14', riskAnswers: { A4: 'yes' }, referredAt: '2026-10-13T17:00:00+01:00' }),
      '2026-10-14 done',
    ],
    [
      'the referral of an earlier absence does not close it',
      wednesday,
      since({ riskAnsweredOn: '2026-10-12', riskAnswers: { A4: 'yes' }, referredAt: '2026-09-14T17:00:00+01:00' }),
      '2026-10-12 overdue',
    ],
    [
      'unknown is no yes',
      wednesday,
      since({ riskAnsweredOn: '2026-10-12', riskAnswers: { A1: 'unknown', Q4: 'yes' } }),
      undefined,
    ],
    [
      'a yes without a day is listed, its date unknown',
      wednesday,
      since({ riskAnswers: { A1: 'yes' } }),
      'null unknown',
    ],
    [
      'it stands when the child is back',
      '2026-10-15T15:30:00+01:00',
      since({ riskAnsweredOn: '2026-10-14', riskAnswers: { A1: 'yes' } }),
      '2026-10-14 overdue',
    ],
    [
      'answers of tomorrow are not read',
      wednesday,
      since({ riskAnsweredOn: '2026-10-15', riskAnswers: { A1: 'yes' } }),
      undefined,
    ],
  ],
  'cme-officer-told': [
    [
      'from the first day on it is to come',
      monday,
      { marks: [away('2026-10-12', '2026-10-12')] },
      '2026-10-13 upcoming',
    ],
    [
      'telling the Education Welfare Service is enough',
      wednesday,
      since({ escalatedOn: '2026-10-14' }),
      '2026-10-13 done',
    ],
    ['told', wednesday, since({ toldCmeOfficerOn: '2026-10-13' }), '2026-10-13 done'],
    ['nobody told', wednesday, threeDays, '2026-10-13 overdue'],
  ],
  'education-welfare-escalation': [
    ['day 3', wednesday, threeDays, '2026-10-14 due'],
    [
      'an authority that has chosen day 2',
      wednesday,
      { ...threeDays, policy: { escalateOnSchoolDay: 2 } },
      '2026-10-13 overdue',
    ],
    ['found on day 2', '2026-10-13T15:30:00+01:00', { marks: [away('2026-10-12', '2026-10-12')] }, undefined],
    [
      'over half-term',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-22', '2026-10-23')] },
      '2026-11-03 upcoming',
    ],
    ['done', wednesday, since({ escalatedOn: '2026-10-13' }), '2026-10-14 done'],
  ],
  'home-visit': [
    ['school day 5', wednesday, threeDays, '2026-10-16 upcoming'],
    ['visited', wednesday, since({ homeVisitOn: '2026-10-14' }), '2026-10-16 done'],
    [
      'an authority that has chosen day 3',
      wednesday,
      { ...threeDays, policy: { visitBySchoolDay: 3 } },
      '2026-10-14 due',
    ],
  ],
  'authority-referral': [
    ['school day 10', wednesday, threeDays, '2026-10-23 upcoming'],
    ['referred', wednesday, since({ referredToAuthorityOn: '2026-10-14' }), '2026-10-23 done'],
    [
      'the calendar ends before it',
      '2026-10-23T15:30:00+01:00',
      { calendar: autumnOnly, marks: [away('2026-10-19', '2026-10-23')] },
      'null unknown',
    ],
    [
      'done though its date is unknown',
      '2026-10-23T15:30:00+01:00',
      {
        calendar: autumnOnly,
        marks: [away('2026-10-19', '2026-10-23')],
        facts: { referredToAuthorityOn: '2026-10-23' },
      },
      'null done',
    ],
  ],
  'joint-review': [
    ['not on the first day', monday, { marks: [away('2026-10-12', '2026-10-12')] }, undefined],
    ['a week after the first day', wednesday, threeDays, '2026-10-19 upcoming'],
    [
      'a week after the last review',
      wednesday,
      since({ reviewsOn: ['2026-10-14', '2026-10-13'] }),
      '2026-10-21 upcoming',
    ],
    [
      'a review of an earlier absence moves nothing',
      wednesday,
      since({ reviewsOn: ['2026-10-05'] }),
      '2026-10-19 upcoming',
    ],
    ['a review of tomorrow is not read', wednesday, since({ reviewsOn: ['2026-10-15'] }), '2026-10-19 upcoming'],
    ['every other day, as chosen', wednesday, { ...threeDays, policy: { reviewEveryDays: 2 } }, '2026-10-14 due'],
  ],
  'authority-enquiries': [
    ['calendar day 28', wednesday, threeDays, '2026-11-08 upcoming'],
    ['on that Sunday', '2026-11-08T10:00:00Z', { marks: [away('2026-10-12', '2026-11-06', 'O')] }, '2026-11-08 due'],
    [
      'the authority has signed',
      wednesday,
      since({ outcome: { kind: 'not-found', authoritySignedAt: '2026-10-14T12:00:00+01:00' } }),
      '2026-11-08 done',
    ],
    [
      'a signature of an earlier absence closes nothing',
      wednesday,
      since({ outcome: { kind: 'found', authoritySignedAt: '2026-10-09T12:00:00+01:00' } }),
      '2026-11-08 upcoming',
    ],
    [
      'a signature of later today is not read',
      wednesday,
      since({ outcome: { kind: 'found', authoritySignedAt: '2026-10-14T15:31:00+01:00' } }),
      '2026-11-08 upcoming',
    ],
  ],
  'unexplained-code': [
    [
      'over half-term and INSET',
      '2026-11-05T15:30:00Z',
      { marks: [away('2026-10-21', '2026-10-21')] },
      '2026-11-05 due',
    ],
    ['over Christmas', '2027-01-06T15:30:00Z', { marks: [away('2026-12-17', '2026-12-17')] }, '2027-01-08 upcoming'],
    [
      'the earliest N sets the date',
      wednesday,
      {
        marks: [
          { on: '2026-10-13', session: 'PM', code: 'N' },
          { on: '2026-10-12', session: 'PM', code: 'N' },
        ],
      },
      '2026-10-19 upcoming',
    ],
    [
      'a boarder has no such code',
      wednesday,
      { ...threeDays, pupil: { dateOfBirth: '2014-05-06', boarder: true } },
      undefined,
    ],
    [
      'N that became O',
      wednesday,
      { marks: [away('2026-10-12', '2026-10-14'), away('2026-10-12', '2026-10-14', 'O')] },
      undefined,
    ],
    ['an N of tomorrow is not read', wednesday, { marks: [away('2026-10-15', '2026-10-15')] }, undefined],
  ],
  'attendance-return': [
    [
      'ten days',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23', 'O')] },
      '2026-11-23 upcoming',
    ],
    ['nine days', '2026-10-22T15:30:00+01:00', { marks: [away('2026-10-12', '2026-10-22', 'O')] }, undefined],
    [
      'U all the time',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23', 'U')] },
      '2026-11-23 upcoming',
    ],
    [
      'U in the morning and there in the afternoon ends the run',
      '2026-10-23T15:30:00+01:00',
      {
        marks: [
          away('2026-10-12', '2026-10-23', 'O'),
          { on: '2026-10-15', session: 'AM', code: 'U' },
          { on: '2026-10-15', session: 'PM', code: '\\' },
        ],
      },
      undefined,
    ],
    [
      'a day nobody knows about is passed over',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-09', '2026-10-23', 'O'), away('2026-10-14', '2026-10-14', '-')] },
      '2026-11-23 upcoming',
    ],
    [
      'not of age',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23')], pupil: { dateOfBirth: '2022-01-10' } },
      undefined,
    ],
    [
      'a boarder',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23')], pupil: { dateOfBirth: '2014-05-06', boarder: true } },
      undefined,
    ],
    [
      'sent on the tenth day',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23')], facts: { attendanceReturnsSentOn: ['2026-10-23'] } },
      '2026-11-23 done',
    ],
    [
      'one sent too early answers for nothing',
      '2026-10-23T15:30:00+01:00',
      { marks: [away('2026-10-12', '2026-10-23')], facts: { attendanceReturnsSentOn: ['2026-10-22'] } },
      '2026-11-23 upcoming',
    ],
  ],
  'sickness-return': [
    [
      'on the fifteenth day',
      '2026-09-22T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-22', 'I')] },
      '2026-09-22 due',
    ],
    ['fourteen days', '2026-09-21T15:30:00+01:00', { marks: [away('2026-09-02', '2026-09-21', 'I')] }, undefined],
    [
      'half days are no days',
      '2026-09-22T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-22', 'I'), { on: '2026-09-22', session: 'PM', code: 'M' }] },
      undefined,
    ],
    [
      'on the belief',
      '2026-11-09T10:00:00Z',
      {
        marks: [away('2026-09-07', '2026-09-16', 'I'), { on: '2026-11-09', session: 'AM', code: 'I' }],
        facts: { foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to: '2026-11-17' } },
      },
      '2026-11-09 due',
    ],
    [
      'one day short of it',
      '2026-11-09T10:00:00Z',
      {
        marks: [away('2026-09-07', '2026-09-16', 'I'), { on: '2026-11-09', session: 'AM', code: 'I' }],
        facts: { foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to: '2026-11-16' } },
      },
      undefined,
    ],
    [
      'a child who came this morning is not ill today',
      '2026-11-09T10:00:00Z',
      {
        marks: [away('2026-09-07', '2026-09-16', 'I')],
        facts: { foreseenSickness: { believedOn: '2026-11-09', from: '2026-11-09', to: '2026-11-17' } },
      },
      undefined,
    ],
    [
      'sent this school year',
      '2026-09-22T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-22', 'I')], facts: { sicknessReturnSentOn: '2026-09-21' } },
      '2026-09-22 done',
    ],
    [
      'sent last school year',
      '2026-09-22T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-22', 'I')], facts: { sicknessReturnSentOn: '2026-08-31' } },
      '2026-09-22 due',
    ],
    [
      'not of age',
      '2026-09-22T15:30:00+01:00',
      { marks: [away('2026-09-02', '2026-09-22', 'I')], pupil: { dateOfBirth: '2022-01-10' } },
      undefined,
    ],
  ],
  'new-pupil-return': [
    [
      'the fifth day is a Sunday',
      '2026-11-12T10:00:00Z',
      {
        pupil: { dateOfBirth: '2014-05-06', enteredOn: '2026-11-10' },
        facts: { newPupilReturn: { sentOn: null, exempt: false } },
      },
      '2026-11-15 upcoming',
    ],
    [
      'exempt',
      '2026-11-12T10:00:00Z',
      { pupil: { dateOfBirth: '2022-01-10', enteredOn: '2026-09-02' }, facts: { newPupilReturn: { exempt: true } } },
      undefined,
    ],
    [
      'sent',
      '2026-11-20T10:00:00Z',
      {
        pupil: { dateOfBirth: '2014-05-06', enteredOn: '2026-11-10' },
        facts: { newPupilReturn: { sentOn: '2026-11-13' } },
      },
      '2026-11-15 done',
    ],
    ['the day of entry is not recorded', '2026-11-20T10:00:00Z', { facts: { newPupilReturn: {} } }, 'null unknown'],
  ],
  'pupil-record-transfer': [
    [
      'left in November',
      '2026-11-20T10:00:00Z',
      { pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' } },
      '2026-12-07 upcoming',
    ],
    [
      'over Christmas',
      '2026-12-11T10:00:00Z',
      { pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-12-04' } },
      '2027-01-11 upcoming',
    ],
    [
      'sent',
      '2026-12-11T10:00:00Z',
      { pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' }, facts: { recordSentOn: '2026-12-01' } },
      '2026-12-07 done',
    ],
    [
      'leaves next week',
      '2026-11-09T10:00:00Z',
      { pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-11-16' } },
      undefined,
    ],
    [
      'the calendar ends before it',
      '2027-07-21T10:00:00Z',
      { pupil: { dateOfBirth: '2014-05-06', leftOn: '2027-07-20' } },
      'null unknown',
    ],
  ],
  'return-interview': [
    ['72 hours over the night the clocks go back', '2026-10-26T09:00:00Z', wasAway(), '2026-10-27T19:00:00Z due'],
    ['a second too late', '2026-10-27T19:00:01Z', wasAway(), '2026-10-27T19:00:00Z overdue'],
    ['just in time', '2026-10-27T19:00:00Z', wasAway(), '2026-10-27T19:00:00Z due'],
    ['held', '2026-10-28T09:00:00Z', wasAway({ interviewedAt: '2026-10-26T10:00:00Z' }), '2026-10-27T19:00:00Z done'],
    [
      'a refusal does not close it',
      '2026-10-28T09:00:00Z',
      wasAway({ refusedAt: '2026-10-26T10:00:00Z' }),
      '2026-10-27T19:00:00Z overdue',
    ],
    ['still away', '2026-10-24T10:00:00+01:00', wasAway(), undefined],
  ],
  'offer-parent-conversation': [
    ['refused', '2026-10-26T12:00:00Z', wasAway({ refusedAt: '2026-10-26T10:00:00Z' }), '2026-10-27T19:00:00Z due'],
    [
      'spoken to',
      '2026-10-28T12:00:00Z',
      wasAway({ refusedAt: '2026-10-26T10:00:00Z', parentConversationAt: '2026-10-27T10:00:00Z' }),
      '2026-10-27T19:00:00Z done',
    ],
    ['not refused', '2026-10-26T12:00:00Z', wasAway(), undefined],
    [
      'refused, the return not recorded',
      '2026-10-26T12:00:00Z',
      wasAway({ returnedAt: null, refusedAt: '2026-10-26T10:00:00Z' }),
      'null unknown',
    ],
  ],
  'safe-and-well-check': [
    ['back', '2026-10-26T09:00:00Z', wasAway(), '2026-10-24T19:00:00Z overdue'],
    ['this minute', '2026-10-24T19:00:00Z', wasAway(), '2026-10-24T19:00:00Z due'],
    [
      'seen',
      '2026-10-26T09:00:00Z',
      wasAway({ safeAndWellAt: '2026-10-24T22:00:00+01:00' }),
      '2026-10-24T19:00:00Z done',
    ],
    [
      'an interview is no check',
      '2026-10-26T09:00:00Z',
      wasAway({ interviewedAt: '2026-10-25T10:00:00Z' }),
      '2026-10-24T19:00:00Z overdue',
    ],
  ],
  'missing-from-care-meeting': [
    ['the third day', '2026-11-03T09:00:00Z', fromCare(), '2026-11-04 upcoming'],
    ['held', '2026-11-05T09:00:00Z', fromCare({ meetingsOn: ['2026-11-02'] }), '2026-11-04 done'],
    [
      'a meeting before the report is another',
      '2026-11-05T09:00:00Z',
      fromCare({ meetingsOn: ['2026-10-31'] }),
      '2026-11-04 overdue',
    ],
    ['from home there is none', '2026-11-03T09:00:00Z', fromHome(), undefined],
  ],
  'assistant-director-notice': [
    ['the third day', '2026-11-04T09:00:00Z', fromCare(), '2026-11-04 due'],
    ['told', '2026-11-10T09:00:00Z', fromCare({ assistantDirectorToldOn: '2026-11-03' }), '2026-11-04 done'],
    ['from home there is none', '2026-11-03T09:00:00Z', fromHome(), undefined],
  ],
  'lead-member-notice': [
    ['the seventh day', '2026-11-04T09:00:00Z', fromCare(), '2026-11-08 upcoming'],
    ['told', '2026-11-10T09:00:00Z', fromCare({ leadMemberToldOn: '2026-11-08' }), '2026-11-08 done'],
    [
      'told tomorrow is not told',
      '2026-11-10T09:00:00Z',
      fromCare({ leadMemberToldOn: '2026-11-11' }),
      '2026-11-08 overdue',
    ],
  ],
  'missing-from-care-review': [
    [
      'a month after the meeting',
      '2026-11-10T09:00:00Z',
      fromCare({ meetingsOn: ['2026-11-04'] }),
      '2026-12-04 upcoming',
    ],
    [
      'a month after the last meeting',
      '2026-12-10T09:00:00Z',
      fromCare({ meetingsOn: ['2026-12-01', '2026-11-04'] }),
      '2027-01-01 upcoming',
    ],
    ['none while none was held', '2026-11-10T09:00:00Z', fromCare(), undefined],
    [
      'none once the child is back',
      '2026-11-10T09:00:00Z',
      fromCare({ meetingsOn: ['2026-11-04'], returnedAt: '2026-11-09T09:00:00Z' }),
      undefined,
    ],
  ],
  'strategy-meeting': [
    ['the seventh day', '2026-11-03T09:00:00Z', fromHome(), '2026-11-09 upcoming'],
    ['back first', '2026-11-06T09:00:00Z', fromHome({ returnedAt: '2026-11-05T10:00:00Z' }), '2026-11-09 not-needed'],
    [
      'held, then back',
      '2026-11-06T09:00:00Z',
      fromHome({ strategyMeetingOn: '2026-11-04', returnedAt: '2026-11-05T10:00:00Z' }),
      '2026-11-09 done',
    ],
    ['without a plan there is none', '2026-11-03T09:00:00Z', fromHome({ protectionPlanOrS47: false }), undefined],
  ],
}

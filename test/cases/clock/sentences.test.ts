// Does every duty say why it is owed, in a sentence a person can check?
import { describe, expect, it } from 'vitest'
import type { ClockInput } from '../../../src/cases/clock/clock.ts'
import { autumnOnly } from '../../support/calendars.ts'
import { ask, away } from './ask.ts'

const why = (asOf: string, differences: Partial<ClockInput>) =>
  ask(asOf, differences).duties.map((duty) => `${duty.rule}: ${duty.because}`)

describe('a duty says why', () => {
  it('while a child is away', () => {
    const facts: ClockInput['facts'] = {
      flags: { lookedAfter: true },
      riskAnsweredOn: '2026-10-13',
      riskAnswers: { A4: 'yes', A2: 'yes', A1: 'no' },
    }
    expect(why('2026-10-14T15:30:00+01:00', { marks: [away('2026-10-12', '2026-10-14')], facts })).toEqual([
      'first-day-contact: The register does not say why the child is away.',
      'risk-questions: School day 1 of an absence nobody has explained.',
      'social-worker-told: Another service is already involved with this child.',
      'cme-officer-told: School day 2 of an absence nobody has explained.',
      'refer-same-day: Answered yes: A2, A4.',
      'education-welfare-escalation: School day 3 of an absence nobody has explained.',
      'home-visit: School day 5 of an absence nobody has explained.',
      'joint-review: 7 days after the first day of an absence nobody has explained.',
      'unexplained-code: The register says N for 2026-10-12.',
      'authority-referral: School day 10 of an absence nobody has explained.',
      'authority-enquiries: Calendar day 28 of an absence nobody has explained.',
    ])
  })

  it('with the numbers the authority has chosen, and since the last review', () => {
    const policy = { escalateOnSchoolDay: 2, visitBySchoolDay: 4, referOnSchoolDay: 6, reviewEveryDays: 3 }
    const facts = { reviewsOn: ['2026-10-13'] }
    const said = why('2026-10-14T15:30:00+01:00', { marks: [away('2026-10-12', '2026-10-14')], facts, policy })
    expect(said).toContain('education-welfare-escalation: School day 2 of an absence nobody has explained.')
    expect(said).toContain('home-visit: School day 4 of an absence nobody has explained.')
    expect(said).toContain('authority-referral: School day 6 of an absence nobody has explained.')
    expect(said).toContain('joint-review: 3 days after the review of 2026-10-13.')
  })

  it('when its date is not known', () => {
    const said = why('2026-10-20T15:30:00+01:00', {
      calendar: autumnOnly,
      pupil: { dateOfBirth: '2014-05-06', leftOn: '2026-10-20' },
      facts: {
        riskAnswers: { A1: 'yes' },
        newPupilReturn: {},
        missing: [{ reportedAt: '2026-10-19T09:00:00Z', from: 'home', refusedAt: '2026-10-20T09:00:00Z' }],
      },
    })
    expect(said).toEqual([
      'new-pupil-return: A name was entered on the admission register. The day of entry is not recorded.',
      'offer-parent-conversation: The child refused the return interview. The time of the return is not recorded.',
      'pupil-record-transfer: The child left on 2026-10-20. The school’s calendar ends on 2026-10-23.',
      'refer-same-day: Answered yes: A1. The day of the answers is not recorded.',
    ])
  })

  it('for the returns a school sends', () => {
    expect(
      why('2026-10-23T15:30:00+01:00', {
        marks: [away('2026-10-12', '2026-10-23', 'U'), away('2026-09-02', '2026-09-16', 'I')],
        pupil: { dateOfBirth: '2014-05-06', enteredOn: '2026-09-02' },
        facts: {
          newPupilReturn: { exempt: false },
          foreseenSickness: { believedOn: '2026-10-23', from: '2026-11-03', to: '2026-11-06' },
        },
      }),
    ).toEqual([
      'new-pupil-return: A name was entered on the admission register.',
      'sickness-return: 11 days of illness since 2026-09-01, 4 more foreseen.',
      'attendance-return: 10 school days running with G, N, O or U on 2026-10-23.',
    ])
  })

  it('when a child is missing from care or from home', () => {
    expect(
      why('2026-11-06T09:00:00Z', {
        facts: {
          missing: [
            { reportedAt: '2026-11-01T21:00:00Z', from: 'care', meetingsOn: ['2026-11-03'] },
            {
              reportedAt: '2026-11-02T21:00:00Z',
              from: 'home',
              protectionPlanOrS47: true,
              returnedAt: '2026-11-05T20:00:00Z',
              refusedAt: '2026-11-06T08:00:00Z',
            },
          ],
        },
      }),
    ).toEqual([
      'assistant-director-notice: Reported missing from care on 2026-11-01.',
      'missing-from-care-meeting: Reported missing from care on 2026-11-01.',
      'safe-and-well-check: A missing child is back.',
      'lead-member-notice: Reported missing from care on 2026-11-01.',
      'offer-parent-conversation: The child refused the return interview.',
      'return-interview: 72 hours after a missing child came back.',
      'strategy-meeting: A child with a protection plan or under section 47 enquiries was reported missing from home.',
      'missing-from-care-review: Still missing from care; the last meeting was on 2026-11-03.',
    ])
  })
})

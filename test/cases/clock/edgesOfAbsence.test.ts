// Do the duties hold at the edges: a calendar’s first day, half days, two reasons at once, facts of tomorrow?
import { describe, expect, it } from 'vitest'
import type { ClockInput } from '../../../src/cases/clock/clock.ts'
import { policiesOf, shippedPolicies } from '../../../src/law/localPolicy.ts'
import { ask, away, standing } from './ask.ts'

const wednesday = '2026-10-14T15:30:00+01:00'
const threeDays = [away('2026-10-12', '2026-10-14')]
const fromMonday = { terms: [{ from: '2026-10-12', to: '2026-12-18' }] }
const dutyOf = (asOf: string, input: Partial<ClockInput>, rule: string) =>
  ask(asOf, input).duties.find((duty) => duty.rule === rule)

describe('a referral the same day', () => {
  const referral = (riskAnsweredOn: string, referredOn: string, marks = threeDays) =>
    standing(
      ask(wednesday, {
        marks,
        facts: { riskAnsweredOn, riskAnswers: { A1: 'yes' }, referredAt: `${referredOn}T11:00:00Z` },
      }),
      'refer-same-day',
    )

  it('answers for the form it followed, although the absence began later', () => {
    expect(referral('2026-10-07', '2026-10-08')).toBe('2026-10-07 done')
    expect(referral('2026-10-07', '2026-10-07')).toBe('2026-10-07 done')
    expect(referral('2026-10-07', '2026-10-06')).toBe('2026-10-07 overdue')
  })

  it('made in this absence before the form was filled in, is made', () => {
    expect(referral('2026-10-14', '2026-10-13')).toBe('2026-10-14 done')
    expect(referral('2026-10-14', '2026-10-12')).toBe('2026-10-14 done')
    expect(referral('2026-10-14', '2026-10-09')).toBe('2026-10-14 due')
  })

  it('is made, whenever it was, for a child who is not away', () => {
    expect(referral('2026-10-07', '2026-10-06', [])).toBe('2026-10-07 done')
  })
})

describe('an absence', () => {
  it('may begin on the first day of the calendar', () => {
    const marks = [
      { on: '2026-10-12', session: 'AM', code: 'N' },
      { on: '2026-10-12', session: 'PM', code: 'O' },
    ] as const
    const answer = ask('2026-10-12T15:30:00+01:00', { calendar: fromMonday, marks })
    expect(answer.absence).toMatchObject({ firstOn: '2026-10-12', schoolDays: 1 })
    expect(standing(answer, 'unexplained-code')).toBe('2026-10-19 upcoming')
    expect(standing(answer, 'education-welfare-escalation')).toBe('2026-10-14 upcoming')
  })

  it('of a morning G and an afternoon N has no reason in the register', () => {
    const marks = [away('2026-10-12', '2026-10-14', 'G'), { on: '2026-10-14', session: 'PM', code: 'N' } as const]
    const answer = ask(wednesday, { marks })
    expect(answer.absence).toMatchObject({ firstOn: '2026-10-12', unexplained: true })
    expect(standing(answer, 'first-day-contact')).toBe('2026-10-12 overdue')
  })

  it('says every code of a day on which nobody could attend', () => {
    const marks = [
      ...threeDays,
      { on: '2026-10-13', session: 'AM', code: 'Y3' } as const,
      { on: '2026-10-13', session: 'PM', code: 'Y4' } as const,
    ]
    expect(dutyOf(wednesday, { marks }, 'education-welfare-escalation')?.working.skipped).toEqual([
      { on: '2026-10-13', because: 'nobody could attend (Y3, Y4)' },
    ])
  })

  it('passes over a day of planned closure, and says so', () => {
    const marks = [...threeDays, away('2026-10-13', '2026-10-13', '#')]
    expect(dutyOf(wednesday, { marks }, 'education-welfare-escalation')).toMatchObject({
      dueOn: '2026-10-15',
      working: {
        counted: ['2026-10-12', '2026-10-14', '2026-10-15'],
        skipped: [{ on: '2026-10-13', because: 'planned closure (#)' }],
      },
    })
  })

  it('keeps the policy of its first day', () => {
    const [shipped] = shippedPolicies
    const later = { ...shipped, from: '2026-10-14', numbers: { ...shipped.numbers, escalateOnSchoolDay: 9 as never } }
    const policies = policiesOf([later])
    expect(standing(ask(wednesday, { marks: threeDays, policies }), 'education-welfare-escalation')).toBe(
      '2026-10-14 due',
    )
    const fromWednesday = [away('2026-10-14', '2026-10-14')]
    expect(standing(ask(wednesday, { marks: fromWednesday, policies }), 'education-welfare-escalation')).toBe(
      '2026-11-03 upcoming',
    )
  })

  it('is one at risk as soon as somebody enquires, from its first day on, but not tomorrow', () => {
    const status = (on: string) =>
      ask(wednesday, { marks: threeDays, facts: { enquiries: [{ by: 'school', on }] } }).status
    expect(['2026-10-11', '2026-10-12', '2026-10-14', '2026-10-15'].map(status)).toEqual([
      'absent-on-roll',
      'at-risk-of-cme',
      'at-risk-of-cme',
      'absent-on-roll',
    ])
    expect(ask(wednesday, { facts: { enquiries: [{ by: 'school', on: '2026-10-14' }] } }).status).toBe('attending')
  })
})

describe('a duty', () => {
  it('has no fields but its own', () => {
    const facts: ClockInput['facts'] = {
      missing: [{ reportedAt: '2026-10-13T09:00:00Z', from: 'care', returnedAt: '2026-10-14T09:00:00Z' }],
    }
    const keys = (rule: string) => Object.keys(dutyOf(wednesday, { marks: threeDays, facts }, rule)!).join(' ')
    expect(keys('home-visit')).toBe('rule owedBy dueOn state because basis working')
    expect(keys('authority-enquiries')).toBe('rule owedBy opensOn dueOn state because basis working')
    expect(keys('unexplained-code')).toBe('rule owedBy triggeredOn dueOn state because basis working')
    expect(keys('lead-member-notice')).toBe('rule owedBy dueOn episode state because basis working')
    expect(keys('return-interview')).toBe('rule owedBy dueAt episode state because basis working')
    expect(dutyOf(wednesday, { facts }, 'return-interview')?.working).toEqual({ counted: [], skipped: [] })
  })
})

describe('a child missing', () => {
  const listed = (missing: NonNullable<NonNullable<ClockInput['facts']>['missing']>[number], asOf = wednesday) =>
    ask(asOf, { facts: { missing: [missing] } }).duties.map((duty) => `${duty.rule} ${duty.state}`)

  it('from care needs no strategy meeting, whatever the plan', () => {
    expect(listed({ reportedAt: '2026-10-13T09:00:00Z', from: 'care', protectionPlanOrS47: true })).toEqual([
      'assistant-director-notice upcoming',
      'missing-from-care-meeting upcoming',
      'lead-member-notice upcoming',
    ])
  })

  it('reported later than now is not known', () => {
    expect(listed({ reportedAt: '2026-10-14T15:00:00Z', from: 'care' })).toEqual([])
  })

  it('has not met for a meeting of tomorrow', () => {
    const missing = { reportedAt: '2026-10-12T09:00:00Z', from: 'care', meetingsOn: ['2026-10-15'] } as const
    expect(listed(missing)).toContain('missing-from-care-meeting upcoming')
    expect(listed(missing).join()).not.toContain('missing-from-care-review')
  })

  it('is offered a conversation by the rule of the day of return', () => {
    const missing = {
      reportedAt: '2024-09-30T09:00:00Z',
      from: 'home',
      returnedAt: '2024-10-01T09:00:00Z',
      refusedAt: '2024-10-02T09:00:00Z',
    } as const
    const facts = (more: object) => ({ facts: { missing: [{ ...missing, ...more }] } })
    const said = (more: object) => dutyOf('2024-10-03T09:00:00Z', facts(more), 'offer-parent-conversation')?.because
    expect(said({})).toBe('The child refused the return interview.')
    expect(said({ returnedAt: '2024-09-30T20:00:00Z' })).toBe(
      'The child refused the return interview. This rule is in force only from 1 October 2024.',
    )
  })
})

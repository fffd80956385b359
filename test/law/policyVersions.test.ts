// Which version of an authority’s numbers holds on which day?
import { describe, expect, it } from 'vitest'
import { calendarDays, schoolDays } from '../../src/calendar/date.ts'
import {
  chosenPolicy,
  type DatedPolicy,
  localPolicyOn,
  nextPolicyFrom,
  policiesOf,
  policyNumbers,
  shippedPolicies,
} from '../../src/law/localPolicy.ts'

const versionFrom = (from: string, escalateOnSchoolDay: number): DatedPolicy => ({
  from,
  numbers: {
    escalateOnSchoolDay: schoolDays(escalateOnSchoolDay),
    visitBySchoolDay: schoolDays(4),
    referOnSchoolDay: schoolDays(8),
    reviewEveryDays: calendarDays(14),
    referralAnswerWithinDays: calendarDays(2),
  },
  source: { instrument: 'Northmoor attendance policy', provision: 'page 3', url: null },
  ourDefaults: [],
})

describe('the policy that comes with the program', () => {
  it('is the partnership’s, with four numbers of our own', () => {
    expect(shippedPolicies).toEqual([
      {
        from: '2024-10-01',
        numbers: {
          escalateOnSchoolDay: 3,
          visitBySchoolDay: 5,
          referOnSchoolDay: 10,
          reviewEveryDays: 7,
          referralAnswerWithinDays: 1,
        },
        source: {
          instrument:
            'Children Missing from Care, Home and Education (safeguarding partnership procedure, 1 October 2024)',
          provision: 'Part on children missing from education',
          url: 'https://www.londonsafeguardingchildrenprocedures.co.uk/ch_miss_care_home_sch.html',
          confirmed: true,
        },
        ourDefaults: ['visitBySchoolDay', 'referOnSchoolDay', 'reviewEveryDays', 'referralAnswerWithinDays'],
      },
    ])
    expect(policyNumbers).toEqual([
      'escalateOnSchoolDay',
      'visitBySchoolDay',
      'referOnSchoolDay',
      'reviewEveryDays',
      'referralAnswerWithinDays',
    ])
  })
})

describe('the versions of an authority', () => {
  const [january, september] = [versionFrom('2027-01-01', 2), versionFrom('2026-09-01', 4)]
  const policies = policiesOf([january, september])
  const escalateOn = (date: string) => localPolicyOn(policies, date).numbers.escalateOnSchoolDay

  it('stand beside the one that comes with the program, the oldest first', () => {
    expect(policies).toEqual([shippedPolicies[0], september, january])
    expect(policiesOf([])).toEqual(shippedPolicies)
  })

  it('hold from their first day on, and the first before its own', () => {
    expect(
      ['2024-09-30', '2024-10-01', '2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01', '2050-01-01'].map(
        escalateOn,
      ),
    ).toEqual([3, 3, 3, 4, 4, 2, 2])
  })

  it('of one day with the program’s own stand in its place', () => {
    const same = versionFrom('2024-10-01', 1)
    expect(policiesOf([january, same])).toEqual([same, january])
  })

  it('are followed by the next, but the newest by none', () => {
    expect(policies.map((policy) => nextPolicyFrom(policies, policy))).toEqual(['2026-09-01', '2027-01-01', null])
  })

  it('give way number by number to what was chosen for one case', () => {
    expect(chosenPolicy(null, policies, '2026-10-12')).toBe(september.numbers)
    expect(chosenPolicy(undefined, policies, '2027-01-01')).toBe(january.numbers)
    const chosen = {
      escalateOnSchoolDay: 6,
      visitBySchoolDay: 7,
      referOnSchoolDay: 9,
      reviewEveryDays: 21,
      referralAnswerWithinDays: 3,
    }
    expect(chosenPolicy(chosen, policies, '2026-10-12')).toEqual(chosen)
    expect(chosenPolicy({ escalateOnSchoolDay: null }, policies, '2026-10-12')).toEqual({
      escalateOnSchoolDay: 4,
      visitBySchoolDay: 4,
      referOnSchoolDay: 8,
      reviewEveryDays: 14,
      referralAnswerWithinDays: 2,
    })
  })
})

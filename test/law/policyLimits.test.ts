// How late may the authority choose each of its own numbers? To the day before a rule would be broken, and not one later.
import { describe, expect, test } from 'vitest'
import { calendarDays, schoolDays } from '../../src/calendar/date.ts'
import { type LocalPolicy, policyNumbers, shippedPolicies } from '../../src/law/localPolicy.ts'
import { policyFaults, policyLimits } from '../../src/law/policyLimits.ts'

const shipped = shippedPolicies[0].numbers
const latest: LocalPolicy = {
  escalateOnSchoolDay: schoolDays(10),
  visitBySchoolDay: schoolDays(19),
  referOnSchoolDay: schoolDays(10),
  reviewEveryDays: calendarDays(28),
  referralAnswerWithinDays: calendarDays(10),
}
const earliest: LocalPolicy = {
  escalateOnSchoolDay: schoolDays(1),
  visitBySchoolDay: schoolDays(1),
  referOnSchoolDay: schoolDays(1),
  reviewEveryDays: calendarDays(1),
  referralAnswerWithinDays: calendarDays(1),
}
const faultsOf = (change: Partial<Record<keyof LocalPolicy, number>>, of = shipped) =>
  policyFaults({ ...of, ...change } as LocalPolicy).map(({ number, rule, because }) => [number, rule.id, because])

describe('the numbers of the local policy', () => {
  test('may be what comes with the program, the earliest of each and the latest of each', () => {
    for (const numbers of [shipped, earliest, latest]) expect(policyFaults(numbers)).toEqual([])
  })

  test.each([
    [
      'escalateOnSchoolDay',
      11,
      'attendance-return',
      'The Education Welfare Service is told on school day 10 at the latest',
    ],
    ['visitBySchoolDay', 20, 'ground-i', 'The home is visited by school day 19 at the latest'],
    ['referOnSchoolDay', 11, 'attendance-return', 'The case is referred on school day 10 at the latest'],
    ['reviewEveryDays', 29, 'authority-enquiries', 'The case is reviewed at least every 28 calendar days'],
    ['referralAnswerWithinDays', 11, 'refer-same-day', 'An agency’s answer is expected within 10 calendar days'],
  ] as const)('%s may not be %i: %s', (number, tooLate, rule, begins) => {
    const [fault, ...more] = faultsOf({ [number]: tooLate }, latest)
    expect(more).toEqual([])
    expect(fault!.slice(0, 2)).toEqual([number, rule])
    expect(fault![2]).toMatch(new RegExp(`^${begins}.*\\.$`))
  })

  test('what is not law does not call itself law', () => {
    for (const number of policyNumbers) {
      const { rule, because } = policyLimits[number]
      expect([number, because.includes('by law')]).toEqual([number, rule.standing === 'law'])
      expect([number, because.includes('not law')]).toEqual([number, rule.standing !== 'law'])
    }
  })

  test.each([[0], [-1], [1.5], [Number.NaN]])('%s is no number of days for any of them', (wrong) => {
    for (const number of policyNumbers)
      expect(faultsOf({ [number]: wrong }).map(([named, , because]) => [named, because])).toEqual([
        [number, `Enter a whole number of days, 1 to ${policyLimits[number].most}.`],
      ])
  })

  test('the service is told on the day of the referral or before it', () => {
    expect(faultsOf({ escalateOnSchoolDay: 4, referOnSchoolDay: 4 })).toEqual([])
    expect(faultsOf({ escalateOnSchoolDay: 5, referOnSchoolDay: 4 })).toEqual([
      [
        'escalateOnSchoolDay',
        'authority-referral',
        'The Education Welfare Service is told on the day of the referral to the authority or before it. Here the referral is on school day 4.',
      ],
    ])
  })

  test('the limit of day 10 says that it is a reading of the law, which leaves a month for the return', () => {
    for (const number of ['escalateOnSchoolDay', 'referOnSchoolDay'] as const)
      expect(policyLimits[number].because).toContain(
        'That limit is this program’s reading: by law the school’s return to the authority is triggered by 10 school days’ absence, though it may be sent within a month, and a later day here would tell the authority later than the law begins to ask.',
      )
  })

  test('a number that is not given yet has no fault, and hides none of the others', () => {
    expect(policyFaults({}).length).toBe(0)
    expect(policyFaults({ escalateOnSchoolDay: schoolDays(6) }).length).toBe(0)
    expect(policyFaults({ visitBySchoolDay: schoolDays(20) }).map(({ number }) => number)).toEqual(['visitBySchoolDay'])
  })

  test('several at once are each named, in their order', () => {
    expect(faultsOf({ escalateOnSchoolDay: 12, reviewEveryDays: 30 }).map(([number]) => number)).toEqual([
      'escalateOnSchoolDay',
      'reviewEveryDays',
    ])
  })
})

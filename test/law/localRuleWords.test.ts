// Do the rules whose number the authority chooses say the number that holds, and tell an example that the clock answers by it?
import { describe, expect, test } from 'vitest'
import { exampleAutumn } from '../../src/law/exampleAbsence.ts'
import { type LocalPolicies, type PolicyNumber, shippedPolicies } from '../../src/law/localPolicy.ts'
import { policyLimits } from '../../src/law/policyLimits.ts'
import { wordsOf } from '../../src/law/rule.ts'
import { ruleLibrary } from '../../src/law/ruleLibrary.ts'
import { findRule } from '../../src/law/rules.ts'
import { ask, away } from '../cases/clock/ask.ts'
import { calendarA } from '../support/calendars.ts'
import { datesSaid, withWeekday } from './datesSaid.ts'

const numbersWith = (number: PolicyNumber, days: number) =>
  ({ ...shippedPolicies[0].numbers, [number]: days }) as (typeof shippedPolicies)[0]['numbers']
const wordsWith = (rule: string, days: number) => {
  const found = findRule(rule)!
  return wordsOf(found, numbersWith(found.policyNumber!, days))
}
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1)

/** What the clock answers on the evening of a day to an absence from Monday 12 October 2026 to another, under that number. */
function dueOf(rule: string, days: number, to: string, more: object = {}): string | undefined {
  const policies: LocalPolicies = [{ ...shippedPolicies[0], numbers: numbersWith(findRule(rule)!.policyNumber!, days) }]
  const { duties } = ask(`${to}T20:00:00Z`, { marks: [away('2026-10-12', to)], policies, ...more })
  return duties.find((duty) => duty.rule === rule)?.dueOn ?? undefined
}

test('they are the four that have a number of the policy', () => {
  expect(
    ruleLibrary.filter(({ policyNumber }) => policyNumber).map(({ id, wordsWith }) => [id, typeof wordsWith]),
  ).toEqual([
    ['education-welfare-escalation', 'function'],
    ['home-visit', 'function'],
    ['authority-referral', 'function'],
    ['joint-review', 'function'],
  ])
})

test('their own words have the number that comes with the program', () => {
  for (const [rule, days] of [
    ['education-welfare-escalation', 3],
    ['home-visit', 5],
    ['authority-referral', 10],
    ['joint-review', 7],
  ] as const) {
    const { says, workedExample } = findRule(rule)!
    expect({ says, workedExample }).toEqual(wordsWith(rule, days))
  }
})

test('the sentence has the number chosen and no other', () => {
  expect(wordsWith('education-welfare-escalation', 2).says).toBe(
    'On school day 2 of an unexplained absence (the authority chooses the day), the school tells the Education Welfare Service.',
  )
  expect(wordsWith('home-visit', 4).says).toBe(
    'By school day 4 of an unexplained absence (the authority chooses the day), somebody has visited the home.',
  )
  expect(wordsWith('authority-referral', 5).says).toBe(
    'On school day 5 of an unexplained absence (the authority chooses the day), the school refers the case to the authority.',
  )
  expect(wordsWith('joint-review', 14).says).toContain('review the case together every 14 days (the authority chooses')
  expect(wordsWith('joint-review', 1).says).toContain('review the case together every day (the authority chooses')
})

test('a rule without such a number has its own words whatever is chosen', () => {
  const rule = findRule('ground-i')!
  expect(wordsOf(rule, numbersWith('visitBySchoolDay', 1)).says).toBe(rule.says)
})

test('the example goes over half-term and the INSET day', () => {
  expect(wordsWith('home-visit', 11).workedExample).toContain('Tuesday 3 November is school day 11')
  expect(wordsWith('home-visit', 19).workedExample).toContain('Friday 13 November is school day 19')
})

test('the autumn of the examples is that of the invented school year', () => {
  expect(exampleAutumn.terms).toEqual(calendarA.terms.slice(0, 2))
  expect(exampleAutumn.closed).toEqual(calendarA.closed.slice(0, 2))
})

describe.each([
  ['education-welfare-escalation', policyLimits.escalateOnSchoolDay.most],
  ['home-visit', policyLimits.visitBySchoolDay.most],
  ['authority-referral', policyLimits.referOnSchoolDay.most],
] as const)('the example of %s', (rule, most) => {
  test.each(upTo(most))('is what the clock answers for %i', (days) => {
    const said = datesSaid(wordsWith(rule, days).workedExample)
    expect(said.slice(0, 2)).toEqual([withWeekday('2026-10-12'), withWeekday(dueOf(rule, days, '2026-10-12')!)])
    expect(wordsWith(rule, days).workedExample).toContain(`school day ${days}`)
    if (rule !== 'education-welfare-escalation') return
    // Who is back on the second day owes nothing, but for a number of 1.
    expect(said.slice(2)).toEqual(days === 1 ? [] : [withWeekday('2026-10-13')])
    const back = ask('2026-10-13T20:00:00Z', {
      marks: [away('2026-10-12', '2026-10-12')],
      policies: [{ ...shippedPolicies[0], numbers: numbersWith('escalateOnSchoolDay', days) }],
    })
    expect(back.duties.filter((duty) => duty.rule === rule)).toEqual([])
  })
})

test.each(upTo(policyLimits.reviewEveryDays.most))(
  'the example of joint-review is what the clock answers for %i',
  (days) => {
    const [first, firstDue, held, nextDue, ...more] = datesSaid(wordsWith('joint-review', days).workedExample)
    const heldOn = held!.slice(0, 10)
    expect([first, more]).toEqual([withWeekday('2026-10-12'), []])
    expect(firstDue).toBe(withWeekday(dueOf('joint-review', days, '2026-10-14')!))
    expect(nextDue).toBe(withWeekday(dueOf('joint-review', days, '2026-10-14', { facts: { reviewsOn: [heldOn] } })!))
    expect(heldOn <= firstDue!.slice(0, 10)).toBe(true)
  },
)

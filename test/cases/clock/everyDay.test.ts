// Is every day of sixteen years what it should be, and every school day counted from it?
import { expect, it } from 'vitest'
import { walkEveryDay } from './everyDay.ts'
import { lastOfMonth } from './naive/naiveDates.ts'

it('agrees with a naive walk over every day from 1 January 2020 to 31 December 2035', () => {
  const walk = walkEveryDay('2020-01-01', '2035-12-31')
  expect(walk.differences).toEqual([])
  expect(walk.days).toBe(5844)
  expect(walk.schoolDays).toBeGreaterThan(15 * 185)
  expect(walk.compared).toBeGreaterThan(5844 * 100)
}, 300_000)

it('the naive dates know the days on which clocks changed, as they were announced', () => {
  // GOV.UK, “When do the clocks change?”: the last Sundays of March and of October.
  const announced = { 2024: ['03-31', '10-27'], 2025: ['03-30', '10-26'], 2026: ['03-29', '10-25'] }
  for (const [year, [forward, back]] of Object.entries(announced)) {
    expect([lastOfMonth(Number(year), 3, 7), lastOfMonth(Number(year), 10, 7)]).toEqual([
      `${year}-${forward}`,
      `${year}-${back}`,
    ])
  }
})

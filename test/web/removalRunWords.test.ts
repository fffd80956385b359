// The case page shows a twentieth day of the absence and another of the removal: does it say why they differ?
import { describe, expect, test } from 'vitest'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { caseHouse, opened, pageText, tenDays } from './caseHouse.ts'
import { completeRegisters, markOf, oakfield } from './pupilHouse.ts'

const friday = '2026-10-23T15:00:00.000Z'
const without = (day: string) => tenDays.filter((on) => on !== day)
const needs = 'A removal needs 20 school days on which every session is G, N or O.'

/** The page of the case with these sessions of days that have no complete register. */
async function page(days: readonly string[], marks: readonly [on: string, session: 'AM' | 'PM', code: string][] = []) {
  const house = await caseHouse({ at: friday, days })
  await house.database.commit(
    writesOfMarks(
      oakfield,
      marks.map(([on, session, code]) => markOf('zsofia', on, session, code)),
      [],
    ),
  )
  await completeRegisters(house, oakfield, [...new Set(marks.map(([on]) => on))])
  await opened(house)
  return (await pageText(house, 'dan')).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

describe('the removal', () => {
  test('that counts every day of the absence says nothing of it', async () => {
    expect(await page(tenDays)).not.toContain(needs)
  })

  test('that began again after a day without a register says so, beside both days', async () => {
    const text = await page(without('2026-10-14'))
    expect(text).toContain('School day 20: Mon 16 Nov')
    expect(text).toContain(
      'Thu 19 Nov Removal can first be considered (20 school days of unauthorised absence). 7 counted.',
    )
    expect(text).toContain(
      `${needs} On Wed 14 Oct no register is known, so its count began again on Thu 15 Oct. · School Attendance`,
    )
  })

  test('that began again after a day on which the school could not be reached says which code', async () => {
    const text = await page(without('2026-10-14'), [
      ['2026-10-14', 'AM', 'N'],
      ['2026-10-14', 'PM', 'Y3'],
    ])
    expect(text).toContain(
      `${needs} On Wed 14 Oct the register says Y3 for the afternoon, so its count began again on Thu 15 Oct.`,
    )
  })

  test('whose last day has no register begins again after it', async () => {
    expect(await page(without('2026-10-22').filter((on) => on < '2026-10-23'))).toContain(
      `${needs} On Fri 23 Oct no register is known, so its count begins again after it.`,
    )
  })
})

// When is GOV.UK asked for bank holidays, and what of its answer is kept?
import { beforeEach, describe, expect, test } from 'vitest'
import { runNights } from '../../src/actions/nightly.ts'
import { readBankHolidays } from '../../src/actions/readBankHolidays.ts'
import { type BankHoliday, shippedBankHolidays } from '../../src/calendar/bankHolidays.ts'
import type { BankHolidayReader } from '../../src/house.ts'
import { listBankHolidays } from '../../src/storage/bankHolidayStore.ts'
import { sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

/** Monday 14 September 2026. */
const monday = '2026-09-14T02:00:00.000Z'
const of2026 = shippedBankHolidays.filter(({ on }) => on.startsWith('2026'))
const stateFuneral: BankHoliday = { on: '2026-09-28', name: 'Bank holiday for the state funeral' }
const of2026AndOneMore = [...of2026, stateFuneral].sort((one, other) => (one.on < other.on ? -1 : 1))

type Answer = Awaited<ReturnType<BankHolidayReader['read']>>

let asked: number
let answer: Answer
let house: TestHouse

beforeEach(async () => {
  asked = 0
  answer = { days: of2026 }
  const read = async () => {
    asked += 1
    return answer
  }
  house = await makeHouse({ at: monday, change: { bankHolidays: { read } } })
})

async function night(at: string, steps = [readBankHolidays]): Promise<void> {
  house.clock.put(at)
  await runNights(house, steps)
}

const lists = () =>
  house.database.read(sql<{ read_at: string; days: string }>`SELECT read_at, days FROM bank_holiday_lists`)

describe('asked', () => {
  test('once a week, whatever night it begins on', async () => {
    for (const day of ['14', '15', '16', '17', '18', '19', '20']) await night(`2026-09-${day}T02:00:00Z`)
    expect(asked).toBe(1)
    await night('2026-09-21T02:00:00Z')
    expect(asked).toBe(2)
    await night('2026-10-02T02:00:00Z')
    expect(asked).toBe(3)
    await night('2026-10-03T02:00:00Z')
    expect(asked).toBe(3)
  })

  test('once for all the nights that are made up for', async () => {
    await night(monday)
    await night('2026-10-12T02:00:00Z')
    expect(asked).toBe(2)
  })

  test('not again and again while another step holds the night up', async () => {
    const broken = { name: 'broken', writesFor: () => Promise.reject(new Error('broken')) }
    for (let round = 0; round < 3; round += 1) await night(monday, [readBankHolidays, broken])
    expect(asked).toBe(1)
  })

  test('by nobody where it is switched off', async () => {
    house = await makeHouse({ at: monday })
    house.statements.count = 0
    expect(await readBankHolidays.writesFor(house, '2026-09-14')).toEqual([])
    expect(house.statements.count).toBe(0)
  })
})

describe('kept', () => {
  test('nothing, of a list that says what is known', async () => {
    await night(monday)
    expect(asked).toBe(1)
    expect(await lists()).toEqual([])
  })

  test('a list with a day more, once', async () => {
    answer = { days: of2026AndOneMore }
    await night(monday)
    expect(await lists()).toEqual([{ read_at: monday, days: JSON.stringify(of2026AndOneMore) }])
    expect(await listBankHolidays(house.database)).toContainEqual(stateFuneral)
    expect(house.logged).toEqual(['{"what":"bank-holidays-changed","days":9}'])
    await night('2026-09-21T02:00:00Z')
    expect(asked).toBe(2)
    expect(await lists()).toHaveLength(1)
  })

  test('the list that takes the day back', async () => {
    answer = { days: of2026AndOneMore }
    await night(monday)
    answer = { days: of2026 }
    await night('2026-09-21T02:00:00Z')
    expect(await lists()).toHaveLength(2)
    expect(await listBankHolidays(house.database)).toEqual(shippedBankHolidays)
  })

  test('nothing of a failure, which is logged, and the next week is asked again', async () => {
    answer = { failed: 'The list was answered with 503' }
    await night(monday)
    expect(await lists()).toEqual([])
    expect(house.logged).toEqual(['{"what":"bank-holidays-not-read","cause":"The list was answered with 503"}'])
    answer = { days: of2026AndOneMore }
    await night('2026-09-15T02:00:00Z')
    expect(asked).toBe(1)
    await night('2026-09-21T02:00:00Z')
    expect(await lists()).toHaveLength(1)
  })
})

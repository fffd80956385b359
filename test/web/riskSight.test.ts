// May somebody without sight of the risk answers guess them from what is owed?
import { expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { caseHouse, opened, write } from './caseHouse.ts'
import type { PupilHouse } from './pupilHouse.ts'

const answered = (yes: boolean): CaseHappening => ({
  what: 'risk-answered',
  details: {
    on: '2026-10-23',
    answers: { A1: 'no', A4: yes ? 'yes' : 'no' },
    level: 'low',
    decision: 'enquire',
    reason: 'Later',
    known: [],
    shown: [],
  },
})

async function houseWith(yes: boolean): Promise<PupilHouse> {
  const house = await caseHouse()
  await house.database.commit([
    sql`UPDATE pupils SET looked_after = 0, protection_plan = 0, child_in_need = 0, social_worker = 0, flags_to_check = '[]' WHERE id = 'zsofia'`,
  ])
  await opened(house)
  await write(house, 'ruth', '2026-10-23T10:00:00.000Z', [answered(yes)])
  return house
}

const pages = ['/cases', '/cases?duty=overdue', '/cases?order=due', '/cases/kase', '/pupils/zsofia', '/today']

/** Every page as it reads, without what differs from answer to answer. */
async function readBy(house: PupilHouse, who: string): Promise<string[]> {
  const texts: string[] = []
  for (const path of pages) {
    const html = await (await house.ask(who, path)).text()
    texts.push(
      html
        .replace(/nonce="[^"]*"/g, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' '),
    )
  }
  return texts
}

test.each(['grace', 'helen'])(
  'every page reads the same for %s whatever was answered: no duty, no count, no order',
  async (who) => {
    expect(await readBy(await houseWith(true), who)).toEqual(await readBy(await houseWith(false), who))
  },
)

test('the lead is told of the referral that is owed, and only when it is', async () => {
  const [yes, no] = [await readBy(await houseWith(true), 'ruth'), await readBy(await houseWith(false), 'ruth')]
  // On the list it is one more thing overdue, on the case it has its name.
  expect(yes.slice(0, 5).map((text, page) => text === no[page])).toEqual([false, false, false, false, false])
  expect([yes, no].map((texts) => /same-day referral|refer.{0,40}same day/i.test(texts[3]!))).toEqual([true, false])
})

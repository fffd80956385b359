// Does what people wrote stay in sight among the changes of marks?
import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { caseHouse, opened, write } from './caseHouse.ts'
import type { PupilHouse } from './pupilHouse.ts'

let house: PupilHouse
const changed = (on: string, session: 'AM' | 'PM', from: string, to: string): CaseHappening => ({
  what: 'mark-corrected',
  details: { on, session, from, to, reason: null },
})

beforeEach(async () => {
  house = await caseHouse()
  await opened(house)
  await write(house, 'mis', '2026-10-20T08:40:00.000Z', [
    changed('2026-10-12', 'AM', 'N', 'O'),
    changed('2026-10-12', 'PM', 'N', 'O'),
  ])
  await write(house, 'mis', '2026-10-20T12:40:00.000Z', [changed('2026-10-13', 'AM', 'N', 'I')])
  await write(house, 'mis', '2026-10-21T08:40:00.000Z', [changed('2026-10-13', 'PM', 'N', 'O')])
})

const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('changes of marks written on one day after each other', () => {
  test('are one line of the case, with each of them behind it; the next day’s is a line of its own', async () => {
    const html = await (await house.ask('ruth', '/cases/kase')).text()
    const happened = html.slice(html.indexOf('id="happened"'))
    expect(text(happened)).toContain('3 marks changed: N to O (2), N to I (1), Mon 12 Oct to Tue 13 Oct.')
    expect(happened.match(/marks changed/g)).toHaveLength(1)
    const each = /<details class="govuk-details wb-lines__parts">[\s\S]*?<\/details>/.exec(happened)![0]
    expect(each.match(/<li>/g)).toHaveLength(3)
    expect(text(each)).toContain('Mark of Mon 12 Oct, morning, changed from N to O.')
    expect(text(happened)).toContain('Mark of Tue 13 Oct, afternoon, changed from N to O.')
  })

  test('are one line of what happened since the last review', async () => {
    const form = text(await (await house.ask('ruth', '/cases/kase/reviews/new')).text())
    expect(form).toContain('3 marks changed: N to O (2), N to I (1), Mon 12 Oct to Tue 13 Oct')
    expect(form).toContain('a mark was changed')
  })

  test('what a person changes stands by itself', async () => {
    await write(house, 'ruth', '2026-10-21T09:40:00.000Z', [changed('2026-10-14', 'AM', 'N', 'O')])
    const html = await (await house.ask('ruth', '/cases/kase')).text()
    expect(html.match(/marks changed/g)).toHaveLength(1)
    expect(text(html)).toContain('Mark of Wed 14 Oct, morning, changed from N to O.')
  })
})

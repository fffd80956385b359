// A calendar closes a day on which the register was taken: who sees it, on which pages, and until when?
import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { type CalendarHouse, calendarHouse } from './calendarHouse.ts'
import { heronLane, textOf as pageText } from './peopleHouse.ts'
import { addPupils, oakfield, openSchool, textOf } from './todaySchool.ts'

const terms = JSON.stringify([
  { from: '2026-09-01', to: '2026-10-23' },
  { from: '2026-11-02', to: '2026-12-18' },
])

type School = Awaited<ReturnType<typeof openSchool>>

/** Oakfield is closed on these days by a calendar typed in now. */
async function close({ house }: School, days: readonly string[], version = 'typed-1') {
  const closed = JSON.stringify(days.map((on) => ({ on, because: 'planned-closure' })))
  await house.database.commit([
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source, entered_by)
      VALUES (${oakfield}, '2026/27', '2026-10-13T08:40:00.000Z', ${version}, ${terms}, ${closed}, '2026-10-13T08:40:00.000Z', 'typed', 'grace')`,
  ])
}

const awayToday = { forename: 'Idris', surname: 'Bell', marks: { '2026-10-13 AM': 'N' }, awaySince: '2026-10-13' }
const sentence =
  'The calendar says there is no school today, Tuesday 13 October, and the register of this morning is complete. 1 child is marked absent, and the day is not counted for this child.'

describe('Needs attention', () => {
  test('shows it to the school’s officer and lead, to the administrator, and to nobody else', async () => {
    const school = await openSchool()
    await addPupils(school.house, [{ id: 'idris', ...awayToday }])
    await close(school, ['2026-10-13'])
    for (const who of ['grace', 'lead', 'admin'] as const) {
      const { html } = await school.get(who, '/needs-attention')
      expect(textOf(html)).toContain(`Calendar and register do not agree Oakfield Primary : ${sentence}`)
      expect(html).toContain(`href="/calendars/${oakfield}"`)
      expect(html).not.toContain('Idris')
    }
    expect(textOf((await school.get('river', '/needs-attention')).html)).not.toContain('do not agree')
  })

  test('is silent once the calendar is corrected, or the register says #', async () => {
    const school = await openSchool()
    await addPupils(school.house, [{ id: 'idris', ...awayToday }])
    await close(school, ['2026-10-13'])
    await school.house.database.commit([sql`UPDATE marks SET code = '#'`])
    expect(textOf((await school.get('grace', '/needs-attention')).html)).not.toContain('do not agree')
    await school.house.database.commit([sql`UPDATE marks SET code = 'N'`])
    expect(textOf((await school.get('grace', '/needs-attention')).html)).toContain('do not agree')
    await close(school, [], 'typed-2')
    expect(textOf((await school.get('grace', '/needs-attention')).html)).not.toContain('do not agree')
  })

  test('looks back 60 days, in one statement more however many days and schools', async () => {
    const school = await openSchool()
    school.house.statements.count = 0
    await school.get('admin', '/needs-attention')
    const without = school.house.statements.count
    // The INSET day of 1 September is closed at both schools: they are asked about already.
    await close(school, ['2026-09-02', '2026-10-12', '2026-10-13'])
    school.house.statements.count = 0
    const text = textOf((await school.get('admin', '/needs-attention')).html)
    expect(school.house.statements.count).toBe(without)
    expect(text.match(/The calendar says there (is|was) no school/g)).toHaveLength(3)
    expect(text).toContain(
      'The calendar says there was no school on Wednesday 2 September, and the registers of that day are complete.',
    )
    school.house.clock.put('2026-11-02T08:00:00.000Z')
    expect(textOf((await school.get('admin', '/needs-attention')).html)).not.toContain('2 September')
  })
})

describe('Today', () => {
  test('says it at the top, and the child stays under To ring with the sentence beside it', async () => {
    const school = await openSchool()
    await addPupils(school.house, [{ id: 'idris', ...awayToday }])
    await close(school, ['2026-10-13'])
    const text = textOf((await school.get('grace', '/today')).html)
    expect(text).toContain(`1 child away and nobody has said why ${sentence} See the calendar of Oakfield Primary`)
    expect((await school.get('grace', '/today')).html).not.toContain('wb-today__register--whole')
    expect(text).toContain('To ring 1')
    expect(text).toContain('N this morning. The calendar says there is no school today.')
  })

  test('without an absence on record, and the morning after, while no register has said that the child is back', async () => {
    const school = await openSchool()
    await addPupils(school.house, [{ id: 'idris', forename: 'Idris', marks: { '2026-10-13 AM': 'N' } }])
    await close(school, ['2026-10-13'])
    expect(textOf((await school.get('grace', '/today')).html)).toContain('To ring 1')
    school.house.clock.put('2026-10-14T07:00:00.000Z')
    const text = textOf((await school.get('grace', '/today')).html)
    expect(text).toContain('To ring 1')
    expect(text).toContain('The calendar says there was no school on Tuesday 13 October.')
  })

  test('not the child who came in the afternoon, nor one whose reason holds', async () => {
    const school = await openSchool()
    await addPupils(school.house, [
      { id: 'idris', marks: { '2026-10-13 AM': 'N', '2026-10-13 PM': '\\' }, awaySince: '2026-10-13' },
    ])
    await close(school, ['2026-10-13'])
    expect(textOf((await school.get('grace', '/today')).html)).toContain('To ring 0')
  })

  test('of the last week only, at that school only; an ordinary morning reads schools, calendars, children, what was tried, wrong numbers and who is asked about, and nothing more', async () => {
    const school = await openSchool()
    await close(school, ['2026-10-05', '2026-10-06'])
    const text = textOf((await school.get('grace', '/today')).html)
    expect(text).toContain('no school on Tuesday 6 October, and the registers of that day are complete.')
    expect(text).not.toContain('5 October')
    school.house.statements.count = 0
    expect(textOf((await school.get('river', '/today')).html)).not.toContain('The calendar says')
    // Six beside the sign-in’s two; with nobody away there is no look at a child to record.
    expect(school.house.statements.count).toBe(8)
    school.house.statements.count = 0
    await school.get('grace', '/today')
    expect(school.house.statements.count).toBe(9)
  })
})

describe('the page on which a calendar is checked', () => {
  const form = `/calendars/${heronLane}/years/2026-27`

  async function takenThisMorning(): Promise<CalendarHouse> {
    const house = await calendarHouse()
    await house.house.database.commit([
      sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, last_heard_at, source, stamp)
        VALUES (${heronLane}, '2026-10-14', 'AM', 2, 2, 1, '2026-10-14T08:40:00.000Z', 'mis', 's')`,
    ])
    return house
  }
  const closing = async (page: Response, day: string) => {
    const [, closed] = /<textarea[^>]*name="closed"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(await page.clone().text())!
    return { reason: 'Heating', closed: `${closed}\n${day} closure` }
  }

  test('names the register, and asks whether the school was closed before it is used', async () => {
    const house = await takenThisMorning()
    const start = await house.get(form, 'bela')
    const check = await house.press(start, 'Check this calendar', await closing(start, '14/10/2026'), 'bela')
    expect(await pageText(check.clone())).toContain('The register of Wednesday 14 October (morning) is complete.')
    const refused = await house.press(check, 'Use this calendar', {}, 'bela')
    expect(refused.status).toBe(422)
    const text = await pageText(refused.clone())
    expect(await refused.clone().text()).toContain('<title>Error: Check the calendar of 2026 to 2027')
    expect(text).toContain('Say that the school was closed, or go back and take the closed days out')
    expect((await house.press(refused, 'Use this calendar', { 'was-closed': 'yes' }, 'bela')).status).toBe(303)
    expect((await house.press(refused, 'Use this calendar', { 'was-closed': 'yes' }, 'bela')).status).toBe(303)
  })

  test('asks nothing about a day that was closed already, nor about one to come', async () => {
    const house = await takenThisMorning()
    const start = await house.get(form, 'bela')
    const check = await house.press(start, 'Check this calendar', await closing(start, '20/11/2026'), 'bela')
    expect(await check.clone().text()).not.toContain('was-closed')
    expect((await house.press(check, 'Use this calendar', {}, 'bela')).status).toBe(303)
  })
})

// May somebody who is signed in fill in the dates of a school of theirs, and of no other?
import { beforeEach, describe, expect, it } from 'vitest'
import { writeOfCalendar } from '../../src/storage/calendarStore.ts'
import { type CalendarHouse, calendarHouse } from './calendarHouse.ts'
import { heronLane, millfield, textOf } from './peopleHouse.ts'

const address = '/deadline-calculator'
const first = { 'first-day': '12', 'first-month': '10', 'first-year': '2026' }
let house: CalendarHouse
beforeEach(async () => {
  house = await calendarHouse()
})

async function filledIn(who: string, school = heronLane, more: Record<string, string> = first) {
  const answer = await house.post(address, { ...more, marks: '20 October 2026 I', school, wish: 'school-dates' }, who)
  const html = await answer.clone().text()
  const values = (name: string) =>
    [...html.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)"`, 'g'))].map(([, value]) => value)
  const area = (name: string) =>
    new RegExp(`<textarea[^>]*name="${name}"[^>]*>\\n?([\\s\\S]*?)</textarea>`).exec(html)?.[1]
  return { answer, html, text: await textOf(answer), values, area }
}

describe('the dates of a school', () => {
  it('are filled in from its calendar in force, and everything else typed stays', async () => {
    const { answer, html, text, values, area } = await filledIn('bela')

    expect(answer.status).toBe(200)
    expect(text).toContain(
      'The terms and closed days below are those of Heron Lane Primary School, from 2026/27 on, by its calendar in force here.',
    )
    expect(values('term-from').slice(0, 2)).toEqual(['1 September 2026', '2 November 2026'])
    expect(values('term-to')).toHaveLength(6)
    expect(area('closed')!.trim().split('\n').slice(0, 2)).toEqual(['1 September 2026 INSET', '2 November 2026 INSET'])
    expect(area('marks')).toBe('20 October 2026 I')
    expect(html).toContain('name="first-day" type="text" value="12"')
    expect(html).not.toContain('id="bank-holidays" name="bank-holidays" type="checkbox" value="yes" checked')
  })

  it('are no example, though they be the same, until the rows are emptied', async () => {
    const { html } = await filledIn('bela')
    const term = (name: string) =>
      [...html.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)"`, 'g'))].map(([, value]) => value!)
    const sent = { ...first, 'term-from': term('term-from'), 'term-to': term('term-to'), 'from-school': 'yes' }
    const warnings = async (more: object) =>
      (await (await house.post(address, { ...sent, ...more }, 'bela')).text()).match(
        /[Ee]xample terms|Example: replace/g,
      )

    expect(html).toContain('<input type="hidden" name="from-school" value="yes">')
    expect(html).not.toContain('Example: replace')
    for (const wish of ['work-out', 'calendar-file', 'change']) expect(await warnings({ wish })).toBeNull()
    expect(await warnings({ wish: 'work-out', 'from-school': '' })).toEqual(['example terms'])
    const emptied = await (await house.post(address, { ...sent, wish: 'empty-terms' }, 'bela')).text()
    expect(emptied).not.toContain('from-school')
  })

  it('leave out what closes for some year groups only, and name it', async () => {
    const terms = [{ from: '2026-09-01', to: '2026-12-18' }]
    const closed = [
      { on: '2026-11-02', because: 'inset' },
      { on: '2026-11-20', because: 'planned-closure', yearGroups: ['5'] },
      { on: '2026-12-25', because: 'holiday' },
    ] as const
    const told = { what: 'calendar', academicYear: '2026/27', publishedAt: '2026-10-01T09:00:00.000Z' } as const
    await house.house.database.commit([
      writeOfCalendar(heronLane, { ...told, terms, closed, registersClose: null }, 'b', told.publishedAt),
    ])
    const { text, area, values } = await filledIn('bela')

    expect(values('term-to')).toEqual(['18 December 2026'])
    expect(area('closed')!.trim()).toBe('2 November 2026 INSET')
    expect(text).toContain(
      'Left out, for they are for some year groups only: 20 November 2026 (year 5). Add those of the child’s.',
    )
  })

  it('are those of the school year of the first day absent; of today while none is typed', async () => {
    const none = 'Heron Lane Primary School has no calendar here for 2024/25. Nothing was filled in.'
    const kept = await filledIn('bela', heronLane, { ...first, 'first-year': '2024', 'term-from': 'mine' })
    expect(kept.text).toContain(none)
    expect(kept.values('term-from')).toEqual(['mine'])
    expect((await filledIn('bela', heronLane, {})).values('term-from')[0]).toBe('1 September 2026')
  })

  it('say when the school has no calendar yet', async () => {
    expect((await filledIn('ada', millfield)).text).toContain('Millfield Academy has no calendar here for 2026/27.')
  })
})

describe('who is offered which school', () => {
  it('people of one school their own, by its name', async () => {
    const html = await (await house.get(address, 'bela')).text()
    expect(html).toContain('Fill in the dates of Heron Lane Primary School</button>')
    expect(html).not.toContain('Millfield')
  })

  it('people of the authority every school, the one just used chosen', async () => {
    const html = await (await house.get(address, 'evan')).text()
    expect(html.match(/<option /g)).toHaveLength(3)
    expect((await filledIn('evan')).html).toContain(`<option value="${heronLane}" selected>`)
  })

  it('nobody else', async () => {
    for (const who of [undefined, 'hugo']) {
      expect(await (await house.get(address, who)).text()).not.toContain('school-dates')
    }
    expect((await house.post(address, { wish: 'school-dates', school: heronLane })).headers.get('location')).toBe(
      '/sign-in',
    )
    for (const [who, school] of [
      ['hugo', heronLane],
      ['gwen', heronLane],
      ['bela', millfield],
      ['bela', ''],
      ['ada', '999999'],
    ] as const)
      expect((await filledIn(who, school)).answer.status).toBe(404)
  })

  it('and nothing of it is kept or logged', async () => {
    await house.signIn('bela')
    house.house.statements.list.length = 0
    await filledIn('bela')
    expect(house.house.statements.list.filter((statement) => /^\s*insert|^\s*delete/i.test(statement))).toEqual([])
    expect(house.house.logged).toEqual([])
  })
})

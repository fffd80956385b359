// Do the administrator and the school's own people see whose calendar runs out?
import { expect, test } from 'vitest'
import { writeOfCalendar } from '../../src/storage/calendarStore.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, stOswald, textOf } from './peopleHouse.ts'

const at = '2026-08-20T09:00:00.000Z'

/** Heron Lane's calendar ends on 20 July 2027 and then is closed, Millfield's on 16 July, St Oswald's a year later. */
async function houseOn(instant: string): Promise<PeopleHouse> {
  const made = await makePeopleHouse({ at: instant })
  const calendars = [
    { urn: heronLane, to: '2027-07-21', closed: [{ on: '2027-07-21', because: 'inset' }] as const },
    { urn: millfield, to: '2027-07-16', closed: [] },
    { urn: stOswald, to: '2028-07-20', closed: [] },
  ]
  for (const { urn, to, closed } of calendars) {
    const terms = [{ from: '2026-09-01', to }]
    const told = {
      what: 'calendar',
      academicYear: '2026/27',
      publishedAt: at,
      terms,
      closed,
      registersClose: null,
    } as const
    await made.house.database.commit([writeOfCalendar(urn, told, `calendar-${urn}`, at)])
  }
  return made
}

test('the administrator sees every school whose calendar ends within eight weeks, the soonest first', async () => {
  const made = await houseOn('2027-06-01T09:00:00.000Z')
  const text = await textOf(await made.get('/needs-attention', 'ada'))
  expect(text).toContain(
    'School calendars that end soon or are missing Deadlines that need a school day after the last one known are shown as unknown. Millfield Academy : last known school day 16 July 2027 Heron Lane Primary School : last known school day 20 July 2027 What to do: Ask each school’s MIS supplier to send the school calendar up to the end of the coming school year.',
  )
  expect(text).not.toContain('St Oswald')
})

test('a school’s people see their own only', async () => {
  const made = await houseOn('2027-06-01T09:00:00.000Z')
  for (const [who, own] of [
    ['bela', 'Heron Lane Primary School : last known school day 20 July 2027'],
    ['cleo', 'Heron Lane Primary School : last known school day 20 July 2027'],
    ['gwen', 'Millfield Academy : last known school day 16 July 2027'],
  ] as const) {
    const text = await textOf(await made.get('/needs-attention', who))
    expect(text).toContain(`${own} What to do: Put the terms and closed days`)
    expect(text.match(/last known school day/g)).toHaveLength(1)
  }
})

test('while every calendar reaches further nothing is said of them, and on other lists neither', async () => {
  const early = await houseOn('2027-05-20T09:00:00.000Z')
  expect(await textOf(await early.get('/needs-attention', 'ada'))).not.toContain('calendar')
  const late = await houseOn('2027-06-01T09:00:00.000Z')
  expect(await textOf(await late.get('/needs-attention?list=security', 'ada'))).not.toContain('calendar')
})

test('a school that has published none is listed first, a name made of markup is harmless, and long lists say how many more', async () => {
  const made = await houseOn('2027-06-01T09:00:00.000Z')
  await made.signIn('ada')
  made.house.statements.count = 0
  await made.get('/needs-attention', 'ada')
  const withThree = made.house.statements.count
  const urns = JSON.stringify(Array.from({ length: 31 }, (_, index) => String(200_000 + index)))
  await made.house.database.commit([
    sql`INSERT INTO schools (urn, name, created_at) SELECT value, '<b>A' || value, ${at} FROM json_each(${urns})`,
  ])
  made.house.statements.count = 0
  const html = await (await made.get('/needs-attention', 'ada')).text()
  expect(made.house.statements.count).toBe(withThree)
  expect(html).toContain('<bdi>&lt;b&gt;A200000</bdi></a>: no calendar')
  expect(html).toContain('and 3 more schools')
  expect(html).not.toContain('Millfield Academy</bdi>')
})

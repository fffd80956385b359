// A child is away, leaves, and nobody knows where to: does day 3 come as for a child on roll, whatever the registers leave out?
import { beforeEach, describe, expect, test } from 'vitest'
import { runNights } from '../../src/actions/nightly.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

const calendar = {
  academic_year: '2026/27',
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  non_school_days: [],
  replaces: null,
}
const child = { mis_id: 's1', upn: null }
let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-07T06:00:00Z')
  await sender.send('calendar.published', calendar)
  await sender.send('pupil.upserted', { pupil: { ...child, legal_forename: 'Iris', legal_surname: 'Vale' } })
})

const away = (on: string) => {
  sender.house.clock.put(`${on}T08:31:00.000Z`)
  return sender.send('attendance.marks.upserted', { marks: [mark('s1', on, 'AM', 'N', `${on}T08:31:00.000Z`)] })
}
const leaves = (on: string, at: string, destination?: object) => {
  const { clock } = sender.house
  if (clock.now() < at) clock.put(at)
  const told = { pupil: child, leaving_date: on, source_updated_at: at }
  return sender.send('enrolment.ended', destination ? { ...told, destination } : told)
}
async function wholeDay(on: string) {
  for (const [session, at] of [
    ['AM', `${on}T08:40:00.000Z`],
    ['PM', `${on}T12:40:00.000Z`],
  ] as const) {
    sender.house.clock.put(at)
    await sender.send('attendance.session.closed', { date: on, session, expected: 1, marked: 1, closed_at: at })
  }
}
async function night(on: string) {
  sender.house.clock.put(`${on}T18:00:00.000Z`)
  await runNights(sender.house)
}

interface Row {
  readonly [column: string]: unknown
}
const cases = async () =>
  (await sender.rows<Row>('cases', 'began_on')).map((row) => [row.began_on, row.ended_on, row.opened_at !== null])
const unmarked = async () =>
  (await sender.rows<Row>('marks', 'marked_on, session'))
    .filter(({ code }) => code === '-')
    .map(({ marked_on, session }) => `${marked_on} ${session}`)
const wednesday = ['2026-09-15 AM', '2026-09-15 PM', '2026-09-16 AM', '2026-09-16 PM']

describe('away since Monday and gone from the roll that day', () => {
  beforeEach(async () => {
    await away('2026-09-14')
    await leaves('2026-09-14', '2026-09-14T14:00:00.000Z')
    await night('2026-09-14')
    await wholeDay('2026-09-15')
    await night('2026-09-15')
    expect(await cases()).toEqual([['2026-09-14', null, false]])
    await wholeDay('2026-09-16')
    await night('2026-09-16')
  })

  test('the case opens on the Wednesday, though whole registers no longer name the child', async () => {
    expect(await cases()).toEqual([['2026-09-14', null, true]])
    expect(await unmarked()).toEqual(wednesday)
  })

  test('once it is said where to, the absence has ended with the day of leaving', async () => {
    sender.house.clock.put('2026-09-17T08:00:00.000Z')
    await leaves('2026-09-14', '2026-09-17T08:00:00.000Z', { known: true, name: 'Brook Lane', urn: '100002' })
    expect(await cases()).toEqual([['2026-09-14', '2026-09-14', true]])
    await wholeDay('2026-09-17')
    expect(await unmarked()).toEqual(wednesday)
  })
})

test('the same for a child on roll of whom the registers say nothing', async () => {
  await away('2026-09-14')
  await wholeDay('2026-09-15')
  await night('2026-09-15')
  expect(await cases()).toEqual([['2026-09-14', null, false]])
  await wholeDay('2026-09-16')
  await night('2026-09-16')
  expect(await cases()).toEqual([['2026-09-14', null, true]])
})

test('the registers first and the leaving after them: the same', async () => {
  await away('2026-09-14')
  await wholeDay('2026-09-15')
  await wholeDay('2026-09-16')
  await leaves('2026-09-14', '2026-09-14T14:00:00.000Z')
  await night('2026-09-16')
  expect(await cases()).toEqual([['2026-09-14', null, true]])
  expect(await unmarked()).toEqual(wednesday)
})

test('a destination that is taken back leaves the child looked for, in the registers of the days between too', async () => {
  await away('2026-09-14')
  await leaves('2026-09-14', '2026-09-14T14:00:00.000Z', { known: true, name: 'Brook Lane', urn: '100002' })
  expect(await cases()).toEqual([['2026-09-14', '2026-09-14', false]])
  await wholeDay('2026-09-15')
  await wholeDay('2026-09-16')
  expect(await unmarked()).toEqual([])
  await leaves('2026-09-14', '2026-09-16T14:00:00.000Z', { known: false })
  expect(await unmarked()).toEqual(wednesday)
  await night('2026-09-16')
  expect(await cases()).toEqual([
    ['2026-09-14', '2026-09-14', false],
    ['2026-09-14', null, true],
  ])
})

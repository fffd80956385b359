// Does everything follow the policy of an absence's first day: the case that opens by itself, the strip, the rulebook, the calculator?
import { expect, test } from 'vitest'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { connectedSchool, mark } from '../intake/sender.ts'
import { filledIn } from './calculatorForm.ts'
import { heronLane, makePeopleHouse, textOf } from './peopleHouse.ts'

test('escalation on school day 2, recorded on Tuesday 13 October: for an absence that begins then on day 2, for Monday’s on day 3', async () => {
  const made = await makePeopleHouse({ at: '2026-10-12T06:00:00.000Z' })
  const { house } = made
  const sender = await connectedSchool('2026-10-12T06:00:00.000Z', house, heronLane)
  await sender.send('calendar.published', {
    academic_year: '2026/27',
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    non_school_days: [],
    replaces: null,
  })
  const day = async (on: string, codes: Readonly<Record<string, string>>) => {
    for (const [session, time] of [
      ['AM', '08:31'],
      ['PM', '12:31'],
    ] as const) {
      house.clock.put(`${on}T${time}:00.000Z`)
      const marks = Object.entries(codes).map(([pupil, code]) => mark(pupil, on, session, code, house.clock.now()))
      await sender.send('attendance.marks.upserted', { marks })
    }
  }
  const opened = async () => {
    const rows = await sender.rows<{ id: string; pupil: string; began_on: string }>('cases', 'began_on')
    const events = await listCaseEvents(
      house.database,
      scopeOfClock,
      rows.map(({ id }) => id),
    )
    return events
      .filter(({ what }) => what === 'case-opened')
      .map(({ caseId, at }) => `${rows.find(({ id }) => id === caseId)!.began_on} opened ${at.slice(0, 16)}`)
  }
  await day('2026-10-12', { earlier: 'N', later: '/' })

  house.clock.put('2026-10-13T07:00:00.000Z')
  const policy = { escalateOnSchoolDay: '2', visitBySchoolDay: '5', referOnSchoolDay: '10', reviewEveryDays: '7' }
  const from = { 'from-day': '13', 'from-month': '10', 'from-year': '2026' }
  const sent = {
    ...policy,
    ...from,
    referralAnswerWithinDays: '1',
    instrument: 'Northmoor procedure',
    seen: '2024-10-01_3_5_10_7_1',
  }
  expect((await made.post('/rulebook/local-policy', { ...sent, wish: 'record' }, 'fern')).status).toBe(303)

  await day('2026-10-13', { earlier: 'N', later: 'N' })
  expect(await opened()).toEqual([])
  await day('2026-10-14', { earlier: 'N', later: 'N' })
  expect((await opened()).sort()).toEqual(['2026-10-12 opened 2026-10-14T08:31', '2026-10-13 opened 2026-10-14T08:31'])

  const stripOf = async (misId: string) => {
    const [row] = (await sender.rows<{ id: string; mis_id: string }>('pupils')).filter(({ mis_id }) => mis_id === misId)
    return textOf(await made.get(`/pupils/${row!.id}`, 'bela'))
  }
  expect(await stripOf('earlier')).toContain('School day 3: Wed 14 Oct')
  expect(await stripOf('later')).toContain('School day 2: Wed 14 Oct')

  expect(await textOf(await made.get('/rulebook/education-welfare-escalation'))).toContain('Number on school day 2')
  house.clock.put('2026-10-12T09:00:00.000Z')
  expect(await textOf(await made.get('/rulebook/education-welfare-escalation'))).toContain('Number on school day 3')

  const escalation = async (first: string) => {
    const body = filledIn({ first })
    const headers = { origin: 'http://localhost:3000' }
    const answer = await made.app.request('/deadline-calculator', { method: 'POST', body, headers })
    const [, part = ''] = (await answer.text()).split('id="education-welfare-escalation"')
    const [, date] = /<time datetime="([^"]+)"/.exec(part) ?? []
    const [, name] = /class="wb-deadline__name">([^<]+)</.exec(part) ?? []
    return `${date} ${name}`
  }
  expect(await escalation('12 10 2026')).toBe('2026-10-14 School day 3:')
  expect(await escalation('13 10 2026')).toBe('2026-10-14 School day 2:')
  expect(await escalation('15 10 2026')).toBe('2026-10-16 School day 2:')
})

test('a case that opened by the policy of its first day keeps its dates when a later policy is stricter', async () => {
  const made = await makePeopleHouse({ at: '2026-10-12T06:00:00.000Z' })
  const { house } = made
  const sender = await connectedSchool('2026-10-12T06:00:00.000Z', house, heronLane)
  const term = { from: '2026-09-02', to: '2026-10-23' }
  const calendar = { academic_year: '2026/27', terms: [term], non_school_days: [], replaces: null }
  await sender.send('calendar.published', calendar)
  house.clock.put('2026-10-12T08:31:00.000Z')
  await sender.send('attendance.marks.upserted', {
    marks: [mark('p1', '2026-10-12', 'AM', 'N', house.clock.now())],
  })
  const [{ id }] = (await sender.rows<{ id: string }>('cases')) as [{ id: string }]
  const visit = async () =>
    /somebody has visited the home|Home visit[\s\S]{0,200}/i.exec(
      await textOf(await made.get(`/cases/${id}`, 'bela')),
    )?.[0]
  const before = await visit()
  const numbers = { escalateOnSchoolDay: '1', visitBySchoolDay: '1', referOnSchoolDay: '2', reviewEveryDays: '1' }
  const from = { 'from-day': '13', 'from-month': '10', 'from-year': '2026' }
  const sent = {
    ...numbers,
    ...from,
    referralAnswerWithinDays: '1',
    instrument: 'Northmoor procedure',
    seen: '2024-10-01_3_5_10_7_1',
  }
  expect((await made.post('/rulebook/local-policy', { ...sent, wish: 'record' }, 'fern')).status).toBe(303)
  expect(before).toContain('School day 5 of an absence nobody has explained')
  expect(await visit()).toBe(before)
})

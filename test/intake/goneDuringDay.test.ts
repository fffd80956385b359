// A child who was here in the morning and is marked N in the afternoon: no day of absence yet, and somebody must look at once.
import { expect, test } from 'vitest'
import { connectedSchool, mark } from './sender.ts'

const tuesday = '2026-10-13'
const wednesday = '2026-10-14'

async function schoolOnTuesdayAfternoon() {
  const school = await connectedSchool(`${tuesday}T08:00:00.000Z`)
  await school.send('calendar.published', {
    academic_year: '2026/27',
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    non_school_days: [],
    replaces: null,
  })
  await marked(school, tuesday, 'AM', '/')
  await marked(school, tuesday, 'PM', 'N')
  return school
}

type School = Awaited<ReturnType<typeof connectedSchool>>

async function marked(school: School, on: string, session: 'AM' | 'PM', code: string, later = '0') {
  const at = `${on}T${session === 'AM' ? '09' : '13'}:1${later}:00.000Z`
  school.house.clock.put(at)
  await school.send('attendance.marks.upserted', { session_status: 'open', marks: [mark('p1', on, session, code, at)] })
}

const happened = async (school: School) =>
  (await school.rows<{ what: string }>('case_events', 'case_id, version')).map(({ what }) => what)

test('N in the afternoon after a morning at school begins an absence, so that calls can be logged', async () => {
  const school = await schoolOnTuesdayAfternoon()
  expect(await school.rows('cases')).toMatchObject([{ began_on: tuesday, ended_on: null }])
})

test('N again the next morning goes on with the same absence, from its first day that counts', async () => {
  const school = await schoolOnTuesdayAfternoon()
  await marked(school, wednesday, 'AM', 'N')
  expect(await school.rows('cases')).toMatchObject([{ began_on: wednesday, ended_on: null }])
  expect(await happened(school)).toEqual(['absence-began', 'absence-start-moved'])
})

test('back the next morning ends it', async () => {
  const school = await schoolOnTuesdayAfternoon()
  await marked(school, wednesday, 'AM', '/')
  expect(await school.rows('cases')).toMatchObject([{ ended_on: wednesday, ended_because: 'attended' }])
})

test('an afternoon mark put right ends it that day', async () => {
  const school = await schoolOnTuesdayAfternoon()
  await marked(school, tuesday, 'PM', '\\', '5')
  expect(await school.rows('cases')).toMatchObject([{ ended_on: tuesday, ended_because: 'attended' }])
})

test('away all Monday, here on Tuesday morning, gone in the afternoon: two absences', async () => {
  const school = await connectedSchool('2026-10-12T08:00:00.000Z')
  await school.send('calendar.published', {
    academic_year: '2026/27',
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    non_school_days: [],
    replaces: null,
  })
  await marked(school, '2026-10-12', 'AM', 'N')
  await marked(school, '2026-10-12', 'PM', 'N')
  await marked(school, tuesday, 'AM', '/')
  await marked(school, tuesday, 'PM', 'N')
  expect(await school.rows('cases', 'began_on')).toMatchObject([
    { began_on: '2026-10-12', ended_on: tuesday, ended_because: 'attended' },
    { began_on: tuesday, ended_on: null },
  ])
})

test('silence after it ends nothing', async () => {
  const school = await schoolOnTuesdayAfternoon()
  school.house.clock.put('2026-10-16T15:00:00.000Z')
  await school.send('sync.completed', {
    feed: 'attendance.session',
    records_seen: 0,
    records_changed: 0,
    complete: true,
  })
  expect(await school.rows('cases')).toMatchObject([{ began_on: tuesday, ended_on: null }])
})

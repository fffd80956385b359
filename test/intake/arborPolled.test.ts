// Does a school with Arbor stand on our pages after its feeds were read, and does it stay when Arbor falls silent?
import { beforeEach, expect, test } from 'vitest'
import { commandLine, connectSchool } from '../../src/actions/connectSchool.ts'
import { pollDue } from '../../src/intake/poll.ts'
import { askVendor } from '../../src/outside/askVendor.ts'
import { sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { type ArborDouble, arborDouble, host, noAccess } from './arborDouble.ts'

let arbor: ArborDouble
let house: TestHouse
beforeEach(async () => {
  arbor = arborDouble()
  house = await makeHouse({ at: '2026-11-17T09:47:00.000Z', change: { askVendor } })
  const connected = await connectSchool(house, commandLine, {
    schoolUrn: '999001',
    schoolName: 'Oakfield Primary School',
    vendor: 'arbor',
    settings: { host },
    token: 'whereabouts:s3cret',
  })
  expect(connected).toHaveProperty('accepted')
})

const rows = <Row>(query: string) => house.sqlite.read(sql<Row>([query] as unknown as TemplateStringsArray))

/** Reads five times in a minute: the first reading is longer than what may be asked of a vendor at once. */
async function readFrom(minute: string) {
  for (const seconds of ['00', '15', '30', '45', '59']) {
    house.clock.put(`2026-11-17T${minute}:${seconds}.000Z`)
    await pollDue(house)
    await house.settled()
  }
}

const marks = () =>
  rows<{ mark: string }>(
    `SELECT p.mis_id || ' ' || m.marked_on || ' ' || m.session || ' ' || m.code AS mark FROM marks m JOIN pupils p ON p.id = m.pupil_id ORDER BY mark`,
  ).then((all) => all.map(({ mark }) => mark))

test('pupils, roll, contacts, calendar and the absences of two days are there; nothing was set aside', async () => {
  await readFrom('09:47')
  expect(await rows('SELECT path, reason FROM quarantined')).toEqual([])
  expect(await marks()).toContain('1202 2026-11-17 AM N')
  expect(await rows(`SELECT cursor FROM polls WHERE feed = 'attendance.session'`)).toEqual([{ cursor: '43322' }])
  const polls = await rows<{ feed: string; problem: string | null }>('SELECT feed, problem FROM polls ORDER BY feed')
  expect(polls).toEqual(
    ['attendance.registers', 'attendance.session', 'calendar', 'contacts', 'students', 'students.all'].map((feed) => ({
      feed,
      problem: null,
    })),
  )
  const pupils = await rows(`SELECT mis_id, legal_surname, left_on FROM pupils WHERE mis_id <> '1205' ORDER BY mis_id`)
  expect(pupils).toEqual([
    { mis_id: '1201', legal_surname: 'Hart', left_on: null },
    { mis_id: '1202', legal_surname: 'Wrona', left_on: null },
    { mis_id: '1203', legal_surname: 'Okoye', left_on: null },
    { mis_id: '1204', legal_surname: 'Reid', left_on: '2026-11-13' },
  ])
})

test('an N explained in Arbor later in the day replaces the N; a permission lost is named on the connection and takes no mark away', async () => {
  await readFrom('09:47')
  const mark = arbor.entities.AttendanceRollCallRecord!.find(({ id }) => id === '9002')!
  mark.attendanceMark = { code: 'M' }
  arbor.change('attendance-roll-call-records', '9002', 'update')
  await readFrom('10:20')
  expect(await marks()).toContain('1202 2026-11-17 AM M')
  const before = await marks()

  arbor.spoil = { on: 'AttendanceRollCallTime', answer: () => noAccess('AttendanceRollCallTime.registerOpensTime') }
  await readFrom('11:20')
  expect(await marks()).toEqual(before)
  const [marksFeed] = await rows<{ problem: string }>(`SELECT problem FROM polls WHERE feed = 'attendance.session'`)
  expect(marksFeed!.problem).toMatch(
    /^Arbor gives the application no permission to read AttendanceRollCallTime\.registerOpensTime\./,
  )
})

// A school changes its system, and the new one counts its pupils from 1 again: is nobody taken for another child?
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { brookLane, oakfield, type PupilHouse, pupilHouse } from '../web/pupilHouse.ts'
import { connectedSchool, mark, type Sender } from './sender.ts'

const [upn, otherUpn] = ['H801200001001', 'X801200001002']
const sentence =
  'Your new system uses number 12 for another child: the UPN or the date of birth is another. Nothing of this message was taken in, and the child whom you have under the number stays as they were.'
let house: PupilHouse
let sender: Sender

const told = (said: object) =>
  sender.send('pupil.upserted', {
    pupil: { mis_id: '12', legal_forename: 'Iris', legal_surname: 'Vale', date_of_birth: '2016-02-01', ...said },
  })
const kept = async () =>
  house.database.read(sql`SELECT legal_forename, upn, date_of_birth FROM pupils WHERE mis_id = '12'`)
const reasons = async () =>
  (await sender.rows<{ path: string; reason: string }>('quarantined')).map(({ path, reason }) => [path, reason])
const iris = { legal_forename: 'Iris', upn, date_of_birth: '2016-02-01' }

beforeEach(async () => {
  house = await pupilHouse({ marked: false })
  sender = await connectedSchool('', house, oakfield)
  house.clock.put('2026-10-12T08:00:00.000Z')
  await told({ upn })
  house.clock.put('2026-10-13T08:00:00.000Z')
})

// The school had Arbor, and what sends now came after it.
const changedSystem = () =>
  house.database.commit([
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, created_at, ended_at)
      VALUES ('before', 'before', ${oakfield}, 'arbor', '2026-09-01T08:00:00.000Z', '2026-10-13T07:00:00.000Z')`,
    sql`UPDATE connections SET created_at = '2026-10-13T07:30:00.000Z' WHERE school_urn = ${oakfield} AND vendor = 'generic'`,
  ])

describe('after a change of system', () => {
  beforeEach(changedSystem)

  test('another UPN is another child: set aside, and the child who is here stays as they were', async () => {
    await told({ upn: otherUpn, legal_forename: 'Rowan', date_of_birth: '2017-05-09' })
    expect(await kept()).toEqual([iris])
    expect(await reasons()).toEqual([['data.pupil.mis_id', sentence]])
    const page = (await (await house.ask('grace', '/matches')).text()).replace(/\s+/g, ' ')
    expect(page).toContain('Your new system uses number <bdi>12</bdi> for another child')
    expect(page).toContain('<bdi>Iris Vale</bdi></a>, born 1 February 2016.')
    expect(page).not.toContain('Rowan')
    expect(await (await house.ask('tom', '/matches')).text()).not.toContain('Iris')
    expect(brookLane).not.toBe(oakfield)
  })

  test('so is another date of birth with another name, where a UPN is missing', async () => {
    await told({ upn: null, legal_forename: 'Rowan', date_of_birth: '2017-05-09' })
    expect(await kept()).toEqual([iris])
    expect(await reasons()).toEqual([['data.pupil.mis_id', sentence]])
  })

  test('whom to ring for the other child is not put on this one while nobody has looked', async () => {
    const contacts = () =>
      sender.send('contacts.upserted', {
        pupil: { mis_id: '12', upn: null },
        contacts: [{ contact_ref: 'c1', name: 'Alex Thorn', phones: [] }],
      })
    await told({ upn: otherUpn, legal_forename: 'Rowan' })
    await contacts()
    expect(await reasons()).toEqual([
      ['data.pupil.mis_id', sentence],
      ['data.pupil.mis_id', sentence],
    ])
    expect(await sender.rows('contacts')).toEqual([])
  })

  const leave = {
    ...{ code: 'C', from: '2026-10-14', to: '2026-10-16', expected_return_on: '2026-10-19' },
    source_updated_at: '2026-10-13T07:00:00Z',
  }
  const suspension = {
    ...{ type: 'suspension', start_date: '2026-10-14', start_session: 'AM', end_date: '2026-10-16' },
    ...{ end_session: 'PM', sessions: 6, source_updated_at: '2026-10-13T07:00:00Z' },
  }
  test.each([
    ['leave', 'leave.granted', leave],
    ['a suspension', 'exclusion.upserted', suspension],
  ])(
    '%s of the other child is not put on this one, and is on this one where the UPN says so',
    async (_, type, data) => {
      const ofPupils = async () => [
        ...(await sender.rows('leaves_told')),
        ...(await sender.rows('leaves')),
        ...(await sender.rows('exclusions')),
      ]
      await sender.send(type, { ...data, pupil: { mis_id: '12', upn: otherUpn } })
      expect(await reasons()).toEqual([['data.pupil.mis_id', sentence]])
      expect(await ofPupils()).toEqual([])
      await sender.send(type, { ...data, pupil: { mis_id: '12', upn: null } })
      expect(await reasons()).toHaveLength(2)
      expect(await ofPupils()).toEqual([])
      await sender.send(type, { ...data, pupil: { mis_id: '12', upn } })
      expect(await reasons()).toHaveLength(2)
      expect((await ofPupils()).length).toBeGreaterThan(0)
      expect(await kept()).toEqual([iris])
    },
  )

  test.each([
    ['the same UPN and a corrected birthday', { upn, date_of_birth: '2016-01-02' }, '2016-01-02', upn],
    ['a new UPN that names the old one', { upn: otherUpn, former_upn: upn }, '2016-02-01', otherUpn],
    ['no UPN, the same name and a corrected birthday', { upn: null, date_of_birth: '2016-01-02' }, '2016-01-02', upn],
  ])('%s: the same child', async (_, said, dateOfBirth, upnKept) => {
    await told(said)
    expect(await kept()).toEqual([{ legal_forename: 'Iris', upn: upnKept, date_of_birth: dateOfBirth }])
    expect(await reasons()).toEqual([])
  })

  test('marks are taken in as ever', async () => {
    await told({ upn: otherUpn })
    await sender.send('attendance.marks.upserted', { marks: [mark('12', '2026-10-13', 'AM', 'N', house.clock.now())] })
    expect(await house.database.read(sql`SELECT code FROM marks WHERE code = 'N'`)).toEqual([{ code: 'N' }])
  })
})

test('without a change of system a corrected UPN is taken in', async () => {
  await told({ upn: otherUpn })
  expect(await kept()).toEqual([{ ...iris, upn: otherUpn }])
  expect(await reasons()).toEqual([])
})

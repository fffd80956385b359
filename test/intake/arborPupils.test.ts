// Who is on roll by a school's Arbor, who comes, who left: told once, told again when it changes, never by silence?
import { beforeEach, describe, expect, test } from 'vitest'
import { readDelivery } from '../../src/intake/events.ts'
import { arborContactsFeed } from '../../src/intake/vendors/arborContacts.ts'
import { arborEveryPupilFeed, arborPupilsFeed } from '../../src/intake/vendors/arborPupils.ts'
import type { Feed, FeedAsked, FeedRead } from '../../src/intake/vendors/feed.ts'
import { type ArborDouble, arborDouble, askedOf, noAccess } from './arborDouble.ts'

type Good = Extract<FeedRead, { messages: unknown }>

let arbor: ArborDouble
beforeEach(() => {
  arbor = arborDouble()
})

async function good(feed: Feed, asked: FeedAsked): Promise<Good> {
  const answer = await feed.read(asked)
  if (!('messages' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

/** A later reading, after a first one. */
async function next(feed: Feed, first: Good, now = '2026-11-17T10:47:00.000Z'): Promise<Good> {
  return good(feed, askedOf({ cursor: first.cursor, lists: first.lists!, now }))
}

const told = (read: Good) =>
  read.messages.map(({ type, data }) => {
    const { pupil } = data as { pupil?: { mis_id: string } }
    return `${type} ${pupil?.mis_id}`
  })
const dataOf = (read: Good, which: string) => read.messages[told(read).indexOf(which)]!.data
const faultsIn = (read: Good) =>
  read.messages.flatMap((one) => readDelivery(one, one.timestamp).faults.map(({ path, reason }) => `${path} ${reason}`))
const enrolmentOf = (student: string) =>
  arbor.entities.EducationalInstitutionEnrolment!.find((one) => (one.student as { id: string }).id === student)!

describe('the first reading', () => {
  test('tells those on roll, those who left this school year and those to come, and nobody who left long ago', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    expect(told(first)).toEqual([
      'pupil.upserted 1201',
      'pupil.upserted 1202',
      'pupil.upserted 1203',
      'pupil.upserted 1204',
      'enrolment.started 1201',
      'enrolment.started 1202',
      'enrolment.started 1203',
      'enrolment.started 1204',
      'enrolment.ended 1204',
      'enrolment.expected 1205',
    ])
    expect([first.cursor, first.wholeSeen, faultsIn(first)]).toEqual(['43322', 6, []])
    expect(JSON.stringify(first.messages)).not.toContain('1190')
  })

  test('names, number, year and form; flags as far as somebody said', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    expect(dataOf(first, 'pupil.upserted 1202')).toEqual({
      source_updated_at: '2026-11-17T09:47:00.000Z',
      pupil: {
        mis_id: '1202',
        upn: 'Q999100126002',
        legal_forename: 'Tomasz',
        legal_surname: 'Wrona',
        preferred_forename: 'Tomek',
        preferred_surname: null,
        date_of_birth: '2016-05-30',
        year_group: '4',
        reg_group: '4H',
      },
      flags: {
        looked_after: null,
        protection_plan: null,
        child_in_need: null,
        ehc_plan: false,
        sen_support: true,
        social_worker: null,
      },
    })
    const flags = (misId: string) =>
      (dataOf(first, `pupil.upserted ${misId}`) as { flags: Record<string, unknown> }).flags
    expect([flags('1203').looked_after, flags('1201').looked_after]).toEqual([true, false])
    expect([flags('1204').ehc_plan, flags('1203').ehc_plan]).toEqual([true, null])
  })

  test('a leaver with the ground in Arbor’s words, and a starter with a name before the first day', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    expect(dataOf(first, 'enrolment.ended 1204')).toEqual({
      source_updated_at: '2026-11-17T09:47:00.000Z',
      pupil: { mis_id: '1204' },
      leaving_date: '2026-11-13',
      grounds: 'Ground A',
      reason_code: 'MOVED',
      destination: { known: null, urn: null, name: null, laestab: null, country: null },
      last_attended: null,
      new_address_known: null,
    })
    expect(dataOf(first, 'enrolment.started 1204').source_updated_at).toBe('2026-11-17T09:46:59.000Z')
    expect(dataOf(first, 'enrolment.expected 1205')).toMatchObject({
      pupil: { mis_id: '1205', legal_forename: 'Ines', legal_surname: 'Duarte' },
      expected_start_date: '2027-01-04',
      year_group: '1',
    })
    expect(dataOf(first, 'enrolment.started 1203').entry_date).toBe('2019-09-01')
  })

  test('asks for no note, nothing of health and nothing of protection', async () => {
    await good(arborPupilsFeed, askedOf())
    await good(arborContactsFeed, askedOf())
    expect([...new Set(arbor.asked.map((one) => one.replace(/ .*/, '')))].toSorted()).toEqual([
      'EducationalInstitutionEnrolment',
      'EmailAddress',
      'GET',
      'InCareStatusAssignment',
      'SenStatusAssignment',
      'Student',
      'StudentGuardianRelationship',
      'TelephoneNumber',
      'UkDfe_UpnAssignment',
    ])
  })
})

describe('afterwards', () => {
  test('nothing new is nothing told, and no pupil is asked for', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    arbor.asked = []
    const second = await next(arborPupilsFeed, first)
    expect([second.messages, arbor.asked]).toEqual([[], ['GET students', 'EducationalInstitutionEnrolment']])
  })

  test('a changed pupil alone is read again', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    arbor.entities.Student![0]!.registrationForm = { shortName: '4J' }
    arbor.change('students', '1201', 'update')
    const second = await next(arborPupilsFeed, first)
    expect([told(second), second.cursor]).toEqual([['pupil.upserted 1201'], '43323'])
    expect(arbor.asked).toContain('Student id_in: [1201]')
  })

  test('only the pupils asked for are told, should Arbor give more', async () => {
    arbor.ignoresFilters = true
    const first = await good(arborPupilsFeed, askedOf())
    expect(JSON.stringify(first.messages)).not.toContain('1190')
  })

  test('of several enrolments of a pupil the one that holds counts, in whichever order they come', async () => {
    const again = { ...enrolmentOf('1201'), id: '3090', entryDate: '2026-09-01', leavingDate: '2026-10-02' }
    arbor.entities.EducationalInstitutionEnrolment!.push(again)
    const first = await good(arborPupilsFeed, askedOf())
    expect(told(first).filter((one) => one.startsWith('enrolment') && one.endsWith('1201'))).toEqual([
      'enrolment.started 1201',
    ])
    expect(dataOf(first, 'enrolment.started 1201').entry_date).toBe('2020-09-01')
  })

  test('what the change log does not tell comes at night: a name at the person', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    ;(arbor.entities.Student![2]!.person as { preferredFirstName: string }).preferredFirstName = 'Zee'
    expect((await next(arborPupilsFeed, first)).messages).toEqual([])
    expect(told(await next(arborEveryPupilFeed, { ...first, cursor: null }))).toEqual(['pupil.upserted 1203'])
  })

  test('the night before the first reading tells nobody: the hourly reading does', async () => {
    expect((await good(arborEveryPupilFeed, askedOf())).messages).toEqual([])
    expect(arbor.asked).toEqual([])
  })

  test('a deleted pupil is told as deleted and never as a leaver', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    arbor.entities.Student!.splice(2, 1)
    arbor.entities.EducationalInstitutionEnrolment!.splice(2, 1)
    arbor.change('students', '1203', 'delete')
    expect(told(await next(arborPupilsFeed, first))).toEqual(['pupil.deleted 1203'])
  })

  test('a pupil who is simply not there any more has not left', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    arbor.entities.EducationalInstitutionEnrolment!.splice(0, 2)
    expect((await next(arborPupilsFeed, first)).messages).toEqual([])
  })

  test('a leaving date taken back is a leaver entered by mistake', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    enrolmentOf('1204').leavingDate = null
    const second = await next(arborPupilsFeed, first)
    expect(told(second)).toEqual(['enrolment.reversed 1204'])
    expect(dataOf(second, 'enrolment.reversed 1204').leaving_date).toBe('2026-11-13')
  })

  test('a leaving planned for Friday takes nobody off roll before Friday', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    enrolmentOf('1201').leavingDate = '2026-11-20'
    const second = await next(arborPupilsFeed, first)
    expect(told(second)).toEqual(['enrolment.started 1201'])
    const friday = await next(arborPupilsFeed, second, '2026-11-20T08:00:00.000Z')
    expect(told(friday)).toEqual(['enrolment.started 1201', 'enrolment.ended 1201'])
  })

  test('on the first day the pupil expected is on roll', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    const january = await next(arborPupilsFeed, first, '2027-01-04T09:00:00.000Z')
    expect(told(january)).toEqual(['pupil.upserted 1205', 'enrolment.started 1205'])
  })

  test('a record that cannot be read is set aside once, and not every hour again', async () => {
    enrolmentOf('1201').entryDate = 'next week'
    const first = await good(arborPupilsFeed, askedOf())
    expect(faultsIn(first)).toEqual(['data.pupil is missing'])
    expect((await next(arborPupilsFeed, first)).messages).toEqual([])
  })

  test('a revision that went backwards is said, and everybody is told anew', async () => {
    const first = await good(arborPupilsFeed, askedOf())
    arbor.revision = 40_000
    const again = await next(arborPupilsFeed, first)
    expect([again.messages[0]!.type, again.messages.length, again.cursor]).toEqual(['sync.failed', 11, '40000'])
  })

  test.each([
    ['Student', 'Student.person'],
    ['EducationalInstitutionEnrolment', 'EducationalInstitutionEnrolment.removalGrounds'],
    ['InCareStatusAssignment', 'InCareStatusAssignment.inCareStatus'],
  ])('a permission lost for %s is named', async (on, property) => {
    arbor.spoil = { on, answer: () => noAccess(property) }
    if (on === 'Student') arbor.spoil.on = 'Student id_in'
    expect(await arborPupilsFeed.read(askedOf())).toEqual({
      refused: `Arbor gives the application no permission to read ${property}.`,
    })
  })
})

describe('whom to ring', () => {
  test('the guardians of pupils of the year, with priority and parental responsibility; no word of a restriction', async () => {
    const first = await good(arborContactsFeed, askedOf())
    expect(first.messages.map(({ data }) => data)).toEqual([
      {
        pupil: { mis_id: '1202' },
        source_updated_at: '2026-11-17T09:47:00.000Z',
        contacts: [
          {
            contact_ref: '4001',
            name: 'Magda Wrona',
            relationship: 'Mother',
            priority: 1,
            parental_responsibility: true,
            phones: [{ number: '07700 900101', kind: 'mobile' }],
            emails: ['magda.wrona@example.org'],
            restricted: null,
          },
          {
            contact_ref: '4002',
            name: 'Piotr Wrona',
            relationship: 'Grandfather',
            priority: 2,
            parental_responsibility: false,
            phones: [],
            emails: [],
            restricted: null,
          },
        ],
      },
    ])
    expect(faultsIn(first)).toEqual([])
    expect((await next(arborContactsFeed, first)).messages).toEqual([])
  })

  test('a number changed and changed back is told both times, and not as the first message over again', async () => {
    const number = arbor.entities.TelephoneNumber![0]!
    const first = await good(arborContactsFeed, askedOf())
    number.number = '07700 900102'
    const second = await next(arborContactsFeed, first)
    number.number = '07700 900101'
    const third = await next(arborContactsFeed, second, '2026-11-17T11:47:00.000Z')
    expect([second.messages.length, third.messages.length]).toEqual([1, 1])
    const withoutTime = (read: Good) => JSON.stringify({ ...read.messages[0], timestamp: undefined })
    expect(withoutTime(third)).not.toBe(withoutTime(first))
  })
})

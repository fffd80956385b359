// A house with two schools for the pages about one pupil: Oakfield, whose register comes from a MIS, and Brook Lane, on paper.
import type { CaseHappening } from '../../src/cases/events.ts'
import type { Mark } from '../../src/cases/mark.ts'
import type { Contact, Pupil } from '../../src/cases/pupil.ts'
import { searchNameOf } from '../../src/cases/pupil.ts'
import { type Role, scopeOfSource } from '../../src/cases/roles.ts'
import { findCase, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { writeOfContacts, writeOfPupils } from '../../src/storage/pupilStore.ts'
import { sessionBegun } from '../../src/storage/sessionStore.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export const oakfield = '100001'
export const brookLane = '100002'

/** Wednesday 14 October 2026, 10:00 in London: the registers of the morning have closed, those of the afternoon have not. */
export const wednesday = '2026-10-14T09:00:00.000Z'

const people: readonly { id: string; name: string; role: Role; school: string | null }[] = [
  { id: 'grace', name: 'Grace Osei', role: 'attendance-officer', school: oakfield },
  { id: 'ruth', name: 'Ruth Adeyemi', role: 'safeguarding-lead', school: oakfield },
  { id: 'helen', name: 'Helen Firth', role: 'head-teacher', school: oakfield },
  { id: 'tom', name: 'Tom Reed', role: 'attendance-officer', school: brookLane },
  { id: 'nia', name: 'Nia Pugh', role: 'attendance-officer', school: brookLane },
  { id: 'dan', name: 'Dan Hale', role: 'cme-officer', school: null },
  { id: 'ada', name: 'Ada Frost', role: 'administrator', school: null },
]

const nobody: Omit<Pupil, 'searchName'> = {
  id: '',
  schoolUrn: oakfield,
  misId: '',
  upn: null,
  formerUpn: null,
  legalForename: null,
  legalSurname: null,
  preferredForename: null,
  preferredSurname: null,
  dateOfBirth: null,
  sex: null,
  yearGroup: null,
  regGroup: null,
  homeLaCode: null,
  boarder: false,
  detailsAt: '2026-09-14T08:18:00.000Z',
  detailWords: [],
  lookedAfter: null,
  protectionPlan: null,
  childInNeed: null,
  ehcPlan: null,
  senSupport: null,
  socialWorker: null,
  flagsAt: null,
  flagsToCheck: [],
  flagsToCheckAt: null,
  firstKnownOn: '2026-09-02',
  enteredOn: null,
  leftOn: null,
  enrolmentAt: null,
  asks: null,
  asksFrom: null,
}

/** A pupil who has only what is said. */
export function pupilWith(said: Partial<Pupil> & { id: string }): Pupil {
  const pupil = { ...nobody, misId: said.id, ...said }
  return { ...pupil, searchName: searchNameOf(pupil) }
}

export const zsofia = pupilWith({
  id: 'zsofia',
  misId: 'p3',
  upn: 'E999100126003',
  legalForename: 'Zsófia',
  legalSurname: 'Nagy',
  preferredForename: 'Zsófi',
  dateOfBirth: '2015-04-11',
  yearGroup: '6',
  regGroup: '6A',
  lookedAfter: true,
  protectionPlan: true,
  ehcPlan: false,
  senSupport: false,
  flagsAt: '2026-09-14T08:18:00.000Z',
  flagsToCheck: ['protection_plan'],
  flagsToCheckAt: '2026-10-01T09:00:00.000Z',
})

export const tomos = pupilWith({
  id: 'tomos',
  misId: 'p2',
  legalForename: 'Tomos',
  legalSurname: 'Bevan-Hughes',
  dateOfBirth: '2015-03-11',
  yearGroup: '6',
})
export const nameless = pupilWith({ id: 'nameless', misId: 'p77' })
export const maeve = pupilWith({
  id: 'maeve',
  schoolUrn: brookLane,
  misId: 'b1',
  legalForename: 'Maeve',
  legalSurname: 'O’Brien',
  dateOfBirth: '2016-01-05',
  yearGroup: '5',
})
export const omar = pupilWith({
  id: 'omar',
  schoolUrn: brookLane,
  misId: 'b2',
  legalForename: 'Omar',
  legalSurname: 'Said',
  dateOfBirth: '2016-02-06',
  yearGroup: '5',
})
export const lily = pupilWith({
  id: 'lily',
  schoolUrn: brookLane,
  misId: 'b3',
  legalForename: 'Lily',
  legalSurname: 'Marsh',
  dateOfBirth: '2016-03-07',
  yearGroup: '5',
})

const terms = JSON.stringify([
  { from: '2026-09-02', to: '2026-10-23' },
  { from: '2026-11-02', to: '2026-12-18' },
])
const closed = JSON.stringify([{ on: '2026-11-02', because: 'inset' }])

export interface PupilHouse extends TestHouse {
  /** Asks for a page, signed in as a person of the house; a form is sent as a browser sends it. */
  ask(who: string, path: string, form?: Record<string, string | readonly string[]>): Promise<Response>
}

/** The house of these tests with its schools, people and pupils. */
export async function pupilHouse({
  at = wednesday,
  marked = true,
  database,
}: {
  at?: string
  marked?: boolean
  database?: Database
} = {}): Promise<PupilHouse> {
  const house = await makeHouse({ at, change: database ? { database } : {} })
  const began = '2026-09-01T07:00:00.000Z'
  await house.database.commit([
    sql`INSERT INTO schools (urn, name, register_kept, created_at)
      VALUES (${oakfield}, 'Oakfield Primary', 'mis', ${began}), (${brookLane}, 'Brook Lane School', 'paper', ${began})`,
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      SELECT urn, '2026/27', ${began}, 'calendar', ${terms}, ${closed}, ${began} FROM schools`,
    sql`INSERT INTO people (id, name, created_at) SELECT value ->> 'id', value ->> 'name', ${began} FROM json_each(${JSON.stringify(people)})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
      SELECT 'role-' || (value ->> 'id'), value ->> 'id', value ->> 'role', value ->> 'school', ${began}, 'ada' FROM json_each(${JSON.stringify(people)})`,
    ...(await Promise.all(people.map(async ({ id }) => sessionBegun(await sha256Of(id), id, at)))),
    writeOfPupils([zsofia, tomos, nameless, maeve, omar, lily]),
  ])
  if (marked) await house.database.commit(writesOfMarks(oakfield, zsofiasMarks, []))
  const app = createApp(house)
  return Object.assign(house, {
    async ask(who: string, path: string, form?: Record<string, string | readonly string[]>) {
      const headers: Record<string, string> = { cookie: `whereabouts=${who}` }
      if (!form) return app.request(path, { headers })
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each)
      return app.request(path, {
        method: 'POST',
        headers: { ...headers, origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
      })
    },
  })
}

/** A mark as the MIS sent it. */
export function markOf(
  pupilId: string,
  on: string,
  session: 'AM' | 'PM',
  code: string,
  at = `${on}T08:40:00.000Z`,
): Mark {
  const received = { receivedAt: at, receivedBy: 'mis' }
  return {
    pupilId,
    on,
    session,
    code,
    minutesLate: null,
    comment: null,
    source: 'mis',
    stamp: at,
    tie: `msg|${code}`,
    ...received,
  }
}

/** N on Monday 12 and Tuesday 13 October, and on the morning of Wednesday 14. */
export const zsofiasMarks: readonly Mark[] = [
  markOf('zsofia', '2026-10-12', 'AM', 'N'),
  markOf('zsofia', '2026-10-12', 'PM', 'N'),
  markOf('zsofia', '2026-10-13', 'AM', 'N'),
  markOf('zsofia', '2026-10-13', 'PM', 'N'),
  markOf('zsofia', '2026-10-14', 'AM', 'N'),
]

/** Marks every register of a school from one date to another as complete. */
export async function completeRegisters(house: TestHouse, schoolUrn: string, days: readonly string[]): Promise<void> {
  const at = `${days.at(-1)}T09:31:00.000Z`
  await house.database.commit([
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, closed_at, last_heard_at, source, stamp)
      SELECT ${schoolUrn}, d.value, s.value, 1, ${at}, ${at}, 'mis', ${at} FROM json_each(${JSON.stringify(days)}) d, json_each('["AM","PM"]') s`,
  ])
}

/** Adds happenings to a pupil's absence, each call one commit. */
export async function happened(
  house: TestHouse,
  caseId: string,
  pupilId: string,
  happenings: readonly CaseHappening[],
  { at, by = 'grace', schoolUrn = oakfield }: { at: string; by?: string; schoolUrn?: string },
): Promise<void> {
  const kase = (await findCase(house.database, scopeOfSource(schoolUrn), caseId)) ?? newCase(caseId, pupilId, schoolUrn)
  const sealing = { auditKey: house.keys.audit, at, by, salt: () => house.ids.secret() }
  await house.database.commit(await writesOf([{ kase, happenings }], sealing))
}

export const ilona: Contact = {
  id: 'ilona',
  pupilId: 'zsofia',
  contactRef: 'c1',
  name: 'Ilona Nagy',
  relationship: 'mother',
  priority: 1,
  parentalResponsibility: true,
  phones: [
    { number: '07700 900123', kind: 'mobile' },
    { number: '01632 960044', kind: 'work' },
  ],
  emails: ['ilona@nagy.example'],
  address: { lines: ['4 Long Row'], postcode: 'ZZ99 4AB' },
  restricted: false,
  restrictedAt: null,
  sourceUpdatedAt: '2026-09-14T08:18:00.000Z',
}
export const gabor: Contact = {
  ...ilona,
  id: 'gabor',
  contactRef: 'c2',
  name: 'Gábor Nagy',
  relationship: 'father',
  priority: 2,
  phones: [{ number: '07700 900456', kind: 'mobile' }],
  emails: [],
  address: { lines: ['9 Hidden Mews'], postcode: 'ZZ99 9ZZ' },
  restricted: true,
}

export async function withContacts(house: TestHouse): Promise<void> {
  await house.database.commit([writeOfContacts([ilona, gabor])])
}

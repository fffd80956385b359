// A school on Tuesday 13 October 2026 for the pages of the morning: people, pupils, marks and absences put straight into the tables.
import type { CaseHappening } from '../../src/cases/events.ts'
import { type Role, scopeOfClock } from '../../src/cases/roles.ts'
import { findCase, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export const oakfield = '100001'
export const riverside = '100002'
export const tuesday = '2026-10-13'
export const tuesdayMorning = '2026-10-13T08:47:00.000Z'

const people: Record<string, { name: string; roles: readonly (readonly [Role, string | null])[] }> = {
  grace: { name: 'Grace Osei', roles: [['attendance-officer', oakfield]] },
  omar: { name: 'Omar Haddad', roles: [['attendance-officer', oakfield]] },
  lead: { name: 'Dilys Penry', roles: [['safeguarding-lead', oakfield]] },
  head: { name: 'Ruth Amadi', roles: [['head-teacher', oakfield]] },
  river: { name: 'Ivan Petrov', roles: [['attendance-officer', riverside]] },
  both: {
    name: 'Nia Bevan',
    roles: [
      ['attendance-officer', oakfield],
      ['head-teacher', riverside],
    ],
  },
  admin: { name: 'Sol Marek', roles: [['administrator', null]] },
}

export type PersonId = keyof typeof people

export interface ContactGiven {
  readonly id?: string
  readonly name: string
  readonly relationship?: string
  readonly priority?: number
  readonly phones?: readonly string[]
  readonly restricted?: boolean
}

export interface PupilGiven {
  readonly id: string
  readonly forename?: string
  readonly surname?: string
  readonly school?: string
  readonly regGroup?: string
  readonly flags?: Partial<
    Record<'looked_after' | 'protection_plan' | 'child_in_need' | 'ehc_plan' | 'social_worker', 0 | 1>
  >
  readonly contacts?: readonly ContactGiven[]
  /** 'YYYY-MM-DD AM' to code. */
  readonly marks?: Readonly<Record<string, string>>
  /** The first day of a running absence; its case is `case-` and the pupil's id. */
  readonly awaySince?: string
}

/** A house with two schools, their people and, unless told otherwise, a calendar and whole registers up to this morning. */
export async function openSchool(
  options: { at?: string; calendar?: boolean; registers?: 'whole' | 'not-today' | 'none' } = {},
) {
  const { at = tuesdayMorning, calendar = true, registers = 'whole' } = options
  const house = await makeHouse({ at })
  const app = createApp(house)
  const { database } = house
  await database.commit([
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${oakfield}, 'Oakfield Primary', ${at}), (${riverside}, 'Riverside Academy', ${at})`,
    ...Object.entries(people).flatMap(([id, { name, roles }]) => [
      sql`INSERT INTO people (id, name, created_at) VALUES (${id}, ${name}, ${at})`,
      ...roles.map(
        ([role, urn]) => sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
        VALUES (${`${id} ${role} ${urn}`}, ${id}, ${role}, ${urn}, ${at}, 'admin')`,
      ),
    ]),
  ])
  for (const id of Object.keys(people)) {
    const hash = await sha256Of(`cookie-of-${id}`)
    await database.commit([
      sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${hash}, ${id}, ${at}, ${at})`,
    ])
  }
  if (calendar) for (const urn of [oakfield, riverside]) await publishCalendar(house, urn)
  if (registers !== 'none') {
    for (const urn of [oakfield, riverside])
      await completeRegisters(house, urn, registers === 'whole' ? at : '2026-10-12T20:00:00.000Z')
    await database.commit([
      sql`INSERT INTO feeds (school_urn, feed, last_heard_at) VALUES (${oakfield}, 'attendance', '2026-10-13T08:31:00.000Z')`,
    ])
  }
  house.statements.count = 0
  return { house, app, ...visitsTo(app) }
}

/** Half-terms of 2026/27 with an INSET day on 1 September. */
async function publishCalendar(house: TestHouse, urn: string): Promise<void> {
  const terms = [
    { from: '2026-09-01', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ]
  const closed = [{ on: '2026-09-01', because: 'inset' }]
  await house.database.commit([
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      VALUES (${urn}, '2026/27', '2026-08-20T08:00:00.000Z', 'cal-1', ${JSON.stringify(terms)}, ${JSON.stringify(closed)}, '2026-08-20T08:00:01.000Z')`,
  ])
}

/** Every register of each weekday from 2 September up to an instant is whole, closed at 09:31 and 14:05 in London. */
async function completeRegisters(house: TestHouse, urn: string, upTo: string): Promise<void> {
  const rows: unknown[] = []
  for (let day = Date.parse('2026-09-02T00:00:00Z'); day <= Date.parse(upTo); day += 86_400_000) {
    const on = new Date(day).toISOString().slice(0, 10)
    if ([0, 6].includes(new Date(day).getUTCDay())) continue
    for (const [session, time] of [
      ['AM', '08:31'],
      ['PM', '13:05'],
    ] as const) {
      const closedAt = `${on}T${time}:00.000Z`
      if (closedAt <= upTo) rows.push({ on, session, closedAt })
    }
  }
  await house.database.commit([
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
      SELECT ${urn}, value ->> 'on', value ->> 'session', 200, 200, 1, value ->> 'closedAt', value ->> 'closedAt', 'mis', value ->> 'closedAt'
      FROM json_each(${JSON.stringify(rows)})`,
  ])
}

/** Puts pupils there, with contacts, marks and running absences. */
export async function addPupils(house: TestHouse, given: readonly PupilGiven[]): Promise<void> {
  const pupils = given.map((pupil) => ({
    ...pupil.flags,
    id: pupil.id,
    school: pupil.school ?? oakfield,
    forename: pupil.forename ?? null,
    surname: pupil.surname ?? null,
    regGroup: pupil.regGroup ?? null,
  }))
  const contacts = given.flatMap((pupil) =>
    (pupil.contacts ?? []).map((contact, place) => ({
      relationship: null,
      priority: place + 1,
      restricted: 0,
      ...contact,
      id: contact.id ?? `${pupil.id}-c${place + 1}`,
      pupil: pupil.id,
      phones: (contact.phones ?? []).map((number) => ({ number, kind: 'mobile' })),
      ...(contact.restricted ? { restricted: 1 } : {}),
    })),
  )
  const marks = given.flatMap((pupil) =>
    Object.entries(pupil.marks ?? {}).map(([key, code]) => ({
      pupil: pupil.id,
      school: pupil.school ?? oakfield,
      on: key.slice(0, 10),
      session: key.slice(11),
      code,
    })),
  )
  await house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, search_name, date_of_birth, reg_group, first_known_on,
        looked_after, protection_plan, child_in_need, ehc_plan, social_worker)
      SELECT value ->> 'id', value ->> 'school', 'm-' || (value ->> 'id'), value ->> 'forename', value ->> 'surname', coalesce(value ->> 'surname', ''), '2016-03-04', value ->> 'regGroup', '2026-09-02',
        value ->> 'looked_after', value ->> 'protection_plan', value ->> 'child_in_need', value ->> 'ehc_plan', value ->> 'social_worker'
      FROM json_each(${JSON.stringify(pupils)})`,
    sql`INSERT INTO contacts (id, pupil_id, contact_ref, name, relationship, priority, phones, restricted, source_updated_at)
      SELECT value ->> 'id', value ->> 'pupil', value ->> 'id', value ->> 'name', value ->> 'relationship', value ->> 'priority', value ->> 'phones', value ->> 'restricted', '2026-09-01T08:00:00.000Z'
      FROM json_each(${JSON.stringify(contacts)})`,
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      SELECT value ->> 'pupil', value ->> 'on', value ->> 'session', value ->> 'school', value ->> 'code', 'mis', 's', 't', '2026-10-13T08:31:00.000Z', 'mis'
      FROM json_each(${JSON.stringify(marks)})`,
  ])
  const additions = given.flatMap((pupil) =>
    pupil.awaySince
      ? [
          {
            kase: newCase(`case-${pupil.id}`, pupil.id, pupil.school ?? oakfield),
            happenings: [{ what: 'absence-began', details: { firstOn: pupil.awaySince } } as const],
          },
        ]
      : [],
  )
  await house.database.commit(
    await writesOf(additions, {
      auditKey: house.keys.audit,
      at: house.clock.now(),
      by: 'mis',
      salt: () => house.ids.secret(),
    }),
  )
}

/** Something happens to an absence, written by the register or a person. */
export async function happens(
  house: TestHouse,
  caseId: string,
  happenings: readonly CaseHappening[],
  by = 'mis',
): Promise<void> {
  const kase = await findCase(house.database, scopeOfClock, caseId)
  await house.database.commit(
    await writesOf([{ kase: kase!, happenings }], {
      auditKey: house.keys.audit,
      at: house.clock.now(),
      by,
      salt: () => house.ids.secret(),
    }),
  )
}

/** N this morning, away since today. */
export const awayThisMorning = { marks: { '2026-10-13 AM': 'N' }, awaySince: tuesday } as const

function visitsTo(app: ReturnType<typeof createApp>) {
  const headersOf = (person: PersonId) => ({ cookie: `whereabouts=cookie-of-${person}` })
  return {
    async get(person: PersonId, path: string, headers: Record<string, string> = {}) {
      const response = await app.request(path, { headers: { ...headersOf(person), ...headers } })
      return { status: response.status, headers: response.headers, html: await response.text() }
    },
    async post(person: PersonId, path: string, fields: readonly (readonly [string, string])[]) {
      const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
      const response = await app.request(path, {
        method: 'POST',
        body,
        headers: { ...headersOf(person), origin: 'http://localhost:3000' },
      })
      return { status: response.status, location: response.headers.get('location'), html: await response.text() }
    },
  }
}

/** What a person reads: tags gone, spaces made one. */
export function textOf(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>|<head>[\s\S]*?<\/head>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

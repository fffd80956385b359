// A school on Tuesday 13 October 2026 for the journeys: the real application behind a real port, its MIS posting signed deliveries.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { openDemonstration } from '../../src/demo/demonstration.ts'
import { londonInstant } from '../../src/demo/schoolTimes.ts'
import { builtAsset } from '../../src/openNodeHouse.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { headersFor, mark, secretCurrent } from '../intake/sender.ts'
import { makeHouse } from '../support/testHouse.ts'

export const school = '999001'
export const tuesday = '2026-10-13'

export type School = Awaited<ReturnType<typeof openSchool>>

/** The application on a free port, with a school connected and three people who can be chosen at the sign-in. */
export async function openSchool(at: string) {
  const house = await makeHouse({ at, change: { asset: async (file) => builtAsset(file) } })
  let app = new Hono() as ReturnType<typeof createApp>
  app = createApp(
    house,
    openDemonstration(house, (request) => app.fetch(request)),
  )
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((listening) => server.once('listening', listening))
  const { port } = server.address() as { port: number }
  const url = `http://127.0.0.1:${port}`

  const printed: string[] = []
  const io = { out: (text: string) => void printed.push(text), err: (text: string) => void printed.push(text) }
  const secret = ['--secret', secretCurrent]
  await connectionCommand(
    ['add', '--school', school, '--name', 'Oakfield Primary', '--vendor', 'generic', ...secret],
    house,
    io,
  )
  const { endpoint } = JSON.parse(printed.join('')) as { endpoint: string }
  await house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', ${at}), ('ruth', 'Ruth Adeyemi', ${at}), ('sam', 'Sam Whitlock', ${at}),
      ('martin', 'Martin Pryce', ${at}), ('dan', 'Dan Hale', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES
      ('r1', 'grace', 'attendance-officer', ${school}, ${at}, 'sam'), ('r2', 'ruth', 'safeguarding-lead', ${school}, ${at}, 'sam'),
      ('r3', 'sam', 'administrator', NULL, ${at}, 'sam'), ('r4', 'martin', 'head-teacher', ${school}, ${at}, 'sam'),
      ('r5', 'dan', 'cme-officer', NULL, ${at}, 'sam')`,
  ])

  let sent = 0
  /** Signs and posts one delivery over HTTP, and waits until it is applied. */
  async function deliver(type: string, data: unknown): Promise<void> {
    sent += 1
    const now = house.clock.now()
    const source = { vendor: 'generic', school_urn: school }
    const body = JSON.stringify({ type, timestamp: now, schema: '2026-09-01', source, data })
    const headers = headersFor(`msg_${sent}`, now, body, secretCurrent)
    const answer = await fetch(url + endpoint, { method: 'POST', body, headers })
    if (answer.status !== 202) throw new Error(`The delivery ${type} was answered ${answer.status}`)
    await house.settled()
  }

  return {
    url,
    house,
    deliver,
    /** The morning's calendar, pupils and contacts. */
    async enrol() {
      const terms = [
        { from: '2026-09-02', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ]
      await deliver('calendar.published', { academic_year: '2026/27', terms, non_school_days: [], replaces: null })
      for (const [misId, forename, surname, group, lookedAfter] of cast) {
        const pupil = { mis_id: misId, upn: null, legal_forename: forename, legal_surname: surname, reg_group: group }
        const flags = { looked_after: lookedAfter, protection_plan: false, child_in_need: false, social_worker: false }
        const details = { pupil: { ...pupil, date_of_birth: '2015-03-11' }, flags, source_updated_at: at }
        await deliver('pupil.upserted', details)
      }
      for (const [misId, contacts] of Object.entries(numbers)) {
        await deliver('contacts.upserted', {
          pupil: { mis_id: misId },
          contacts: contacts.map(contactOf),
          source_updated_at: at,
        })
      }
    },
    /** Marks of this morning, as the MIS has them now. */
    async register(codes: Readonly<Record<string, string>>) {
      const now = house.clock.now()
      const marks = Object.entries(codes).map(([misId, code]) => mark(misId, tuesday, 'AM', code, now))
      await deliver('attendance.marks.upserted', { session_status: 'closed', marks })
    },
    /** A whole school day: marks and the closed register of the morning and, unless it is still the morning, of the afternoon. */
    async wholeDay(date: string, codes: Readonly<Record<string, string>>, until: 'AM' | 'PM' = 'PM') {
      for (const session of until === 'PM' ? (['AM', 'PM'] as const) : (['AM'] as const)) {
        const time = session === 'AM' ? '09:36' : '14:06'
        house.clock.put(londonInstant(date, time))
        const now = house.clock.now()
        const marks = Object.entries(codes).map(([misId, code]) => mark(misId, date, session, code, now))
        await deliver('attendance.marks.upserted', { session_status: 'closed', marks })
        await deliver('attendance.session.closed', { date, session, expected: 4, marked: 4, closed_at: now })
      }
    },
    async closeRegister(count: number) {
      const closed = { date: tuesday, session: 'AM', expected: count, marked: count, closed_at: house.clock.now() }
      await deliver('attendance.session.closed', closed)
    },
    async close() {
      server.close()
      await house.settled()
      house.sqlite.close()
    },
  }
}

const cast = [
  ['p1', 'Zsófia', 'Nagy', '6A', true],
  ['p2', 'Lucía', 'Ferreira', '6A', false],
  ['p3', 'Mateo', 'Ferreira', '3B', false],
  ['p4', 'Idris', 'Khan', '4K', false],
] as const

type Listed = readonly [name: string, relationship: string, number: string, restricted?: true]

const ferreira: Listed[] = [
  ['Ana Ferreira', 'mother', '07700 900123'],
  ['Rui Ferreira', 'father', '07700 900124'],
]
const numbers: Record<string, Listed[]> = {
  p1: [
    ['Ilona Nagy', 'mother', '07700 900201'],
    ['Gábor Nagy', 'father', '07700 900202', true],
  ],
  p2: ferreira,
  p3: ferreira,
  p4: [['Sana Khan', 'mother', '07700 900301']],
}

function contactOf(
  [name, relationship, number, restricted = false]: Listed | readonly [string, string, string, boolean?],
  index: number,
) {
  const phones = [{ number, kind: 'mobile' }]
  return { contact_ref: `c${index + 1}`, name, relationship, priority: index + 1, phones, emails: [], restricted }
}

// What every storage test starts from: two schools, a person each, three pupils, and cases written as the house writes them.
import type { CaseHappening } from '../../src/cases/events.ts'
import { type Addition, findCase, type Kase, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { type Database, type Query, sql } from '../../src/storage/database.ts'
import { testKeys } from '../support/testHouse.ts'

export const beckside = '100001'
export const highfield = '100002'
export const everySchool = {
  permission: 'see-school-counts',
  schools: 'every-school',
  unopenedAt: 'every-school',
} as const
export const atBeckside = { permission: 'see-absences', schools: [beckside], unopenedAt: [beckside] } as const
export const atHighfield = { permission: 'see-absences', schools: [highfield], unopenedAt: [highfield] } as const
export const nowhere = { permission: 'see-absences', schools: [], unopenedAt: [] } as const

/** The writes that put two schools, two people and three pupils (Ada and Ben at Beckside, Cal at Highfield) there. */
export function twoSchools(): Query<unknown>[] {
  const at = '2026-09-01T07:00:00.000Z'
  const pupils = [
    { id: 'ada', school: beckside },
    { id: 'ben', school: beckside },
    { id: 'cal', school: highfield },
  ]
  return [
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${beckside}, 'Beckside Primary', ${at}), (${highfield}, 'Highfield School', ${at})`,
    sql`INSERT INTO people (id, name, created_at) VALUES ('wendy', 'Wendy Okafor', ${at}), ('tom', 'Tom Hale', ${at})`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on)
      SELECT value ->> 'id', value ->> 'school', value ->> 'id', '2026-09-01' FROM json_each(${JSON.stringify(pupils)})`,
  ]
}

export function saltOf(text: string): () => string {
  let made = 0
  return () => {
    made += 1
    return `salt-${text}-${made}`
  }
}

/** The writes that add happenings, by Wendy, at an instant. */
export function written(additions: readonly Addition[], at: string): Promise<Query<unknown>[]> {
  return writesOf(additions, { auditKey: testKeys.audit, at, by: 'wendy', salt: saltOf(at) })
}

/** Adds happenings to a case that may not be there yet, each call one commit at the instant given. */
export async function happened(
  database: Database,
  kase: Kase,
  happenings: readonly CaseHappening[],
  at: string,
): Promise<Kase> {
  await database.commit(await written([{ kase, happenings }], at))
  const kept = await findCase(database, everySchool, kase.summary.id)
  if (!kept) throw new Error('the case is not there')
  return kept
}

export const began: CaseHappening = { what: 'absence-began', details: { firstOn: '2026-11-03' } }
export const moved: CaseHappening = { what: 'absence-start-moved', details: { from: '2026-11-03', to: '2026-11-02' } }
export const rang: CaseHappening = {
  what: 'contact-attempted',
  details: {
    contactId: 'c1',
    who: 'Grace Ives (mother)',
    number: '07700 900123',
    method: 'phone',
    outcome: 'no-answer',
    words: 'Rang twice; “no answer” 😟',
  },
}
export const gaveReason: CaseHappening = {
  what: 'reason-given',
  details: { explainedOn: '2026-11-04', explainedUntil: '2026-11-06', reason: 'Flu', whoSaid: 'Grace Ives' },
}
export const withdrewReason: CaseHappening = { what: 'reason-withdrawn', details: { version: 4 } }
export const ended: CaseHappening = { what: 'absence-ended', details: { on: '2026-11-05', because: 'attended' } }

/** Ada's case with four events in three commits: began, moved, rang, reason given. Ben's with one. Cal's ended. */
export async function threeCases(database: Database): Promise<void> {
  await database.commit(twoSchools())
  const ada = await happened(database, newCase('case-ada', 'ada', beckside), [began], '2026-11-03T09:40:00.000Z')
  const later = await happened(database, ada, [moved, rang], '2026-11-03T10:05:00.000Z')
  await happened(database, later, [gaveReason], '2026-11-04T08:50:00.000Z')
  await happened(database, newCase('case-ben', 'ben', beckside), [began], '2026-11-03T09:40:00.000Z')
  await happened(database, newCase('case-cal', 'cal', highfield), [began, ended], '2026-11-05T09:40:00.000Z')
}

/** Every row of the tables a commit could leave half done. */
export async function everything(database: Database): Promise<string> {
  const tables = ['settings', 'schools', 'people', 'pupils', 'cases', 'case_events', 'case_event_details', 'reads']
  const rows = await Promise.all(
    tables.map((table) => database.read({ sql: `SELECT * FROM ${table} ORDER BY 1, 2`, parameters: [] })),
  )
  return JSON.stringify(rows)
}

// A house with one open case for the pages of enquiries: Pip Lark of Heron Lane, away since Monday 12 October, one contact restricted.
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfSource } from '../../src/cases/roles.ts'
import { findCaseFile } from '../../src/storage/caseFileStore.ts'
import { newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { calendarA } from '../support/calendars.ts'
import { heronLane, makePeopleHouse, type PeopleHouse } from './peopleHouse.ts'

/** Wednesday 21 October 2026, 10:00 in London: school day 8. */
export const at = '2026-10-21T09:00:00.000Z'
export const today = { 'on-day': '21', 'on-month': '10', 'on-year': '2026' }

const days = ['12', '13', '14', '15', '16', '19', '20', '21']

export interface EnquiryHouse extends PeopleHouse {
  /** Adds to the case at the house's time. */
  add(by: string, happenings: readonly CaseHappening[], when?: string): Promise<void>
  /** The events of the case from a version on, without the register's. */
  written(from?: number): Promise<readonly { version: number; by: string; what: string; details: unknown }[]>
  readonly openedVersion: number
}

/** The house. `isOpened` false: still the school's alone. */
export async function enquiryHouse({ isOpened = true } = {}): Promise<EnquiryHouse> {
  const made = await makePeopleHouse({ at })
  const { house } = made
  await house.database.commit([
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      SELECT urn, '2026/27', ${at}, 'd', ${JSON.stringify(calendarA.terms)}, ${JSON.stringify(calendarA.closed)}, ${at} FROM schools`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, preferred_forename, date_of_birth, year_group, first_known_on)
      VALUES ('pip', ${heronLane}, 'p1', 'Philippa', 'Lark', 'Pip', '2016-03-05', '5', '2026-09-02')`,
    sql`INSERT INTO contacts (id, pupil_id, contact_ref, name, relationship, priority, parental_responsibility, phones, emails, address, restricted, source_updated_at)
      VALUES ('mum', 'pip', 'c1', 'Ilona Lark', 'mother', 1, 1, '[{"number":"07700 900123","kind":null}]', '[]', '{"lines":["4 Elm Road"],"postcode":"ZZ1 2AB"}', 0, ''),
        ('nan', 'pip', 'c2', 'Vera Lark', 'grandmother', 2, 0, '[]', '[]', '{"lines":["4 Elm Road"],"postcode":"ZZ1 2AB"}', 0, ''),
        ('dad', 'pip', 'c3', 'Gabor Nemes', 'father', 3, 1, '[{"number":"07700 900456","kind":null}]', '[]', '{"lines":["19 Quarry Lane"],"postcode":"ZZ9 8YX"}', 1, '')`,
    ...days.map(
      (
        day,
      ) => sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        SELECT 'pip', ${`2026-10-${day}`}, value, ${heronLane}, 'N', 'mis', '', '', ${at}, 'mis' FROM json_each('["AM","PM"]')
        WHERE ${day} <> '21' OR value = 'AM'`,
    ),
  ])
  const sealing = (by: string, when: string) => ({
    auditKey: house.keys.audit,
    at: when,
    by,
    salt: () => house.ids.secret(),
  })
  const beginning: CaseHappening[] = [{ what: 'absence-began', details: { firstOn: '2026-10-12' } }]
  if (isOpened)
    beginning.push({ what: 'case-opened', details: { because: 'school-day', reason: 'School day 3.', schoolDay: 3 } })
  await house.database.commit(
    await writesOf(
      [{ kase: newCase('c1', 'pip', heronLane), happenings: beginning }],
      sealing('mis', '2026-10-14T08:40:00.000Z'),
    ),
  )
  const file = async () => (await findCaseFile(house.database, scopeOfSource(heronLane), 'c1', at))!
  return {
    ...made,
    openedVersion: beginning.length,
    async add(by, happenings, when = house.clock.now()) {
      const { kase } = await file()
      await house.database.commit(await writesOf([{ kase, happenings }], sealing(by, when)))
    },
    async written(from = beginning.length + 1) {
      const { kept } = await file()
      return kept.events
        .filter(({ version }) => version >= from)
        .map(({ version, by, what, details }) => ({ version, by, what, details }))
    },
  }
}

/** An enquiry as it is kept, for building a case. */
export function checkMade(change: Partial<Extract<CaseHappening, { what: 'check-made' }>['details']>): CaseHappening {
  return {
    what: 'check-made',
    details: {
      side: 'school',
      check: 'S5',
      on: '2026-10-20',
      how: 'By phone',
      who: 'Mother of a friend',
      result: 'nothing-found',
      words: 'Has not seen the family.',
      nextStep: '',
      nextOn: null,
      childSeen: false,
      ...change,
    },
  }
}

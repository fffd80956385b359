// Zsófia of Oakfield on school day 20, Monday 16 November 2026, after the registers closed: her case at the removal gate.
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase } from '../../src/storage/caseStore.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { sessionBegun } from '../../src/storage/sessionStore.ts'
import { check, schoolDays } from '../cases/removalCase.ts'
import {
  completeRegisters,
  happened,
  markOf,
  oakfield,
  type PupilHouse,
  pupilHouse,
  withContacts,
} from './pupilHouse.ts'

export const dayTwenty = '2026-11-16T14:12:00.000Z'
export const caseId = 'away'
export const gate = `/cases/${caseId}/removal`

export interface RemovalHouse extends PupilHouse {
  version(): Promise<number>
  /** Sends a form of the gate with the version as it is now, or another. */
  sign(who: string, step: string, form: Record<string, string>, version?: number): Promise<Response>
  happens(by: string, happenings: readonly CaseHappening[]): Promise<void>
}

const begins = '2026-10-12'

/** The case is open for the authority, each side has made an enquiry; nothing is signed. Sam is lead at Oakfield and CME officer. */
export async function removalHouse({ at = dayTwenty, code = 'O', isOpened = true } = {}): Promise<RemovalHouse> {
  const house = await pupilHouse({ at, marked: false })
  await withContacts(house)
  const today = at.slice(0, 10)
  const days = schoolDays(begins, today)
  const marks = days.flatMap((on) => [markOf('zsofia', on, 'AM', code), markOf('zsofia', on, 'PM', code)])
  await house.database.commit([
    ...writesOfMarks(oakfield, marks, []),
    sql`INSERT INTO people (id, name, created_at) VALUES ('sam', 'Sam Orme', ${at}), ('ken', 'Ken Adair', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES
      ('sam-lead', 'sam', 'safeguarding-lead', ${oakfield}, ${at}, 'ada'), ('sam-cme', 'sam', 'cme-officer', NULL, ${at}, 'ada'),
      ('ken-manager', 'ken', 'authority-manager', NULL, ${at}, 'ada')`,
    sessionBegun(await sha256Of('sam'), 'sam', at),
    sessionBegun(await sha256Of('ken'), 'ken', at),
  ])
  await completeRegisters(house, oakfield, schoolDays('2026-09-02', today))
  const opened = { because: 'school-day', reason: 'School day 3, unexplained.', schoolDay: 3 } as const
  await happened(house, caseId, 'zsofia', [{ what: 'absence-began', details: { firstOn: begins } }], {
    at: '2026-10-12T08:45:00.000Z',
    by: 'mis',
  })
  if (isOpened)
    await happened(house, caseId, 'zsofia', [{ what: 'case-opened', details: opened }], {
      at: '2026-10-14T08:45:00.000Z',
      by: 'clock',
    })
  await happened(
    house,
    caseId,
    'zsofia',
    [check('school', 'S8', '2026-10-14'), check('school', 'S5', '2026-10-15', 'asked')],
    { at, by: 'ruth' },
  )
  await happened(house, caseId, 'zsofia', [check('authority', 'A3', '2026-10-20')], { at, by: 'dan' })
  const version = async () => (await findCase(house.database, scopeOfClock, caseId))!.summary.version
  return Object.assign(house, {
    version,
    async sign(who: string, step: string, form: Record<string, string>, seen?: number) {
      return house.ask(who, `${gate}/${step}`, { version: String(seen ?? (await version())), ground: 'I', ...form })
    },
    async happens(by: string, happenings: readonly CaseHappening[]) {
      await happened(house, caseId, 'zsofia', happenings, { at: house.clock.now(), by })
    },
  })
}

const lead = { as: 'safeguarding-lead' }
const officer = { as: 'cme-officer' }

/** What Ruth signs for the school. */
export async function signedBySchool(house: RemovalHouse): Promise<void> {
  await house.sign('ruth', 'sickness', {
    ...lead,
    answer: 'no',
    words: 'Nothing known; the GP answered on 2 November.',
  })
  await house.sign('ruth', 'enquiries', { ...lead, words: '' })
  await house.sign('ruth', 'outcome', { ...lead, answer: 'not-found', words: 'The flat is empty.' })
}

/** What Dan signs for the authority. */
export async function signedByAuthority(house: RemovalHouse): Promise<void> {
  await house.sign('dan', 'enquiries', { ...officer, words: '' })
  await house.sign('dan', 'outcome', { ...officer, answer: 'not-found', words: 'No trace in any register.' })
}

/** The page as a person reads it. */
export async function textOf(answer: Response | Promise<Response>): Promise<string> {
  const html = await (await answer).text()
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  return main
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ')
    .trim()
}

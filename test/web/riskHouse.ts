// Oakfield with an absence from Monday 12 October 2026 that nobody has explained, two leads, and a lead of another school.
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCase } from '../../src/storage/caseStore.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { sessionBegun } from '../../src/storage/sessionStore.ts'
import { brookLane, happened, oakfield, type PupilHouse, pupilHouse, wednesday, withContacts } from './pupilHouse.ts'

export interface RiskHouse extends PupilHouse {
  readonly open: (happenings?: readonly CaseHappening[]) => Promise<void>
  /** The text of a page as a person reads it. */
  readonly read: (who: string, path: string) => Promise<string>
  readonly version: () => Promise<number>
  readonly events: () => Promise<readonly { what: string; by: string; details: Record<string, unknown> }[]>
}

/** The absence is the case `away`. Ruth and Rosa lead at Oakfield, Lena at Brook Lane; Dan is the CME officer. */
export async function riskHouse(at = wednesday): Promise<RiskHouse> {
  const house = await pupilHouse({ at })
  await withContacts(house)
  for (const [id, name, school] of [
    ['rosa', 'Rosa Lind', oakfield],
    ['lena', 'Lena Holm', brookLane],
  ] as const) {
    await house.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES (${id}, ${name}, ${at})`,
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
        VALUES (${`role-${id}`}, ${id}, 'safeguarding-lead', ${school}, ${at}, 'ada')`,
      sessionBegun(await sha256Of(id), id, at),
    ])
  }
  const began: CaseHappening = { what: 'absence-began', details: { firstOn: '2026-10-12' } }
  await happened(house, 'away', 'zsofia', [began], { at: '2026-10-12T08:40:00.000Z', by: 'mis' })
  return Object.assign(house, {
    async open(happenings: readonly CaseHappening[] = []) {
      const opened: CaseHappening = {
        what: 'case-opened',
        details: { because: 'by-hand', reason: 'Concern', schoolDay: 2 },
      }
      await happened(house, 'away', 'zsofia', [opened, ...happenings], { at: '2026-10-13T09:00:00.000Z', by: 'ruth' })
    },
    async read(who: string, path: string) {
      return textOf(await house.ask(who, path))
    },
    async version() {
      return (await findCase(house.database, scopeOfClock, 'away'))!.summary.version
    },
    async events() {
      const rows = await house.database.read(
        sql<{ what: string; by: string; details: string }>`SELECT e.what, e.by, d.details FROM case_events e
          JOIN case_event_details d USING (case_id, version) WHERE e.case_id = 'away' ORDER BY version`,
      )
      return rows.map((row) => ({ ...row, details: JSON.parse(row.details) }))
    },
  })
}

/** The words of a page between its tags. */
export async function textOf(response: Response): Promise<string> {
  return plain(await response.text())
}

export function plain(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  return main
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
    .trim()
}

/** What a hidden field of a page holds. */
export function hiddenOf(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!
}

/** Which radio of a question is chosen on a page; null when none is. */
export function chosenOf(html: string, name: string): string | null {
  const radios = html.match(new RegExp(`<input[^>]*type="radio"[^>]*name="${name}"[^>]*>`, 'g')) ?? []
  return /value="([^"]*)"/.exec(radios.find((radio) => radio.includes('checked')) ?? '')?.[1] ?? null
}

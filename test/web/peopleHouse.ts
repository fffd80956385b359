// A house for the pages of administrators and of the authority: three schools, seven people, one of each role.
import type { Role } from '../../src/cases/roles.ts'
import type { House } from '../../src/house.ts'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { sessionBegun } from '../../src/storage/sessionStore.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export const heronLane = '999001'
export const millfield = '999002'
export const stOswald = '999003'

/** Wednesday 14 October 2026, 10:00 in London: the registers of the morning have closed, those of the afternoon have not. */
export const wednesday = '2026-10-14T09:00:00.000Z'

export const cast: Readonly<Record<string, { name: string; role: Role | null; school: string | null }>> = {
  ada: { name: 'Ada Frost', role: 'administrator', school: null },
  bela: { name: 'Bela Novak', role: 'attendance-officer', school: heronLane },
  cleo: { name: 'Cleo Marsh', role: 'safeguarding-lead', school: heronLane },
  dora: { name: 'Dora Quill', role: 'head-teacher', school: heronLane },
  evan: { name: 'Evan Pryce', role: 'cme-officer', school: null },
  fern: { name: 'Fern Holt', role: 'authority-manager', school: null },
  gwen: { name: 'Gwen Tate', role: 'attendance-officer', school: millfield },
  hugo: { name: 'Hugo Vale', role: null, school: null },
}

export interface PeopleHouse {
  readonly house: TestHouse
  readonly app: ReturnType<typeof createApp>
  /** Signs a person of the cast in and answers with the Cookie header. */
  signIn(who: string): Promise<string>
  get(path: string, who?: string): Promise<Response>
  post(path: string, form: Record<string, string | string[]>, who?: string): Promise<Response>
}

/** The house with its cast; without `schools` and `people` it is a fresh installation with one administrator. */
export async function makePeopleHouse(
  options: { at?: string; change?: Partial<House>; isFresh?: boolean } = {},
): Promise<PeopleHouse> {
  const { at = wednesday, change = {}, isFresh = false } = options
  const house = await makeHouse({ at, change })
  if (!isFresh) {
    await house.database.commit(
      [
        [heronLane, 'Heron Lane Primary School', 'mis'],
        [millfield, 'Millfield Academy', 'mis'],
        [stOswald, 'St Oswald’s School', 'paper'],
      ].map(
        ([urn, name, kept]) =>
          sql`INSERT INTO schools (urn, name, register_kept, created_at) VALUES (${urn}, ${name}, ${kept}, ${at})`,
      ),
    )
  }
  for (const [id, { name, role, school }] of Object.entries(cast)) {
    if (isFresh && id !== 'ada') continue
    await house.database.commit([
      sql`INSERT INTO people (id, name, issuer, subject, created_at) VALUES (${id}, ${name}, 'https://accounts.example', ${id}, ${at})`,
      ...(role
        ? [
            sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
              VALUES (${`role-of-${id}`}, ${id}, ${role}, ${school}, ${at}, 'command-line')`,
          ]
        : []),
    ])
  }
  const app = createApp(house)
  const secretOf = (who: string) => `secret-of-${who}`
  const signedIn = new Set<string>()
  async function signIn(who: string): Promise<string> {
    if (!signedIn.has(who)) {
      await house.database.commit([sessionBegun(await sha256Of(secretOf(who)), who, house.machineClock.now())])
      signedIn.add(who)
    }
    const https = house.publicUrl.startsWith('https:')
    return `${https ? (house.basePath ? '__Secure-' : '__Host-') : ''}whereabouts=${secretOf(who)}`
  }
  const headersFor = async (who?: string): Promise<Record<string, string>> => (who ? { cookie: await signIn(who) } : {})
  return {
    house,
    app,
    signIn,
    async get(path, who) {
      return app.request(path, { headers: await headersFor(who) })
    },
    async post(path, form, who) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each)
      const headers = { ...(await headersFor(who)), 'sec-fetch-site': 'same-origin' }
      return app.request(path, { method: 'POST', body, headers })
    },
  }
}

/** The text of a page as a person reads it. */
export async function textOf(response: Response): Promise<string> {
  const html = await response.text()
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  return main
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim()
}

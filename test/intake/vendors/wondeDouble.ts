// A Wonde for tests, at the wire: its lists page by page, by token and `updated_after`, and what it does on a bad day.
import { readFileSync } from 'node:fs'
import { HttpResponse, http } from 'msw'
import { commandLine, connectSchool } from '../../../src/actions/connectSchool.ts'
import { askVendor } from '../../../src/outside/askVendor.ts'
import { sql } from '../../../src/storage/database.ts'
import { unlockText } from '../../../src/storage/secretText.ts'
import { wire } from '../../support/setUp.ts'
import { makeHouse, type TestHouse } from '../../support/testHouse.ts'

export const wondeSchool = 'A1234567890'
export const wondeToken = 'tok_of_this_school'

type Recorded = Record<string, unknown>
export interface WondeDouble {
  /** The lists by their path, to be changed as a school's day goes on. */
  readonly lists: Map<string, Recorded[]>
  /** Every address that was asked, without its origin. */
  readonly asked: string[]
  token: string
  pageSize: number
  /** Answers that come first, in their order, in place of the lists'; null lets one through. */
  readonly first: (Response | null)[]
  /** What every page says of the next, if not the truth. */
  next: string | null
}

/** What was recorded of a list. */
export function recorded(name: string): Recorded[] {
  return (JSON.parse(readFileSync(`test/fixtures/wonde/${name}.json`, 'utf8')) as { data: Recorded[] }).data
}

const paths: Record<string, string> = {
  students: 'students',
  'students-pre-admission': 'students-pre-admission',
  'students-leaver': 'students-leaver',
  deletions: 'deletions',
  'attendance-codes': 'attendance-codes',
  'attendance/session': 'attendance-session',
}

/** Opens the double for one test. */
export function openWonde(): WondeDouble {
  const lists = new Map(Object.entries(paths).map(([path, file]) => [path, recorded(file)]))
  lists.set('attendance-leavers/session', [])
  const double: WondeDouble = { lists, asked: [], token: wondeToken, pageSize: 200, first: [], next: null }
  wire.use(
    http.get('https://api.wonde.com/*', ({ request }) => {
      const url = new URL(request.url)
      double.asked.push(url.pathname + url.search)
      const first = double.first.shift()
      if (first) return first
      if (request.headers.get('authorization') !== `Bearer ${double.token}`)
        return HttpResponse.json({ error: 'invalid_token' }, { status: 401 })
      const school = `/v1.0/schools/${wondeSchool}`
      if (url.pathname === school)
        return HttpResponse.json(JSON.parse(readFileSync('test/fixtures/wonde/school.json', 'utf8')))
      const list = url.pathname.startsWith(`${school}/`) ? lists.get(url.pathname.slice(school.length + 1)) : undefined
      if (!list) return HttpResponse.json({ error: 'not_found' }, { status: 404 })
      return HttpResponse.json(pageOf(double, list, url))
    }),
  )
  return double
}

function pageOf(double: WondeDouble, list: Recorded[], url: URL) {
  const after = url.searchParams.get('updated_after')
  const stampOf = (each: Recorded) =>
    ((each.updated_at ?? each.deleted_at) as { date?: string } | undefined)?.date ?? '9999'
  const changed = list.filter((each) => after === null || stampOf(each) >= after)
  const page = Number(url.searchParams.get('page') ?? '1')
  const more = page * double.pageSize < changed.length
  url.searchParams.set('page', String(page + 1))
  const next = double.next ?? (more ? url.href : null)
  const data = changed.slice((page - 1) * double.pageSize, page * double.pageSize)
  return { data, meta: { pagination: { next, previous: null, more } } }
}

/** A house that asks vendors, with school 999001 connected through Wonde at an instant. */
export async function houseWithWonde(
  at: string,
  { token = wondeToken, school_ref = wondeSchool }: { token?: string | null; school_ref?: string } = {},
): Promise<{ house: TestHouse; connectionId: string; endpoint: string; secret: string }> {
  const house = await makeHouse({ at, change: { askVendor } })
  const settings = { domain: 'api.wonde.com', ...(school_ref ? { school_ref } : {}) }
  const asked = { schoolUrn: '999001', schoolName: 'Example Primary School', vendor: 'wonde' as const, settings, token }
  const made = await connectSchool(house, commandLine, asked)
  if (!made || 'refused' in made) throw new Error(`The school was not connected: ${JSON.stringify(made)}`)
  const { connectionId, endpoint, secret } = made.accepted
  return { house, connectionId, endpoint, secret: secret! }
}

export interface Kept {
  readonly type: string
  readonly timestamp: string
  readonly source: Recorded
  readonly data: Recorded
}

/** The messages kept so far, in order, those about the reading itself left out unless asked for. */
export async function messagesKept(house: TestHouse, { ofReadings = false } = {}): Promise<Kept[]> {
  const rows = await house.sqlite.read(sql<{ body: string }>`SELECT body FROM deliveries ORDER BY id`)
  const all = await Promise.all(
    rows.map(async ({ body }) => JSON.parse(await unlockText(house.keys.secrets, body)) as Kept),
  )
  return all.filter(({ type }) => type.startsWith('sync.') === ofReadings)
}

export function rowsOf<Row>(house: TestHouse, table: string, order = '1'): Promise<Row[]> {
  return house.sqlite.read(sql<Row>([`SELECT * FROM ${table} ORDER BY ${order}`] as unknown as TemplateStringsArray))
}

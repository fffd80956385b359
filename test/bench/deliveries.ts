// Durable deliveries a second at 64 connections, against the same server with a database that keeps nothing.
import { Webhook } from 'standardwebhooks'
import { type BenchServer, type Load, load, type Message, startServer } from './load.ts'

const at = '2026-10-13T08:35:00.000Z'

/** One line a size of delivery: acknowledged a second, durable and kept nothing, their ratio, and how fast they are applied. */
export async function benchDeliveries(): Promise<string[]> {
  return [await compare('one mark', 1, 20_000), await compare('a school batch of 334 marks', 334, 900)]
}

async function compare(name: string, marks: number, count: number): Promise<string> {
  const durable = await run('durable', marks, count)
  const nothing = await run('no-database', marks, count)
  const ratio = durable.load.perSecond / nothing.load.perSecond
  return [
    `${name}: ${durable.load.perSecond.toFixed(0)} durable deliveries a second`,
    `${nothing.load.perSecond.toFixed(0)} without a database`,
    `ratio ${ratio.toFixed(2)}`,
    `p99 ${durable.load.p99.toFixed(0)} ms`,
    `all applied at ${durable.appliedPerSecond.toFixed(0)} deliveries a second`,
  ].join('; ')
}

async function run(kind: string, marks: number, count: number): Promise<{ load: Load; appliedPerSecond: number }> {
  const server = await startServer('server.ts', [kind, at])
  await load(server.port, calendars(server), 1)
  await load(server.port, signed(server, marks, Math.ceil(count / 10), 'warm'))
  await server.ask('applied?')
  const messages = signed(server, marks, count, 'run')
  const began = performance.now()
  const measured = await load(server.port, messages)
  const { states } = (await server.ask('applied?')) as { states: Record<string, number> }
  const appliedPerSecond = count / ((performance.now() - began) / 1000)
  server.end()
  if (measured.statuses['202'] !== count) throw new Error(`Not all were kept: ${JSON.stringify(measured.statuses)}`)
  const isAllApplied = states.processed === count + Math.ceil(count / 10) + academicYears.length
  if (kind === 'durable' && !isAllApplied) throw new Error(`Not all were applied: ${JSON.stringify(states)}`)
  return { load: measured, appliedPerSecond }
}

/** A school's registers session after session, in batches, as its system sends them: 94 in 100 present, few without a reason. */
function signed({ endpoint, secret }: BenchServer, marks: number, count: number, run: string): Message[] {
  const signer = new Webhook(secret)
  const firstSession = run === 'warm' ? 0 : 60
  return Array.from({ length: count }, (_, delivery) => {
    const all = Array.from({ length: marks }, (_, index) => markOf(delivery * marks + index, firstSession))
    const data = { session_status: 'open', marks: all }
    return messageOf(signer, endpoint, `msg_${run}_${delivery}`, 'attendance.marks.upserted', data)
  })
}

const academicYears = [2025, 2026]

/** A calendar for each school year the marks fall in, so that absences are counted as they are in a school. */
function calendars({ endpoint, secret }: BenchServer): Message[] {
  return academicYears.map((year) => {
    const terms = [{ from: `${year}-09-01`, to: `${year + 1}-07-21` }]
    const data = { academic_year: `${year}/${year - 1999}`, terms, non_school_days: [], replaces: null }
    return messageOf(new Webhook(secret), endpoint, `msg_calendar_${year}`, 'calendar.published', data)
  })
}

function messageOf(signer: Webhook, path: string, id: string, type: string, data: object): Message {
  const source = { vendor: 'generic', school_urn: '999001' }
  const body = JSON.stringify({ type, timestamp: at, schema: '2026-09-01', source, data })
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(Date.parse(at) / 1000)),
    'webhook-signature': signer.sign(id, new Date(at), body),
  }
  return { path, method: 'POST', headers, body }
}

function markOf(number: number, firstSession: number) {
  const pupil = number % pupils
  const session = firstSession + Math.floor(number / pupils)
  const day = Math.floor(session / 2)
  const date = weekdays[day % weekdays.length]!
  const drawn = (pupil * 7919 + day * 104_729) % 100
  const half = session % 2 === 0 ? 'AM' : 'PM'
  const code = drawn < 4 ? 'I' : drawn < 5 ? 'M' : drawn < 6 ? 'N' : half === 'AM' ? '/' : '\\'
  return { pupil: { mis_id: `p${pupil}` }, date, session: half, code, source_updated_at: `${date}T09:00:00Z` }
}

const pupils = 1002
const weekdays = Array.from({ length: 400 }, (_, back) => new Date(Date.parse(at) - (399 - back) * 86_400_000))
  .filter((day) => day.getUTCDay() % 6 !== 0)
  .map((day) => day.toISOString().slice(0, 10))

// How do many schools post a morning to a running server? Signed, over HTTP, many at a time, each again until it is answered.
import { stopwatch } from '../../outside/clock.ts'
import { signedHeaders } from '../signedHeaders.ts'
import { calendarsOf, dayOf, type SimulatedDelivery, type SimulatedSchool } from './simulatedSchool.ts'

export interface SimulatedConnection {
  readonly school: SimulatedSchool
  readonly endpoint: string
  readonly secret: string
}

export interface Simulation {
  /** Where the server is, without a trailing slash. */
  readonly url: string
  readonly connections: readonly SimulatedConnection[]
  readonly dates: readonly string[]
  /** Deliveries a second at most; 0: as fast as they are answered. */
  readonly rate: number
  /** How many are under way at once. */
  readonly atOnce: number
  /** Puts the server's clock to an instant before what is sent then; null: its clock is left alone, and `now` signs. */
  readonly moveClock: ((at: string) => Promise<void>) | null
  readonly now: () => Promise<string>
  /** Told after each minute of the school day that was sent. */
  readonly progress?: (at: string, sent: number) => void
}

/** What came of it: counts of answers by status, milliseconds from sending to the answer, and how long it took. */
export interface Simulated {
  readonly sent: number
  readonly marks: number
  readonly statuses: Readonly<Record<string, number>>
  readonly seconds: number
  readonly p50: number
  readonly p99: number
  /** How often a delivery was sent again because the server did not answer, or asked to be left alone for a while. */
  readonly again: number
}

const patienceMilliseconds = 120_000

/** Posts the days. Throws when the server does not answer for two minutes, or refuses a delivery it should take. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { connections, dates } = simulation
  const byUrn = new Map(connections.map((connection) => [connection.school.urn, connection]))
  const took: number[] = []
  const statuses: Record<string, number> = {}
  const counts = { sent: 0, marks: 0, again: 0 }
  const began = stopwatch()
  for (const [index, date] of dates.entries()) {
    const deliveries = connections.flatMap(({ school }) => [
      ...(index === 0 ? calendarsOf(school, date) : []),
      ...dayOf(school, date),
    ])
    const byMinute = [...Map.groupBy(deliveries, ({ minute }) => stepOf(minute))].sort(([a], [b]) => a - b)
    for (const [minute, all] of byMinute) {
      const at = instantOn(date, minute)
      await simulation.moveClock?.(at)
      const stamp = simulation.moveClock ? at : await simulation.now()
      await postAll(simulation, byUrn, all, stamp, { took, statuses, counts, began })
      simulation.progress?.(at, counts.sent)
    }
  }
  took.sort((a, b) => a - b)
  const at = (part: number) => Math.round((took[Math.floor(took.length * part)] ?? 0) * 10) / 10
  return { ...counts, statuses, seconds: (stopwatch() - began) / 1000, p50: at(0.5), p99: at(0.99) }
}

interface Going {
  readonly took: number[]
  readonly statuses: Record<string, number>
  readonly counts: { sent: number; marks: number; again: number }
  readonly began: number
}

async function postAll(
  { url, rate, atOnce }: Simulation,
  byUrn: ReadonlyMap<string, SimulatedConnection>,
  deliveries: readonly SimulatedDelivery[],
  stamp: string,
  going: Going,
): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, deliveries.length) }, async () => {
      for (let delivery = deliveries[next++]; delivery; delivery = deliveries[next++]) {
        if (rate > 0) await until(going.began + (going.counts.sent * 1000) / rate)
        going.counts.sent += 1
        going.counts.marks += marksIn(delivery)
        await post(url, byUrn.get(delivery.urn)!, delivery, stamp, going)
      }
    }),
  )
}

async function post(
  url: string,
  { endpoint, secret, school }: SimulatedConnection,
  { id, type, data }: SimulatedDelivery,
  stamp: string,
  { took, statuses, counts }: Going,
): Promise<void> {
  const source = { vendor: 'generic', mis: 'whereabouts-simulation', school_urn: school.urn }
  const body = JSON.stringify({ type, timestamp: stamp, schema: '2026-09-01', source, data })
  const headers = signedHeaders(secret, id, stamp, body)
  const began = stopwatch()
  for (;;) {
    const sent = stopwatch()
    const answer = await fetch(url + endpoint, { method: 'POST', headers, body }).catch(() => null)
    await answer?.arrayBuffer().catch(() => null)
    const status = answer?.status ?? 0
    if (status === 202 || status === 200) {
      took.push(stopwatch() - sent)
      statuses[status] = (statuses[status] ?? 0) + 1
      return
    }
    if (status !== 0 && status !== 429 && status < 500) throw new Error(`${type} was refused with ${status}`)
    if (stopwatch() - began > patienceMilliseconds) throw new Error(`${url} does not answer (last: ${status})`)
    counts.again += 1
    const asked = Number(answer?.headers.get('retry-after') ?? 0)
    await wait(Math.min(asked > 0 ? asked * 1000 : 200, 5000))
  }
}

function marksIn({ data }: SimulatedDelivery): number {
  return Array.isArray(data.marks) ? data.marks.length : 0
}

// Five minutes of the school day at a time: so seldom is the clock moved.
function stepOf(minute: number): number {
  return Math.ceil(minute / 5) * 5
}

function instantOn(date: string, minute: number): string {
  const at = Math.max(minute, 480)
  const text = (number: number) => String(number).padStart(2, '0')
  return `${date}T${text(Math.floor(at / 60))}:${text(at % 60)}:00.000Z`
}

async function until(moment: number): Promise<void> {
  const left = moment - stopwatch()
  if (left > 0) await wait(left)
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

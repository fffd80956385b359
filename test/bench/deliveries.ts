// Durable deliveries a second at 64 connections, against the same server with a database that keeps nothing.
import { Webhook } from 'standardwebhooks'
import { type BenchServer, type Load, load, type Message, startServer } from './load.ts'

const at = '2026-10-13T08:35:00.000Z'

/** One line a size of delivery: acknowledged a second, durable and kept nothing, their ratio, and how fast they are applied. */
export async function benchDeliveries(): Promise<string[]> {
  return [await compare('one mark', 1, 20_000), await compare('a school batch of 334 marks', 334, 1_500)]
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
  await load(server.port, signed(server, marks, Math.ceil(count / 10), 'warm'))
  await server.ask('applied?')
  const messages = signed(server, marks, count, 'run')
  const began = performance.now()
  const measured = await load(server.port, messages)
  const { states } = (await server.ask('applied?')) as { states: Record<string, number> }
  const appliedPerSecond = count / ((performance.now() - began) / 1000)
  server.end()
  if (measured.statuses['202'] !== count) throw new Error(`Not all were kept: ${JSON.stringify(measured.statuses)}`)
  const isAllApplied = states.processed === count + Math.ceil(count / 10)
  if (kind === 'durable' && !isAllApplied) throw new Error(`Not all were applied: ${JSON.stringify(states)}`)
  return { load: measured, appliedPerSecond }
}

/** Deliveries as a school's system sends them in the morning: nearly everybody present, one in fifteen away. */
function signed({ endpoint, secret }: BenchServer, marks: number, count: number, run: string): Message[] {
  const signer = new Webhook(secret)
  return Array.from({ length: count }, (_, delivery) => {
    const body = JSON.stringify({
      type: 'attendance.marks.upserted',
      timestamp: at,
      schema: '2026-09-01',
      source: { vendor: 'generic', school_urn: '999001' },
      data: {
        session_status: 'open',
        marks: Array.from({ length: marks }, (_, index) => ({
          pupil: { mis_id: `p${(delivery * marks + index) % 1002}` },
          date: '2026-10-13',
          session: 'AM',
          code: (delivery + index) % 15 === 0 ? 'N' : '/',
          source_updated_at: new Date(Date.parse(at) - 3_600_000 + delivery).toISOString(),
        })),
      },
    })
    const id = `msg_${run}_${delivery}`
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(Date.parse(at) / 1000)),
      'webhook-signature': signer.sign(id, new Date(at), body),
    }
    return { path: endpoint, method: 'POST', headers, body }
  })
}

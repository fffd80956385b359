// The pages people work from against bare Hono serving the same bytes, both over HTTP at 8 connections.
import { gzipSync } from 'node:zlib'
import { load, startServer } from './load.ts'

/** One line: pages a second of each, their ratio, the page's size, its statements. */
export async function benchToday(): Promise<string[]> {
  return [`100 rows: ${await compared('todayServer.ts', 'today', '/today')}`]
}

/** The same for a CME officer's caseload of 300 open cases at six schools. */
export async function benchCaseload(): Promise<string[]> {
  return [`300 open cases: ${await compared('caseloadServer.ts', 'caseload', '/cases')}`]
}

async function compared(file: string, kind: string, path: string): Promise<string> {
  const ours = await run(file, kind, path, 400)
  const bytes = await run(file, 'bytes', path, 4_000)
  const [pages, plain] = [ours.load.perSecond, bytes.load.perSecond]
  return `${pages.toFixed(0)} pages a second; bare Hono with the same ${(ours.bytes / 1000).toFixed(0)} kB (${(ours.gzipped / 1000).toFixed(0)} kB gzipped) ${plain.toFixed(0)}; ratio ${(pages / plain).toFixed(3)}; ${(1000 / pages).toFixed(1)} ms a page; ${ours.statements} statements`
}

async function run(file: string, kind: string, path: string, count: number) {
  const server = (await startServer(file, [kind])) as Awaited<ReturnType<typeof startServer>> & {
    bytes: number
    statements: number
  }
  const ask = { path, method: 'GET' as const, headers: { cookie: 'whereabouts=bench' }, body: '' }
  const gzipped = gzipSync(await pageOf(server.port, path)).length
  await load(server.port, Array(Math.ceil(count / 10)).fill(ask), 8)
  const measured = await load(server.port, Array(count).fill(ask), 8)
  server.end()
  if (measured.statuses['200'] !== count) throw new Error(`Not all were pages: ${JSON.stringify(measured.statuses)}`)
  return { load: measured, bytes: server.bytes, statements: server.statements, gzipped }
}

async function pageOf(port: number, path: string): Promise<Buffer> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: 'whereabouts=bench' } })
  return Buffer.from(await answer.arrayBuffer())
}

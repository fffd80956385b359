// Today with 100 rows against bare Hono serving the same bytes, both over HTTP at 8 connections.
import { gzipSync } from 'node:zlib'
import { load, startServer } from './load.ts'

/** One line: pages a second of each, their ratio, the page's size, its statements. */
export async function benchToday(): Promise<string[]> {
  const today = await run('today', 400)
  const bytes = await run('bytes', 4_000)
  const [pages, plain] = [today.load.perSecond, bytes.load.perSecond]
  return [
    `100 rows: ${pages.toFixed(0)} pages a second; bare Hono with the same ${(today.bytes / 1000).toFixed(0)} kB (${(today.gzipped / 1000).toFixed(0)} kB gzipped) ${plain.toFixed(0)}; ratio ${(pages / plain).toFixed(3)}; ${(1000 / pages).toFixed(1)} ms a page; ${today.statements} statements`,
  ]
}

async function run(kind: string, count: number) {
  const server = (await startServer('todayServer.ts', [kind])) as Awaited<ReturnType<typeof startServer>> & {
    bytes: number
    statements: number
  }
  const ask = { path: '/today', method: 'GET' as const, headers: { cookie: 'whereabouts=bench' }, body: '' }
  const gzipped = gzipSync(await pageOf(server.port)).length
  await load(server.port, Array(Math.ceil(count / 10)).fill(ask), 8)
  const measured = await load(server.port, Array(count).fill(ask), 8)
  server.end()
  if (measured.statuses['200'] !== count) throw new Error(`Not all were pages: ${JSON.stringify(measured.statuses)}`)
  return { load: measured, bytes: server.bytes, statements: server.statements, gzipped }
}

async function pageOf(port: number): Promise<Buffer> {
  const answer = await fetch(`http://127.0.0.1:${port}/today`, { headers: { cookie: 'whereabouts=bench' } })
  return Buffer.from(await answer.arrayBuffer())
}

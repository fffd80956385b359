// Does the door open as README says, take registers in while pages are read, and close without losing anything?
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'whereabouts-door-'))
const path = join(folder, 'demo.sqlite')
let door: ChildProcess
let url: string
let printed = ''

beforeAll(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  const env = { ...process.env, PORT: String(port), WHEREABOUTS_DATABASE: path }
  door = spawn(process.execPath, ['src/node.ts', '--demo'], {
    env: { ...env, WHEREABOUTS_CLOCK: '2026-10-12T15:30:00Z' },
  })
  door.stdout!.on('data', (part) => {
    printed += part
  })
  while (!printed.includes(`Whereabouts is open at ${url}`)) await once(door.stdout!, 'data')
  // On a busy machine the first morning takes a while to invent.
}, 180_000)
afterAll(() => {
  door.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

test('a morning’s registers come in and are applied while Today is read', async () => {
  const page = await (await fetch(`${url}/sign-in`)).text()
  const person = /value="([^"]+)">Act as <bdi>Grace Osei/.exec(page)![1]!
  const answer = await fetch(`${url}/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ person }) },
    headers: { origin: url },
  })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const moved = fetch(`${url}/demo/clock`, { method: 'PUT', body: JSON.stringify({ at: '2026-10-13T09:10:00.000Z' }) })
  const read = await fetch(`${url}/today`, { headers: { cookie } })
  expect(read.status).toBe(200)
  expect((await moved).status).toBe(200)
  const today = await (await fetch(`${url}/today`, { headers: { cookie } })).text()
  expect(today).toMatch(/<h1[^>]*>\s*\d+ children away and nobody has said why/)
})

test('told to end, it ends what it was at, and the file is whole', async () => {
  const ended = once(door, 'exit')
  door.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(printed).not.toContain('"cause"')
  const file = openSqlite(path)
  expect(file.damage()).toEqual([])
  const states = await file.read(sql<{ state: string }>`SELECT DISTINCT state FROM deliveries`)
  expect(states).toEqual([{ state: 'processed' }])
  file.close()
})

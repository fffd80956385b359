// A whole authority's registers, posted to one server over HTTP while somebody reads Today: kept, applied, nothing lost, nothing twice.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rawMorning } from './rawMorning.ts'

const port = '4377'
const url = `http://127.0.0.1:${port}`

/** `schools` schools of 333 pupils on average for one day; with `kills`, the server is killed (-9) so often in the middle, and started again. */
export async function benchMorning(schools: number, kills: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-morning-'))
  const env = { ...process.env, PORT: port, WHEREABOUTS_DATABASE: join(folder, 'morning.sqlite') }
  let server = await start(env)
  const cookie = await signIn()
  const simulation = spawn(process.execPath, ['src/cli.ts', 'simulate', '--schools', String(schools), '--url', url], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let said = ''
  simulation.stdout.on('data', (part) => {
    printed += part
  })
  let isOver = false
  const ended = new Promise<number | null>((done) => simulation.on('close', done)).finally(() => {
    isOver = true
  })
  // Spread over the morning: after each of these shares of the registers.
  const killedAt = Array.from({ length: kills }, (_, index) => ['09:00', '09:20', '13:20', '13:35'][index % 4]!)
  simulation.stderr.on('data', (part) => {
    said += part
    const next = killedAt[0]
    if (next === undefined || !said.includes(`T${next} `)) return
    killedAt.shift()
    // A moment later, when the next five minutes are under way.
    setTimeout(() => {
      server.kill('SIGKILL')
      void start(env).then((again) => {
        server = again
      })
    }, 150)
  })
  const reading: number[] = []
  const reader = readToday(cookie, reading, () => isOver)
  const code = await ended
  await reader
  const memory = Math.max(memoryOf(server), 0)
  server.kill('SIGKILL')
  if (code !== 0) throw new Error(`The simulation ended with ${code}: ${said.slice(-600)}`)
  const done = JSON.parse(printed) as Record<string, number>
  const raw = rawMorning(join(folder, 'raw.sqlite'), schools)
  rmSync(folder, { recursive: true, force: true })
  reading.sort((one, other) => one - other)
  const at = (part: number) => (reading[Math.floor(reading.length * part)] ?? 0).toFixed(0)
  return [
    `${done.schools} schools, ${done.pupils} pupils, ${done.sent} deliveries with ${done.marks} marks in two registers; killed ${kills} times`,
    `answered ${done.answeredPerSecond} a second (p50 ${done.p50} ms, p99 ${done.p99} ms), all applied after ${done.appliedSeconds} s: ${done.appliedPerSecond} deliveries a second`,
    `raw better-sqlite3 writing the same rows, two durable commits a delivery: ${raw.perSecond.toFixed(0)} a second; ratio ${(done.appliedPerSecond! / raw.perSecond).toFixed(3)}`,
    `Today meanwhile, one reader: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of ${reading.length}; memory at most ${memory.toFixed(0)} MB`,
    `lost or twice: ${done.lostOrTwice}; sent again because nobody answered: ${done.again}`,
  ]
}

async function start(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['src/node.ts', '--demo'], { env, stdio: 'ignore' })
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${url}/demo/clock`).catch(() => null)
    if (answer?.ok) return server
    if (server.exitCode !== null) throw new Error('The server did not start')
    await wait(100)
  }
  throw new Error('The server does not answer')
}

async function signIn(): Promise<string> {
  const page = await (await fetch(`${url}/sign-in`)).text()
  const person = /value="([^"]+)">Act as <bdi>Grace Osei/.exec(page)?.[1]
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://localhost:${port}` },
    body: new URLSearchParams({ person: person ?? '' }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`Nobody could sign in (${answer.status})`)
  return cookie
}

async function readToday(cookie: string, took: number[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const began = performance.now()
    const answer = await fetch(`${url}/today`, { headers: { cookie } }).catch(() => null)
    const text = await answer?.text().catch(() => null)
    if (answer?.status === 200 && text?.includes('Today')) took.push(performance.now() - began)
    await wait(50)
  }
}

/** The most memory the process ever held, in MB. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000
  } catch {
    return 0
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

// The door on one machine: `npm start` for real, `npm run demo` for the invented authority.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { runNights } from './actions/nightly.ts'
import { lookAfterRegisters } from './actions/openCasesDue.ts'
import { sendMessages } from './actions/sendMessages.ts'
import { demonstrationConfig, readConfig } from './config.ts'
import { lookAfterFiles } from './intake/files/fileWork.ts'
import { pollDue } from './intake/poll.ts'
import { forgetOldBodies, sweep } from './intake/work.ts'
import { sendWriteBacks } from './intake/writeBack.ts'
import { lineLog, type OpenHouse, openNodeHouse, removeDemonstration } from './openNodeHouse.ts'
import { machineClock, standingClock } from './outside/clock.ts'
import { buildIfStale } from './web/precompile.ts'

const sweepEverySeconds = 10
const forgetEveryHours = 24
const patienceSeconds = 5

if (process.argv.includes('--demo')) await openDemonstrationDoor()
else await openForReal()

async function openForReal(): Promise<void> {
  const read = readConfig(process.env)
  if ('faults' in read) return refuse(read.faults)
  const { config } = read
  await buildIfStale()
  const open = await openNodeHouse({ mode: 'production', ...config }, machineClock, lineLog, {
    hasThreads: true,
  }).catch((cause: Error) => refuse([cause.message]))
  if (!open) return
  const { createApp } = await import('./web/app.ts')
  listen(
    createApp(open.house).fetch,
    open,
    config.host,
    config.port,
    `Whereabouts is open on port ${config.port} for ${config.publicUrl}`,
  )
}

async function openDemonstrationDoor(): Promise<void> {
  const read = demonstrationConfig(process.env)
  if ('faults' in read) return refuse(read.faults)
  const { config } = read
  await buildIfStale()
  if (process.argv.includes('--fresh')) {
    try {
      removeDemonstration(config.databasePath)
    } catch (cause) {
      return refuse([(cause as Error).message])
    }
  }
  const clock = standingClock(config.clock ?? machineClock.now())
  const open = await openNodeHouse({ mode: 'demonstration', ...config }, clock, lineLog, { hasThreads: true }).catch(
    (cause: Error) => refuse([cause.message]),
  )
  if (!open) return
  const house = { ...open.house, clock }
  const [{ createApp }, { openDemonstration }, { seedNorthmoor }] = await Promise.all([
    import('./web/app.ts'),
    import('./demo/demonstration.ts'),
    import('./demo/seedNorthmoor.ts'),
  ])
  // The invented MIS knocks at the same door as everybody else, which is made just after it.
  const demonstration = openDemonstration(house, (request) => app.fetch(request))
  const app = createApp(house, demonstration)
  await seedNorthmoor(house, app.fetch, config.clock)
  const words = `Whereabouts is open at http://localhost:${config.port} (a demonstration: everybody in it is invented)`
  listen(app.fetch, open, config.host, config.port, words)
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  open: OpenHouse,
  hostname: string,
  port: number,
  words: string,
): void {
  const front = new Hono().use(compress()).mount('/', fetch)
  const server = serve({ fetch: front.fetch, hostname, port }, () => console.log(words))
  server.on('error', (cause: NodeJS.ErrnoException) => {
    refuse([
      cause.code === 'EADDRINUSE' ? `Port ${port} is taken by another program. Set PORT to a free one.` : cause.message,
    ])
    process.exit(1)
  })
  const { house } = open
  const goRound = () => {
    // Beside the rest and not in its way: a vendor may take its time.
    house.after(pollDue(house))
    house.after(sendWriteBacks(house))
    house.after(
      sweep(house)
        .then(() => lookAfterFiles(house))
        .then(() => runNights(house))
        .then(() => lookAfterRegisters(house))
        .then(() => sendMessages(house)),
    )
  }
  goRound()
  const timers = [
    setInterval(goRound, sweepEverySeconds * 1000),
    setInterval(() => house.after(forgetOldBodies(house)), forgetEveryHours * 3_600_000),
  ]
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const timer of timers) clearInterval(timer)
      server.close(() => void open.close().then(() => process.exit(0)))
      // A request that never ends does not keep the house open.
      setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), patienceSeconds * 1000).unref()
    })
  }
}

function refuse(sentences: readonly string[]): undefined {
  console.error('Whereabouts does not start:')
  for (const sentence of sentences) console.error(`- ${sentence}`)
  process.exitCode = 1
  return undefined
}

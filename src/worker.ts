// The door beyond one machine: Cloudflare Workers with D1. The same house and the same rooms.
import { runNights } from './actions/nightly.ts'
import { lookAfterRegisters } from './actions/openCasesDue.ts'
import { sendMessages } from './actions/sendMessages.ts'
import { readConfig } from './config.ts'
import type { House, Log } from './house.ts'
import { deliveryLimits, openDoor } from './intake/deliveryLimits.ts'
import { lookAfterFiles } from './intake/files/fileWork.ts'
import { pollDue } from './intake/poll.ts'
import { forgetOldBodies, sweep } from './intake/work.ts'
import { sendWriteBacks } from './intake/writeBack.ts'
import { askVendor } from './outside/askVendor.ts'
import { publishedBankHolidays } from './outside/bankHolidays.ts'
import { machineClock } from './outside/clock.ts'
import { keysFrom, randomIds } from './outside/keys.ts'
import { govUkNotify } from './outside/notify.ts'
import { openIdConnect } from './outside/openIdConnect.ts'
import { type D1Binding, openD1 } from './storage/d1.ts'
import { keysConfirmed } from './storage/keysConfirmed.ts'
import { createApp } from './web/app.ts'

// Once a day, in UTC.
const forgetAt = '03:00'

interface WorkerBindings {
  readonly DATABASE: D1Binding
  readonly ASSETS: { fetch(request: Request | string): Promise<Response> }
  readonly [key: string]: unknown
}

interface Going {
  waitUntil(work: Promise<unknown>): void
}

export default {
  async fetch(request: Request, bindings: WorkerBindings, going: Going): Promise<Response> {
    const house = await openWorkerHouse(bindings, going)
    if ('faults' in house) return new Response(house.faults.join('\n'), { status: 500 })
    return createApp(house, null, { door }).fetch(request)
  },
  async scheduled(_: unknown, bindings: WorkerBindings, going: Going): Promise<void> {
    const house = await openWorkerHouse(bindings, going)
    if ('faults' in house) throw new Error(house.faults.join('\n'))
    // Beside the rest and not in its way: a vendor may take its time.
    const polled = pollDue(house)
    const sent = sendWriteBacks(house)
    await sweep(house)
    await lookAfterFiles(house)
    await runNights(house)
    await lookAfterRegisters(house)
    await sendMessages(house)
    if (house.clock.now().slice(11, 16) === forgetAt) await forgetOldBodies(house)
    await polled
    await sent
  },
}

// For as long as this Worker lives: who was at the doors.
const door = openDoor(deliveryLimits)
const confirmed = new WeakSet<D1Binding>()

async function openWorkerHouse(bindings: WorkerBindings, going: Going): Promise<House | { faults: readonly string[] }> {
  const texts = Object.fromEntries(Object.entries(bindings).filter(([, value]) => typeof value === 'string'))
  const read = readConfig(texts as Record<string, string>)
  if ('faults' in read) return { faults: read.faults }
  const { config } = read
  const database = openD1(bindings.DATABASE)
  const keys = await keysFrom(config.auditKey, config.secretsKey)
  // Once for as long as this Worker lives: keys do not change under it.
  if (!confirmed.has(bindings.DATABASE)) {
    const refusal = await keysConfirmed(database, keys)
    if (refusal !== null) return { faults: [refusal] }
    confirmed.add(bindings.DATABASE)
  }
  return {
    mode: 'production',
    authorityName: config.authorityName,
    publicUrl: config.publicUrl,
    basePath: new URL(config.publicUrl).pathname.replace(/\/$/, ''),
    database,
    applyBeside: null,
    clock: machineClock,
    machineClock,
    ids: randomIds,
    keys,
    signIn: openIdConnect(config.signIn),
    notify: config.notify && govUkNotify(config.notify),
    bankHolidays: config.bankHolidaysUrl === null ? null : publishedBankHolidays(config.bankHolidaysUrl),
    askVendor: askVendor,
    log,
    asset: async (file) => {
      const found = await bindings.ASSETS.fetch(`https://assets.example/assets/${encodeURIComponent(file)}`)
      return found.ok ? found : null
    },
    after: (work) => going.waitUntil(work.catch((cause) => log.fault('after the answer', cause))),
  }
}

const log: Log = {
  info: (what, facts) => console.log(JSON.stringify({ what, ...facts })),
  fault: (what, cause, facts) =>
    console.log(
      JSON.stringify({
        what,
        ...facts,
        cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      }),
    ),
}

// What does the thread beside the pages do? Applies the deliveries that wait: reads the file for itself, and has the writing thread commit.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { applyWaiting } from './intake/work.ts'
import { furnish, lineLog } from './openNodeHouse.ts'
import { machineClock } from './outside/clock.ts'
import { keysFrom } from './outside/keys.ts'
import { commitThrough } from './storage/commitThrough.ts'
import { openSqlite } from './storage/sqlite.ts'
import type { ApplyingBegins, AskedToApply, EndedApplying } from './threads.ts'

const door = parentPort as MessagePort
const { opening, writer } = workerData as ApplyingBegins
const file = openSqlite(opening.databasePath)
let at: string | null = null

const house = furnish(opening, await keysFrom(opening.auditKey, opening.secretsKey), {
  database: { read: (query) => file.read(query), commit: commitThrough(writer).commit },
  clock: { now: () => at ?? machineClock.now() },
  log: lineLog,
  applyBeside: null,
  after: (work) => void work.catch((cause) => lineLog.fault('after the answer', cause)),
})

door.on('message', (message: AskedToApply | 'close') => {
  if (message === 'close') close()
  else void apply(message)
})

async function apply({ ask, at: asked }: AskedToApply): Promise<void> {
  at = asked
  await applyWaiting(house)
  door.postMessage({ ended: ask } satisfies EndedApplying)
}

function close(): void {
  file.close()
  writer.close()
  door.close()
}

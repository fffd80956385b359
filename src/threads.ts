// How do pages wait neither for the disk nor for a school's register? One thread writes the file, another applies deliveries.
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Clock, Log } from './house.ts'
import type { Opening } from './openNodeHouse.ts'
import { machineClock } from './outside/clock.ts'
import { commitThrough } from './storage/commitThrough.ts'
import type { Database } from './storage/database.ts'

/** What the writing thread is told beside what it shall commit: who else asks for commits, and that it is over. */
export type ToldWriting = { readonly applying: MessagePort } | 'close'

/** With what the applying thread begins. */
export interface ApplyingBegins {
  readonly opening: Opening
  readonly writer: MessagePort
}

/** Asks that what waits be applied. `at`: where the house's clock stands; null: it goes by the machine's. */
export interface AskedToApply {
  readonly ask: number
  readonly at: string | null
}

export interface EndedApplying {
  readonly ended: number
}

export interface Threads {
  readonly commit: Database['commit']
  /** Resolves when all that waited has been applied, or the threads broke; what then waits still is applied when next asked. Never rejects. */
  readonly apply: () => Promise<void>
  /** Lets both end what they are at. */
  close(): Promise<void>
}

/** The two threads of a house. Should one break, what it had not answered is refused, and both are made anew when next needed. */
export function openThreads(opening: Opening, clock: Clock, log: Log): Threads {
  let pair: Pair | null = beginPair()
  function beginPair(): Pair {
    const made = openPair(opening, (cause) => {
      log.fault('thread-broke', cause)
      if (pair === made) pair = null
    })
    return made
  }
  const current = () => {
    pair ??= beginPair()
    return pair
  }
  return {
    commit: (writes) => current().commit(writes),
    apply: () => current().apply(clock === machineClock ? null : clock.now()),
    close: async () => pair?.close(),
  }
}

interface Pair {
  readonly commit: Database['commit']
  apply(at: string | null): Promise<void>
  close(): Promise<void>
}

function openPair(opening: Opening, broke: (cause: Error) => void): Pair {
  const asked = new Map<number, () => void>()
  let last = 0
  let isClosing = false
  let isBroken = false
  const writing = begin('./writingThread.ts', opening.databasePath)
  const committing = commitThrough(writing)
  // Made when first asked: a house that only writes needs no more.
  let applying: Worker | null = null

  function begin(file: string, workerData: unknown, ports: MessagePort[] = []): Worker {
    const thread = new Worker(new URL(file, import.meta.url), { workerData, transferList: ports })
    thread.on('error', breakOff)
    thread.on('exit', (code) => isClosing || breakOff(new Error(`A thread ended by itself (${code})`)))
    return thread
  }

  function beginApplying(): Worker {
    const { port1, port2: writer } = new MessageChannel()
    writing.postMessage({ applying: port1 } satisfies ToldWriting, [port1])
    const thread = begin('./applyingThread.ts', { opening, writer } satisfies ApplyingBegins, [writer])
    thread.on('message', ({ ended }: EndedApplying) => {
      asked.get(ended)?.()
      asked.delete(ended)
    })
    return thread
  }

  function breakOff(cause: Error): void {
    if (isBroken) return
    isBroken = true
    broke(cause)
    committing.breakOff(cause)
    for (const done of asked.values()) done()
    asked.clear()
    for (const one of [writing, applying]) void one?.terminate()
  }

  return {
    commit: committing.commit,
    apply(at) {
      applying ??= beginApplying()
      const thread = applying
      last += 1
      const ask = last
      return new Promise((done) => {
        asked.set(ask, done)
        thread.postMessage({ ask, at } satisfies AskedToApply)
      })
    },
    async close() {
      isClosing = true
      // The one that asks for commits first.
      if (applying) await ended(applying)
      await ended(writing)
    },
  }
}

function ended(thread: Worker): Promise<void> {
  return new Promise((done) => {
    thread.once('exit', () => done())
    thread.postMessage('close')
  })
}

// How does a commit reach the one writer from another thread? As a message; answered once it is durable, or with what was thrown.
import type { Database, Query } from './database.ts'

/** Writes to commit, and what came of them; `fault`: the message of what was thrown, null when all is durable. */
export type CommitAsked = { readonly commit: number; readonly writes: readonly Query<unknown>[] }
export type CommitAnswered = { readonly commit: number; readonly fault: string | null }

/** A door of a thread: the parts of `MessagePort` and `Worker` that are used here. */
export interface Port<Said, Heard> {
  postMessage(message: Said): void
  on(event: 'message', listener: (message: Heard) => void): unknown
}

export interface Committing {
  readonly commit: Database['commit']
  /** Refuses whatever is still unanswered: nobody knows whether it was written. */
  breakOff(cause: Error): void
}

/** Commits through a port behind which somebody answers (`commitFor`). What is thrown keeps its message, by which clashes.ts knows it. */
export function commitThrough(port: Port<CommitAsked, unknown>): Committing {
  const unanswered = new Map<number, { readonly done: () => void; readonly failed: (cause: Error) => void }>()
  let last = 0
  port.on('message', (message) => {
    if (!isAnswer(message)) return
    const one = unanswered.get(message.commit)
    unanswered.delete(message.commit)
    if (message.fault === null) one?.done()
    else one?.failed(new Error(message.fault))
  })
  return {
    commit(writes) {
      last += 1
      const commit = last
      return new Promise((done, failed) => {
        unanswered.set(commit, { done, failed })
        port.postMessage({ commit, writes: writes.map(({ sql, parameters }) => ({ sql, parameters })) })
      })
    },
    breakOff(cause) {
      for (const { failed } of unanswered.values()) failed(cause)
      unanswered.clear()
    },
  }
}

/** Commits what is asked for behind a port. */
export function commitFor(port: Port<CommitAnswered, unknown>, database: Pick<Database, 'commit'>): void {
  port.on('message', (message) => {
    if (!isAsked(message)) return
    const { commit, writes } = message
    database.commit(writes).then(
      () => port.postMessage({ commit, fault: null }),
      (cause) => port.postMessage({ commit, fault: cause instanceof Error ? cause.message : String(cause) }),
    )
  })
}

function isAnswer(message: unknown): message is CommitAnswered {
  return typeof message === 'object' && message !== null && 'commit' in message && 'fault' in message
}

function isAsked(message: unknown): message is CommitAsked {
  return typeof message === 'object' && message !== null && 'commit' in message && 'writes' in message
}

// How does what Arbor said become our own messages? One envelope, batches that a webhook could carry, and nothing dropped.
import { sha256Of } from '../../storage/chain.ts'
import type { CanonicalMessage, FeedAsked } from './feed.ts'

const mostMarks = 500
const mostCharacters = 60_000 // of at most 4 bytes each: 240 KB, below the 256 KiB of one message

/**
 * A message of the school, written when the reading began: what Arbor held then is what it says. Its data say that
 * instant too: a value that came back to what it was before is news, and not the earlier message again.
 */
export function arborMessage(
  { schoolUrn, settings, now }: FeedAsked,
  type: string,
  data: Readonly<Record<string, unknown>>,
  revision?: number,
): CanonicalMessage {
  const school_ref = settings.host ?? ''
  const sequence = revision === undefined ? {} : { sequence: String(revision) }
  const source = { vendor: 'arbor', mis: 'arbor', school_urn: schoolUrn, school_ref, ...sequence }
  return { type, timestamp: now, schema: '2026-09-01', source, data }
}

/** Messages with these marks, as many to each as one may carry. */
export function markMessages(
  asked: FeedAsked,
  type: 'attendance.marks.upserted' | 'attendance.marks.deleted',
  marks: readonly unknown[],
  revision: number,
): CanonicalMessage[] {
  return batchesOf(marks).map((batch) => {
    const data = type === 'attendance.marks.upserted' ? { session_status: 'unknown', marks: batch } : { marks: batch }
    return arborMessage(asked, type, data, revision)
  })
}

/** A record as it came, for a place where the inbox will set it aside with what is missing. Cut, so that it fits. */
export function asItCame(record: unknown): { readonly as_it_came: string } {
  return { as_it_came: JSON.stringify(record ?? null).slice(0, 2000) }
}

/** The problem of a reading that went on all the same: the connection says it. */
export function problemMessage(asked: FeedAsked, feed: string, reason: string): CanonicalMessage {
  return arborMessage(asked, 'sync.failed', { feed, reason })
}

/** A short text that is the same for the same content. */
export async function fingerprintOf(content: unknown): Promise<string> {
  return (await sha256Of(JSON.stringify(content))).slice(0, 16)
}

/** Of records that could not be read, those not told of before as they are; and the list to remember that by. */
export async function firstTimeUnread<Type>(
  lists: ReadonlyMap<string, unknown>,
  feed: string,
  records: readonly (readonly [Type, unknown])[],
): Promise<{ readonly first: readonly (readonly [Type, unknown])[]; readonly list: readonly [string, unknown] }> {
  const name = `not read in ${feed}`
  const before = (lists.get(name) ?? {}) as Record<string, true>
  const now: Record<string, true> = {}
  const first: (readonly [Type, unknown])[] = []
  for (const one of records) {
    const print = await fingerprintOf(one)
    if (!before[print]) first.push(one)
    now[print] = true
  }
  return { first, list: [name, now] }
}

function batchesOf(marks: readonly unknown[]): unknown[][] {
  const batches: unknown[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const mark of marks) {
    const length = JSON.stringify(mark).length + 1
    if (size + length > mostCharacters || batches.at(-1)!.length >= mostMarks) {
      batches.push([])
      size = 0
    }
    batches.at(-1)!.push(mark)
    size += length
  }
  return batches
}

// What is it to read a school's system that does not send by itself? Each feed is read page by page into our own messages.
import type { AskVendor } from '../../house.ts'

/** A message in our own vocabulary, as a webhook would carry it (schema 2026-09-01): at most 500 marks in one. */
export interface CanonicalMessage {
  readonly type: string
  readonly timestamp: string
  readonly schema: '2026-09-01'
  readonly source: {
    readonly vendor: string
    readonly mis?: string
    readonly school_urn: string
    readonly school_ref?: string
    readonly sequence?: string
  }
  readonly data: Readonly<Record<string, unknown>>
}

/** With what a feed is read. `token` and what stands in `settings` are the connection's; `cursor` is the feed's own text, null at first. */
export interface FeedAsked {
  readonly ask: AskVendor
  readonly schoolUrn: string
  readonly token: string
  readonly settings: Readonly<Record<string, string>>
  readonly cursor: string | null
  readonly now: string
  /** Lists the vendor's words are read with (attendance codes), by name; what a reading gives in `lists` is kept for the next. */
  readonly lists: ReadonlyMap<string, unknown>
}

/**
 * What a reading gave. `refused`: the vendor will not have us (401, 403): the connection needs a person. `later`: not now;
 * `retryAfterSeconds` when the vendor said so. `seen` counts the records read, `changed` those that made a message.
 * Not complete: the cursor stands midway, and the next reading goes on there; `stopped` when that was for the vendor's sake.
 * `wholeSeen`: how many records there are in all, said only by a complete reading of everything and not of changes;
 * none where there were some before is a fault of the reading, and the cursor stays where it was.
 */
export type FeedRead =
  | {
      readonly messages: readonly CanonicalMessage[]
      readonly cursor: string | null
      readonly isComplete: boolean
      readonly seen: number
      readonly changed: number
      readonly wholeSeen?: number
      readonly stopped?: { readonly because: string; readonly retryAfterSeconds: number | null }
      readonly lists?: ReadonlyMap<string, unknown>
    }
  | { readonly refused: string }
  | { readonly later: string; readonly retryAfterSeconds: number | null }

/** One feed of one vendor. */
export interface Feed {
  readonly vendor: 'wonde' | 'arbor'
  readonly name: string
  /** How often it is read: marks on school days during the day; the rest hourly; `nightly` once after 02:00. */
  readonly rhythm: 'marks' | 'hourly' | 'nightly'
  readonly read: (asked: FeedAsked) => Promise<FeedRead>
}

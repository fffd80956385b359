// Where does the reading of one of Wonde's lists go on, and what is there when it pauses? The same for every feed.
import { epochMilliseconds, londonDate, utcInstant } from '../../calendar/londonTime.ts'
import type { CanonicalMessage, FeedAsked, FeedRead } from './feed.ts'
import { type WondeCursor, wondeCursor, wondeMoment } from './wondeCursor.ts'
import { firstPage, readPages, wondeSchoolAddress } from './wondeReading.ts'

const longestReading = 6 * 3_600_000

/** From which change on a list is read, null for everything; `isOfAll` when that is the nightly reading of all there is. */
export interface Beginning {
  readonly since: string | null
  readonly isOfAll: boolean
}

/** A list of the school. `begin` is asked when a reading begins. */
export interface WondeList {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly begin: (cursor: WondeCursor) => Beginning
}

/** A piece of a reading. `isFirst`: it began with this piece; `isComplete`: it ended with it. `seen` counts the whole reading so far. */
export interface WondePiece {
  readonly records: readonly unknown[]
  readonly isFirst: boolean
  readonly isComplete: boolean
  readonly begunAt: string
  readonly since: string | null
  readonly isOfAll: boolean
  readonly seen: number
  readonly cursor: WondeCursor
  readonly stopped?: { readonly because: string; readonly retryAfterSeconds: number | null }
}

export type PieceRead = WondePiece | Exclude<FeedRead, { readonly messages: unknown }>

/** Reads the next piece: goes on with the reading that is on, or begins one. */
export async function nextPiece(asked: FeedAsked, list: WondeList): Promise<PieceRead> {
  const school = wondeSchoolAddress(asked.settings)
  if (school === null) return { refused: 'It is not known which school at which of Wonde’s domains is to be read.' }
  const cursor = wondeCursor(asked.cursor)
  // An address that leads nowhere any more must not be asked for ever.
  const goneStale = utcInstant(epochMilliseconds(asked.now) - longestReading)
  const isFirst = cursor.going === null || cursor.going.begunAt < goneStale
  const going = isFirst || cursor.going === null ? begun(asked, list, school, cursor) : cursor.going
  const read = await readPages(asked, school, going.next)
  if (!('records' in read)) return read
  const { begunAt, since, isOfAll } = going
  const seen = going.seen + read.records.length
  const isComplete = read.next === null
  return {
    ...{ records: read.records, isFirst, isComplete, begunAt, since, isOfAll, seen },
    cursor: isComplete
      ? { after: begunAt, wholeOn: isOfAll ? londonDate(begunAt) : cursor.wholeOn, going: null }
      : { ...cursor, going: { begunAt, since, isOfAll, seen, next: read.next! } },
    ...(read.stopped ? { stopped: read.stopped } : {}),
  }
}

/** The piece with its messages, as the poller takes it. */
export function pieceRead(
  piece: WondePiece,
  messages: readonly CanonicalMessage[],
  more: Pick<Extract<FeedRead, { messages: unknown }>, 'wholeSeen' | 'lists'> = {},
): FeedRead {
  return {
    messages,
    cursor: JSON.stringify(piece.cursor),
    isComplete: piece.isComplete,
    seen: piece.seen,
    changed: messages.length,
    ...(piece.stopped ? { stopped: piece.stopped } : {}),
    ...more,
  }
}

/** A message of the school as Wonde told it. */
export function wondeMessage(asked: FeedAsked, type: string, data: CanonicalMessage['data']): CanonicalMessage {
  const { school_ref } = asked.settings
  const source = { vendor: 'wonde', school_urn: asked.schoolUrn, ...(school_ref ? { school_ref } : {}) }
  return { type, timestamp: asked.now, schema: '2026-09-01', source, data }
}

function begun(asked: FeedAsked, list: WondeList, school: string, cursor: WondeCursor) {
  const { since, isOfAll } = list.begin(cursor)
  const query = since === null ? list.query : { ...list.query, updated_after: wondeMoment(since) }
  return { begunAt: asked.now, since, isOfAll, seen: 0, next: firstPage(school, list.path, query) }
}

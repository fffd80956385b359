// How are Wonde's pupils read: those on roll, those expected, those who left, those deleted? They stand in four lists.
import { z } from 'zod'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'
import { isWholeDue, sinceLast, sinceTwoWeeks, type WondeCursor } from './wondeCursor.ts'
import { type Beginning, nextPiece, pieceRead, type WondePiece } from './wondeList.ts'
import { idsOf, includedWithPupils, pupilDeleted, pupilExpected, pupilLeft, pupilOnRoll } from './wondePupils.ts'

const include = { include: includedWithPupils }

/** Everything at first and each night, otherwise what changed. */
const wholeAtNight =
  (now: string) =>
  (cursor: WondeCursor): Beginning =>
    cursor.after === null || isWholeDue(cursor, now)
      ? { since: null, isOfAll: true }
      : { since: sinceLast(cursor.after), isOfAll: false }

/** Two weeks back at first and each night: who left years ago is nobody's to find now. */
const twoWeeksAtNight =
  (now: string) =>
  (cursor: WondeCursor): Beginning =>
    cursor.after === null || isWholeDue(cursor, now)
      ? { since: sinceTwoWeeks(now), isOfAll: true }
      : { since: sinceLast(cursor.after), isOfAll: false }

/** The names of the kept lists: who is on roll, who of them left since that was read whole, and who was read so far. */
const roll = 'roll'
const rollSoFar = 'roll-so-far'
const left = 'left'

/** Who is on roll, as far as it is known: the ids, and those who left since. */
export function rollKnown(lists: ReadonlyMap<string, unknown>): string[] {
  const gone = new Set(idsKept(lists.get(left)))
  return idsKept(lists.get(roll)).filter((id) => !gone.has(id))
}

const pupils: Feed = {
  vendor: 'wonde',
  name: 'pupils',
  rhythm: 'hourly',
  async read(asked) {
    const piece = await nextPiece(asked, { path: 'students', query: include, begin: wholeAtNight(asked.now) })
    if (!('records' in piece)) return piece
    const messages = piece.records.flatMap((record) => pupilOnRoll(asked, record))
    const isWhole = piece.since === null && piece.isComplete
    return pieceRead(piece, messages, {
      lists: rollAfter(asked, piece),
      ...(isWhole ? { wholeSeen: piece.seen } : {}),
    })
  },
}

/** The roll is what the last reading of everybody gave, with those who came since. */
function rollAfter(asked: FeedAsked, piece: WondePiece): ReadonlyMap<string, unknown> {
  const ids = idsOf(piece.records)
  const before = idsKept(asked.lists.get(roll))
  if (piece.since !== null) return new Map([[roll, [...new Set([...before, ...ids])]]])
  const soFar = piece.isFirst ? ids : [...new Set([...idsKept(asked.lists.get(rollSoFar)), ...ids])]
  return piece.isComplete
    ? new Map([
        [roll, soFar],
        [rollSoFar, []],
      ])
    : new Map([[rollSoFar, soFar]])
}

const expected: Feed = {
  vendor: 'wonde',
  name: 'pupils.expected',
  rhythm: 'hourly',
  async read(asked) {
    const list = { path: 'students-pre-admission', query: include, begin: wholeAtNight(asked.now) }
    return read(asked, await nextPiece(asked, list), pupilExpected)
  },
}

const leavers: Feed = {
  vendor: 'wonde',
  name: 'pupils.left',
  rhythm: 'hourly',
  async read(asked) {
    const list = { path: 'students-leaver', query: include, begin: twoWeeksAtNight(asked.now) }
    const piece = await nextPiece(asked, list)
    if (!('records' in piece)) return piece
    // Those of the last two weeks; who came back stands in the list of leavers no longer.
    const before = piece.isOfAll && piece.isFirst ? [] : idsKept(asked.lists.get(left))
    const gone = [...new Set([...before, ...idsOf(piece.records)])]
    const messages = piece.records.flatMap((record) => pupilLeft(asked, record))
    return pieceRead(piece, messages, { lists: new Map([[left, gone]]) })
  },
}

const deletions: Feed = {
  vendor: 'wonde',
  name: 'pupils.deleted',
  rhythm: 'hourly',
  async read(asked) {
    const list = { path: 'deletions', query: { type: 'student' }, begin: twoWeeksAtNight(asked.now) }
    return read(asked, await nextPiece(asked, list), pupilDeleted)
  },
}

export const wondePupilFeeds: readonly Feed[] = [pupils, expected, leavers, deletions]

function read(
  asked: FeedAsked,
  piece: Awaited<ReturnType<typeof nextPiece>>,
  tell: (asked: FeedAsked, record: unknown) => CanonicalMessage[],
): FeedRead {
  if (!('records' in piece)) return piece
  return pieceRead(
    piece,
    piece.records.flatMap((record) => tell(asked, record)),
  )
}

function idsKept(list: unknown): string[] {
  const read = z.array(z.string()).safeParse(list)
  return read.success ? read.data : []
}

// How are Wonde's session marks read: what changed every quarter of an hour, whole registers until they are whole, two weeks at night?
import { z } from 'zod'
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import { londonDate, londonTime, utcInstant } from '../../calendar/londonTime.ts'
import { instantOf } from '../rhythm.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'
import { sinceLast, sinceTwoWeeks, type WondeCursor } from './wondeCursor.ts'
import { type Beginning, nextPiece, pieceRead, type WondePiece, wondeMessage } from './wondeList.ts'
import { codesById, codesNamed, markMessages, marksOf } from './wondeMarks.ts'
import { rollKnown } from './wondePupilFeeds.ts'
import { firstPage, readPages, wondeSchoolAddress } from './wondeReading.ts'
import { type RegisterSession, registerBegun, registerClosed, registerRead, registerWith } from './wondeRegister.ts'
import { notToldYet } from './wondeTold.ts'

const hour = 3_600_000
/** From when on a register is worth reading whole: half an hour after it usually closes. */
const wholeFrom = { AM: 10 * hour, PM: 14 * hour + hour / 2 }

const codeList = 'attendance-codes'

/** The day's registers as they were read, and which of them were said to be whole. */
const today = 'register-today'
const toldWhole = 'registers-told'
const yesterday = 'register-yesterday'

const told = z.object({ on: z.string(), sessions: z.array(z.enum(['AM', 'PM'])) })

const live: Feed = {
  vendor: 'wonde',
  name: 'attendance.session',
  rhythm: 'marks',
  async read(asked) {
    const on = londonDate(asked.now)
    const missing = sessionsToClose(asked, on)
    const midnight = utcInstant(instantOf(londonTime(asked.now).day, 0))
    const begin = ({ after }: WondeCursor): Beginning => {
      if (after === null) return { since: sinceTwoWeeks(asked.now), isOfAll: true }
      const since = sinceLast(after)
      return { since: missing.length > 0 && midnight < since ? midnight : since, isOfAll: false }
    }
    return readMarks(asked, begin, today, on, (piece) =>
      // Only what reaches back before the day began has read the whole of it.
      piece.since !== null && piece.since <= midnight ? missing : [],
    )
  },
}

const atNight: Feed = {
  vendor: 'wonde',
  name: 'attendance.session.nightly',
  rhythm: 'nightly',
  read(asked) {
    const begin = (): Beginning => ({ since: sinceTwoWeeks(asked.now), isOfAll: true })
    // A register that became whole after the day's last reading is found the night after.
    const on = addCalendarDays(londonDate(asked.now), calendarDays(-1))
    return readMarks(asked, begin, yesterday, on, () => ['AM', 'PM'])
  },
}

/** Marks of pupils who left stand in a list of their own; late corrections to them come at night. */
const ofLeavers: Feed = {
  vendor: 'wonde',
  name: 'attendance.session.leavers',
  rhythm: 'nightly',
  async read(asked) {
    const begin = (): Beginning => ({ since: sinceTwoWeeks(asked.now), isOfAll: true })
    const piece = await nextPiece(asked, { path: 'attendance-leavers/session', query: {}, begin })
    if (!('records' in piece)) return piece
    const codes = await codesFor(asked, piece.records)
    if (!('byId' in codes)) return codes
    const { marks, notUnderstood } = marksOf(piece.records, codes.byId, asked.now)
    const { fresh, lists } = notToldYet(asked.lists, marks)
    return pieceRead(piece, markMessages(asked, fresh, notUnderstood), {
      lists: new Map<string, unknown>([[codeList, codes.byId], ...lists]),
    })
  },
}

export const wondeMarkFeeds: readonly Feed[] = [live, atNight, ofLeavers]

async function readMarks(
  asked: FeedAsked,
  begin: (cursor: WondeCursor) => Beginning,
  keptAs: string,
  on: string,
  toClose: (piece: WondePiece) => readonly RegisterSession[],
): Promise<FeedRead> {
  const piece = await nextPiece(asked, { path: 'attendance/session', query: {}, begin })
  if (!('records' in piece)) return piece
  const codes = await codesFor(asked, piece.records)
  if (!('byId' in codes)) return codes
  const { marks, notUnderstood } = marksOf(piece.records, codes.byId, asked.now)
  const before = registerRead(asked.lists.get(keptAs), on)
  const register = registerWith(
    piece.isFirst && toClose(piece).length > 0 ? registerBegun(before, piece.since!) : before,
    marks,
  )
  const roll = rollKnown(asked.lists)
  const closed = (piece.isComplete ? toClose(piece) : []).flatMap(
    (session) => registerClosed(register, session, roll) ?? [],
  )
  const { fresh, lists } = notToldYet(asked.lists, marks)
  const messages: CanonicalMessage[] = [
    ...markMessages(asked, fresh, notUnderstood),
    ...closed.map((data) => wondeMessage(asked, 'attendance.session.closed', data)),
  ]
  const sessions = closed.map(({ session }) => session)
  return pieceRead(piece, messages, {
    lists: new Map<string, unknown>([
      [codeList, codes.byId],
      [keptAs, register],
      ...lists,
      ...(keptAs === today && sessions.length > 0
        ? [[toldWhole, { on, sessions: [...sessionsTold(asked, on), ...sessions] }] as const]
        : []),
    ]),
  })
}

function sessionsToClose(asked: FeedAsked, on: string): RegisterSession[] {
  const { millisecondsOfDay } = londonTime(asked.now)
  const already = sessionsTold(asked, on)
  return (['AM', 'PM'] as const).filter((each) => millisecondsOfDay >= wholeFrom[each] && !already.includes(each))
}

function sessionsTold({ lists }: FeedAsked, on: string): RegisterSession[] {
  const read = told.safeParse(lists.get(toldWhole))
  return read.success && read.data.on === on ? read.data.sessions : []
}

/** The school's codes: as they were last read, or asked for when a mark names one that is not among them. */
async function codesFor(
  asked: FeedAsked,
  records: readonly unknown[],
): Promise<{ byId: Record<string, string> } | Exclude<FeedRead, { messages: unknown }>> {
  const kept = z.record(z.string(), z.string()).safeParse(asked.lists.get(codeList))
  const byId = kept.success ? kept.data : {}
  if ([...codesNamed(records)].every((id) => Object.hasOwn(byId, id))) return { byId }
  const school = wondeSchoolAddress(asked.settings)!
  const read = await readPages(asked, school, firstPage(school, 'attendance-codes', {}))
  return 'records' in read ? { byId: { ...byId, ...codesById(read.records) } } : read
}

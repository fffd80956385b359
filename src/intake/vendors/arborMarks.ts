// Which marks does a school's Arbor hold, and which of them changed since we read last?
//
// The cursor is a revision of the school's change log; during the first reading `full:REVISION:DATE`, the next day to
// read, newest first. Arbor derives the statutory marks from lesson marks and works them out again when roll call times
// are edited: what changed is asked for as it now stands, however long ago the day was. Not confirmed: the GraphQL
// names of AttendanceRollCallRecord's fields (those of the published client), and that its `attendanceMark.code` is the
// statutory code: one that is not in the list of 2024 is passed on as it is, and set aside there.
import { z } from 'zod'
import { yearFrom } from '../../calendar/calendarInForce.ts'
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type ArborDoor, arborDoor, arborId, arborList, type Stopped } from './arborAsk.ts'
import { arborChanges, newestRevision, revisionsAtOnce } from './arborChanges.ts'
import { knownMarks, remembered } from './arborKnownMarks.ts'
import { asItCame, markMessages, problemMessage } from './arborMessages.ts'
import { type RollCallTime, rollCallTimes, sessionOf } from './arborRollCalls.ts'
import { dateOf } from './arborTimes.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'

const name = 'attendance.session'
const resource = 'attendance-roll-call-records'
const mostQuestions = 40
const idsAtOnce = 200
// Leave entered ahead is on the register before its day comes, and does not change on it.
const daysAhead = 28

const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(arborId))
const record = z.object({
  id,
  recordDate: z.string().transform(dateOf),
  student: z.object({ id }),
  attendanceRollCall: z.object({ id, code: z.string().nullish() }),
  attendanceMark: z.object({ code: z.string().max(100) }).nullish(),
  minutesLate: z.unknown(),
})
const fields = 'id recordDate student { id } attendanceRollCall { id code } attendanceMark { code } minutesLate'

/** What a reading gathers; `at` is how far it came. */
interface Gathered {
  readonly records: unknown[]
  readonly deleted: Set<string>
  readonly strange: unknown[]
  at: string
  isComplete: boolean
}

export const arborMarksFeed: Feed = { vendor: 'arbor', name, rhythm: 'marks', read }

async function read(asked: FeedAsked): Promise<FeedRead> {
  const door = arborDoor(asked)
  if (!('origin' in door)) return door
  const newest = await newestRevision(door, resource)
  if (!('revision' in newest)) return newest
  const rollCalls = await rollCallTimes(door)
  if (!('times' in rollCalls)) return rollCalls
  const from = placeOf(asked.cursor)
  const isRestored = from !== null && from.revision > newest.revision
  const begin = { revision: newest.revision, day: addCalendarDays(londonDate(asked.now), calendarDays(daysAhead)) }
  const place = from === null || isRestored ? begin : from
  const gathered: Gathered = { records: [], deleted: new Set(), strange: [], at: '', isComplete: false }
  const stopped =
    place.day === null
      ? await gatherChanges(door, place.revision, newest.revision, gathered)
      : await gatherDays(door, place.revision, place.day, gathered)
  if (stopped && gathered.at === '') return stopped
  const problem = isRestored
    ? [
        problemMessage(
          asked,
          name,
          `Arbor went back from revision ${from.revision} to ${newest.revision}, as after a restored backup. Everything is read again.`,
        ),
      ]
    : []
  return told(asked, gathered, stopped, rollCalls.times, place.day === null ? newest.revision : place.revision, problem)
}

function placeOf(cursor: string | null): { readonly revision: number; readonly day: string | null } | null {
  const [, revision, day] = /^(?:full:(?=\d+:))?(\d{1,15})(?::(\d{4}-\d\d-\d\d))?$/.exec(cursor ?? '') ?? []
  return revision === undefined ? null : { revision: Number(revision), day: day ?? null }
}

/** Day by day back to the first of the school year; a day is read whole or not at all, and what we knew of it and is not there any more is gone. */
async function gatherDays(
  door: ArborDoor,
  revision: number,
  from: string,
  gathered: Gathered,
): Promise<Stopped | null> {
  const first = yearFrom(londonDate(door.asked.now)).from
  const known = knownMarks(door.asked.lists)
  let day = from
  while (day >= first && door.questions < mostQuestions) {
    const read = await arborList(door, 'AttendanceRollCallRecord', fields, `recordDate: "${day}"`)
    if (!('records' in read)) return read
    gathered.records.push(...read.records)
    const there = new Set(read.records.map(idIn))
    for (const [id, { on }] of known) if (on === day && !there.has(id)) gathered.deleted.add(id)
    day = addCalendarDays(day, calendarDays(-1))
    gathered.at = `full:${revision}:${day}`
  }
  if (day < first) Object.assign(gathered, { at: String(revision), isComplete: true })
  return null
}

async function gatherChanges(door: ArborDoor, from: number, to: number, gathered: Gathered): Promise<Stopped | null> {
  let at = from
  while (at < to && door.questions < mostQuestions) {
    const end = Math.min(at + revisionsAtOnce, to)
    const changes = await arborChanges(door, resource, at, end)
    if (!('changed' in changes)) return changes
    const read = await recordsOf(door, [...changes.changed])
    if (!('records' in read)) return read
    gathered.records.push(...read.records)
    gathered.strange.push(...changes.strange)
    for (const id of changes.deleted) gathered.deleted.add(id)
    at = end
    gathered.at = String(at)
  }
  if (at >= to) Object.assign(gathered, { at: String(to), isComplete: true })
  return null
}

// A record said to have changed and not given is never passed over: it is asked for again later.
async function recordsOf(door: ArborDoor, ids: readonly string[]) {
  const records: unknown[] = []
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const wanted = new Set(ids.slice(at, at + idsAtOnce))
    const read = await arborList(door, 'AttendanceRollCallRecord', fields, `id_in: [${[...wanted].join(', ')}]`)
    if (!('records' in read)) return read
    for (const one of read.records) if (wanted.delete(idIn(one))) records.push(one)
    if (wanted.size > 0)
      return { later: 'Arbor did not give marks that it says have changed.', retryAfterSeconds: null }
  }
  return { records }
}

function idIn(one: unknown): string {
  return z.object({ id }).safeParse(one).data?.id ?? ''
}

function told(
  asked: FeedAsked,
  { records, deleted, strange, at, isComplete }: Gathered,
  stopped: Stopped | null,
  times: readonly RollCallTime[],
  revision: number,
  problem: readonly CanonicalMessage[],
): FeedRead {
  const marks: unknown[] = strange.map(asItCame)
  const known: Parameters<typeof remembered>[1][number][] = []
  for (const one of new Map(records.map((each) => [idIn(each) || each, each])).values()) {
    const { mark, place } = markOf(one, times, asked.now)
    marks.push(mark)
    if (place) known.push(place)
  }
  const gone = goneMarks(asked, deleted, known)
  const messages = [
    ...problem,
    ...markMessages(asked, 'attendance.marks.deleted', gone, revision),
    ...markMessages(asked, 'attendance.marks.upserted', marks, revision),
  ]
  const lists = remembered(asked.lists, known, deleted, londonDate(asked.now))
  const seen = records.length + deleted.size + strange.length
  const reading = { messages, cursor: at, isComplete, seen, changed: marks.length + gone.length, lists }
  return stopped ? { ...reading, stopped: reasonOf(stopped) } : reading
}

function reasonOf(stopped: Stopped) {
  if ('refused' in stopped) return { because: stopped.refused, retryAfterSeconds: null }
  return { because: stopped.later, retryAfterSeconds: stopped.retryAfterSeconds }
}

function markOf(one: unknown, times: readonly RollCallTime[], now: string) {
  const read = record.safeParse(one)
  if (!read.success) return { mark: asItCame(one), place: null }
  const { recordDate: on, student, attendanceRollCall, attendanceMark, minutesLate } = read.data
  const session = sessionOf(times, attendanceRollCall, on)
  const code = attendanceMark?.code.trim() || '-'
  const pupil = { mis_id: student.id }
  const mark = {
    pupil,
    date: on,
    session: session ?? `roll call ${attendanceRollCall.id}`,
    code,
    minutes_late: minutesLate ?? null,
    source_mark_id: read.data.id,
    source_updated_at: now,
  }
  return { mark, place: session ? { id: read.data.id, misId: student.id, on, session, code } : null }
}

// A mark that is there under another number takes the place of the one that is gone: both carry the same time.
function goneMarks(asked: FeedAsked, deleted: ReadonlySet<string>, read: Parameters<typeof remembered>[1]): unknown[] {
  if (deleted.size === 0) return []
  const known = knownMarks(asked.lists)
  const text = ({ misId, on, session }: { misId: string; on: string; session: string }) => `${misId} ${on} ${session}`
  const standing = new Set([
    ...[...known].filter(([id]) => !deleted.has(id)).map(([, place]) => text(place)),
    ...read.map(text),
  ])
  return [...deleted].flatMap((id) => {
    const place = known.get(id)
    if (!place) return [{ source_mark_id: id }]
    const { misId, on, session } = place
    return standing.has(text(place))
      ? []
      : [{ pupil: { mis_id: misId }, date: on, session, source_mark_id: id, source_updated_at: asked.now }]
  })
}

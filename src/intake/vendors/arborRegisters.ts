// Has a school with Arbor closed all registers of a session today, and is everybody on roll in them?
//
// Arbor's registers are of forms and lessons; the session is closed when every register opened in the time of its roll
// call is. Expected are the pupils on roll, marked those of them with a mark. Not confirmed: the filter
// openedDatetime_after, and that a form's register counts as opened at its roll call's time.
import { z } from 'zod'
import { londonDate } from '../../calendar/londonTime.ts'
import { arborDoor, arborId, arborList } from './arborAsk.ts'
import { arborEnrolments, isOnRoll } from './arborEnrolments.ts'
import { arborMessage } from './arborMessages.ts'
import { registerTimesOn, rollCallTimes, sessionOf } from './arborRollCalls.ts'
import { dateOf, instantInLondon } from './arborTimes.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'

const sessions = ['AM', 'PM'] as const
const told = 'sessions told'

const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(arborId))
const register = z.object({ openedDatetime: z.string(), closedDatetime: z.string().nullish() })
const mark = z.object({
  recordDate: z.string().transform(dateOf),
  student: z.object({ id }),
  attendanceRollCall: z.object({ id, code: z.string().nullish() }),
  attendanceMark: z.object({ code: z.string() }).nullish(),
})

export const arborRegistersFeed: Feed = { vendor: 'arbor', name: 'attendance.registers', rhythm: 'marks', read }

async function read(asked: FeedAsked): Promise<FeedRead> {
  const door = arborDoor(asked)
  if (!('origin' in door)) return door
  const today = londonDate(asked.now)
  const rollCalls = await rollCallTimes(door)
  if (!('times' in rollCalls)) return rollCalls
  const registers = await arborList(
    door,
    'AttendanceRegister',
    'openedDatetime closedDatetime',
    `openedDatetime_after: "${today} 00:00:00"`,
  )
  if (!('records' in registers)) return registers
  const before = (asked.lists.get(told) ?? {}) as Record<string, string>
  const now: Record<string, string> = {}
  for (const session of sessions) {
    const closedAt = closedAtOf(registers.records, registerTimesOn(rollCalls.times, session, today), today)
    if (closedAt !== null) now[`${today} ${session}`] = closedAt
  }
  const messages: CanonicalMessage[] = []
  const isNew = Object.entries(now).some(([key, closedAt]) => !before[key]?.startsWith(`${closedAt} all`))
  if (isNew) {
    const roll = await arborEnrolments(door, today)
    if (!('enrolments' in roll)) return roll
    const marks = await arborList(
      door,
      'AttendanceRollCallRecord',
      'recordDate student { id } attendanceRollCall { id code } attendanceMark { code }',
      `recordDate: "${today}"`,
    )
    if (!('records' in marks)) return marks
    const expected = new Set(roll.enrolments.filter((one) => isOnRoll(one, today)).map(({ student }) => student.id))
    for (const session of sessions) {
      const key = `${today} ${session}`
      const closedAt = now[key]
      if (closedAt === undefined) continue
      const marked = new Set(
        marks.records
          .flatMap((record) => mark.safeParse(record).data ?? [])
          .filter(
            (one) => one.recordDate === today && sessionOf(rollCalls.times, one.attendanceRollCall, today) === session,
          )
          .filter(
            ({ attendanceMark }) => attendanceMark && attendanceMark.code.trim() !== '' && attendanceMark.code !== '-',
          )
          .map(({ student }) => student.id)
          .filter((misId) => expected.has(misId)),
      )
      now[key] = `${closedAt} ${marked.size === expected.size ? 'all' : marked.size}`
      if (before[key] === now[key]) continue
      const data = {
        date: today,
        session,
        expected: expected.size,
        marked: marked.size,
        closed_at: closedAt,
        told_at: asked.now,
      }
      messages.push(arborMessage(asked, 'attendance.session.closed', data))
    }
  }
  const lists = new Map<string, unknown>(isNew ? [[told, now]] : [])
  return { messages, cursor: null, isComplete: true, seen: registers.records.length, changed: messages.length, lists }
}

/** When the last register of a session was closed, or null while one is open, none is known or the time cannot be read. */
function closedAtOf(
  records: readonly unknown[],
  times: { readonly opens: string; readonly closes: string } | null,
  today: string,
): string | null {
  if (times === null) return null
  let last: string | null = null
  for (const record of records) {
    const { data } = register.safeParse(record)
    if (!data) return null
    const opened = data.openedDatetime.slice(11, 16)
    if (dateOf(data.openedDatetime) !== today || opened < times.opens || opened > times.closes) continue
    const closedAt = data.closedDatetime ? instantInLondon(data.closedDatetime) : null
    if (closedAt === null) return null
    if (last === null || closedAt > last) last = closedAt
  }
  return last
}

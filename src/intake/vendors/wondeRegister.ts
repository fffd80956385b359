// Is a register whole, though Wonde never says that it is closed? Only when everybody on roll was seen with a mark. Pure.
import { z } from 'zod'
import type { WondeMark } from './wondeMarks.ts'

/**
 * What was read of one day's registers. Of each session, by pupil, when the mark was made; '' for a mark that is blank.
 * `ahead`: by date and session, who had a mark before the day came (leave, a suspension): a reading of the day's changes
 * does not name them again.
 */
const shape = z.object({
  on: z.string(),
  AM: z.record(z.string(), z.string()),
  PM: z.record(z.string(), z.string()),
  ahead: z.record(z.string(), z.array(z.string())),
})

export type RegisterRead = z.output<typeof shape>
export type RegisterSession = 'AM' | 'PM'

/** The data of `attendance.session.closed`. */
export type RegisterClosed = {
  readonly date: string
  readonly session: RegisterSession
  readonly expected: number
  readonly marked: number
  readonly closed_at: string
}

/** What was kept of a day; kept of another day, only what was known ahead of this one is left. */
export function registerRead(kept: unknown, on: string): RegisterRead {
  const read = shape.safeParse(kept)
  const ahead = read.success ? read.data.ahead : {}
  if (read.success && read.data.on === on) return read.data
  return { on, AM: {}, PM: {}, ahead: Object.fromEntries(Object.entries(ahead).filter(([key]) => key >= on)) }
}

/** The same when a reading of all changes since an instant begins: only marks made before that are known ahead of it. */
export function registerBegun(register: RegisterRead, since: string): RegisterRead {
  const before = (session: RegisterSession) => {
    const read = register[session]
    const known = (register.ahead[`${register.on} ${session}`] ?? []).filter((pupil) => !Object.hasOwn(read, pupil))
    return [...known, ...Object.keys(read).filter((pupil) => read[pupil]! !== '' && read[pupil]! < since)]
  }
  const ahead = { ...register.ahead, [`${register.on} AM`]: before('AM'), [`${register.on} PM`]: before('PM') }
  return { on: register.on, AM: {}, PM: {}, ahead }
}

/** The same with these marks, the newer of two counting. */
export function registerWith(register: RegisterRead, marks: readonly WondeMark[]): RegisterRead {
  const { on } = register
  const sessions = { AM: { ...register.AM }, PM: { ...register.PM } }
  const ahead = new Map(Object.entries(register.ahead).map(([key, pupils]) => [key, new Set(pupils)]))
  for (const mark of marks.toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1))) {
    if (mark.session !== 'AM' && mark.session !== 'PM') continue
    if (mark.on === on) sessions[mark.session][mark.pupil] = mark.isBlank ? '' : mark.stamp
    if (mark.on <= on) continue
    const key = `${mark.on} ${mark.session}`
    const pupils = ahead.get(key) ?? new Set()
    if (mark.isBlank) pupils.delete(mark.pupil)
    else pupils.add(mark.pupil)
    ahead.set(key, pupils)
  }
  return { on, ...sessions, ahead: Object.fromEntries([...ahead].map(([key, pupils]) => [key, [...pupils]])) }
}

/**
 * A register that is whole, or null while anybody on roll has no mark. Silence is never presence: without this
 * no row means "not known", with it "present". So it is said only after a complete reading of the whole session, with as many
 * expected as the school's own list of pupils counts; one pupil without a mark, and nothing is said.
 */
export function registerClosed(
  register: RegisterRead,
  session: RegisterSession,
  roll: readonly string[],
): RegisterClosed | null {
  const read = register[session]
  const before = new Set(register.ahead[`${register.on} ${session}`])
  const isMarked = (pupil: string) => (Object.hasOwn(read, pupil) ? read[pupil] !== '' : before.has(pupil))
  const marked = roll.filter(isMarked).length
  const closed_at = Object.values(read).sort().at(-1)
  if (roll.length === 0 || marked < roll.length || !closed_at) return null
  return { date: register.on, session, expected: roll.length, marked, closed_at }
}

// How did this school year go, day by day? The model of the strip of school days; the view only draws it.
import { addCalendarDays, calendarDays, type DateText, dateText, dayNumber, weekdayOf } from '../calendar/date.ts'
import { londonTime } from '../calendar/londonTime.ts'
import { indexOnOrAfter, registersCloseOn, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { type CodeClass, findAttendanceCode } from '../law/attendanceCodes.ts'
import type { Session } from './events.ts'
import { plainPresence } from './mark.ts'
import type { StripMarker } from './stripMarkers.ts'

/** `present`: plain presence. `unknown`: nobody has sent this register whole. `not-yet`: its register has not closed. */
export type StripSession =
  | { readonly kind: 'coded'; readonly code: string; readonly meaning: string; readonly class: CodeClass }
  | { readonly kind: 'present' | 'unknown' | 'not-yet' | 'to-come' }

export interface StripDay {
  readonly on: DateText
  readonly AM: StripSession
  readonly PM: StripSession
  readonly isToday: boolean
  readonly markers: readonly StripMarker[]
}

/** School days of one week, or the days without school between two weeks. */
export type StripPart =
  | { readonly kind: 'week'; readonly from: DateText; readonly days: readonly StripDay[] }
  | { readonly kind: 'gap'; readonly from: DateText; readonly to: DateText }

export interface StripInput {
  readonly calendar: SchoolCalendar
  readonly marks: readonly { readonly on: DateText; readonly session: Session; readonly code: string }[]
  readonly completeSessions: readonly { readonly on: DateText; readonly session: Session }[]
  /** The first day on which the pupil was known to be on this school's roll. Marks of earlier days widen it. */
  readonly knownFrom: DateText
  readonly leftOn: DateText | null
  readonly markers: readonly StripMarker[]
  /** A UTC instant. */
  readonly asOf: string
}

/** 1 August of the school year of a date: no school year of England begins earlier. */
export function schoolYearStart(on: DateText): DateText {
  const year = Number(on.slice(0, 4))
  return `${on.slice(5, 7) >= '08' ? year : year - 1}-08-01`
}

/**
 * The weeks of the school year of `asOf` from the first day known, to that date or the last marker after it (but not
 * past the day the pupil left), with the gaps of a week or more between. Days without school are left out.
 */
export function stripOf(input: StripInput): StripPart[] {
  const days = stripDays(input)
  const parts: StripPart[] = []
  for (const [monday, week] of Map.groupBy(days, ({ on }) => mondayOf(on))) {
    const before = parts.at(-1)
    const expected = before && addCalendarDays(before.from, calendarDays(7))
    if (expected && expected < monday) {
      parts.push({ kind: 'gap', from: expected, to: addCalendarDays(monday, calendarDays(-3)) })
    }
    parts.push({ kind: 'week', from: monday, days: week })
  }
  return parts
}

function stripDays(input: StripInput): StripDay[] {
  const { calendar, marks, markers, asOf } = input
  const now = londonTime(asOf)
  const yearStart = schoolYearStart(now.date)
  const firstMark = marks.find(({ on }) => on >= yearStart)?.on ?? now.date
  const knownFrom = [firstMark, input.knownFrom].sort()[0]!
  const from = [knownFrom, yearStart].sort()[1]!
  const codes = new Map(marks.map(({ on, session, code }) => [`${on} ${session}`, code]))
  const complete = new Set(input.completeSessions.map(({ on, session }) => `${on} ${session}`))
  const isOver = (on: DateText, session: Session) =>
    on < now.date ||
    (on === now.date && now.millisecondsOfDay >= registersCloseOn(calendar, now.day)[session === 'AM' ? 0 : 1])
  const sessionOf = (on: DateText, session: Session): StripSession => {
    const key = `${on} ${session}`
    const code = codes.get(key)
    if (code !== undefined && code !== '-') return coded(code)
    if (on > now.date) return { kind: 'to-come' }
    if (code === undefined && complete.has(key)) return { kind: 'present' }
    return { kind: isOver(on, session) || code === '-' ? 'unknown' : 'not-yet' }
  }
  const shown = calendar.days.slice(
    indexOnOrAfter(calendar, dayNumber(from)),
    indexOnOrAfter(calendar, lastShown(input, now.day) + 1),
  )
  return shown.map(dateText).map((on) => ({
    on,
    AM: sessionOf(on, 'AM'),
    PM: sessionOf(on, 'PM'),
    isToday: on === now.date,
    // A calendar day may fall on a day without school: it is then named beside the strip, never flagged on another date.
    markers: markers.filter((marker) => marker.on === on),
  }))
}

function lastShown({ markers, leftOn }: StripInput, today: number): number {
  const last = Math.max(today, ...markers.flatMap(({ on }) => (on === null ? [] : dayNumber(on))))
  return leftOn === null ? last : Math.min(last, dayNumber(leftOn))
}

function coded(code: string): StripSession {
  if (plainPresence.has(code)) return { kind: 'present' }
  const known = findAttendanceCode(code)
  return { kind: 'coded', code, meaning: known?.meaning ?? 'Unknown code', class: known?.class ?? 'unknown' }
}

function mondayOf(on: DateText): DateText {
  return addCalendarDays(on, calendarDays(1 - weekdayOf(dayNumber(on))))
}

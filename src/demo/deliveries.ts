// What do Northmoor's schools send, and when? Canonical messages with an id of their own, the same on every run.

import type { Child } from './families.ts'
import { type DemonstrationSchool, schools } from './northmoor.ts'
import { childrenOn, type DemonstrationMark, northmoor } from './registers.ts'
import { instantOf, type Moment, momentOf, moments, schoolDates } from './schoolTimes.ts'

export interface DemonstrationDelivery {
  readonly school: DemonstrationSchool
  readonly at: string
  readonly id: string
  readonly type: string
  readonly body: string
}

const mostMarks = 450

/** Nothing is changed later than so many school days after the day it is about. */
export const mostDaysLater = 30

/** Everything that the schools with a feed send after one instant up to another, in the order in which it is sent. */
export function deliveriesBetween(after: string, upTo: string): DemonstrationDelivery[] {
  const first = schoolDates.findIndex((date) => date >= after.slice(0, 10))
  if (first < 0) return []
  const sent: { at: string; school: DemonstrationSchool; moment: Moment }[] = []
  for (let day = Math.max(first - 1, 0); day < schoolDates.length && schoolDates[day]! <= upTo.slice(0, 10); day += 1) {
    for (const school of schools) {
      if (school.registerKept === 'paper') continue
      for (const dayMoment of moments) {
        const moment = momentOf(day, dayMoment)
        const at = instantOf(school, moment)
        if (at > after && at <= upTo) sent.push({ at, school, moment })
      }
    }
  }
  sent.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.moment - other.moment))
  return sent.flatMap(({ school, moment, at }) => deliveriesOf(school, moment, at))
}

function deliveriesOf(school: DemonstrationSchool, moment: Moment, at: string): DemonstrationDelivery[] {
  const dayMoment = moments[moment % moments.length]!
  if (dayMoment === 'morning-register') return register(school, moment, at, 'AM')
  if (dayMoment === 'afternoon-register') return register(school, moment, at, 'PM')
  const changed = corrections(school, moment, at)
  return dayMoment === 'end-of-day' ? [...changed, synced(school, moment, at)] : changed
}

function register(
  school: DemonstrationSchool,
  moment: Moment,
  at: string,
  session: 'AM' | 'PM',
): DemonstrationDelivery[] {
  const { marksOf } = northmoor()
  const day = Math.floor(moment / moments.length)
  const date = schoolDates[day]!
  const exceptions = new Map(
    marksOf.get(school.urn)![2 * day + Number(session === 'PM')]!.map((mark) => [mark.child, mark]),
  )
  const children = childrenOn(school.urn, date)
  const marks = children.map((child) => {
    const mark = exceptions.get(child)
    return markSaid(
      child,
      date,
      session,
      mark?.first ?? (session === 'AM' ? '/' : '\\'),
      mark?.first === 'L' ? mark.minutesLate : null,
      at,
    )
  })
  const counts = { date, session, expected: children.length, marked: children.length, closed_at: at }
  return [
    ...batches(school, moment, at, marks, 'closed'),
    said(school, `${moment}-closed`, at, 'attendance.session.closed', counts),
    synced(school, moment, at),
  ]
}

/** The heartbeat: whoever hears nothing knows that the feed is silent. */
function synced(school: DemonstrationSchool, moment: Moment, at: string): DemonstrationDelivery {
  const feed = { feed: 'attendance.session', cursor: at, from: at, records_seen: 0, records_changed: 0, complete: true }
  return said(school, `${moment}-sync`, at, 'sync.completed', feed)
}

/** What the office typed since: the code in place of each N it has learnt about, and O where nobody said why in five school days. */
function corrections(school: DemonstrationSchool, moment: Moment, at: string): DemonstrationDelivery[] {
  const sessions = northmoor().marksOf.get(school.urn)!
  const day = Math.floor(moment / moments.length)
  const marks: object[] = []
  for (let of = Math.max(2 * (day - mostDaysLater), 0); of < 2 * day + 2; of += 1) {
    for (const mark of sessions[of]!) if (mark.changed?.at === moment) marks.push(correction(mark, at))
  }
  return batches(school, moment, at, marks, 'unknown')
}

function correction({ child, day, session, changed, minutesLate }: DemonstrationMark, at: string): object {
  return markSaid(child, schoolDates[day]!, session, changed!.to, minutesLate, at)
}

function markSaid(
  child: Child,
  date: string,
  session: 'AM' | 'PM',
  code: string,
  minutesLate: number | null,
  at: string,
): object {
  const mark = { pupil: { mis_id: child.misId }, date, session, code, source_updated_at: at }
  return minutesLate === null ? mark : { ...mark, minutes_late: minutesLate }
}

function batches(
  school: DemonstrationSchool,
  moment: Moment,
  at: string,
  marks: readonly object[],
  status: string,
): DemonstrationDelivery[] {
  const sent: DemonstrationDelivery[] = []
  for (let from = 0; from < marks.length; from += mostMarks) {
    const data = { session_status: status, marks: marks.slice(from, from + mostMarks) }
    sent.push(said(school, `${moment}-${from / mostMarks}`, at, 'attendance.marks.upserted', data))
  }
  return sent
}

function said(
  school: DemonstrationSchool,
  name: string,
  at: string,
  type: string,
  data: object,
): DemonstrationDelivery {
  const source = { vendor: 'generic', mis: 'northmoor-demonstration', school_urn: school.urn }
  return {
    school,
    at,
    type,
    id: `northmoor-${school.urn}-${name}`,
    body: JSON.stringify({ type, timestamp: at, schema: '2026-09-01', source, data }),
  }
}

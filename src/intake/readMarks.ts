// Which marks did they send, take back, or close a register over? One bad mark is set aside; the others count.
import { z } from 'zod'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { MarksTold, MarkTold, SessionClosedTold } from '../cases/told.ts'
import { code, date, fields, instant, list, optionalText, pupilRef, session } from './fields.ts'
import { faultAt, type Reading, readAs, readEach } from './reading.ts'

/** When a message came, and when its sender says it was written. */
export interface Moment {
  readonly receivedAt: string
  readonly writtenAt: string
}

const key = { pupil: pupilRef, date, session, source_updated_at: instant.nullish() }
const upserted = fields({
  ...key,
  code,
  minutes_late: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(1440, 'must be 1440 or fewer')
    .nullish(),
  comment: optionalText(1000),
})
const deleted = fields(key).transform((mark) => ({ ...mark, code: '-', minutes_late: null, comment: null }))
const marks = fields({ marks: list(500) })

const closed = fields({
  date,
  session,
  expected: z.int('must be a whole number').min(0, 'must be 0 or more').max(10_000, 'must be 10000 or fewer'),
  marked: z.int('must be a whole number').min(0, 'must be 0 or more').max(10_000, 'must be 10000 or fewer'),
  closed_at: instant.nullish(),
})

/** The marks of `attendance.marks.upserted`, or of `.deleted` as `-`. */
export function readMarks(data: unknown, moment: Moment, isDeleted: boolean): Reading<MarksTold> {
  const all = readAs(marks, data, 'data')
  if ('fault' in all) return { told: null, faults: [all.fault] }
  const schema = isDeleted ? deleted : upserted
  const lastDate = addCalendarDays(londonDate(moment.receivedAt), calendarDays(366))
  const { values, faults } = readEach<MarkTold>(all.value.marks, 'data.marks', (entry, path) => {
    const read = readAs(schema, entry, path)
    if ('fault' in read) return read
    const mark = read.value
    const stamp = mark.source_updated_at ?? moment.writtenAt
    if (isAhead(stamp, moment.receivedAt)) return { fault: faultAt(`${path}.source_updated_at`, aheadOfReceipt, entry) }
    if (mark.date > lastDate) return { fault: faultAt(`${path}.date`, 'is more than a year ahead', entry) }
    const { pupil, date: on, minutes_late, comment } = mark
    return {
      value: {
        pupil,
        on,
        session: mark.session,
        code: mark.code,
        minutesLate: minutes_late ?? null,
        comment: comment ?? null,
        stamp,
      },
    }
  })
  return { told: values.length > 0 || faults.length === 0 ? { what: 'marks', marks: values } : null, faults }
}

/** The register of `attendance.session.closed`. */
export function readSessionClosed(data: unknown, moment: Moment): Reading<SessionClosedTold> {
  const read = readAs(closed, data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  const { date: on, expected, marked } = read.value
  const closedAt = read.value.closed_at ?? moment.writtenAt
  if (isAhead(closedAt, moment.receivedAt))
    return { told: null, faults: [faultAt('data.closed_at', aheadOfReceipt, data)] }
  return { told: { what: 'session-closed', on, session: read.value.session, expected, marked, closedAt }, faults: [] }
}

export const aheadOfReceipt = 'is more than five minutes ahead of its receipt'

/** Whether a stamp lies more than five minutes after the receipt: believed, it would keep every later change out. */
export function isAhead(stamp: string, receivedAt: string): boolean {
  return stamp > receivedAt && Date.parse(stamp) - Date.parse(receivedAt) > 5 * 60_000
}

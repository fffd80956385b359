// Which marks did they send, take back, or close a register over? One bad mark is set aside; the others count.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { MarksTold, MarkTold, SessionClosedTold } from '../cases/told.ts'
import { faultAt, type Reading, readAs, readEach } from './reading.ts'
import { attendanceSchemas, markDeleted, markUpserted } from './schemas/attendanceSchemas.ts'

/** When a message came, and when its sender says it was written. */
export interface Moment {
  readonly receivedAt: string
  readonly writtenAt: string
}

/** The marks of `attendance.marks.upserted`, or of `.deleted` as `-`. */
export function readMarks(data: unknown, moment: Moment, isDeleted: boolean): Reading<MarksTold> {
  const all = readAs(
    attendanceSchemas[isDeleted ? 'attendance.marks.deleted' : 'attendance.marks.upserted'],
    data,
    'data',
  )
  if ('fault' in all) return { told: null, faults: [all.fault] }
  const schema = isDeleted ? markDeleted : markUpserted
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
  const read = readAs(attendanceSchemas['attendance.session.closed'], data, 'data')
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

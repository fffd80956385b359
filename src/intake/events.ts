// What does a delivery say? The envelope is strict; of the data, unknown keys are dropped and bad parts set aside.
import type { Told } from '../cases/told.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { envelope } from './envelope.ts'
import { readExclusion, readLeaveGranted } from './readAbsence.ts'
import { readCalendar } from './readCalendar.ts'
import {
  readEnrolmentEnded,
  readEnrolmentExpected,
  readEnrolmentReversed,
  readEnrolmentStarted,
} from './readEnrolment.ts'
import { readAccess, readSyncCompleted, readSyncFailed } from './readFeed.ts'
import { faultAt, type Reading, readAs } from './reading.ts'
import { aheadOfReceipt, isAhead, type Moment, readMarks, readSessionClosed } from './readMarks.ts'
import { readContacts, readFlagsChanged, readPupilDeleted, readPupilMerged, readPupilUpserted } from './readPupil.ts'
import type { CanonicalType } from './schemas.ts'

const readers: Record<CanonicalType, (data: unknown, moment: Moment) => Reading<Told>> = {
  'attendance.marks.upserted': (data, moment) => readMarks(data, moment, false),
  'attendance.marks.deleted': (data, moment) => readMarks(data, moment, true),
  'attendance.session.closed': readSessionClosed,
  'calendar.published': (data, moment) => readCalendar(data, moment.writtenAt),
  'contacts.upserted': readContacts,
  'enrolment.expected': readEnrolmentExpected,
  'enrolment.started': readEnrolmentStarted,
  'enrolment.ended': readEnrolmentEnded,
  'enrolment.reversed': readEnrolmentReversed,
  'exclusion.upserted': readExclusion,
  'leave.granted': readLeaveGranted,
  'pupil.upserted': readPupilUpserted,
  'pupil.deleted': readPupilDeleted,
  'pupil.merged': readPupilMerged,
  'pupil.flags.changed': readFlagsChanged,
  'school.access.granted': (data, moment) => readAccess('granted', data, moment),
  'school.access.revoked': (data, moment) => readAccess('revoked', data, moment),
  'school.access.declined': (data, moment) => readAccess('declined', data, moment),
  'school.mis.migrated': (data, moment) => readAccess('migrated', data, moment),
  'sync.completed': readSyncCompleted,
  'sync.failed': readSyncFailed,
}

/** A delivery read: nothing told and no faults means that it is ignored, because its type is not known. */
export function readDelivery(message: unknown, receivedAt: string): Reading<Told> {
  const read = readAs(envelope, message, '')
  if ('fault' in read) return refused(read.fault)
  const { type, timestamp, data } = read.value
  if (isAhead(timestamp, receivedAt)) return refused(faultAt('timestamp', aheadOfReceipt, message))
  const reader = isKnownType(type) ? readers[type as CanonicalType] : undefined
  return reader ? reader(data, { receivedAt, writtenAt: timestamp }) : { told: null, faults: [] }
}

/** Whether a type is one of the vocabulary, and not whatever a sender wrote. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(readers, type)
}

/** The type a message names, as far as it is the name of one; for lists, before anything is checked. */
export function typeOf(message: unknown): string | null {
  const type = partOf(message, 'type')
  return typeof type === 'string' && /^[a-zA-Z0-9_.]{1,100}$/.test(type) ? type : null
}

/** The school a message names, whatever else is wrong with it. */
export function schoolUrnOf(message: unknown): string | null {
  const urn = partOf(partOf(message, 'source'), 'school_urn')
  return typeof urn === 'string' ? urn : null
}

/** How many marks a message carries. */
export function marksIn(message: unknown): number {
  const marks = partOf(partOf(message, 'data'), 'marks')
  return Array.isArray(marks) ? marks.length : 0
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function refused(fault: Fault): Reading<Told> {
  return { told: null, faults: [fault] }
}

// What does a delivery say? The envelope is strict; of the data, unknown keys are dropped and bad parts set aside.
import { z } from 'zod'
import { isKnownButNotActedOn, type Told } from '../cases/told.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { fields, instant, misId, optionalText, text } from './fields.ts'
import { readCalendar, readSyncCompleted } from './readCalendar.ts'
import { faultAt, type Reading, readAs } from './reading.ts'
import { aheadOfReceipt, isAhead, type Moment, readMarks, readSessionClosed } from './readMarks.ts'
import {
  readContacts,
  readEnrolmentEnded,
  readEnrolmentStarted,
  readFlagsChanged,
  readPupilUpserted,
} from './readPupil.ts'

const envelope = z.strictObject({
  type: z.string('must be text').regex(/^[a-zA-Z0-9_.]{1,100}$/, 'is not the name of a type'),
  timestamp: instant,
  schema: text(50),
  source: z.strictObject({
    vendor: text(100),
    mis: optionalText(100),
    school_urn: text(20),
    laestab: optionalText(20),
    school_ref: optionalText(200),
    sequence: optionalText(200),
  }),
  data: z.record(z.string(), z.unknown()),
})

const aboutPupil = fields({ pupil: fields({ mis_id: misId }) })

const readers: Record<string, (data: unknown, moment: Moment) => Reading<Told>> = {
  'attendance.marks.upserted': (data, moment) => readMarks(data, moment, false),
  'attendance.marks.deleted': (data, moment) => readMarks(data, moment, true),
  'attendance.session.closed': readSessionClosed,
  'calendar.published': (data, moment) => readCalendar(data, moment.writtenAt),
  'contacts.upserted': readContacts,
  'enrolment.started': readEnrolmentStarted,
  'enrolment.ended': readEnrolmentEnded,
  'pupil.upserted': readPupilUpserted,
  'pupil.flags.changed': readFlagsChanged,
  'sync.completed': readSyncCompleted,
}

/** A delivery read: nothing told and no faults means that it is ignored, because its type is not acted on. */
export function readDelivery(message: unknown, receivedAt: string): Reading<Told> {
  const read = readAs(envelope, message, '')
  if ('fault' in read) return refused(read.fault)
  const { type, timestamp, data } = read.value
  if (isAhead(timestamp, receivedAt)) return refused(faultAt('timestamp', aheadOfReceipt, message))
  const reader = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (reader) return reader(data, { receivedAt, writtenAt: timestamp })
  if (!isKnownButNotActedOn(type) || type === 'pupil.merged') return { told: null, faults: [] }
  const about = readAs(aboutPupil, data, 'data')
  return 'fault' in about ? refused(about.fault) : { told: null, faults: [] }
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

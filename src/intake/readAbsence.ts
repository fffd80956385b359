// What leave did the school agree, and which suspensions did it give?
import type { AboutPupilTold } from '../cases/told.ts'
import { readAbout } from './readAbout.ts'
import type { Reading } from './reading.ts'
import type { Moment } from './readMarks.ts'
import { absenceSchemas } from './schemas/absenceSchemas.ts'

/** The fact of `leave.granted`. */
export function readLeaveGranted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    absenceSchemas['leave.granted'],
    data,
    moment,
    (read, at) => ({
      what: 'leave-granted',
      at,
      pupil: read.pupil,
      code: read.code,
      from: read.from,
      to: read.to,
      expectedReturnOn: read.expected_return_on ?? null,
    }),
    ['expected_return_on'],
  )
}

/** The fact of `exclusion.upserted`. */
export function readExclusion(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    absenceSchemas['exclusion.upserted'],
    data,
    moment,
    (read, at) => ({
      what: 'exclusion',
      at,
      pupil: read.pupil,
      kind: read.type === 'permanent' ? 'permanent' : 'fixed',
      startOn: read.start_date,
      startSession: read.start_session ?? null,
      endOn: read.end_date ?? null,
      endSession: read.end_session ?? null,
      sessions: read.sessions ?? null,
    }),
    ['start_session', 'end_session', 'sessions'],
  )
}

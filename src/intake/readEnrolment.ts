// Is a pupil expected, on roll, gone, or not gone after all?
import type { AboutPupilTold, Destination, SchoolNamed } from '../cases/told.ts'
import { readAbout } from './readAbout.ts'
import type { Reading } from './reading.ts'
import type { Moment } from './readMarks.ts'
import { pupilTold } from './readPupil.ts'
import { enrolmentSchemas } from './schemas/enrolmentSchemas.ts'

const nobodySaid: Destination = { known: null, urn: null, name: null, laestab: null, country: null }

/** The fact of `enrolment.expected`. */
export function readEnrolmentExpected(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    enrolmentSchemas['enrolment.expected'],
    data,
    moment,
    (read, at) => ({
      what: 'enrolment-expected',
      at,
      pupil: pupilTold({ ...read.pupil, year_group: read.pupil.year_group ?? read.year_group }),
      expectedOn: read.expected_start_date,
      previousSchool: schoolNamed(read.previous_school),
    }),
    ['year_group', 'previous_school'],
  )
}

/** The fact of `enrolment.started`. */
export function readEnrolmentStarted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    enrolmentSchemas['enrolment.started'],
    data,
    moment,
    (read, at) => ({
      what: 'enrolment-started',
      at,
      pupil: read.pupil,
      entryOn: read.entry_date,
      status: read.status ?? null,
      previousSchool: schoolNamed(read.previous_school),
    }),
    ['status', 'previous_school'],
  )
}

/** The fact of `enrolment.ended`. A destination that cannot be read is one that nobody said. */
export function readEnrolmentEnded(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    enrolmentSchemas['enrolment.ended'],
    data,
    moment,
    (read, at) => ({
      what: 'enrolment-ended',
      at,
      pupil: read.pupil,
      leavingOn: read.leaving_date,
      grounds: read.grounds ?? null,
      reasonCode: read.reason_code ?? null,
      destination: destinationOf(read.destination),
      lastAttended: read.last_attended ?? null,
      newAddressKnown: read.new_address_known,
    }),
    ['grounds', 'reason_code', 'destination', 'last_attended', 'new_address_known'],
  )
}

/** The fact of `enrolment.reversed`. */
export function readEnrolmentReversed(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    enrolmentSchemas['enrolment.reversed'],
    data,
    moment,
    (read, at) => ({
      what: 'enrolment-reversed',
      at,
      pupil: read.pupil,
      leavingOn: read.leaving_date ?? null,
      reason: read.reason ?? null,
    }),
    ['reason'],
  )
}

interface Named {
  readonly urn?: string | null | undefined
  readonly name?: string | null | undefined
}

function schoolNamed(read: Named | null | undefined): SchoolNamed | null {
  return read?.urn || read?.name ? { urn: read.urn ?? null, name: read.name ?? null } : null
}

function destinationOf(
  read: (Named & { known: boolean | null; laestab?: string | null; country?: string | null }) | null | undefined,
): Destination {
  if (!read) return nobodySaid
  const { known, urn, name, laestab, country } = read
  return { known, urn: urn ?? null, name: name ?? null, laestab: laestab ?? null, country: country ?? null }
}

// What can a school's system tell us? Facts in our words, whatever the vendor calls them.
import type { ClosedDay, Term } from '../calendar/schoolCalendar.ts'
import type { Session } from './events.ts'
import type { Flags } from './pupil.ts'

export interface PupilRef {
  readonly misId: string
  readonly upn: string | null
}

/** One mark. `code` `-` when it was deleted. `stamp`: when the sender last changed it, a UTC instant with milliseconds. */
export interface MarkTold {
  readonly pupil: PupilRef
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly minutesLate: number | null
  readonly comment: string | null
  readonly stamp: string
}

/** What is `undefined` was not said and stays as it was; `null` clears it, but for a UPN and a birthday. */
export interface PupilTold {
  readonly misId: string
  readonly upn: string | null
  readonly formerUpn: string | null
  readonly legalForename: string | null | undefined
  readonly legalSurname: string | null | undefined
  readonly preferredForename: string | null | undefined
  readonly preferredSurname: string | null | undefined
  readonly dateOfBirth: string | null
  readonly sex: string | null | undefined
  readonly yearGroup: string | null | undefined
  readonly regGroup: string | null | undefined
  readonly homeLaCode: string | null | undefined
  readonly boarder: boolean | null
}

/** `restricted` null: not said, which never lifts a restriction. */
export interface ContactTold {
  readonly contactRef: string
  readonly name: string
  readonly relationship: string | null
  readonly priority: number | null
  readonly parentalResponsibility: boolean | null
  readonly phones: readonly { readonly number: string; readonly kind: string | null }[]
  readonly emails: readonly string[]
  readonly address: { readonly lines: readonly string[]; readonly postcode: string | null } | null
  readonly restricted: boolean | null
}

export interface CalendarTold {
  readonly what: 'calendar'
  readonly academicYear: string
  readonly publishedAt: string
  readonly terms: readonly Term[]
  readonly closed: readonly ClosedDay[]
  readonly registersClose: { readonly AM: string; readonly PM: string } | null
}

export interface SessionClosedTold {
  readonly what: 'session-closed'
  readonly on: string
  readonly session: Session
  readonly expected: number
  readonly marked: number
  readonly closedAt: string
}

/** Every message about one pupil; `at` is when the sender last changed it. */
export type AboutPupilTold =
  | { readonly what: 'pupil'; readonly at: string; readonly pupil: PupilTold; readonly flags: Flags | null }
  | {
      readonly what: 'flags-changed'
      readonly at: string
      readonly pupil: PupilRef
      readonly changed: readonly string[]
    }
  | {
      readonly what: 'contacts'
      readonly at: string
      readonly pupil: PupilRef
      readonly contacts: readonly ContactTold[]
    }
  | EnrolmentExpectedTold
  | EnrolmentStartedTold
  | EnrolmentEndedTold
  | EnrolmentReversedTold
  | PupilDeletedTold
  | PupilMergedTold
  | LeaveGrantedTold
  | ExclusionTold

/** Another school as a message names it. */
export interface SchoolNamed {
  readonly urn: string | null
  readonly name: string | null
}

/** Due to start and not yet on roll. `expectedOn` is a date of the school. */
export interface EnrolmentExpectedTold {
  readonly what: 'enrolment-expected'
  readonly at: string
  readonly pupil: PupilTold
  readonly expectedOn: string
  readonly previousSchool: SchoolNamed | null
}

/** `status`: current, guest, main of two schools, subsidiary of two schools; null when not said. */
export interface EnrolmentStartedTold {
  readonly what: 'enrolment-started'
  readonly at: string
  readonly pupil: PupilRef
  readonly entryOn: string
  readonly status: 'C' | 'G' | 'M' | 'S' | null
  readonly previousSchool: SchoolNamed | null
}

/** Where a leaver is said to go. `known` null: nobody said. */
export interface Destination {
  readonly known: boolean | null
  readonly urn: string | null
  readonly name: string | null
  readonly laestab: string | null
  readonly country: string | null
}

export interface EnrolmentEndedTold {
  readonly what: 'enrolment-ended'
  readonly at: string
  readonly pupil: PupilRef
  readonly leavingOn: string
  /** The ground of removal in the sender's words, such as a letter of regulation 9(1). */
  readonly grounds: string | null
  readonly reasonCode: string | null
  readonly destination: Destination
  readonly lastAttended: string | null
  readonly newAddressKnown: boolean | null
}

/** A leaver entered by mistake. `leavingOn` null: whichever day it was. */
export interface EnrolmentReversedTold {
  readonly what: 'enrolment-reversed'
  readonly at: string
  readonly pupil: PupilRef
  readonly leavingOn: string | null
  readonly reason: string | null
}

/** The system no longer has this pupil. That is no leaving: nobody goes off roll by it. */
export interface PupilDeletedTold {
  readonly what: 'pupil-deleted'
  readonly at: string
  readonly pupil: PupilRef
  readonly reason: string | null
}

/** Two entries of the system were one pupil: `pupil` is the one that stays. */
export interface PupilMergedTold {
  readonly what: 'pupil-merged'
  readonly at: string
  readonly pupil: PupilRef
  readonly fromMisId: string
}

/** Leave agreed by the school; the dates are school dates, both in. */
export interface LeaveGrantedTold {
  readonly what: 'leave-granted'
  readonly at: string
  readonly pupil: PupilRef
  readonly code: string
  readonly from: string
  readonly to: string
  readonly expectedReturnOn: string | null
}

/** A suspension (`fixed`) or a permanent exclusion. */
export interface ExclusionTold {
  readonly what: 'exclusion'
  readonly at: string
  readonly pupil: PupilRef
  readonly kind: 'fixed' | 'permanent'
  readonly startOn: string
  readonly startSession: Session | null
  readonly endOn: string | null
  readonly endSession: Session | null
  readonly sessions: number | null
}

export interface MarksTold {
  readonly what: 'marks'
  readonly marks: readonly MarkTold[]
}

export interface SyncCompletedTold {
  readonly what: 'sync-completed'
  readonly feed: string
  readonly complete: boolean
}

/** A vendor could not read a feed: nothing was heard. */
export interface SyncFailedTold {
  readonly what: 'sync-failed'
  readonly feed: string
  readonly because: string | null
}

/** What a vendor says about our access to a school, or that the school changes its system. It is shown, and reads nothing by itself. */
export interface AccessTold {
  readonly what: 'access'
  readonly kind: 'granted' | 'revoked' | 'declined' | 'migrated'
  readonly at: string
  readonly because: string | null
  readonly from: string | null
  readonly to: string | null
}

export type Told =
  | MarksTold
  | SessionClosedTold
  | AboutPupilTold
  | CalendarTold
  | SyncCompletedTold
  | SyncFailedTold
  | AccessTold

/** The delivery that a fact came in. */
export interface ToldBy {
  readonly schoolUrn: string
  readonly deliveryId: string
  readonly receivedAt: string
  /** By which connection; not there when it came by none. */
  readonly connectionId?: string
}

/** Why a delivery was ignored, for the school: its type is none of the vocabulary. */
export const whyIgnored = 'This type of message is not known. The message is kept and nothing was changed.'

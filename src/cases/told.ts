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
  | { readonly what: 'enrolment-started'; readonly at: string; readonly pupil: PupilRef; readonly entryOn: string }
  | { readonly what: 'enrolment-ended'; readonly at: string; readonly pupil: PupilRef; readonly leavingOn: string }

export interface MarksTold {
  readonly what: 'marks'
  readonly marks: readonly MarkTold[]
}

export interface SyncCompletedTold {
  readonly what: 'sync-completed'
  readonly feed: string
  readonly complete: boolean
}

export type Told = MarksTold | SessionClosedTold | AboutPupilTold | CalendarTold | SyncCompletedTold

/** The delivery that a fact came in. */
export interface ToldBy {
  readonly schoolUrn: string
  readonly deliveryId: string
  readonly receivedAt: string
}

/** Types that are known and kept but not acted on yet, with the sentence for the school. */
const notActedOn: Record<string, string> = {
  'enrolment.expected': 'Pupils expected to start are not followed yet. The message is kept and nothing was changed.',
  'enrolment.reversed': 'Leavers entered by mistake are not put back yet. The message is kept and nothing was changed.',
  'pupil.deleted': 'Pupils are not removed by a message. The message is kept and nothing was changed.',
  'pupil.merged': 'Pupils are not merged by a message. The message is kept and nothing was changed.',
}

/** Why a delivery was ignored, for the school. `type` null: the message named none. */
export function whyIgnored(type: string | null): string {
  return notActedOn[type ?? ''] ?? 'This type of message is not known. The message is kept and nothing was changed.'
}

/** Whether a type is known though nothing follows from it yet. */
export function isKnownButNotActedOn(type: string): boolean {
  return Object.hasOwn(notActedOn, type)
}

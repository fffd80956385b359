// What came, and what became of it? A delivery in words, never what it said.
import type { DeliveryOnLog, RefusedAtDoor } from '../../storage/connectionPageStore.ts'
import type { SecurityEventKind } from '../../storage/connectionStore.ts'
import type { DeliveryState } from '../../storage/deliveryStore.ts'

const kinds: Readonly<Record<string, string>> = {
  'attendance.marks.upserted': 'Marks',
  'attendance.marks.deleted': 'Marks taken back',
  'attendance.session.closed': 'Register closed',
  'calendar.published': 'School calendar',
  'contacts.upserted': 'Contacts',
  'enrolment.ended': 'Pupil leaves',
  'enrolment.expected': 'Pupil due to start',
  'enrolment.reversed': 'Leaving taken back',
  'enrolment.started': 'Pupil starts',
  'exclusion.upserted': 'Suspension or exclusion',
  'leave.granted': 'Leave agreed',
  'pupil.deleted': 'Pupil no longer in the MIS',
  'pupil.flags.changed': 'Pupil’s flags',
  'pupil.merged': 'Two entries of one pupil',
  'pupil.upserted': 'Pupil’s details',
  'school.access.declined': 'Access declined',
  'school.access.granted': 'Access granted',
  'school.access.revoked': 'Access withdrawn',
  'school.mis.migrated': 'Change of MIS',
  'sync.completed': 'Reading finished',
  'sync.failed': 'Reading failed',
}

/** What kind of message it was, in words. */
export function kindOfMessage(type: string | null): string {
  if (type === null) return 'Message that names no type'
  return kinds[type] ?? 'Message of a type nobody knows here'
}

/** The states by what they mean, in the order in which they are counted. */
export const stateWords: Record<DeliveryState, string> = {
  received: 'Waiting to be applied',
  processed: 'Taken in',
  quarantined: 'Not taken in, or not all of it',
  ignored: 'Not used here',
  parked: 'Held back until a person decides',
  dead: 'Given up',
}

/** A row of the log. `why` is null for what was taken in. */
export function deliveryRow(delivery: DeliveryOnLog) {
  const { id, receivedAt, type, state, tries } = delivery
  return {
    id,
    receivedAt,
    kind: kindOfMessage(type),
    type,
    state: stateWords[state],
    isWell: state === 'processed' || state === 'received',
    tries,
    why: whyNot(delivery),
  }
}

const refusals: Readonly<Record<SecurityEventKind, { readonly status: number; readonly why: string }>> = {
  'signature-refused': {
    status: 401,
    why: 'the signature, the secret or the time was wrong. At most one a minute is written down.',
  },
  'delivery-for-another-school': {
    status: 403,
    why: 'source.school_urn names another school than the one this connection is for.',
  },
  'delivery-id-reused': { status: 409, why: 'its webhook-id came before with another body. The first is kept.' },
  'too-many-deliveries': {
    status: 429,
    why: 'more came at once than are taken in. The sender is asked to send the rest later.',
  },
  'access-not-confirmed': { status: 400, why: 'Wonde, asked again, did not confirm what the message said of access.' },
}

/** What was refused at the door, with the answer that the sender got. */
export function refusedRow({ at, kind }: RefusedAtDoor) {
  return { at, ...refusals[kind] }
}

function whyNot({ state, notTaken, because, tries, parkedBecause }: DeliveryOnLog): string | null {
  if (state === 'quarantined' && because !== null)
    return notTaken === 1 ? because : `${because}; ${notTaken - 1} more in Needs attention`
  if (state === 'ignored') return 'Messages of this type are kept and change nothing'
  if (state === 'parked') return parkedBecause
  return state === 'dead' ? `It could not be applied in ${tries === 1 ? '1 try' : `${tries} tries`}` : null
}

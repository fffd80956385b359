// What does a file say in our own words? The same messages a webhook carries, cut alike every time, so that none counts twice.
import type { CanonicalMessage } from '../vendors/feed.ts'
import type { FilePupil } from './filePupils.ts'

/** One mark to send; `from` is what stood before, null where nothing was known. */
export interface MarkToSend {
  readonly misId: string
  readonly pupilId: string | null
  readonly on: string
  readonly session: 'AM' | 'PM'
  readonly from: string | null
  readonly to: string
  readonly minutesLate: number | null
  readonly comment: string | null
}

/** A message about marks holds at most 500; half of it keeps everybody's wait short. */
export const marksInPart = 250

/**
 * `stamp` is the moment of the upload (UTC, milliseconds): a file says what its school's system knew just then. A message
 * written later wins over it and one written earlier loses, whichever arrives first; of two files the later upload wins.
 */
export function marksMessage(schoolUrn: string, marks: readonly MarkToSend[], stamp: string): CanonicalMessage {
  return messageOf('attendance.marks.upserted', schoolUrn, stamp, {
    marks: marks.map(({ misId, on, session, to, minutesLate, comment }) => ({
      pupil: { mis_id: misId },
      date: on,
      session,
      code: to,
      minutes_late: minutesLate,
      comment,
      source_updated_at: stamp,
    })),
  })
}

export function closedMessage(
  schoolUrn: string,
  { on, session, expected, marked }: { on: string; session: string; expected: number; marked: number },
  stamp: string,
): CanonicalMessage {
  return messageOf('attendance.session.closed', schoolUrn, stamp, {
    date: on,
    session,
    expected,
    marked,
    closed_at: stamp,
  })
}

/** Who a pupil is whom nobody here knows yet; null without a name. */
export function pupilMessage(
  schoolUrn: string,
  { misId, upn, forename, surname, group }: FilePupil,
  stamp: string,
): CanonicalMessage | null {
  if (!forename && !surname) return null
  return messageOf('pupil.upserted', schoolUrn, stamp, {
    pupil: {
      mis_id: misId,
      upn,
      legal_forename: forename,
      legal_surname: surname,
      reg_group: group?.slice(0, 50) ?? null,
    },
    source_updated_at: stamp,
  })
}

function messageOf(
  type: string,
  schoolUrn: string,
  timestamp: string,
  data: Record<string, unknown>,
): CanonicalMessage {
  return { type, timestamp, schema: '2026-09-01', source: { vendor: 'file', school_urn: schoolUrn }, data }
}

/** The id of one of a file's messages: the hash of the file, the upload, and which message of it. */
export function messageId(file: { readonly sha256: string; readonly id: string }, which: string): string {
  return `${messagesOf(file)}${which}`
}

export function messagesOf({ sha256, id }: { readonly sha256: string; readonly id: string }): string {
  return `file-${sha256}-${id}-`
}

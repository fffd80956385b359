// What does a session mark of Wonde say in our words? Pure. Confirmed: `comment`, and from write-back `date`, `session`, `minutes_late`
// and that a code is named by the id of an attendance code. Not confirmed: all else of the read shape, and the fields of a code.
import { z } from 'zod'
import type { CanonicalMessage, FeedAsked } from './feed.ts'
import { wondeDay, wondeInstant, wondeReference } from './wondeFields.ts'
import { wondeMessage } from './wondeList.ts'

const mostMarks = 500
/** The whole message stays under 256 KiB. */
const mostBytes = 240 * 1024

const sessionMark = z.object({
  id: z.string().nullish(),
  date: wondeDay.refine((day) => day !== null),
  session: z.string(),
  student: wondeReference,
  attendance_code: wondeReference.nullish(),
  minutes_late: z.number().nullish(),
  comment: z.string().nullish(),
  updated_at: wondeInstant,
})

const attendanceCode = z.object({ id: z.string().min(1), code: z.string() })

/** A mark, as far as the register is concerned. `isBlank`: nobody has made it yet. */
export interface WondeMark {
  readonly pupil: string
  readonly on: string
  readonly session: string
  readonly isBlank: boolean
  readonly stamp: string
  /** All that may change about it. */
  readonly sign: string
  readonly asSent: Readonly<Record<string, unknown>>
}

/** The codes of a school by their ids, each as the school writes it. */
export function codesById(records: readonly unknown[]): Record<string, string> {
  return Object.fromEntries(
    records.flatMap((record) => {
      const read = attendanceCode.safeParse(record)
      return read.success ? [[read.data.id, read.data.code.trim()]] : []
    }),
  )
}

/** The ids of codes that records name. */
export function codesNamed(records: readonly unknown[]): Set<string> {
  const named = z.object({ attendance_code: wondeReference })
  return new Set(
    records.flatMap((record) => {
      const read = named.safeParse(record)
      return read.success ? [read.data.attendance_code] : []
    }),
  )
}

/**
 * The marks of the records, and the records that are none. A code goes on as the school's own list writes it, and one that
 * is on no list under its id: what is not on the list of 2024 is set aside when it is read, and nobody guesses.
 */
export function marksOf(
  records: readonly unknown[],
  codes: Readonly<Record<string, string>>,
  now: string,
): { readonly marks: readonly WondeMark[]; readonly notUnderstood: readonly unknown[] } {
  const marks: WondeMark[] = []
  const notUnderstood: unknown[] = []
  for (const record of records) {
    const read = sessionMark.safeParse(record)
    if (!read.success) {
      notUnderstood.push(record)
      continue
    }
    const { id, date, session, student, attendance_code, minutes_late, comment, updated_at } = read.data
    const known =
      attendance_code == null ? '' : Object.hasOwn(codes, attendance_code) ? codes[attendance_code]! : attendance_code
    const code = known === '' ? '-' : known
    const stamp = updated_at ?? now
    marks.push({
      ...{ pupil: student, on: date!, session, isBlank: code === '-', stamp },
      sign: JSON.stringify([code, minutes_late, comment, updated_at]),
      asSent: {
        pupil: { mis_id: student, upn: null },
        ...{ date, session, code, source_code: known || null },
        minutes_late: minutes_late ?? null,
        comment: comment ?? null,
        source_mark_id: id ?? null,
        source_updated_at: stamp,
      },
    })
  }
  return { marks, notUnderstood }
}

/** The messages that carry marks, session by session, at most 500 in one; a record that is no mark goes along and is set aside when it is read. */
export function markMessages(
  asked: FeedAsked,
  marks: readonly WondeMark[],
  notUnderstood: readonly unknown[],
): CanonicalMessage[] {
  const inOrder = marks.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).map(({ asSent }) => asSent)
  const messages: CanonicalMessage[] = []
  let batch: unknown[] = []
  let bytes = 0
  const close = () => {
    if (batch.length > 0) {
      messages.push(wondeMessage(asked, 'attendance.marks.upserted', { session_status: 'unknown', marks: batch }))
    }
    batch = []
    bytes = 0
  }
  for (const mark of [...inOrder, ...notUnderstood.map((record) => ({ not_understood: record }))]) {
    const size = new TextEncoder().encode(JSON.stringify(mark)).length + 1
    if (batch.length === mostMarks || bytes + size > mostBytes) close()
    batch.push(mark)
    bytes += size
  }
  close()
  return messages
}

function keyOf({ on, session, pupil }: WondeMark): string {
  return `${on} ${session} ${pupil}`
}

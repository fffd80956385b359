// How is one session's code written to Wonde, and what became of it? One mark at a time; what it answers is only read here.
// Confirmed (Wonde’s own PHP client, 2024): the path, the body, `attendance_code_id` as an id of the code table, that the answer
// holds `writeback_id`, that 422 carries what is wrong, and that the result stands at /writebacks/{id}. Not confirmed, and safe if
// wrong: that a list of marks takes `student` and `date` (the mark is picked out of whatever comes), where `writeback_id` stands in
// the answer, the words of a result. Arbor’s write names a mark by its own words and a time without a zone, which nobody has
// confirmed for statutory marks: codes are not sent to Arbor.
import { z } from 'zod'
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import type { Session } from '../../cases/events.ts'
import { wondeDomains } from '../../cases/vendors.ts'
import type { FeedAsked } from './feed.ts'
import { codesById, marksOf } from './wondeMarks.ts'
import { firstPage, readPages, wondeSchoolAddress } from './wondeReading.ts'

/** Whose mark of when. `student` is the pupil’s id at Wonde. */
export interface MarkNamed {
  readonly student: string
  readonly on: string
  readonly session: Session
}

/** Why there is no answer to go by: a person is needed; not now. */
export type NoAnswer =
  | { readonly refused: string }
  | { readonly later: string; readonly retryAfterSeconds: number | null }

/** The code that stands at Wonde now (`-` for none made; null: no such mark), read with this table of codes. */
export async function codeAtWonde(
  asked: FeedAsked,
  mark: MarkNamed,
  codes: Readonly<Record<string, string>>,
): Promise<{ readonly code: string | null } | NoAnswer> {
  const school = wondeSchoolAddress(asked.settings)
  if (school === null) return noSchool
  // Changed no earlier than the day before it was made for: a date that Wonde surely takes, should it not take the other two.
  const since = `${addCalendarDays(mark.on, calendarDays(-1))} 00:00:00`
  const query = { student: mark.student, date: mark.on, updated_after: since }
  const read = await readPages(asked, school, firstPage(school, 'attendance/session', query))
  if (!('records' in read)) return read
  const { marks } = marksOf(read.records, codes, asked.now)
  const found = marks
    .filter(({ pupil, on, session }) => pupil === mark.student && on === mark.on && session === mark.session)
    .toSorted((one, other) => (one.stamp < other.stamp ? -1 : 1))
    .at(-1)
  if (found) return { code: String(found.asSent.code) }
  if (read.stopped) return { later: read.stopped.because, retryAfterSeconds: read.stopped.retryAfterSeconds }
  return { code: null }
}

/** The school’s codes by their ids, read anew. */
export async function codesAtWonde(asked: FeedAsked): Promise<{ readonly codes: Record<string, string> } | NoAnswer> {
  const school = wondeSchoolAddress(asked.settings)
  if (school === null) return noSchool
  const read = await readPages(asked, school, firstPage(school, 'attendance-codes', {}))
  if (!('records' in read)) return read
  if (read.stopped) return { later: read.stopped.because, retryAfterSeconds: read.stopped.retryAfterSeconds }
  return { codes: codesById(read.records) }
}

/**
 * What became of a write. `kept`: Wonde has it under this reference; `notTaken`: it says why, in its own words; `unknown`:
 * it may have it or not, so the mark is to be looked at before anything is sent again.
 */
export type Written =
  | { readonly kept: string }
  | { readonly notTaken: string }
  | { readonly unknown: string; readonly retryAfterSeconds: number | null }
  | NoAnswer

/** Writes one code. `comment` goes into the register beside it. */
export async function writeCode(asked: FeedAsked, mark: MarkNamed, codeId: string, comment: string): Promise<Written> {
  const school = wondeSchoolAddress(asked.settings)
  if (school === null) return noSchool
  const { on, session, student } = mark
  const body = { attendance: [{ date: on, session, student_id: student, attendance_code_id: codeId, comment }] }
  const answer = await asked.ask({
    method: 'POST',
    url: `${school}/attendance/session`,
    headers: headersOf(asked),
    body,
  })
  if ('failed' in answer) return { unknown: `Wonde gave no answer (${answer.failed}).`, retryAfterSeconds: null }
  const { status, json, retryAfterSeconds } = answer
  if (status >= 200 && status < 300) {
    const id = reference(json)
    return id === null ? { unknown: 'Wonde gave the code no number.', retryAfterSeconds: null } : { kept: id }
  }
  if (status === 429) return { later: 'Wonde answered 429.', retryAfterSeconds }
  if (status === 408 || status >= 500) return { unknown: `Wonde answered ${status}.`, retryAfterSeconds }
  return refusedBy(status) ?? { notTaken: wordsIn(json) || `Wonde answered ${status}.` }
}

/** What Wonde says of a write under its reference; `waiting` when it has not said yet. */
export type Result = { readonly accepted: true } | { readonly waiting: true } | { readonly notTaken: string } | NoAnswer

export async function resultOf(asked: FeedAsked, id: string): Promise<Result> {
  const domain = wondeDomains.find((each) => each === (asked.settings.domain ?? wondeDomains[0]))
  if (domain === undefined || !referenceShape.test(id)) return noSchool
  const url = `https://${domain}/v1.0/writebacks/${id}`
  const answer = await asked.ask({ method: 'GET', url, headers: headersOf(asked) })
  if ('failed' in answer) return { later: `Wonde gave no answer (${answer.failed}).`, retryAfterSeconds: null }
  const { status, json, retryAfterSeconds } = answer
  const refusal = refusedBy(status)
  if (refusal) return refusal
  if (status !== 200) return { later: `Wonde answered ${status}.`, retryAfterSeconds }
  const said = stateIn(json)
  if (taken.has(said)) return { accepted: true }
  return notTaken.has(said) ? { notTaken: wordsIn(json) || 'It gave no reason.' } : { waiting: true }
}

const noSchool: NoAnswer = { refused: 'It is not known which school at which of Wonde’s domains is meant.' }

function headersOf({ token }: FeedAsked) {
  return { authorization: `Bearer ${token}` }
}

function refusedBy(status: number): { readonly refused: string } | null {
  if (status !== 401 && status !== 403) return null
  return { refused: `Wonde answered ${status}: it does not let codes be sent with the school’s token.` }
}

const referenceShape = /^[\w-]{1,100}$/
const id = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(referenceShape))
const kept = z.union([
  z.object({ writeback_id: id }).transform((each) => each.writeback_id),
  z.object({ data: z.object({ writeback_id: id }) }).transform((each) => each.data.writeback_id),
])

function reference(json: unknown): string | null {
  return kept.safeParse(json).data ?? null
}

const taken: ReadonlySet<string> = new Set([
  'accepted',
  'complete',
  'completed',
  'done',
  'processed',
  'success',
  'successful',
])
const notTaken: ReadonlySet<string> = new Set(['error', 'failed', 'failure', 'rejected'])

const stated = z.object({ status: z.string().nullish(), state: z.string().nullish() })
const result = z.union([z.object({ data: stated }).transform(({ data }) => data), stated])

function stateIn(json: unknown): string {
  const { data } = result.safeParse(json)
  return (data?.status ?? data?.state ?? '').trim().toLowerCase()
}

const mostWords = 300

/** The texts of an answer that say what is wrong, as one line. */
function wordsIn(json: unknown): string {
  const texts: string[] = []
  const look = (value: unknown, depth: number) => {
    if (typeof value === 'string') texts.push(value.trim())
    else if (typeof value === 'object' && value !== null && depth < 4)
      for (const each of Object.values(value)) look(each, depth + 1)
  }
  const said = z.record(z.string(), z.unknown()).safeParse(json).data ?? {}
  const inner = z.record(z.string(), z.unknown()).safeParse(said.data).data ?? {}
  for (const each of [said, inner]) for (const key of ['message', 'error', 'errors', 'failed']) look(each[key], 0)
  const words = [...new Set(texts.filter(Boolean))].join(' ')
  return words.length > mostWords ? `${[...words].slice(0, mostWords).join('')}…` : words
}

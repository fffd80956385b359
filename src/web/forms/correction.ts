// How is a part of a message corrected in a form? Its fields by name with the words people use, and what was typed put back in.
import { plainLine, typedDate } from './typedDate.ts'

type Kind = 'text' | 'date' | 'count' | 'session'

/** A field that a person may type, by where it stands in the part. `isNeeded`: empty is sent as it is, and refused by the reader. */
interface Known {
  readonly label: string
  readonly kind: Kind
  readonly hint?: string
  readonly isNeeded?: true
}

const dateHint = 'For example, 14 October 2026'
const date = (label: string, isNeeded?: true): Known => ({
  label,
  kind: 'date',
  hint: dateHint,
  ...(isNeeded && { isNeeded }),
})
const line = (label: string, hint?: string): Known => ({ label, kind: 'text', ...(hint && { hint }) })
const instantHint = 'In UTC, for example 2026-10-14T08:40:00Z'

export const knownFields: Readonly<Record<string, Known>> = {
  'pupil.mis_id': { label: 'Pupil number', kind: 'text', hint: 'As your MIS knows the pupil', isNeeded: true },
  from_mis_id: { label: 'Pupil number that goes', kind: 'text', isNeeded: true },
  to_mis_id: { label: 'Pupil number that stays', kind: 'text', isNeeded: true },
  'pupil.upn': line('Unique pupil number (UPN)', 'Leave it empty if you do not know it'),
  'pupil.former_upn': line('Former UPN', 'Leave it empty if you do not know it'),
  'pupil.legal_forename': line('Legal forename'),
  'pupil.legal_surname': line('Legal surname'),
  'pupil.preferred_forename': line('Preferred forename'),
  'pupil.preferred_surname': line('Preferred surname'),
  'pupil.date_of_birth': date('Date of birth'),
  'pupil.sex': line('Sex'),
  'pupil.year_group': line('Year group'),
  'pupil.reg_group': line('Registration group'),
  'pupil.home_la_code': line('Code of the home authority'),
  date: date('Date', true),
  session: { label: 'Session', kind: 'session', isNeeded: true },
  code: { label: 'Code', kind: 'text', hint: 'An attendance code of the 2024 list', isNeeded: true },
  minutes_late: { label: 'Minutes late', kind: 'count', hint: 'Leave it empty if the pupil was not late' },
  comment: line('Comment'),
  expected: { label: 'Pupils expected', kind: 'count' },
  marked: { label: 'Pupils marked', kind: 'count' },
  closed_at: line('Closed at', instantHint),
  source_updated_at: line('Changed in the MIS at', `${instantHint}. Leave it empty if you do not know it`),
  expected_start_date: date('Expected start date', true),
  entry_date: date('Entry date', true),
  leaving_date: date('Leaving date', true),
  last_attended: date('Last day at school'),
  status: line('Enrolment status', 'C, G, M or S'),
  grounds: line('Grounds'),
  reason_code: line('Reason code'),
  reason: line('Reason'),
  from: date('First day', true),
  to: date('Last day', true),
  expected_return_on: date('Expected back on'),
  start_date: date('First day', true),
  end_date: date('Last day'),
  sessions: { label: 'Sessions', kind: 'count' },
}

const ofMark = ['pupil.mis_id', 'date', 'session', 'code', 'minutes_late']
const always: Readonly<Record<string, readonly string[]>> = {
  'attendance.marks.upserted': ofMark,
  'attendance.marks.deleted': ['pupil.mis_id', 'date', 'session'],
}

/** The fields to ask for, given what is wrong and where; null when this kind has no form. A missing name asks for both names. */
export function fieldsToAsk(type: string, at: string, within: readonly string[]): string[] | null {
  if (at === '') return null
  const isMark = at.startsWith('data.marks[')
  const wrong = within.flatMap((each) =>
    type === 'pupil.upserted' && each === 'pupil' ? ['pupil.legal_forename', 'pupil.legal_surname'] : [each],
  )
  if (wrong.some((each) => !Object.hasOwn(knownFields, each))) return null
  if (at !== 'data' && !isMark) return null
  return [...new Set([...(isMark ? (always[type] ?? []) : []), ...wrong])]
}

/** The name of a field in the form. */
export function nameOf(path: string): string {
  return `part-${path.replace('.', '-')}`
}

/** What stands at a path of a part, or undefined. */
export function valueAt(part: unknown, path: string): unknown {
  let value = part
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** A value as an input shows it. */
export function typedAs(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The fields that were sent, by path, as they were typed. */
export function typedFields(body: Record<string, unknown>): Map<string, string> {
  const typed = new Map<string, string>()
  for (const path of Object.keys(knownFields)) {
    const value = body[nameOf(path)]
    if (typeof value === 'string') typed.set(path, value.trim())
  }
  return typed
}

/** The part with what was typed in place of what stood there; nothing else of it is touched. */
export function withTyped(part: unknown, typed: ReadonlyMap<string, string>): unknown {
  let corrected = part
  for (const [path, text] of typed) corrected = put(corrected, path.split('.'), meant(knownFields[path]!, text))
  return corrected
}

function meant({ kind, isNeeded }: Known, text: string): unknown {
  if (text === '' && !isNeeded) return null
  if (kind === 'count') return /^-?\d{1,9}$/.test(text) ? Number(text) : text
  if (kind === 'date') return (text.length <= 200 && typedDate(plainLine(text))?.date) || text
  return text
}

function put(into: unknown, [key, ...deeper]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const whole =
    typeof into === 'object' && into !== null && !Array.isArray(into) ? (into as Record<string, unknown>) : {}
  return { ...whole, [key]: put(whole[key], deeper, value) }
}

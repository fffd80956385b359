// What was written in the form for an absence by hand, and does it fit?
import { z } from 'zod'
import type { AbsenceToLog } from '../../cases/decide/logAbsence.ts'
import { absenceChoices } from '../../cases/handMark.ts'
import { plainLines } from '../../cases/plainText.ts'
import { readTypedDate, type TypedDate } from './handDate.ts'

const longest = 500

/** All fields as they came, for showing them again. */
export interface TypedAbsence extends TypedDate {
  readonly pupil: string
  readonly search: string
  readonly sessions: readonly string[]
  readonly code: string
  readonly words: string
  readonly reason: string
}

export interface FormError {
  readonly text: string
  readonly href: string
}

const text = z.string().catch('')
const form = z.object({
  pupil: text,
  search: text,
  day: text,
  month: text,
  year: text,
  sessions: z.preprocess(
    (value) => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string'),
    z.array(z.string()),
  ),
  code: text,
  words: text.transform(plainLines),
  reason: text.transform(plainLines),
})

/** The absence, or what is wrong with each field; what was typed is there either way. */
export function readAbsence(body: unknown): { typed: TypedAbsence; absence: AbsenceToLog | null; errors: FormError[] } {
  const typed = form.parse(body)
  const errors: FormError[] = []
  if (typed.pupil === '') errors.push({ text: 'Choose the pupil', href: '#pupil' })
  const date = readTypedDate(typed)
  if ('error' in date) errors.push({ text: date.error, href: `#${date.box}` })
  const sessions = (['AM', 'PM'] as const).filter((session) => typed.sessions.includes(session))
  if (sessions.length === 0) errors.push({ text: 'Choose morning, afternoon or both', href: '#sessions' })
  if (!absenceChoices.some(({ code }) => code === typed.code)) errors.push({ text: 'Choose a code', href: '#code' })
  const { words, reason } = typed
  if (words.length > longest)
    errors.push({ text: `Write ${longest} characters or fewer of what was said`, href: '#words' })
  if (reason.length > longest) errors.push({ text: `Write ${longest} characters or fewer of why`, href: '#reason' })
  if (errors.length > 0 || 'error' in date) return { typed, absence: null, errors }
  const said = { words: words || null, reason: reason || null }
  return { typed, absence: { pupilId: typed.pupil, on: date.on, sessions, code: typed.code, ...said }, errors }
}

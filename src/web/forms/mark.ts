// What was written in the form that corrects a mark, and does it fit?
import { z } from 'zod'
import type { Session } from '../../cases/events.ts'
import { correctionChoices } from '../../cases/handMark.ts'
import { plainLines } from '../../cases/plainText.ts'
import { refusals } from '../../cases/refusals.ts'
import type { FormError } from './absence.ts'

const longest = 500

export interface TypedCorrection {
  readonly code: string
  readonly reason: string
  /** What the session said when the form was shown. */
  readonly seen: string
}

const text = z.string().catch('')
const form = z.object({ code: text, reason: text.transform(plainLines), seen: text })

/** The code and the reason, with what is wrong with them. */
export function readCorrection(body: unknown, session: Session): { typed: TypedCorrection; errors: FormError[] } {
  const typed = form.parse(body)
  const errors: FormError[] = []
  if (!correctionChoices(session).some(({ code }) => code === typed.code)) {
    errors.push({ text: 'Choose the code that is right', href: '#code' })
  }
  const { reason } = typed
  if (reason === '') errors.push({ text: refusals['reason-needed'], href: '#reason' })
  if (reason.length > longest) errors.push({ text: `Write ${longest} characters or fewer of why`, href: '#reason' })
  return { typed, errors }
}

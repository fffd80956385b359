// Which number was typed, and of which kind is it? What it looks like says so, where it can be only one.
import { type IdentifierKind, identifierKinds, onlyKindOf } from '../../cases/identifiers/identifiers.ts'
import { type FormError, formErrors, lineOf, type SentBody } from './caseForm.ts'

const mostCharacters = 40

export interface TypedIdentifier {
  readonly kind: string
  readonly number: string
}

/** A form nobody has touched. */
export const freshIdentifier: TypedIdentifier = { kind: '', number: '' }

/** What was sent, as a question or with what must be mended. */
export function readIdentifierForm(body: SentBody): {
  readonly typed: TypedIdentifier
  readonly read: { readonly kind: IdentifierKind; readonly number: string } | { readonly errors: readonly FormError[] }
} {
  const typed = { kind: lineOf(body, 'kind'), number: lineOf(body, 'number') }
  const form = formErrors()
  form.needs(typed.number, 'number', 'Enter the number', mostCharacters)
  const shown = typed.kind === '' ? onlyKindOf(typed.number) : null
  const isAsked = shown === null && form.errors.length === 0
  const kind = isAsked ? form.oneOf(typed.kind, identifierKinds, 'kind', 'Choose which number it is') : shown
  if (kind === null || form.errors.length > 0) return { typed, read: { errors: form.errors } }
  return { typed, read: { kind, number: typed.number } }
}

// Which number was typed, and of which kind is it to be?
import { type IdentifierKind, identifierKinds } from '../../cases/identifiers/identifiers.ts'
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
  const kind = form.oneOf(typed.kind, identifierKinds, 'kind', 'Choose which number it is')
  form.needs(typed.number, 'number', 'Enter the number', mostCharacters)
  if (kind === null || form.errors.length > 0) return { typed, read: { errors: form.errors } }
  return { typed, read: { kind, number: typed.number } }
}

// How does the form look in which a part that was not taken in is corrected? What is wrong stands beside the field it is about.
import { may, type Person } from '../../cases/roles.ts'
import type { PartToSettle } from '../../storage/settledStore.ts'
import type { FormError } from '../forms/caseForm.ts'
import { fieldsToAsk, knownFields, nameOf, typedAs, valueAt } from '../forms/correction.ts'
import { contentShown } from './faultContent.ts'
import { shownToSchool } from './faultShown.ts'
import { datesInWords } from './inWords.ts'

/** The part as its delivery holds it, with everything that is wrong: where within it, and the reader's sentence. */
export interface ToCorrect {
  readonly part: PartToSettle
  readonly at: string
  readonly value: unknown
  readonly wrong: readonly { readonly within: string; readonly reason: string }[]
}

/** What was typed: fields by path, or the whole as JSON text; null when the form is shown first. */
export interface TypedCorrection {
  readonly fields: ReadonlyMap<string, string>
  readonly json: string | null
}

/** Where the fault that is on record stands within its part. */
export function pathInPart({ part, said }: { part: PartToSettle; said: { readonly at: string } | null }): string {
  return said === null
    ? ''
    : part.path
        .slice(said.at.length)
        .replace(/^\./, '')
        .replace(/^message$/, '')
}

const mostJson = 200_000

/** `fields` null: this person can correct it in no form (they may not read all of it), and the safeguarding lead can. */
export function correctionForm(person: Person, toCorrect: ToCorrect, typed: TypedCorrection | null) {
  const { part, at, value, wrong } = toCorrect
  const readsAll = may(person, 'see-protection-plan', part.schoolUrn)
  const asked =
    typed !== null && typed.json !== null
      ? null
      : fieldsToAsk(part.type, at, [...wrong.map(({ within }) => within), ...(typed?.fields.keys() ?? [])])
  const errors: FormError[] = []
  const about = { content: contentShown(JSON.stringify(value), person, part.schoolUrn), readsAll }
  if (asked !== null) {
    const shown = readsAll ? value : shownToSchool(value)
    const fields = asked.flatMap((path) => {
      const found = wrong.find(({ within }) => within === path || within === path.split('.')[0])
      // How a message writes a date is no matter of the person who types one.
      const error = found
        ? `${knownFields[path]!.label} ${datesInWords(found.reason.replace(', YYYY-MM-DD', ''))}`
        : null
      const there = typedAs(valueAt(value, path))
      const isShown = readsAll || there === '' || typedAs(valueAt(shown, path)) === there
      if (!isShown && !found && !typed?.fields.has(path)) return []
      if (error !== null && typed !== null) errors.push({ text: error, href: `#${nameOf(path)}` })
      return [fieldOf(path, typed?.fields.get(path) ?? (isShown ? there : ''), error, isShown)]
    })
    return { ...about, fields, errors }
  }
  const text = JSON.stringify(value, null, 2)
  if (!readsAll || text.length > mostJson) return { ...about, fields: null, errors }
  const error = wrong.map(({ within, reason }) => `${within || 'The part'} ${datesInWords(reason)}`).join('. ')
  if (typed !== null) errors.push({ text: error, href: '#part' })
  const hint = 'The part of the message as JSON. Change only what is wrong.'
  const json = { kind: 'textarea', name: 'part', label: 'What it should say', hint, rows: 14, error }
  return { ...about, fields: [{ ...json, value: typed?.json ?? text }], errors }
}

function fieldOf(path: string, value: string, error: string | null, isShown: boolean) {
  const { label, kind, hint } = knownFields[path]!
  const notShown = 'What was sent here is not shown to you. Type what it should say.'
  const said = { name: nameOf(path), label, error, hint: isShown ? (hint ?? null) : notShown, value }
  if (kind !== 'session') return { ...said, kind: 'text', isShort: kind === 'count' || path === 'code' }
  const choices = ['AM', 'PM'].map((each) => ({ value: each, text: each === 'AM' ? 'Morning (AM)' : 'Afternoon (PM)' }))
  return { ...said, kind: 'radios', isInline: true, choices }
}

// What does a form about a case consist of? Fields as data, so that every form has the same labels, hints and errors.

import type { CaseNow } from '../../cases/caseNow.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { isCaseWork } from '../../cases/caseWork.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import type { TypedDayParts } from '../forms/typedDayParts.ts'
import type { Paths } from '../paths.ts'
import { shortWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

export interface Choice {
  readonly value: string
  readonly text: string
  readonly hint?: string
}

interface Named {
  readonly name: string
  readonly label: string
  readonly hint?: string
}

/** A field. The id of its first input is `name`; of a date input, `name-day`. `section` is a heading with words between fields. */
export type Field =
  | (Named & { readonly kind: 'text'; readonly value: string; readonly isShort?: boolean })
  | (Named & { readonly kind: 'textarea'; readonly value: string; readonly rows?: number })
  | (Named & {
      readonly kind: 'radios'
      readonly value: string
      readonly choices: readonly Choice[]
      readonly isInline?: boolean
    })
  | (Named & { readonly kind: 'checkboxes'; readonly values: readonly string[]; readonly choices: readonly Choice[] })
  | (Named & { readonly kind: 'select'; readonly value: string; readonly choices: readonly Choice[] })
  | (Named & { readonly kind: 'date'; readonly value: TypedDayParts })
  | { readonly kind: 'section'; readonly heading: string; readonly words: readonly string[] }

export interface CaseForm {
  /** Never a child's name. */
  readonly title: string
  readonly action: string
  readonly submit: string
  readonly intro?: readonly string[]
  readonly fields: readonly Field[]
  /** Sent beside the fields. */
  readonly hidden?: readonly { readonly name: string; readonly value: string }[]
  /** A red button: for what cannot be taken back easily. */
  readonly isGrave?: boolean
  readonly backHref?: string
  /** Where that leads: “Back to the case” without. */
  readonly backText?: string
}

/** Who the page is about, at the head of every page of a case. */
export function caseHead({ summary, pupil, schoolName, answer }: CaseNow, paths: Paths) {
  return {
    caseHref: paths.case(summary.id),
    reference: caseReference(summary.id),
    schoolName,
    yearGroup: pupil.yearGroup,
    name: displayNameOf(pupil),
    // After a deletion no school day is counted any more.
    schoolDays: summary.endedBecause === 'removed' ? null : (answer?.absence?.schoolDays ?? null),
    isOpened: summary.openedAt !== null,
    isClosed: summary.closedAt !== null,
  }
}

/** The model of `pages/caseForm.njk`. `seenVersion` of a refused form: what happened since then is shown. */
export function caseFormPage(
  now: CaseNow,
  form: CaseForm,
  around: {
    readonly paths: Paths
    readonly errors: readonly FormError[]
    readonly refusal: string | null
    readonly seenVersion: number | null
    /** Somebody else wrote first: what they wrote is shown, and sending it again is about the newer case. */
    readonly isOvertaken?: boolean
  },
) {
  const { paths, errors, refusal, seenVersion, isOvertaken = false } = around
  return {
    title: form.title,
    head: caseHead(now, paths),
    backHref: form.backHref ?? paths.case(now.summary.id),
    backText: form.backText ?? 'Back to the case',
    errors: refusal === null ? errors : [{ text: refusal, href: '#since' }, ...errors],
    refusal,
    since: isOvertaken && seenVersion !== null ? sinceLines(now, seenVersion) : [],
    action: form.action,
    submit: form.submit,
    isGrave: form.isGrave ?? false,
    intro: form.intro ?? [],
    hidden: form.hidden ?? [],
    // A slip of the pen must not pass over what happened meanwhile.
    version: isOvertaken || seenVersion === null ? now.summary.version : seenVersion,
    fields: fieldsShown(form.fields, errors),
  }
}

/** Fields as `parts/caseFields.njk` shows them, each with its first error. */
export function fieldsShown(fields: readonly Field[], errors: readonly FormError[]) {
  const errorAt = Object.fromEntries(errors.toReversed().map(({ href, text }) => [href, text]))
  return fields.map((field) => shownField(field, errorAt))
}

function shownField(field: Field, errorAt: Readonly<Record<string, string>>) {
  if (field.kind === 'section') return field
  const { name } = field
  const error = errorAt[`#${name}`] ?? (field.kind === 'date' ? dateError(name, errorAt) : '')
  return {
    ...field,
    hint: field.hint ?? '',
    error: error ?? '',
    rows: field.kind === 'textarea' ? (field.rows ?? 3) : 0,
  }
}

function dateError(name: string, errorAt: Readonly<Record<string, string>>): string {
  return errorAt[`#${name}-day`] ?? errorAt[`#${name}-month`] ?? errorAt[`#${name}-year`] ?? ''
}

/** What happened on the case after a version, in few words, the oldest first. */
export function sinceLines({ events }: CaseNow, seenVersion: number): string[] {
  return events
    .filter(({ version }) => version > seenVersion)
    .map((event) => {
      const words = isCaseWork(event) ? shortWords[event.what] : registerWords[event.what]
      const who = event.byName ?? (event.by === 'clock' ? 'by itself' : 'the school’s system (MIS)')
      return `${inWords.dayAndTime(event.at)}, ${who}: ${words}`
    })
}

export const registerWords = {
  'absence-began': 'the absence began',
  'absence-began-again': 'the child is away again',
  'absence-start-moved': 'the first day away changed',
  'mark-corrected': 'a mark was changed',
  'deadlines-moved': 'another calendar moved its dates',
  'absence-ended': 'the absence ended by the register',
  'contact-attempted': 'somebody was rung',
  'contact-attempt-withdrawn': 'a call was undone',
  'reason-given': 'a reason was given',
  'reason-withdrawn': 'the reason was undone',
} as const

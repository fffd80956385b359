// What does somebody see who makes a referral? What must be said, with its gaps, and what to write down about it.
import { addCalendarDays } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type CaseNow, policyOf } from '../../cases/caseNow.ts'
import { type Agency, agencies } from '../../cases/caseWork.ts'
import type { Contact } from '../../cases/pupil.ts'
import { partsOfDay } from '../forms/caseForm.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import type { TypedReferral } from '../forms/referral.ts'
import type { Paths } from '../paths.ts'
import { type CaseForm, caseFormPage, type Field } from './caseForm.ts'
import { agencyWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { packGaps } from './referralGaps.ts'
import { filledBefore, notKnown, referralPack } from './referralPack.ts'
import { riskShown } from './riskShown.ts'

/** A form nobody has typed in: made now, an answer expected when the policy says. `to`: an agency named in the address. */
export function freshReferral(now: CaseNow, to: string): TypedReferral {
  const nothing: Record<Agency, string> = { police: '', 'social-care': '' }
  const today = londonDate(now.asOf)
  const { referralAnswerWithinDays } = policyOf(now).numbers
  return {
    to: agencies.filter((agency) => agency === to),
    madeOn: partsOfDay(today),
    madeAt: inWords.time(now.asOf),
    reference: nothing,
    takenBy: nothing,
    dueOn: partsOfDay(addCalendarDays(today, referralAnswerWithinDays)),
    words: '',
    filled: filledBefore(now),
    seenVersion: now.summary.version,
  }
}

/** The model of `pages/referralForm.njk`. */
export function referralFormPage(
  now: CaseNow,
  contacts: readonly Contact[],
  typed: TypedReferral,
  around: { readonly paths: Paths; readonly errors: readonly FormError[]; readonly refusal: string | null },
) {
  const { paths } = around
  const form: CaseForm = {
    title: 'Write down a referral',
    action: paths.referrals(now.summary.id),
    submit: 'Keep this referral',
    fields: fieldsOf(typed, now),
  }
  const risk = riskShown(now, paths)
  return {
    ...caseFormPage(now, form, { ...around, seenVersion: null }),
    fired: risk?.fired ?? [],
    snapshotHref: risk?.snapshotHref ?? null,
    pack: referralPack(now, contacts, {})
      .filter(({ gap }) => gap === null)
      .map(({ label, value, ask }) => ({ label, words: value ?? notKnown(ask), isGap: value === null })),
  }
}

function fieldsOf(typed: TypedReferral, now: CaseNow): Field[] {
  const { referralAnswerWithinDays } = policyOf(now).numbers
  const days = referralAnswerWithinDays === 1 ? 'one day' : `${referralAnswerWithinDays} days`
  return [
    {
      kind: 'section',
      heading: 'What nobody has written down yet',
      words: ['Fill in what you know and what you are told. What stays empty is kept as a gap, with whom to ask.'],
    },
    ...packGaps.map(
      ({ key, label, ask }): Field => ({
        kind: 'textarea',
        name: `pack-${key}`,
        label,
        hint: `If it is not known, ${ask}.`,
        value: typed.filled[key] ?? '',
        rows: 1,
      }),
    ),
    {
      kind: 'textarea',
      name: 'words',
      label: 'Circumstances, and what you asked them to do',
      hint: 'Why you are concerned, in your own words.',
      value: typed.words,
      rows: 5,
    },
    { kind: 'section', heading: 'The referral', words: ['Ring or use their form. Nothing is sent from here.'] },
    {
      kind: 'checkboxes',
      name: 'to',
      label: 'Who was it made to?',
      values: typed.to,
      choices: agencies.map((agency) => ({ value: agency, text: named(agency) })),
    },
    { kind: 'date', name: 'madeOn', label: 'Date it was made', value: typed.madeOn },
    {
      kind: 'text',
      name: 'madeAt',
      label: 'Time it was made',
      hint: 'Like 14:05.',
      value: typed.madeAt,
      isShort: true,
    },
    ...agencies.flatMap((agency): Field[] => [
      {
        kind: 'text',
        name: `takenBy-${agency}`,
        label: `${named(agency)}: who took it`,
        hint: 'Name and role or number, or the name of the online form. Leave it empty if it was not made to them.',
        value: typed.takenBy[agency],
      },
      {
        kind: 'text',
        name: `reference-${agency}`,
        label: `${named(agency)}: their reference`,
        hint: 'Leave it empty until they have given one.',
        value: typed.reference[agency],
        isShort: true,
      },
    ]),
    {
      kind: 'date',
      name: 'dueOn',
      label: 'Answer expected by',
      hint: `By the authority’s policy, ${days} after the referral.`,
      value: typed.dueOn,
    },
  ]
}

function named(agency: Agency): string {
  const words = agencyWords[agency]
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}

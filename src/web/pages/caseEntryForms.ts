// What do the small forms of a case ask? Each as data: who was told, what was sent, who saw the child, why it opens.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { Telling } from '../../cases/caseWork.ts'
import { returnsOwed } from '../../cases/decide/sendReturn.ts'
import { opensCase } from '../../cases/decide/tell.ts'
import { standingOf } from '../../cases/standing.ts'
import { howSent, howTold, type TypedEntry, tellingNamed } from '../forms/caseEntries.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm, Choice, Field } from './caseForm.ts'
import { tellingWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

const dateHint = 'For example, 14 10 2026.'

function onField(typed: TypedEntry, label: string, hint = dateHint): Field {
  return { kind: 'date', name: 'on', label, hint, value: typed.on }
}

function howField(typed: TypedEntry, label: string, ways: readonly string[]): Field {
  const choices = ways.map((value) => ({ value, text: value[0]!.toUpperCase() + value.slice(1) }))
  return { kind: 'radios', name: 'how', label, value: typed.how, choices }
}

function wordsField(typed: TypedEntry, label: string, hint = ''): Field {
  return { kind: 'textarea', name: 'words', label, hint, value: typed.words }
}

const whomChoices: readonly Choice[] = Object.entries(tellingWords).map(([value, text]) => ({
  value,
  text: text[0]!.toUpperCase() + text.slice(1),
}))

/** Who was told. Without one named, the form asks which. */
export function tellingForm(now: CaseNow, paths: Paths, typed: TypedEntry): CaseForm {
  const whom = tellingNamed(typed.whom)
  const { summary } = now
  return {
    title: titleOfTelling(whom),
    action: paths.tellings(summary.id),
    submit: 'Save',
    intro: whom === null ? [] : introOfTelling(now, whom),
    hidden: whom === null ? [] : [{ name: 'whom', value: whom }],
    fields: [
      ...(whom === null
        ? [{ kind: 'radios', name: 'whom', label: 'Who was told', value: typed.whom, choices: whomChoices } as const]
        : []),
      onField(typed, 'When were they told?'),
      { kind: 'text', name: 'who', label: 'Who was told, and their role', value: typed.who },
      howField(typed, 'How were they told?', howTold),
      wordsField(typed, 'What was said or agreed (optional)'),
    ],
  }
}

function titleOfTelling(whom: Telling | null): string {
  if (whom === null) return 'Write down who was told'
  if (whom === 'authority') return 'Write down the referral to the authority'
  return `Write down that ${tellingWords[whom]} was told`
}

function introOfTelling({ summary, others: _, ...now }: CaseNow, whom: Telling): string[] {
  const before = standingOf(summary.standing, 'told').filter((entry) => entry.whom === whom)
  const isUnopened = summary.openedAt === null
  return [
    ...before.map(({ on }) => `Already written down: told on ${inWords.plainDay(on)}.`),
    ...(opensCase(whom) && isUnopened
      ? ['Saving this opens the case for the authority: its officers then see everything on it.']
      : []),
    ...((whom === 'cme-officer' && isUnopened) || whom === 'authority'
      ? [
          'A message without the child’s name goes to the authority’s CME team as well. What the school has logged is the referral: nothing is typed twice.',
        ]
      : []),
    ...(now.answer === null ? ['School days cannot be counted here: the school has published no calendar.'] : []),
  ]
}

/** The attendance return. */
export function returnForm(now: CaseNow, paths: Paths, typed: TypedEntry): CaseForm {
  const owed = returnsOwed(now)
  return {
    title: 'Write down that the attendance return was sent',
    action: paths.returns(now.summary.id),
    submit: 'Save',
    intro:
      owed.length > 0
        ? owed.map((on) => `The tenth school day running was ${inWords.plainDay(on)}.`)
        : ['No attendance return is owed on what the register says now.'],
    fields: [
      onField(typed, 'When was it sent?'),
      howField(typed, 'How was it sent?', howSent),
      wordsField(typed, 'Notes (optional)'),
    ],
  }
}

/** The pupil’s record. */
export function recordForm(now: CaseNow, paths: Paths, typed: TypedEntry): CaseForm {
  const before = standingOf(now.summary.standing, 'record-sent')
  return {
    title: 'Write down that the pupil’s record was sent',
    action: paths.records(now.summary.id),
    submit: 'Save',
    intro: before.map(({ on }) => `Already written down: sent on ${inWords.plainDay(on)}.`),
    fields: [
      onField(typed, 'When was it sent?'),
      {
        kind: 'text',
        name: 'who',
        label: 'Which school or authority was it sent to?',
        hint: 'Its name and town.',
        value: typed.who,
      },
      howField(typed, 'How was it sent?', howSent),
    ],
  }
}

/** Who saw the child. */
export function sightingForm(now: CaseNow, paths: Paths, typed: TypedEntry): CaseForm {
  return {
    title: 'Write down who saw the child',
    action: paths.sightings(now.summary.id),
    submit: 'Save',
    intro: [
      'Only what a professional saw with their own eyes. What somebody else said about the child belongs with the enquiries.',
      'This ends no absence and closes no case. It may be a day before the absence began.',
    ],
    fields: [
      onField(typed, 'When was the child seen?'),
      { kind: 'text', name: 'who', label: 'Who saw the child?', value: typed.who },
      {
        kind: 'text',
        name: 'profession',
        label: 'Their profession',
        hint: 'For example, school nurse or police officer.',
        value: typed.profession,
      },
      { kind: 'text', name: 'where', label: 'Where was the child seen?', value: typed.where },
      wordsField(typed, 'What they saw (optional)'),
    ],
  }
}

/** Why the case is opened by hand. */
export function openingForm(now: CaseNow, paths: Paths, typed: TypedEntry): CaseForm {
  return {
    title: 'Open the case for the authority',
    action: paths.caseOpening(now.summary.id),
    submit: 'Open the case',
    intro: [
      'The authority’s officers then see this absence, everything that was tried and everything written from now on. It appears on their list of cases; no message is sent.',
      'To tell the CME officer with a message, write that down instead: it opens the case too.',
    ],
    fields: [wordsField(typed, 'Why is the authority to see it now?')],
  }
}

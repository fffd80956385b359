// What does the lead see when answering the risk questions? Each question with what is known about it, then the decision.
import type { CaseNow } from '../../cases/caseNow.ts'
import { levelBefore } from '../../cases/decide/answerRisk.ts'
import { flagsShownTo } from '../../cases/pupil.ts'
import type { Person } from '../../cases/roles.ts'
import { referSameDay } from '../../law/referSameDay.ts'
import { riskQuestionList } from '../../law/riskQuestionList.ts'
import type { FormError } from '../forms/caseForm.ts'
import { missingAnswers, type TypedRisk } from '../forms/riskAnswers.ts'
import type { Paths } from '../paths.ts'
import { type CaseForm, caseFormPage, type Field } from './caseForm.ts'
import { levelWords } from './caseWords.ts'
import { askedFor } from './riskAsked.ts'
import { absenceKnown, changedSince, knownMark, prefilledAnswers, type RiskKnown } from './riskKnown.ts'

/** A form nobody has typed in yet: what is known is chosen, the rest is not. */
export function freshRisk(now: CaseNow, known: readonly RiskKnown[]): TypedRisk {
  return {
    answers: prefilledAnswers(known),
    isRestUnknown: false,
    level: '',
    decision: '',
    reason: '',
    whyLower: '',
    seenVersion: now.summary.version,
    known: knownMark(known),
  }
}

/** The model of `pages/riskForm.njk`. */
export function riskFormPage(
  now: CaseNow,
  known: readonly RiskKnown[],
  typed: TypedRisk,
  around: {
    readonly paths: Paths
    readonly person: Person
    readonly errors: readonly FormError[]
    readonly refusal: string | null
    readonly seenVersion: number | null
    readonly isOvertaken: boolean
  },
) {
  const isFresh = around.seenVersion === null || around.isOvertaken
  const form: CaseForm = {
    title: 'Risk questions',
    action: around.paths.riskAnswers(now.summary.id),
    submit: 'Keep these answers',
    hidden: [{ name: 'known', value: isFresh ? knownMark(known) : typed.known }],
    fields: decisionFields(now, typed),
  }
  const page = caseFormPage(now, form, around)
  const changed = around.isOvertaken ? changedSince(typed.known, known) : []
  const isMissing = new Set(around.errors.some(({ href }) => href.startsWith('#answer-')) ? missingAnswers(typed) : [])
  const questions = riskQuestionList.map(({ id, kind, asks, hint }) => ({
    id,
    kind,
    asks,
    hint: hint ?? '',
    isPart: /[a-z]$/.test(id),
    known: known.filter(({ question }) => question === id).map(({ words }) => words),
    answer: typed.answers[id] ?? '',
    error: isMissing.has(id) ? 'Not answered yet: yes, no or unknown' : '',
  }))
  return {
    ...page,
    since: changed.length > 0 ? [...page.since, `What is known has changed: ${changed.join(', ')}.`] : page.since,
    mustRefer: questions.filter(({ kind }) => kind === 'must-refer'),
    judgement: questions.filter(({ kind }) => kind === 'judgement'),
    isRestUnknown: typed.isRestUnknown,
    absence: absenceKnown(now),
    flags: flagsShownTo(around.person, now.summary.schoolUrn, now.pupil),
    says: referSameDay.says,
    asked: askedFor(typed.answers, null, now.today).filter((sentence) => sentence.startsWith('Yes')),
    rulePath: around.paths.rule(referSameDay.id),
  }
}

function decisionFields({ summary }: CaseNow, typed: TypedRisk): Field[] {
  const before = levelBefore(summary)
  const fields: Field[] = [
    {
      kind: 'radios',
      name: 'level',
      label: 'Level of risk',
      hint: `Set by you, not by the program.${before ? ` Before: ${levelWords[before].toLowerCase()}.` : ''}`,
      value: typed.level,
      choices: [
        { value: 'low', text: levelWords.low, hint: 'Harm is possible, and by what is known not likely.' },
        { value: 'medium', text: levelWords.medium, hint: 'Harm is likely, or too much is unknown to say otherwise.' },
        { value: 'high', text: levelWords.high, hint: 'Serious harm is likely, or the child may be in danger now.' },
      ],
    },
    {
      kind: 'radios',
      name: 'decision',
      label: 'What happens now?',
      value: typed.decision,
      choices: [
        {
          value: 'refer',
          text: 'Refer today',
          hint: 'To children’s social care, the police or both. The case opens for the authority.',
        },
        {
          value: 'enquire',
          text: 'Make enquiries first',
          hint: 'Possible with your reason even when an answer asks for a referral. The referral then stays owed.',
        },
      ],
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Why?',
      hint: 'Your reason for the level and for what happens now.',
      value: typed.reason,
      rows: 4,
    },
  ]
  if (before === null || before === 'low') return fields
  return [
    ...fields,
    {
      kind: 'textarea',
      name: 'whyLower',
      label: `Only if the level is lower than before (${levelWords[before].toLowerCase()}): why is it lower?`,
      hint: 'Raising the level needs no words here.',
      value: typed.whyLower,
      rows: 2,
    },
  ]
}

// What does the form of a joint review ask, and what happened since the last one?

import { type CaseNow, policyOf } from '../../cases/caseNow.ts'
import { riskLevels } from '../../cases/caseWork.ts'
import { isLowerLevel, levelNow } from '../../cases/decide/holdReview.ts'
import type { TypedReview } from '../forms/review.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm, Choice } from './caseForm.ts'
import { levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { sinceLastReview } from './reviewSince.ts'

const yesNo: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

/** The form, with nothing chosen for anybody. */
export function reviewForm(now: CaseNow, paths: Paths, typed: TypedReview, authorityName: string): CaseForm {
  const was = levelNow(now.summary.standing)
  return {
    title: 'Joint review',
    action: paths.reviews(now.summary.id),
    submit: 'Save the review',
    intro: [reviewPolicyInWords(now, authorityName)],
    fields: [
      sinceLastReview(now),
      { kind: 'date', name: 'on', label: 'When was the review?', value: typed.on },
      {
        kind: 'text',
        name: 'present',
        label: 'Who took part?',
        hint: `Names and roles, from the school and from ${authorityName}.`,
        value: typed.present,
      },
      {
        kind: 'radios',
        name: 'missing',
        label: 'Is the child still missing?',
        hint: 'If somebody knows where the child is, write that down on the case as well: who saw or confirmed it.',
        value: typed.missing,
        choices: yesNo,
        isInline: true,
      },
      {
        kind: 'radios',
        name: 'plan',
        label: 'Is the plan still right?',
        value: typed.plan,
        choices: yesNo,
        isInline: true,
      },
      {
        kind: 'radios',
        name: 'level',
        label: 'The level of risk, as you both see it',
        hint: was === null ? 'No level was set before.' : `It is ${levelWords[was].toLowerCase()} now.`,
        value: typed.level,
        choices: riskLevels.map((value) => ({ value, text: `${levelWords[value]}${changeInWords(value, was)}` })),
      },
      {
        kind: 'textarea',
        name: 'lowerWhy',
        label: 'Why is it lower than before?',
        hint: 'Only if you lower it. Raising it needs no reason.',
        value: typed.lowerWhy,
        rows: 2,
      },
      {
        kind: 'textarea',
        name: 'changed',
        label: 'What has changed since the last review?',
        hint: 'If nothing has, say so.',
        value: typed.changed,
      },
      { kind: 'textarea', name: 'next', label: 'What happens next, who does it, by when?', value: typed.next },
    ],
  }
}

function changeInWords(level: (typeof riskLevels)[number], was: (typeof riskLevels)[number] | null): string {
  if (was === null) return ''
  if (level === was) return ' (unchanged)'
  return isLowerLevel(level, was) ? ' (down)' : ' (up)'
}

/** How often, by whose policy, from when it holds, and when the next review is due. */
export function reviewPolicyInWords(now: CaseNow, authorityName: string): string {
  const { answer } = now
  const { from, numbers, ourDefaults } = policyOf(now)
  const whose = ourDefaults.includes('reviewEveryDays')
    ? `the default until ${authorityName} chooses its own number`
    : `the policy of ${authorityName}`
  const due = answer?.duties.find(({ rule }) => rule === 'joint-review')
  const when = due?.dueOn ? ` This one is due by ${inWords.plainDay(due.dueOn)}.` : ''
  return `School and authority look at the case together every ${numbers.reviewEveryDays} days: ${whose}, in force from ${inWords.plainDay(from)}.${when}`
}

// What is asked when an agency acknowledges or answers a referral? Two small forms.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { Agency } from '../../cases/caseWork.ts'
import type { TypedReply } from '../forms/referralReply.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm, Field } from './caseForm.ts'
import { agencyWords } from './caseWords.ts'
import { todayIsFilledIn } from './checkForm.ts'

interface ReferralNamed {
  readonly version: number
  readonly to: Agency
}

/** Who said that the referral has arrived. */
export function acknowledgementForm(
  { summary }: CaseNow,
  { version, to }: ReferralNamed,
  paths: Paths,
  typed: TypedReply,
): CaseForm {
  return {
    title: 'Write down an acknowledgement',
    action: paths.referralAcknowledgement(summary.id, version),
    submit: 'Keep this acknowledgement',
    intro: [`Who at ${agencyWords[to]} said that they have the referral? The answer is still awaited after that.`],
    fields: [
      onField('Date it was acknowledged', typed),
      {
        kind: 'text',
        name: 'who',
        label: 'Who acknowledged it',
        hint: 'Name and role, or how it came.',
        value: typed.who,
      },
      {
        kind: 'text',
        name: 'reference',
        label: 'Their reference, if they gave one',
        value: typed.reference,
        isShort: true,
      },
    ],
    backHref: paths.referral(summary.id, version),
  }
}

/** What the agency answered. */
export function answerForm(
  { summary }: CaseNow,
  { version, to }: ReferralNamed,
  paths: Paths,
  typed: TypedReply,
): CaseForm {
  return {
    title: 'Write down the answer to a referral',
    action: paths.referralAnswer(summary.id, version),
    submit: 'Keep this answer',
    intro: [`What did ${agencyWords[to]} answer? Write what they will do, what they ask of you, and by when.`],
    fields: [
      onField('Date of the answer', typed),
      { kind: 'text', name: 'who', label: 'Who answered', hint: 'Name and role.', value: typed.who },
      { kind: 'textarea', name: 'answer', label: 'What they answered', value: typed.answer, rows: 5 },
    ],
    backHref: paths.referral(summary.id, version),
  }
}

function onField(label: string, typed: TypedReply): Field {
  return { kind: 'date', name: 'on', label, hint: todayIsFilledIn, value: typed.on }
}

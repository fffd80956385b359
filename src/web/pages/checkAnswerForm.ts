// What does the form ask once somebody has answered? When, who, how and what they said; what was asked stands above it.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { StandingCheck } from '../../cases/checksAsked.ts'
import type { EnquiryLine } from '../../cases/enquiryLists.ts'
import { checkWays, type TypedCheck } from '../forms/check.ts'
import { answerResults } from '../forms/checkAnswer.ts'
import type { CaseForm } from './caseForm.ts'
import { type AroundCheck, todayIsFilledIn } from './checkForm.ts'
import { isHiddenFrom } from './enquiriesSight.ts'
import { inWords } from './inWords.ts'

const resultWords: Record<(typeof answerResults)[number], string> = {
  'found-something': 'They knew something',
  'nothing-found': 'They knew nothing',
}

/** The form for the answer to `asked`, an entry of this line. Its title names the enquiry, never the child. */
export function checkAnswerForm(
  now: CaseNow,
  line: EnquiryLine,
  asked: StandingCheck,
  typed: TypedCheck,
  { paths, person, contacts }: AroundCheck,
): CaseForm {
  const isHidden = isHiddenFrom(person, now.summary.schoolUrn, contacts)
  const whom = asked.who === '' || isHidden(asked.who) ? '' : ` of ${asked.who}`
  const isPast = asked.nextOn !== null && asked.nextOn < now.today
  const waited =
    asked.nextOn === null ? '' : ` An answer ${isPast ? 'was' : 'is'} expected by ${inWords.plainDay(asked.nextOn)}.`
  return {
    title: `An answer: ${line.text}`,
    action: paths.checks(now.summary.id),
    submit: 'Save this answer',
    intro: [`This was asked${whom} on ${inWords.plainDay(asked.on)}.${waited}`],
    hidden: [
      { name: 'check', value: line.code },
      { name: 'of', value: String(asked.version) },
    ],
    fields: [
      { kind: 'date', name: 'on', label: 'When did they answer?', hint: todayIsFilledIn, value: typed.on },
      { kind: 'text', name: 'who', label: 'Who answered?', hint: 'Name and office.', value: typed.who },
      {
        kind: 'radios',
        name: 'how',
        label: 'How did they answer?',
        value: typed.how,
        choices: checkWays.map((value) => ({ value, text: value })),
      },
      {
        kind: 'radios',
        name: 'result',
        label: 'What came of it?',
        value: typed.result,
        choices: answerResults.map((value) => ({ value, text: resultWords[value] })),
      },
      {
        kind: 'textarea',
        name: 'words',
        label: 'What did they say?',
        hint: 'Both sides can read this. Never write down where a refuge is, or where somebody restricted lives.',
        value: typed.words,
      },
      { kind: 'text', name: 'nextStep', label: 'Next step (optional)', value: typed.nextStep },
      { kind: 'date', name: 'nextOn', label: 'By when (optional)', value: typed.nextOn },
    ],
  }
}

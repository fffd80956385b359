// What does the form of one enquiry ask, and what does it say of what both sides already did on the same question?
import { homeVisitChecks } from '../../cases/caseFacts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { checkResults, type Side } from '../../cases/caseWork.ts'
import type { EnquiryLine } from '../../cases/enquiryLists.ts'
import type { Contact } from '../../cases/pupil.ts'
import type { Person } from '../../cases/roles.ts'
import { checkWays, type TypedCheck } from '../forms/check.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm, Field } from './caseForm.ts'
import { checkResultWords, sideWords } from './caseWords.ts'
import { type EntryShown, enquiriesShown, type LineShown } from './enquiriesShown.ts'
import { inWords } from './inWords.ts'

export interface AroundCheck {
  readonly paths: Paths
  readonly person: Person
  readonly contacts: readonly Contact[]
  readonly authorityName: string
}

/** The form for one line. Its title names the enquiry, never the child. */
export function checkForm(now: CaseNow, line: EnquiryLine, typed: TypedCheck, around: AroundCheck): CaseForm {
  const isVisit = homeVisitChecks.has(line.code)
  return {
    title: line.text,
    action: around.paths.checks(now.summary.id),
    submit: 'Save this enquiry',
    intro: [line.hint],
    hidden: [{ name: 'check', value: line.code }],
    fields: [
      ...alreadyDone(now, line, around),
      {
        kind: 'date',
        name: 'on',
        label: isVisit ? 'When was the visit?' : 'When was it asked?',
        hint: todayIsFilledIn,
        value: typed.on,
      },
      ...(isVisit ? visitFields(typed) : askFields(typed)),
      {
        kind: 'radios',
        name: 'result',
        label: 'What came of it?',
        value: typed.result,
        choices: checkResults.map((value) => ({ value, text: checkResultWords[value], ...hintOfResult[value] })),
      },
      {
        kind: 'textarea',
        name: 'words',
        label: 'What was found or said',
        hint: 'Both sides can read this. Never write down where a refuge is, or where somebody restricted lives.',
        value: typed.words,
      },
      { kind: 'text', name: 'nextStep', label: 'Next step (optional)', value: typed.nextStep },
      {
        kind: 'date',
        name: 'nextOn',
        label: 'By when (optional)',
        hint: 'If you asked and nobody has answered by the end of this day, the case says who owes you an answer.',
        value: typed.nextOn,
      },
    ],
  }
}

/** Beside every date that is filled in before anybody has typed. */
export const todayIsFilledIn = 'Today is filled in: change it if it was earlier.'

const hintOfResult = {
  'found-something': {},
  'nothing-found': { hint: 'You looked or were answered, and there was nothing.' },
  asked: { hint: 'The case page says who owes an answer, and leads to the form for it.' },
  'not-applicable': { hint: 'Say why below.' },
} as const

function askFields(typed: TypedCheck): readonly Field[] {
  const choices = checkWays.map((value) => ({ value, text: value }))
  return [
    { kind: 'radios', name: 'how', label: 'How was it asked?', value: typed.how, choices },
    {
      kind: 'text',
      name: 'who',
      label: 'Whom did you ask, or where did you look?',
      hint: 'Name, office, and the number or address you used.',
      value: typed.who,
    },
  ]
}

const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
] as const

function visitFields(typed: TypedCheck): readonly Field[] {
  return [
    { kind: 'text', name: 'who', label: 'Which address did you visit?', value: typed.who },
    { kind: 'text', name: 'whoSeen', label: 'Who was seen there (optional)', value: typed.whoSeen },
    {
      kind: 'radios',
      name: 'childSeen',
      label: 'Did you see the child?',
      hint: 'With your own eyes. Being told that the child is there is not seeing the child.',
      value: typed.childSeen,
      choices: yesNo,
      isInline: true,
    },
    { kind: 'radios', name: 'card', label: 'Was a card left?', value: typed.card, choices: yesNo, isInline: true },
    {
      kind: 'text',
      name: 'cardAt',
      label: 'Time on the card',
      hint: 'Like 10:40.',
      value: typed.cardAt,
      isShort: true,
    },
  ]
}

// Nobody asks twice what the other side knows already.
function alreadyDone(now: CaseNow, line: EnquiryLine, around: AroundCheck): readonly Field[] {
  const { school, authority } = enquiriesShown(now, around.paths, around.person, around.contacts)
  const nameOf = (side: Side) => sideWords(side, now.schoolName, around.authorityName)
  const [own, other]: readonly Side[] = line.side === 'school' ? ['school', 'authority'] : ['authority', 'school']
  const lists = { school, authority }
  const mine = lists[own!].filter(({ code }) => code === line.code)
  const theirs = lists[other!].filter(({ code }) => line.sameQuestion.includes(code))
  return [
    section(
      'Already written down for this enquiry',
      mine.flatMap((each) => each.entries.map(entryInWords)),
    ),
    section(`What ${nameOf(other!)} did on the same question`, theirs.flatMap(lineInWords)),
  ].filter((each) => each.words.length > 0)
}

function section(heading: string, words: readonly string[]) {
  return { kind: 'section', heading, words } as const
}

function lineInWords({ text, entries }: LineShown): readonly string[] {
  if (entries.length === 0) return [`${text}: nothing written down yet.`]
  return entries.map((entry) => `${text}: ${entryInWords(entry)}`)
}

/** One entry as a sentence: when, who wrote it, whom they asked, what came of it, what is next. */
export function entryInWords(entry: EntryShown): string {
  const { on, byName, how, who, resultWords, words, nextStep, nextOn, isOverdue } = entry
  const asked = [how, who].filter(Boolean).join(', ')
  const said = [resultWords, words].filter(Boolean).join('. ')
  const next = [nextStep, nextOn && `by ${inWords.plainDay(nextOn)}`].filter(Boolean).join(' ')
  const parts = [
    `${inWords.plainDay(on)}, ${byName}`,
    asked,
    said,
    next && `Next: ${next}${isOverdue ? ', which is past' : ''}`,
  ]
  return parts.filter(Boolean).join('. ').replace(/\.\. /g, '. ')
}

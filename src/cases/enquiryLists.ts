// Which enquiries are made for a child whose whereabouts nobody knows? The school's sixteen and the authority's fifteen, in our words.
// Local procedure, not law: regulation 9(1)(i) asks for reasonable enquiries and does not list them.
import type { Side } from './caseWork.ts'

/** Where a line is written down when it is not an enquiry of its own: doing that is doing the line. */
export type RecordedAs =
  | 'risk-answers'
  | 'told-education-welfare'
  | 'told-authority'
  | 'review'
  | 'outcome'
  | 'removal'
  | null

export interface EnquiryLine {
  /** S1 to S16 or A1 to A15. */
  readonly code: string
  readonly side: Side
  readonly text: string
  readonly hint: string
  /** Lines of the other side that ask the same question. */
  readonly sameQuestion: readonly string[]
  readonly recordedAs: RecordedAs
}

type Row = readonly [code: string, text: string, hint: string, same?: readonly string[], recordedAs?: RecordedAs]

const school: readonly Row[] = [
  ['S1', 'A call by a person on the first day', 'Somebody rang and did not only send a message.'],
  ['S2', 'Every contact, at different times of day', 'Everybody on the record, in the morning and later in the day.'],
  ['S3', 'Texts and e-mails', 'To the numbers and addresses on the record.'],
  ['S4', 'What staff and the school’s records know', 'Class teacher, office, lunch staff, clubs, the trip book.'],
  ['S5', 'Friends, their parents, relatives here', 'Who is close to the child, and what do they know?', ['A6']],
  ['S6', 'Brothers’ and sisters’ schools', 'Ring each: is the brother or sister in today?', ['A2', 'A10']],
  [
    'S7',
    'Agencies that know the family',
    'Social worker, school nurse, SEN caseworker, virtual school, early help.',
    ['A2', 'A4', 'A5'],
  ],
  ['S8', 'Home visit', 'By the day of the policy. Leave a card with the time on it.', ['A6']],
  ['S9', 'Letters to the addresses on record', 'The last known one and those of the emergency contacts.'],
  ['S10', 'What is public on social media', 'What anybody can see. No request to follow, no other name.'],
  [
    'S11',
    'A new school was named',
    'Ring it and have the admission confirmed: the name alone proves nothing.',
    ['A7', 'A10'],
  ],
  ['S12', 'The safeguarding lead’s appraisal', 'The risk questions, answered by the lead.', ['A11'], 'risk-answers'],
  ['S13', 'Education Welfare Service told', 'On the school day of the policy.', ['A1'], 'told-education-welfare'],
  ['S14', 'Referral to the authority', 'On the authority’s own day.', ['A1'], 'told-authority'],
  ['S15', 'Kept trying until school day 20', 'Each try written down, also the ones without an answer.'],
  ['S16', 'Joint review, before anything is decided', 'With the authority.', ['A12', 'A13'], 'review'],
]

const authority: readonly Row[] = [
  [
    'A1',
    'Acknowledged, allocated, not there twice',
    'Is the child already known here under another name?',
    ['S13', 'S14'],
  ],
  [
    'A2',
    'The authority’s own records',
    'Admissions, census, home education, SEND, exclusions, social care, early help, youth justice.',
    ['S6', 'S7'],
  ],
  ['A3', 'Housing, council tax, benefits', 'Has the family moved, and where to?'],
  ['A4', 'Health', 'Child health, school nurse, GP, accident and emergency.', ['S7']],
  [
    'A5',
    'Police and refuges',
    'A refuge says only whether it is safeguarding the child. Never write down where it is.',
    ['S7'],
  ],
  ['A6', 'Home visit, neighbours, community', 'Leave a card with the time on it.', ['S8', 'S5']],
  ['A7', 'Authorities the child came from or went to', 'The authority of origin and the one moved to.', ['S11']],
  ['A8', 'Child benefit and other benefits', 'HM Revenue and Customs, Department for Work and Pensions.'],
  [
    'A9',
    'Border, visas, armed forces',
    'Border Force, UK Visas and Immigration, Ministry of Defence: where something points there.',
  ],
  [
    'A10',
    'School to school: has anybody got the child?',
    'School-to-school message, Lost Pupil search, GIAP.',
    ['S6', 'S11'],
  ],
  [
    'A11',
    'Referred when the risk rises',
    'Ask by name about forced marriage, female genital mutilation and trafficking.',
    ['S12'],
  ],
  ['A12', 'Joint review with the safeguarding lead', 'Every so many days, as the policy says.', ['S16'], 'review'],
  [
    'A13',
    'Deletion agreed or refused in writing',
    'The authority’s signature at the removal gate.',
    ['S16'],
    'outcome',
  ],
  ['A14', 'Kept on the list after deletion', 'The child stays on the authority’s list until found.', [], 'removal'],
  [
    'A15',
    'Found: the school and the new school told',
    'Both schools told, and the record moved within 15 school days.',
  ],
]

const lineOf =
  (side: Side) =>
  ([code, text, hint, sameQuestion = [], recordedAs = null]: Row): EnquiryLine => ({
    code,
    side,
    text,
    hint,
    sameQuestion,
    recordedAs,
  })

/** Both lists, the school's first, each in its own order. */
export const enquiryLines: readonly EnquiryLine[] = [
  ...school.map(lineOf('school')),
  ...authority.map(lineOf('authority')),
]

/** The line with this code, or null. */
export function findEnquiryLine(code: string): EnquiryLine | null {
  return enquiryLines.find((line) => line.code === code) ?? null
}

/** The line with this code when it is written down as an enquiry of its own, or null. */
export function findCheckLine(code: string): EnquiryLine | null {
  const line = findEnquiryLine(code)
  return line?.recordedAs === null ? line : null
}

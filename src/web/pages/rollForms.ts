// What does a form about an expected starter or a leaver ask, and what does it say of the child?
import { enrolmentOf, type PlaceKind } from '../../cases/enrolment.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import type { PupilRecord } from '../../storage/pupilPageStore.ts'
import type { FormError } from '../forms/caseForm.ts'
import type { TypedRoll } from '../forms/roll.ts'
import type { Paths } from '../paths.ts'
import { type Field, fieldsShown } from './caseForm.ts'
import { wordsSaid } from './enrolmentWords.ts'
import { inWords } from './inWords.ts'
import { starterAnswerWords } from './rollAsked.ts'

export const rollSavedWords: ReadonlyMap<string, string> = new Map([
  [
    'has-started',
    'Written down that the child has started. Enter it in your MIS too: until it says so, this stands here alone.',
  ],
  ['starts-later', 'The other day is written down. The child is looked for from that day.'],
  ['did-not-come', 'The absence is written down from the first day. The child is on the list to ring.'],
  ['elsewhere', 'Written down where the child is. The name stays on the register until a ground to delete it is met.'],
  ['destination', 'Written down where the child went.'],
])

export const placeWords: Record<PlaceKind, string> = {
  school: 'Another school',
  'home-education': 'Educated at home',
  abroad: 'Abroad',
  other: 'Another place',
}

/** The model of `pages/rollForm.njk` for one of the three forms. */
export function rollForm(
  { pupil, schoolName, enrolment: record }: PupilRecord,
  form: 'starting' | 'destination' | 'leaving-case',
  typed: TypedRoll,
  around: {
    readonly paths: Paths
    readonly isHidden: (text: string) => boolean
    readonly errors: readonly FormError[]
    readonly refusal: string | null
  },
) {
  const { paths, errors, refusal, isHidden } = around
  const { asks, expected, ending } = enrolmentOf(record.words, record.deletion)
  const answer = typed.answer as keyof typeof starterAnswerWords
  const isAsked = form === 'starting' ? asks === 'starter' : asks === 'leaver'
  const fields =
    form === 'starting' ? starterFields(typed) : form === 'destination' ? placeFields(typed) : caseFields(typed)
  return {
    title: titles[form],
    name: displayNameOf(pupil),
    schoolName,
    yearGroup: pupil.yearGroup,
    backHref: paths.today(),
    errors: refusal === null ? errors : [{ text: refusal, href: '#said' }, ...errors],
    isAsked,
    said: wordsSaid(record.words, isHidden),
    day:
      form === 'starting'
        ? expected && `Expected on ${inWords.plainDay(expected.on)}.`
        : ending && `Your MIS says: left on ${inWords.plainDay(ending.details.on)}.`,
    heading: form === 'starting' ? (starterAnswerWords[answer] ?? '') : '',
    choices:
      form === 'starting'
        ? Object.entries(starterAnswerWords).map(([key, text]) => ({
            text,
            href: paths.starting(pupil.id, key),
            isChosen: key === answer,
          }))
        : [],
    action:
      form === 'starting'
        ? paths.starting(pupil.id)
        : form === 'destination'
          ? paths.destination(pupil.id)
          : paths.leavingCase(pupil.id),
    answer: form === 'starting' ? (answer in starterAnswerWords ? answer : '') : '',
    words: intro[form === 'starting' ? answer : form] ?? '',
    submit: form === 'starting' ? (submits[answer] ?? '') : submits[form],
    fields: fieldsShown(fields, errors),
  }
}

const titles = {
  starting: 'Expected to start and not here',
  destination: 'Where did the child go?',
  'leaving-case': 'Open a case for the authority',
} as const

const submits: Readonly<Record<string, string>> = {
  'has-started': 'Write down the start',
  'starts-later': 'Write down the other day',
  'did-not-come': 'Log the absence',
  elsewhere: 'Write down the place',
  destination: 'Write down the place',
  'leaving-case': 'Open the case',
}

const intro: Readonly<Record<string, string>> = {
  'has-started': 'This takes the child from the list. Your MIS must still say that the child has started.',
  'starts-later': 'The child is looked for from the other day on.',
  'did-not-come':
    'The register is marked N from the first school day, and the absence runs from it: the first-day call, day 3 and all that follows. A mark that your MIS sends for these sessions stands over it.',
  elsewhere: 'This takes the child from the list. It does not delete the name: that needs a ground of the regulations.',
  destination:
    'This ends what is asked here. If you only heard it from others, keep looking until the place has confirmed it.',
  'leaving-case': 'The authority’s CME officer sees the case from then on, with all that was tried.',
}

function starterFields(typed: TypedRoll): readonly Field[] {
  switch (typed.answer) {
    case 'has-started':
      return [
        { kind: 'date', name: 'day', label: 'First day here', value: typed.day },
        { kind: 'textarea', name: 'words', label: 'Who saw the child, and where?', value: typed.words },
      ]
    case 'starts-later':
      return [
        { kind: 'date', name: 'day', label: 'The other day', hint: 'Today or later.', value: typed.day },
        { kind: 'text', name: 'agreedWith', label: 'Who agreed to it?', value: typed.agreedWith },
        { kind: 'textarea', name: 'words', label: 'Why is the day changed?', value: typed.words },
      ]
    case 'elsewhere':
      return placeFields(typed)
    default:
      return []
  }
}

function placeFields({ kind, place, saidBy }: TypedRoll): readonly Field[] {
  const choices = Object.entries(placeWords).map(([value, text]) => ({ value, text }))
  return [
    { kind: 'radios', name: 'kind', label: 'What kind of place?', value: kind, choices },
    {
      kind: 'text',
      name: 'place',
      label: 'Which place?',
      hint: 'The school’s name, the town or the country.',
      value: place,
    },
    { kind: 'text', name: 'saidBy', label: 'Who said so, and when?', value: saidBy },
  ]
}

function caseFields({ words }: TypedRoll): readonly Field[] {
  return [{ kind: 'textarea', name: 'words', label: 'Why is the case opened?', value: words }]
}

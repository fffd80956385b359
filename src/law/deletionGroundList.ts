// On which grounds may a name leave the admission register, and what must be shown for each?
// Law for a child of compulsory school age. What nobody has shown yet is asked for, never assumed.

/** Something that must be true, and that somebody shows: `id` to answer it by, and its words. */
export interface Shown {
  readonly id: string
  readonly words: string
}

export interface DeletionGround {
  readonly letter: string
  readonly provision: string
  readonly name: string
  readonly shows: readonly Shown[]
  /** The rule that says more about this ground; null where the list says all that is known here. */
  readonly rule: string | null
  /** Whether our wording was compared with the regulation. */
  readonly confirmed: boolean
}

type Entry = readonly [letter: string, name: string, rule: string | null, shows: Readonly<Record<string, string>>]

const noReturn = 'The school has no reasonable grounds to believe that the child will attend again'
const notFromHere = 'No school attendance order names this school'
const notMainSchool = 'The child is no mobile child, or this is not their main school'
const jointly = {
  'not-sickness-or-unavoidable': 'The school has no reason to believe in sickness or an unavoidable cause',
  'enquired-together': 'School and authority have tried together to find out where the child is and how they are',
  'not-found-or-agreed': 'They have not found out, or agree that there are no reasonable grounds to expect a return',
}

const entries: readonly Entry[] = [
  [
    'a',
    'Registered at another school',
    'ground-a',
    {
      'registered-elsewhere': 'The child is registered at another school',
      'no-order': notFromHere,
      'not-main-school': notMainSchool,
      'not-dual': 'The school has not agreed that the child is registered at both',
    },
  ],
  [
    'b',
    'Nursery education completed',
    null,
    {
      'nursery-completed': 'The child was admitted for nursery education and has completed it',
      'would-move-up': 'The child would now move to reception or a class above it',
      'no-return': noReturn,
    },
  ],
  [
    'c',
    'Registered at this and another school',
    'ground-c',
    {
      'no-return': noReturn,
      'all-consent': 'Every other school at which the child is registered consents',
      'no-order': notFromHere,
      'not-main-school': notMainSchool,
    },
  ],
  [
    'd',
    'School attendance order names another school',
    null,
    {
      'order-amended': 'The authority has put another school in the place of this one in the order',
    },
  ],
  [
    'e',
    'School attendance order revoked',
    null,
    {
      'order-revoked': 'The authority has revoked the order',
      'suitable-education': 'It did so because suitable education is arranged otherwise',
    },
  ],
  [
    'f',
    'Educated otherwise than at school',
    'ground-f',
    {
      'notice-in-writing': 'A parent has written that the child will be educated otherwise from a stated day',
      'day-passed': 'That day has passed',
      'no-order': notFromHere,
      'authority-consents': 'The authority consents, where it arranged a place at a special school',
    },
  ],
  [
    'g',
    'Too far away',
    null,
    {
      'not-boarder': 'The child is no boarder',
      'too-far': 'The child no longer lives a reasonable distance from the school',
      'no-return': noReturn,
    },
  ],
  [
    'h',
    'Not returned from leave',
    'ground-h',
    {
      'leave-ended': 'Leave was given and has ended',
      'ten-school-days': 'The child has not attended within the ten school days after it',
      ...jointly,
    },
  ],
  [
    'i',
    'Away for twenty school days',
    'ground-i',
    {
      'twenty-school-days': 'The child has been away for twenty school days running',
      'only-g-n-o': 'Every session of them is marked G, N or O',
      ...jointly,
    },
  ],
  [
    'j',
    'Detained under a sentence',
    null,
    {
      'four-months': 'The child is detained under a sentence of four months or more, not on remand',
      'no-return': noReturn,
    },
  ],
  ['k', 'Died', null, { died: 'The child has died' }],
  [
    'l',
    'Leaving at the end of compulsory school age',
    null,
    {
      'over-age': 'The child will be over compulsory school age by the time the school next meets',
      'no-sixth-form': 'The child is not going into the sixth form here',
    },
  ],
  [
    'm',
    'Boarding fees not paid',
    null,
    {
      'boarder-here': 'The child is a boarder at a maintained school or an academy',
      'fees-unpaid': 'The boarding fees are unpaid at the end of the term they are for',
    },
  ],
  [
    'n',
    'No longer a pupil of an independent school',
    null,
    {
      'independent-school': 'This is an independent school or a special school that is not maintained',
      'ceased-to-be-a-pupil': 'The child has ceased to be a pupil of it',
    },
  ],
  [
    'o',
    'Permanently excluded',
    null,
    {
      excluded: 'The child is permanently excluded',
      'review-over':
        'The time for asking for a review is over, or the review, or the parent has given it up in writing',
    },
  ],
]

const seenByUs = ['a', 'b', 'c', 'd', 'e']

/** The fifteen, A to O. Source: School Attendance (Pupil Registration) (England) Regulations 2024, regulation 9(1). */
export const deletionGroundList: readonly DeletionGround[] = entries.map(([letter, name, rule, shows]) => ({
  letter: letter.toUpperCase(),
  provision: `regulation 9(1)(${letter})`,
  name,
  shows: Object.entries(shows).map(([id, words]) => ({ id, words })),
  rule,
  confirmed: seenByUs.includes(letter),
}))

/** The ground with a letter, A to O; undefined for any other text. */
export function findDeletionGround(letter: string): DeletionGround | undefined {
  return deletionGroundList.find((ground) => ground.letter === letter)
}

// What must somebody know who lets a school's system send here? The vocabulary laid out to be read.
import type { Paths } from '../paths.ts'
import { signedExample } from './apiExample.ts'

/** What is published, as the house reads it. */
export interface Published {
  readonly schemaName: string
  readonly types: readonly {
    readonly type: string
    readonly meaning: string
    readonly follows: string
    readonly example: Readonly<Record<string, unknown>>
    readonly fields: readonly Field[]
  }[]
  readonly envelope: readonly Field[]
  readonly answers: readonly {
    readonly status: number
    readonly words: readonly string[]
    readonly means: string
    readonly todo: string
  }[]
}

interface Field {
  readonly name: string
  readonly kind: string
  readonly isRequired: boolean
  readonly says: string
}

/** The model of `pages/api.njk`. */
export function apiPage({ types, envelope, answers, schemaName }: Published, paths: Paths, base: string) {
  return {
    title: 'Messages from schools’ systems',
    address: `${base}/hooks/v1/…`,
    schemaName,
    openApiHref: paths.openApi(),
    envelope,
    answers,
    groups: groupsOf(types).map(({ title, types }) => ({
      title,
      types: types.map((each) => ({
        ...each,
        example: JSON.stringify(each.example, null, 2),
        schemaHref: paths.messageSchema(schemaName, each.type),
      })),
    })),
    signed: signedExample,
    strictness,
  }
}

const groups = [
  { title: 'Marks and registers', begins: ['attendance.'] },
  { title: 'Pupils and contacts', begins: ['pupil.', 'contacts.'] },
  { title: 'Coming and leaving', begins: ['enrolment.'] },
  { title: 'Leave and suspension', begins: ['leave.', 'exclusion.'] },
  { title: 'School days', begins: ['calendar.'] },
  { title: 'The feed itself', begins: ['sync.', 'school.'] },
] as const

function groupsOf<Type extends { readonly type: string }>(types: readonly Type[]) {
  return groups.map(({ title, begins }) => ({
    title,
    types: types.filter(({ type }) => begins.some((begin) => type.startsWith(begin))),
  }))
}

/** Where what is read differs from what the JSON Schema says: a test holds them to it. */
const strictness = [
  {
    title: 'Refused although the JSON Schema lets it pass',
    each: [
      'A UPN whose check letter is wrong.',
      'A date that does not exist, such as 30 February, where a validator takes “format” for a remark; and an instant that is none.',
      'Text in which nothing can be seen, or that is not well-formed Unicode, where text is required.',
      'A time of writing or of change more than five minutes ahead of the receipt, and a mark more than a year ahead.',
      'Days in the wrong order: a term or leave that ends before it begins or lasts more than a year, a return before the end of leave, terms that overlap or lie outside their year.',
      'pupil.upserted without any of the four names; pupil.merged with the same number twice; a calendar with more than 30 names of year groups.',
    ],
  },
  {
    title: 'Taken although the JSON Schema forbids it',
    each: [
      'A UPN in small letters, with spaces, or empty, which is the same as null.',
      'Text with spaces and invisible characters around it, which do not count towards its length.',
      'Another text in schema: the message is read as this version.',
      'Marks and contacts of which some do not fit: those are set aside one by one. So are the parts that only add: a previous school, a destination, a status.',
    ],
  },
]

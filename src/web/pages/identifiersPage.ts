// What do the numbers of pupils and schools look like, and is this one well made? Nothing that is typed is kept.
import type { EstablishmentNumber } from '../../cases/identifiers/establishmentNumber.ts'
import { type Identifier, type IdentifierKind, identifierKinds } from '../../cases/identifiers/identifiers.ts'
import type { UniqueLearnerNumber } from '../../cases/identifiers/uniqueLearnerNumber.ts'
import type { UniquePupilNumber } from '../../cases/identifiers/uniquePupilNumber.ts'
import type { UniqueReferenceNumber } from '../../cases/identifiers/uniqueReferenceNumber.ts'
import type { FormError } from '../forms/caseForm.ts'
import type { TypedIdentifier } from '../forms/identifier.ts'
import { fieldsShown } from './caseForm.ts'

interface KindShown {
  readonly short: string
  readonly name: string
  readonly of: string
  readonly looks: string
  readonly checks: string
  /** Invented, or nobody’s. */
  readonly examples: readonly string[]
}

const kinds: Record<IdentifierKind, KindShown> = {
  upn: {
    short: 'UPN',
    name: 'Unique Pupil Number',
    of: 'A pupil of a school',
    looks:
      '13 characters: a check letter, 3 digits of the local authority and 4 of the school that gave it, 2 of the year, and a serial of 3. A temporary one ends in a letter. I, O and S are never used.',
    checks:
      'The first letter is worked out from the other twelve characters, so one wrong digit, or two digits exchanged, always shows.',
    examples: ['B999100126001', 'M99910012600A (temporary)'],
  },
  uln: {
    short: 'ULN',
    name: 'Unique Learner Number',
    of: 'A learner aged 14 or over',
    looks: '10 digits, the first not 0.',
    checks:
      'The last digit is worked out from the other nine, so one wrong digit, or two neighbours exchanged, always shows.',
    examples: ['9276308686'],
  },
  urn: {
    short: 'URN',
    name: 'Unique Reference Number',
    of: 'A school',
    looks: '6 digits.',
    checks: 'Nothing in it checks the rest: a slip gives the number of another school, or of none.',
    examples: ['999001'],
  },
  laestab: {
    short: 'LAESTAB',
    name: 'DfE number of a school',
    of: 'A school',
    looks: '3 digits of the local authority and 4 of the school, often with a slash between them.',
    checks: 'Nothing in it checks the rest.',
    examples: ['873/4022', '8734022'],
  },
}

/** The model of pages/identifiers.njk. `answer` is null before anything was asked. */
export function identifiersPage(
  typed: TypedIdentifier,
  errors: readonly FormError[],
  answer: { readonly kind: IdentifierKind; readonly identifier: Identifier } | null,
) {
  return {
    title: 'Numbers of pupils and schools',
    errors,
    kinds: identifierKinds.map((kind) => kinds[kind]),
    answer: answer && answerShown(kinds[answer.kind].short, answer.identifier),
    fields: fieldsShown(
      [
        {
          kind: 'text',
          name: 'number',
          label: 'The number',
          hint: 'Spaces, dashes and small letters do not matter.',
          value: typed.number,
          isShort: true,
        },
        {
          kind: 'radios',
          name: 'kind',
          label: 'Which number is it?',
          hint: 'Needed only where the number itself does not show it.',
          value: typed.kind,
          choices: identifierKinds.map((kind) => ({ value: kind, text: `${kinds[kind].short}: ${kinds[kind].name}` })),
        },
      ],
      errors,
    ),
  }
}

function answerShown(short: string, identifier: Identifier) {
  if (!identifier.valid)
    return { isValid: false, words: `This is not a valid ${short}.`, because: identifier.because, parts: [] }
  return { isValid: true, words: `This is a valid ${short}.`, because: null, parts: partsOf(identifier) }
}

type Valid = UniquePupilNumber | UniqueLearnerNumber | UniqueReferenceNumber | EstablishmentNumber

function partsOf(valid: Valid): { readonly what: string; readonly text: string }[] {
  const part = (what: string, text: string) => ({ what, text })
  if ('upn' in valid)
    return [
      part('Number', valid.upn),
      part('Kind', valid.kind === 'permanent' ? 'Permanent' : 'Temporary'),
      part('Check letter', valid.checkLetter),
      part('Local authority that gave it', valid.authority),
      part('School that gave it', valid.establishment),
      part('Year, last two digits', valid.year),
      part('Serial', valid.serial),
    ]
  if ('uln' in valid) return [part('Number', valid.uln), part('Check digit', valid.checkDigit)]
  if ('urn' in valid) return [part('Number', valid.urn)]
  return [part('Number', valid.laestab), part('Local authority', valid.authority), part('School', valid.establishment)]
}

// Which values of a message that was not taken in may somebody read who is not the safeguarding lead? A list of what is shown.

export const hidden = 'Not shown to you: ask the safeguarding lead'
const others = 'other fields'

type Shape = (value: string | number) => boolean

const matches =
  (pattern: RegExp): Shape =>
  (value) =>
    pattern.test(String(value))

// A date somebody got wrong is still to be read; a telephone number in its place is not.
const dateLike = matches(/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(T[\d:.]{1,15}(Z|[+-]\d\d:?\d\d)?)?$/)

/** By exact name, the shape in which a value is nobody's name, number or words. */
const shownAs: Readonly<Record<string, Shape>> = {
  mis_id: isMisId,
  upn: matches(/^[A-Z]\d{11}[0-9A-Z]$/i),
  date: dateLike,
  on: dateLike,
  from: dateLike,
  to: dateLike,
  entry_date: dateLike,
  leaving_date: dateLike,
  source_updated_at: dateLike,
  session: matches(/^(AM|PM|EV|morning|afternoon|evening)$/i),
  code: matches(/^\S{0,2}$/),
  minutes_late: matches(/^-?\d{1,4}(\.\d{1,3})?$/),
  academic_year: matches(/^\d{4}([-/]\d{2,4})?$/),
}

/** What may hold such fields, and nothing else of it is shown. */
const partsWithin: ReadonlySet<string> = new Set(['pupil', 'marks', 'terms', 'non_school_days'])

/** Names that the format itself has: they are shown, so that one can see what was sent. */
const knownNames: ReadonlySet<string> = new Set([
  'changed',
  'comment',
  'contacts',
  'date_of_birth',
  'flags',
  'former_upn',
  'home_la_code',
  'legal_forename',
  'legal_surname',
  'preferred_forename',
  'preferred_surname',
  'reg_group',
  'year_group',
])

/** Whether a text is like the number by which a MIS knows a pupil, and not a name or a telephone number. */
export function isMisId(value: string | number): boolean {
  return /^(?=.*\d)(?!.*\d{10})[\w-]{1,40}$/.test(String(value)) || shownAs.upn!(value)
}

/** The content with everything left out that is not on the list. Names nobody knows are not shown either. */
export function shownToSchool(value: unknown): unknown {
  return isObject(value) || isListOfObjects(value) ? partsShown(value) : hidden
}

function partsShown(value: Record<string, unknown> | readonly Record<string, unknown>[]): unknown {
  if (Array.isArray(value)) return value.map(partsShown)
  const shown: [string, unknown][] = []
  for (const [name, part] of Object.entries(value)) {
    if (Object.hasOwn(shownAs, name)) shown.push([name, isPlain(part) && shownAs[name]!(part) ? part : hidden])
    else if (partsWithin.has(name)) shown.push([name, shownToSchool(part)])
    else shown.push([knownNames.has(name) ? name : others, hidden])
  }
  return Object.fromEntries(shown)
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isListOfObjects(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isObject)
}

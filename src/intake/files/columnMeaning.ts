// What stands in a column of a register file? By its heading as school systems write it, or as the school has said before.

/** `marks` is a string of marks, two a day from a first session on; `session` a column that is one session of a day. */
export const columnMeanings = [
  'mis-id',
  'upn',
  'surname',
  'forename',
  'name',
  'group',
  'date',
  'session',
  'date-and-session',
  'mark',
  'mark-am',
  'mark-pm',
  'marks',
  'first-date',
  'minutes',
  'comment',
  'total',
  'not-used',
] as const
export type ColumnMeaning = (typeof columnMeanings)[number]

/** How a person reads each meaning. */
export const meaningWords: Record<ColumnMeaning, string> = {
  'mis-id': 'Pupil’s number in the MIS',
  upn: 'UPN',
  surname: 'Surname',
  forename: 'Forename',
  name: 'Whole name',
  group: 'Registration group or year',
  date: 'Date',
  session: 'AM or PM',
  'date-and-session': 'Date with AM or PM',
  mark: 'Mark',
  'mark-am': 'Morning mark',
  'mark-pm': 'Afternoon mark',
  marks: 'All marks in one string',
  'first-date': 'First day of the string of marks',
  minutes: 'Minutes late',
  comment: 'Comment',
  total: 'A total',
  'not-used': 'Not used',
}

/** Meanings that only one column can have. */
export const onlyOnce: ReadonlySet<ColumnMeaning> = new Set(
  columnMeanings.filter((meaning) => meaning !== 'total' && meaning !== 'not-used'),
)

// Common headings; no supplier publishes a list.
const aliases: readonly [ColumnMeaning, RegExp][] = [
  ['upn', /^(upn|unique pupil (number|no))$/],
  [
    'mis-id',
    /^(mis (id|number)|adno|adm ?(number|no)|admission (number|no)|arbor id|arbor student id|(student|person|pupil|external|sims|bromcom) id|id)$/,
  ],
  ['surname', /^((legal |preferred )?surname|(legal )?last name)$/],
  ['forename', /^((legal |preferred )?forename|(legal )?first name)$/],
  ['name', /^(name|full name|student|pupil|(student|pupil) name)$/],
  ['group', /^(reg|reg group|registration (form|group)|form|form group|tutor group|class|year|year group|nc year)$/],
  ['first-date', /^(first (date|day)|week commencing|w c|from|start date|week beginning)$/],
  ['date-and-session', /^(date and session|date session|session date and name)$/],
  ['date', /^(date|(session|mark|attendance|register) date)$/],
  ['session', /^(am pm|session|session name|period)$/],
  ['mark-am', /^(am|mark am|am mark|morning|morning mark)$/],
  ['mark-pm', /^(pm|mark pm|pm mark|afternoon|afternoon mark)$/],
  ['marks', /^(marks|attendance marks|attendance|register|register marks)$/],
  ['mark', /^(mark|code|attendance mark|attendance code|mark code)$/],
  ['minutes', /^(minutes late|mins late|minutes)$/],
  ['comment', /^(comments?|notes?|reason)$/],
  [
    'total',
    /^(possible( marks| sessions)?|presents?( marks)?|attended|aea|(authorised|unauthorised|unexplained) absences?|absences?|lates?( before register)?|attend(ance)?|total.*)$/,
  ],
]

/** The meaning of a heading, or null when nobody here has seen it. */
export function meaningOf(heading: string): ColumnMeaning | null {
  const isShare = heading.includes('%')
  const plain = plainHeading(heading)
  if (plain === '') return null
  if (isShare) return 'total'
  return aliases.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

/** A heading by which it is known again: small letters, without signs. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

// Does the JSON fit the contract? Each fault names its place; what nobody knows is noted, not lost.
import { z } from 'zod'
import { dayNumber, isDate } from '../../calendar/date.ts'
import { isInstant } from '../../calendar/londonTime.ts'
import { closureReasons, sessions } from '../../calendar/schoolCalendar.ts'
import { codeTexts } from '../../law/attendanceCodes.ts'
import type { ClockInput } from './clockTypes.ts'
import {
  isTimeOfDay,
  largestCount,
  longestCalendarDays,
  mostAnswers,
  mostEntries,
  mostTerms,
  riskQuestion,
} from './inputLimits.ts'
import { pathText, unknownFields } from './jsonPath.ts'

const date = z
  .string({ error: 'must be a date, YYYY-MM-DD.' })
  .refine(isDate, { error: 'must be a date that exists, YYYY-MM-DD.', abort: true })
const instant = z
  .string({ error: 'must be an instant with its offset, such as 2026-10-14T15:30:00+01:00.' })
  .refine(isInstant, { error: 'must be an instant with its offset, such as 2026-10-14T15:30:00+01:00.', abort: true })
const timeOfDay = z
  .string({ error: 'must be a time of day, HH:MM.' })
  .refine(isTimeOfDay, { error: 'must be a time of day, HH:MM.', abort: true })
const yesOrNo = z.boolean({ error: 'must be true or false.' })
const count = z
  .int({ error: 'must be a whole number.' })
  .min(1, { error: 'must be 1 or more.' })
  .max(largestCount, { error: `must be ${largestCount} or less.` })
const dates = listOf(date, { of: ' of dates' })

function oneOf<const Texts extends readonly string[]>(texts: Texts) {
  return z.enum(texts, { error: `must be one of ${texts.join(', ')}.` })
}

// The length is looked at first: millions of faults would be no help.
function listOf<Item extends z.ZodType>(item: Item, { most = mostEntries, of = '' } = {}) {
  return z
    .custom<z.input<Item>[]>((value) => Array.isArray(value) && value.length <= most, {
      error: ({ input }) => (Array.isArray(input) ? `has more than ${most} entries.` : `must be a list${of}.`),
    })
    .pipe(z.array(item))
}

function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, { error: 'must be an object.' })
}

type Refusal = (path: (string | number)[], message: string) => void

function checked<Type extends z.ZodType>(type: Type, check: (value: z.output<Type>, refuse: Refusal) => void) {
  return type.superRefine((value, context) =>
    check(value as z.output<Type>, (path, message) => context.addIssue({ code: 'custom', path, message })),
  )
}

const terms = checked(
  listOf(object({ from: date, to: date }), { most: mostTerms }).refine((list) => list.length > 0, {
    error: 'must name a term.',
    abort: true,
  }),
  (terms, refuse) => {
    const inOrder = terms
      .map((term, index) => ({ ...term, index }))
      .sort((one, other) => (one.from < other.from ? -1 : 1))
    let longest = inOrder[0]!
    for (const term of inOrder) {
      if (term.to < term.from) refuse([term.index, 'to'], 'is before the term begins.')
      else if (term !== longest && longest.to >= term.from) {
        refuse([term.index, 'from'], `is in another term, ${longest.from} to ${longest.to}.`)
      }
      if (term.to > longest.to) longest = term
    }
    if (dayNumber(longest.to) - dayNumber(inOrder[0]!.from) > longestCalendarDays) {
      refuse([], 'span more than 40 years.')
    }
  },
)

const registersClose = checked(
  object({ AM: timeOfDay.optional(), PM: timeOfDay.optional() }),
  ({ AM = '09:30', PM = '14:00' }, refuse) => {
    if (PM <= AM) refuse(['PM'], 'must be later than AM.')
  },
)

const calendar = object({
  terms,
  closed: listOf(object({ on: date, because: oneOf(closureReasons) })).nullish(),
  registersClose: registersClose.nullish(),
})

// Systems that were not updated still send the codes of before 2024.
function whatBecameOf(code: string): string {
  return ['H', 'J', 'Y'].includes(code) ? `${code} ended in August 2024; ` : ''
}

const mark = checked(
  object({
    from: date.optional(),
    to: date.optional(),
    on: date.optional(),
    session: oneOf(sessions).nullish(),
    code: z.string({ error: 'must be an attendance code.' }).refine((text) => codeTexts.includes(text), {
      error: ({ input }) => `${whatBecameOf(String(input))}must be one of ${codeTexts.join(' ')}`,
    }),
  }),
  ({ from, to, on, session }, refuse) => {
    if (on !== undefined) {
      if (from !== undefined) refuse(['from'], 'cannot stand beside on.')
      if (to !== undefined) refuse(['to'], 'cannot stand beside on.')
      return
    }
    if (session) refuse(['session'], 'needs on, the day.')
    if (from === undefined && to === undefined) refuse(['on'], 'is missing: a mark has on, or from and to.')
    else if (from === undefined) refuse(['from'], 'is missing.')
    else if (to === undefined) refuse(['to'], 'is missing.')
    else if (to < from) refuse(['to'], 'is before from.')
  },
)

const missing = object({
  reportedAt: instant,
  from: oneOf(['care', 'home']),
  protectionPlanOrS47: yesOrNo.nullish(),
  returnedAt: instant.nullish(),
  interviewedAt: instant.nullish(),
  refusedAt: instant.nullish(),
  parentConversationAt: instant.nullish(),
  safeAndWellAt: instant.nullish(),
  meetingsOn: dates.nullish(),
  assistantDirectorToldOn: date.nullish(),
  leadMemberToldOn: date.nullish(),
  strategyMeetingOn: date.nullish(),
})

const foreseenSickness = checked(object({ believedOn: date, from: date, to: date }), ({ from, to }, refuse) => {
  if (to < from) refuse(['to'], 'is before from.')
})

const question = z.string().regex(riskQuestion, { error: 'is no question of the risk form.' })
const riskAnswers = z
  .custom<Record<string, unknown>>((value) => isObject(value) && Object.keys(value).length <= mostAnswers, {
    error: ({ input }) => (isObject(input) ? `has more than ${mostAnswers} answers.` : 'must be an object.'),
  })
  .pipe(
    z.record(question, oneOf(['yes', 'no', 'unknown']), {
      error: (issue) => (issue.code === 'invalid_key' ? 'is no question of the risk form.' : 'must be an object.'),
    }),
  )

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const facts = object({
  contacts: listOf(object({ at: instant, reached: yesOrNo })).nullish(),
  explainedOn: date.nullish(),
  explainedUntil: date.nullish(),
  flags: object({
    lookedAfter: yesOrNo.nullish(),
    protectionPlan: yesOrNo.nullish(),
    childInNeed: yesOrNo.nullish(),
    youthJustice: yesOrNo.nullish(),
  }).nullish(),
  toldSocialWorkerOn: date.nullish(),
  toldCmeOfficerOn: date.nullish(),
  escalatedOn: date.nullish(),
  homeVisitOn: date.nullish(),
  referredToAuthorityOn: date.nullish(),
  reviewsOn: dates.nullish(),
  riskAnswers: riskAnswers.nullish(),
  riskAnsweredOn: date.nullish(),
  referredAt: instant.nullish(),
  attendanceReturnsSentOn: dates.nullish(),
  sicknessReturnSentOn: date.nullish(),
  foreseenSickness: foreseenSickness.nullish(),
  newPupilReturn: object({ sentOn: date.nullish(), exempt: yesOrNo.nullish() }).nullish(),
  educationKnown: yesOrNo.nullish(),
  recordSentOn: date.nullish(),
  enquiries: listOf(
    object({
      by: oneOf(['school', 'authority']),
      on: date,
      what: z.string({ error: 'must be text.' }).nullish(),
      signedAt: instant.nullish(),
    }),
  ).nullish(),
  sicknessOrUnavoidable: object({ answer: yesOrNo, signedAt: instant }).nullish(),
  outcome: object({
    kind: oneOf(['not-found', 'found']),
    schoolSignedAt: instant.nullish(),
    authoritySignedAt: instant.nullish(),
    agreedNoReasonableGroundsToExpectReturn: yesOrNo.nullish(),
  }).nullish(),
  missing: listOf(missing).nullish(),
})

const clockInput = object({
  asOf: instant,
  calendar,
  policy: object({
    escalateOnSchoolDay: count.nullish(),
    visitBySchoolDay: count.nullish(),
    referOnSchoolDay: count.nullish(),
    reviewEveryDays: count.nullish(),
  }).nullish(),
  pupil: object({
    dateOfBirth: date,
    boarder: yesOrNo.nullish(),
    enteredOn: date.nullish(),
    leftOn: date.nullish(),
  }),
  marks: listOf(mark).nullish(),
  leave: object({ endedOn: date }).nullish(),
  facts: facts.nullish(),
})

export type ReadClockInput =
  | { readonly input: ClockInput; readonly notes: readonly string[] }
  | { readonly faults: readonly string[] }

/**
 * Reads a JSON value as the clock's input. Faults each begin with the path of what does not fit. Fields that the
 * contract does not name are left alone, and noted.
 */
export function readClockInput(value: unknown): ReadClockInput {
  const read = clockInput.safeParse(value)
  if (!read.success) return { faults: read.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`) }
  return {
    input: read.data,
    notes: unknownFields(value, read.data).map((path) => `${path}: not a field of the clock.`),
  }
}

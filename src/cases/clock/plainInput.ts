// Does this JSON so plainly fit the clock that nobody need look closer? A quick yes for what nearly every input is.
import { dayNumber, isDate } from '../../calendar/date.ts'
import { isInstant } from '../../calendar/londonTime.ts'
import { closureReasons } from '../../calendar/schoolCalendar.ts'
import { codeTexts } from '../../law/attendanceCodes.ts'
import type { ClockInput, MarkEntry } from './clockTypes.ts'
import { isTimeOfDay, largestCount, longestCalendarDays, mostEntries, mostTerms, riskQuestion } from './inputLimits.ts'

/**
 * A check answers how many colons a value has in JSON, or `no` when somebody must look closer. The number tells whether a
 * key was given twice: of two JSON keeps the last, and the text has more colons than what was kept.
 */
type Check = (value: unknown) => number

const no = -1

/**
 * The colons of an input, without those of its calendar, that fits the contract and has no field that the contract does
 * not name; -1 when somebody must look closer, which says nothing against it.
 */
export function colonsOfPlainInput(value: unknown): number {
  return input(value)
}

const date: Check = (value) => (typeof value === 'string' && isDate(value) ? 0 : no)
const instant: Check = (value) => (typeof value === 'string' && isInstant(value) ? colonsIn(value) : no)
const time: Check = (value) => (typeof value === 'string' && isTimeOfDay(value) ? 1 : no)
const text: Check = (value) => (typeof value === 'string' ? colonsIn(value) : no)
const yesOrNo: Check = (value) => (typeof value === 'boolean' ? 0 : no)
const count: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= largestCount ? 0 : no

/** How often a colon stands in a text. */
export function colonsIn(text: string): number {
  let colons = 0
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++
  return colons
}

function orNull(check: Check): Check {
  return (value) => (value === null ? 0 : check(value))
}

function oneOf(...texts: readonly string[]): Check {
  return (value) => (texts.includes(value as string) ? 0 : no)
}

function listOf(check: Check, atLeast = 0, atMost = mostEntries): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length < atLeast || value.length > atMost) return no
    let colons = 0
    for (let index = 0; index < value.length; index++) {
      const ofItem = check(value[index])
      if (ofItem === no) return no
      colons += ofItem
    }
    return colons
  }
}

function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  const checks = new Map(Object.entries({ ...required, ...optional }))
  const needed = Object.keys(required)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return no
    let colons = 0
    for (const key in value) {
      const check = checks.get(key)
      const ofField = check === undefined ? no : check((value as Record<string, unknown>)[key])
      if (ofField === no) return no
      colons += 1 + ofField
    }
    for (const key of needed) if (!Object.hasOwn(value, key)) return no
    return colons
  }
}

function orNulls(names: readonly string[], check: Check): Record<string, Check> {
  return Object.fromEntries(names.map((name) => [name, orNull(check)]))
}

const codes = new Set(codeTexts)

// Written out, unlike the others: there are so many of them.
const mark: Check = (value) => {
  if (typeof value !== 'object' || value === null) return no
  const { from, to, on, session, code } = value as MarkEntry
  if (typeof code !== 'string' || !codes.has(code)) return no
  let fields = 0
  for (const _key in value) fields++
  if (on === undefined) {
    return fields === 3 && date(from) === 0 && date(to) === 0 && (to as string) >= (from as string) ? fields : no
  }
  if (date(on) !== 0) return no
  if (session === undefined) return fields === 2 ? fields : no
  return fields === 3 && (session === 'AM' || session === 'PM' || session === null) ? fields : no
}

const terms = listOf(object({ from: date, to: date }), 1, mostTerms)
const closures = orNull(listOf(object({ on: date, because: oneOf(...closureReasons) })))
const registersClose = orNull(object({}, { AM: time, PM: time }))
const calendar = object({ terms }, { closed: closures, registersClose })

/** The colons of a calendar whose terms stand in order; or -1 when somebody must look closer. */
export function colonsOfPlainCalendar(value: unknown): number {
  const colons = calendar(value)
  if (colons === no) return no
  const { terms, registersClose } = value as ClockInput['calendar']
  for (const [index, { from, to }] of terms.entries()) {
    if (to < from || (index > 0 && from <= terms[index - 1]!.to)) return no
  }
  if (dayNumber(terms.at(-1)!.to) - dayNumber(terms[0]!.from) > longestCalendarDays) return no
  return (registersClose?.PM ?? '14:00') > (registersClose?.AM ?? '09:30') ? colons : no
}

const answers: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return no
  let colons = 0
  for (const [question, answer] of Object.entries(value)) {
    if (!riskQuestion.test(question) || (answer !== 'yes' && answer !== 'no' && answer !== 'unknown')) return no
    colons++
  }
  return colons
}

const spanOfSickness = object({ believedOn: date, from: date, to: date })
const sickness: Check = (value) => {
  const colons = spanOfSickness(value)
  if (colons === no) return no
  const { from, to } = value as { from: string; to: string }
  return to >= from ? colons : no
}

const missing = object(
  { reportedAt: instant, from: oneOf('care', 'home') },
  {
    ...orNulls(['protectionPlanOrS47'], yesOrNo),
    ...orNulls(['returnedAt', 'interviewedAt', 'refusedAt', 'parentConversationAt', 'safeAndWellAt'], instant),
    ...orNulls(['meetingsOn'], listOf(date)),
    ...orNulls(['assistantDirectorToldOn', 'leadMemberToldOn', 'strategyMeetingOn'], date),
  },
)

const facts = object(
  {},
  {
    contacts: orNull(listOf(object({ at: instant, reached: yesOrNo }))),
    ...orNulls(['explainedOn', 'explainedUntil', 'toldSocialWorkerOn', 'toldCmeOfficerOn', 'escalatedOn'], date),
    ...orNulls(
      ['homeVisitOn', 'referredToAuthorityOn', 'riskAnsweredOn', 'sicknessReturnSentOn', 'recordSentOn'],
      date,
    ),
    flags: orNull(object({}, orNulls(['lookedAfter', 'protectionPlan', 'childInNeed', 'youthJustice'], yesOrNo))),
    ...orNulls(['reviewsOn', 'attendanceReturnsSentOn'], listOf(date)),
    riskAnswers: orNull(answers),
    referredAt: orNull(instant),
    foreseenSickness: orNull(sickness),
    newPupilReturn: orNull(object({}, { sentOn: orNull(date), exempt: orNull(yesOrNo) })),
    educationKnown: orNull(yesOrNo),
    enquiries: orNull(
      listOf(object({ by: oneOf('school', 'authority'), on: date }, { what: orNull(text), signedAt: orNull(instant) })),
    ),
    sicknessOrUnavoidable: orNull(object({ answer: yesOrNo, signedAt: instant })),
    outcome: orNull(
      object(
        { kind: oneOf('not-found', 'found') },
        {
          ...orNulls(['schoolSignedAt', 'authoritySignedAt'], instant),
          agreedNoReasonableGroundsToExpectReturn: orNull(yesOrNo),
        },
      ),
    ),
    missing: orNull(listOf(missing)),
  },
)

const input = object(
  {
    asOf: instant,
    // Looked at by itself, for it is often known from the line before.
    calendar: () => 0,
    pupil: object({ dateOfBirth: date }, { boarder: orNull(yesOrNo), ...orNulls(['enteredOn', 'leftOn'], date) }),
  },
  {
    policy: orNull(
      object({}, orNulls(['escalateOnSchoolDay', 'visitBySchoolDay', 'referOnSchoolDay', 'reviewEveryDays'], count)),
    ),
    marks: orNull(listOf(mark)),
    leave: orNull(object({ endedOn: date })),
    facts: orNull(facts),
  },
)

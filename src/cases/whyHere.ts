// Why is this child on a list? One sentence from the register, and what would mislead if it were left out.
import { type DateText, dayNumber, partsOf, weekdayOf } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { findAttendanceCode } from '../law/attendanceCodes.ts'
import type { AwayChild, SessionOfDay } from './awayChild.ts'
import type { KeptMark, SilentSessions } from './clock/marksForClock.ts'
import { expectedBack, type LeaveSpan, leaveBehind } from './leave.ts'
import { schoolYearStart } from './strip.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

interface Around {
  readonly today: DateText
  readonly calendar: SchoolCalendar | null
  readonly silent: SilentSessions
  readonly knownFrom: DateText
}

/** Sentences for one child, most important first. */
export function whyHere(child: Omit<AwayChild, 'why'>, around: Around): string {
  const absence = child.answer?.covered ? child.answer.absence : null
  if (child.isUnexplained && absence) {
    return [
      runSentence(child.marks, absence.firstOn, around.today),
      closedSentence(child.closedOn, around.today),
      silenceSentence(absence.unknownDays),
      leaveOf(child, absence.firstOn, around.calendar),
      reasonRanOut(child, around.today),
      otherAbsences(child, absence.firstOn, around),
    ]
      .filter(Boolean)
      .join(' ')
  }
  if (child.goneOn)
    return [goneSentence(child.goneOn, around.today), closedSentence(child.closedOn, around.today)]
      .filter(Boolean)
      .join(' ')
  if (child.isUnexplained && child.closedOn.length > 0)
    return `${runSentence(child.marks, child.closedOn[0]!, around.today)} ${closedSentence(child.closedOn, around.today)}`
  if (child.isUnexplained) return `${withoutCount(child, around.today)} The school days cannot be counted.`
  if (child.marksN.length > 0) {
    return [standingN(child, around.today), reasonRanOut(child, around.today)].filter(Boolean).join(' ')
  }
  const lastUnmarkedOn = child.unmarked.at(-1)?.on
  if (lastUnmarkedOn === undefined) return ''
  return [unmarkedSentence(child.unmarked, around.today), leaveOf(child, lastUnmarkedOn, around.calendar)]
    .filter(Boolean)
    .join(' ')
}

function leaveOf({ leaves }: Pick<AwayChild, 'leaves'>, firstOn: DateText, calendar: SchoolCalendar | null): string {
  const leave = leaveBehind(leaves ?? [], firstOn, calendar)
  return leave ? leaveSentence(leave, calendar) : ''
}

/** Leave until 25 September; expected back Monday 28 September. Without a calendar that reaches so far, that this is not known. */
export function leaveSentence(leave: LeaveSpan, calendar: SchoolCalendar | null): string {
  const back = calendar === null ? null : expectedBack(calendar, leave).on
  const expected =
    back === null
      ? 'the school’s calendar does not say when the child is expected back'
      : `expected back ${dayWords(back)}`
  return `Leave until ${dateWords(leave.lastOn)}; ${expected}.`
}

function runSentence(marks: readonly KeptMark[], firstOn: DateText, today: DateText): string {
  const run = inOrder(marks.filter(({ on, code }) => on >= firstOn && on <= today && unsaid.has(code)))
  const codes = [...new Set(run.map(({ code }) => code))].join(', then ')
  if (firstOn === today) return `${codes} ${sessionsToday(run)}.`
  const held = new Set(run.map(({ session }) => session))
  const sessions = held.size === 2 ? 'morning and afternoon' : held.has('AM') ? 'mornings' : 'afternoons'
  const isOneDay = run.every(({ on }) => on === firstOn)
  if (isOneDay)
    return `${codes} on ${dayWords(firstOn)}, ${sessions.replace(/s$/, '')}; no later mark says that the child came.`
  return `${codes} since ${dayWords(firstOn)}, ${sessions}.`
}

function goneSentence({ on, session }: SessionOfDay, today: DateText): string {
  const half = session === 'AM' ? 'morning' : 'afternoon'
  const when = on === today ? `this ${half}` : `on the ${half} of ${dayWords(on)}`
  return `N ${when}, after an earlier session with another mark; no later mark says that the child came.`
}

function sessionsToday(run: readonly KeptMark[]): string {
  if (run.length > 1) return 'today, morning and afternoon'
  return run[0]?.session === 'PM' ? 'this afternoon' : 'this morning'
}

function closedSentence(closedOn: readonly DateText[], today: DateText): string {
  if (closedOn.length === 0) return ''
  if (closedOn.includes(today)) return 'The calendar says there is no school today.'
  const [first, ...more] = closedOn
  return `The calendar says there was no school on ${more.length > 0 ? `${closedOn.length} of these days` : dayWords(first!)}.`
}

function silenceSentence(unknownDays: number): string {
  if (unknownDays === 0) return ''
  return `No register is known for ${unknownDays} of these days.`
}

function reasonRanOut({ absence }: Pick<AwayChild, 'absence'>, today: DateText): string {
  const until = absence?.explainedUntil
  return until && until < today ? `The reason given held until ${dayWords(until)}${yearUnlessOf(today, until)}.` : ''
}

// Only an absence of one day asks whether this child is ever away; a claim about the past needs every register.
function otherAbsences(
  { marks, child, dayNumber: day }: Omit<AwayChild, 'why'>,
  firstOn: DateText,
  around: Around,
): string {
  if (day > 1 || around.calendar === null) return ''
  const start = around.calendar.dates[0]
  if (!start) return ''
  const since = [schoolYearStart(around.today), start, around.knownFrom].sort().at(-1)!
  if (since >= firstOn) return ''
  const isEarlier = ({ on }: { on: string }) => on >= since && on < firstOn
  const absent = marks.filter((mark) => isEarlier(mark) && findAttendanceCode(mark.code)?.absent).length
  const hasGaps =
    around.silent.some((session) => isEarlier(session) && session.on >= child.firstKnownOn) ||
    marks.some((mark) => isEarlier(mark) && mark.code === '-')
  const known = hasGaps ? ' known' : ''
  if (absent === 0) return `No other absence${known} since ${dateWords(since)}.`
  return `${absent} other ${absent === 1 ? 'session' : 'sessions'} of absence${known} since ${dateWords(since)}.`
}

function withoutCount({ marksN, absence }: Pick<AwayChild, 'marksN' | 'absence'>, today: DateText): string {
  const ofToday = marksN.filter(({ on }) => on === today)
  if (ofToday.length > 0) return `N ${sessionsToday(ofToday.map((each) => ({ ...each, code: 'N' })))}.`
  return absence ? `Away since ${dayWords(absence.beganOn)}.` : ''
}

function standingN({ marksN, reason }: Pick<AwayChild, 'marksN' | 'reason'>, today: DateText): string {
  const isExplained = ({ on }: SessionOfDay) =>
    reason !== null && (reason.explainedUntil === null || on <= reason.explainedUntil)
  const explained = marksN.filter(isExplained)
  const others = marksN.filter((each) => !isExplained(each))
  return [
    explained.length > 0 ? `N still stands for ${listed(explained, today)}.` : '',
    others.length > 0 ? `N for ${listed(others, today)} has no reason yet.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function unmarkedSentence(unmarked: readonly SessionOfDay[], today: DateText): string {
  return `No mark for ${listed(unmarked, today)}, though the register was closed or the mark was deleted. Nobody knows whether the child was there.`
}

function listed(sessions: readonly SessionOfDay[], today: DateText): string {
  const days = [...Map.groupBy(sessions, ({ on }) => on)].map(([on, of]) => {
    const day = on === today ? 'today' : dayWords(on)
    return of.length > 1 ? day : `${day} (${of[0]!.session === 'AM' ? 'morning' : 'afternoon'})`
  })
  if (days.length > 3) return `${days.slice(0, 2).join(', ')} and ${days.length - 2} more days`
  return days.length > 1 ? `${days.slice(0, -1).join(', ')} and ${days.at(-1)}` : days[0]!
}

const unsaid: ReadonlySet<string> = new Set(['N', 'O', 'G'])

function inOrder(marks: readonly KeptMark[]): KeptMark[] {
  return [...marks].sort((one, other) => (one.on + one.session < other.on + other.session ? -1 : 1))
}

function yearUnlessOf(today: DateText, on: DateText): string {
  return on.slice(0, 4) === today.slice(0, 4) ? '' : ` ${on.slice(0, 4)}`
}

/** Monday 12 October */
export function dayWords(on: DateText): string {
  return `${weekdays[weekdayOf(dayNumber(on)) - 1]} ${dateWords(on)}`
}

/** 12 October */
export function dateWords(on: DateText): string {
  const { month, day } = partsOf(dayNumber(on))
  return `${day} ${months[month - 1]}`
}

// Which school should have been heard from by now, and was not? Silence is shown; it ends, delays and shortens nothing.
import { closedForEveryYearGroup } from '../calendar/closedForEveryYearGroup.ts'
import type { DateText } from '../calendar/date.ts'
import { type LondonTime, londonTime } from '../calendar/londonTime.ts'
import {
  indexOnOrAfter,
  isCovered,
  prepareCalendar,
  registersCloseOn,
  type SchoolCalendar,
} from '../calendar/schoolCalendar.ts'
import type { Session } from './events.ts'
import type { SchoolsDays } from './schoolsDays.ts'
import { type ThinRegister, thinRegisterOf, type UnmarkedRegister } from './thinRegister.ts'

/** A session of a school, on a date of its own. */
export interface SessionOn {
  readonly on: DateText
  readonly session: Session
}

/** What was heard from a school. `complete`: its newest registers known whole, the newest first, four or more. */
export interface SchoolHeard {
  readonly urn: string
  readonly name: string
  readonly registerKept: 'mis' | 'paper'
  readonly hasPupils: boolean
  /** On roll; null where a child’s is not known. Empty also where the calendar closes no day for some of them. */
  readonly yearGroups?: readonly (string | null)[]
  readonly lastHeardAt: string | null
  readonly complete: readonly SessionOn[]
  /** Those of them in which pupils on roll have no mark. */
  readonly unmarked?: readonly UnmarkedRegister[]
  /** The sessions about whose silence somebody looked, the newest first. */
  readonly looked: readonly (SessionOn & { readonly at: string; readonly byName: string })[]
}

/** A session not heard in full. `thin`: its register came, and has marks for so few of the roll. */
export interface SessionMissing extends SessionOn {
  readonly thin?: ThinRegister
}

/** A school that has not been heard from. `since`: when anything last came; null: nothing ever did. `missing`: in order of time, at least one. */
export interface Silence {
  readonly urn: string
  readonly name: string
  readonly since: string | null
  readonly missing: readonly SessionMissing[]
  /** Who looked first, when it was about every session that is missing; until then nothing is sent by itself. */
  readonly looked: { readonly at: string; readonly byName: string } | null
}

const halfHour = 30 * 60_000
/** From when on a register that is not whole is silence, by London's clock, however early it closes: 10:30 and 14:30. */
const dueAt: Readonly<Record<Session, number>> = { AM: 21 * halfHour, PM: 29 * halfHour }

/**
 * The school's silence at a UTC instant, or null: all that was due on its last school day is here, it keeps its register
 * on paper, nobody is on its roll yet, or its calendar does not say whether today is a school day. A day closed for some
 * year groups is a school day for the others, whose register is whole without them; closed for each of them, it is none.
 * A register much thinner than the roll is not all: it is missing with its figures, from the minute it came.
 */
export function silenceOf(school: SchoolHeard, published: SchoolsDays | null, asOf: string): Silence | null {
  if (school.registerKept === 'paper' || !school.hasPupils || published === null) return null
  const now = londonTime(asOf)
  if (isPlainlyHeard(school, now)) return null
  const calendar = closedForEveryYearGroup(prepareCalendar(published), school.yearGroups ?? [])
  if (!isCovered(calendar, now.day)) return null
  const told = new Set(school.complete.map(({ on, session }) => on + session))
  const thinOf = new Map(
    school.unmarked?.flatMap((register) => {
      const thin = thinRegisterOf(register, calendar)
      return thin ? [[register.on + register.session, thin] as const] : []
    }),
  )
  const missing = lastDue(calendar, told, now).flatMap((each): SessionMissing[] => {
    const thin = thinOf.get(each.on + each.session)
    if (thin) return [{ ...each, thin }]
    return told.has(each.on + each.session) ? [] : [each]
  })
  if (missing.length === 0) return null
  const looks = missing.map((each) => school.looked.find((look) => isSame(look, each)))
  const { urn, name, lastHeardAt: since } = school
  const first = looks.every((look) => look !== undefined) ? looks[0]! : null
  return { urn, name, since, missing, looked: first && { at: first.at, byName: first.byName } }
}

/** Whether nothing can say if the school's register is due: pupils are on its roll, and no calendar says whether today is a school day. */
export function isSilenceUnknown(school: SchoolHeard, published: SchoolsDays | null, asOf: string): boolean {
  if (school.registerKept === 'paper' || !school.hasPupils) return false
  const now = londonTime(asOf)
  return !isPlainlyHeard(school, now) && (published === null || !isCovered(prepareCalendar(published), now.day))
}

/** The sessions of the newest school day of which one was due by now, or came early. */
function lastDue(calendar: SchoolCalendar, told: ReadonlySet<string>, now: LondonTime): readonly SessionOn[] {
  for (let index = indexOnOrAfter(calendar, now.day + 1) - 1; index >= 0; index -= 1) {
    const [day, on] = [calendar.days[index]!, calendar.dates[index]!]
    const closes = registersCloseOn(calendar, day)
    const isDue = (session: Session, place: 0 | 1) =>
      day < now.day || now.millisecondsOfDay >= Math.max(dueAt[session], closes[place])
    const due: SessionOn[] = []
    if (isDue('AM', 0) || told.has(`${on}AM`)) due.push({ on, session: 'AM' })
    if (isDue('PM', 1) || told.has(`${on}PM`)) due.push({ on, session: 'PM' })
    if (due.length > 0) return due
  }
  return []
}

// Most schools at most times: nine hundred calendars need not be laid out to say so.
function isPlainlyHeard({ complete, unmarked = [] }: SchoolHeard, { date, millisecondsOfDay }: LondonTime): boolean {
  if (unmarked.length > 0) return false
  const here = complete.filter(({ on }) => on === date).map(({ session }) => session)
  return here.includes('AM') && (here.includes('PM') || millisecondsOfDay < dueAt.PM)
}

function isSame(one: SessionOn, other: SessionOn): boolean {
  return one.on === other.on && one.session === other.session
}

/**
 * The last session that is known whole before those that were due and did not come; 'never' when none is; null when the
 * newest that was due is here. For one child’s page: `silent` and `complete` as far as they concern the child.
 */
export function lastKnownBefore(
  silent: readonly SessionOn[],
  complete: readonly SessionOn[],
  asOf: string,
): SessionOn | 'never' | null {
  const now = londonTime(asOf)
  const due = silent.findLast(({ on, session }) => on < now.date || now.millisecondsOfDay >= dueAt[session])
  const last = complete.reduce<SessionOn | null>(
    (newest, each) => (newest && !isBefore(newest, each) ? newest : each),
    null,
  )
  if (!due || (last && isBefore(due, last))) return null
  return last ?? 'never'
}

function isBefore(one: SessionOn, other: SessionOn): boolean {
  return one.on + one.session < other.on + other.session
}

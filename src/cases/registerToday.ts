// How does the register of this session stand? Silence is never presence and never absence.
import { closedForEveryYearGroup } from '../calendar/closedForEveryYearGroup.ts'
import { londonTime } from '../calendar/londonTime.ts'
import { registersCloseOn, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../calendar/schoolDay.ts'
import type { Session } from './events.ts'
import { type ThinRegister, thinRegisterOf, type UnmarkedRegister } from './thinRegister.ts'

/** A register of today that was heard of. `complete`: closed with as many marked as expected. */
export interface RegisterToday {
  readonly session: Session
  readonly complete: boolean
  readonly closedAt: string | null
}

/** A school with what arrived from it. `lastHeardAt` null: nothing ever did. */
export interface SchoolToday {
  readonly urn: string
  readonly name: string
  readonly registerKept: 'mis' | 'paper'
  readonly completeSessions: readonly { readonly on: string; readonly session: Session }[]
  readonly today: readonly RegisterToday[]
  /** Whole registers in which pupils on roll have no mark. */
  readonly unmarked?: readonly UnmarkedRegister[]
  readonly lastHeardAt: string | null
  readonly hasPupils: boolean
  /** On roll; null where a child’s is not known. Empty also where the calendar closes no day for some of them. */
  readonly yearGroups?: readonly (string | null)[]
  readonly hasContacts: boolean
}

/** A register of today that is much thinner than the roll. */
export interface ThinToday extends ThinRegister {
  readonly session: Session
}

/**
 * `not-yet`: it closes at a time of day still to come. `none`: it should have closed and is not known whole; `missing`
 * names the sessions of today of which that is so. `complete` says when it closed, if the school said. `thin`: those that
 * came as whole and are much thinner than the roll; left out where none is.
 */
export type RegisterState =
  | { readonly kind: 'no-calendar' }
  | { readonly kind: 'day-unknown'; readonly because: string }
  | { readonly kind: 'no-school'; readonly because: string }
  | {
      readonly kind: 'not-yet'
      readonly session: Session
      readonly closesAt: string
      readonly missing: readonly Session[]
      readonly thin?: readonly ThinToday[]
    }
  | {
      readonly kind: 'none'
      readonly session: Session
      readonly missing: readonly Session[]
      readonly thin?: readonly ThinToday[]
    }
  | {
      readonly kind: 'complete'
      readonly session: Session
      readonly closedAt: string | null
      readonly missing: readonly Session[]
      readonly thin?: readonly ThinToday[]
    }

/** The state at a UTC instant. `published` null: the school has none. Its latest session that matters now. */
export function registerStateOf(school: SchoolToday, published: SchoolCalendar | null, asOf: string): RegisterState {
  if (published === null) return { kind: 'no-calendar' }
  const calendar = closedForEveryYearGroup(published, school.yearGroups ?? [])
  const now = londonTime(asOf)
  const day = schoolDayOn(calendar, now.date)
  if (day.answer === 'unknown') return { kind: 'day-unknown', because: day.because }
  if (day.answer === 'no') return { kind: 'no-school', because: day.because }
  const hasClosed = (session: Session) =>
    now.millisecondsOfDay >= registersCloseOn(calendar, now.day)[session === 'AM' ? 0 : 1]
  const completed = (session: Session) => school.today.find((each) => each.session === session && each.complete)
  const missing = (['AM', 'PM'] as const).filter((session) => hasClosed(session) && !completed(session))
  const thinToday = (school.unmarked ?? []).flatMap((each): ThinToday[] => {
    const figures = each.on === now.date ? thinRegisterOf(each, calendar) : null
    return figures ? [{ session: each.session, ...figures }] : []
  })
  const thin = thinToday.length > 0 ? { thin: thinToday } : {}
  const session: Session = hasClosed('PM') || completed('PM') ? 'PM' : 'AM'
  const register = completed(session)
  if (register) return { kind: 'complete', session, closedAt: register.closedAt, missing, ...thin }
  if (hasClosed(session)) return { kind: 'none', session, missing, ...thin }
  return { kind: 'not-yet', session, closesAt: timeOfDay(registersCloseOn(calendar, now.day)[0]), missing, ...thin }
}

/** Whether everything that could be known of today by now is known: only then may a page say that nobody is to be rung. */
export function isRegisterWhole(state: RegisterState): boolean {
  return state.kind === 'no-school' || (state.kind === 'complete' && state.missing.length === 0 && !state.thin)
}

function timeOfDay(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

// Which lines of the enquiry lists are done already by what was written down elsewhere? Calls, tellings, reviews: never typed twice.
import { type DateText, dayNumber, weekdayOf } from '../calendar/date.ts'
import { londonTime } from '../calendar/londonTime.ts'
import { type Attempt, type RecordedEvent, standingAttempts } from './attempts.ts'
import { outcomesNow } from './caseFacts.ts'
import type { CaseNow } from './caseNow.ts'
import type { Telling } from './caseWork.ts'
import type { Contact } from './pupil.ts'
import { standingOf } from './standing.ts'

/** What counts towards a line: the entry it comes from, in words without anybody's name but the writer's. */
export interface Counted {
  readonly version: number
  /** London's date. */
  readonly on: string
  readonly byName: string
  readonly words: string
  /** Whether the line is done by it, and not only begun. */
  readonly isDone: boolean
}

/** By code of the line; a code that is absent has nothing that counts. `contacts`: all on the child's record. */
export function enquiriesCounted(
  now: CaseNow,
  contacts: readonly Pick<Contact, 'id' | 'restricted'>[],
): ReadonlyMap<string, Counted> {
  const { events, summary } = now
  const attempts = standingAttempts(events).filter(({ at }) => londonTime(at).date >= summary.beganOn)
  const entry = (version: number | undefined) => events.find((event) => event.version === version)
  const lastOf = (what: 'review' | 'risk') => entry(standingOf(summary.standing, what).at(-1)?.version)
  const found = standingOf(summary.standing, 'found').at(-1)
  const toldAfter = standingOf(summary.standing, 'told').findLast(
    ({ whom, on }) => (whom === 'old-school' || whom === 'new-school') && found !== undefined && on >= found.on,
  )
  const referred = events.findLast(
    (event) =>
      event.what === 'referral-made' && event.details.side === 'authority' && stands(now, event.version, 'referral'),
  )
  const signed = outcomesNow(summary.standing, now.runs).authority
  const removed = standingOf(summary.standing, 'removed').at(-1)
  const review = heldTogether(now, counted(lastOf('review'), 'School and authority looked at the case together.'))
  const all: readonly (readonly [string, Counted | null])[] = [
    ['S1', firstCall(attempts, summary.beganOn)],
    ['S2', allTried(attempts, contacts)],
    [
      'S3',
      tries(
        attempts.filter(({ method }) => method === 'text' || method === 'email'),
        true,
      ),
    ],
    ['S12', counted(lastOf('risk'), 'The risk questions were answered.')],
    ['S13', told(now, 'education-welfare')],
    ['S14', told(now, 'authority')],
    ['S15', keptTrying(attempts, now)],
    ['S16', review],
    ['A1', allocated(now)],
    ['A11', counted(referred, 'The authority made a referral.')],
    ['A12', review],
    ['A13', counted(entry(signed?.version), 'The authority signed what the enquiries found.')],
    [
      'A14',
      counted(entry(removed?.version), 'The name is deleted; the child stays on this list.', found !== undefined),
    ],
    ['A15', counted(entry(toldAfter?.version), 'A school was told where the child is.')],
  ]
  return new Map(all.flatMap(([code, each]) => (each ? [[code, each] as const] : [])))
}

/** Who wrote an entry, in words. */
export function writerOf({ by, byName }: Pick<RecordedEvent, 'by' | 'byName'>): string {
  return byName ?? (by === 'clock' ? 'by itself' : 'the school’s system (MIS)')
}

// One side wrote it down for both: the tick of the other must not read as its own.
function heldTogether({ events }: CaseNow, review: Counted | null): Counted | null {
  if (review === null) return null
  const by = events.find(({ version }) => version === review.version)?.by
  const side = events.flatMap((each) => (each.by === by && 'side' in each.details && each.details.side) || []).at(-1)
  return { ...review, byName: `recorded by ${review.byName}${side ? ` (${side})` : ''}` }
}

function stands({ summary }: CaseNow, version: number, what: string): boolean {
  return summary.standing.some((each) => each.version === version && each.what === what)
}

function counted(event: RecordedEvent | undefined, words: string, isDone = true): Counted | null {
  if (!event) return null
  const { on } = event.details as { readonly on?: string }
  return { version: event.version, on: on ?? londonTime(event.at).date, byName: writerOf(event), words, isDone }
}

function told(now: CaseNow, whom: Telling): Counted | null {
  const entry = standingOf(now.summary.standing, 'told').findLast((each) => each.whom === whom)
  if (entry) return byItself(now, counted(eventOf(now, entry.version), 'Told.'))
  const held = standingOf(now.summary.standing, 'held').findLast((each) => each.whom === whom)
  const words = 'A message is held until somebody has looked at it.'
  return held ? byItself(now, counted(eventOf(now, held.version), words, false)) : null
}

// Nobody pressed anything: whichever delivery or night it came with, the school day of the policy did it.
function byItself({ events }: CaseNow, line: Counted | null): Counted | null {
  const event = events.find(({ version }) => version === line?.version)
  if (!line || !event || event.byName) return line
  const opening = events.find((each) => each.what === 'case-opened' && each.at === event.at)
  const day = opening?.what === 'case-opened' ? opening.details.schoolDay : null
  return { ...line, byName: day ? `by itself, on school day ${day}` : 'by itself' }
}

function eventOf({ events }: CaseNow, version: number): RecordedEvent | undefined {
  return events.find((event) => event.version === version)
}

function allocated({ events, summary }: CaseNow): Counted | null {
  if (summary.allocatedTo === null) return null
  const event = events.findLast(({ what }) => what === 'case-allocated')
  return counted(event, 'The case is allocated.')
}

function firstCall(attempts: readonly Attempt[], beganOn: string): Counted | null {
  const call = attempts.find(({ method }) => method === 'phone' || method === 'in-person')
  if (!call) return null
  const { date } = londonTime(call.at)
  const isDone = date === beganOn
  const words = isDone ? 'Somebody rang on the first day.' : 'The first call came after the first day.'
  return { version: call.version, on: date, byName: call.byName ?? '', words, isDone }
}

function tries(attempts: readonly Attempt[], isDone: boolean): Counted | null {
  const last = attempts.at(-1)
  if (!last) return null
  const words = `${attempts.length} ${attempts.length === 1 ? 'try' : 'tries'} so far, the last on ${londonTime(last.at).date}.`
  return { version: last.version, on: londonTime(last.at).date, byName: last.byName ?? '', words, isDone }
}

// Restricted contacts are rung only when the lead says so: the line does not wait for them.
function allTried(
  attempts: readonly Attempt[],
  contacts: readonly Pick<Contact, 'id' | 'restricted'>[],
): Counted | null {
  const toTry = contacts.filter(({ restricted }) => !restricted)
  const calls = attempts.filter(
    ({ method, contactId }) =>
      method !== 'text' && method !== 'email' && (toTry.length === 0 || toTry.some(({ id }) => id === contactId)),
  )
  const last = calls.at(-1)
  if (!last) return null
  const tried = new Set(calls.map(({ contactId }) => contactId))
  const triedOf = toTry.filter(({ id }) => tried.has(id)).length
  const parts = new Set(calls.map(({ at }) => partOfDay(at)))
  const isDone = toTry.length > 0 && triedOf === toTry.length && parts.size > 1
  const words = `${triedOf} of ${toTry.length} contacts tried, ${parts.size === 1 ? `only in the ${[...parts][0]}` : 'at different times of day'}.`
  return { version: last.version, on: londonTime(last.at).date, byName: last.byName ?? '', words, isDone }
}

const lastSchoolDay = 20

// Day 20 is counted in school days of the calendar, so that what comes after a deletion does not undo it.
function keptTrying(attempts: readonly Attempt[], { school, summary, today }: CaseNow): Counted | null {
  const last = attempts.at(-1)
  if (!last) return null
  const days = (school?.dates ?? []).filter((on) => on >= summary.beganOn).slice(0, lastSchoolDay)
  const weeks = new Set(days.map(weekOf))
  const triedIn = new Set(attempts.map(({ at }) => weekOf(londonTime(at).date)))
  const without = [...weeks].filter((week) => !triedIn.has(week)).length
  const isReached = days.length === lastSchoolDay && days.at(-1)! <= today
  const count = `${attempts.length} ${attempts.length === 1 ? 'try' : 'tries'} so far`
  const words = !isReached
    ? `${count}. School day ${lastSchoolDay} is not reached.`
    : without > 0
      ? `${count}, none in ${without} of ${weeks.size} school weeks.`
      : `${attempts.length} tries, in each school week to school day ${lastSchoolDay}.`
  const isDone = isReached && without === 0
  return { version: last.version, on: londonTime(last.at).date, byName: last.byName ?? '', words, isDone }
}

/** The Monday of a date's week, as a day number. */
function weekOf(on: DateText): number {
  const day = dayNumber(on)
  return day - weekdayOf(day)
}

function partOfDay(at: string): 'morning' | 'afternoon' | 'evening' {
  const hourOfDay = Math.floor(londonTime(at).millisecondsOfDay / 3_600_000)
  if (hourOfDay < 12) return 'morning'
  return hourOfDay < 17 ? 'afternoon' : 'evening'
}

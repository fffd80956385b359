// What follows for absences when a register changes? Reads what stands, asks for each child concerned, and gives the writes.

import { type CalendarYear, calendarForRegister, calendarInForce, yearFrom } from '../calendar/calendarInForce.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, prepareCalendar } from '../calendar/schoolCalendar.ts'
import { silentSessions } from '../cases/clock/marksForClock.ts'
import { lastDayExpected } from '../cases/daysOnRoll.ts'
import { followRegister, type RegisterFollowed, type RegisterMark } from '../cases/decide/followRegister.ts'
import type { MarkChange } from '../cases/decide/takeInMarks.ts'
import type { CaseHappening, Session } from '../cases/events.ts'
import { type Mark, type RegisterSession, sessionKey } from '../cases/mark.ts'
import type { Pupil } from '../cases/pupil.ts'
import { scopeOfSource } from '../cases/roles.ts'
import { standingOf } from '../cases/standing.ts'
import type { House } from '../house.ts'
import { listCalendarYears } from '../storage/calendarStore.ts'
import { type Addition, type Kase, newCase, writesOf } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listMarks } from '../storage/markStore.ts'
import { listPolicies } from '../storage/policyStore.ts'
import { listPupils } from '../storage/pupilStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { openOnSchoolDays } from './openOnSchoolDays.ts'

/** What the commit in hand changes, laid over what is read. */
export interface RegisterNews {
  readonly schoolUrn: string
  /** Whose absence may have begun, moved or ended, beside those in `running`. */
  readonly pupilIds: readonly string[]
  readonly running: readonly Kase[]
  readonly pupils?: readonly Pupil[]
  readonly marks?: readonly Mark[]
  readonly changes?: readonly MarkChange[]
  /** A register that now stands so. With `isNewlyComplete`, pupils on roll without a mark get `-`. */
  readonly register?: RegisterSession & { readonly isNewlyComplete: boolean }
  /** From when a pupil is now known, and before when that was so already. */
  readonly knownEarlier?: readonly { readonly pupilId: string; readonly from: string; readonly before: string }[]
  /** The version of its academic year that is in force after this commit. */
  readonly calendarYear?: CalendarYear
  /** What else is written on a case, by the id of its case. */
  readonly besides?: ReadonlyMap<string, CaseHappening>
  /** Who writes it down: `mis`, `clock` when it looks by itself, or a person's id. Without it the school's MIS. */
  readonly by?: string
}

/** The first day whose marks are read: the school year's, or an earlier one on which a running absence began. */
export function firstDayRead(now: string, running: readonly Kase[]): string {
  const began = running.map(({ summary }) => summary.beganOn)
  return [yearFrom(londonDate(now)).from, ...began].sort()[0]!
}

/** The writes for absences that begin, move or end by this news; none when nobody is concerned. */
export async function takeInRegister(house: House, news: RegisterNews): Promise<Query<unknown>[]> {
  const ids = [...new Set([...news.pupilIds, ...news.running.map(({ summary }) => summary.pupilId)])]
  if (ids.length === 0) return []
  const { database, clock } = house
  const scope = scopeOfSource(news.schoolUrn)
  const now = clock.now()
  const today = londonDate(now)
  const from = firstDayRead(now, news.running)
  const [years, policies, registers, kept, found] = await Promise.all([
    listCalendarYears(database, scope, news.schoolUrn),
    listPolicies(database),
    listRegisterSessions(database, scope, from, today),
    listMarks(database, scope, ids, from, today),
    listPupils(database, scope, ids),
  ])
  const published = calendarInForce(news.schoolUrn, yearsWith(years, news.calendarYear))
  const calendar = prepareCalendar(calendarForRegister(published, today))
  const complete = completeWith(registers, news.register)
  const silent = silentSessions(calendar, complete, now, from)
  const pupils = new Map([...found, ...(news.pupils ?? [])].map((pupil) => [pupil.id, pupil]))
  const marks = marksByPupil(kept, news, complete)
  const changes = Map.groupBy(news.changes ?? [], (change) => change.pupilId)
  const cases = new Map(news.running.map((kase) => [kase.summary.pupilId, kase]))
  const registersOf = new Map<string, readonly RegisterMark[]>()
  const additions: Addition[] = []
  const begun: Addition[] = []
  for (const id of ids) {
    const pupil = pupils.get(id)
    if (!pupil) continue
    const kase = cases.get(id)
    const isAway = kase?.summary.endedOn === null && kase.summary.beganOn <= (news.register?.on ?? '')
    const register = withMissing(marks.get(id) ?? [], pupil, news.register, isAway)
    const { firstKnownOn, leftOn, asks, yearGroup } = pupil
    const itsCalendar = calendarOfYearGroup(calendar, yearGroup)
    const asked = {
      firstKnownOn,
      leftOn,
      asks,
      marks: register,
      running: kase && kase.summary.endedOn === null ? kase.summary : null,
      changes: changes.get(id) ?? [],
    }
    registersOf.set(id, register)
    const followed = additionsOf(house, news.schoolUrn, id, kase, followRegister(asked, itsCalendar, silent, now))
    additions.push(...followed.to.map((addition) => withBesides(addition, news)))
    begun.push(...followed.begun)
  }
  // An absence that ended goes first: a pupil has one running absence at most.
  const school = {
    schoolUrn: news.schoolUrn,
    asOf: now,
    calendar,
    silent,
    policies,
    pupils,
    marksOf: (id: string) => registersOf.get(id) ?? [],
  }
  const { additions: all, messages } = await openOnSchoolDays(house, [...additions, ...begun], school)
  const sealing = { auditKey: house.keys.audit, at: now, by: news.by ?? 'mis', salt: house.ids.secret }
  return [...(await writesOf(all, sealing)), ...messages]
}

/** The years in force once another version of one of them is. */
export function yearsWith(years: readonly CalendarYear[], year: CalendarYear | undefined): readonly CalendarYear[] {
  return year ? [...years.filter(({ academicYear }) => academicYear !== year.academicYear), year] : years
}

function withBesides({ kase, happenings }: Addition, { besides }: RegisterNews): Addition {
  const more = besides?.get(kase.summary.id)
  return { kase, happenings: more ? [...happenings, more] : happenings }
}

/** What is added to the case of a pupil, if there is one, and the case that begins. One that is still open goes on when the child is away again. */
export function additionsOf(
  house: House,
  schoolUrn: string,
  pupilId: string,
  kase: Kase | undefined,
  followed: RegisterFollowed,
): { readonly to: readonly Addition[]; readonly begun: readonly Addition[] } {
  // The days for which the name was deleted begin nothing again: only days on a new time on roll do.
  const deletedOn = standingOf(kase?.summary.standing ?? [], 'removed').at(-1)?.on ?? ''
  const firstOn = followed.beganOn !== null && followed.beganOn > deletedOn ? followed.beganOn : null
  const isOpen = kase !== undefined && kase.summary.openedAt !== null && kase.summary.closedAt === null
  if (kase && (isOpen || firstOn === null)) {
    const again = firstOn === null ? [] : [{ what: 'absence-began-again', details: { firstOn } } as const]
    return { to: [{ kase, happenings: [...followed.running, ...again] }], begun: [] }
  }
  const to = kase ? [{ kase, happenings: followed.running }] : []
  if (firstOn === null) return { to, begun: [] }
  const began = { what: 'absence-began', details: { firstOn } } as const
  return { to, begun: [{ kase: newCase(house.ids.next(), pupilId, schoolUrn), happenings: [began] }] }
}

function completeWith(registers: readonly RegisterSession[], register: RegisterSession | undefined): RegisterSession[] {
  const others = registers.filter((each) => !(register && each.on === register.on && each.session === register.session))
  return [...others, ...(register ? [register] : [])].filter((each) => each.complete)
}

function marksByPupil(
  kept: readonly Mark[],
  news: RegisterNews,
  complete: readonly RegisterSession[],
): Map<string, RegisterMark[]> {
  const standing = new Map<string, RegisterMark & { pupilId: string }>()
  for (const mark of [...kept, ...(news.marks ?? [])])
    standing.set(sessionKey(mark.pupilId, mark.on, mark.session), mark)
  for (const { pupilId, from, before } of news.knownEarlier ?? []) {
    for (const { on, session } of complete) {
      const key = sessionKey(pupilId, on, session)
      if (on >= from && on < before && !standing.has(key)) standing.set(key, { pupilId, ...noMark({ on, session }) })
    }
  }
  return Map.groupBy(standing.values(), (mark) => mark.pupilId)
}

// A child who is away is looked for in every whole register, also where a later start was announced meanwhile.
function withMissing(
  marks: readonly RegisterMark[],
  pupil: Pupil,
  register: RegisterNews['register'],
  isAway: boolean,
): readonly RegisterMark[] {
  if (!register?.isNewlyComplete || !(isAway || isOnRoll(pupil, register.on))) return marks
  const { on, session } = register
  return marks.some((mark) => mark.on === on && mark.session === session) ? marks : [...marks, noMark({ on, session })]
}

/** What a whole register without the pupil says of somebody expected in it: nothing. */
export function noMark({ on, session }: { readonly on: string; readonly session: Session }): RegisterMark {
  return { on, session, code: '-', source: 'no-mark' }
}

function isOnRoll(pupil: Pupil, on: string): boolean {
  const { firstKnownOn, enteredOn } = pupil
  const lastOn = lastDayExpected(pupil)
  return firstKnownOn <= on && (enteredOn === null || enteredOn <= on) && (lastOn === null || lastOn >= on)
}

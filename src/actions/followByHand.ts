// What follows for absences when a person changes a paper register? The same decision as for a message from a MIS.
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { silentSessions } from '../cases/clock/marksForClock.ts'
import { isGoneNobodyKnowsWhere } from '../cases/daysOnRoll.ts'
import { followRegister, type RegisterMark } from '../cases/decide/followRegister.ts'
import type { MarkChange } from '../cases/decide/takeInMarks.ts'
import type { CaseHappening } from '../cases/events.ts'
import { type Mark, type RegisterSession, sessionKey } from '../cases/mark.ts'
import { type Person, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { type Addition, listCasesToFollow, writesOf } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listMarks } from '../storage/markStore.ts'
import { listPolicies } from '../storage/policyStore.ts'
import { listPupils } from '../storage/pupilStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { openOnSchoolDays } from './openOnSchoolDays.ts'
import { additionsOf, firstDayRead, noMark } from './takeInRegister.ts'

/** What is about to be committed. `register`: closed by hand, so that every running absence of the school is looked at. */
export interface HandNews {
  readonly schoolUrn: string
  readonly calendar: SchoolCalendar
  readonly pupilIds: readonly string[]
  readonly marks: readonly Mark[]
  readonly changes: readonly MarkChange[]
  readonly reason: string | null
  readonly register: RegisterSession | null
}

/** The writes for absences that begin, move or end by it, in the person's name. */
export async function followByHand(house: House, by: Person, news: HandNews): Promise<Query<unknown>[]> {
  const { database } = house
  const scope = scopeOfSource(news.schoolUrn)
  const now = house.clock.now()
  const running = await listCasesToFollow(database, scope, news.register ? null : news.pupilIds)
  const ids = [...new Set([...news.pupilIds, ...running.map(({ summary }) => summary.pupilId)])]
  if (ids.length === 0) return []
  const from = firstDayRead(now, running)
  const [policies, registers, kept, pupils] = await Promise.all([
    listPolicies(database),
    listRegisterSessions(database, scope, from, londonDate(now)),
    listMarks(database, scope, ids, from, londonDate(now)),
    listPupils(database, scope, ids),
  ])
  const complete = [...registers, ...(news.register ? [news.register] : [])].filter((register) => register.complete)
  const silent = silentSessions(news.calendar, complete, now, from)
  const gone = news.register ? pupils.filter((pupil) => isGoneNobodyKnowsWhere(pupil, news.register!.on)) : []
  const goneIds = new Set(gone.map(({ id }) => id))
  const unmarked = gone.map(({ id }): MarkOfPupil => ({ pupilId: id, ...noMark(news.register!) }))
  const keptHere = kept.filter((mark) => goneIds.has(mark.pupilId) || !isSaidPresent(mark, news.register))
  const standing = [...unmarked, ...keptHere, ...news.marks].map(
    (mark) => [sessionKey(mark.pupilId, mark.on, mark.session), mark] as const,
  )
  const marks = Map.groupBy(new Map(standing).values(), (mark) => mark.pupilId)
  const additions: Addition[] = []
  const begun: Addition[] = []
  for (const { id, firstKnownOn, leftOn, asks, yearGroup } of pupils) {
    const kase = running.find(({ summary }) => summary.pupilId === id)
    const changes = news.changes.filter((change) => change.pupilId === id)
    const runs = kase && kase.summary.endedOn === null ? kase.summary : null
    const register = { firstKnownOn, leftOn, asks, marks: marks.get(id) ?? [], running: runs, changes }
    const followed = followRegister(register, calendarOfYearGroup(news.calendar, yearGroup), silent, now)
    const explained = followed.running.map((happening) => withReason(happening, news.reason))
    const following = additionsOf(house, news.schoolUrn, id, kase, { ...followed, running: explained })
    additions.push(...following.to)
    begun.push(...following.begun)
  }
  const sealing = { auditKey: house.keys.audit, at: now, by: by.id, salt: () => house.ids.secret() }
  const byId = new Map(pupils.map((pupil) => [pupil.id, pupil]))
  const { schoolUrn, calendar } = news
  const marksOf = (id: string) => marks.get(id) ?? []
  const school = { schoolUrn, asOf: now, calendar, silent, policies, pupils: byId, marksOf }
  // An absence that ended goes first: a pupil has one running absence at most.
  const { additions: all, messages } = await openOnSchoolDays(house, [...additions, ...begun], school)
  return [...(await writesOf(all, sealing)), ...messages]
}

// Whoever closes a register by hand says that those without a mark were there, a `-` from before among them.
function isSaidPresent({ code, on, session }: Mark, register: RegisterSession | null): boolean {
  return register !== null && code === '-' && on === register.on && session === register.session
}

type MarkOfPupil = RegisterMark & { readonly pupilId: string }

function withReason(happening: CaseHappening, reason: string | null): CaseHappening {
  if (happening.what !== 'mark-corrected') return happening
  return { ...happening, details: { ...happening.details, reason } }
}

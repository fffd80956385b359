// Which cases of a school have other dates by another calendar? Read, and asked of the clock twice each.
import { type CalendarYear, calendarInForce } from '../calendar/calendarInForce.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, prepareCalendar, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { isReached, standingAttempts } from '../cases/attempts.ts'
import { caseAnswer } from '../cases/caseAnswer.ts'
import type { CaseListed } from '../cases/caseload.ts'
import { marksSince } from '../cases/caseNow.ts'
import { type CompleteRegister, silentSessions } from '../cases/clock/marksForClock.ts'
import { type AbsenceMoved, absenceMoved, type DateMoved, deadlinesMoved } from '../cases/deadlinesMoved.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCaseload, listRegistersOfLoad } from '../storage/caseloadStore.ts'
import { listPolicies } from '../storage/policyStore.ts'
import { listWhatWasTried } from '../storage/todayStore.ts'

export interface CasesMoved {
  /** How many cases of the school are followed: running absences, and open cases. */
  readonly cases: number
  /** The dates that move, by the id of the case. */
  readonly moved: ReadonlyMap<string, readonly DateMoved[]>
  /** The cases whose absence is counted by one of the two alone, by id. Their dates may or may not move. */
  readonly absences: ReadonlyMap<string, NonNullable<AbsenceMoved>>
}

/** The cases followed at a school whose dates are others when its years are `after`. Where there was no calendar no date was counted, so none moves. */
export async function casesMoved(
  house: House,
  schoolUrn: string,
  before: readonly CalendarYear[],
  after: readonly CalendarYear[],
): Promise<CasesMoved> {
  const { database } = house
  const asOf = house.clock.now()
  const scope = scopeOfSource(schoolUrn)
  const marksFrom = marksSince(asOf)
  const [listed, registers, tried, policies] = await Promise.all([
    listCaseload(database, scope, { today: londonDate(asOf), marksFrom, personId: '', since: null }),
    listRegistersOfLoad(database, scope, marksFrom),
    listWhatWasTried(database, scope),
    listPolicies(database),
  ])
  const cases = listed.filter(({ summary }) => summary.endedOn === null || summary.closedAt === null)
  const [was, now] = [calendarInForce(schoolUrn, before), calendarInForce(schoolUrn, after)]
  if (!was || !now) return { cases: cases.length, moved: new Map(), absences: new Map() }
  const complete = registers.get(schoolUrn) ?? []
  const schools = [was, now].map((calendar) => {
    const prepared = prepareCalendar(calendar)
    return { asOf, calendar: prepared, silent: silentOf(prepared, complete, cases, asOf), policies }
  })
  const attempts = Map.groupBy(standingAttempts(tried), ({ caseId }) => caseId)
  const moved = new Map<string, readonly DateMoved[]>()
  const absences = new Map<string, NonNullable<AbsenceMoved>>()
  for (const { pupil, summary, marks, leaveEndedOn, returnsElsewhere } of cases) {
    // Somebody next door who was spoken to is no parent: the call is still owed.
    const contacts = (attempts.get(summary.id) ?? []).map(({ at, contactId, outcome }) => ({
      at,
      reached: contactId !== null && isReached(outcome),
    }))
    const known = { child: pupil, summary, marks, leaveEndedOn, returnsElsewhere, contacts }
    const [asItWas, asItIs] = schools.map((school) => caseAnswer(known, school).answer)
    const dates = deadlinesMoved(asItWas!, asItIs!)
    if (dates.length > 0) moved.set(summary.id, dates)
    const itsCalendar = calendarOfYearGroup(schools[1]!.calendar, pupil.yearGroup)
    const absence = absenceMoved(asItWas!, asItIs!, marks, itsCalendar)
    if (absence) absences.set(summary.id, absence)
  }
  return { cases: cases.length, moved, absences }
}

// Registers before it are not read, so nothing is known of them, not even that they are silent.
function silentOf(
  calendar: SchoolCalendar,
  complete: readonly CompleteRegister[],
  cases: readonly CaseListed[],
  asOf: string,
) {
  const readFrom = [marksSince(asOf), ...cases.map(({ summary }) => summary.beganOn)].sort()[0]!
  return silentSessions(calendar, complete, asOf, readFrom)
}

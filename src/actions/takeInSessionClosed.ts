// Take in a closed register: whole when as many are marked as were expected, and then no row says present.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { RegisterSession } from '../cases/mark.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { SessionClosedTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import {
  listPupilIdsAway,
  writeOfMarksMissing,
  writeOfMarksMissingBefore,
  writeOfMarksMissingTakenBack,
  writesOfPresenceLetGo,
} from '../storage/markStore.ts'
import { listRegisterSessions, writeOfRegisterSession, writeOfSessionsHeard } from '../storage/registerStore.ts'
import { firstDayRead, takeInRegister } from './takeInRegister.ts'

// The vendors read their registers again for so long, and a late, older message must be known as such.
const presenceKept = calendarDays(14)

/** The writes for a closed register. An older word about it than the one that stands changes nothing. */
export async function takeInSessionClosed(
  house: House,
  by: ToldBy,
  told: SessionClosedTold,
): Promise<Query<unknown>[]> {
  const { database } = house
  const { on, session, expected, marked, closedAt } = told
  const { schoolUrn, receivedAt } = by
  const scope = scopeOfSource(schoolUrn)
  const stamp = `${closedAt}|${by.deliveryId}`
  const before = (await listRegisterSessions(database, scope, on, on)).find((register) => register.session === session)
  if (before && before.stamp >= stamp) return [writeOfSessionsHeard(schoolUrn, [{ on, session }], receivedAt)]
  // A register that expects nobody says nothing of those on roll, and ends no silence.
  const complete = expected > 0 && marked === expected
  const lastHeardAt = receivedAt
  const register: RegisterSession = {
    schoolUrn,
    on,
    session,
    expected,
    marked,
    complete,
    closedAt,
    lastHeardAt,
    source: 'mis',
    stamp,
  }
  const isNewlyComplete = complete && !before?.complete
  const now = house.clock.now()
  const running = await listCasesToFollow(database, scope, null)
  // A register no longer whole says less than before: presence that ended an absence may be unknown again.
  const isLess = before?.complete === true && !complete
  const from = isLess ? firstDayRead(now, []) : on
  const pupilIds = await listPupilIdsAway(database, scope, from, isLess ? londonDate(now) : on, null)
  // Who is away stays looked for, also where a later start was announced meanwhile.
  const nextDay = addCalendarDays(on, calendarDays(1))
  const away = running
    .filter(({ summary }) => summary.endedOn === null && summary.beganOn <= on)
    .map(({ summary }) => ({ pupilId: summary.pupilId, from: on, before: nextDay }))
  const letGoBefore = addCalendarDays(londonDate(now), calendarDays(-presenceKept))
  return [
    writeOfRegisterSession(register),
    ...(isNewlyComplete ? [writeOfMarksMissing(schoolUrn, on, session, receivedAt)] : []),
    ...(isNewlyComplete && away.length > 0 ? [writeOfMarksMissingBefore(schoolUrn, away, receivedAt)] : []),
    ...(isLess ? [writeOfMarksMissingTakenBack(schoolUrn, on, session)] : []),
    ...(await takeInRegister(house, { schoolUrn, pupilIds, running, register: { ...register, isNewlyComplete } })),
    ...writesOfPresenceLetGo(schoolUrn, letGoBefore),
  ]
}

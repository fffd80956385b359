// Take in a delivery's marks: the newer word for each session stands, and absences follow.
import { londonDate } from '../calendar/londonTime.ts'
import { takeInMarks as decide, type MarkChange } from '../cases/decide/takeInMarks.ts'
import { newPupil, withRef } from '../cases/decide/takeInPupil.ts'
import { absenceCodes, voidCodes } from '../cases/mark.ts'
import type { Pupil } from '../cases/pupil.ts'
import { type Scope, scopeOfSource } from '../cases/roles.ts'
import type { MarksTold, MarkTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listDeletions } from '../storage/deletionStore.ts'
import { listMarksAt, listPupilIdsAway, writeOfMarksMissingBefore, writesOfMarks } from '../storage/markStore.ts'
import { listPupilsByMisId, writeOfPupils } from '../storage/pupilStore.ts'
import { writeOfSessionsHeard } from '../storage/registerStore.ts'
import { firstDayRead, takeInRegister } from './takeInRegister.ts'

/** The writes for these marks. The number of statements does not depend on how many there are. */
export async function takeInMarks(house: House, by: ToldBy, { marks: told }: MarksTold): Promise<Query<unknown>[]> {
  if (told.length === 0) return []
  const { database } = house
  const scope = scopeOfSource(by.schoolUrn)
  const earliest = earliestByMisId(told, londonDate(by.receivedAt))
  const known = await listPupilsByMisId(database, scope, [...earliest.keys()])
  const deletedOn = await deletionsOfReadmitted(house, scope, known, earliest)
  const { pupils, changed, knownEarlier } = knownFrom(known, earliest, told, deletedOn, by.schoolUrn, house.ids.next)
  const pupilIdOf = new Map(pupils.map((pupil) => [pupil.misId, pupil.id]))
  const keys = told.map(({ pupil, on, session }) => ({ pupilId: pupilIdOf.get(pupil.misId)!, on, session }))
  const [standing, running] = await Promise.all([
    listMarksAt(database, scope, by.schoolUrn, keys),
    listCasesToFollow(database, scope, [...pupilIdOf.values()]),
  ])
  const { marks, versions, changes } = decide(told, standing, pupilIdOf, by)
  const pupilIds = await mayHaveBegun(house, by, changes)
  const news = { schoolUrn: by.schoolUrn, pupilIds, running, pupils, marks, changes, knownEarlier }
  return [
    ...(changed.length > 0 ? [writeOfPupils(changed)] : []),
    // The sessions first: they say for which of them presence is kept.
    writeOfSessionsHeard(by.schoolUrn, sessionsOf(told), by.receivedAt),
    ...writesOfMarks(by.schoolUrn, marks, versions, standing),
    ...(knownEarlier.length > 0 ? [writeOfMarksMissingBefore(by.schoolUrn, knownEarlier, by.receivedAt)] : []),
    ...(await takeInRegister(house, news)),
  ]
}

/** Pupils whose change can begin an absence: a G, N or O, or one of older days laid open by a mark that now says nothing. */
async function mayHaveBegun(house: House, by: ToldBy, changes: readonly MarkChange[]): Promise<string[]> {
  const away = changes.filter(({ to }) => absenceCodes.has(to)).map(({ pupilId }) => pupilId)
  const open = changes.filter(({ to }) => to === '-' || voidCodes.has(to)).map(({ pupilId }) => pupilId)
  if (open.length === 0) return away
  const now = house.clock.now()
  const awayBefore = await listPupilIdsAway(
    house.database,
    scopeOfSource(by.schoolUrn),
    firstDayRead(now, []),
    londonDate(now),
    open,
  )
  return [...away, ...awayBefore]
}

function earliestByMisId(told: readonly MarkTold[], today: string): Map<string, string> {
  const earliest = new Map<string, string>()
  for (const { pupil, on } of told) {
    if (on < (earliest.get(pupil.misId) ?? today)) earliest.set(pupil.misId, on)
    else if (!earliest.has(pupil.misId)) earliest.set(pupil.misId, today)
  }
  return earliest
}

// Only a word about days before the entry can be about the time before a deletion: that is rare.
async function deletionsOfReadmitted(
  house: House,
  scope: Scope,
  known: readonly Pupil[],
  earliest: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = known
    .filter(({ misId, enteredOn, firstKnownOn }) => firstKnownOn === enteredOn && earliest.get(misId)! < enteredOn)
    .map(({ id }) => id)
  return ids.length > 0 ? listDeletions(house.database, scope, ids) : new Map()
}

/** Everybody in the delivery: a pupil nobody has named yet is known by the number in the MIS, from the first mark on. */
function knownFrom(
  known: readonly Pupil[],
  earliest: ReadonlyMap<string, string>,
  told: readonly MarkTold[],
  deletedOn: ReadonlyMap<string, string>,
  schoolUrn: string,
  newId: () => string,
) {
  const changed: Pupil[] = []
  const knownEarlier: { pupilId: string; from: string; before: string }[] = []
  const byMisId = new Map(known.map((pupil) => [pupil.misId, pupil]))
  const refs = Map.groupBy(
    told.map(({ pupil }) => pupil),
    ({ misId }) => misId,
  )
  const pupils = [...earliest].map(([misId, from]) => {
    const [known, named] = [byMisId.get(misId), refs.get(misId)!]
    // A number with another UPN may be another child’s, which no mark decides: only a UPN nobody has said is filled in.
    const pupil = known?.upn ? known : named.reduce(withRef, known ?? newPupil(newId(), schoolUrn, named[0]!, from))
    const isKnownSince = known && (known.firstKnownOn <= from || deletedOn.has(known.id))
    const now = isKnownSince ? pupil : { ...pupil, firstKnownOn: from }
    if (now !== known) changed.push(now)
    if (!isKnownSince) knownEarlier.push({ pupilId: now.id, from, before: known?.firstKnownOn ?? '9999-12-31' })
    return now
  })
  return { pupils, changed, knownEarlier }
}

function sessionsOf(told: readonly MarkTold[]) {
  return [...new Map(told.map(({ on, session }) => [on + session, { on, session }])).values()]
}

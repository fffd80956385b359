// An expected starter did not come: what is written so that the absence runs from the first day, like any other?
import { londonDate } from '../calendar/londonTime.ts'
import type { MarkChange } from '../cases/decide/takeInMarks.ts'
import { afterWord } from '../cases/decide/takeInPupil.ts'
import type { Mark } from '../cases/mark.ts'
import type { Pupil } from '../cases/pupil.ts'
import { scopeOfSource } from '../cases/roles.ts'
import { hasBegun } from '../cases/sessionBegun.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { type EnrolmentRecord, writeOfWords } from '../storage/enrolmentStore.ts'
import { writesOfHandMarks } from '../storage/handMarkStore.ts'
import { listMarksAt, writeOfMarksMissingBefore } from '../storage/markStore.ts'
import { writeOfPupils } from '../storage/pupilStore.ts'
import { takeInRegister } from './takeInRegister.ts'

const sessions = ['AM', 'PM'] as const

/**
 * The writes that put a pupil on roll from the day expected and mark the begun sessions of `firstOn` N. The marks are the
 * oldest there can be: whatever the school's system says of these sessions, before or after, stands over them.
 */
export async function writesOfStarterAbsence(
  house: House,
  pupil: Pupil,
  record: EnrolmentRecord,
  firstOn: string,
  by: string,
): Promise<Query<unknown>[]> {
  const { database } = house
  const at = house.clock.now()
  const { schoolUrn, id } = pupil
  const scope = scopeOfSource(schoolUrn)
  const word = { what: 'did-not-come', at, by, details: { on: firstOn } } as const
  const enrolled = afterWord(pupil, word, record.words, record.deletion)
  const known = enrolled.firstKnownOn > firstOn ? { ...enrolled, firstKnownOn: firstOn } : enrolled
  const keys = sessions
    .filter((session) => hasBegun(firstOn, session, at))
    .map((session) => ({ pupilId: id, on: firstOn, session }))
  const [standing, running] = await Promise.all([
    listMarksAt(database, scope, schoolUrn, keys),
    listCasesToFollow(database, scope, [id]),
  ])
  const seen = keys.map((key) => ({ key, inPlaceOf: standing.find(({ session }) => session === key.session) ?? null }))
  const toSet = seen
    .filter(({ inPlaceOf }) => inPlaceOf === null || inPlaceOf.code === '-')
    .map(({ key, inPlaceOf }) => ({ mark: markOf(key, at, by), inPlaceOf }))
  const marks = toSet.map(({ mark }) => mark)
  const changes = marks.map(
    ({ pupilId, on, session, code: to }): MarkChange => ({ pupilId, on, session, from: null, to }),
  )
  const knownEarlier = [{ pupilId: id, from: firstOn, before: pupil.firstKnownOn }]
  const news = { schoolUrn, pupilIds: [id], running, pupils: [known], marks, changes, knownEarlier, by }
  return [
    writeOfPupils([known]),
    writeOfWords(id, record.words.length, [word], at),
    ...writesOfHandMarks(schoolUrn, toSet, []),
    ...(pupil.firstKnownOn > firstOn ? [writeOfMarksMissingBefore(schoolUrn, knownEarlier, at)] : []),
    ...(await takeInRegister(house, news)),
  ]
}

function markOf(key: { pupilId: string; on: string; session: 'AM' | 'PM' }, at: string, by: string): Mark {
  return {
    ...key,
    code: 'N',
    minutesLate: null,
    comment: `Expected to start, written down on ${londonDate(at)}`,
    source: 'hand',
    stamp: '',
    tie: '',
    receivedAt: at,
    receivedBy: by,
  }
}

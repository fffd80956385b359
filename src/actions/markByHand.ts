// Carries out a change of marks in a paper register: reads the day, lets somebody decide, commits it with what follows.
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { lastDayExpected } from '../cases/daysOnRoll.ts'
import type { HandRegister, MarkedByHand } from '../cases/decide/logAbsence.ts'
import type { Session } from '../cases/events.ts'
import { standingOf } from '../cases/handMark.ts'
import type { Pupil } from '../cases/pupil.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findCalendar } from '../storage/calendarStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { writesOfHandMarks } from '../storage/handMarkStore.ts'
import { listMarksAt } from '../storage/markStore.ts'
import { findPupilRecord } from '../storage/pupilPageStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { followByHand } from './followByHand.ts'

const mostTries = 3
const sessions = ['AM', 'PM'] as const

/** Where a mark is to change, and why, if somebody said. */
export interface HandChange {
  readonly pupilId: string
  readonly on: string
  readonly reason: string | null
}

type Decide = (
  register: HandRegister,
  by: { readonly id: string; readonly at: string },
) => { readonly accepted: MarkedByHand } | { readonly refused: Refusal }

/**
 * The marks that now stand, or why not; null when the pupil is not there for this person.
 * Whoever else writes at the same moment makes it look again: what they changed is decided on, never overwritten.
 */
export async function markByHand(
  house: House,
  by: Person,
  { pupilId, on, reason }: HandChange,
  decide: Decide,
): Promise<{ readonly accepted: MarkedByHand } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'log-absence')
  const record = await findPupilRecord(database, scope, pupilId)
  if (!record) return null
  if (record.registerKept === 'paper' && !isOnRoll(record.pupil, on)) return refused('not-on-roll')
  const { schoolUrn } = record.pupil
  for (let tries = 1; ; tries += 1) {
    const at = house.clock.now()
    const [published, marks, registers] = await Promise.all([
      findCalendar(database, scope, schoolUrn),
      listMarksAt(
        database,
        scope,
        schoolUrn,
        sessions.map((session) => ({ pupilId, on, session })),
      ),
      listRegisterSessions(database, scope, on, on),
    ])
    const calendar = published ? prepareCalendar(published) : null
    const markAt = (session: Session) => marks.find((mark) => mark.session === session)
    const registerAt = (session: Session) =>
      registers.find((register) => register.schoolUrn === schoolUrn && register.session === session)
    const standing = {
      AM: standingOf(markAt('AM'), registerAt('AM')),
      PM: standingOf(markAt('PM'), registerAt('PM')),
    }
    const { registerKept } = record
    const decision = decide({ registerKept, calendar, today: londonDate(at), standing }, { id: by.id, at })
    if ('refused' in decision) return decision
    const { accepted } = decision
    const news = { schoolUrn, calendar: calendar!, pupilIds: [pupilId], reason, register: null, ...accepted }
    const toSet = accepted.marks.map((mark) => ({ mark, inPlaceOf: markAt(mark.session) ?? null }))
    const writes = [...writesOfHandMarks(schoolUrn, toSet, accepted.versions), ...(await followByHand(house, by, news))]
    try {
      await database.commit(writes)
      return decision
    } catch (cause) {
      if (!isOvertaken(cause)) throw cause
      if (tries === mostTries) return refused('changed-meanwhile')
    }
  }
}

function isOnRoll(pupil: Pupil, on: string): boolean {
  const lastOn = lastDayExpected(pupil)
  return (pupil.enteredOn === null || pupil.enteredOn <= on) && (lastOn === null || lastOn >= on)
}

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  return clash?.kind === 'changed-meanwhile' || (clash?.kind === 'broken-rule' && clash.rule === 'marks.code')
}

// Closes a paper register: whoever has no mark in it was present, and absences follow.
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { closeRegister as decide } from '../cases/decide/closeRegister.ts'
import type { Session } from '../cases/events.ts'
import type { RegisterSession } from '../cases/mark.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findCalendar } from '../storage/calendarStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { findRollCount, writesOfHandRegister } from '../storage/handMarkStore.ts'
import { listSchoolsSearched } from '../storage/pupilSearchStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { followByHand } from './followByHand.ts'

const mostTries = 3

/** The register as it now stands, or why not; null when the school is not there for this person. */
export async function closeRegister(
  house: House,
  by: Person,
  { schoolUrn, on, session }: { schoolUrn: string; on: string; session: Session },
): Promise<{ readonly accepted: RegisterSession } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'log-absence')
  for (let tries = 1; ; tries += 1) {
    const at = house.clock.now()
    const [schools, published, registers, onRoll] = await Promise.all([
      listSchoolsSearched(database, scope),
      findCalendar(database, scope, schoolUrn),
      listRegisterSessions(database, scope, on, on),
      findRollCount(database, scope, schoolUrn, on),
    ])
    const school = schools.find(({ urn }) => urn === schoolUrn)
    if (!school) return null
    const calendar = published ? prepareCalendar(published) : null
    const before = registers.find((each) => each.schoolUrn === schoolUrn && each.session === session) ?? null
    const decision = decide(
      { registerKept: school.registerKept, calendar, today: londonDate(at) },
      { schoolUrn, on, session, before, onRoll },
      { id: by.id, at },
    )
    if ('refused' in decision) return decision
    const nothing = { pupilIds: [], marks: [], changes: [], reason: null }
    const news = { schoolUrn, calendar: calendar!, ...nothing, register: decision.accepted }
    try {
      await database.commit([
        ...writesOfHandRegister(decision.accepted, by.id),
        ...(await followByHand(house, by, news)),
      ])
      return decision
    } catch (cause) {
      const clash = clashOf(cause)
      const isOvertaken = clash?.kind === 'changed-meanwhile' || clash?.kind === 'broken-rule'
      if (!isOvertaken) throw cause
      if (tries === mostTries) return refused('changed-meanwhile')
    }
  }
}

// What was done about each case before one looks? Told in order of time, each entry by the action behind its form.
import { takeIn } from '../actions/takeIn.ts'
import { sql } from '../storage/database.ts'
import { awayHistories } from './awayHistories.ts'
import type { StoryName } from './caseAbsences.ts'
import type { Deed } from './caseDeeds.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import type { Child } from './families.ts'
import { foundHistories } from './foundHistories.ts'
import { gateHistories } from './gateHistories.ts'
import { people } from './northmoor.ts'
import { oakfieldHistories } from './oakfieldHistories.ts'
import { ordinaryHistories } from './ordinaryHistories.ts'
import { northmoor } from './registers.ts'
import { removedHistory } from './removedHistory.ts'
import { londonInstant } from './schoolTimes.ts'

/** Deeds of one person at one time of London, 'YYYY-MM-DD HH:MM'. */
export interface HistoryEntry {
  readonly story: StoryName
  readonly at: string
  readonly by: string
  readonly does: readonly Deed[]
}

/**
 * All entries, in order of time. A school day's are between 10:06 and 11:25 or between 15:20 and 18:00, when no register
 * comes in, so that each case's record is in order of time too.
 */
export const histories: readonly (HistoryEntry & { readonly instant: string })[] = [
  ...oakfieldHistories,
  ...gateHistories,
  ...removedHistory,
  ...awayHistories,
  ...foundHistories,
  ...ordinaryHistories,
]
  .map((entry) => ({ ...entry, instant: londonInstant(entry.at.slice(0, 10), entry.at.slice(11)) }))
  .sort((one, other) => (one.instant < other.instant ? -1 : one.instant > other.instant ? 1 : 0))

/** Does what was done after one instant and up to another. Throws when an action refuses: then the history is not true. */
export async function writeHistories(house: DemonstrationHouse, after: string, upTo: string): Promise<void> {
  for (const { story, instant, by, does } of histories) {
    if (instant <= after || instant > upTo) continue
    house.clock.put(instant)
    const person = people.find(({ id }) => id === by)!
    const child = northmoor().stories.childOf.get(story)!
    for (const deed of does) {
      const answer = await deed({ house, person, ...(await findStory(house, child)) })
      if (!answer || 'refused' in answer)
        throw new Error(`Northmoor’s history of ${story} at ${instant} was refused: ${JSON.stringify(answer)}`)
    }
  }
  await endEnrolments(house, after, upTo)
}

/** The newest record of the child, of those that are not closed. */
async function findStory(house: DemonstrationHouse, { school, misId }: Child) {
  const rows = await house.database.read(sql<{ caseId: string; pupilId: string; version: number }>`
    SELECT coalesce(c.id, '') AS "caseId", p.id AS "pupilId", coalesce(c.version, 0) AS version
    FROM pupils p LEFT JOIN cases c ON c.pupil_id = p.id
    WHERE p.school_urn = ${school.urn} AND p.mis_id = ${misId} ORDER BY c.closed_at IS NOT NULL, c.began_on DESC LIMIT 1`)
  return rows[0]!
}

/** Who goes to another school leaves the roll in the school's own system, at the end of that day. */
async function endEnrolments(house: DemonstrationHouse, after: string, upTo: string): Promise<void> {
  const { lastOnOf } = northmoor().stories
  for (const [{ school, misId, upn }, leavingOn] of lastOnOf) {
    const at = londonInstant(leavingOn, '17:55')
    if (at <= after || at > upTo) continue
    house.clock.put(at)
    const by = { schoolUrn: school.urn, deliveryId: `northmoor-${school.urn}-${misId}-left`, receivedAt: at }
    const destination = { known: true, urn: null, name: 'Saltburn Road Primary', laestab: null, country: null }
    const said = { grounds: null, reasonCode: null, lastAttended: leavingOn, newAddressKnown: null }
    const ended = { what: 'enrolment-ended', at, pupil: { misId, upn }, leavingOn, destination, ...said } as const
    await house.database.commit((await takeIn(house, by, ended)).writes)
  }
}

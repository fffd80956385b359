// Takes an entry back, and with it what it brought about beside the record: its message, the end of a time on roll.

import type { CaseNow } from '../cases/caseNow.ts'
import { daysNewlyOnRoll } from '../cases/daysOnRoll.ts'
import { withdrawEntry as decide, type EntryToWithdraw } from '../cases/decide/withdrawEntry.ts'
import type { Pupil } from '../cases/pupil.ts'
import { refused } from '../cases/refusals.ts'
import type { Permission, Person } from '../cases/roles.ts'
import { standingOf } from '../cases/standing.ts'
import type { House } from '../house.ts'
import type { Query } from '../storage/database.ts'
import { writeOfBackOnRoll, writeOfMessageStopped } from '../storage/entryWithdrawalStore.ts'
import { writeOfMarksMissingBefore } from '../storage/markStore.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says. `permission` is the one that the entry asks for. Null when the case is not there for this person. */
export async function withdrawEntry(
  house: House,
  person: Person,
  caseId: string,
  permission: Permission,
  entry: EntryToWithdraw,
) {
  const withdrawn = await writeOnCase(house, person, {
    caseId,
    permission,
    seenVersion: null,
    decide: (now) => decide(now, entry, person),
    besides: (now) => undoneWith(now, entry.version),
  })
  // The authority does not see an absence that the school has not opened, but a child has one case at most.
  const isBlocked = withdrawn !== null && 'refused' in withdrawn && withdrawn.refused === 'changed-meanwhile'
  return isBlocked && permission === 'record-finding' ? refused('other-case-open') : withdrawn
}

function undoneWith({ events, pupil, summary, asOf }: CaseNow, version: number): readonly Query<unknown>[] {
  const event = events.find((each) => each.version === version)
  const messageId =
    event?.what === 'told'
      ? event.details.messageId
      : event?.what === 'name-removed'
        ? event.details.returnMessageId
        : null
  const removed = standingOf(summary.standing, 'removed').find((entry) => entry.version === version)
  return [
    ...(messageId ? [writeOfMessageStopped(messageId)] : []),
    ...(removed ? [writeOfBackOnRoll(pupil.id, removed.on), ...unmarkedSince(pupil, removed.on, asOf)] : []),
  ]
}

// Nobody looked for the child in the registers of the days between: that is not presence.
function unmarkedSince(pupil: Pupil, deletedOn: string, at: string): Query<unknown>[] {
  if (pupil.leftOn !== deletedOn) return []
  const spans = daysNewlyOnRoll(pupil, { ...pupil, leftOn: null })
  const known = spans.map((span) => ({ pupilId: pupil.id, ...span }))
  return known.length > 0 ? [writeOfMarksMissingBefore(pupil.schoolUrn, known, at)] : []
}

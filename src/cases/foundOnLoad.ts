// What does a case on the list ask for once the child is said to be found, or the register has explained or ended the absence?
import { afterFound, type FollowUp, foundOf } from './afterFound.ts'
import type { EntrySaid } from './answersOverdue.ts'
import type { RecordedEvent } from './attempts.ts'
import type { FoundKind } from './caseWork.ts'
import type { ClockAnswer } from './clock/clock.ts'
import type { CaseSummary } from './replay.ts'
import { standingOf } from './standing.ts'

/** Where the child is and since when; `toDo` what keeps the case open, in words. */
export interface Found {
  readonly kind: FoundKind
  readonly on: string
  readonly toDo: readonly string[]
}

interface OfCase {
  readonly summary: CaseSummary
  readonly said: readonly EntrySaid[]
}

interface FoundOnLoad {
  readonly found: Found | null
  readonly unsuitableOn: string | null
  readonly isSightingMissing: boolean
  readonly followUps: readonly FollowUp[]
}

/** All of it for a case that is not closed; of a closed one nothing is asked. */
export function foundOnLoad(listed: OfCase, answer: ClockAnswer | null): FoundOnLoad {
  const { summary } = listed
  if (summary.closedAt !== null) return { found: null, unsuitableOn: null, isSightingMissing: false, followUps: [] }
  const finding = foundOf(summary.standing)
  const followUps = finding ? afterFound({ summary, answer, events: findingsOf(listed) }) : []
  const toDo = followUps.flatMap(({ words, isDone }) => (isDone ? [] : words))
  const last = standingOf(summary.standing, 'found').at(-1)
  return {
    found: finding && { kind: finding.kind, on: finding.on, toDo },
    unsuitableOn: last?.kind === 'home-educated-unsuitable' ? last.on : null,
    isSightingMissing: asksForLook(summary, finding !== null),
    followUps,
  }
}

// A reason in the register sees nobody. Who wrote down where the child is has looked already, unless the child is said to be back.
function asksForLook(summary: CaseSummary, isFound: boolean): boolean {
  const { endedOn, endedBecause } = summary
  if (endedOn === null || isSeenSince(summary, endedOn)) return false
  return endedBecause === 'attended' || (endedBecause === 'reason-in-register' && !isFound)
}

function findingsOf({ summary, said }: OfCase): RecordedEvent[] {
  const unread = { kind: 'attending', on: '', who: '', how: '', where: '', words: '' } as const
  return said.flatMap(({ what, version, side }) =>
    what === 'child-found' && side !== null
      ? { what, version, caseId: summary.id, pupilId: '', at: '', by: '', byName: null, details: { side, ...unread } }
      : [],
  )
}

function isSeenSince({ standing }: CaseSummary, on: string): boolean {
  return standing.some(
    (entry) =>
      (entry.what === 'seen' || entry.what === 'found' || (entry.what === 'check' && entry.childSeen)) &&
      entry.on >= on,
  )
}

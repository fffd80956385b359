// How is a school’s silence said? Since when, which registers, through which feed, and who has looked.
import { londonDate } from '../../calendar/londonTime.ts'
import { may, type Person } from '../../cases/roles.ts'
import { lastKnownBefore, type SessionOn, type Silence } from '../../cases/silence.ts'
import type { FeedHeard } from '../../storage/silenceStore.ts'
import { inWords } from './inWords.ts'

/** A silence in words. `since` begins a line and has no full stop. */
export interface SilenceShown {
  readonly urn: string
  readonly name: string
  readonly since: string
  readonly missing: string
  readonly looked: string | null
}

/** The silence as pages say it at an instant. */
export function silenceShown({ urn, name, since, missing, looked }: Silence, asOf: string): SilenceShown {
  const on = missing[0]!.on
  const sessions = missing.map(({ session }) => (session === 'AM' ? 'morning' : 'afternoon'))
  const day = on === londonDate(asOf) ? 'today' : inWords.day(on)
  return {
    urn,
    name,
    since: since === null ? 'No data has ever come' : `No data since ${inWords.dayAndTime(since)}`,
    missing:
      sessions.length === 1
        ? `The ${sessions[0]} register of ${day} is not complete.`
        : `The registers of the ${sessions[0]} and the ${sessions[1]} of ${day} are not complete.`,
    looked: looked ? `${looked.byName} looked, ${inWords.dayAndTime(looked.at)}.` : null,
  }
}

/** On a child’s page: since when no register is known; null when the newest that was due is here, or the register is on paper. */
export function noDataSince({ silent, completeSessions, registerKept, asOf }: ChildsRegisters): string | null {
  if (registerKept === 'paper') return null
  const last = lastKnownBefore(silent, completeSessions, asOf)
  if (last === null) return null
  if (last === 'never') return 'No register of this school is known yet.'
  return `No data since the ${last.session === 'AM' ? 'morning' : 'afternoon'} register of ${inWords.day(last.on)}: the days after it count and are unknown.`
}

interface ChildsRegisters {
  readonly silent: readonly SessionOn[]
  readonly completeSessions: readonly SessionOn[]
  readonly registerKept: 'mis' | 'paper'
  readonly asOf: string
}

const feedWords: Readonly<Record<string, string>> = {
  attendance: 'Marks',
  'attendance.session': 'Registers',
  roll: 'Pupils and contacts',
  calendar: 'Calendar',
}

/** The rows of the page, those first about which nobody has looked. */
export function silenceRows(
  silences: readonly Silence[],
  feeds: readonly FeedHeard[],
  held: ReadonlyMap<string, readonly string[]>,
  person: Person,
  asOf: string,
) {
  const feedsOf = Map.groupBy(feeds, ({ schoolUrn }) => schoolUrn)
  return silences
    .toSorted((one, other) => Number(one.looked !== null) - Number(other.looked !== null))
    .map((silence) => ({
      ...silenceShown(silence, asOf),
      feeds: (feedsOf.get(silence.urn) ?? []).map(({ feed, lastHeardAt, problem }) => ({
        name: feedWords[feed] ?? feed,
        heard: lastHeardAt === null ? 'never' : inWords.dayAndTime(lastHeardAt),
        problem,
      })),
      held: held.get(silence.urn)?.length ?? 0,
      mayLook:
        may(person, 'release-message', silence.urn) &&
        (silence.looked === null || (held.get(silence.urn)?.length ?? 0) > 0),
    }))
}

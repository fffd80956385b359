// How is a school’s silence said? Since when, which registers, through which feed, and who has looked.
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { SchoolsDays } from '../../cases/schoolsDays.ts'
import { lastKnownBefore, type SessionMissing, type SessionOn, type Silence } from '../../cases/silence.ts'
import { type ThinRegister, thinRegisterOf, type UnmarkedRegister } from '../../cases/thinRegister.ts'
import type { FeedHeard } from '../../storage/silenceStore.ts'
import { inWords } from './inWords.ts'

/** A silence in words. `since` begins a line and has no full stop. */
export interface SilenceShown {
  readonly urn: string
  readonly name: string
  readonly since: string
  readonly missing: string
  /** Its registers came, and hold few of the roll: what to do is another thing than where nothing came. */
  readonly isThin: boolean
  readonly looked: string | null
}

/** The silence as pages say it at an instant. */
export function silenceShown({ urn, name, since, missing, looked }: Silence, asOf: string): SilenceShown {
  const on = missing[0]!.on
  const day = on === londonDate(asOf) ? 'today' : inWords.day(on)
  const thin = missing.every((each) => each.thin) ? missing.at(-1)!.thin! : null
  const noData = since === null ? 'No data has ever come' : `No data since ${inWords.dayAndTime(since)}`
  return {
    urn,
    name,
    since: thin ? thinInShort(thin) : noData,
    missing: missingSentences(missing, day).join(' '),
    isThin: thin !== null,
    looked: looked ? `${looked.byName} looked, ${inWords.dayAndTime(looked.at)}.` : null,
  }
}

const halfDay = { AM: 'morning', PM: 'afternoon' } as const

function missingSentences(missing: readonly SessionMissing[], day: string): string[] {
  const absent = missing.flatMap(({ session, thin }) => (thin ? [] : halfDay[session]))
  const thin = missing.flatMap((each) =>
    each.thin
      ? `The ${halfDay[each.session]} register of ${day} is closed as complete, with marks for ${each.thin.marked} of the ${each.thin.onRoll} pupils expected.`
      : [],
  )
  if (absent.length === 0) return thin
  const [first, second] = absent
  return [
    ...thin,
    second === undefined
      ? `The ${first} register of ${day} is not complete.`
      : `The registers of the ${first} and the ${second} of ${day} are not complete.`,
  ]
}

/** A register much thinner than the roll, as the beginning of a line. */
export function thinInShort({ marked, onRoll }: ThinRegister): string {
  return `Register of ${marked}, roll of ${onRoll}`
}

/** On a child’s page: the newest register is much thinner than the roll; null when it is not, or the register is on paper. */
export function thinAtNewest({
  calendar,
  unmarked = [],
  completeSessions,
  registerKept,
  asOf,
}: ChildsNewest): string | null {
  if (registerKept === 'paper' || calendar === null || unmarked.length === 0) return null
  const today = londonDate(asOf)
  const newest = completeSessions.reduce((on, each) => (each.on > on && each.on <= today ? each.on : on), '')
  const ofSchool = prepareCalendar(calendar)
  const last = unmarked.findLast((each) => each.on === newest && thinRegisterOf(each, ofSchool) !== null)
  if (!last) return null
  return `${thinInShort(thinRegisterOf(last, ofSchool)!)}: the ${halfDay[last.session]} of ${inWords.day(last.on)}. The day counts, and is unknown for everybody without a mark.`
}

interface ChildsNewest {
  readonly calendar: SchoolsDays | null
  readonly unmarked?: readonly UnmarkedRegister[]
  readonly completeSessions: readonly SessionOn[]
  readonly registerKept: 'mis' | 'paper'
  readonly asOf: string
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

// How does one connection stand? Its address, its secrets by their age, what came and what became of it.
import { epochMilliseconds } from '../../calendar/londonTime.ts'
import { countsPrevious } from '../../cases/decide/changeConnection.ts'
import { assertNever } from '../../cases/refusals.ts'
import { hasSecret, isPolled } from '../../cases/vendors.ts'
import { codesSent } from '../../cases/writeBack.ts'
import type { House } from '../../house.ts'
import type {
  ConnectionChanged,
  ConnectionFound,
  DeliveryCount,
  DeliveryOnLog,
  FeedStanding,
  RefusedAtDoor,
} from '../../storage/connectionPageStore.ts'
import type { Paths } from '../paths.ts'
import { connectionAddress } from './connections.ts'
import { deliveryRow, refusedRow, stateWords } from './deliveryWords.ts'
import { inWords } from './inWords.ts'

export const deliveriesAPage = 50

/** What every page about a connection shows of it. `now` is the house's instant. */
export function connectionHead(connection: ConnectionFound, paths: Paths, publicUrl: string, now: string) {
  const { id, vendor, schoolName, schoolUrn, settings, endedAt, endedBecause, previousUntil } = connection
  const isOld = countsPrevious(connection, now) && endedAt === null
  return {
    id,
    schoolName,
    schoolUrn,
    ...connectionAddress(connection, paths, publicUrl),
    isPolled: isPolled(vendor),
    hasSecret: hasSecret(vendor),
    isWonde: vendor === 'wonde',
    wondeSchool: settings.school_ref ?? null,
    domain: settings.domain ?? null,
    codesSent: vendor === 'wonde' ? codesSent(settings) : null,
    scopes: (settings.scopes ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    endedAt,
    endedBecause,
    oldSecret: isOld ? { until: previousUntil, usedAt: connection.previousUsedAt } : null,
    lastDeliveryAt: connection.lastDeliveryAt,
    seen: connection.changes,
  }
}

/** The rest of its own page. */
export function connectionModel(
  changes: readonly ConnectionChanged[],
  counts: readonly DeliveryCount[],
  deliveries: readonly DeliveryOnLog[],
  feeds: readonly FeedStanding[],
) {
  const states = Object.entries(stateWords).map(([state, words]) => ({
    words,
    count: counts.find((each) => each.state === state)?.since ?? 0,
  }))
  return {
    changes: changes.map((change) => ({
      at: change.at,
      byName: change.byName ?? 'the command line',
      sentence: changeSentence(change),
    })),
    made: changes.find(({ what }) => what === 'connected') ?? null,
    states,
    received: counts.reduce((sum, { since }) => sum + since, 0),
    found: counts.reduce((sum, { all }) => sum + all, 0),
    deliveries: deliveries.map(deliveryRow),
    feeds: feeds.map((feed) => ({ ...feed, words: feedWords[feed.feed] ?? feed.feed })),
  }
}

const feedWords: Readonly<Record<string, string>> = {
  'attendance.registers': 'Registers closed',
  'attendance.session': 'Marks',
  'attendance.session.leavers': 'Marks of leavers',
  'attendance.session.nightly': 'Marks of the last two weeks, at night',
  calendar: 'School calendar',
  contacts: 'Contacts',
  pupils: 'Pupils',
  'pupils.deleted': 'Pupils deleted',
  'pupils.expected': 'Due to start',
  'pupils.left': 'Leavers',
  students: 'Pupils',
  'students.all': 'Every pupil, at night',
}

function changeSentence({ what, detail }: ConnectionChanged): string {
  switch (what) {
    case 'connected':
      return 'Connected'
    case 'secret-rotated':
      return `New secret made. The old one counts until ${detail === null ? 'somebody ends it' : inWords.dayAndTime(detail)}`
    case 'previous-secret-ended':
      return 'Old secret ended'
    case 'codes-sent-set':
      return detail === null
        ? 'Sending codes to the MIS switched off'
        : `Codes that may be sent to the MIS: ${detail.replaceAll(',', ', ')}`
    case 'ended':
      return `Ended: ${detail ?? 'no reason was given'}`
    default:
      return assertNever(what)
  }
}

/** Where somebody waits for the first deliveries. They are looked for by themselves for ten minutes, and not for as long as a page stays open. */
export function arrivals(
  house: Pick<House, 'machineClock'>,
  href: string,
  looksUntil: number,
  deliveries: readonly DeliveryOnLog[],
  refused: readonly RefusedAtDoor[],
) {
  const isLooking = epochMilliseconds(house.machineClock.now()) < looksUntil
  return {
    href,
    again: isLooking ? `${href}?until=${looksUntil}` : null,
    deliveries: deliveries.map(deliveryRow),
    refused: refused.map(refusedRow),
  }
}

const looksForMilliseconds = 10 * 60_000

/** Until when arrivals are looked for by themselves: as a page asked, and never for longer than ten minutes from now. */
export function looksUntil(house: Pick<House, 'machineClock'>, asked?: string): number {
  const most = epochMilliseconds(house.machineClock.now()) + looksForMilliseconds
  if (asked === undefined) return most
  return /^\d{13}$/.test(asked) ? Math.min(Number(asked), most) : 0
}

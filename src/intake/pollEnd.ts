// What follows from a reading: where the feed stands, when it is read next, and what is told of it?
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { PollDue, PollEnd } from '../storage/pollStore.ts'
import { nextDay, nextReading, nextTry } from './rhythm.ts'
import type { CanonicalMessage, Feed, FeedRead } from './vendors/feed.ts'

/** `told`: the message about the reading itself, or null when it goes on at once. */
export interface ReadingEnded {
  readonly end: PollEnd
  readonly told: CanonicalMessage | null
}

/** Judges a reading. Pure; `read` with what it said, whose messages are kept already. */
export function readingEnded(
  poll: PollDue,
  feed: Feed,
  read: FeedRead,
  calendar: SchoolCalendar | null,
  now: string,
): ReadingEnded {
  const { mostSeen } = poll
  if ('refused' in read) {
    const problem = `${read.refused} Somebody must put this connection right; it is tried again in a day.`
    const end = { nextAt: nextDay(now), failures: poll.failures + 1, problem, mostSeen, completedAt: null }
    return { end, told: failed(poll, read.refused, now) }
  }
  if ('later' in read) return notNow(poll, read.later, read.retryAfterSeconds, now)
  if (isEmptied(poll, read)) return notNow(poll, emptied, null, now)
  if (read.stopped) {
    const { because, retryAfterSeconds } = read.stopped
    const { end, told } = notNow(poll, because, retryAfterSeconds, now)
    // What was read counts, and the next reading goes on from there: that is no second failure.
    return { end: { ...end, cursor: read.cursor, failures: 1 }, told }
  }
  const good = { cursor: read.cursor, failures: 0, problem: null, mostSeen: Math.max(mostSeen, read.wholeSeen ?? 0) }
  if (!read.isComplete) return { end: { ...good, nextAt: now, completedAt: null }, told: null }
  const nextAt = nextReading(feed.rhythm, poll.schoolUrn, calendar, now)
  const data = {
    feed: poll.feed,
    from: poll.lastCompleteAt,
    records_seen: read.wholeSeen ?? read.seen,
    records_changed: read.changed,
    complete: true,
  }
  return { end: { ...good, nextAt, completedAt: now }, told: message(poll, 'sync.completed', data, now) }
}

/** A reading that our own budget stopped: it goes on shortly, and nothing is said of it. */
export function readingPaused(poll: PollDue, read: FeedRead, now: string): ReadingEnded {
  const { failures, mostSeen, cursor } = poll
  const stop = 'later' in read ? read : 'messages' in read ? read.stopped : undefined
  const nextAt = nextTry('', 1, stop?.retryAfterSeconds ?? 1, now)
  const end = { cursor: 'messages' in read ? read.cursor : cursor, nextAt, failures, problem: null, mostSeen }
  return { end: { ...end, completedAt: null }, told: null }
}

const emptied =
  'The answer was empty where it never was before, which is taken for a fault and not for everybody having left. Nothing was changed.'

/** Nothing at all where there was something before: a wrong region, a lost permission, a school’s system just restored. Never news of pupils. */
export function isEmptied(poll: Pick<PollDue, 'mostSeen'>, read: FeedRead): boolean {
  return 'messages' in read && read.isComplete && read.wholeSeen === 0 && poll.mostSeen > 0
}

function notNow(poll: PollDue, because: string, retryAfterSeconds: number | null, now: string): ReadingEnded {
  const failures = poll.failures + 1
  const nextAt = nextTry(`${poll.connectionId} ${poll.feed}`, failures, retryAfterSeconds, now)
  const end = { nextAt, failures, problem: because, mostSeen: poll.mostSeen, completedAt: null }
  return { end, told: failed(poll, because, now) }
}

function failed(poll: PollDue, reason: string, now: string): CanonicalMessage {
  return message(poll, 'sync.failed', { feed: poll.feed, from: poll.lastCompleteAt, reason }, now)
}

function message(poll: PollDue, type: string, data: CanonicalMessage['data'], now: string): CanonicalMessage {
  return {
    type,
    timestamp: now,
    schema: '2026-09-01',
    source: { vendor: poll.vendor, school_urn: poll.schoolUrn },
    data,
  }
}

// Which vendors' feeds are due, and what did they say? Read under a lease, kept like any delivery, the cursor moved last.
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { AskVendor, House } from '../house.ts'
import { findCalendar } from '../storage/calendarStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Database } from '../storage/database.ts'
import { type PollDue, pollsDue, vendorListsOf, writeOfLease, writesOfPollEnd } from '../storage/pollStore.ts'
import { unlockText } from '../storage/secretText.ts'
import { instantBefore } from './instants.ts'
import { keepMessages } from './keepMessages.ts'
import { isEmptied, readingEnded, readingPaused } from './pollEnd.ts'
import { type AskingWithin, askWithin } from './vendorBudget.ts'
import type { Feed, FeedRead } from './vendors/feed.ts'
import { feeds as allFeeds } from './vendors/feeds.ts'
import { applyWaiting } from './work.ts'

/** What one go reads at most of all schools, a few pages each; the next go takes the rest. Small enough for one run of a Worker. */
const mostReadings = 20
const atOnce = 3
/** Longer than any reading takes: five pages of twenty seconds, and the keeping. */
const leaseMilliseconds = 5 * 60_000

const running = new WeakMap<Database, Promise<void>>()

/**
 * Reads the feeds that are due, each under a lease that a second process loses, and has what they said applied. Asked
 * while it runs, it is the run that is on. Nothing where the house asks nobody. Never rejects.
 */
export function pollDue(house: House, feeds: readonly Feed[] = allFeeds): Promise<void> {
  const { askVendor } = house
  if (askVendor === null || feeds.length === 0) return Promise.resolve()
  const current = running.get(house.database)
  if (current) return current
  const run = readAll(house, askVendor, feeds)
    .catch((cause) => house.log.fault('feeds-not-read', cause))
    .finally(() => running.delete(house.database))
  running.set(house.database, run)
  return run
}

async function readAll(house: House, askVendor: AskVendor, feeds: readonly Feed[]): Promise<void> {
  const due = await pollsDue(house.database, feeds, house.clock.now(), mostReadings)
  if (due.length === 0) return
  // One school's feeds one after the other: they share its lists, and pupils are told before their marks.
  const waiting = [...Map.groupBy(due, ({ connectionId }) => connectionId).values()].values()
  const readOnes = async () => {
    for (const ofSchool of waiting) {
      for (const poll of ofSchool) {
        const feed = feeds.find(({ vendor, name }) => vendor === poll.vendor && name === poll.feed)!
        await readOne(house, askWithin(house, askVendor, poll.vendor), poll, feed)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, readOnes))
  house.after(applyWaiting(house))
}

async function readOne(house: House, asking: AskingWithin, poll: PollDue, feed: Feed): Promise<void> {
  const facts = { connection: poll.connectionId, feed: poll.feed }
  try {
    const by = house.ids.next()
    if (!(await isTaken(house, poll, by))) return
    const read = await readFeed(house, asking.ask, poll, feed)
    if ('messages' in read && !isEmptied(poll, read)) await keepMessages(house, poll, read.messages)
    const now = house.clock.now()
    const calendar = await calendarFor(house, poll, feed)
    const isWhole = 'messages' in read && read.isComplete
    const { end, told } =
      asking.isSpent() && !isWhole ? readingPaused(poll, read, now) : readingEnded(poll, feed, read, calendar, now)
    if (told) await keepMessages(house, poll, [told], `${told.type}:${now}`)
    const lists = 'messages' in read && !isEmptied(poll, read) ? read.lists : undefined
    await house.database.commit(writesOfPollEnd(poll, by, end, lists ?? new Map(), now))
    if (end.problem !== null) house.log.info('feed-not-read', { ...facts, failures: end.failures })
  } catch (cause) {
    // Left as it is: the lease runs out, and the feed is read again from where it stood.
    if (!isOvertaken(cause)) house.log.fault('feed-not-read', cause, facts)
  }
}

async function isTaken(house: House, poll: PollDue, by: string): Promise<boolean> {
  const now = house.clock.now()
  try {
    await house.database.commit([writeOfLease(poll, { by, now, until: instantBefore(now, -leaseMilliseconds) })])
    return true
  } catch (cause) {
    if (isOvertaken(cause)) return false
    throw cause
  }
}

async function readFeed(house: House, ask: AskVendor, poll: PollDue, feed: Feed): Promise<FeedRead> {
  const { schoolUrn, settings, cursor } = poll
  const [token, lists] = await Promise.all([
    unlockText(house.keys.secrets, poll.token),
    vendorListsOf(house.database, poll.connectionId),
  ])
  try {
    return await feed.read({ ask, schoolUrn, token, settings, cursor, now: house.clock.now(), lists })
  } catch (cause) {
    // A reader that stumbles over an answer is a fault of ours; the feed waits like one that did not answer.
    const facts = { connection: poll.connectionId, feed: poll.feed }
    house.log.fault('feed-not-understood', withoutContent(cause), facts)
    return { later: 'The answer could not be understood.', retryAfterSeconds: null }
  }
}

async function calendarFor(house: House, { schoolUrn }: PollDue, { rhythm }: Feed) {
  if (rhythm !== 'marks') return null
  const days = await findCalendar(house.database, scopeOfSource(schoolUrn), schoolUrn)
  return days && prepareCalendar(days)
}

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  return clash?.kind === 'broken-rule' && clash.rule === 'polls.next_at'
}

// What a fault says may quote what was read; where it happened does not.
function withoutContent(cause: unknown): Error {
  const safe = new Error('A reader stumbled over an answer')
  if (cause instanceof Error && cause.stack)
    safe.stack = `${safe.message}\n${cause.stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n')}`
  return safe
}

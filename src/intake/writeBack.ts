// Which codes wait to be sent to a school's MIS, and what did it say of those that were? The register here is changed by none of it.
import { epochMilliseconds, utcInstant } from '../calendar/londonTime.ts'
import { undoneBefore } from '../cases/writeBack.ts'
import type { AskVendor, House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Database } from '../storage/database.ts'
import { vendorListsOf } from '../storage/pollStore.ts'
import { unlockText } from '../storage/secretText.ts'
import { type WriteBackDue, type WriteBackMoved, writeBacksDue, writeOfMoved } from '../storage/writeBackStore.ts'
import { askWithin } from './vendorBudget.ts'
import type { FeedAsked } from './vendors/feed.ts'
import { resultOf, writeCode } from './vendors/wondeWriteBack.ts'
import { checkedFirst, failedBecause, lookedAtAgain, movedLater, settledByMark } from './writeBackStep.ts'

const mostAtOnce = 20
const schoolsAtOnce = 3
/** Longer than a question takes: another process does not look after it meanwhile. */
const leaseMilliseconds = 5 * 60_000
const day = 24 * 3_600_000

const running = new WeakMap<Database, Promise<void>>()

/**
 * Takes each code that is due one step further, one after the other at a school: reads the mark again, writes, asks what
 * became of it. What is to be written is committed as `sending` first, so that no crash writes it twice. Asked while it
 * runs, it is the run that is on. Nothing where the house asks nobody. Never rejects.
 */
export function sendWriteBacks(house: House): Promise<void> {
  const { askVendor } = house
  if (askVendor === null) return Promise.resolve()
  const current = running.get(house.database)
  if (current) return current
  const run = sendAll(house, askVendor)
    .catch((cause) => house.log.fault('codes-not-sent', cause))
    .finally(() => running.delete(house.database))
  running.set(house.database, run)
  return run
}

async function sendAll(house: House, askVendor: AskVendor): Promise<void> {
  const due = await writeBacksDue(house.database, house.clock.now(), mostAtOnce)
  if (due.length === 0) return
  const waiting = [...Map.groupBy(due, ({ schoolUrn }) => schoolUrn).values()].values()
  const sendOnes = async () => {
    for (const ofSchool of waiting) for (const each of ofSchool) await stepOne(house, askVendor, each)
  }
  await Promise.all(Array.from({ length: schoolsAtOnce }, sendOnes))
}

async function stepOne(house: House, askVendor: AskVendor, due: WriteBackDue): Promise<void> {
  const facts = { connection: due.connectionId, writeBack: due.id }
  try {
    const moved = await nextStep(house, askVendor, due)
    if (moved.state === 'failed')
      house.log.info('code-not-taken', { ...facts, needsPerson: moved.needsPerson ?? false })
  } catch (cause) {
    if (!isOvertaken(cause)) house.log.fault('code-not-sent', withoutContent(cause), facts)
  }
}

async function nextStep(house: House, askVendor: AskVendor, due: WriteBackDue): Promise<WriteBackMoved> {
  const now = house.clock.now()
  const move = async (from: WriteBackDue, moved: WriteBackMoved) => {
    await house.database.commit([writeOfMoved(from, moved)])
    return moved
  }
  const settled = settledByMark(due, now)
  if (settled) return move(due, settled)
  if (due.state === 'pending' && due.reasonUndoneAt !== null)
    return move(due, { state: 'withdrawn', because: undoneBefore, endedAt: now })
  const asked = await askedOf(house, askVendor, due, now)
  if (asked === null)
    return move(due, failedBecause('The connection to Wonde was ended or has no access any more.', now))
  if (due.state === 'sending') return move(due, await whatBecame(due, asked, now))

  const first = await checkedFirst(due, asked, now)
  if (!('codeId' in first)) return move(due, first)
  // Committed before anything is written: whoever finds it so looks at the mark before writing again.
  const lease = utcInstant(epochMilliseconds(now) + leaseMilliseconds)
  await move(due, { state: 'sending', sentAt: now, nextTryAt: lease })
  const claimed: WriteBackDue = { ...due, state: 'sending', tries: due.tries + 1, sentAt: now }
  const comment = `${due.reason}. Sent from Whereabouts by ${due.askedByName}.`
  const written = await writeCode(
    asked,
    { student: due.misId, on: due.on, session: due.session },
    first.codeId,
    comment,
  )
  if ('kept' in written) return move(claimed, { ...movedLater(claimed, null, now), vendorRef: written.kept })
  if ('notTaken' in written) return move(claimed, failedBecause(written.notTaken, now))
  if ('refused' in written) return move(claimed, { ...failedBecause(written.refused, now), needsPerson: true })
  const again = movedLater(claimed, written.retryAfterSeconds, now)
  // Refused for now: nothing was written, so it may be sent again. Else nobody knows, and the mark is looked at first.
  return move(claimed, 'later' in written ? { ...again, state: 'pending' } : again)
}

async function whatBecame(due: WriteBackDue, asked: FeedAsked, now: string): Promise<WriteBackMoved> {
  if (due.vendorRef === null) return lookedAtAgain(due, asked, now)
  const result = await resultOf(asked, due.vendorRef)
  if ('accepted' in result) return { state: 'accepted' }
  if ('notTaken' in result) return failedBecause(result.notTaken, now)
  if ('refused' in result) return { ...failedBecause(result.refused, now), needsPerson: true }
  if (epochMilliseconds(now) - epochMilliseconds(due.sentAt ?? due.askedAt) > day)
    return failedBecause('Wonde has not said within a day what became of it.', now)
  return movedLater(due, 'later' in result ? result.retryAfterSeconds : null, now)
}

async function askedOf(house: House, askVendor: AskVendor, due: WriteBackDue, now: string): Promise<FeedAsked | null> {
  if (due.token === null) return null
  const [token, lists] = await Promise.all([
    unlockText(house.keys.secrets, due.token),
    vendorListsOf(house.database, due.connectionId),
  ])
  const { ask } = askWithin(house, askVendor, 'wonde')
  return { ask, schoolUrn: due.schoolUrn, token, settings: due.settings, cursor: null, now, lists }
}

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  return clash?.kind === 'append-only' || (clash?.kind === 'broken-rule' && clash.rule === 'write_backs.state')
}

// What a fault says may quote the vendor; where it happened does not.
function withoutContent(cause: unknown): Error {
  const safe = new Error('A code could not be sent')
  const lines = cause instanceof Error ? (cause.stack ?? '').split('\n') : []
  safe.stack = [safe.message, ...lines.filter((line) => /^\s+at /.test(line))].join('\n')
  return safe
}

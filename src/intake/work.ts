// Which deliveries wait, and what happens to each? In order of arrival, each in one commit; a fault stops only its own.
import { takeIn } from '../actions/takeIn.ts'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Database } from '../storage/database.ts'
import {
  type DeliveryState,
  type Fault,
  nextDeliveryWaiting,
  type WaitingDelivery,
  writeOfFailure,
  writesOfEnd,
  writesOfForgetting,
} from '../storage/deliveryStore.ts'
import { lockText, unlockText } from '../storage/secretText.ts'
import { readDelivery } from './events.ts'
import { instantBefore } from './instants.ts'

interface Running {
  done: Promise<void>
  isAskedAgain: boolean
}

const running = new WeakMap<Database, Running>()
const mostRounds = 8
const bodiesKeptDays = 30
/** How old a delivery that failed must be for its next try: 10 s, 1 min, 10 min, 1 h, 6 h, 24 h. */
const triedAgainAfterSeconds = [10, 60, 600, 3600, 6 * 3600, 24 * 3600]

/** Applies what waits and has not failed before. Asked while it runs, the run that is on goes round once more. Never rejects. */
export function applyWaiting(house: House): Promise<void> {
  return runOnce(house, true)
}

/** Applies all that waits, also what failed before and is old enough for its next try: when the house opens, and every few seconds. Never rejects. */
export async function sweep(house: House): Promise<void> {
  await runOnce(house, true)
  await runOnce(house, false)
}

/** Erases what was said in deliveries received more than 30 days ago and done with; their hashes stay. Once a day is enough. */
export async function forgetOldBodies(house: House): Promise<void> {
  const before = addCalendarDays(londonDate(house.clock.now()), calendarDays(-bodiesKeptDays))
  await house.database.commit(writesOfForgetting(before))
}

function runOnce(house: House, onlyFresh: boolean): Promise<void> {
  const current = running.get(house.database)
  if (current && onlyFresh) {
    current.isAskedAgain = true
    return current.done
  }
  if (current) return current.done.then(() => runOnce(house, onlyFresh))
  const run: Running = { done: Promise.resolve(), isAskedAgain: false }
  running.set(house.database, run)
  run.done = applyAll(house, onlyFresh, run)
    .catch((cause) => house.log.fault('deliveries-not-applied', cause))
    .finally(() => running.delete(house.database))
  return run.done
}

async function applyAll(house: House, onlyFresh: boolean, run: Running): Promise<void> {
  let last = 0
  do {
    run.isAskedAgain = false
    for (;;) {
      const delivery = await nextDeliveryWaiting(house.database, last, dueBefore(house, onlyFresh))
      if (!delivery) break
      await applyOne(house, delivery, onlyFresh)
      last = delivery.id
    }
  } while (run.isAskedAgain)
}

/** Received when, at the latest, is a delivery due that failed once, twice and so on? */
function dueBefore(house: House, onlyFresh: boolean): string[] {
  const now = house.clock.now()
  return onlyFresh ? [] : triedAgainAfterSeconds.map((seconds) => instantBefore(now, seconds * 1000))
}

async function applyOne(house: House, waiting: WaitingDelivery, onlyFresh: boolean): Promise<void> {
  let delivery: WaitingDelivery | null = waiting
  try {
    for (let round = 1; delivery?.id === waiting.id; round += 1) {
      try {
        return await apply(house, delivery)
      } catch (cause) {
        if (!isOvertaken(cause) || round > mostRounds) throw cause
        // Somebody else wrote first: look again, unless it was this very delivery that they ended.
        delivery = await nextDeliveryWaiting(house.database, waiting.id - 1, dueBefore(house, onlyFresh))
      }
    }
  } catch (cause) {
    const { id, deliveryId, type } = waiting
    house.log.fault('delivery-not-applied', faultWithoutContent(cause), {
      delivery: id,
      deliveryId,
      type,
      tries: waiting.tries + 1,
    })
    await house.database.commit([writeOfFailure(id, triedAgainAfterSeconds.length + 1, house.clock.now())])
  }
}

async function apply(house: House, delivery: WaitingDelivery): Promise<void> {
  const body = await unlockText(house.keys.secrets, delivery.body)
  const { told, faults: unread } = readDelivery(JSON.parse(body), delivery.receivedAt)
  const { writes, faults: refused } = told ? await takeIn(house, delivery, told) : { writes: [], faults: [] }
  const faults = [...unread, ...refused]
  const isTakenIn = told !== null && refused.length === 0
  const state: DeliveryState = isTakenIn ? 'processed' : faults.length > 0 ? 'quarantined' : 'ignored'
  const locked = await Promise.all(faults.map((fault) => withLockedContent(house, fault)))
  await house.database.commit([...writes, ...writesOfEnd(delivery, state, locked, house.clock.now())])
}

async function withLockedContent(house: House, fault: Fault): Promise<Fault> {
  return fault.content === null ? fault : { ...fault, content: await lockText(house.keys.secrets, fault.content) }
}

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  if (clash?.kind === 'broken-rule') return clash.rule === 'settings.value' || clash.rule === 'deliveries.state'
  return clash?.kind === 'changed-meanwhile' || clash?.kind === 'already-there'
}

// A message about JSON quotes what it could not read, which may be a child's name.
function faultWithoutContent(cause: unknown): unknown {
  return cause instanceof SyntaxError ? new Error('The message could not be read') : cause
}

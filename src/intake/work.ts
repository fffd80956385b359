// Which deliveries wait, and what happens to each? A school's in order of arrival, each in one commit; a fault stops only its own.
import { takeIn } from '../actions/takeIn.ts'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { Told } from '../cases/told.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Database } from '../storage/database.ts'
import {
  type DeliveryState,
  deliveriesWaiting,
  deliveryWaiting,
  type Fault,
  type WaitingDelivery,
  type WaitingFor,
  writeOfFailure,
  writeOfParking,
  writesOfEnd,
  writesOfForgetting,
} from '../storage/deliveryStore.ts'
import { lockText, unlockText } from '../storage/secretText.ts'
import { nextTryAt } from './backoff.ts'
import { breakerFor, notHeldBack } from './breakers.ts'
import { isKnownType, readDelivery } from './events.ts'

interface Running {
  done: Promise<void>
  isAskedAgain: boolean
}

const running = new WeakMap<Database, Running>()
const mostRounds = 8
/** What is settled, and what nobody has settled; what is held back stays until somebody does (writesOfForgetting). */
const keptDays = { settled: 30, waiting: 90 }
/** How far is looked ahead for deliveries of other schools, and how many schools are worked on side by side. */
const mostAhead = 256
const mostSchools = 8

/** Applies all that waits and is due, where the house does that. Asked while it runs, the run that is on goes round once more. Never rejects. */
export function applyWaiting(house: House): Promise<void> {
  return house.applyBeside ? house.applyBeside() : applyHere(house)
}

function applyHere(house: House): Promise<void> {
  const current = running.get(house.database)
  if (current) {
    current.isAskedAgain = true
    return current.done
  }
  const run: Running = { done: Promise.resolve(), isAskedAgain: false }
  running.set(house.database, run)
  run.done = applyAll(house, run)
    .catch((cause) => house.log.fault('deliveries-not-applied', cause))
    .finally(() => running.delete(house.database))
  return run.done
}

/** What the doors ask when the house opens, and every few seconds: what failed before is due again by then. Never rejects. */
export const sweep = applyWaiting

/** Erases what was said in deliveries 30 days old, in those that wait for a person 90; their hashes stay. Once a day is enough. */
export async function forgetOldBodies(house: House): Promise<void> {
  const today = londonDate(house.clock.now())
  const settledBefore = addCalendarDays(today, calendarDays(-keptDays.settled))
  const waitingBefore = addCalendarDays(today, calendarDays(-keptDays.waiting))
  await house.database.commit(writesOfForgetting({ settledBefore, waitingBefore }))
}

async function applyAll(house: House, run: Running): Promise<void> {
  do {
    run.isAskedAgain = false
    for (let last = 0; ; ) {
      const ahead = await deliveriesWaiting(house.database, last, house.clock.now(), mostAhead)
      if (ahead.length === 0) break
      await applySideBySide(house, bySchool(ahead))
      last = ahead.at(-1)!.id
    }
  } while (run.isAskedAgain)
}

function bySchool(ahead: readonly WaitingFor[]): number[][] {
  const schools = new Map<string, number[]>()
  for (const { id, schoolUrn } of ahead) {
    const ids = schools.get(schoolUrn)
    if (ids) ids.push(id)
    else schools.set(schoolUrn, [id])
  }
  return [...schools.values()]
}

/** Schools side by side, so that their commits share one durable write; the deliveries of each one after another. */
async function applySideBySide(house: House, schools: readonly number[][]): Promise<void> {
  const left = schools.values()
  const lane = async () => {
    for (const ids of left) for (const id of ids) await applyOne(house, id)
  }
  // Every lane ends before the run does, also when one of them breaks.
  const ends = await Promise.allSettled(Array.from({ length: Math.min(mostSchools, schools.length) }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function applyOne(house: House, id: number): Promise<void> {
  // Another process may have ended it since it was seen waiting.
  let delivery = await deliveryWaiting(house.database, id)
  let latest = delivery
  try {
    for (let round = 1; delivery !== null; round += 1) {
      latest = delivery
      try {
        return await apply(house, delivery)
      } catch (cause) {
        if (!isOvertaken(cause) || round > mostRounds) throw cause
        // Somebody else wrote first: look again, unless it was this very delivery that they ended.
        delivery = await deliveryWaiting(house.database, id)
      }
    }
  } catch (cause) {
    const { type, tries } = latest!
    // Our own number, and a type of ours: what a sender chose may be a child's name.
    const facts = { delivery: id, type: type !== null && isKnownType(type) ? type : null, tries: tries + 1 }
    house.log.fault('delivery-not-applied', faultWithoutContent(cause), facts)
    const now = house.clock.now()
    await house.database.commit([writeOfFailure(id, nextTryAt(id, tries + 1, now), now)])
  }
}

async function apply(house: House, delivery: WaitingDelivery): Promise<void> {
  const body = await unlockText(house.keys.secrets, delivery.body)
  const { told, faults: unread } = readDelivery(JSON.parse(body), delivery.receivedAt)
  const because = told && delivery.releasedAt === null ? await breakerFor(house, delivery, told) : null
  if (because !== null) {
    const atOnce = told && notHeldBack(delivery, told)
    const { writes } = atOnce ? await takeIn(house, delivery, atOnce) : { writes: [] }
    return house.database.commit([...writes, writeOfParking(delivery.id, because, house.clock.now(), leaverIn(told))])
  }
  const { writes, faults: refused } = told ? await takeIn(house, delivery, told) : { writes: [], faults: [] }
  const faults = [...unread, ...refused]
  const isTakenIn = told !== null && refused.length === 0
  const state: DeliveryState = isTakenIn ? 'processed' : faults.length > 0 ? 'quarantined' : 'ignored'
  const locked = await Promise.all(faults.map((fault) => withLockedContent(house, fault)))
  await house.database.commit([...writes, ...writesOfEnd(delivery, state, locked, house.clock.now())])
}

function leaverIn(told: Told | null): string | null {
  return told?.what === 'enrolment-ended' || told?.what === 'pupil-deleted' ? told.pupil.misId : null
}

async function withLockedContent(house: House, fault: Fault): Promise<Fault> {
  return fault.content === null ? fault : { ...fault, content: await lockText(house.keys.secrets, fault.content) }
}

// Another delivery of the school, this delivery itself, a mark by hand.
const writtenMeanwhile: ReadonlySet<string> = new Set([
  'settings.value',
  'deliveries.state',
  'presence.code',
  'marks.code',
])

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  if (clash?.kind === 'broken-rule') return writtenMeanwhile.has(clash.rule)
  return clash?.kind === 'changed-meanwhile' || clash?.kind === 'already-there'
}

// A message about JSON quotes what it could not read, which may be a child's name.
function faultWithoutContent(cause: unknown): unknown {
  return cause instanceof SyntaxError ? new Error('The message could not be read') : cause
}

// What came in, what could not be used, and what should somebody look at? One JSON object a line, never content.
import type { Scope } from './cases/roles.ts'
import { whyIgnored } from './cases/told.ts'
import type { CommandOutput } from './connectionCommand.ts'
import type { House } from './house.ts'
import { listSecurityEvents } from './storage/connectionStore.ts'
import { listDeliveries, listQuarantined, type Quarantined } from './storage/deliveryStore.ts'

const usage = 'Usage: whereabouts events --security | --quarantine | --deliveries'
const everySchool: Scope = { permission: 'see-faults', schools: 'every-school', unopenedAt: [] }
const most = 100_000

/** Prints security events, quarantined parts or deliveries of all schools, the oldest first. Exit 2 when asked for none of them. */
export async function eventsCommand(args: readonly string[], house: House, io: CommandOutput): Promise<number> {
  const lines = args.length === 1 ? await linesOf(args[0]!, house) : null
  if (!lines) {
    io.err(`${usage}\n`)
    return 2
  }
  for (const line of lines) io.out(`${JSON.stringify(line)}\n`)
  return 0
}

async function linesOf(kind: string, { database }: House): Promise<object[] | null> {
  if (kind === '--security') {
    const events = await listSecurityEvents(database, everySchool)
    return events.map(({ at, kind, schoolUrn, connectionId, deliveryId, detail }) => ({
      ...{ at, kind, school: schoolUrn, connection: connectionId, delivery: deliveryId, detail },
    }))
  }
  if (kind === '--quarantine') {
    const quarantined = await listQuarantined(database, everySchool, most)
    return quarantined.map((part) => ({
      ...{ at: part.at, kind: part.type, school: part.schoolUrn, delivery: part.deliveryId },
      ...{ path: part.path, reason: part.reason },
      ...(part.toldAt === null ? {} : { told: { at: part.toldAt, by: part.toldBy } }),
      ...(part.settledAt === null ? {} : { settled: settlementOf(part) }),
    }))
  }
  if (kind !== '--deliveries') return null
  const deliveries = await listDeliveries(database, everySchool, most)
  const ids = new Map(deliveries.map(({ id, deliveryId }) => [id, deliveryId]))
  return deliveries.map((each) => ({
    ...{ at: each.receivedAt, kind: each.type, state: each.state, school: each.schoolUrn },
    ...{ connection: each.connectionId, delivery: each.deliveryId, tries: each.tries, processedAt: each.processedAt },
    ...(each.state === 'ignored' ? { reason: whyIgnored } : {}),
    ...(each.state === 'parked' ? { reason: each.parkedBecause } : {}),
    ...(each.nextTryAt === null ? {} : { nextTryAt: each.nextTryAt }),
    ...(each.replays === null ? {} : { replays: ids.get(each.replays) ?? null }),
    ...(each.sentBy === null ? {} : { sentBy: each.sentBy }),
    ...(each.retriedAt === null ? {} : { retried: { at: each.retriedAt, by: each.retriedBy } }),
    ...(each.discardedAt === null
      ? {}
      : { discarded: { at: each.discardedAt, by: each.discardedBy, because: each.discardedBecause } }),
  }))
}

function settlementOf({ settledAt: at, settledBy: by, settledHow: how, settledBecause, replayedAs }: Quarantined) {
  return { at, by, how, ...(how === 'replayed' ? { as: replayedAs } : { because: settledBecause }) }
}

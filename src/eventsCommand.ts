// What came in, what could not be used, and what should somebody look at? One JSON object a line, never content.
import type { Scope } from './cases/roles.ts'
import { whyIgnored } from './cases/told.ts'
import type { CommandOutput } from './connectionCommand.ts'
import type { House } from './house.ts'
import { listSecurityEvents } from './storage/connectionStore.ts'
import { listDeliveries, listQuarantined } from './storage/deliveryStore.ts'

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
    return quarantined.map(({ at, type, schoolUrn, deliveryId, path, reason }) => ({
      ...{ at, kind: type, school: schoolUrn, delivery: deliveryId, path, reason },
    }))
  }
  if (kind !== '--deliveries') return null
  const deliveries = await listDeliveries(database, everySchool, most)
  return deliveries.map(({ receivedAt, type, state, schoolUrn, connectionId, deliveryId, tries, processedAt }) => ({
    ...{
      at: receivedAt,
      kind: type,
      state,
      school: schoolUrn,
      connection: connectionId,
      delivery: deliveryId,
      tries,
      processedAt,
    },
    ...(state === 'ignored' ? { reason: whyIgnored(type) } : {}),
  }))
}

// npx whereabouts verify: has anybody touched the record?
import type { CommandStreams } from './clockCommand.ts'
import type { House } from './house.ts'
import { verifyRecord } from './storage/verify.ts'

/** Prints one line a break, or that the record is whole. Answers with the exit code: 0 whole, 1 broken, 2 wrongly asked. */
export async function verifyCommand(
  args: readonly string[],
  house: Pick<House, 'database' | 'keys'>,
  streams: Pick<CommandStreams, 'stdout' | 'stderr'>,
): Promise<number> {
  if (args.length > 0) {
    streams.stderr.write('usage: whereabouts verify\n')
    return 2
  }
  const { cases, events, breaks, seals, lastOn } = await verifyRecord(house.database, house.keys.audit, (broken) => {
    const version = broken.version === null ? '' : `, event ${broken.version}`
    const where = broken.caseId === null ? 'The database' : `Case ${broken.caseId}${version}`
    streams.stdout.write(`${where}: ${broken.what}\n`)
  })
  if (breaks === 0) {
    streams.stdout.write(`${cases} cases, ${events} events: the record is whole\n`)
    if (lastOn !== null) streams.stdout.write(`${seals} nightly seals hold, the last of ${lastOn}\n`)
  }
  return breaks === 0 ? 0 : 1
}

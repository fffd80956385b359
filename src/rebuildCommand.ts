// npx whereabouts rebuild: do the summaries say what the events say?
import type { CommandStreams } from './clockCommand.ts'
import type { House } from './house.ts'
import { rebuildSummaries } from './storage/rebuild.ts'

/** Writes differing summaries again and says how many. Answers with the exit code: 0 done, 1 some left alone, 2 wrongly asked. */
export async function rebuildCommand(
  args: readonly string[],
  house: Pick<House, 'database'>,
  streams: Pick<CommandStreams, 'stdout' | 'stderr'>,
): Promise<number> {
  if (args.length > 0) {
    streams.stderr.write('usage: whereabouts rebuild\n')
    return 2
  }
  const { cases, rebuilt, leftAlone } = await rebuildSummaries(house.database)
  for (const id of leftAlone) {
    streams.stdout.write(`Case ${id}: left as it is; its events cannot say. Run: npx whereabouts verify\n`)
  }
  streams.stdout.write(`${cases} cases, ${rebuilt} rebuilt\n`)
  return leftAlone.length === 0 ? 0 : 1
}

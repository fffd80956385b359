// Which files of tests can tell this mutant, and which is likely to tell first?
import { basename } from 'node:path'
import type { Mutant } from '@stryker-mutator/api/core'

/** What the first run without mutants learnt of a file: how long it takes, and which mutants’ code it reaches. */
export interface FileOfTests {
  readonly file: string
  readonly milliseconds: number
  readonly mutants: readonly string[]
}

/** The files that reach the mutant's code (or hold one of the tests asked for): its own first, then the quickest. */
export function filesToAsk(
  known: readonly FileOfTests[],
  { id, fileName }: Pick<Mutant, 'id' | 'fileName'>,
  testFilter: readonly string[] | undefined,
): string[] {
  const own = basename(fileName, '.ts')
  const order = ({ file, milliseconds }: FileOfTests) => (basename(file, '.test.ts') === own ? -1 : milliseconds)
  return known
    .filter(({ file, mutants }) =>
      testFilter ? testFilter.some((test) => test.startsWith(`${file}#`)) : mutants.includes(id),
    )
    .sort((one, other) => order(one) - order(other))
    .map(({ file }) => file)
}

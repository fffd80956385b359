// The two threads of a house, on any file, with the keys of the tests and a clock that stands.
import type { Clock } from '../../src/house.ts'
import { standingClock } from '../../src/outside/clock.ts'
import { openThreads, type Threads } from '../../src/threads.ts'

/** `faults`: filled with what is logged. `clock` stands at an instant when none is given. */
export function threadsOn(path: string, at: string, faults: string[] = [], clock: Clock = standingClock(at)): Threads {
  const opening = {
    mode: 'demonstration',
    authorityName: 'Northmoor Council',
    publicUrl: 'http://localhost:3000',
    databasePath: path,
    auditKey: 'audit-key-for-tests-0123456789abcdef',
    secretsKey: 'secrets-key-for-tests-0123456789abcdef',
    ...{ signIn: null, notify: null, bankHolidaysUrl: null },
  } as const
  return openThreads(opening, clock, {
    info: () => {},
    fault: (what, cause) => void faults.push(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`),
  })
}

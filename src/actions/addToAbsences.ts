// Writes what was decided into the record of one or more absences, all in one commit or none.
import type { CaseHappening } from '../cases/events.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { type Addition, type Kase, writesOf } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'

/** An entry of the record: the absence and the version it was written as. */
export interface EntryMade {
  readonly caseId: string
  readonly version: number
}

/**
 * The entries made, or `changed-meanwhile` when somebody else wrote first. `happenings[i]` belong to `kases[i]`;
 * `besides` goes in the same commit.
 */
export async function addToAbsences(
  house: House,
  by: Person,
  kases: readonly Kase[],
  happenings: readonly (readonly CaseHappening[])[],
  besides: readonly Query<unknown>[] = [],
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal }> {
  const additions: Addition[] = kases.map((kase, index) => ({ kase, happenings: happenings[index]! }))
  const sealing = { auditKey: house.keys.audit, at: house.clock.now(), by: by.id, salt: () => house.ids.secret() }
  const writes = await writesOf(additions, sealing)
  try {
    await house.database.commit([...writes, ...besides])
  } catch (cause) {
    if (clashOf(cause)?.kind === 'changed-meanwhile') return refused('changed-meanwhile')
    throw cause
  }
  return {
    accepted: additions.map(({ kase, happenings: made }) => ({
      caseId: kase.summary.id,
      version: kase.summary.version + made.length,
    })),
  }
}

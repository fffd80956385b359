// Which schools were not heard from on their last school day? The authority is told in the morning, once of each register.

import { scopeOfClock } from '../cases/roles.ts'
import type { SchoolsDays } from '../cases/schoolsDays.ts'
import type { Silence } from '../cases/silence.ts'
import { silenceKey } from '../cases/silenceMessage.ts'
import type { House } from '../house.ts'
import { keysWritten } from '../storage/dueKeyStore.ts'
import { schoolsSilent } from './schoolsSilent.ts'

/** All silent schools, and the keys of what the authority was not told yet; at most three statements. */
export async function silencesToTell(
  house: House,
  calendars?: readonly (SchoolsDays & { readonly schoolUrn: string })[],
): Promise<{ readonly silences: readonly Silence[]; readonly news: readonly string[] }> {
  const silences = await schoolsSilent(house, scopeOfClock, calendars)
  if (silences.length === 0) return { silences, news: [] }
  const keys = silences.map(silenceKey)
  const told = await keysWritten(house.database, keys)
  return { silences, news: keys.filter((key) => !told.has(key)) }
}

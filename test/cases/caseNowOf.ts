// A case as decisions see it, built from what happened to it, without a database.
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { type CaseNow, caseNow } from '../../src/cases/caseNow.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { after, type CaseSummary } from '../../src/cases/replay.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { pupilWith } from '../web/pupilHouse.ts'

export interface Happened {
  readonly at?: string
  readonly by?: string
  readonly happening: CaseHappening
}

/** Wednesday 14 October 2026, 10:00 in London. */
export const asOf = '2026-10-14T09:00:00.000Z'

/** The case of a child away since Monday 12 October 2026 after these happenings, as it stands at `at`. */
export function caseNowOf(happened: readonly Happened[], at = asOf, others: readonly CaseSummary[] = []): CaseNow {
  const began: Happened = {
    at: '2026-10-12T08:40:00.000Z',
    by: 'mis',
    happening: { what: 'absence-began', details: { firstOn: '2026-10-12' } },
  }
  let { summary } = newCase('away', 'zsofia', '100001')
  const events: RecordedEvent[] = []
  for (const { at: when = asOf, by = 'ruth', happening } of [began, ...happened]) {
    summary = after(summary, happening, { at: when, by })
    const { version } = summary
    events.push({ ...happening, caseId: 'away', pupilId: 'zsofia', version, at: when, by, byName: 'Ruth Adeyemi' })
  }
  const kept = {
    summary,
    pupil: pupilWith({ id: 'zsofia' }),
    schoolName: 'Oakfield Primary',
    registerKept: 'mis' as const,
    allocatedToName: null,
    marks: [],
    completeSessions: [],
    calendar: null,
    events,
    leaves: [],
    others,
  }
  return caseNow(kept, at)
}

// The pupil's record went to another school: when, to whom and how?
import { closingOf } from '../afterFound.ts'
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { whyNotOn } from './entryDate.ts'
import { isRepeated } from './repeatedEntry.ts'

export interface RecordToWrite {
  readonly on: string
  readonly to: string
  readonly how: string
}

/**
 * The entry. Refuses a day to come or before the absence. It may be written on a closed case, and closes one of a child
 * who is found when nothing else is left to do.
 */
export function sendRecord(now: CaseNow, sent: RecordToWrite, by: string): Decision<CaseHappening> {
  const happening: CaseHappening = { what: 'record-sent', details: sent }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  const why = whyNotOn(now, sent.on)
  return why === null ? { accepted: [happening, ...closingOf(now, happening)] } : refused(why)
}

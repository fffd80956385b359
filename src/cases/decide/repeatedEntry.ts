// Was this very entry written down a moment ago, by a second press of the same person?
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'

const momentMilliseconds = 60_000

/** Whether the same person wrote the same a minute ago or less, and it still stands. The id of a message may differ. */
export function isRepeated({ events, asOf }: CaseNow, happening: CaseHappening, by: string): boolean {
  const withdrawn = new Set(
    events.flatMap((event) => (event.what === 'entry-withdrawn' ? [event.details.version] : [])),
  )
  return events.some(
    (event) =>
      event.what === happening.what &&
      event.by === by &&
      !withdrawn.has(event.version) &&
      Math.abs(Date.parse(asOf) - Date.parse(event.at)) <= momentMilliseconds &&
      isAlike(event.details, happening.details),
  )
}

function isAlike(kept: object, written: object): boolean {
  const values = kept as Record<string, unknown>
  return Object.entries(written).every(
    ([name, value]) => name === 'messageId' || JSON.stringify(values[name]) === JSON.stringify(value),
  )
}

// What does the strip say, as text? Day by day, newest first, with what each mark was before, who changed it, when and why.
import type { Session } from '../../cases/events.ts'
import type { StripPart } from '../../cases/strip.ts'
import type { MarkRecord, MarkVersionRecord } from '../../storage/pupilPageStore.ts'
import { inWords } from './inWords.ts'
import { sessionInWords } from './stripShown.ts'

export interface SessionRow {
  readonly session: Session
  readonly text: string
  /** What somebody wrote beside the mark. */
  readonly comment: string | null
  readonly changes: readonly string[]
  /** Whether there is a mark, or a presence, that could be corrected. */
  readonly isCorrectable: boolean
}

export interface DayRow {
  readonly on: string
  readonly date: string
  readonly sessions: readonly SessionRow[]
}

/** The rows of the table; days to come are left out. */
export function stripTable(
  parts: readonly StripPart[],
  marks: readonly MarkRecord[],
  versions: readonly MarkVersionRecord[],
): DayRow[] {
  const days = parts.flatMap((part) => (part.kind === 'week' ? part.days : []))
  const marksAt = new Map(marks.map((mark) => [`${mark.on} ${mark.session}`, mark]))
  const versionsAt = Map.groupBy(versions, (version) => `${version.on} ${version.session}`)
  return days
    .filter(({ AM }) => AM.kind !== 'to-come')
    .map((day) => ({
      on: day.on,
      date: inWords.day(day.on),
      sessions: (['AM', 'PM'] as const).map((session) => {
        const mark = marksAt.get(`${day.on} ${session}`)
        return {
          session,
          text: sessionInWords(day[session]),
          comment: mark?.comment ?? null,
          changes: changesInWords(versionsAt.get(`${day.on} ${session}`) ?? [], mark),
          isCorrectable: day[session].kind === 'coded' || day[session].kind === 'present',
        }
      }),
    }))
    .reverse()
}

/** One sentence for each thing a mark was before, oldest first. `mark` is what it is now. */
export function changesInWords(versions: readonly MarkVersionRecord[], mark: MarkRecord | undefined): string[] {
  const replaced = versions.filter(({ keptBecause }) => keptBecause === 'replaced')
  return versions.map((version) => {
    const was = `${version.code}, ${setBy(version)} on ${inWords.dayAndTime(version.receivedAt)}`
    if (version.keptBecause === 'stale') return `An older message was not used: ${was}.`
    const next = replaced[replaced.indexOf(version) + 1] ?? mark
    const by = next ? `, ${setBy(next)}` : ''
    const why = version.reason ? `: ${version.reason}` : '.'
    return `Was ${was}. Became ${version.became} on ${inWords.dayAndTime(version.keptAt)}${by}${why}`
  })
}

function setBy({ source, byName }: { readonly source: string; readonly byName: string | null }): string {
  if (byName) return `set by ${byName}`
  return source === 'no-mark' ? 'missing from a complete register' : 'sent by the MIS'
}

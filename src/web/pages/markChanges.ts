// How are many changes of marks said in one line? Those written one after the other on one day, by one writer.
import { londonDate } from '../../calendar/londonTime.ts'
import type { RecordedEvent } from '../../cases/attempts.ts'
import { inWords } from './inWords.ts'

/** The entries in their order, changes of marks that follow each other on one London day by one writer together. */
export function withMarksTogether<Each>(
  entries: readonly Each[],
  eventOf: (entry: Each) => RecordedEvent,
): readonly (readonly [Each, ...Each[]])[] {
  const groups: [Each, ...Each[]][] = []
  for (const entry of entries) {
    const group = groups.at(-1)
    if (group && isChangedTogether(eventOf(group[0]), eventOf(entry))) group.push(entry)
    else groups.push([entry])
  }
  return groups
}

function isChangedTogether(one: RecordedEvent, other: RecordedEvent): boolean {
  return (
    one.what === 'mark-corrected' &&
    other.what === 'mark-corrected' &&
    one.by === other.by &&
    londonDate(one.at) === londonDate(other.at)
  )
}

/** `4 marks changed: N to O (3), N to I (1), Mon 12 Oct to Tue 13 Oct`. What was erased is counted, and says nothing else. */
export function marksChanged(events: readonly RecordedEvent[]): string {
  const changes = events.flatMap((event) => (event.what === 'mark-corrected' && event.details.on ? event.details : []))
  const kinds = Map.groupBy(changes, ({ from, to }) => `${from} to ${to}`)
  const said = [...kinds].map(([kind, each]) => (kinds.size === 1 ? kind : `${kind} (${each.length})`))
  const days = changes.map(({ on }) => on).sort()
  const [first, last] = [days[0], days.at(-1)]
  const when =
    !first || !last ? [] : [first === last ? inWords.day(first) : `${inWords.day(first)} to ${inWords.day(last)}`]
  const more = [...said, ...when].join(', ')
  return `${events.length} marks changed${more && `: ${more}`}`
}

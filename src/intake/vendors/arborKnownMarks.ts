// Whose mark was that, when only its number is left? The change log names a deleted mark by nothing else.
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'

const prefix = 'roll call records '
const plain = new Set(['/', '\\'])

/** For so many days every mark is remembered, afterwards those alone that are not plain presence: the only ones kept by us too. */
const daysOfAll = 21

/** The place of a mark in our register. */
export interface MarkPlace {
  readonly misId: string
  readonly on: string
  readonly session: string
}

type Remembered = Record<string, string>

/** The places of the marks remembered in the connection's lists, by Arbor's number of the mark. */
export function knownMarks(lists: ReadonlyMap<string, unknown>): Map<string, MarkPlace> {
  const known = new Map<string, MarkPlace>()
  for (const [name, content] of lists) {
    if (!name.startsWith(prefix)) continue
    const on = name.slice(prefix.length)
    for (const [id, text] of Object.entries(content as Remembered)) {
      const [misId, session] = text.split(' ') as [string, string]
      known.set(id, { misId, on, session })
    }
  }
  return known
}

/** The lists of the days that changed: marks read, marks gone, and days grown old. `today` is London's date. */
export function remembered(
  lists: ReadonlyMap<string, unknown>,
  read: readonly (MarkPlace & { readonly id: string; readonly code: string })[],
  gone: ReadonlySet<string>,
  today: string,
): Map<string, unknown> {
  const changed = new Map<string, Remembered>()
  const listOf = (on: string) => {
    const name = prefix + on
    if (!changed.has(name)) changed.set(name, { ...((lists.get(name) as Remembered | undefined) ?? {}) })
    return changed.get(name)!
  }
  for (const [id, { on }] of gone.size > 0 ? knownMarks(lists) : []) if (gone.has(id)) delete listOf(on)[id]
  const allFrom = addCalendarDays(today, calendarDays(-daysOfAll))
  for (const { id, misId, on, session, code } of read) {
    if (plain.has(code) && on < allFrom) delete listOf(on)[id]
    else listOf(on)[id] = `${misId} ${session} ${code}`
  }
  for (const name of lists.keys()) {
    const on = name.slice(prefix.length)
    if (!name.startsWith(prefix) || on >= allFrom) continue
    for (const [id, text] of Object.entries(lists.get(name) as Remembered)) {
      if (plain.has(text.split(' ')[2] ?? '')) delete listOf(on)[id]
    }
  }
  return changed
}

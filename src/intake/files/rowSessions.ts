// Which sessions does one row of a file speak of? A long row of one or two, a wide one of many, a string of marks of two a day.
import { type DateText, dateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import type { Session } from '../../calendar/schoolCalendar.ts'
import type { ColumnMeaning } from './columnMeaning.ts'
import type { AsideKind } from './fileAsides.ts'
import { withoutWrapping } from './fileCode.ts'
import { type DateRead, readFileDate } from './fileDates.ts'
import { type FileLayout, sessionOf } from './fileLayout.ts'
import type { FileMapping } from './fileMapping.ts'
import type { FileRow } from './fileTable.ts'

/** One cell of marks with its session. */
export interface SessionCell {
  readonly on: DateText
  readonly session: Session
  readonly cell: string
}

export type RowSessions =
  | { readonly cells: readonly SessionCell[] }
  | { readonly aside: AsideKind; readonly said: string }

/** A column whose heading is a session that cannot be read, or the sentence's reason. */
export interface HeadingFault {
  readonly heading: string
  readonly why: string
}

export interface SessionReader {
  readonly faults: readonly HeadingFault[]
  /** Whether any date stood as a spreadsheet's number. */
  hasSerials(): boolean
  read(row: FileRow): RowSessions
}

const endsInSession = /^(.*?)[\s,–-]*\b(am|pm)\b\.?$/i

/** How the rows of this file are read. `column(meaning)` is the place of a meaning, -1 where it has none. */
export function sessionReader(layout: FileLayout, mapping: FileMapping, today: DateText): SessionReader {
  const column = (meaning: ColumnMeaning) => mapping.columns.indexOf(meaning)
  const place = {
    date: column('date'),
    both: column('date-and-session'),
    session: column('session'),
    mark: column('mark'),
    am: column('mark-am'),
    pm: column('mark-pm'),
    marks: column('marks'),
    first: column('first-date'),
  }
  const faults: HeadingFault[] = []
  let serials = false
  const wide = layout.columns.flatMap((each) => {
    if (!each.sessionText) return []
    const read = sessionOf(each, mapping.order, today)
    if (!('fault' in read)) return [{ ...read, index: each.index }]
    faults.push({ heading: each.heading, why: read.fault })
    return []
  })
  const dates = new Map<string, DateRead>()
  const dateOf = (text: string) => {
    const known = dates.get(text) ?? readFileDate(text, mapping.order, today)
    dates.set(text, known)
    if (!('fault' in known) && known.isSerial) serials = true
    return known
  }
  const length = place.marks < 0 ? 0 : commonLength(layout.rows, place.marks)

  function read({ cells }: FileRow): RowSessions {
    const at = (index: number) => (index < 0 ? '' : (cells[index] ?? ''))
    if (wide.length > 0) return { cells: wide.map(({ on, session, index }) => ({ on, session, cell: at(index) })) }
    if (place.marks >= 0) return ofString(at(place.marks), at(place.first))
    const text = withoutWrapping(at(place.both >= 0 ? place.both : place.date))
    const [, day = text, named] = endsInSession.exec(text) ?? []
    const read = dateOf(day.trim())
    if ('fault' in read) return { aside: 'no-date', said: text.slice(0, 40) }
    const { on } = read
    const cellsOfDay: SessionCell[] = []
    if (place.am >= 0) cellsOfDay.push({ on, session: 'AM', cell: at(place.am) })
    if (place.pm >= 0) cellsOfDay.push({ on, session: 'PM', cell: at(place.pm) })
    if (place.mark < 0) return { cells: cellsOfDay }
    const session = sessionIn(named ?? at(place.session))
    if (!session) return { aside: 'no-session', said: at(place.session).slice(0, 20) }
    return { cells: [...cellsOfDay, { on, session, cell: at(place.mark) }] }
  }

  function ofString(text: string, first: string): RowSessions {
    const marks = withoutWrapping(text).replace(/\s/g, '')
    if (marks === '') return { cells: [] }
    const [, day = first.trim(), half] = endsInSession.exec(first.trim()) ?? []
    const begins = place.first >= 0 ? dateOf(day.trim()) : { on: mapping.firstDay!, isSerial: false }
    if ('fault' in begins) return { aside: 'no-date', said: first.slice(0, 40) }
    if (marks.length !== length) return { aside: 'string-length', said: String(marks.length) }
    let number = dayNumber(begins.on)
    let isMorning = half?.toUpperCase() !== 'PM'
    const found: SessionCell[] = []
    for (const mark of marks) {
      while (weekdayOf(number) > 5) number += 1
      if (mark === (isMorning ? '\\' : '/')) return { aside: 'string-shifted', said: '' }
      found.push({ on: dateText(number), session: isMorning ? 'AM' : 'PM', cell: mark === '*' ? '' : mark })
      if (!isMorning) number += 1
      isMorning = !isMorning
    }
    return { cells: found }
  }

  return { faults, hasSerials: () => serials, read }
}

function sessionIn(text: string): Session | null {
  const said = withoutWrapping(text)
  if (/^(am|a\.m\.?|morning)\b/i.test(said)) return 'AM'
  return /^(pm|p\.m\.?|afternoon)\b/i.test(said) ? 'PM' : null
}

/** How long most strings of marks are: one that is not has lost or gained a mark somewhere. */
function commonLength(rows: readonly FileRow[], index: number): number {
  const lengths = new Map<number, number>()
  for (const { cells } of rows) {
    const { length } = (cells[index] ?? '').replace(/\s/g, '')
    if (length > 0) lengths.set(length, (lengths.get(length) ?? 0) + 1)
  }
  return [...lengths].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0]
}

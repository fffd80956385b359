// What has the school said about its file, and is it enough to read it? Remembered by heading for the next file.
import type { DateText } from '../../calendar/date.ts'
import { type ColumnMeaning, columnMeanings, onlyOnce, plainHeading } from './columnMeaning.ts'
import type { DateOrder } from './fileDates.ts'
import type { FileColumn, FileLayout } from './fileLayout.ts'

/** `columns[i]` is what column i is; `firstDay` the day on which strings of marks begin, where no column says it. */
export interface FileMapping {
  readonly columns: readonly ColumnMeaning[]
  readonly order: DateOrder | null
  readonly firstDay: DateText | null
}

/** What is kept of a mapping for the school's next file. */
export interface MappingRemembered {
  readonly headings: Readonly<Record<string, ColumnMeaning>>
  readonly order: DateOrder | null
}

/** `long`: a row is a session (or a day) of a pupil. `wide`: a row is a pupil. `summary`: totals only. */
export type Layout = 'long' | 'wide' | 'summary'

/** Something a person must say or change; `about` names the field. */
export interface MappingFault {
  readonly about: 'columns' | 'order' | 'first-day' | `column-${number}`
  readonly text: string
}

/** The mapping to begin with: what the school said last time about the same heading, else what the heading says. */
export function proposedMapping(layout: FileLayout, remembered: MappingRemembered | null): FileMapping {
  const taken = new Set<ColumnMeaning>()
  const columns = layout.columns.map((column) => {
    const known = remembered?.headings[plainHeading(column.heading)]
    const meaning = (known && columnMeanings.includes(known) ? known : column.meaning) ?? 'not-used'
    if (column.sessionText || (onlyOnce.has(meaning) && taken.has(meaning))) return 'not-used'
    taken.add(meaning)
    return meaning
  })
  const order = layout.order === 'day-first' ? 'day-first' : (remembered?.order ?? null)
  return { columns, order, firstDay: null }
}

export function rememberedFrom(layout: FileLayout, { columns, order }: FileMapping): MappingRemembered {
  const own = layout.columns.filter(({ sessionText, heading }) => sessionText === null && heading !== '')
  return {
    headings: Object.fromEntries(own.map(({ heading, index }) => [plainHeading(heading), columns[index]!])),
    order,
  }
}

export function layoutOf(columns: readonly FileColumn[], { columns: meanings }: FileMapping): Layout | null {
  const has = (meaning: ColumnMeaning) => meanings.includes(meaning)
  if (columns.some(({ sessionText }) => sessionText !== null) || has('marks')) return 'wide'
  if ((has('date') || has('date-and-session')) && (has('mark') || has('mark-am') || has('mark-pm'))) return 'long'
  return has('total') && !has('mark') ? 'summary' : null
}

/** Everything that keeps the file from being read as the mapping says; empty when it can be. */
export function mappingFaults(layout: FileLayout, mapping: FileMapping): MappingFault[] {
  const faults: MappingFault[] = []
  const has = (meaning: ColumnMeaning) => mapping.columns.includes(meaning)
  const seen = new Set<ColumnMeaning>()
  for (const [index, meaning] of mapping.columns.entries()) {
    if (onlyOnce.has(meaning) && seen.has(meaning))
      faults.push({
        about: `column-${index}`,
        text: 'Two columns cannot be the same. Choose “Not used” for one of them',
      })
    seen.add(meaning)
  }
  const kind = layoutOf(layout.columns, mapping)
  if (kind === 'summary') return faults
  if (!has('mis-id') && !has('upn') && !has('name') && !(has('surname') && has('forename')))
    faults.push({ about: 'columns', text: 'Say which column is the pupil’s number in the MIS, the UPN or the name' })
  if (kind === null) faults.push({ about: 'columns', text: 'Say which columns hold the dates and the marks' })
  if (kind === 'long' && has('mark') && !has('session') && !has('date-and-session'))
    faults.push({ about: 'columns', text: 'Say which column says whether a mark is for AM or PM' })
  if (has('marks') && !has('first-date') && mapping.firstDay === null)
    faults.push({ about: 'first-day', text: 'Say on which day the strings of marks begin' })
  return [...faults, ...orderFaults(layout.order, mapping.order)]
}

function orderFaults(proof: FileLayout['order'], said: DateOrder | null): MappingFault[] {
  const wrong = (text: string): MappingFault[] => [{ about: 'order', text }]
  switch (proof) {
    case 'none':
      return []
    case 'mixed':
      return wrong(
        'Some dates in this file have the day first and some the month, as happens when a spreadsheet changes them. Export the file again and upload it without opening it',
      )
    case 'ambiguous':
      return said === null
        ? wrong('Say whether the day or the month comes first: every date in this file can be read both ways')
        : []
    default:
      if (said === null) return wrong('Say whether the day or the month comes first in this file')
      return said === proof
        ? []
        : wrong(`The dates in this file have the ${proof === 'day-first' ? 'day' : 'month'} first`)
  }
}

// How is the strip of school days drawn and read? Each cell gets its letter, each session its words.

import type { StripDay, StripPart, StripSession } from '../../cases/strip.ts'
import type { StripMarker } from '../../cases/stripMarkers.ts'
import { datesInWords, inWords } from './inWords.ts'

interface Cell {
  readonly letter: string
  readonly look: string
}

export interface StripShown {
  readonly parts: readonly (
    | { readonly kind: 'week'; readonly month: string; readonly days: readonly DayShown[] }
    | { readonly kind: 'gap'; readonly text: string }
  )[]
  readonly from: string
  readonly to: string
  /** One line a kind of cell that is in the strip, to read it by. */
  readonly legend: readonly { readonly cell: Cell; readonly text: string }[]
  readonly markers: readonly string[]
}

interface DayShown {
  readonly date: string
  readonly AM: Cell
  readonly PM: Cell
  readonly isToday: boolean
  readonly flags: readonly string[]
}

/** The strip as the view draws it; null when there is no day to show. */
export function stripShown(parts: readonly StripPart[], markers: readonly StripMarker[]): StripShown | null {
  const days = parts.flatMap((part) => (part.kind === 'week' ? part.days : []))
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const legend = new Map(
    days.flatMap(({ AM, PM }) => [AM, PM].map((session) => [cellOf(session).letter + session.kind, session] as const)),
  )
  return {
    parts: parts.map((part) =>
      part.kind === 'gap'
        ? { kind: 'gap', text: `No school ${inWords.day(part.from)} to ${inWords.day(part.to)}` }
        : {
            kind: 'week',
            month: inWords.day(part.days[0]!.on).split(' ')[2]!.slice(0, 3),
            days: part.days.map(dayShown),
          },
    ),
    from: inWords.plainDay(first.on),
    to: inWords.plainDay(last.on),
    legend: [...legend.values()]
      .sort(byLetter)
      .map((session) => ({ cell: cellOf(session), text: sessionInWords(session) })),
    markers: markers.map(markerInWords),
  }
}

function dayShown(day: StripDay): DayShown {
  const flags = day.markers.map(({ days, unit }) => (unit === 'school day' ? `day ${days}` : `calendar day ${days}`))
  return {
    date: String(Number(day.on.slice(8))),
    AM: cellOf(day.AM),
    PM: cellOf(day.PM),
    isToday: day.isToday,
    flags,
  }
}

function cellOf(session: StripSession): Cell {
  switch (session.kind) {
    case 'coded':
      return { letter: session.code, look: session.class }
    case 'present':
      return { letter: '·', look: 'plain' }
    case 'unknown':
      return { letter: '?', look: 'unknown' }
    case 'not-yet':
      return { letter: '', look: 'not-yet' }
    default:
      return { letter: '', look: 'to-come' }
  }
}

/** A session in words, for the table and the legend. */
export function sessionInWords(session: StripSession): string {
  switch (session.kind) {
    case 'coded':
      return `${session.code}: ${session.meaning}`
    case 'present':
      return 'Present'
    case 'unknown':
      return 'Not known: no complete register'
    case 'not-yet':
      return 'Register not closed yet'
    default:
      return 'To come'
  }
}

function byLetter(one: StripSession, other: StripSession): number {
  return cellOf(other).letter.localeCompare(cellOf(one).letter, 'en-GB')
}

function markerInWords({ days, unit, on, because }: StripMarker): string {
  const name = unit === 'school day' ? `School day ${days}` : `Calendar day ${days}`
  return on === null ? `${name}: not known. ${datesInWords(because ?? '')}` : `${name}: ${inWords.day(on)}`
}

// Which closed days lie on the way to a date? One line, for those who wonder why it is so late.
import type { Deadline } from './calculatorDeadline.ts'
import { stripOf } from './calculatorStrip.ts'
import { calculatorDay } from './calculatorWords.ts'

const mostNamed = 6
const schoolWeek = 5

/** 'Not counted on the way: half-term 26 to 30 October (5 days), Monday 2 November (INSET day).' Null where there is no way. */
export function closuresOnTheWay({ working, countsOn }: Deadline): string | null {
  if (working.counted.length === 0) return null
  if (countsOn === 'calendar days') return 'Weekends and closed days count.'
  const closures = closuresIn(working)
  if (closures.length === 0) return working.counted.length > 1 ? 'No closed day on the way.' : null
  const more = closures.length - mostNamed
  const named = closures.slice(0, mostNamed).join(', ')
  return `Not counted on the way: ${named}${more > 0 ? ` and ${more} more` : ''}.`
}

function closuresIn(working: Deadline['working']): string[] {
  const skippedOn = working.skipped.map(({ on }) => on)
  return stripOf(working).flatMap((part) => {
    if (part.isCounted) return []
    const { from, to, because } = part
    // A reason in brackets has none of its own.
    const why = because.replace(/ \((.*)\)$/, ', $1')
    if (from === to) return `${calculatorDay(from)} (${why})`
    const days = skippedOn.filter((on) => from <= on && on <= to).length
    const what = because === 'school holiday' && days === schoolWeek ? 'half-term' : why
    return `${what} ${spanInWords(from, to)} (${days} days)`
  })
}

/** '26 to 30 October', '21 December to 1 January'. */
function spanInWords(from: string, to: string): string {
  const [first, last] = [dayAndMonth(from), dayAndMonth(to)]
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))} to ${last}` : `${first} to ${last}`
}

function dayAndMonth(date: string): string {
  return calculatorDay(date).replace(/^\S+ /, '')
}

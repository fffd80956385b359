// How are dates and counts said on a page? Words by GOV.UK style, times in London.
import nunjucks from 'nunjucks/browser/nunjucks-slim.js'

const day = format({ weekday: 'short', day: 'numeric', month: 'short' })
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const plainDay = format({ day: 'numeric', month: 'long', year: 'numeric' })
const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

function format(options: Intl.DateTimeFormatOptions): (value: string) => string {
  const inLondon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options })
  // A date alone is noon in UTC: the same day in London all year.
  return (value) => inLondon.format(Date.parse(value.length === 10 ? `${value}T12:00:00Z` : value)).replaceAll(',', '')
}

const { SafeString } = nunjucks.runtime

export const filters: Record<string, (...values: never[]) => unknown> = {
  /** Tue 13 Oct */
  day: (value: string) => day(value),
  /** Tuesday 13 October 2026 */
  longDay: (value: string) => longDay(value),
  /** 13 October 2026 */
  plainDay: (value: string) => plainDay(value),
  /** 09:47 */
  time: (value: string) => time(value),
  /** Tue 13 Oct, 09:47 */
  dayAndTime: (value: string) => `${day(value)}, ${time(value)}`,
  /** '1 child', '2 children' */
  counted: (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`,
  // The library's own is a regular expression; this one halves the time of a form page.
  trim: (value: unknown) => {
    if (value instanceof SafeString) return new SafeString(String(value).trim())
    return typeof value === 'string' ? value.trim() : value
  },
}

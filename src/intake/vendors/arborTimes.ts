// When was that? Arbor writes local times without a zone: the wall clock of London, summer time too.
import { isDate } from '../../calendar/date.ts'
import { epochMilliseconds, londonTimeAt, utcInstant } from '../../calendar/londonTime.ts'

const local = /^(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const hour = 3_600_000

/** The instant of 'YYYY-MM-DD HH:MM:SS' in London, in UTC with milliseconds; null when it is not written so. Of an hour that comes twice, the first. */
export function instantInLondon(text: string): string | null {
  const [, date, hours, minutes, seconds = '00'] = local.exec(text) ?? []
  if (date === undefined || !isDate(date)) return null
  const asIfUtc = epochMilliseconds(`${date}T${hours}:${minutes}:${seconds}Z`)
  const inSummer = londonTimeAt(asIfUtc - hour)
  const isSummer =
    inSummer.date === date && inSummer.millisecondsOfDay === asIfUtc - epochMilliseconds(`${date}T00:00:00Z`)
  return utcInstant(isSummer ? asIfUtc - hour : asIfUtc)
}

/** The date of a date or of a local time: Arbor writes some dates with an empty time behind. Never through an instant. */
export function dateOf(text: string): string {
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/.test(text) ? text.slice(0, 10) : text
}

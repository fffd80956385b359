// How does Wonde write a date, a moment, a reference? Confirmed: dates are objects whose text is cut before the space, what is
// included is wrapped in `data`. Not confirmed, and read leniently: which zones `timezone` may name, and references as bare ids.
import { z } from 'zod'
import { dayNumber, isDate } from '../../calendar/date.ts'
import { utcInstant } from '../../calendar/londonTime.ts'
import { instantOf } from '../rhythm.ts'

const moment = z.object({ date: z.string(), timezone: z.string().nullish() })
const timeOfDay = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/

/** A day: the text before the space, never a moment in somebody's zone. Null when there is none. */
export const wondeDay = z
  .union([moment.transform(({ date }) => date), z.string()])
  .transform((text) => text.split(' ')[0]!)
  .refine(isDate)
  .nullish()
  .transform((day) => day ?? null)

/** A moment as an instant in UTC. Null when there is none. */
export const wondeInstant = moment
  .transform(({ date, timezone }, context) => {
    const instant = instantIn(date, timezone ?? 'UTC')
    if (instant === null) context.addIssue({ code: 'custom', message: 'is no moment' })
    return instant
  })
  .nullish()
  .transform((instant) => instant ?? null)

/** An id, whether it stands alone or in an object, wrapped or not. */
export const wondeReference = z.union([
  z.string().min(1),
  z.object({ id: z.string().min(1) }).transform(({ id }) => id),
  z.object({ data: z.object({ id: z.string().min(1) }) }).transform(({ data }) => data.id),
])

/** What was included, without its wrapping; null where it was not granted or is empty. */
export function included<Inner extends z.ZodType>(inner: Inner) {
  return z
    .object({ data: inner.nullish() })
    .nullish()
    .transform((read) => (read?.data ?? null) as z.output<Inner> | null)
}

function instantIn(text: string, zone: string): string | null {
  const [day = '', time = ''] = text.split(' ')
  const parts = timeOfDay.exec(time)
  if (!isDate(day) || !parts) return null
  const [, hours, minutes, seconds, fraction = ''] = parts
  const ofDay =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
  if (['UTC', 'Z', '+00:00'].includes(zone)) return utcInstant(dayNumber(day) * 86_400_000 + ofDay)
  return zone === 'Europe/London' ? utcInstant(instantOf(dayNumber(day), ofDay)) : null
}

// Which of the school's roll calls is the morning's, which the afternoon's, and when do its registers close?
//
// The session is told by the time at which a roll call's registers open: before noon is AM. Without a time, a roll call
// whose code says AM or PM is taken at its word (not confirmed); any other is left unknown, and its marks are set aside.
import { z } from 'zod'
import { type ArborDoor, arborList, type Stopped } from './arborAsk.ts'
import { dateOf } from './arborTimes.ts'

const id = z.union([z.string(), z.int()]).transform(String)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d/)

const rollCallTime = z.object({
  attendanceRollCall: z.object({ id, code: z.string().nullish() }),
  effectiveDate: z.string().transform(dateOf).nullish(),
  endDate: z.string().transform(dateOf).nullish(),
  registerOpensTime: time.nullish(),
  registerClosesTime: time.nullish(),
})

/** The times of a roll call while they hold. */
export type RollCallTime = z.infer<typeof rollCallTime>

const fields = 'attendanceRollCall { id code } effectiveDate endDate registerOpensTime registerClosesTime'

/** The school's roll call times; those that cannot be read are left out, so that marks by them are set aside. */
export async function rollCallTimes(door: ArborDoor): Promise<{ readonly times: readonly RollCallTime[] } | Stopped> {
  const read = await arborList(door, 'AttendanceRollCallTime', fields)
  if (!('records' in read)) return read
  return { times: read.records.flatMap((record) => rollCallTime.safeParse(record).data ?? []) }
}

/** The session of a roll call on a date, or null when nothing tells. */
export function sessionOf(
  times: readonly RollCallTime[],
  rollCall: { readonly id: string; readonly code?: string | null | undefined },
  on: string,
): 'AM' | 'PM' | null {
  const inForce = timesOn(times, on).find(({ attendanceRollCall }) => attendanceRollCall.id === rollCall.id)
  if (inForce?.registerOpensTime) return inForce.registerOpensTime < '12:00' ? 'AM' : 'PM'
  const code = rollCall.code?.trim().toUpperCase()
  return code === 'AM' || code === 'PM' ? code : null
}

/** When the registers of a session open and close on a date, 'HH:MM'; null when the school has no such times. */
export function registerTimesOn(times: readonly RollCallTime[], session: 'AM' | 'PM', on: string) {
  const inForce = timesOn(times, on).find(
    ({ attendanceRollCall }) => sessionOf(times, attendanceRollCall, on) === session,
  )
  if (!inForce?.registerOpensTime || !inForce.registerClosesTime) return null
  return { opens: inForce.registerOpensTime.slice(0, 5), closes: inForce.registerClosesTime.slice(0, 5) }
}

// The newest times first: where two hold by mistake, the later decision counts.
function timesOn(times: readonly RollCallTime[], on: string): RollCallTime[] {
  return times
    .filter(({ effectiveDate, endDate }) => (effectiveDate ?? '') <= on && on <= (endDate ?? '9999-12-31'))
    .toSorted((one, other) => ((one.effectiveDate ?? '') < (other.effectiveDate ?? '') ? 1 : -1))
}

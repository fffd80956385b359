// Should a person look before this delivery counts? Only leavers, marks taken back and weeks that are over are asked about.
import { addCalendarDays, calendarDays, type DateText, dayNumber, weekdayOf } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { type ParkReason, parkDelivery, parkSentence, type Share } from '../cases/decide/parkDelivery.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { MarksTold, MarkTold, Told, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import {
  findLeaverMeets,
  listRegistersTouched,
  listRewrittenBefore,
  listTakenBackBefore,
  type RegisterTouched,
} from '../storage/breakerStore.ts'
import { instantBefore } from './instants.ts'

const hour = 60 * 60 * 1000

/**
 * Why the delivery is held back until a person has looked, as a sentence to keep with it; null when it is applied. Reads
 * nothing for marks of this week that are not taken back, else at most three statements, whatever a batch holds.
 */
export async function breakerFor(house: House, by: ToldBy, told: Told): Promise<string | null> {
  const reason = await reasonFor(house, by, told)
  return reason === null ? null : parkSentence(reason)
}

/** What counts at once of a delivery that is held back: its marks of this week. A child marked N today waits for nobody; null when there is none. */
export function notHeldBack({ receivedAt }: ToldBy, told: Told): MarksTold | null {
  if (told.what !== 'marks') return null
  const thisWeek = mondayOf(londonDate(receivedAt))
  const marks = told.marks.filter((mark) => !isAskedAbout(mark, thisWeek))
  return marks.length > 0 ? { ...told, marks } : null
}

function isAskedAbout({ on, code }: MarkTold, thisWeek: DateText): boolean {
  return code === '-' || on < thisWeek
}

async function reasonFor(house: House, by: ToldBy, told: Told): Promise<ParkReason | null> {
  if (told.what === 'marks') return reasonForMarks(house, by, told.marks)
  if (told.what !== 'enrolment-ended' && told.what !== 'pupil-deleted') return null
  const { schoolUrn, receivedAt } = by
  const meets = await findLeaverMeets(house.database, scopeOfSource(schoolUrn), {
    schoolUrn,
    misId: told.pupil.misId,
    leavingOn: told.what === 'enrolment-ended' ? told.leavingOn : null,
    today: londonDate(receivedAt),
    since: instantBefore(receivedAt, 24 * hour),
    sentence: parkSentence('leavers'),
  })
  return parkDelivery(meets)
}

async function reasonForMarks(house: House, by: ToldBy, marks: readonly MarkTold[]): Promise<ParkReason | null> {
  const { schoolUrn, receivedAt } = by
  const thisWeek = mondayOf(londonDate(receivedAt))
  const asked = marks.filter((mark) => isAskedAbout(mark, thisWeek))
  if (asked.length === 0) return null
  const touched = await listRegistersTouched(
    house.database,
    scopeOfSource(schoolUrn),
    schoolUrn,
    asked.map(({ pupil, on, session, code, stamp }) => [pupil.misId, on, session, code, stamp]),
  )
  const fewer = touched.filter(({ takenBack }) => takenBack > 0)
  const over = Map.groupBy(
    touched.filter(({ on }) => on < thisWeek),
    ({ on }) => mondayOf(on),
  )
  const [registers, weeks] = await Promise.all([takenBack(house, by, fewer), rewritten(house, by, over)])
  return parkDelivery({ what: 'marks', registers, weeks })
}

async function takenBack(house: House, by: ToldBy, registers: readonly RegisterTouched[]): Promise<Share[]> {
  if (registers.length === 0) return []
  const { schoolUrn, receivedAt } = by
  const asked = { schoolUrn, since: instantBefore(receivedAt, 24 * hour), sentence: parkSentence('marks-taken-back') }
  const before = await listTakenBackBefore(house.database, scopeOfSource(schoolUrn), asked, registers)
  return before.map((share, index) => ({ ...share, now: registers[index]!.takenBack }))
}

async function rewritten(
  house: House,
  by: ToldBy,
  touched: ReadonlyMap<DateText, readonly RegisterTouched[]>,
): Promise<Share[]> {
  if (touched.size === 0) return []
  const { schoolUrn, receivedAt } = by
  const asked = { schoolUrn, since: instantBefore(receivedAt, hour), sentence: parkSentence('week-rewritten') }
  const weeks = [...touched.keys()].map((from) => ({ from, to: addCalendarDays(from, calendarDays(6)) }))
  const before = await listRewrittenBefore(house.database, scopeOfSource(schoolUrn), asked, weeks)
  return before.map((share, index) => {
    const registers = touched.get(weeks[index]!.from)!
    return { ...share, now: registers.reduce((sum, { changed }) => sum + changed, 0) }
  })
}

function mondayOf(on: DateText): DateText {
  return addCalendarDays(on, calendarDays(1 - weekdayOf(dayNumber(on))))
}

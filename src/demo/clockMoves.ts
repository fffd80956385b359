// Where does the clock go next? The moves that the bar offers, as instants.
import { londonDate } from '../calendar/londonTime.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { nextTwentiethDay } from './nextTwentiethDay.ts'
import { listEverySchool } from './peopleByOrganisation.ts'
import { londonInstant, schoolDates } from './schoolTimes.ts'

export const moves = [
  { value: 'next-session', label: 'Next session' },
  { value: 'next-school-day', label: 'Next school day' },
  { value: 'day-20', label: 'Jump to day 20' },
] as const
export type Move = (typeof moves)[number]['value']

// A quarter of an hour after the registers close: every school's have come by then.
const looked = { AM: '09:47', PM: '14:17' }

/** The instant a move leads to, or null: the school year is over, or no absence that runs will reach day 20 in it. */
export async function instantAfter(house: DemonstrationHouse, move: Move): Promise<string | null> {
  const now = house.clock.now()
  const today = londonDate(now)
  if (move === 'day-20')
    return nextTwentiethDay(
      house,
      (await listEverySchool(house)).map(({ urn }) => urn),
    )
  if (move === 'next-school-day') {
    const date = schoolDates.find((each) => each > today)
    return date ? londonInstant(date, looked.AM) : null
  }
  const coming = schoolDates.filter((date) => date >= today).slice(0, 2)
  const sessions = coming.flatMap((date) => [londonInstant(date, looked.AM), londonInstant(date, looked.PM)])
  return sessions.find((instant) => instant > now) ?? null
}

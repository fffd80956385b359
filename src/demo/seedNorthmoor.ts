// Is there a Northmoor to show? Made once for a database; afterwards it is what visitors left.

import { enterCalendar } from '../actions/enterCalendar.ts'
import { utcInstant } from '../calendar/londonTime.ts'
import type { DemonstrationHouse, Send } from './demonstrationHouse.ts'
import { keeps, kept } from './kept.ts'
import { moveClock } from './mis.ts'
import { logFirstMorning } from './morningCalls.ts'
import { firstMorning, firstWeek, lastEvening, people, schools, schoolYear } from './northmoor.ts'
import { tellOfRoll } from './rollHistories.ts'
import { londonInstant } from './schoolTimes.ts'
import { seedRegisters } from './seedRegisters.ts'
import { seedRoll } from './seedRoll.ts'

/**
 * Makes Northmoor in an empty database, and puts the clock to `startAt`; without it, to the first morning, or where the
 * last visitor left it. What the schools' MIS would have sent by then has been sent. Logs the seconds it took.
 */
export async function seedNorthmoor(
  house: DemonstrationHouse,
  send: Send,
  startAt: string | null = null,
): Promise<void> {
  const began = Date.parse(house.machineClock.now())
  const isThere = (await kept(house, 'posted-up-to')) !== null
  if (!isThere) await makeNorthmoor(house, send)
  const stood = isThere ? await kept(house, 'clock') : firstMorning
  await moveClock(house, send, startAt ? utcInstant(Date.parse(startAt)) : (stood ?? firstMorning))
  const seconds = (Date.parse(house.machineClock.now()) - began) / 1000
  house.log.info(isThere ? 'Northmoor opened' : 'Northmoor made', { seconds, clock: house.clock.now() })
}

async function makeNorthmoor(house: DemonstrationHouse, send: Send): Promise<void> {
  house.clock.put(londonInstant(firstWeek, '07:30'))
  const roll = await seedRoll(house)
  await typeCalendars(house)
  await seedRegisters(house, roll)
  const evening = londonInstant(lastEvening, '17:00')
  await house.database.commit([keeps('posted-up-to', evening)])
  await moveClock(house, send, londonInstant(firstMorning.slice(0, 10), '09:43'))
  await tellOfRoll(house)
  await logFirstMorning(house, firstMorning.slice(0, 10))
}

/** Where the register is kept on paper, the head teacher typed the calendar in. */
async function typeCalendars(house: DemonstrationHouse): Promise<void> {
  for (const { urn } of schools.filter(({ registerKept }) => registerKept === 'paper')) {
    const isHead = ({ role, schoolUrn }: (typeof people)[number]['rolesHeld'][number]) =>
      role === 'head-teacher' && schoolUrn === urn
    const head = people.find(({ rolesHeld }) => rolesHeld.some(isHead))!
    const entered = await enterCalendar(house, head, {
      ...schoolYear,
      ...{ schoolUrn: urn, source: 'typed', reason: '', seenPublishedAt: null },
    })
    if (!entered || !('accepted' in entered)) throw new Error(`The calendar of ${urn} was not taken in`)
  }
}

// What happened in Northmoor before one looks? The registers of the term, and the days since it began to use Whereabouts.
import { takeInRegister } from '../actions/takeInRegister.ts'
import { takeInMarks } from '../cases/decide/takeInMarks.ts'
import { absenceCodes } from '../cases/mark.ts'
import { writesOfMarks } from '../storage/markStore.ts'
import { writeOfRegisterSession } from '../storage/registerStore.ts'
import { writeHistories } from './caseHistories.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { logMorningCalls } from './morningCalls.ts'
import { type DemonstrationSchool, firstWeek, lastEvening } from './northmoor.ts'
import { northmoor } from './registers.ts'
import { deliveryIdOf, registerOf, schoolsWithFeed, takeInUnposted, toldAt } from './registersUnposted.ts'
import { londonInstant, momentOf, schoolDates } from './schoolTimes.ts'

const firstDay = schoolDates.indexOf(firstWeek)

/** The term so far in one go, then the first days of use as they passed, with the calls made on each morning and what was done about cases. */
export async function seedRegisters(
  house: DemonstrationHouse,
  idOf: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<void> {
  for (const school of schoolsWithFeed) await catchUp(house, school, idOf.get(school.urn)!)
  let taken = londonInstant(firstWeek, '07:30')
  for (const date of schoolDates.slice(firstDay).filter((each) => each <= lastEvening)) {
    for (const [time, isCallTime] of [
      ['10:00', true],
      ['18:00', false],
    ] as const) {
      const upTo = londonInstant(date, time)
      await takeInUnposted(house, schoolsWithFeed, taken, upTo)
      if (isCallTime) for (const school of schoolsWithFeed) await logMorningCalls(house, school, date)
      const written = isCallTime ? ['10:05', '11:28'] : ['11:28', '18:00']
      await writeHistories(house, londonInstant(date, written[0]!), londonInstant(date, written[1]!))
      taken = upTo
    }
  }
}

/** The term so far, as one delivery. Only who was away on its last day can be away now: nobody else is asked about. */
async function catchUp(
  house: DemonstrationHouse,
  school: DemonstrationSchool,
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const now = momentOf(firstDay, 'notes') - 1
  const sessions = northmoor()
    .marksOf.get(school.urn)!
    .slice(0, 2 * firstDay)
  await house.database.commit(sessions.map((_, at) => writeOfRegisterSession(registerOf(school, at))))
  house.clock.put(londonInstant(firstWeek, '07:30'))
  const by = { schoolUrn: school.urn, deliveryId: deliveryIdOf(school, now), receivedAt: house.clock.now() }
  const told = sessions.flat().map((mark) => toldAt(mark, school, now))
  const { marks, changes } = takeInMarks(told, [], idOf, by)
  const lastDay = schoolDates[firstDay - 1]!
  const away = new Set(
    marks.filter(({ on, code }) => on === lastDay && absenceCodes.has(code)).map(({ pupilId }) => pupilId),
  )
  const ofThem = marks.filter(({ pupilId }) => away.has(pupilId))
  const news = { schoolUrn: school.urn, pupilIds: [...away], running: [], marks: ofThem, changes }
  await house.database.commit([...writesOfMarks(school.urn, marks, []), ...(await takeInRegister(house, news))])
}

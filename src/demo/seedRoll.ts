// How do Northmoor's schools, staff and pupils get into the database? As their systems would have told it, in a few statements a school.
import { takeInContacts } from '../cases/decide/takeInContacts.ts'
import { newPupil, takeInPupil } from '../cases/decide/takeInPupil.ts'
import type { CalendarTold } from '../cases/told.ts'
import type { House } from '../house.ts'
import { secretFrom } from '../intake/signature.ts'
import { writesOfAddresses } from '../storage/addressStore.ts'
import { writeOfCalendar } from '../storage/calendarStore.ts'
import { writesOfConnection } from '../storage/connectionStore.ts'
import { type Query, sql } from '../storage/database.ts'
import { personAdded, rolesGranted } from '../storage/personStore.ts'
import { writeOfContacts, writeOfPupils } from '../storage/pupilStore.ts'
import { lockText } from '../storage/secretText.ts'
import { keeps } from './kept.ts'
import { addresses, type DemonstrationSchool, people, schools, schoolYear, startOfTerm } from './northmoor.ts'
import { northmoor } from './registers.ts'
import { toldOf } from './toldByRoll.ts'

/** Adds the schools with a connection each, the staff, the calendar and the roll. Answers with the id of each pupil, by school and by number in its MIS. */
export async function seedRoll(house: House): Promise<Map<string, ReadonlyMap<string, string>>> {
  const at = house.clock.now()
  const idOf = new Map<string, ReadonlyMap<string, string>>()
  const endpoints: string[] = []
  const writes: Query<unknown>[] = []
  for (const school of schools) {
    const endpoint = house.ids.next()
    if (school.registerKept === 'mis') endpoints.push(endpoint)
    const roll = rollOf(house, school)
    idOf.set(school.urn, new Map(roll.map(({ pupil }) => [pupil.misId, pupil.id])))
    writes.push(...(await writesOfSchool(house, school, endpoint)))
    writes.push(writeOfPupils(roll.map(({ pupil }) => pupil)), writeOfContacts(roll.flatMap((each) => each.contacts)))
  }
  for (const { id, name, rolesHeld } of people) {
    const roles = rolesHeld.map((held) => ({ id: house.ids.next(), ...held }))
    writes.push(personAdded(id, name, at), rolesGranted(id, roles, 'command-line', at))
  }
  writes.push(...writesOfAddresses(addresses, at, 'sam-whitlock'))
  await house.database.commit([...writes, keeps('endpoints', JSON.stringify(endpoints))])
  return idOf
}

async function writesOfSchool(house: House, school: DemonstrationSchool, endpoint: string): Promise<Query<unknown>[]> {
  const at = house.clock.now()
  const { urn, name, registerKept } = school
  const secretCurrent = await lockText(house.keys.secrets, secretFrom(house.ids.secret()))
  const connection = { id: house.ids.next(), endpoint, schoolUrn: urn, secretCurrent, secretPrevious: null }
  const { academicYear, terms, closed, registersClose } = schoolYear
  const calendar: CalendarTold = { what: 'calendar', academicYear, publishedAt: at, terms, closed, registersClose }
  return [
    ...writesOfConnection(connection, { schoolName: name, vendor: 'generic', at }),
    sql`UPDATE schools SET register_kept = ${registerKept} WHERE urn = ${urn}`,
    // A school without a MIS types its own.
    ...(registerKept === 'mis' ? [writeOfCalendar(urn, calendar, `northmoor-${urn}-calendar`, at)] : []),
  ]
}

function rollOf(house: House, school: DemonstrationSchool) {
  const at = house.clock.now()
  const { childrenOf, contacts } = northmoor()
  return childrenOf.get(school.urn)!.map((child) => {
    const told = toldOf(child, contacts.get(child.family)!, at)
    const ref = { misId: child.misId, upn: child.upn }
    const pupil = told.reduce(takeInPupil, newPupil(house.ids.next(), school.urn, ref, startOfTerm))
    const about = told.flatMap((each) => (each.what === 'contacts' ? each.contacts : []))
    return {
      pupil,
      contacts: takeInContacts(
        pupil.id,
        [],
        about,
        at,
        about.map(() => house.ids.next()),
      ),
    }
  })
}

// Who is to start at Northmoor and does not come, and who left without anybody saying where to? Told as a school's system tells it.
import { takeIn } from '../actions/takeIn.ts'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { PupilTold, Told } from '../cases/told.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { schools } from './northmoor.ts'

const nobodySaid = { known: null, urn: null, name: null, laestab: null, country: null }

/**
 * Two children expected at the first school, one today and one in six days, and one who left four days ago, as its system
 * says them this minute.
 */
export async function tellOfRoll(house: DemonstrationHouse): Promise<void> {
  const { urn } = schools[0]!
  const at = house.clock.now()
  const today = londonDate(at)
  const inDays = (many: number) => addCalendarDays(today, calendarDays(many))
  const mother = {
    relationship: 'Mother',
    priority: 1,
    parentalResponsibility: true,
    emails: [],
    address: null,
    restricted: false,
  }
  const phones = [{ number: '020 7946 0941', kind: 'mobile' }]
  const elara = pupilOf('N9001', 'Elara', 'Quist', '2017-02-14', '4')
  const joss = pupilOf('N9002', 'Joss', 'Tamblyn', '2018-06-03', '3')
  const mina = pupilOf('N9003', 'Mina', 'Orlov', '2016-11-21', '5')
  const refOf = ({ misId, upn }: PupilTold) => ({ misId, upn })
  const previousSchool = { urn: null, name: 'Holm Road Primary School' }
  const left = {
    grounds: null,
    reasonCode: null,
    destination: nobodySaid,
    lastAttended: inDays(-5),
    newAddressKnown: false,
  }
  const all: readonly Told[] = [
    { what: 'enrolment-expected', at, pupil: elara, expectedOn: today, previousSchool },
    {
      what: 'contacts',
      at,
      pupil: refOf(elara),
      contacts: [{ contactRef: 'N9001-1', name: 'Ingrid Quist', ...mother, phones }],
    },
    { what: 'enrolment-expected', at, pupil: joss, expectedOn: inDays(6), previousSchool: null },
    { what: 'enrolment-ended', at, pupil: refOf(mina), leavingOn: inDays(-4), ...left },
    { what: 'pupil', at, pupil: mina, flags: null },
  ]
  for (const [index, told] of all.entries()) {
    const by = { schoolUrn: urn, deliveryId: `northmoor-${urn}-roll-${index}`, receivedAt: at }
    await house.database.commit((await takeIn(house, by, told)).writes)
  }
}

function pupilOf(
  misId: string,
  legalForename: string,
  legalSurname: string,
  dateOfBirth: string,
  yearGroup: string,
): PupilTold {
  const names = { legalForename, legalSurname, preferredForename: null, preferredSurname: null }
  const details = { dateOfBirth, sex: undefined, yearGroup, regGroup: null, homeLaCode: '999', boarder: false }
  return { misId, upn: null, formerUpn: null, ...names, ...details }
}

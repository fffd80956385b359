// Warn of calendars ending: eight weeks before a school's last known day its safeguarding lead and the authority are told, once.
import { calendarEndNear } from '../calendar/calendarEnd.ts'
import type { DateText } from '../calendar/date.ts'
import { scopeOfClock } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import type { Query } from '../storage/database.ts'
import { keysWritten, writeOfKeys } from '../storage/dueKeyStore.ts'
import { type NewMessage, writesOfMessages } from '../storage/messageStore.ts'
import { listSchools, type School } from '../storage/schoolStore.ts'
import type { NightlyStep } from './nightly.ts'

const mostNamed = 30

interface EndingCalendar {
  readonly key: string
  readonly school: School
  readonly lastSchoolDay: DateText | null
}

export const warnOfCalendarsEnding: NightlyStep = { name: 'warn-of-calendars-ending', writesFor }

async function writesFor(house: House, date: DateText): Promise<Query<unknown>[]> {
  const near = await calendarsEnding(house, date)
  const told = await keysWritten(
    house.database,
    near.map(({ key }) => key),
  )
  const toTell = near.filter(({ key }) => !told.has(key))
  if (toTell.length === 0) return []
  const keys = toTell.map(({ key }) => key)
  const toSchools = toTell.map((ending) => messageToSchool(house, ending))
  return [
    writeOfKeys(keys, house.clock.now()),
    ...writesOfMessages([...toSchools, messageToAuthority(house, date, toTell)]),
  ]
}

async function calendarsEnding(house: House, date: DateText): Promise<EndingCalendar[]> {
  const schools = await listSchools(house.database, scopeOfClock)
  const calendars = await listCalendars(house.database, scopeOfClock)
  const ofSchool = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  return schools.flatMap((school) => {
    const end = calendarEndNear(ofSchool.get(school.urn) ?? null, date)
    if (!end) return []
    const { lastSchoolDay } = end
    return [{ school, lastSchoolDay, key: `calendar-ends:${school.urn}:${lastSchoolDay ?? 'none'}` }]
  })
}

function messageToSchool(house: House, { key, school, lastSchoolDay }: EndingCalendar): NewMessage {
  const calendarPage = `${house.publicUrl}/calendars/${school.urn}`
  return {
    ...newMessage(house),
    key: `${key}:school`,
    team: `school:${school.urn}`,
    schoolUrn: school.urn,
    subject: lastSchoolDay
      ? `The school calendar of ${school.name} ends on ${inWords(lastSchoolDay)}`
      : `There is no school calendar of ${school.name}`,
    body: [
      ...(lastSchoolDay
        ? [
            `The last school day that Whereabouts knows of ${school.name} is ${inWords(lastSchoolDay)}.`,
            'Deadlines that need a day after it are shown as unknown until a calendar with that day arrives.',
            `Please have your MIS send the terms and closed days of the coming school year, or enter them: ${calendarPage}`,
          ]
        : [
            `Whereabouts knows no school day of ${school.name}.`,
            'No deadline that counts school days can be shown until a calendar arrives.',
            `Please have your MIS send the terms and closed days of the school year, or enter them: ${calendarPage}`,
          ]),
      `What needs attention: ${house.publicUrl}/needs-attention`,
    ].join('\n\n'),
  }
}

/** One for all schools of a night: an authority that begins with 900 schools gets no 900 messages. */
function messageToAuthority(house: House, date: DateText, endings: readonly EndingCalendar[]): NewMessage {
  const [only] = endings
  const named = endings
    .slice(0, mostNamed)
    .map(({ school, lastSchoolDay }) => `${school.name}: ${lastSchoolDay ? inWords(lastSchoolDay) : 'no calendar'}`)
  const more = endings.length - named.length
  return {
    ...newMessage(house),
    key: `calendar-ends:authority:${date}`,
    team: 'authority',
    schoolUrn: null,
    subject:
      endings.length === 1
        ? `The school calendar of ${only!.school.name} ${only!.lastSchoolDay ? `ends on ${inWords(only!.lastSchoolDay)}` : 'is missing'}`
        : `The school calendars of ${endings.length} schools end soon or are missing`,
    body: [
      'The last school day that Whereabouts knows:',
      [...named, ...(more > 0 ? [`and ${more} more schools`] : [])].join('\n'),
      'Deadlines that need a later day are shown as unknown until a calendar with that day arrives. Each school has been told.',
      `What needs attention: ${house.publicUrl}/needs-attention`,
    ].join('\n\n'),
  }
}

function newMessage(house: House) {
  return {
    id: house.ids.next(),
    madeAt: house.clock.now(),
    kind: 'calendar-ends',
    caseId: null,
    state: 'waiting',
    because: null,
  } as const
}

const plainDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

function inWords(date: DateText): string {
  return plainDay.format(Date.parse(`${date}T12:00:00Z`))
}

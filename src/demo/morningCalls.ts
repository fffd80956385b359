// Whom did the offices ring before one looks? A few calls on each morning, logged like any other by the people who made them.
import { giveReason } from '../actions/giveReason.ts'
import { logContactAttempt } from '../actions/logContactAttempt.ts'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import type { Outcome } from '../cases/events.ts'
import { type Person, scopeOfSource } from '../cases/roles.ts'
import { type Kase, listRunningCases } from '../storage/caseStore.ts'
import { listMarks } from '../storage/markStore.ts'
import { listContacts, listPupils } from '../storage/pupilStore.ts'
import { chanceOf, weighted } from './chance.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { type DemonstrationSchool, people, schools } from './northmoor.ts'
import { northmoor } from './registers.ts'
import { londonInstant } from './schoolTimes.ts'

const outcomes = [
  ['no-answer', 6],
  ['voicemail', 4],
  ['number-dead', 1],
] as const satisfies readonly (readonly [Outcome, number])[]
const words: Partial<Record<Outcome, string>> = {
  voicemail: 'Left a message to ring the office as soon as they hear it.',
  'number-dead': 'Number not in use.',
  'parent-did-not-know': 'Left for school at ten to eight as always. She is coming in now.',
}

/** Calls about children who are away and nobody has said why: all of them at the first school, two at the others. */
export async function logMorningCalls(
  house: DemonstrationHouse,
  school: DemonstrationSchool,
  date: string,
): Promise<void> {
  house.clock.put(londonInstant(date, '10:05'))
  const away = await listUnexplained(house, school, date)
  const rung = school === schools[0] ? away : away.filter(({ kase }) => kase.summary.beganOn < date).slice(0, 2)
  for (const { kase, pupil } of rung) {
    await ring(house, school, [kase], weighted(outcomes, chanceOf(`call ${pupil.misId} ${date}`)))
  }
}

/**
 * What was done on the first morning between the registers and now. At the first school: one call about two brothers and
 * sisters that nobody took, and one mother who said why her child is away. At the High School a mother did not know.
 */
export async function logFirstMorning(house: DemonstrationHouse, date: string): Promise<void> {
  const school = schools[0]!
  house.clock.put(londonInstant(date, '09:44'))
  const sinceToday = (await listUnexplained(house, school, date)).filter(({ kase }) => kase.summary.beganOn === date)
  const families = [...Map.groupBy(sinceToday, ({ child }) => child.family)]
  const pair = families.find(([, members]) => members.length === 2)![1]
  await ring(
    house,
    school,
    pair.map(({ kase }) => kase),
    'voicemail',
  )

  house.clock.put(londonInstant(date, '09:46'))
  const { kase } = families.find(([family, members]) => members.length === 1 && family.circumstance === null)![1][0]!
  const whoSaid = await ring(house, school, [kase], 'reason-given')
  const said = {
    caseId: kase.summary.id,
    seenVersion: kase.summary.version + 1,
    reason: 'Sick in the night. Staying at home for 48 hours.',
    whoSaid,
  }
  accepted(await giveReason(house, officerOf(school), [{ ...said, untilOn: addCalendarDays(date, calendarDays(1)) }]))

  const { stories } = northmoor()
  const gone = stories.childOf.get('high-parent-did-not-know')!
  const atHigh = await listUnexplained(house, gone.school, date)
  await ring(house, gone.school, [atHigh.find(({ child }) => child === gone)!.kase], 'parent-did-not-know')
}

/** The running absences with an N this morning, by the pupils' numbers, so that every run tells the same. */
async function listUnexplained(house: DemonstrationHouse, school: DemonstrationSchool, date: string) {
  const scope = scopeOfSource(school.urn)
  const running = await listRunningCases(house.database, scope, null)
  const ids = running.map(({ summary }) => summary.pupilId)
  const [pupils, marks] = await Promise.all([
    listPupils(house.database, scope, ids),
    listMarks(house.database, scope, ids, date, date),
  ])
  const unexplained = new Set(
    marks.filter((mark) => mark.session === 'AM' && mark.code === 'N').map((mark) => mark.pupilId),
  )
  const children = new Map(
    northmoor()
      .childrenOf.get(school.urn)!
      .map((child) => [child.misId, child]),
  )
  return pupils
    .filter(({ id }) => unexplained.has(id))
    .sort((one, other) => (one.misId < other.misId ? -1 : 1))
    .map((pupil) => ({
      pupil,
      child: children.get(pupil.misId)!,
      kase: running.find(({ summary }) => summary.pupilId === pupil.id)!,
    }))
}

/** Logs one call, about one child or about brothers and sisters, to the first contact who may be rung. Answers with the name. */
async function ring(
  house: DemonstrationHouse,
  school: DemonstrationSchool,
  kases: readonly Kase[],
  outcome: Outcome,
): Promise<string> {
  const contacts = await listContacts(house.database, scopeOfSource(school.urn), [kases[0]!.summary.pupilId])
  const contact = contacts.find((each) => !each.restricted && each.phones.length > 0)!
  const { number } = contact.phones[0]!
  const attempt = {
    whom: { contactId: contact.id, number },
    method: 'phone',
    outcome,
    words: words[outcome] ?? '',
  } as const
  const absences = kases.map(({ summary }) => ({ caseId: summary.id, seenVersion: summary.version }))
  accepted(await logContactAttempt(house, officerOf(school), { absences, attempt }))
  return contact.name
}

function officerOf(school: DemonstrationSchool): Person {
  return people.find(({ rolesHeld }) =>
    rolesHeld.some(({ role, schoolUrn }) => role === 'attendance-officer' && schoolUrn === school.urn),
  )!
}

function accepted(answer: object | null): void {
  if (!answer || 'refused' in answer) throw new Error(`Northmoor’s staff were refused: ${JSON.stringify(answer)}`)
}

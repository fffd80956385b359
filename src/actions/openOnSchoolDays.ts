// Whose absence has reached the day on which the Education Welfare Service is told? What is added to each, and the messages.
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { calendarByRegister } from '../cases/calendarByRegister.ts'
import { type CaseKnown, caseAnswer } from '../cases/caseAnswer.ts'
import { caseMessage } from '../cases/caseMessage.ts'
import type { ClockAnswer } from '../cases/clock/clock.ts'
import type { KeptMark, SilentSessions } from '../cases/clock/marksForClock.ts'
import { openOnSchoolDay, type SchoolDayReached } from '../cases/decide/openOnSchoolDay.ts'
import type { CaseHappening } from '../cases/events.ts'
import type { Pupil } from '../cases/pupil.ts'
import { after, type CaseSummary } from '../cases/replay.ts'
import { type Scope, scopeOfSource } from '../cases/roles.ts'
import { standingOf } from '../cases/standing.ts'
import type { House } from '../house.ts'
import { type LocalPolicies, localPolicyOn } from '../law/localPolicy.ts'
import type { Addition } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { findSchoolName } from '../storage/schoolStore.ts'

/** One school at this instant, with the marks of the pupils concerned. */
export interface SchoolNow {
  readonly schoolUrn: string
  /** The instant of the commit. */
  readonly asOf: string
  readonly calendar: SchoolCalendar
  readonly silent: SilentSessions
  readonly policies: LocalPolicies
  readonly pupils: ReadonlyMap<string, Pupil>
  readonly marksOf: (pupilId: string) => readonly KeptMark[]
}

/**
 * The additions, each longer by what the day brings, and the writes of the messages. A case that reached its day after
 * these happenings is opened with them, in one commit.
 */
export async function openOnSchoolDays(
  house: House,
  additions: readonly Addition[],
  school: SchoolNow,
): Promise<{ readonly additions: readonly Addition[]; readonly messages: readonly Query<unknown>[] }> {
  const { asOf } = school
  const today = londonDate(asOf)
  const reached: { readonly summary: CaseSummary; readonly message: Reached }[] = []
  const longer = additions.map((addition) => {
    const pupil = school.pupils.get(addition.kase.summary.pupilId)
    const summary = addition.happenings.reduce<CaseSummary>(
      (so, happening) => after(so, happening, { at: asOf, by: 'clock' }),
      addition.kase.summary,
    )
    if (!pupil || summary.endedOn !== null || isSettled(summary)) return addition
    const known = { child: pupil, summary, marks: school.marksOf(pupil.id), leaveEndedOn: null }
    const messageId = house.ids.next()
    const closedOn = summary.closedAt === null ? null : londonDate(summary.closedAt)
    const ask = ({ absence }: ClockAnswer, closedDays: number) => {
      const { numbers: policy } = localPolicyOn(school.policies, absence?.firstOn ?? today)
      return openOnSchoolDay(summary, { absence }, policy, today, closedOn, messageId, closedDays)
    }
    const reachedBy = ask(caseAnswer(known, school).answer, 0)
    const { happenings, message } = reachedBy.happenings.length > 0 ? reachedBy : askByRegister(known, school, ask)
    if (message) reached.push({ summary, message: { ...message, id: messageId } })
    return happenings.length > 0 ? withMore(addition, happenings) : addition
  })
  if (reached.length === 0) return { additions: longer, messages: [] }
  const scope: Scope = scopeOfSource(school.schoolUrn)
  const schoolName = (await findSchoolName(house.database, scope, school.schoolUrn)) ?? school.schoolUrn
  const messages = reached.map(({ summary, message }) =>
    caseMessage('education-welfare', {
      id: message.id,
      madeAt: asOf,
      caseId: summary.id,
      schoolUrn: school.schoolUrn,
      schoolName,
      schoolDay: message.schoolDay,
      version: summary.version,
      isHeld: message.isHeld,
      isAgainstCalendar: message.isAgainstCalendar,
      publicUrl: house.publicUrl,
    }),
  )
  return { additions: longer, messages: writesOfMessages(messages) }
}

// A day closed in the calendar by mistake delays nothing: what the register says opens the case too, and a person looks.
function askByRegister(
  known: CaseKnown,
  school: SchoolNow,
  ask: (answer: ClockAnswer, closedDays: number) => SchoolDayReached,
): SchoolDayReached {
  const { child, marks } = known
  const kept = marks.filter(({ on }) => on >= child.firstKnownOn)
  const days = calendarByRegister(
    calendarOfYearGroup(school.calendar, child.yearGroup),
    school.silent,
    kept,
    school.asOf,
  )
  if (!days) return { happenings: [], message: null }
  const { answer } = caseAnswer(known, { ...school, calendar: days.calendar, silent: days.silent })
  const closed = days.closedOn.filter((on) => answer.absence !== null && on >= answer.absence.firstOn)
  return closed.length > 0 ? ask(answer, closed.length) : { happenings: [], message: null }
}

interface Reached {
  readonly id: string
  readonly isHeld: boolean
  readonly isAgainstCalendar: boolean
  readonly schoolDay: number
}

function withMore(addition: Addition, happenings: readonly CaseHappening[]): Addition {
  return { ...addition, happenings: [...addition.happenings, ...happenings] }
}

// Most mornings every case of a school is asked: those already opened and told need no clock.
function isSettled({ openedAt, closedAt, standing, beganOn }: CaseSummary): boolean {
  if (openedAt === null || closedAt !== null) return false
  return standingOf(standing, 'told').some(({ whom, on }) => whom === 'education-welfare' && on >= beganOn)
}

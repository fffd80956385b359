// What is owed because of the codes in the register, whether or not the child is away now?

import { workingOf } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import { dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter } from '../../calendar/schoolCalendar.ts'
import { answersForRun, attendanceReturn, attendanceReturnDue } from '../../law/attendanceReturn.ts'
import { schoolYearStart, sicknessReturn, sicknessReturnDue } from '../../law/sicknessReturn.ts'
import { unexplainedCode, unexplainedCodeDue } from '../../law/unexplainedCode.ts'
import { whyPassedOver } from './absenceRun.ts'
import type { Duty } from './clockTypes.ts'
import { dutyOn, noWorking } from './dutyOf.ts'
import { dayKind, kind, type PupilSessions, stateN } from './pupilSessions.ts'
import type { ReadFacts } from './readFacts.ts'

/** The code N that has stood longest, if any: the earliest sets the date. */
export function unexplainedCodeDuty(pupil: PupilSessions): Duty[] {
  const at = pupil.states.indexOf(stateN)
  if (at < 0) return []
  const index = at >> 1
  return [
    dutyOn(unexplainedCode, unexplainedCodeDue(pupil.calendar, pupil.calendar.days[index]!), pupil.asOf, {
      arisesOn: pupil.calendar.dates[index]!,
      isDone: false,
      triggeredOn: pupil.calendar.dates[index]!,
      because: `The register says N for ${pupil.calendar.dates[index]!}.`,
    }),
  ]
}

interface ReturnRun {
  /** Indexes of its first ten days. */
  readonly tenDays: readonly number[]
}

/** The runs of G, N, O and U, past and current, that reached ten school days, in order. */
export function attendanceReturnRuns(pupil: PupilSessions): ReturnRun[] {
  const passes = kind.unknown | kind.shut | kind.notYet
  const keeps = kind.unauthorised | kind.tooLate
  const runs: ReturnRun[] = []
  const days: number[] = []
  for (let index = 0; index < pupil.count; index++) {
    const kinds = dayKind(pupil, index)
    if ((kinds & ~(passes | keeps)) !== 0) {
      days.length = 0
    } else if ((kinds & keeps) !== 0) {
      days.push(index)
      if (days.length === attendanceReturn.schoolDays) runs.push({ tenDays: [...days] })
    }
  }
  return runs
}

/** One return for each run; a return sent answers for the run it follows. */
export function attendanceReturnDuties(
  pupil: PupilSessions,
  facts: ReadFacts,
  isOfAge: (date: DateText) => boolean,
): Duty[] {
  const { calendar, asOf } = pupil
  const runs = attendanceReturnRuns(pupil)
  const triggeredOnOf = (run: ReturnRun) => calendar.dates[run.tenDays.at(-1)!]!
  return runs.flatMap((run, at) => {
    const triggeredOn = triggeredOnOf(run)
    if (!isOfAge(triggeredOn)) return []
    const next = runs[at + 1]
    const nextTriggeredOn = next ? triggeredOnOf(next) : null
    const days = run.tenDays.map((index) => calendar.days[index]!)
    const working = workingOf({ calendar, countsOnFrom: days[0]!, whyPassedOver: whyPassedOver(pupil) }, days)
    return dutyOn(attendanceReturn, { on: attendanceReturnDue(triggeredOn), working }, asOf, {
      arisesOn: triggeredOn,
      triggeredOn,
      isDone: facts.attendanceReturnsSentOn.some((sentOn) => answersForRun(sentOn, triggeredOn, nextTriggeredOn)),
      because: `${attendanceReturn.schoolDays} school days running with G, N, O or U on ${triggeredOn}.`,
    })
  })
}

/** The return for fifteen days of illness in this school year, had or foreseen. */
export function sicknessReturnDuty(
  pupil: PupilSessions,
  facts: ReadFacts,
  isOfAge: (date: DateText) => boolean,
): Duty[] {
  const { calendar, asOf } = pupil
  const yearStartedOn = schoolYearStart(asOf.date)
  const illDays: DateText[] = []
  for (let index = indexOnOrAfter(calendar, dayNumber(yearStartedOn)); index < pupil.count; index++) {
    if (dayKind(pupil, index) === kind.ill) illDays.push(calendar.dates[index]!)
  }
  const daysToCome = foreseenDays(pupil, facts)
  const foreseen = facts.foreseenSickness ? { believedOn: facts.foreseenSickness.believedOn, daysToCome } : null
  const dueOn = sicknessReturnDue(illDays, foreseen, isOfAge)
  if (dueOn === null) return []
  const counted = [...illDays, ...daysToCome].slice(0, sicknessReturn.schoolDays)
  return [
    dutyOn(sicknessReturn, { on: dueOn, working: { ...noWorking, counted } }, asOf, {
      arisesOn: dueOn,
      isDone: facts.sicknessReturnSentOn !== null && facts.sicknessReturnSentOn >= yearStartedOn,
      because: `${illDays.length} days of illness since ${yearStartedOn}, ${daysToCome.length} more foreseen.`,
    }),
  ]
}

// Days to come, and today while a session of it is to come and no other says anything but ill.
function foreseenDays(pupil: PupilSessions, facts: ReadFacts): DateText[] {
  const { foreseenSickness } = facts
  if (!foreseenSickness) return []
  const { calendar, asOf } = pupil
  // Only today has a session to come.
  const kindsOfLast = dayKind(pupil, pupil.count - 1)
  const isTodayToCome = (kindsOfLast & kind.notYet) !== 0 && (kindsOfLast & ~(kind.notYet | kind.ill)) === 0
  const firstToCome = indexOnOrAfter(calendar, isTodayToCome ? asOf.day : asOf.day + 1)
  const from = Math.max(firstToCome, indexOnOrAfter(calendar, dayNumber(foreseenSickness.from)))
  return calendar.dates.slice(from, Math.max(from, indexOnOrAfter(calendar, dayNumber(foreseenSickness.to) + 1)))
}

// Somebody says that the child is back at school: can that be, beside what the register says of the days?
import { attendedCodes } from '../caseAnswer.ts'
import type { CaseNow } from '../caseNow.ts'
import { marksForClock } from '../clock/marksForClock.ts'
import { lastDayExpected } from '../daysOnRoll.ts'
import { absenceCodes } from '../mark.ts'

type Kept = Pick<CaseNow, 'marks' | 'silent' | 'completeSessions' | 'pupil' | 'today'>

/**
 * Whether back at school on the day `on` goes with the register: known from it (`how` register) when it says on that day
 * that the child attended; seen by somebody, when that is today, or not before the last day it says or leaves open that the
 * child was away. Today itself stays open until it is over.
 */
export function isBackBeside(now: Kept, on: string, how: string): boolean {
  if (how === 'register' && !isAttendedBy(now, on)) return false
  return on === now.today || lastAwayOn(now) === null || on >= lastAwayOn(now)!
}

/** The last day with G, N or O; or, before today, without any known register. */
function lastAwayOn({ marks, silent, pupil, today }: Kept): string | null {
  const entries = marksForClock(marks, silent, { firstOn: pupil.firstKnownOn, lastOn: lastDayExpected(pupil) })
  const away = entries.flatMap(({ on = '', code }) =>
    (absenceCodes.has(code) && on <= today) || (code === '-' && on < today) ? [on] : [],
  )
  return away.sort().at(-1) ?? null
}

/** Whether the last thing that the register says of the day is that the child attended. */
function isAttendedBy({ marks, completeSessions, pupil }: Kept, day: string): boolean {
  const said = (['PM', 'AM'] as const).map((session) => {
    const mark = marks.find((each) => each.on === day && each.session === session)
    if (mark) return mark.code === '-' ? null : attendedCodes.has(mark.code)
    const isOnRoll = day >= (pupil.enteredOn ?? day) && day >= pupil.firstKnownOn && day <= (pupil.leftOn ?? day)
    const isComplete = completeSessions.some((each) => each.on === day && each.session === session)
    return isOnRoll && isComplete ? true : null
  })
  return said.find((answer) => answer !== null) ?? false
}

// Why does a removal count from a later day than the absence? One sentence, where the page shows both.

import type { DateText } from '../../calendar/date.ts'
import { sessions } from '../../calendar/schoolCalendar.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { findAttendanceCode } from '../../law/attendanceCodes.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { inWords } from './inWords.ts'

const names = { AM: 'morning', PM: 'afternoon' } as const

/** The day that the count of ground I broke at though the absence goes on, and why; null where both count from one day. */
export function whyAnotherRun(now: CaseNow): string | null {
  const { answer, school, today } = now
  if (!answer?.absence || school === null || answer.removal.groundI.status === 'not-applicable') return null
  const { firstOn } = answer.absence
  const startedOn = answer.removal.groundI.runStartedOn ?? null
  const brokenOn = school.dates.findLast(
    (on) => on >= firstOn && on <= today && (startedOn === null || on < startedOn) && breaksOn(on, now) !== null,
  )
  if (!brokenOn) return null
  const again = startedOn === null ? 'begins again after it' : `began again on ${inWords.day(startedOn)}`
  return `A removal needs ${whereaboutsUnknownDeletion.schoolDays} school days on which every session is G, N or O. On ${inWords.day(brokenOn)} ${breaksOn(brokenOn, now)}, so its count ${again}.`
}

function breaksOn(on: DateText, { marks, silent }: CaseNow): string | null {
  const broken = sessions.flatMap((session) => {
    const code = marks.find((mark) => mark.on === on && mark.session === session)?.code ?? null
    const isSilent =
      code === '-' || (code === null && silent.some((each) => each.on === on && each.session === session))
    if (isSilent) return [{ session, says: 'no register is known' }]
    const kept = code === null || findAttendanceCode(code)?.groundI !== 'breaks'
    return kept ? [] : [{ session, says: `the register says ${code}` }]
  })
  const [one, other] = broken
  if (!one) return null
  if (other?.says === one.says) return one.says
  return other
    ? `${one.says} for the ${names[one.session]} and ${other.says} for the ${names[other.session]}`
    : `${one.says} for the ${names[one.session]}`
}

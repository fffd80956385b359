// What does the page of a paper register show? For each session who is marked, how many are not, and whether it is closed.
import { dateText, dayNumber } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import { dayRefused } from '../../cases/decide/logAbsence.ts'
import type { RegisterSession } from '../../cases/mark.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { refusals } from '../../cases/refusals.ts'
import { hasBegun } from '../../cases/sessionBegun.ts'
import { findAttendanceCode } from '../../law/attendanceCodes.ts'
import type { MarkedPupil } from '../../storage/handMarkStore.ts'

export interface RegisterFacts {
  readonly school: { readonly urn: string; readonly name: string }
  readonly calendar: SchoolCalendar | null
  readonly registers: readonly RegisterSession[]
  readonly onRoll: number
  readonly marked: readonly MarkedPupil[]
  readonly on: string
  readonly now: string
}

/** The model of the page. `refusal` says why there is no register on that day. */
export function registerPage({ school, calendar, registers, onRoll, marked, on, now }: RegisterFacts) {
  const today = londonDate(now)
  const refusal = dayRefused({ registerKept: 'paper', calendar, today }, on)
  return {
    school,
    on,
    refusal: refusal && refusals[refusal],
    because: calendar && refusal === 'not-a-school-day' ? whyNot(calendar, on) : null,
    previousOn: neighbour(calendar, on, -1),
    nextOn: nextUpTo(calendar, on, today),
    sessions: (['AM', 'PM'] as const).map((session) => {
      const register = registers.find((each) => each.session === session)
      const ofSession = marked.filter((each) => each.session === session)
      return {
        session,
        isComplete: register?.complete ?? false,
        closedAt: register?.complete ? register.closedAt : null,
        hasBegun: hasBegun(on, session, now),
        onRoll,
        marked: ofSession.map(({ pupil, code }) => ({
          id: pupil.id,
          name: displayNameOf(pupil),
          code: `${code}: ${findAttendanceCode(code)?.meaning ?? 'unknown code'}`,
        })),
        others: Math.max(0, onRoll - ofSession.length),
      }
    }),
  }
}

function whyNot(calendar: SchoolCalendar, on: string): string | null {
  const day = schoolDayOn(calendar, on)
  return day.answer === 'no' ? day.because : null
}

function neighbour(calendar: SchoolCalendar | null, on: string, step: -1 | 1): string | null {
  if (!calendar) return null
  const day = dayNumber(on)
  const index = step === 1 ? indexOnOrAfter(calendar, day + 1) : indexOnOrAfter(calendar, day) - 1
  const found = calendar.days[index]
  return found === undefined ? null : dateText(found)
}

function nextUpTo(calendar: SchoolCalendar | null, on: string, today: string): string | null {
  const next = neighbour(calendar, on, 1)
  return next !== null && next <= today ? next : null
}

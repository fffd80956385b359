// Has the school day come on which the Education Welfare Service is told? Then the case opens by itself, in the same commit.
import type { LocalPolicy } from '../../law/localPolicy.ts'
import type { ClockAnswer } from '../clock/clock.ts'
import type { CaseHappening } from '../events.ts'
import type { CaseSummary } from '../replay.ts'
import { standingOf } from '../standing.ts'
import { toldByMessage } from './toldByMessage.ts'

/** What is to be added; `message` when somebody is to be told, held where registers are missing. */
export interface SchoolDayReached {
  readonly happenings: readonly CaseHappening[]
  readonly message: { readonly isHeld: boolean; readonly isAgainstCalendar: boolean; readonly schoolDay: number } | null
}

const nothing: SchoolDayReached = { happenings: [], message: null }

/**
 * Asks of a running absence whether the day of the policy is reached, on `today` (London). Silence never delays it: a day
 * without a register counts; it only holds the message until a person has looked. So does a day that the calendar calls
 * closed and the register marks N or O: `closedDays` of the absence are such. `messageId` names the message if one is made.
 */
export function openOnSchoolDay(
  summary: CaseSummary,
  { absence }: Pick<ClockAnswer, 'absence'>,
  policy: LocalPolicy,
  today: string,
  closedOn: string | null,
  messageId: string,
  closedDays = 0,
): SchoolDayReached {
  if (summary.endedOn !== null || absence === null || !absence.unexplained) return nothing
  if (absence.schoolDays < policy.escalateOnSchoolDay) return nothing
  // On the day a person closed it, the register may be behind what the person knows.
  if (closedOn !== null && closedOn >= today) return nothing
  const schoolDay = absence.schoolDays
  const isOpen = summary.openedAt !== null && summary.closedAt === null
  // What was told before a person closed the case was about what the person then settled.
  const counts = (on: string) => on >= absence.firstOn && (closedOn === null || on > closedOn)
  const isTold = [...standingOf(summary.standing, 'told'), ...standingOf(summary.standing, 'held')].some(
    ({ whom, on }) => whom === 'education-welfare' && counts(on),
  )
  const opening: CaseHappening = {
    what: 'case-opened',
    details: {
      because: 'school-day',
      reason: [`School day ${schoolDay}, unexplained.`, ...closedSentence(closedDays)].join(' '),
      schoolDay,
    },
  }
  const isHeld = absence.unknownDays > 0 || closedDays > 0
  const telling: CaseHappening = isHeld
    ? {
        what: 'telling-held',
        details: {
          whom: 'education-welfare',
          on: today,
          messageId,
          because: whyHeld(absence.unknownDays, closedDays),
        },
      }
    : toldByMessage(messageId, today)
  if (isTold) return isOpen ? nothing : { happenings: [opening], message: null }
  return {
    happenings: [...(isOpen ? [] : [opening]), telling],
    message: { isHeld, isAgainstCalendar: closedDays > 0, schoolDay },
  }
}

function whyHeld(unknownDays: number, closedDays: number): string {
  const unknown = unknownDays > 0 ? [`No register is known for ${unknownDays} of these days.`] : []
  return [...closedSentence(closedDays), ...unknown].join(' ')
}

function closedSentence(closedDays: number): readonly string[] {
  return closedDays > 0
    ? [
        `The calendar says there was no school on ${closedDays} of these days, and the register says that the child was absent.`,
      ]
    : []
}

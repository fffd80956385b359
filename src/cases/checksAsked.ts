// Which enquiries wait for an answer, and from whom? One that was asked of somebody is answered by a later entry about the same somebody.
import { addCalendarDays, calendarDays, dayNumber } from '../calendar/date.ts'
import type { RecordedEvent } from './attempts.ts'
import type { CheckMade } from './caseWork.ts'
import { plainLetters } from './pupil.ts'
import { type Standing, standingOf } from './standing.ts'

/** An enquiry that stands; the texts are empty where they were erased. */
export type StandingCheck = CheckMade & Pick<RecordedEvent, 'version' | 'at' | 'by' | 'byName'>

/** The enquiries that were not withdrawn, in the order in which they were written down. */
export function standingChecks(
  events: readonly RecordedEvent[],
  standing: readonly Standing[],
): readonly StandingCheck[] {
  return standingOf(standing, 'check').flatMap(({ version, by, what: _, ...check }) => {
    const event = events.find((each) => each.version === version)
    if (!event) return []
    const texts = { how: '', who: '', words: '', nextStep: '' }
    return {
      ...texts,
      ...(event.details as Partial<CheckMade>),
      ...check,
      version,
      by,
      at: event.at,
      byName: event.byName,
    }
  })
}

/**
 * Those still waiting, oldest first: asked, and neither followed by an entry on the same line about the same person or
 * office, nor the whole line said not to apply. Silence never answers, and one answer never answers for another.
 */
export function awaitedChecks<Check extends Pick<CheckMade, 'check' | 'result' | 'who'>>(
  checks: readonly Check[],
): readonly Check[] {
  return checks.filter(
    (asked, place) =>
      asked.result === 'asked' &&
      !checks
        .slice(place + 1)
        .some((later) => later.check === asked.check && (later.result === 'not-applicable' || isSameWho(later, asked))),
  )
}

/** Whether somebody who was asked still owes an answer: asked again or not, but not answered by anything later. */
export function isStillAwaited(asked: StandingCheck, checks: readonly StandingCheck[]): boolean {
  return awaitedChecks(checks).some((each) => each.check === asked.check && isSameWho(each, asked))
}

/** The same asked again on a day, with as many days for the answer as the first time, one at least. */
export function askedAgain({ check, on, how, who, nextStep, nextOn }: StandingCheck, today: string) {
  const days = nextOn === null ? null : Math.max(1, dayNumber(nextOn) - dayNumber(on))
  return {
    check,
    on: today,
    how,
    who,
    result: 'asked' as const,
    words: 'Asked again.',
    nextStep,
    nextOn: days === null ? null : addCalendarDays(today, calendarDays(days)),
    childSeen: false,
  }
}

/** Whether both are about one person or office. Whose name was erased cannot be told apart: any later entry may be theirs. */
export function isSameWho(one: Pick<CheckMade, 'who'>, other: Pick<CheckMade, 'who'>): boolean {
  return one.who === '' || other.who === '' || letters(one.who) === letters(other.who)
}

function letters(who: string): string {
  return plainLetters(who)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

// Which enquiries wait for an answer, and from whom? One that was asked of somebody is answered by a later entry about the same somebody.
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
export function awaitedChecks(checks: readonly StandingCheck[]): readonly StandingCheck[] {
  return checks.filter(
    (asked, place) =>
      asked.result === 'asked' &&
      !checks
        .slice(place + 1)
        .some((later) => later.check === asked.check && (later.result === 'not-applicable' || isSameWho(later, asked))),
  )
}

// Whose name was erased cannot be told apart: any later entry on the line may be theirs.
function isSameWho(one: StandingCheck, other: StandingCheck): boolean {
  return one.who === '' || other.who === '' || letters(one.who) === letters(other.who)
}

function letters(who: string): string {
  return plainLetters(who)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

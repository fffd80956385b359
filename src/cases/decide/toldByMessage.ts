// The Education Welfare Service is told by a message: what does the case say, when it goes and when it is let go later?
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { byMessage } from '../messageBehind.ts'
import { standingOf } from '../standing.ts'

/** The entry of a telling by this message, on a date of London. */
export function toldByMessage(messageId: string, on: string): CaseHappening {
  return {
    what: 'told',
    details: {
      whom: 'education-welfare',
      on,
      who: 'Education Welfare Service',
      how: byMessage,
      words: '',
      messageId,
    },
  }
}

/**
 * What a person adds who lets this message go after it was held, or has it tried anew after it was given up: the service
 * is told by it, from that day. Nothing when the case tells nobody by it, or by then counts the service as told.
 */
export function toldByRelease({ summary, events, today }: CaseNow, messageId: string): readonly CaseHappening[] {
  const { standing, beganOn } = summary
  if (standingOf(standing, 'held').some((held) => held.messageId === messageId))
    return [toldByMessage(messageId, today)]
  const isTelling = events.some(
    ({ what, details }) => what === 'told' && details.messageId === messageId && details.how === byMessage,
  )
  const isTold = standingOf(standing, 'told').some(({ whom, on }) => whom === 'education-welfare' && on >= beganOn)
  return isTelling && !isTold ? [toldByMessage(messageId, today)] : []
}

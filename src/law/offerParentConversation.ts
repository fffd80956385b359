// The child does not want to talk: the parents or carers are offered the chance to say what they know.
// A refusal does not close the interview; it opens this.

import { returnInterview, returnInterviewDue } from './returnInterview.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const offerParentConversation = {
  id: 'offer-parent-conversation',
  name: 'Parents or carers heard instead',
  says: 'When a child refuses the return interview, the authority offers parents or carers a conversation instead.',
  source: localProcedure('return interviews, when the child refuses'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  hours: returnInterview.hours,
  counted: 'from the child’s return, as for the interview',
  workedExample:
    'A child is back on Saturday 24 October 2026 at 20:00 and refuses the interview on Monday 26 October. Parents or carers are offered a conversation by Tuesday 27 October at 19:00.',
} as const satisfies DutyRule & { hours: number }

/** The instant the conversation is due, in milliseconds since 1970: as the interview. */
export function offerParentConversationDue(returnedAtMilliseconds: number): number {
  return returnInterviewDue(returnedAtMilliseconds)
}

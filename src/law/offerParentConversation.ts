// The child does not want to talk: the parents or carers are offered the chance to say what they know.
// A refusal does not close the interview; it opens this.

import { returnInterviewDue } from './returnInterview.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const offerParentConversation = {
  id: 'offer-parent-conversation',
  says: 'When a child refuses the return interview, the authority offers parents or carers a conversation instead.',
  source: localProcedure('return interviews, when the child refuses'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
} as const satisfies DutyRule

/** The instant the conversation is due, in milliseconds since 1970: as the interview. */
export function offerParentConversationDue(returnedAtMilliseconds: number): number {
  return returnInterviewDue(returnedAtMilliseconds)
}

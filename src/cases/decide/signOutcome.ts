// May one side sign what the enquiries came to: not found, or found and no return to be expected?
import type { CaseNow } from '../caseNow.ts'
import type { GroundLetter, Side } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { checksToSign, foundSince, removalGate, whyNotSign } from '../removalGate.ts'

export const outcomeAnswers = ['not-found', 'found-agreed', 'found-not-agreed'] as const
export type OutcomeAnswer = (typeof outcomeAnswers)[number]

export interface OutcomeToSign {
  readonly ground: GroundLetter
  readonly side: Side
  readonly answer: OutcomeAnswer
  readonly words: string
  readonly role: string
}

/** The sentence that is signed, by its answer: the two limbs of the regulation, and the one that keeps the name on the register. */
export const outcomeSentences: Record<OutcomeAnswer, string> = {
  'not-found':
    'School and authority have together made reasonable efforts to find out where the child is and in what circumstances, and have not succeeded.',
  'found-agreed':
    'School and authority have together found out where the child is and in what circumstances, and there are no reasonable grounds to believe that the child will attend again, taking into account the steps that could be taken to secure attendance.',
  'found-not-agreed':
    'School and authority have together found out where the child is and in what circumstances, and it is not ruled out that the child will attend again. The name stays on the register.',
}

/**
 * The signature. A side may sign another outcome than it did, or the same after something became known: the newer one
 * takes the place of the older. Refuses without words, without a run of days, for who signed for the other side, before
 * an enquiry of the side in this run was made, the same outcome a second time, and “not found” while an entry says
 * where the child is.
 */
export function signOutcome(
  now: CaseNow,
  { ground, side, answer, words, role }: OutcomeToSign,
  personId: string,
): Decision<CaseHappening> {
  const refusal = whyNotSign(now, ground, side, personId)
  if (refusal) return refused(refusal)
  if (checksToSign(now, ground, side).length === 0) return refused('nothing-to-sign')
  const kind = answer === 'not-found' ? 'not-found' : 'found'
  const agreed = answer === 'not-found' ? null : answer === 'found-agreed'
  const { signatures, overtaken } = removalGate(now, ground)
  const isSigned = signatures.some(
    (signature) =>
      signature.what === 'outcome' &&
      signature.side === side &&
      signature.kind === kind &&
      signature.agreed === agreed &&
      !overtaken.includes(signature),
  )
  if (isSigned) return refused('signed-already')
  if (answer === 'not-found' && foundSince(now, ground)) return refused('found-already')
  if (words === '') return refused('decision-reason-needed')
  const statement = `${outcomeSentences[answer]}\n${words}`
  const runFirstOn = now.runs[ground]!
  return {
    accepted: [{ what: 'outcome-signed', details: { side, ground, kind, agreed, statement, role, runFirstOn } }],
  }
}

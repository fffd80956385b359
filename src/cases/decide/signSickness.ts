// May this be signed for the school: is there reason to believe in sickness or an unavoidable cause?
import type { CaseNow } from '../caseNow.ts'
import type { GroundLetter } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { removalGate, whyNotSign } from '../removalGate.ts'

export interface SicknessToSign {
  readonly ground: GroundLetter
  readonly answer: boolean
  /** What is known, in the signer’s words. */
  readonly words: string
  /** The role used, in words. */
  readonly role: string
}

/** The sentence that is signed, by its answer. Sickness includes mental ill health; a dispute over place or transport is an unavoidable cause. */
export const sicknessSentences = {
  no: 'The school has no reasonable grounds to believe that the child is unable to attend because of sickness or an unavoidable cause.',
  yes: 'The school has reason to believe that the child is unable to attend because of sickness or an unavoidable cause.',
} as const

/**
 * The signature. The school may sign the other answer, or the same after a reason was given: the newer one takes the
 * place of the older. Refuses without words, without a run of days, for who signed for the authority, and the same
 * answer a second time.
 */
export function signSickness(
  now: CaseNow,
  { ground, answer, words, role }: SicknessToSign,
  personId: string,
): Decision<CaseHappening> {
  const refusal = whyNotSign(now, ground, 'school', personId)
  if (refusal) return refused(refusal)
  const { signatures, overtaken } = removalGate(now, ground)
  const isSigned = signatures.some(
    (signature) => signature.what === 'sickness' && signature.answer === answer && !overtaken.includes(signature),
  )
  if (isSigned) return refused('signed-already')
  if (words === '') return refused('decision-reason-needed')
  const statement = `${sicknessSentences[answer ? 'yes' : 'no']}\n${words}`
  return {
    accepted: [
      { what: 'sickness-signed', details: { ground, answer, statement, role, runFirstOn: now.runs[ground]! } },
    ],
  }
}

// May one side sign that its enquiries were made? Only those written down, carried out, and in this run of days.
import type { CaseNow } from '../caseNow.ts'
import type { GroundLetter, Side } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { checksToSign, removalGate, whyNotSign } from '../removalGate.ts'

export interface EnquiriesToSign {
  readonly ground: GroundLetter
  readonly side: Side
  /** What the signer adds; may be empty. */
  readonly words: string
  readonly role: string
}

/** The sentence that is signed, above the list of enquiries. */
export const enquiriesSentence =
  'These enquiries were made, as part of the reasonable efforts of school and authority to find out where the child is and in what circumstances.'

/**
 * The signature, with the enquiries it is for. Refuses without any, without a run of days, for who signed for the other
 * side, and a second one for the same run while an enquiry of the first still stands.
 */
export function signEnquiries(
  now: CaseNow,
  { ground, side, words, role }: EnquiriesToSign,
  personId: string,
): Decision<CaseHappening> {
  const refusal = whyNotSign(now, ground, side, personId)
  if (refusal) return refused(refusal)
  const checks = checksToSign(now, ground, side).map(({ version }) => version)
  const isSigned = removalGate(now, ground).signatures.some(
    (signature) =>
      signature.what === 'enquiries' &&
      signature.side === side &&
      signature.checks.some((version) => checks.includes(version)),
  )
  if (isSigned) return refused('signed-already')
  if (checks.length === 0) return refused('nothing-to-sign')
  const statement = words === '' ? enquiriesSentence : `${enquiriesSentence}\n${words}`
  const runFirstOn = now.runs[ground]!
  return {
    accepted: [{ what: 'enquiries-signed', details: { side, ground, statement, role, runFirstOn, checks } }],
  }
}

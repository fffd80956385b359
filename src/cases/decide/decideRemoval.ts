// May the head delete the name now? Only today, only with every condition met this minute; the evidence goes into the record.
import type { CaseNow } from '../caseNow.ts'
import type { GroundLetter } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { type GateCondition, hasSignedFor, type RemovalGate, removalGate, whyNothingToDecide } from '../removalGate.ts'

export interface RemovalToDecide {
  readonly ground: GroundLetter
  /** The day of the deletion as it was sent; nothing but today is accepted. */
  readonly on: string
  readonly words: string
  readonly role: string
  readonly returnMessageId: string
}

/** The sentence that is decided. */
export const removalSentence =
  'I have looked at the conditions as they stand this minute and decide that the name is deleted from the admission register today.'

/**
 * The deletion, with each condition and who signed it as evidence. Refuses any other day than today (a deletion is
 * never retrospective), without words, for who signed for the authority, and unless every condition is met at
 * `now.asOf` (regulation 9(1)(h) and (i), School Attendance (Pupil Registration) (England) Regulations 2024).
 */
export function decideRemoval(
  now: CaseNow,
  { ground, on, words, role, returnMessageId }: RemovalToDecide,
  personId: string,
): Decision<CaseHappening> {
  const refusal = whyNothingToDecide(now, ground)
  if (refusal) return refused(refusal === 'run-not-there' ? 'gate-not-met' : refusal)
  if (on !== now.today) return refused('not-today')
  const gate = removalGate(now, ground)
  if (gate.status !== 'met') return refused('gate-not-met')
  if (hasSignedFor(now, ground, 'authority', personId)) return refused('one-person-two-bodies')
  if (words === '') return refused('decision-reason-needed')
  const statement = `${removalSentence}\n${words}`
  const conditions = gate.conditions.map((condition) => ({
    id: condition.id,
    because: evidenceOf(now, gate, condition),
  }))
  return {
    accepted: [{ what: 'name-removed', details: { ground, on, statement, role, conditions, returnMessageId } }],
  }
}

// The record holds which days and who signed, not only that somebody did: entries can be withdrawn later.
function evidenceOf({ events }: CaseNow, { answer }: RemovalGate, { id, because, signatures }: GateCondition): string {
  const counted = answer?.working?.counted ?? []
  if (id === 'twenty-school-days' || id === 'ten-school-days') {
    return `${because} Counted from ${counted[0]} to ${counted.at(-1)}.`
  }
  const signers = signatures.map(({ version, by, at }) => {
    const event = events.find((each) => each.version === version)
    const role = event && 'role' in event.details ? `, ${event.details.role}` : ''
    return `${event?.byName ?? by}${role}, ${at} (entry ${version})`
  })
  return signers.length > 0 ? `${because} Signed: ${signers.join('; ')}.` : because
}

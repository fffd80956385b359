// Have school and authority answered what both grounds ask? The conditions that H and I share.
import type { DateText } from '../../calendar/date.ts'
import type { RemovalRule } from '../../law/removalRule.ts'
import type { RemovalCondition, RemovalStatus } from './clockTypes.ts'
import type { ReadFacts } from './readFacts.ts'

/**
 * Sickness, both enquiries and the outcome. `counts` says whether a date belongs to this absence, so that the answers
 * of an earlier one are not taken for its own. What the outcome must be is the rule's: an older one wants less, or more.
 */
export function sharedConditions(
  facts: ReadFacts,
  counts: (date: DateText | null) => boolean,
  rule: RemovalRule,
): RemovalCondition[] {
  return [
    sicknessCondition(facts, counts),
    enquiryCondition('school', facts, counts),
    enquiryCondition('authority', facts, counts),
    outcomeCondition(facts, counts, rule),
  ]
}

function sicknessCondition(facts: ReadFacts, counts: (date: DateText | null) => boolean): RemovalCondition {
  const id = 'not-sickness-or-unavoidable'
  const answer = facts.sicknessOrUnavoidable
  if (answer === null || !counts(answer.signedOn)) {
    return {
      id,
      met: null,
      because: 'Nobody has signed whether there is reason to believe in sickness or an unavoidable cause.',
    }
  }
  return answer.answer
    ? {
        id,
        met: false,
        because: `Signed on ${answer.signedOn}: there is reason to believe in sickness or an unavoidable cause.`,
      }
    : {
        id,
        met: true,
        because: `Signed on ${answer.signedOn}: no reason to believe in sickness or an unavoidable cause.`,
      }
}

function enquiryCondition(
  by: 'school' | 'authority',
  facts: ReadFacts,
  counts: (date: DateText | null) => boolean,
): RemovalCondition {
  const id = `${by}-enquired`
  const signed = facts.enquiries.filter(
    (enquiry) => enquiry.by === by && enquiry.signedOn !== null && counts(enquiry.on),
  )
  return signed.length > 0
    ? {
        id,
        met: true,
        because: `${signed.length} signed ${signed.length === 1 ? 'enquiry' : 'enquiries'} by the ${by}.`,
      }
    : { id, met: null, because: `No signed enquiry by the ${by}.` }
}

function outcomeCondition(
  facts: ReadFacts,
  counts: (date: DateText | null) => boolean,
  rule: RemovalRule,
): RemovalCondition {
  const id = 'outcome-signed'
  const { outcome } = facts
  if (outcome === null) return { id, met: null, because: 'No outcome is recorded.' }
  const isSignedBySchool = counts(outcome.schoolSignedOn)
  const isSignedByAuthority = counts(outcome.authoritySignedOn)
  if (!isSignedBySchool || !isSignedByAuthority) {
    const missing = [...(isSignedBySchool ? [] : ['school']), ...(isSignedByAuthority ? [] : ['authority'])]
    return { id, met: null, because: `Not signed by the ${missing.join(' and the ')}.` }
  }
  if (outcome.kind === 'not-found') return { id, met: true, because: 'Both signed that the child was not found.' }
  if (!rule.permitsFoundAndAgreed) {
    return {
      id,
      met: false,
      because: 'The child was found, and the law of that day let no name go of a child who was.',
    }
  }
  if (outcome.agreed === null) {
    return {
      id,
      met: null,
      because: 'The child was found. Whether both agree that no return is to be expected is not answered.',
    }
  }
  return outcome.agreed
    ? {
        id,
        met: true,
        because: 'The child was found, and both agree that there are no reasonable grounds to expect a return.',
      }
    : { id, met: false, because: 'The child was found, and a return is not ruled out by both.' }
}

/** The status once the days are known: short of them, answered against, something unanswered, or met. */
export function statusOf(
  isReached: boolean,
  isCovered: boolean,
  conditions: readonly RemovalCondition[],
): RemovalStatus {
  if (!isReached) return isCovered ? 'not-met' : 'unknown'
  if (conditions.some((condition) => condition.met === false)) return 'not-met'
  return conditions.some((condition) => condition.met === null) ? 'pending' : 'met'
}

/** The later of today and the day on which the days are reached; null when that day cannot be counted. */
export function firstLawfulOn(today: DateText, reachedOn: DateText | null): DateText | null {
  if (reachedOn === null) return null
  return reachedOn > today ? reachedOn : today
}

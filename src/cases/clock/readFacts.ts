// What was known at that moment? The facts without what is dated after it, each with the date it counts by.
import type { DateText } from '../../calendar/date.ts'
import { epochMilliseconds, type LondonTime, londonDate } from '../../calendar/londonTime.ts'
import type { RiskAnswer } from '../../law/referSameDay.ts'
import type { ClockFacts, InstantText, MissingFact } from './clockTypes.ts'

export interface Enquiry {
  readonly by: 'school' | 'authority'
  readonly on: DateText
  /** The London date of the signature; null while unsigned. */
  readonly signedOn: DateText | null
}

export interface MissingEpisode {
  /** Its place in the input. */
  readonly episode: number
  readonly from: 'care' | 'home'
  readonly reportedOn: DateText
  readonly protectionPlanOrS47: boolean
  /** Milliseconds since 1970; null while the child is away. */
  readonly returnedAt: number | null
  readonly isInterviewed: boolean
  readonly isRefused: boolean
  readonly isParentSpokenTo: boolean
  readonly isSeenSafeAndWell: boolean
  readonly meetingsOn: readonly DateText[]
  readonly isAssistantDirectorTold: boolean
  readonly isLeadMemberTold: boolean
  readonly isStrategyMeetingHeld: boolean
}

export interface ReadFacts {
  /** The dates on which somebody was reached. */
  readonly reachedOn: readonly DateText[]
  readonly explainedOn: DateText | null
  /** The last day the reason holds for; a day far ahead when it holds for the whole run; null without a reason. */
  readonly explainedUntil: DateText | null
  readonly hasFlag: boolean
  readonly toldSocialWorkerOn: DateText | null
  readonly toldCmeOfficerOn: DateText | null
  readonly escalatedOn: DateText | null
  readonly homeVisitOn: DateText | null
  readonly referredToAuthorityOn: DateText | null
  readonly reviewsOn: readonly DateText[]
  readonly riskAnswers: Readonly<Record<string, RiskAnswer>>
  readonly riskAnsweredOn: DateText | null
  /** The date of `referredAt`. */
  readonly referredOn: DateText | null
  readonly attendanceReturnsSentOn: readonly DateText[]
  readonly sicknessReturnSentOn: DateText | null
  readonly foreseenSickness: ClockFacts['foreseenSickness']
  readonly newPupilReturn: { readonly sentOn: DateText | null; readonly exempt: boolean } | null
  readonly educationKnown: boolean
  readonly recordSentOn: DateText | null
  readonly enquiries: readonly Enquiry[]
  readonly sicknessOrUnavoidable: { readonly answer: boolean; readonly signedOn: DateText } | null
  readonly outcome: {
    readonly kind: 'not-found' | 'found'
    readonly schoolSignedOn: DateText | null
    readonly authoritySignedOn: DateText | null
    readonly agreed: boolean | null
  } | null
  readonly missing: readonly MissingEpisode[]
}

const forTheWholeRun = '9999-12-31'
const none: readonly never[] = []

/** The facts as they stood at `asOf`. A fact dated later is left out, whatever it would have closed. */
export function readFacts(facts: ClockFacts, asOf: LondonTime): ReadFacts {
  const past = (date: DateText | null | undefined): DateText | null => (date && date <= asOf.date ? date : null)
  const pastAt = (instant: InstantText | null | undefined): DateText | null =>
    instant && epochMilliseconds(instant) <= asOf.epochMilliseconds ? londonDate(instant) : null
  const pasts = (dates: readonly DateText[] | null | undefined) => (dates ? dates.filter((date) => past(date)) : none)
  const { flags, foreseenSickness, newPupilReturn, outcome, sicknessOrUnavoidable, riskAnsweredOn } = facts
  const explainedOn = past(facts.explainedOn)
  const answeredOn = sicknessOrUnavoidable ? pastAt(sicknessOrUnavoidable.signedAt) : null
  return {
    reachedOn: (facts.contacts ?? none).flatMap((contact) => (contact.reached ? (pastAt(contact.at) ?? none) : none)),
    explainedOn,
    explainedUntil: explainedOn === null ? null : (facts.explainedUntil ?? forTheWholeRun),
    hasFlag: Boolean(flags && (flags.lookedAfter || flags.protectionPlan || flags.childInNeed || flags.youthJustice)),
    toldSocialWorkerOn: past(facts.toldSocialWorkerOn),
    toldCmeOfficerOn: past(facts.toldCmeOfficerOn),
    escalatedOn: past(facts.escalatedOn),
    homeVisitOn: past(facts.homeVisitOn),
    referredToAuthorityOn: past(facts.referredToAuthorityOn),
    reviewsOn: pasts(facts.reviewsOn),
    // Answers of a later day are not read; answers without a day are.
    riskAnswers: riskAnsweredOn && !past(riskAnsweredOn) ? {} : (facts.riskAnswers ?? {}),
    riskAnsweredOn: past(riskAnsweredOn),
    referredOn: pastAt(facts.referredAt),
    attendanceReturnsSentOn: pasts(facts.attendanceReturnsSentOn),
    sicknessReturnSentOn: past(facts.sicknessReturnSentOn),
    foreseenSickness: foreseenSickness && past(foreseenSickness.believedOn) ? foreseenSickness : null,
    newPupilReturn: newPupilReturn
      ? { sentOn: past(newPupilReturn.sentOn), exempt: newPupilReturn.exempt === true }
      : null,
    educationKnown: facts.educationKnown === true,
    recordSentOn: past(facts.recordSentOn),
    enquiries: (facts.enquiries ?? none)
      .filter((enquiry) => past(enquiry.on))
      .map((enquiry) => ({ by: enquiry.by, on: enquiry.on, signedOn: pastAt(enquiry.signedAt) })),
    sicknessOrUnavoidable:
      sicknessOrUnavoidable && answeredOn ? { answer: sicknessOrUnavoidable.answer, signedOn: answeredOn } : null,
    outcome: outcome
      ? {
          kind: outcome.kind,
          schoolSignedOn: pastAt(outcome.schoolSignedAt),
          authoritySignedOn: pastAt(outcome.authoritySignedAt),
          agreed: outcome.agreedNoReasonableGroundsToExpectReturn ?? null,
        }
      : null,
    missing: (facts.missing ?? none).flatMap((fact, episode) =>
      pastAt(fact.reportedAt) ? [missingEpisode(fact, episode, pastAt, past)] : [],
    ),
  }
}

function missingEpisode(
  fact: MissingFact,
  episode: number,
  pastAt: (instant: InstantText | null | undefined) => DateText | null,
  past: (date: DateText | null | undefined) => DateText | null,
): MissingEpisode {
  return {
    episode,
    from: fact.from,
    reportedOn: londonDate(fact.reportedAt),
    protectionPlanOrS47: fact.protectionPlanOrS47 === true,
    returnedAt: fact.returnedAt && pastAt(fact.returnedAt) ? epochMilliseconds(fact.returnedAt) : null,
    isInterviewed: pastAt(fact.interviewedAt) !== null,
    isRefused: pastAt(fact.refusedAt) !== null,
    isParentSpokenTo: pastAt(fact.parentConversationAt) !== null,
    isSeenSafeAndWell: pastAt(fact.safeAndWellAt) !== null,
    meetingsOn: (fact.meetingsOn ?? []).filter((date) => past(date)),
    isAssistantDirectorTold: past(fact.assistantDirectorToldOn) !== null,
    isLeadMemberTold: past(fact.leadMemberToldOn) !== null,
    isStrategyMeetingHeld: past(fact.strategyMeetingOn) !== null,
  }
}

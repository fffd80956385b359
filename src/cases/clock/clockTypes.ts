// What is the clock asked, and what does it answer? Exactly the JSON of the command line.
import type { Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import type { CalendarInput, Session } from '../../calendar/schoolCalendar.ts'
import type { PupilStatus } from '../../law/childMissingEducation.ts'
import type { AgeSpan } from '../../law/compulsorySchoolAge.ts'
import type { LocalPolicies, PolicyChoice } from '../../law/localPolicy.ts'
import type { AbsenceBand } from '../../law/persistentAbsence.ts'
import type { RiskAnswer } from '../../law/referSameDay.ts'
import type { Basis, Owner } from '../../law/rule.ts'

/** An instant with its offset: '2026-10-14T15:30:00+01:00'. */
export type InstantText = string

/** A code for a span of days, for one day, or for one session of a day. */
export interface MarkEntry {
  readonly from?: DateText
  readonly to?: DateText
  readonly on?: DateText
  readonly session?: Session | null
  readonly code: string
}

export interface PupilInput {
  readonly dateOfBirth: DateText
  readonly boarder?: boolean | null
  readonly enteredOn?: DateText | null
  readonly leftOn?: DateText | null
}

export interface EnquiryFact {
  readonly by: 'school' | 'authority'
  readonly on: DateText
  readonly what?: string | null
  readonly signedAt?: InstantText | null
}

export interface OutcomeFact {
  readonly kind: 'not-found' | 'found'
  readonly schoolSignedAt?: InstantText | null
  readonly authoritySignedAt?: InstantText | null
  readonly agreedNoReasonableGroundsToExpectReturn?: boolean | null
}

export interface MissingFact {
  readonly reportedAt: InstantText
  readonly from: 'care' | 'home'
  readonly protectionPlanOrS47?: boolean | null
  readonly returnedAt?: InstantText | null
  readonly interviewedAt?: InstantText | null
  readonly refusedAt?: InstantText | null
  readonly parentConversationAt?: InstantText | null
  readonly safeAndWellAt?: InstantText | null
  readonly meetingsOn?: readonly DateText[] | null
  readonly assistantDirectorToldOn?: DateText | null
  readonly leadMemberToldOn?: DateText | null
  readonly strategyMeetingOn?: DateText | null
}

export interface ClockFacts {
  readonly contacts?: readonly { readonly at: InstantText; readonly reached: boolean }[] | null
  readonly explainedOn?: DateText | null
  readonly explainedUntil?: DateText | null
  readonly flags?: {
    readonly lookedAfter?: boolean | null
    readonly protectionPlan?: boolean | null
    readonly childInNeed?: boolean | null
    readonly youthJustice?: boolean | null
  } | null
  readonly toldSocialWorkerOn?: DateText | null
  readonly toldCmeOfficerOn?: DateText | null
  readonly escalatedOn?: DateText | null
  readonly homeVisitOn?: DateText | null
  readonly referredToAuthorityOn?: DateText | null
  readonly reviewsOn?: readonly DateText[] | null
  readonly riskAnswers?: Readonly<Record<string, RiskAnswer>> | null
  readonly riskAnsweredOn?: DateText | null
  readonly referredAt?: InstantText | null
  readonly attendanceReturnsSentOn?: readonly DateText[] | null
  readonly sicknessReturnSentOn?: DateText | null
  readonly foreseenSickness?: {
    readonly believedOn: DateText
    readonly from: DateText
    readonly to: DateText
  } | null
  readonly newPupilReturn?: { readonly sentOn?: DateText | null; readonly exempt?: boolean | null } | null
  readonly educationKnown?: boolean | null
  readonly recordSentOn?: DateText | null
  readonly enquiries?: readonly EnquiryFact[] | null
  readonly sicknessOrUnavoidable?: { readonly answer: boolean; readonly signedAt: InstantText } | null
  readonly outcome?: OutcomeFact | null
  readonly missing?: readonly MissingFact[] | null
}

export interface ClockInput {
  readonly asOf: InstantText
  readonly calendar: CalendarInput
  readonly policy?: PolicyChoice | null
  /** The authority's versions; without it the shipped one. The absence keeps the policy of its first day. */
  readonly policies?: LocalPolicies
  readonly pupil: PupilInput
  readonly marks?: readonly MarkEntry[] | null
  readonly leave?: { readonly endedOn: DateText } | null
  readonly facts?: ClockFacts | null
}

export type DutyState = 'done' | 'not-needed' | 'unknown' | 'upcoming' | 'due' | 'overdue'

/** What somebody owes. `dueOn` is a date, null when it cannot be counted; `dueAt` an instant in UTC instead. */
export interface Duty {
  readonly rule: string
  readonly owedBy: Owner
  readonly dueOn?: DateText | null
  readonly dueAt?: InstantText
  /** The first day on which it may be done, where the rule opens it. */
  readonly opensOn?: DateText
  /** The day that brought it about, where that is not the first day of the absence. */
  readonly triggeredOn?: DateText
  /** Which of `facts.missing` it belongs to. */
  readonly episode?: number
  readonly state: DutyState
  readonly because: string
  readonly basis: Basis
  readonly working: Working
}

export interface AbsenceAnswer {
  readonly firstOn: DateText
  readonly schoolDays: number
  readonly unknownDays: number
  readonly calendarDays: number
  readonly unexplained: boolean
}

export interface RemovalCondition {
  readonly id: string
  /** Null: not answered, or not to be known. */
  readonly met: boolean | null
  readonly because: string
}

export type RemovalStatus = 'not-applicable' | 'needs-review' | 'unknown' | 'not-met' | 'pending' | 'met'

export interface RemovalAnswer {
  readonly status: RemovalStatus
  readonly conditions: readonly RemovalCondition[]
  readonly schoolDays?: number
  readonly firstLawfulOn?: DateText | null
  readonly basis?: Basis
  readonly working?: Working
}

export interface GroundIAnswer extends RemovalAnswer {
  readonly runStartedOn?: DateText | null
  readonly twentiethSchoolDay?: DateText | null
}

export interface GroundHAnswer extends RemovalAnswer {
  readonly tenthSchoolDay?: DateText | null
}

export interface AttendanceAnswer {
  readonly possible: number
  readonly absent: number
  readonly band: AbsenceBand
  readonly unauthorisedInTenWeeks: number
  readonly considerPenaltyNotice: boolean
}

export interface ClockAnswer {
  /** Whether the date of `asOf` lies inside the calendar. */
  readonly covered: boolean
  readonly absence: AbsenceAnswer | null
  readonly status: PupilStatus
  readonly compulsorySchoolAge: AgeSpan
  readonly duties: readonly Duty[]
  readonly removal: { readonly groundH: GroundHAnswer; readonly groundI: GroundIAnswer }
  readonly attendance: AttendanceAnswer
  /** What was read but not used, each beginning with its path. */
  readonly notes: readonly string[]
}

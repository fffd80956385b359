// Which rules does the clock answer? The contents page of what is counted; ruleLibrary.ts has every rule there is.
import { assistantDirectorNotice } from './assistantDirectorNotice.ts'
import { attendanceReturn } from './attendanceReturn.ts'
import { authorityEnquiries } from './authorityEnquiries.ts'
import { authorityReferral } from './authorityReferral.ts'
import { childMissingEducation } from './childMissingEducation.ts'
import { cmeOfficerTold } from './cmeOfficerTold.ts'
import { compulsorySchoolAge } from './compulsorySchoolAge.ts'
import { educationWelfareEscalation } from './educationWelfareEscalation.ts'
import { firstDayContact } from './firstDayContact.ts'
import { homeVisit } from './homeVisit.ts'
import { jointReview } from './jointReview.ts'
import { leadMemberNotice } from './leadMemberNotice.ts'
import { missingFromCareMeeting } from './missingFromCareMeeting.ts'
import { missingFromCareReview } from './missingFromCareReview.ts'
import { newPupilReturn } from './newPupilReturn.ts'
import { notReturnedFromLeaveDeletion } from './notReturnedFromLeaveDeletion.ts'
import { offerParentConversation } from './offerParentConversation.ts'
import { penaltyNoticeThreshold } from './penaltyNoticeThreshold.ts'
import { persistentAbsence } from './persistentAbsence.ts'
import { pupilRecordTransfer } from './pupilRecordTransfer.ts'
import { referSameDay } from './referSameDay.ts'
import { returnInterview } from './returnInterview.ts'
import { riskQuestions } from './riskQuestions.ts'
import type { AnswerRule, Rule } from './rule.ts'
import { safeAndWellCheck } from './safeAndWellCheck.ts'
import { sicknessReturn } from './sicknessReturn.ts'
import { socialWorkerTold } from './socialWorkerTold.ts'
import { strategyMeeting } from './strategyMeeting.ts'
import { unexplainedCode } from './unexplainedCode.ts'
import { whereaboutsUnknownDeletion } from './whereaboutsUnknownDeletion.ts'

export interface RuleGroup<Each extends Rule = Rule> {
  readonly id: string
  readonly title: string
  readonly rules: readonly Each[]
}

/** The clock’s rules by their situation, in the order in which a case meets them. */
export const ruleGroups: readonly RuleGroup<AnswerRule>[] = [
  {
    id: 'absence',
    title: 'While a child is away and nobody knows why',
    rules: [
      firstDayContact,
      riskQuestions,
      socialWorkerTold,
      referSameDay,
      cmeOfficerTold,
      educationWelfareEscalation,
      homeVisit,
      authorityReferral,
      jointReview,
      authorityEnquiries,
    ],
  },
  {
    id: 'register',
    title: 'The register, and what the school sends',
    rules: [unexplainedCode, attendanceReturn, sicknessReturn, newPupilReturn, pupilRecordTransfer],
  },
  {
    id: 'missing',
    title: 'A child missing from home or care',
    rules: [
      returnInterview,
      offerParentConversation,
      safeAndWellCheck,
      missingFromCareMeeting,
      assistantDirectorNotice,
      leadMemberNotice,
      missingFromCareReview,
      strategyMeeting,
    ],
  },
  {
    id: 'removal',
    title: 'Removing a name from the register',
    rules: [whereaboutsUnknownDeletion, notReturnedFromLeaveDeletion],
  },
  {
    id: 'counts',
    title: 'Who and how much: age, missing education, absence',
    rules: [compulsorySchoolAge, childMissingEducation, persistentAbsence, penaltyNoticeThreshold],
  },
]

/** The clock’s rules as they hold today, in the order of the groups. */
export const rules: readonly AnswerRule[] = ruleGroups.flatMap((group) => group.rules)

/** A rule of the clock by its id; undefined when there is none. */
export function findRule(id: string): AnswerRule | undefined {
  return rules.find((rule) => rule.id === id)
}

// What is owed because the child is away now and nobody has said why?
import { calendarDays, type DateText } from '../../calendar/date.ts'
import type { LondonTime } from '../../calendar/londonTime.ts'
import { authorityEnquiries, authorityEnquiriesDue } from '../../law/authorityEnquiries.ts'
import { authorityReferral, authorityReferralDue } from '../../law/authorityReferral.ts'
import { cmeOfficerTold, cmeOfficerToldDue } from '../../law/cmeOfficerTold.ts'
import { educationWelfareEscalation, educationWelfareEscalationDue } from '../../law/educationWelfareEscalation.ts'
import { firstDayContact, firstDayContactDue } from '../../law/firstDayContact.ts'
import { homeVisit, homeVisitDue } from '../../law/homeVisit.ts'
import { jointReview, jointReviewDue } from '../../law/jointReview.ts'
import type { LocalPolicy } from '../../law/localPolicy.ts'
import { mustReferAnswers, referSameDay, referSameDayDue } from '../../law/referSameDay.ts'
import { riskQuestions, riskQuestionsDue } from '../../law/riskQuestions.ts'
import { socialWorkerTold, socialWorkerToldDue } from '../../law/socialWorkerTold.ts'
import type { Absence } from './absenceRun.ts'
import type { Duty } from './clockTypes.ts'
import { dutyOn, noWorking, plainDate } from './dutyOf.ts'
import type { ReadFacts } from './readFacts.ts'

/** The duties of the current absence. A fact closes one only when dated on or after the first day of the absence. */
export function absenceDuties(absence: Absence, facts: ReadFacts, policy: LocalPolicy, asOf: LondonTime): Duty[] {
  const { firstOn } = absence.answer
  const isSince = (date: DateText | null) => date !== null && date >= firstOn
  const duties: Duty[] = []
  if (absence.hasUnsaidReason) {
    duties.push(
      dutyOn(firstDayContact, firstDayContactDue(absence.run), asOf, {
        arisesOn: firstOn,
        isDone: facts.reachedOn.some(isSince) || isSince(facts.explainedOn),
        because: 'The register does not say why the child is away.',
      }),
    )
  }
  if (absence.answer.unexplained) duties.push(...unexplainedDuties(absence, facts, policy, asOf, isSince))
  return duties
}

function unexplainedDuties(
  { answer, run }: Absence,
  facts: ReadFacts,
  policy: LocalPolicy,
  asOf: LondonTime,
  isSince: (date: DateText | null) => boolean,
): Duty[] {
  const { firstOn } = answer
  const onSchoolDay = (nth: number) => `School day ${nth} of an absence nobody has explained.`
  const duties = [
    dutyOn(riskQuestions, riskQuestionsDue(run), asOf, {
      arisesOn: firstOn,
      isDone: isSince(facts.riskAnsweredOn),
      because: onSchoolDay(1),
    }),
    dutyOn(cmeOfficerTold, cmeOfficerToldDue(run), asOf, {
      arisesOn: firstOn,
      isDone: isSince(facts.toldCmeOfficerOn) || isSince(facts.escalatedOn),
      because: onSchoolDay(cmeOfficerTold.schoolDays),
    }),
    dutyOn(educationWelfareEscalation, educationWelfareEscalationDue(run, policy.escalateOnSchoolDay), asOf, {
      arisesOn: firstOn,
      isDone: isSince(facts.escalatedOn),
      because: onSchoolDay(policy.escalateOnSchoolDay),
    }),
    dutyOn(homeVisit, homeVisitDue(run, policy.visitBySchoolDay), asOf, {
      arisesOn: firstOn,
      isDone: isSince(facts.homeVisitOn),
      because: onSchoolDay(policy.visitBySchoolDay),
    }),
    dutyOn(authorityReferral, authorityReferralDue(run, policy.referOnSchoolDay), asOf, {
      arisesOn: firstOn,
      isDone: isSince(facts.referredToAuthorityOn),
      because: onSchoolDay(policy.referOnSchoolDay),
    }),
  ]
  if (facts.hasFlag) {
    duties.push(
      dutyOn(socialWorkerTold, socialWorkerToldDue(run), asOf, {
        arisesOn: firstOn,
        isDone: isSince(facts.toldSocialWorkerOn),
        because: 'Another service is already involved with this child.',
      }),
    )
  }
  const enquiries = authorityEnquiriesDue(firstOn)
  duties.push(
    dutyOn(authorityEnquiries, enquiries.closes, asOf, {
      arisesOn: firstOn,
      opensOn: enquiries.opens.on,
      isDone: isSince(facts.outcome?.authoritySignedOn ?? null),
      because: `Calendar day ${authorityEnquiries.closesOnCalendarDay} of an absence nobody has explained.`,
    }),
  )
  if (answer.calendarDays >= calendarDays(2)) {
    const lastReviewOn = facts.reviewsOn.filter(isSince).sort().at(-1) ?? null
    duties.push(
      dutyOn(jointReview, jointReviewDue(lastReviewOn, firstOn, policy.reviewEveryDays), asOf, {
        arisesOn: firstOn,
        isDone: false,
        because: lastReviewOn
          ? `${policy.reviewEveryDays} days after the review of ${lastReviewOn}.`
          : `${policy.reviewEveryDays} days after the first day of an absence nobody has explained.`,
      }),
    )
  }
  return duties
}

/** The referral that may not wait, if an answer asks for one. It stands whether or not the child is away now. */
export function sameDayReferral(absence: Absence | null, facts: ReadFacts, asOf: LondonTime): Duty[] {
  const answers = mustReferAnswers(facts.riskAnswers)
  if (answers.length === 0) return []
  const { riskAnsweredOn, referredOn } = facts
  const firstOn = absence?.answer.firstOn ?? null
  // A referral of an earlier absence does not close this one's; one made before the form was filled in does.
  const earliest = firstOn !== null && riskAnsweredOn !== null && riskAnsweredOn < firstOn ? riskAnsweredOn : firstOn
  const due =
    riskAnsweredOn === null
      ? { on: null, because: 'The day of the answers is not recorded.', working: noWorking }
      : plainDate(referSameDayDue(riskAnsweredOn))
  return [
    dutyOn(referSameDay, due, asOf, {
      arisesOn: riskAnsweredOn,
      isDone: referredOn !== null && (earliest === null || referredOn >= earliest),
      because: `Answered yes: ${answers.join(', ')}.`,
    }),
  ]
}

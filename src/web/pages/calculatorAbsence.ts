// Which dates follow while nobody can say why the child is away? Every duty that the clock lists for such an absence.
import type { DateText } from '../../calendar/date.ts'
import { authorityEnquiries } from '../../law/authorityEnquiries.ts'
import { authorityReferral } from '../../law/authorityReferral.ts'
import { cmeOfficerTold } from '../../law/cmeOfficerTold.ts'
import { educationWelfareEscalation } from '../../law/educationWelfareEscalation.ts'
import { firstDayContact } from '../../law/firstDayContact.ts'
import { homeVisit } from '../../law/homeVisit.ts'
import { jointReview } from '../../law/jointReview.ts'
import { type LocalPolicy, localPolicyOn } from '../../law/localPolicy.ts'
import { riskQuestions } from '../../law/riskQuestions.ts'
import type { DutyRule } from '../../law/rule.ts'
import { socialWorkerTold } from '../../law/socialWorkerTold.ts'
import { type Deadline, noDays, plainDeadline } from './calculatorDeadline.ts'
import { type AtLeast, reaching } from './calculatorReached.ts'
import { dutiesUnder, type Question } from './calculatorRuns.ts'

type Said = Pick<Deadline, 'act' | 'sentences'> & Partial<Pick<Deadline, 'isLatest' | 'more'>>

const chosen = 'Your authority may have chosen another day. No law sets one.'

/** The duties of an unexplained absence, in the order of their days by the usual policy. */
export function absenceDeadlines(question: Question): Deadline[] {
  return [
    onSchoolDay(question, firstDayContact, () => firstDayContact.schoolDays, {
      act: 'Contact a parent',
      sentences: ['Ask why the child is away, and where they are.'],
    }),
    onSchoolDay(question, riskQuestions, () => riskQuestions.schoolDays, {
      act: 'Answer the risk questions',
      sentences: ['Where an answer to a must-refer question is yes, refer the child the same day.'],
    }),
    onSchoolDay(question, socialWorkerTold, () => socialWorkerTold.schoolDays, {
      act: 'Tell the child’s social worker, if there is one',
      sentences: ['Or the worker of the youth justice team.'],
    }),
    onSchoolDay(question, cmeOfficerTold, () => cmeOfficerTold.schoolDays, {
      act: 'Tell the officer for children missing education',
      sentences: ['Telling the Education Welfare Service does it too.'],
    }),
    onSchoolDay(question, educationWelfareEscalation, (policy) => policy.escalateOnSchoolDay, {
      act: 'Tell the Education Welfare Service',
      sentences: [],
      more: [chosen],
    }),
    onSchoolDay(question, homeVisit, (policy) => policy.visitBySchoolDay, {
      act: 'Visit the home',
      isLatest: true,
      sentences: [],
      more: [chosen],
    }),
    firstReview(question),
    onSchoolDay(question, authorityReferral, (policy) => policy.referOnSchoolDay, {
      act: 'Refer the case to the authority',
      sentences: [],
      more: [chosen],
    }),
    onCalendarDay(question, authorityEnquiries, () => authorityEnquiries.closesOnCalendarDay, {
      act: 'The authority’s enquiries are complete and signed',
      isLatest: true,
      sentences: ['It is not the count of 20 school days: the two run side by side.'],
    }),
  ]
}

/** A duty of the nth school day, by the policy of the first day of the count that reaches it. */
function onSchoolDay(question: Question, rule: DutyRule, nthBy: (policy: LocalPolicy) => number, said: Said): Deadline {
  const nthOn = (on: DateText) => nthBy(localPolicyOn(question.policies, on).numbers)
  const owed = ofAbsence(question, rule, said, (startedOn) => ({ schoolDays: nthOn(startedOn) }))
  return { ...owed, name: `School day ${nthOn(owed.startedOn ?? question.firstOn)}` }
}

function firstReview(question: Question): Deadline {
  const review = onCalendarDay(question, jointReview, ({ reviewEveryDays }) => reviewEveryDays + 1, {
    act: 'Review the case together',
    isLatest: true,
    sentences: [],
  })
  const { reviewEveryDays } = localPolicyOn(question.policies, review.startedOn ?? question.firstOn).numbers
  const days = `${reviewEveryDays} ${reviewEveryDays === 1 ? 'day' : 'days'}`
  return { ...review, sentences: [`Again every ${days} after a review, while nobody can say why.`], more: [chosen] }
}

/** A duty of the nth day of the calendar, by the policy of the first day; it opens on the second. */
function onCalendarDay(
  question: Question,
  rule: DutyRule,
  nthBy: (policy: LocalPolicy) => number,
  said: Said,
): Deadline {
  const nthOn = (on: DateText) => nthBy(localPolicyOn(question.policies, on).numbers)
  const owed = ofAbsence(question, rule, said, (startedOn) => ({ calendarDays: nthOn(startedOn) }))
  return {
    ...owed,
    name: `Calendar day ${nthOn(owed.startedOn ?? question.firstOn)}`,
    firstNumber: authorityEnquiries.opensOnCalendarDay,
    countsOn: 'calendar days',
  }
}

function ofAbsence(question: Question, rule: DutyRule, said: Said, atLeast: AtLeast): Omit<Deadline, 'name'> {
  const { answer, ...reached } = reaching(question, 'absence', atLeast, (each) => {
    return dutiesUnder(each, rule)[0]?.dueOn ?? null
  })
  const duty = answer && dutiesUnder(answer, rule)[0]
  return {
    ...plainDeadline,
    ...reached,
    ...said,
    rule,
    working: duty?.working ?? noDays,
    count: 'absence',
    basis: duty?.basis ?? null,
  }
}

// What does an absence bring about? One line of the contract's table after the other.
import { type Absence, hasReasonToAsk, naiveNthDay } from './naiveAbsence.ts'
import { plus } from './naiveDates.ts'
import { type Counted, type Known, workingOfDaysAfter } from './naiveDays.ts'
import { isAt, isOn, type NaiveDuty, stateOn } from './naiveDuty.ts'

export function naiveAbsenceDuties(known: Known, absence: Absence | null): NaiveDuty[] {
  if (absence === null) return []
  const duties: NaiveDuty[] = []
  const facts = known.input.facts ?? {}
  const policy = known.input.policy ?? {}
  const { firstOn } = absence
  const add = (rule: string, due: Counted, isDone: boolean) => {
    const state = stateOn(known, due.date, isDone)
    duties.push({ rule, owedBy: 'school', dueOn: due.date, state, working: due.working })
  }
  const onDay = (nth: number) => naiveNthDay(known, absence, nth)

  if (absence.days.some(hasReasonToAsk)) {
    const wasReached = (facts.contacts ?? []).some(({ at, reached }) => reached && isAt(known, at, firstOn))
    add('first-day-contact', onDay(1), wasReached || isOn(known, facts.explainedOn, firstOn))
  }
  if (!absence.unexplained) return duties

  add('risk-questions', onDay(1), isOn(known, facts.riskAnsweredOn, firstOn))
  const { lookedAfter, protectionPlan, childInNeed, youthJustice } = facts.flags ?? {}
  if (lookedAfter || protectionPlan || childInNeed || youthJustice) {
    add('social-worker-told', onDay(1), isOn(known, facts.toldSocialWorkerOn, firstOn))
  }

  const escalated = isOn(known, facts.escalatedOn, firstOn)
  add('cme-officer-told', onDay(2), escalated || isOn(known, facts.toldCmeOfficerOn, firstOn))
  add('education-welfare-escalation', onDay(policy.escalateOnSchoolDay ?? 3), escalated)
  add('home-visit', onDay(policy.visitBySchoolDay ?? 5), isOn(known, facts.homeVisitOn, firstOn))
  add('authority-referral', onDay(policy.referOnSchoolDay ?? 10), isOn(known, facts.referredToAuthorityOn, firstOn))

  if (known.today > firstOn) {
    let last = firstOn
    for (const review of facts.reviewsOn ?? []) if (isOn(known, review, last)) last = review
    const every = policy.reviewEveryDays ?? 7
    const dueOn = plus(last, every)
    const state = stateOn(known, dueOn, false)
    duties.push({ rule: 'joint-review', owedBy: 'both', dueOn, state, working: workingOfDaysAfter(last, every) })
  }
  const dueOn = plus(firstOn, 27)
  const isDone = isAt(known, facts.outcome?.authoritySignedAt, firstOn)
  duties.push({
    rule: 'authority-enquiries',
    owedBy: 'authority',
    opensOn: plus(firstOn, 1),
    dueOn,
    state: stateOn(known, dueOn, isDone),
    working: workingOfDaysAfter(firstOn, 27),
  })
  return duties
}

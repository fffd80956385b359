// What do risk answers, the roll and missing episodes bring about? One line of the contract's table after the other.
import type { MissingFact } from '../../../../src/cases/clock/clockTypes.ts'
import type { Absence } from './naiveAbsence.ts'
import { instantText, londonOf, plus, plusMonth, secondsOf } from './naiveDates.ts'
import { type Known, nothingCounted, nthSchoolDayAfter, workingOfDaysAfter } from './naiveDays.ts'
import { isAt, isOn, type NaiveDuty, stateAt, stateOn } from './naiveDuty.ts'

const hardQuestions = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']

/**
 * Answers without a date are read, and nobody can say when they were due. The referral belongs to the absence unless
 * the answers are older than it: then it is one since those answers that closes it.
 */
export function naiveRiskDuties(known: Known, absence: Absence | null): NaiveDuty[] {
  const { riskAnswers, riskAnsweredOn, referredAt } = known.input.facts ?? {}
  if (riskAnsweredOn && riskAnsweredOn > known.today) return []
  if (!hardQuestions.some((question) => riskAnswers?.[question] === 'yes')) return []
  const dueOn = riskAnsweredOn ?? null
  const isOlder = absence !== null && dueOn !== null && dueOn < absence.firstOn
  const isDone = isAt(known, referredAt, isOlder ? dueOn : absence?.firstOn)
  const state = stateOn(known, dueOn, isDone)
  return [{ rule: 'refer-same-day', owedBy: 'school', dueOn, state, working: nothingCounted }]
}

export function naiveRollDuties(known: Known): NaiveDuty[] {
  const { facts, pupil } = known.input
  const duties: NaiveDuty[] = []
  const entry = facts?.newPupilReturn
  if (entry && !entry.exempt) {
    const dueOn = pupil.enteredOn ? plus(pupil.enteredOn, 5) : null
    const state = stateOn(known, dueOn, isOn(known, entry.sentOn))
    const working = pupil.enteredOn ? workingOfDaysAfter(pupil.enteredOn, 5) : nothingCounted
    duties.push({ rule: 'new-pupil-return', owedBy: 'school', dueOn, state, working })
  }
  if (isOn(known, pupil.leftOn)) {
    const { date: dueOn, working } = nthSchoolDayAfter(known, pupil.leftOn!, 15)
    const state = stateOn(known, dueOn, isOn(known, facts?.recordSentOn))
    duties.push({ rule: 'pupil-record-transfer', owedBy: 'school', dueOn, state, working })
  }
  return duties
}

export function naiveMissingDuties(known: Known): NaiveDuty[] {
  return (known.input.facts?.missing ?? []).flatMap((missing, episode) =>
    isAt(known, missing.reportedAt) ? ofEpisode(known, missing, episode) : [],
  )
}

function ofEpisode(known: Known, missing: MissingFact, episode: number): NaiveDuty[] {
  const duties: NaiveDuty[] = []
  const isBack = isAt(known, missing.returnedAt)
  const isSpokenTo = isAt(known, missing.parentConversationAt)
  if (isBack) {
    const add = (rule: string, owedBy: string, hours: number, isDone: boolean) => {
      const dueAt = instantText(secondsOf(missing.returnedAt!) + hours * 3600)
      duties.push({ rule, owedBy, dueAt, state: stateAt(known, dueAt, isDone), episode, working: nothingCounted })
    }
    add('return-interview', 'authority', 72, isAt(known, missing.interviewedAt))
    if (isAt(known, missing.refusedAt)) add('offer-parent-conversation', 'authority', 72, isSpokenTo)
    add('safe-and-well-check', 'police', 0, isAt(known, missing.safeAndWellAt))
  } else if (isAt(known, missing.refusedAt)) {
    // Due as the interview is, and nobody can say when that was.
    const [rule, state] = ['offer-parent-conversation', stateOn(known, null, isSpokenTo)]
    duties.push({ rule, owedBy: 'authority', dueOn: null, state, episode, working: nothingCounted })
  }
  const reportedOn = londonOf(missing.reportedAt).date
  const after = (days: number, rule: string, isDone: boolean, isNeeded = true) => {
    const dueOn = plus(reportedOn, days)
    const state = isDone || isNeeded ? stateOn(known, dueOn, isDone) : 'not-needed'
    duties.push({ rule, owedBy: 'authority', dueOn, state, episode, working: workingOfDaysAfter(reportedOn, days) })
  }
  if (missing.from === 'care') {
    const meetings = (missing.meetingsOn ?? []).filter((meeting) => isOn(known, meeting, reportedOn)).sort()
    after(3, 'missing-from-care-meeting', meetings.length > 0)
    after(3, 'assistant-director-notice', isOn(known, missing.assistantDirectorToldOn))
    after(7, 'lead-member-notice', isOn(known, missing.leadMemberToldOn))
    if (!isBack && meetings.length > 0) {
      const dueOn = plusMonth(meetings.at(-1)!)
      const [rule, state] = ['missing-from-care-review', stateOn(known, dueOn, false)]
      duties.push({ rule, owedBy: 'authority', dueOn, state, episode, working: nothingCounted })
    }
  } else if (missing.protectionPlanOrS47) {
    after(7, 'strategy-meeting', isOn(known, missing.strategyMeetingOn), !isBack)
  }
  return duties
}

// What can somebody in Northmoor do about a case? The same actions as behind the forms, as data for a history.
import { acknowledgeReferral } from '../actions/acknowledgeReferral.ts'
import { allocateCases } from '../actions/allocateCase.ts'
import { answerReferral } from '../actions/answerReferral.ts'
import { answerRisk } from '../actions/answerRisk.ts'
import { decideRemoval } from '../actions/decideRemoval.ts'
import { findChild } from '../actions/findChild.ts'
import { holdReview } from '../actions/holdReview.ts'
import { logAbsence } from '../actions/logAbsence.ts'
import { logCheck } from '../actions/logCheck.ts'
import { makeReferral } from '../actions/makeReferral.ts'
import { recordLeave } from '../actions/recordLeave.ts'
import { sendRecord } from '../actions/sendRecord.ts'
import { sendReturn } from '../actions/sendReturn.ts'
import { signEnquiries } from '../actions/signEnquiries.ts'
import { signOutcome } from '../actions/signOutcome.ts'
import { signSickness } from '../actions/signSickness.ts'
import { tell } from '../actions/tell.ts'
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { type CaseNow, caseNow, marksSince, policyOf } from '../cases/caseNow.ts'
import type { Agency, CheckResult, RiskDecision, RiskLevel, Side, Telling } from '../cases/caseWork.ts'
import type { Finding } from '../cases/decide/findChild.ts'
import type { OutcomeAnswer } from '../cases/decide/signOutcome.ts'
import type { Session } from '../cases/events.ts'
import { type Person, roleNames, scopeOf } from '../cases/roles.ts'
import { standingOf } from '../cases/standing.ts'
import { riskQuestionList } from '../law/riskQuestionList.ts'
import { findCaseFile } from '../storage/caseFileStore.ts'
import { listContacts } from '../storage/pupilStore.ts'
import { referralPack, saidLines } from '../web/pages/referralPack.ts'
import { shownLines } from '../web/pages/riskAsked.ts'
import { knownLines, prefilledAnswers, riskKnown } from '../web/pages/riskKnown.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'

/** Who does it, on which case, as it stands. A child whose absence is not on record yet has no case: then `caseId` is ''. */
export interface Doing {
  readonly house: DemonstrationHouse
  readonly person: Person
  readonly caseId: string
  readonly pupilId: string
  readonly version: number
}

/** Answers as the action does: an object with `refused` when it may not be. */
export type Deed = (doing: Doing) => Promise<object | null>

/** One line of the enquiry lists: S… of the school, A… of the authority. `on`: the day it was made. */
export function check(
  code: string,
  on: string,
  said: { who: string; result: CheckResult; words?: string; nextStep?: string; nextOn?: string; how?: string },
): Deed {
  const { who, result, words = '', nextStep = '', nextOn = null, how = wayOf(code) } = said
  const side = code.startsWith('S') ? 'school' : 'authority'
  return ({ house, person, caseId }) =>
    logCheck(house, person, caseId, side, {
      check: code,
      on,
      how,
      who,
      result,
      words,
      nextStep,
      nextOn,
      childSeen: false,
    })
}

function wayOf(code: string): string {
  if (code === 'S8' || code === 'A6') return 'Home visit'
  if (code === 'S3') return 'By e-mail or message'
  if (code === 'S9') return 'By letter'
  return code === 'A2' || code === 'A10' || code === 'S10' ? 'In a record' : 'By phone'
}

/**
 * The risk questions, today: what is known answers them, `yes` adds to it, and nobody knows the rest. The register suggests
 * yes to A7 for the days of this very absence: that these leads do not count.
 */
export function risk(level: RiskLevel, decision: RiskDecision, reason: string, yes: readonly string[] = []): Deed {
  return async (doing) => {
    const { house, person, caseId, version } = doing
    const now = await standsNow(doing)
    const known = riskKnown(now)
    const answers = {
      ...Object.fromEntries(riskQuestionList.map(({ id }) => [id, 'unknown'])),
      ...prefilledAnswers(known),
      A7: 'no',
      ...Object.fromEntries(yes.map((id) => [id, 'yes'])),
    }
    const shown = shownLines(answers, decision, now.today)
    const kept = { answers, level, decision, reason, whyLower: '', known: knownLines(now, known), shown }
    return answerRisk(house, person, { caseId, seenVersion: version, ...kept })
  }
}

/** A referral to an agency, made now. */
export function refer(agency: Agency, reference: string, takenBy: string, words: string): Deed {
  return async (doing) => {
    const { house, person, caseId } = doing
    const now = await standsNow(doing)
    const contacts = await listContacts(house.database, scopeOf(person, 'see-contacts-of-case'), [now.pupil.id])
    const days = calendarDays(policyOf(now).numbers.referralAnswerWithinDays)
    const said = saidLines(referralPack(now, contacts, {}))
    const dueOn = addCalendarDays(now.today, days)
    return makeReferral(house, person, caseId, {
      to: [{ agency, reference, takenBy }],
      at: now.asOf,
      dueOn,
      said,
      words,
    })
  }
}

/** The agency has the referral. */
export function acknowledged(agency: Agency, who: string, reference: string): Deed {
  return async (doing) => {
    const { house, person, caseId } = doing
    const now = await standsNow(doing)
    return acknowledgeReferral(house, person, caseId, {
      version: referralTo(now, agency),
      on: now.today,
      who,
      reference,
    })
  }
}

/** The agency has answered. */
export function answered(agency: Agency, who: string, answer: string): Deed {
  return async (doing) => {
    const { house, person, caseId } = doing
    const now = await standsNow(doing)
    return answerReferral(house, person, caseId, { version: referralTo(now, agency), on: now.today, who, answer })
  }
}

function referralTo({ summary }: CaseNow, agency: Agency): number {
  return standingOf(summary.standing, 'referral').findLast(({ to }) => to === agency)!.version
}

/** Somebody is told, on a day. */
export function told(whom: Telling, on: string, who: string, how = 'by telephone', words = ''): Deed {
  return ({ house, person, caseId }) => tell(house, person, caseId, { whom, on, who, how, words })
}

/** A joint review, on a day. */
export function review(on: string, present: string, level: RiskLevel, changed: string, next: string): Deed {
  const unchanged = { isStillMissing: true, isPlanRight: true, lowerWhy: '' }
  return ({ house, person, caseId, version }) =>
    holdReview(house, person, caseId, version, { on, present, level, changed, next, ...unchanged })
}

/** The authority gives the case to one of its officers. */
export function allocate(officerId: string): Deed {
  return async ({ house, person, caseId, version }) => {
    const answer = await allocateCases(house, person, [{ caseId, seenVersion: version }], officerId)
    return 'accepted' in answer && answer.accepted.allocated.length === 0 ? { refused: answer.accepted } : answer
  }
}

/** Marked away on paper, by hand: the whole day, or the morning while the afternoon is to come. */
export function markedAway(sessions: readonly Session[]): Deed {
  return ({ house, person, pupilId }) => {
    const on = londonDate(house.clock.now())
    return logAbsence(house, person, { pupilId, on, sessions, code: 'N', words: null, reason: null })
  }
}

/** The attendance return, sent today. */
export function attendanceReturn(words = ''): Deed {
  return ({ house, person, caseId }) =>
    sendReturn(house, person, caseId, { on: londonDate(house.clock.now()), how: 'by secure e-mail', words })
}

/** The pupil's record, sent today. */
export function record(to: string): Deed {
  return ({ house, person, caseId }) =>
    sendRecord(house, person, caseId, { on: londonDate(house.clock.now()), to, how: 'school to school (s2s)' })
}

/** Where the child is. */
export function found(finding: Finding): Deed {
  return ({ house, person, caseId, version }) => findChild(house, person, caseId, version, finding)
}

/** Leave that was given. */
export function leave(firstOn: string, lastOn: string, reason: string): Deed {
  return ({ house, person, pupilId }) => recordLeave(house, person, pupilId, { firstOn, lastOn, reason })
}

const ground = 'I' as const

/** For the school: no reason to believe in sickness or an unavoidable cause. */
export function noSickness(words: string): Deed {
  return ({ house, person, caseId, version }) =>
    signSickness(house, person, { caseId, seenVersion: version, ground, answer: false, words, role: roleOf(person) })
}

export function enquiriesMade(side: Side): Deed {
  return ({ house, person, caseId, version }) =>
    signEnquiries(house, person, { caseId, seenVersion: version, ground, side, words: '', role: roleOf(person) })
}

export function outcome(side: Side, answer: OutcomeAnswer, words: string): Deed {
  return ({ house, person, caseId, version }) =>
    signOutcome(house, person, { caseId, seenVersion: version, ground, side, answer, words, role: roleOf(person) })
}

/** The head deletes the name, today. */
export function removal(words: string): Deed {
  return ({ house, person, caseId, version }) => {
    const on = londonDate(house.clock.now())
    return decideRemoval(house, person, { caseId, seenVersion: version, ground, on, words, role: roleOf(person) })
  }
}

function roleOf({ rolesHeld }: Person): string {
  return roleNames[rolesHeld[0]!.role]
}

async function standsNow({ house, person, caseId }: Doing): Promise<CaseNow> {
  const at = house.clock.now()
  const file = await findCaseFile(house.database, scopeOf(person, 'see-cases'), caseId, marksSince(at))
  return caseNow(file!.kept, at)
}

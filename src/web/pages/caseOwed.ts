// What does “Owed now” say beside the duties? Answers that are late, why nothing is owed, and that a name was deleted.
import { standingAttempts } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter } from '../../cases/caseWork.ts'
import type { Duty } from '../../cases/clock/clock.ts'
import type { Contact } from '../../cases/pupil.ts'
import { daysReachedOn, groundAnswer, likelyGround } from '../../cases/removalGate.ts'
import type { Person } from '../../cases/roles.ts'
import { standingOf } from '../../cases/standing.ts'
import { findAttendanceCode } from '../../law/attendanceCodes.ts'
import { referSameDay } from '../../law/referSameDay.ts'
import { findRule } from '../../law/rules.ts'
import type { Paths } from '../paths.ts'
import { agencyWords } from './caseWords.ts'
import { answersOwed } from './enquiriesShown.ts'
import { datesInWords, inWords } from './inWords.ts'
import { type ReferralShown, referralsShown } from './referralShown.ts'
import { whyAnotherRun } from './removalRunWords.ts'

/** An answer somebody owes, late or, on a closed case, never written down. */
export interface AnswerLate {
  readonly text: string
  readonly when: string
  readonly isOverdue: boolean
  readonly href: string | null
}

/** The answers that are late. `referrals` null for readers who may not see them; on a closed case they stay until answered. */
export function answersLate(
  { summary }: CaseNow,
  referrals: readonly ReferralShown[] | null,
  awaited: ReturnType<typeof answersOwed>,
): AnswerLate[] {
  const isOwed = ({ state }: ReferralShown) =>
    state === 'overdue' || (state !== 'answered' && summary.closedAt !== null)
  return [
    ...(referrals ?? []).filter(isOwed).map(({ to, state, dueOn, href }) => ({
      text: `Answer of ${agencyWords[to]} to a referral`,
      when: `${state === 'overdue' ? 'Overdue, due' : 'Due'} ${inWords.day(dueOn)}`,
      isOverdue: state === 'overdue',
      href,
    })),
    ...awaited.flatMap(({ text, dueOn, isOverdue, href }) =>
      isOverdue && dueOn
        ? { text: `Answer of ${text}`, when: `Overdue, due ${inWords.day(dueOn)}`, isOverdue, href }
        : [],
    ),
  ]
}

/** What nobody has answered or done yet, a line each, for somebody about to close the case. Only for those with `see-risk`. */
export function openOnCase(
  now: CaseNow,
  {
    person,
    paths,
    contacts,
  }: { readonly person: Person; readonly paths: Paths; readonly contacts: readonly Contact[] },
): string[] {
  const referrals = referralsShown(now, paths).filter(({ state }) => state !== 'answered')
  const isOwed = ({ state, rule }: Duty) => state === 'overdue' || (state === 'due' && rule === referSameDay.id)
  return [
    ...referrals.map(({ to, words }) => `No answer yet to the referral to ${agencyWords[to]}. ${words}`),
    ...answersOwed(now, paths, person, contacts).map(
      ({ text, askedOn }) => `Asked ${inWords.day(askedOn)}, no answer yet: ${text}`,
    ),
    ...(now.answer?.duties ?? [])
      .filter(isOwed)
      .map(
        (duty) =>
          `${findRule(duty.rule)?.name ?? duty.rule}: ${duty.state === 'due' ? 'today' : `overdue, due ${duty.dueOn ? inWords.day(duty.dueOn) : 'on a day not known'}`}`,
      ),
  ]
}

/** The day of a deletion that stands while nobody has said where the child is; null otherwise. */
export function deletedAndMissing({ summary }: Pick<CaseNow, 'summary'>): string | null {
  const removed = standingOf(summary.standing, 'removed').at(-1)
  if (!removed || summary.endedBecause !== 'removed') return null
  return standingOf(summary.standing, 'found').some(({ on }) => on >= removed.on) ? null : removed.on
}

const spokenTo: ReadonlySet<string> = new Set(['reached', 'reason-given', 'parent-did-not-know'])

/** Why no duty is owed, so that it does not read as nothing to worry about. */
export function whyNothingOwed(now: CaseNow): string {
  const { answer, marks, summary } = now
  if (answer === null) return 'What is owed cannot be worked out without the school’s calendar.'
  const code = answer.absence && !answer.absence.unexplained && summary.explainedOn === null ? lastCode(marks) : null
  if (code === null) return 'Nothing is owed on what is known today.'
  const meaning = code.meaning.charAt(0).toLowerCase() + code.meaning.slice(1)
  const isSpokenTo = standingAttempts(now.events).some(({ outcome }) => spokenTo.has(outcome))
  const spoken = isSpokenTo ? '' : ' Nobody is on record as having spoken to the family.'
  return `The register says why (${code.code}: ${meaning}), so no call is owed.${spoken}`
}

function lastCode(marks: CaseNow['marks']) {
  const last = marks
    .filter(({ code }) => findAttendanceCode(code)?.absent)
    .toSorted((one, other) => (one.on + one.session < other.on + other.session ? -1 : 1))
    .at(-1)
  return (last && findAttendanceCode(last.code)) ?? null
}

/** The ground the page speaks of: H only once the leave is over and the child has not attended since, else I. */
function groundToSpeakOf(now: CaseNow): GroundLetter {
  const isOver = now.leave !== null && now.leave.lastOn < now.today && now.answer?.absence != null
  return isOver ? likelyGround(now) : 'I'
}

/** Whether another service answers for the child, so that the risk questions are worth a look even with a reason. */
export function isInCareOrKnown({ lookedAfter, socialWorker, childInNeed, protectionPlan }: CaseNow['pupil']): boolean {
  return [lookedAfter, socialWorker, childInNeed, protectionPlan].includes(true)
}

/** The line about the gate; null where no ground applies. */
export function removalShown(now: CaseNow) {
  if (standingOf(now.summary.standing, 'removed').length > 0) return null
  const ground = groundToSpeakOf(now)
  const answer = groundAnswer(now, ground)
  if (answer === null || answer.status === 'not-applicable') return null
  const days = ground === 'I' ? '20 school days of unauthorised absence' : 'ten school days after leave ended'
  return {
    ground,
    on: daysReachedOn(answer),
    days,
    whyAnotherRun: ground === 'I' ? whyAnotherRun(now) : null,
    counted: answer.schoolDays ?? 0,
    skipped: (answer.working?.skipped ?? [])
      .filter(({ on }) => on <= now.today)
      .map(({ on, because }) => `${inWords.day(on)}: ${datesInWords(because)}`),
    cite: answer.basis?.cite ?? null,
  }
}

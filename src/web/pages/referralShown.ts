// Who was a case referred to, and who owes an answer? One line a referral, for the case page and for the referral's own.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { Agency } from '../../cases/caseWork.ts'
import { type StandingOf, standingOf } from '../../cases/standing.ts'
import type { Paths } from '../paths.ts'
import { agencyWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

export type ReferralState = 'asked' | 'acknowledged' | 'answered' | 'overdue'

export const referralStateWords: Readonly<Record<ReferralState, string>> = {
  asked: 'Asked, not acknowledged yet',
  acknowledged: 'Acknowledged, answer awaited',
  answered: 'Answered',
  overdue: 'Answer overdue',
}

export interface ReferralShown {
  readonly version: number
  readonly to: Agency
  readonly state: ReferralState
  readonly dueOn: string
  /** When it was made, what came of it and by when an answer is expected. Nobody's own words. */
  readonly words: string
  readonly href: string
  /** What can be written down next. */
  readonly actions: readonly { readonly text: string; readonly href: string }[]
}

type Referral = StandingOf<'referral'>

/** The referrals that stand, the newest first. Show them only to those with `see-risk`. */
export function referralsShown(now: CaseNow, paths: Paths): ReferralShown[] {
  return standingOf(now.summary.standing, 'referral')
    .toReversed()
    .map((referral) => {
      const state = referralState(now, referral)
      return {
        version: referral.version,
        to: referral.to,
        state,
        dueOn: referral.dueOn,
        words: wordsOf(now, referral, state),
        href: paths.referral(now.summary.id, referral.version),
        actions: actionsOf(now, referral, paths),
      }
    })
}

/** How a referral stands today. An answer overdue stays overdue, acknowledged or not, until it is written down. */
export function referralState(now: Pick<CaseNow, 'summary' | 'today'>, referral: Referral): ReferralState {
  const { acknowledged, answered } = repliesTo(now, referral.version)
  if (answered) return 'answered'
  if (now.today > referral.dueOn) return 'overdue'
  return acknowledged ? 'acknowledged' : 'asked'
}

/** What came back on a referral, as far as it stands. */
export function repliesTo({ summary }: Pick<CaseNow, 'summary'>, version: number) {
  return {
    acknowledged: standingOf(summary.standing, 'acknowledged').findLast(({ of }) => of === version) ?? null,
    answered: standingOf(summary.standing, 'answered').findLast(({ of }) => of === version) ?? null,
  }
}

function wordsOf(now: CaseNow, referral: Referral, state: ReferralState): string {
  const { acknowledged, answered } = repliesTo(now, referral.version)
  const made = `Made to ${agencyWords[referral.to]}, ${inWords.dayAndTime(referral.at)}.`
  if (answered) return `${made} Answered ${inWords.plainDay(answered.on)}.`
  const taken = acknowledged ? ` Acknowledged ${inWords.plainDay(acknowledged.on)}.` : ''
  const due = inWords.plainDay(referral.dueOn)
  return `${made}${taken} An answer ${state === 'overdue' ? 'was expected by' : 'is expected by'} ${due}.`
}

function actionsOf(now: CaseNow, referral: Referral, paths: Paths): ReferralShown['actions'] {
  const { acknowledged, answered } = repliesTo(now, referral.version)
  if (answered) return []
  const { id } = now.summary
  const answer = { text: 'Write down the answer', href: paths.referralAnswer(id, referral.version) }
  if (acknowledged) return [answer]
  return [{ text: 'Write down who acknowledged it', href: paths.referralAcknowledgement(id, referral.version) }, answer]
}

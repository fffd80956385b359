// Where is a duty written down once it is done? The form for each rule, for those who may and whose side owes it.
import type { Duty } from '../../cases/clock/clock.ts'
import { may, type Permission, type Person } from '../../cases/roles.ts'
import type { Paths } from '../paths.ts'

/** What the links of one case depend on. */
export interface CaseOfDuties {
  readonly id: string
  readonly schoolUrn: string
  readonly pupilId: string
  readonly registerKept: 'mis' | 'paper'
  readonly isOpened: boolean
}

export interface RecordLink {
  readonly text: string
  readonly href: string
}

type Way = (
  paths: Paths,
  kase: CaseOfDuties,
  duty: Duty,
) => readonly (readonly [Permission, string, string | null, isOnlyOpened?: boolean])[]

const recordIt = 'Record it'

// Who may: permission, the words of the link, its address. The first that fits is shown.
const ways: Readonly<Record<string, Way>> = {
  'first-day-contact': (paths, { id }) => [['log-contact', 'Log a call', paths.contactAttemptForm(id)]],
  'risk-questions': (paths, { id }) => [['answer-risk', 'Answer them', paths.riskAnswersForm(id)]],
  'refer-same-day': (paths, { id }) => [['record-referral', 'Record the referral', paths.referralForm(id)]],
  'social-worker-told': (paths, { id }) => [['record-telling', recordIt, paths.tellingForm(id, 'social-worker')]],
  'cme-officer-told': (paths, { id }) => [['log-school-check', recordIt, paths.tellingForm(id, 'cme-officer')]],
  'education-welfare-escalation': (paths, { id }) => [
    ['log-school-check', recordIt, paths.tellingForm(id, 'education-welfare')],
  ],
  'authority-referral': (paths, { id }) => [['log-school-check', recordIt, paths.tellingForm(id, 'authority')]],
  'home-visit': (paths, { id }) => [
    ['log-school-check', 'Record the visit', paths.checkForm(id, 'S8')],
    ['log-authority-check', 'Record the visit', paths.checkForm(id, 'A6')],
  ],
  'joint-review': (paths, { id }) => [['hold-review', 'Record the review', paths.reviewForm(id), true]],
  'authority-enquiries': (paths, { id }) => [
    ['sign-for-authority', 'Sign the outcome', paths.removalStep(id, 'outcome')],
  ],
  'unexplained-code': (paths, { pupilId, registerKept }, { triggeredOn }) => [
    [
      'log-absence',
      'Correct the mark',
      registerKept === 'paper' && triggeredOn ? `${paths.pupil(pupilId)}#table` : null,
    ],
  ],
  'attendance-return': (paths, { id }) => [['log-school-check', recordIt, paths.returnForm(id)]],
  'pupil-record-transfer': (paths, { id }) => [['log-school-check', recordIt, paths.recordForm(id)]],
}

/** The form that records this duty for this person, or null: done, somebody else's, or written down elsewhere. */
export function recordLinkOf(duty: Duty, kase: CaseOfDuties, person: Person, paths: Paths): RecordLink | null {
  if (duty.state === 'done' || duty.state === 'not-needed') return null
  const way = (ways[duty.rule]?.(paths, kase, duty) ?? []).find(
    ([permission, , href, isOnlyOpened]) =>
      href !== null && (!isOnlyOpened || kase.isOpened) && may(person, permission, kase.schoolUrn),
  )
  return way ? { text: way[1], href: way[2]! } : null
}

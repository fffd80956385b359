// Where in this program does a rule show? Each page that uses rules, and which.
import { saidByToday } from '../../cases/dutiesDue.ts'
import type { Rule } from '../../law/rule.ts'
import { olderVersions } from '../../law/ruleLibrary.ts'
import { findRule } from '../../law/rules.ts'
import type { Paths } from '../paths.ts'
import { dutyWords } from './todayWords.ts'

export interface Use {
  readonly page: string
  /** Null: a page that needs sign-in, and may not be this reader's. */
  readonly href: string | null
  readonly what: string
}

/** The rules of the calculator's dates, and the age that decides whether two of them apply. */
const onCalculator = [
  'first-day-contact',
  'risk-questions',
  'social-worker-told',
  'cme-officer-told',
  'education-welfare-escalation',
  'home-visit',
  'unexplained-code',
  'joint-review',
  'authority-referral',
  'attendance-return',
  'authority-enquiries',
  'ground-i',
]
const byAge = ['attendance-return', 'sickness-return', 'ground-i', 'ground-h']

/** The days flagged on a pupil's strip of school days. */
const onStrip = ['education-welfare-escalation', 'attendance-return', 'ground-i', 'authority-enquiries']

/** Duties whose facts no page and no system of a school gives yet. */
const notAskedYet = new Set([
  'new-pupil-return',
  'return-interview',
  'offer-parent-conversation',
  'safe-and-well-check',
  'missing-from-care-meeting',
  'assistant-director-notice',
  'lead-member-notice',
  'missing-from-care-review',
  'strategy-meeting',
])

/** What the risk questions decide. */
const byRiskQuestions: Readonly<Record<string, string>> = {
  'risk-questions': 'the questions themselves, answered and kept with what was known',
  'refer-same-day': 'a yes to one of the questions of list A brings it about',
}

const grounds = ['ground-i', 'ground-h']

/** Where a rule that the clock does not answer is used, and for what. */
const besideTheClock: Readonly<Record<string, readonly [page: string, what: string]>> = {
  'expected-starter': ['Today', '“Expected to start and not here” counts its days from the day agreed'],
  'register-amendment': ['A pupil’s page', 'a mark corrected by hand keeps what it said, who changed it, when and why'],
  'deletion-return': ['A case', 'the return that goes to the authority with the deletion'],
  'deletion-not-backdated': ['A case', '“Decide on the deletion” accepts no other day than the day of the decision'],
  'closed-by-evidence': ['A case', '“The child is found”: what a case may be closed by'],
}

const clockUse: Use = {
  page: 'The command “clock”',
  href: null,
  what: 'which answers for one child, without keeping anything',
}

/** Where a rule is used, most public first; none where no page uses it yet. The command line's `clock` uses all it answers. */
export function usesOf(rule: Rule, paths: Paths): Use[] {
  if (findRule(rule.id) === undefined) return usesBesideTheClock(rule)
  const isAsked = rule.owedBy !== null && !notAskedYet.has(rule.id)
  const isGround = grounds.includes(rule.id)
  const isTold = (isAsked && rule.owedBy !== 'police' && !saidByToday.has(rule.id)) || isGround
  const uses: (Use | false)[] = [
    onCalculator.includes(rule.id) && {
      page: 'Deadline calculator',
      href: paths.calculator(),
      what: 'one of the dates worked out',
    },
    rule.id === 'compulsory-school-age' && {
      page: 'Deadline calculator',
      href: paths.calculator(),
      what: 'decides which dates are for this child',
    },
    Object.hasOwn(dutyWords, rule.id) && {
      page: 'Today',
      href: null,
      what: `“${dutyWords[rule.id]}”, beside a child who is away`,
    },
    isAsked && { page: 'A pupil’s page', href: null, what: '“Owed now”' },
    onStrip.includes(rule.id) && {
      page: 'A pupil’s page',
      href: null,
      what: 'a day flagged on the strip of school days',
    },
    isAsked && { page: 'A case', href: null, what: '“Owed now”' },
    isAsked && { page: 'Cases', href: null, what: 'what is owed next on each case, and how much is overdue' },
    isGround && { page: 'Cases', href: null, what: 'how far the removal of the name is' },
    isGround && { page: 'A case', href: null, what: '“Can the name be removed from the register?”' },
    Object.hasOwn(byRiskQuestions, rule.id) && {
      page: 'Risk questions',
      href: null,
      what: byRiskQuestions[rule.id]!,
    },
    isTold && {
      page: 'Messages',
      href: null,
      what: isGround
        ? 'told to school and authority, once, when its days are reached'
        : 'told to who owes it, once, when it is due',
    },
    rule.id === 'compulsory-school-age' && {
      page: 'Other rules',
      href: null,
      what: `decides whether ${byAge.length} of them apply: attendance return, sickness return, Grounds H and I`,
    },
    clockUse,
  ]
  return uses.filter((use) => use !== false)
}

function usesBesideTheClock(rule: Rule): Use[] {
  const isOlder = olderVersions.some((older) => older.rule === rule)
  if (isOlder) return [{ ...clockUse, what: 'which answers by it for days on which it was the law' }]
  const use = besideTheClock[rule.id]
  return use ? [{ page: use[0], href: null, what: use[1] }] : []
}

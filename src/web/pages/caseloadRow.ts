// What does one row of the list of cases show? Everything already in words; the view only lays it out.
import type { CaseOnLoad } from '../../cases/caseload.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { displayNameOf, type FlagShown, flagsShownTo } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import { findRule } from '../../law/rules.ts'
import type { Paths } from '../paths.ts'
import { endedWords, gateWords, happeningWords } from './caseloadWords.ts'
import { levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { dayWords } from './todayWords.ts'

export interface LoadRow {
  readonly id: string
  readonly href: string
  /** The case with the version shown, for the tick. */
  readonly tick: string
  readonly isTicked: boolean
  readonly mayTick: boolean
  readonly reference: string
  readonly name: string
  /** '' where the reader’s list is of one school only. */
  readonly schoolName: string
  readonly yearGroup: string
  readonly flags: readonly FlagShown[]
  readonly days: string
  readonly duty: string
  readonly when: string
  readonly urgency: 'overdue' | 'today' | 'later'
  readonly alsoOverdue: number
  readonly seesRisk: boolean
  readonly risk: string
  readonly riskTone: 'high' | 'medium' | 'plain'
  readonly officer: string
  readonly seen: string
  readonly news: string
  readonly notes: readonly { readonly text: string; readonly isGrave: boolean; readonly href: string }[]
  /** Where the risk questions are answered, for who may; '' for the others. */
  readonly riskHref: string
}

interface Around {
  readonly person: Person
  readonly paths: Paths
  readonly isTicked: boolean
  readonly namesSchool: boolean
}

/** The row for one reader. */
export function loadRow(row: CaseOnLoad, { person, paths, isTicked, namesSchool }: Around): LoadRow {
  const { summary, pupil, next, overdue, risk, news } = row
  const seesRisk = may(person, 'see-risk', summary.schoolUrn)
  const isOverdue = next?.state === 'overdue'
  return {
    id: summary.id,
    href: paths.case(summary.id),
    tick: `${summary.id}.${summary.version}`,
    isTicked,
    mayTick: row.isOpened && may(person, 'allocate-case', summary.schoolUrn),
    reference: caseReference(summary.id),
    name: displayNameOf(pupil),
    schoolName: namesSchool ? row.schoolName : '',
    yearGroup: pupil.yearGroup ?? '',
    flags: flagsShownTo(person, summary.schoolUrn, pupil),
    days: row.schoolDays === null ? (summary.endedOn === null ? 'Not known' : 'Ended') : String(row.schoolDays),
    duty: next ? (findRule(next.rule)?.name ?? next.rule) : '',
    when: whenOf(row),
    urgency: isOverdue ? 'overdue' : next?.state === 'due' ? 'today' : 'later',
    alsoOverdue: isOverdue ? overdue - 1 : 0,
    seesRisk,
    risk: !seesRisk ? '' : risk === null ? 'Not answered' : levelWords[risk],
    riskTone: risk === 'high' ? 'high' : risk === 'medium' ? 'medium' : 'plain',
    officer: row.isOpened ? (row.allocatedToName ?? 'Nobody') : '',
    seen: seenWords(row),
    news: news
      ? `${happeningWords[news.what]}, ${inWords.dayAndTime(news.at)}, ${news.byName ?? (news.by === 'clock' ? 'by the clock' : 'by the MIS')}`
      : '',
    notes: notesOf(row, person, paths),
    riskHref: may(person, 'answer-risk', summary.schoolUrn) ? paths.riskAnswersForm(summary.id) : '',
  }
}

function whenOf({ next, nextOn }: CaseOnLoad): string {
  if (next === null) return ''
  if (nextOn === null) return 'Date not known'
  if (next.state === 'overdue') return `Overdue since ${dayWords(nextOn)}`
  return next.state === 'due' ? 'Today' : `By ${dayWords(nextOn)}`
}

/** How long ago a professional had the child before them. */
export function seenWords({ lastSeen, daysSinceSeen }: Pick<CaseOnLoad, 'lastSeen' | 'daysSinceSeen'>): string {
  if (lastSeen === null || daysSinceSeen === null) return 'Never on record'
  if (daysSinceSeen === 0) return 'Today'
  return `${daysSinceSeen} ${daysSinceSeen === 1 ? 'day' : 'days'} ago, ${dayWords(lastSeen.on)}`
}

function notesOf(row: CaseOnLoad, person: Person, paths: Paths): LoadRow['notes'] {
  const { summary, gate, unknownDays } = row
  const { endedOn, endedBecause, id } = summary
  const notes: { text: string; isGrave: boolean; href: string }[] = []
  const add = (text: string, isGrave = false, href = '') => void notes.push({ text, isGrave, href })
  if (row.parentDidNotKnow) add('A parent did not know', true)
  if (endedOn !== null) {
    const ended = `${endedWords[endedBecause ?? ''] ?? 'The absence ended on'} ${dayWords(endedOn)}`
    if (row.isSightingMissing) add(`${ended}: record who saw the child`, true, paths.sightingForm(id))
    else if (endedBecause === 'removed') add(`${ended}: on the list until the child is found`)
    else add(ended)
  }
  if (!row.isOpened) add('Not opened for the authority')
  if (row.hasHeldMessage)
    add('A message is held until somebody has looked', true, may(person, 'see-messages') ? paths.messages('held') : '')
  if (unknownDays > 0) add(`No register for ${unknownDays} of these days`)
  if (gate) add(gateWords[gate], false, paths.removal(id))
  return notes
}

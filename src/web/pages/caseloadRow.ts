// What does one row of the list of cases show? Everything already in words; the view only lays it out.
import type { CaseOnLoad } from '../../cases/caseload.ts'
import { caseReference } from '../../cases/caseReference.ts'
import { displayNameOf, type FlagShown, flagsShownTo } from '../../cases/pupil.ts'
import { may, type Person, scopeOf } from '../../cases/roles.ts'
import { standingOf } from '../../cases/standing.ts'
import type { Paths } from '../paths.ts'
import { endedWords, gateWords, happeningWords, owedWords } from './caseloadWords.ts'
import { foundWords, levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import type { SilenceShown } from './silencePage.ts'
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
  /** '' when nothing is owed by the reader’s side; `nothing` says so. */
  readonly duty: string
  readonly nothing: string
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
  /** How its school has not been heard from; null when it has. */
  readonly silence?: Pick<SilenceShown, 'since' | 'isThin'> | null
}

/** The row for one reader. */
export function loadRow(row: CaseOnLoad, { person, paths, isTicked, namesSchool, silence = null }: Around): LoadRow {
  const { summary, pupil, next, overdue, risk, news } = row
  const seesRisk = may(person, 'see-risk', summary.schoolUrn)
  const isOverdue = next?.state === 'overdue'
  return {
    id: summary.id,
    href: paths.case(summary.id),
    tick: `${summary.id}.${summary.version}`,
    isTicked,
    mayTick: row.isOpened && !row.isClosed && may(person, 'allocate-case', summary.schoolUrn),
    reference: caseReference(summary.id),
    name: displayNameOf(pupil),
    schoolName: namesSchool ? row.schoolName : '',
    yearGroup: pupil.yearGroup ?? '',
    flags: flagsShownTo(person, summary.schoolUrn, pupil),
    days: row.schoolDays === null ? (summary.endedOn === null ? 'Not known' : 'Ended') : String(row.schoolDays),
    duty: next ? owedWords(next) : '',
    nothing: nothingWords(row, person, silence),
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
    notes: [
      ...(silence
        ? [
            {
              text: `${silence.since} ${silence.isThin ? 'at' : 'from'} its school`,
              isGrave: true,
              href: paths.schoolsNotHeard(),
            },
          ]
        : []),
      ...notesOf(row, person, paths),
    ],
    riskHref: may(person, 'answer-risk', summary.schoolUrn) ? paths.riskAnswersForm(summary.id) : '',
  }
}

function whenOf({ next, nextOn }: CaseOnLoad): string {
  if (next === null) return ''
  if (nextOn === null) return 'Date not known'
  if (next.state === 'overdue') return `Overdue, due ${dayWords(nextOn)}`
  return next.state === 'due' ? 'Today' : `By ${dayWords(nextOn)}`
}

// What waits for the other side is not nothing.
function nothingWords({ next, overdueElsewhere }: CaseOnLoad, person: Person, silence: Around['silence']): string {
  if (next !== null) return ''
  if (overdueElsewhere === 0) {
    if (!silence) return 'Nothing owed'
    return `Nothing that is known of: its school is ${silence.isThin ? 'not heard from in full' : 'silent'}`
  }
  const isAuthority = scopeOf(person, 'see-cases').schools === 'every-school'
  return `Overdue with ${isAuthority ? 'the school' : 'the authority'}: ${overdueElsewhere}`
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
    const form = may(person, 'record-telling', summary.schoolUrn) ? paths.sightingForm(id) : ''
    if (row.isSightingMissing) add(`${ended}${lookWords(row)}`, true, form)
    else if (endedBecause === 'removed') add(`${ended}: on the list until the child is found`)
    else add(ended)
  }
  if (row.found) add(foundSentence(row.found))
  if (row.unsuitableOn !== null)
    add(`At home, education not suitable since ${dayWords(row.unsuitableOn)}: still missing education`)
  if (row.isClosed) add(`Closed: ${closedBecause(row)}; the register still says away`)
  if (!row.isOpened) add('Not opened for the authority')
  if (row.hasHeldMessage)
    add('A message is held until somebody has looked', true, may(person, 'see-messages') ? paths.messages('held') : '')
  if (row.isMessageNotSent && row.unsentMessage)
    add(
      'Message not sent',
      true,
      may(person, 'see-messages', summary.schoolUrn) ? paths.message(row.unsentMessage.id) : '',
    )
  if (row.otherRolls?.length) add(`Also on the roll of ${[...row.otherRolls].sort().join(' and ')}: ask there`)
  if (unknownDays > 0) add(`No register for ${unknownDays} of these days`)
  if (gate) add(gateWords[gate], false, paths.removal(id))
  return notes
}

function lookWords({ summary, lastSeen, daysSinceSeen }: CaseOnLoad): string {
  if (summary.endedBecause === 'attended' || (lastSeen && lastSeen.on >= summary.endedOn!))
    return ': record who saw the child'
  if (daysSinceSeen === null) return '. Nobody is on record as having seen the child: look, then record it'
  const days = `${daysSinceSeen} ${daysSinceSeen === 1 ? 'day' : 'days'}`
  return `. Nobody has seen the child for ${days}: look, then record it`
}

function foundSentence({ kind, on, toDo }: NonNullable<CaseOnLoad['found']>): string {
  const found = `Found: ${foundWords[kind]}, ${dayWords(on)}.`
  if (toDo.length === 0) return found
  return `${found} Still to do: ${toDo.map((words) => words[0]!.toLowerCase() + words.slice(1)).join('; ')}`
}

/** Why a case was closed. */
export function closedBecause({ summary }: Pick<CaseOnLoad, 'summary'>): string {
  const found = standingOf(summary.standing, 'found').at(-1)
  return found ? foundWords[found.kind] : 'the reason is not known'
}

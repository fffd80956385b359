// What does one row say? A family: who is away and why, what was tried, whom to ring next, what is owed and by when.

import { londonDate } from '../../calendar/londonTime.ts'
import { type Attempt, entryKey } from '../../cases/attempts.ts'
import type { AwayChild } from '../../cases/awayChild.ts'
import type { CallList, CallLists, Family } from '../../cases/callList.ts'
import type { Duty } from '../../cases/clock/clock.ts'
import { dutiesSeen } from '../../cases/dutiesSeen.ts'
import { isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import { flagsShownTo, type Pupil } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import { suggestedCode } from '../../cases/suggestedCode.ts'
import type { MarkToSend } from '../../cases/writeBack.ts'
import { riskQuestions } from '../../law/riskQuestions.ts'
import type { Paths } from '../paths.ts'
import { datesInWords, inWords } from './inWords.ts'
import { attemptWords, type SightOfAttempt } from './todayAttemptWords.ts'
import { ringOf } from './todayRing.ts'
import { sendingShown } from './todaySending.ts'
import { dayWords, dueWords, dutiesShownToday, dutyWords, isWrittenDownHere, type ListKey } from './todayWords.ts'

/** What a row needs to know of its reader and its page. */
export interface RowReader {
  readonly person: Person
  readonly paths: Paths
  readonly on: string
  /** The list the page shows. */
  readonly list: ListKey
  readonly lists: CallLists
  /** What the lists are called at the reader's schools. */
  readonly listWords: Readonly<Record<ListKey, string>>
  /** The entries that one press made, for each of them: brothers and sisters are undone together. */
  readonly writtenTogether: ReadonlyMap<string, readonly string[]>
  readonly pupils: ReadonlyMap<string, Pupil>
  /** The N’s of each pupil whose school sends codes. */
  readonly marksToSend: ReadonlyMap<string, readonly MarkToSend[]>
  /** Null when the reader has one school. */
  readonly schoolNames: ReadonlyMap<string, string> | null
}

export type TodayRow = ReturnType<typeof todayRow>

/** A row of a list. `isOnList` false: everybody in it has just left the list, and it only says so. */
export function todayRow({ children, elsewhere }: Family, isOnList: boolean, reader: RowReader) {
  const { person, paths, schoolNames } = reader
  const first = children[0]!
  const urn = first.child.schoolUrn
  const caseId = first.absence?.id ?? null
  const others = children.slice(1).flatMap(({ absence }) => absence?.id ?? [])
  const canLog = may(person, 'log-contact', urn) && caseId !== null
  const seesContacts = may(person, 'see-contacts', urn)
  const query = `?list=${reader.list}${others.length > 0 ? `&also=${others.join(',')}` : ''}`
  const shared = first.child.name
  return {
    anchor: anchorOf(first),
    isOnList,
    movedTo: isOnList ? '' : movedWords(reader.lists.get(first) ?? null, reader),
    school: schoolNames?.get(urn) ?? '',
    isFamily: children.length > 1,
    children: children.map((child, place) => childOf(child, reader, seesContacts, place > 0 ? shared : '')),
    elsewhere: elsewhere.map(({ child, list }) => ({
      name: child.child.name,
      href: paths.pupil(child.child.id),
      list: reader.listWords[list],
    })),
    canLog,
    mayLogButHasNone: caseId === null && may(person, 'log-contact', urn),
    action: caseId ? paths.contactAttempts(caseId) : '',
    formHref: caseId ? paths.contactAttemptForm(caseId) + query : '',
    reasonHref: caseId ? paths.reasonForm(caseId) + query : '',
    hasRing: isOnList && first.isUnexplained && (seesContacts || canLog),
    ring: seesContacts ? ringOf(children, isLead(person, urn)) : null,
  }
}

/** Where in the page a child's row is. */
export function anchorOf(child: AwayChild): string {
  return `row-${child.absence?.id ?? child.child.id}`
}

function movedWords(list: CallList | null, { listWords }: RowReader): string {
  return list === null ? 'No longer on a list.' : `Now under “${listWords[list]}”.`
}

function childOf(away: AwayChild, reader: RowReader, seesContacts: boolean, sharesWith: string) {
  const { person, paths, pupils } = reader
  const pupil = pupils.get(away.child.id)!
  const canLog = may(person, 'log-contact', pupil.schoolUrn)
  const seesRisk = may(person, 'see-risk', pupil.schoolUrn)
  const mayAnswer = away.absence !== null && may(person, 'answer-risk', pupil.schoolUrn)
  const riskHref = mayAnswer ? paths.riskAnswersForm(away.absence!.id) : ''
  const duties = dutiesShownToday(dutiesSeen(away.duties, seesRisk))
  const isHidden = isToRestricted(away.contacts)
  const sightOf = (attempt: Attempt) => (!seesContacts ? 'outcome' : isHidden(attempt) ? 'restricted' : 'all')
  return {
    caseId: away.absence?.id ?? null,
    version: away.absence?.version ?? 0,
    name: away.child.name,
    href: paths.pupil(away.child.id),
    caseHref: away.absence && may(person, 'see-cases', pupil.schoolUrn) ? paths.case(away.absence.id) : '',
    className: pupil.regGroup ?? (pupil.yearGroup ? `Year ${pupil.yearGroup}` : ''),
    day: away.dayNumber,
    isUnexplained: away.isUnexplained,
    flags: flagsShownTo(person, pupil.schoolUrn, pupil),
    hasFlagsToCheck: pupil.flagsToCheck.length > 0,
    sharesWith,
    why: away.why,
    alarming: alarmWords(away.parentDidNotKnow, isLead(person, pupil.schoolUrn)),
    riskHref,
    alarm: isLongAgo(away) ? attemptWords(away.parentDidNotKnow!, reader.on, sightOf(away.parentDidNotKnow!)) : '',
    reasonNotWritten: away.reasonNotWritten !== null,
    reasonHref: away.absence && canLog ? `${paths.reasonForm(away.absence.id)}?list=${reader.list}` : '',
    reason: away.reason && !away.isUnexplained ? reasonOf(away, reader, seesContacts, canLog) : null,
    tried: triedOf(away, reader, sightOf, canLog),
    owed: owedLines(duties, riskHref),
    firstOn: away.answer?.absence?.firstOn ?? reader.on,
    workings: duties.map(workingOf),
  }
}

function isLead(person: Person, urn: string): boolean {
  return person.rolesHeld.some(({ role, schoolUrn }) => role === 'safeguarding-lead' && schoolUrn === urn)
}

// Whom the lead is to be told by, the lead is not to be told to tell.
function alarmWords(answer: Attempt | null, isForLead: boolean): string {
  if (answer === null) return ''
  const when = inWords.dayAndTime(answer.at)
  return isForLead
    ? `Parent did not know where the child is, ${when}.`
    : `Parent did not know, ${when}. Tell the safeguarding lead now.`
}

const mostOfWords = 240

// The whole of it is on the pupil's page.
function shortened(words: string): { readonly words: string; readonly isCut: boolean } {
  const characters = [...words]
  if (characters.length <= mostOfWords) return { words, isCut: false }
  return { words: `${characters.slice(0, mostOfWords).join('').trimEnd()}…`, isCut: true }
}

// Words are for those who see contacts, and not where they give away somebody restricted.
function reasonOf({ reason, contacts, child }: AwayChild, reader: RowReader, seesContacts: boolean, canLog: boolean) {
  const { caseId, version, explainedUntil, whoSaid, at, byName } = reason!
  const seesRestricted = may(reader.person, 'see-restricted-contacts', child.schoolUrn)
  const isHidden = !seesContacts || (!seesRestricted && isFromRestricted(contacts)(reason!))
  const writer = byName ? `written down by ${byName}` : ''
  const { words, isCut } = shortened(reason!.reason)
  const year =
    explainedUntil && explainedUntil.slice(0, 4) !== reader.on.slice(0, 4) ? ` ${explainedUntil.slice(0, 4)}` : ''
  const suggests = isHidden || !canLog ? null : suggestedCode(reason!.reason)
  return {
    said: isHidden ? (seesContacts ? 'Ask the safeguarding lead' : 'A reason was recorded') : words,
    isCut: isCut && !isHidden,
    byWhom: [isHidden ? '' : whoSaid, inWords.dayAndTime(at), writer].filter(Boolean).join(', '),
    suggests,
    sending: sendingShown(suggests, reason!, reader.marksToSend.get(child.id) ?? [], reader.paths),
    until: explainedUntil ? `Holds until ${inWords.day(explainedUntil)}${year}.` : '',
    undoHref: canLog ? reader.paths.reasonWithdrawal(caseId, version) : '',
  }
}

const mostShown = 4

// Among the latest it is read there.
function isLongAgo({ parentDidNotKnow, attempts }: AwayChild): boolean {
  return parentDidNotKnow !== null && !attempts.slice(-mostShown).includes(parentDidNotKnow)
}

// The latest first; the whole record is on the pupil's page.
function triedOf(away: AwayChild, reader: RowReader, sightOf: (attempt: Attempt) => SightOfAttempt, canLog: boolean) {
  const latest = [...away.attempts].reverse()
  return {
    shown: latest.slice(0, mostShown).map((attempt) => ({
      key: entryKey(attempt),
      words: attemptWords(attempt, reader.on, sightOf(attempt)),
      said: shortened(sightOf(attempt) === 'all' ? attempt.words : ''),
      together: reader.writtenTogether.get(entryKey(attempt)) ?? [],
      undoHref:
        canLog && attempt.by === reader.person.id && londonDate(attempt.at) === reader.on
          ? reader.paths.contactAttemptWithdrawal(attempt.caseId, attempt.version)
          : '',
    })),
    earlier: Math.max(0, latest.length - mostShown),
  }
}

/** One line a date: what is owed by it. */
function owedLines(duties: readonly Duty[], riskHref: string) {
  return [...Map.groupBy(duties, dueWords)].map(([due, of]) => ({
    state: of[0]!.state === 'overdue' && !isWrittenDownHere(of[0]!) ? 'due' : of[0]!.state,
    due,
    duties: of.map(({ rule }) => ({ words: dutyWords[rule], href: rule === riskQuestions.id ? riskHref : '' })),
  }))
}

function workingOf(duty: Duty) {
  return {
    rule: duty.rule,
    words: dutyWords[duty.rule],
    due: dueWords(duty),
    because: duty.because.replace(/\d{4}-\d\d-\d\d/g, dayWords),
    counted: duty.working.counted.map(dayWords).join(', '),
    skipped: duty.working.skipped.map(({ on, because }) => `${dayWords(on)} (${datesInWords(because)})`).join(', '),
  }
}

// How far are the enquiries of both sides? Each line with who, when, how, result and next step; what was done elsewhere counts.

import type { CaseNow } from '../../cases/caseNow.ts'
import type { CheckResult, Side } from '../../cases/caseWork.ts'
import { awaitedChecks, type StandingCheck, standingChecks } from '../../cases/checksAsked.ts'
import { type Counted, writerOf } from '../../cases/enquiriesCounted.ts'
import { type EnquiryLine, enquiryLines } from '../../cases/enquiryLists.ts'
import { enquiryStates, type LineState } from '../../cases/enquiryStates.ts'
import { hiddenWords } from '../../cases/mentionsRestricted.ts'
import type { Contact } from '../../cases/pupil.ts'
import { may, type Permission, type Person } from '../../cases/roles.ts'
import type { Paths } from '../paths.ts'
import { checkResultWords } from './caseWords.ts'
import { isHiddenFrom } from './enquiriesSight.ts'
import { datesInWords } from './inWords.ts'

export interface EntryShown {
  readonly version: number
  readonly on: string
  readonly byName: string
  /** Null for what was written down elsewhere and only counts here. */
  readonly result: CheckResult | null
  readonly resultWords: string
  readonly how: string
  readonly who: string
  readonly words: string
  readonly nextStep: string
  readonly nextOn: string | null
  /** Still waiting for an answer. */
  readonly isAwaited: boolean
  /** Waiting, and the day on which to ask again is past. */
  readonly isOverdue: boolean
}

export interface LineShown {
  readonly code: string
  readonly text: string
  readonly state: LineState
  readonly stateWords: string
  /** Newest first. */
  readonly entries: readonly EntryShown[]
  /** The form that writes this line down, for those who may. */
  readonly href: string | null
  /** The newest entry: who, when and what; null while there is none. */
  readonly by: string | null
  readonly on: string | null
  readonly words: string | null
  /** What was done so far where that does not make the line done; holds nobody’s words. */
  readonly remark: string | null
}

const stateWords: Record<LineState, string> = {
  done: 'Done',
  asked: 'Asked',
  open: 'Open',
  'not-applicable': 'Not needed',
}

/** Both lists. `contacts`: all on the child's record, restricted ones too, so that what names them stays hidden. */
export function enquiriesShown(now: CaseNow, paths: Paths, person: Person, contacts: readonly Contact[]) {
  const isHidden = isHiddenFrom(person, now.summary.schoolUrn, contacts)
  const lines = enquiryStates(now, contacts).map(({ line, state, own, elsewhere, remark }) => {
    const entries = own.map((check) => checkShown(check, check.isAwaited, now.today, isHidden))
    const all = [...entries, ...(elsewhere ? [countedShown(elsewhere)] : [])].sort((one, other) =>
      one.on < other.on ? 1 : one.on > other.on ? -1 : other.version - one.version,
    )
    const newest = all[0] ?? null
    return {
      side: line.side,
      code: line.code,
      text: line.text,
      state,
      stateWords: state === 'open' && newest ? 'So far' : stateWords[state],
      entries: all,
      href: formOf(line, now, paths, person),
      by: newest?.byName ?? null,
      on: newest?.on ?? null,
      words: newest && [newest.who, newest.words || newest.resultWords].filter(Boolean).join(': '),
      remark: remark && datesInWords(remark),
    }
  })
  const of = (side: Side): readonly LineShown[] => lines.filter((line) => line.side === side)
  const doneOf = (side: Side) => of(side).filter(({ state }) => state === 'done' || state === 'not-applicable').length
  return {
    school: of('school'),
    authority: of('authority'),
    doneOfSchool: doneOf('school'),
    doneOfAuthority: doneOf('authority'),
  }
}

/** What was asked and not answered yet, overdue first, then by the day on which an answer is expected; without one, last. */
export function answersOwed(now: CaseNow, paths: Paths, person: Person, contacts: readonly Contact[]) {
  const isHidden = isHiddenFrom(person, now.summary.schoolUrn, contacts)
  const last = '9999'
  return awaitedChecks(standingChecks(now.events, now.summary.standing))
    .map((check) => {
      const line = enquiryLines.find(({ code }) => code === check.check)
      const who = isHidden(check.who) ? '' : check.who
      const { id, schoolUrn, closedAt } = now.summary
      const mayAnswer = line !== undefined && closedAt === null && may(person, permissionOf(line.side), schoolUrn)
      return {
        text: who ? `${who} (${line?.text ?? check.check})` : (line?.text ?? check.check),
        askedOn: check.on,
        dueOn: check.nextOn,
        isOverdue: isPast(check, now.today),
        href: mayAnswer ? `${paths.checkForm(id, check.check)}&of=${check.version}` : null,
        /** What a press of “Asked again today” sends; null for those who may not. */
        again: mayAnswer ? { action: paths.checks(id), check: check.check, of: check.version } : null,
      }
    })
    .sort((one, other) => ((one.dueOn ?? last) < (other.dueOn ?? last) ? -1 : 1))
}

/** Who may write down a line of this side. */
export function permissionOf(side: Side): Permission {
  return side === 'school' ? 'log-school-check' : 'log-authority-check'
}

function isPast({ nextOn }: Pick<StandingCheck, 'nextOn'>, today: string): boolean {
  return nextOn !== null && nextOn < today
}

function checkShown(
  check: StandingCheck,
  isAwaited: boolean,
  today: string,
  isHidden: (...texts: readonly string[]) => boolean,
): EntryShown {
  const { version, on, result, nextOn } = check
  const texts = isHidden(check.how, check.who, check.words, check.nextStep)
    ? { how: '', who: '', words: hiddenWords, nextStep: '' }
    : { how: check.how, who: check.who, words: check.words, nextStep: check.nextStep }
  return {
    version,
    on,
    byName: writerOf(check),
    result,
    resultWords: checkResultWords[result],
    ...texts,
    nextOn,
    isAwaited,
    isOverdue: isAwaited && isPast(check, today),
  }
}

function countedShown({ version, on, byName, words }: Counted): EntryShown {
  const texts = { result: null, resultWords: '', how: '', who: '', words: datesInWords(words), nextStep: '' }
  return { version, on, byName, ...texts, nextOn: null, isAwaited: false, isOverdue: false }
}

// What is written down elsewhere is never typed a second time: its link leads there.
function formOf(line: EnquiryLine, { summary }: CaseNow, paths: Paths, person: Person): string | null {
  const { id, schoolUrn, closedAt } = summary
  const mayDo = (permission: Permission) => may(person, permission, schoolUrn)
  if (closedAt !== null || !mayDo(permissionOf(line.side))) return null
  switch (line.recordedAs) {
    case 'risk-answers':
      return mayDo('answer-risk') ? paths.riskAnswersForm(id) : null
    case 'told-education-welfare':
      return mayDo('record-telling') ? paths.tellingForm(id, 'education-welfare') : null
    case 'told-authority':
      return mayDo('record-telling') ? paths.tellingForm(id, 'authority') : null
    case 'review':
      return mayDo('hold-review') && summary.openedAt !== null ? paths.reviewForm(id) : null
    case 'outcome':
      return mayDo('sign-for-authority') ? paths.removal(id) : null
    case 'removal':
      return null
    case null:
      return paths.checkForm(id, line.code)
  }
}

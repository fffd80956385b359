// What is known of a child before anybody answers the risk questions, from where and since when? Not sent is not no.
import { isReached, standingAttempts } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { FlagName, Pupil } from '../../cases/pupil.ts'
import { standingOf } from '../../cases/standing.ts'
import type { RiskAnswer } from '../../law/referSameDay.ts'
import { ageInYears, riskQuestionList, youngChildYears } from '../../law/riskQuestionList.ts'
import { inWords } from './inWords.ts'
import { momentWords } from './riskMoment.ts'

/** One thing known that bears on a question. `says` null: it is shown and answers nothing. */
export interface RiskKnown {
  readonly question: string
  readonly from: 'mis' | 'changed' | 'not-sent' | 'register' | 'age' | 'answered' | 'earlier'
  readonly says: RiskAnswer | null
  readonly words: string
}

/** All that is known, in the order of the questions. */
export function riskKnown(now: CaseNow): RiskKnown[] {
  const { pupil } = now
  const known = [
    ...flagKnown(pupil, 'A2', 'protectionPlan', 'protection plan'),
    ...flagKnown(pupil, 'A4', 'lookedAfter', 'looked after'),
    ...flagKnown(pupil, 'Q8', 'ehcPlan', 'EHC plan', true),
    ...flagKnown(pupil, 'Q8', 'senSupport', 'SEN support', true),
    attendanceKnown(now),
    ageKnown(now),
    ...earlierAnswers(now),
    ...earlierRecords(now),
  ]
  return riskQuestionList.flatMap(({ id }) => known.filter(({ question }) => question === id))
}

/** What is chosen before a person has: only what all that is known agrees on. Unknown only where a person answered so before. */
export function prefilledAnswers(known: readonly RiskKnown[]): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const { id } of riskQuestionList) {
    const said = known.flatMap(({ question, says }) => (question === id && says && says !== 'unknown' ? [says] : []))
    const first = said[0]
    if (first && said.every((says) => says === first)) answers[id] = first
    if (!first && isAnsweredUnknown(known, id)) answers[id] = 'unknown'
  }
  return answers
}

// What the MIS said to have changed since asks for a new look.
function isAnsweredUnknown(known: readonly RiskKnown[], id: string): boolean {
  const about = known.filter(({ question }) => question === id)
  return (
    about.some(({ from, says }) => from === 'answered' && says === 'unknown') &&
    about.every(({ from }) => from !== 'changed')
  )
}

/** In a few letters what the MIS and the register said when a form was opened. What people answered goes by the case's version. */
export function knownMark(known: readonly RiskKnown[]): string {
  const said = known.filter(({ from }) => from !== 'answered' && from !== 'earlier')
  return said.map(({ question, from, says }) => `${question}.${from}${says ? `.${says}` : ''}`).join(' ')
}

/** The questions of which something else is known now than when the form was opened. */
export function changedSince(mark: string, known: readonly RiskKnown[]): string[] {
  const byQuestion = (text: string) => {
    const parts = text.split(' ')
    return (id: string) => parts.filter((part) => part.startsWith(`${id}.`)).join(' ')
  }
  const [before, after] = [byQuestion(mark), byQuestion(knownMark(known))]
  return riskQuestionList.flatMap(({ id }) => (before(id) === after(id) ? [] : [id]))
}

/** The sentences frozen with the answers: those about the absence, then those about a question, beginning with its number. */
export function knownLines(now: CaseNow, known: readonly RiskKnown[]): string[] {
  return [...absenceKnown(now), ...known.map(({ question, words }) => `${question}: ${words}`)]
}

/** What is known of the absence itself, in sentences. */
export function absenceKnown({ answer, summary, lastSeen, events }: CaseNow): string[] {
  const absence = answer?.absence
  const since = inWords.plainDay(absence?.firstOn ?? summary.beganOn)
  const attempts = standingAttempts(events)
  const last = attempts.at(-1)
  const reached = attempts.some(({ outcome }) => isReached(outcome)) ? 'somebody was reached' : 'nobody was reached'
  return [
    `Away since ${since}${absence ? `, school day ${absence.schoolDays}` : ''}.`,
    lastSeen
      ? `Last seen ${lastSeen.how === 'register' ? 'at school, by the register,' : 'by a professional'} on ${inWords.plainDay(lastSeen.on)}.`
      : 'Nobody is on record as having seen the child.',
    last
      ? `Contacts tried ${attempts.length === 1 ? 'once' : `${attempts.length} times`}, ${reached}; last ${momentWords(last.at)}.`
      : 'No contact has been tried.',
  ]
}

const wireNames: Partial<Record<FlagName, string>> = {
  lookedAfter: 'looked_after',
  protectionPlan: 'protection_plan',
  ehcPlan: 'ehc_plan',
  senSupport: 'sen_support',
}

// `isOneOfMany`: its no does not answer the question, which asks for more than this flag.
function flagKnown(pupil: Pupil, question: string, flag: FlagName, name: string, isOneOfMany = false): RiskKnown[] {
  const value = pupil[flag]
  const isChanged = pupil.flagsToCheck.some((each) => each === flag || each === wireNames[flag])
  const known: RiskKnown[] = []
  if (value !== null) {
    const when = pupil.flagsAt ? `, ${inWords.plainDay(pupil.flagsAt)}` : ''
    const says = isChanged || (isOneOfMany && !value) ? null : value ? 'yes' : 'no'
    known.push({ question, from: 'mis', says, words: `The school’s MIS said ${name}: ${value ? 'yes' : 'no'}${when}.` })
  }
  if (isChanged) {
    const when = pupil.flagsToCheckAt ? ` on ${inWords.plainDay(pupil.flagsToCheckAt)}` : ''
    const words = `The school’s MIS said${when} that this changed (${name}), without saying to what. Please check.`
    known.push({ question, from: 'changed', says: null, words })
  }
  if (known.length > 0) return known
  return [{ question, from: 'not-sent', says: null, words: `The school’s MIS has not said (${name}).` }]
}

function attendanceKnown({ answer, today }: CaseNow): RiskKnown {
  const question = 'A7'
  if (!answer || answer.attendance.possible === 0) {
    return { question, from: 'register', says: null, words: 'No session of this year can be counted yet.' }
  }
  const { absent, possible, band } = answer.attendance
  const missed = `${absent} of ${possible} possible sessions of this year missed up to ${inWords.plainDay(today)}`
  if (band === 'none') {
    const words = `The register: ${missed}, which is not persistent absence.`
    return { question, from: 'register', says: null, words }
  }
  return {
    question,
    from: 'register',
    // Nearly every child who is away early in the year has missed a tenth: a person says whether that is serious.
    says: null,
    words: `Suggested by the register: ${missed}, which is ${band} absence.`,
  }
}

function ageKnown({ pupil, today }: CaseNow): RiskKnown {
  const question = 'Q1'
  if (!pupil.dateOfBirth) return { question, from: 'not-sent', says: null, words: 'The date of birth is not known.' }
  const age = ageInYears(pupil.dateOfBirth, today)
  const words = `${age} years old by the date of birth, ${inWords.plainDay(pupil.dateOfBirth)}.`
  return { question, from: 'age', says: age < youngChildYears ? 'yes' : null, words }
}

function earlierAnswers({ summary, events }: CaseNow): RiskKnown[] {
  const last = standingOf(summary.standing, 'risk').at(-1)
  const event = events.find(({ version }) => version === last?.version)
  if (event?.what !== 'risk-answered' || !event.details.answers) return []
  const who = `by ${event.byName ?? 'somebody'}, ${momentWords(event.at)}`
  return Object.entries(event.details.answers).map(([question, says]) => ({
    question,
    from: 'answered',
    says,
    words: `Answered ${says} ${who}.`,
  }))
}

// What was said of another absence is worth seeing and answers nothing today.
function earlierRecords({ others }: CaseNow): RiskKnown[] {
  return others.flatMap(({ standing, beganOn }) =>
    (standingOf(standing, 'risk').at(-1)?.mustRefer ?? []).map((question) => ({
      question,
      from: 'earlier' as const,
      says: null,
      words: `Answered yes in the record of the absence that began ${inWords.plainDay(beganOn)}.`,
    })),
  )
}

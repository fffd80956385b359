// What was known, shown and answered at that minute? The answers as they were frozen, and whether they still stand.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import type { RiskAnswered } from '../../cases/caseWork.ts'
import { standingOf } from '../../cases/standing.ts'
import { mustReferAnswers } from '../../law/referSameDay.ts'
import type { Paths } from '../paths.ts'
import { caseHead } from './caseForm.ts'
import { levelWords } from './caseWords.ts'
import { frozenLine } from './riskAsked.ts'
import { momentWords } from './riskMoment.ts'
import { isReferralOwed } from './riskShown.ts'

type Answered = Extract<RecordedEvent, { what: 'risk-answered' }>

const decisionWords = { refer: 'Refer today', enquire: 'Make enquiries first' } as const
const answerWords = { yes: 'Yes', no: 'No', unknown: 'Unknown' } as const

/** The model of `pages/riskSnapshot.njk`; null when that version is no risk answers. Nothing in it is computed anew but whether it stands. */
export function riskSnapshotPage(now: CaseNow, version: number, paths: Paths) {
  const event = answeredEvents(now).find((each) => each.version === version)
  if (!event) return null
  const isErased = !event.details.answers
  return {
    title: 'Risk answers as they were kept',
    // The day away as it is now has no place among what was known then.
    head: { ...caseHead(now, paths), schoolDays: null },
    backHref: paths.case(now.summary.id),
    allHref: paths.riskAnswers(now.summary.id),
    version,
    at: event.at,
    byName: event.byName ?? 'somebody',
    standing: standingWords(now, event, paths),
    owed: owedWords(now, event, paths),
    isErased,
    ...(isErased ? nothingLeft : frozenParts(event.details)),
  }
}

/** The model of `pages/riskAnswersList.njk`: all of them, the newest first, withdrawn ones too. */
export function riskAnswersPage(now: CaseNow, paths: Paths, mayAnswer: boolean) {
  return {
    title: 'Risk answers',
    head: caseHead(now, paths),
    backHref: paths.case(now.summary.id),
    formHref: mayAnswer && now.summary.closedAt === null ? paths.riskAnswersForm(now.summary.id) : null,
    lines: answeredEvents(now)
      .toReversed()
      .map((event) => ({
        href: paths.riskSnapshot(now.summary.id, event.version),
        at: event.at,
        byName: event.byName ?? 'somebody',
        level: event.details.level ? levelWords[event.details.level] : 'Erased',
        decision: event.details.decision ? decisionWords[event.details.decision] : 'Erased',
        fired: event.details.answers ? mustReferAnswers(event.details.answers) : [],
        standing: standingWords(now, event, paths).text,
      })),
  }
}

function answeredEvents({ events }: CaseNow): Answered[] {
  return events.filter((event): event is Answered => event.what === 'risk-answered')
}

const nothingLeft = { level: '', decision: '', reason: '', asked: [], absence: [], questions: [] } as const

function frozenParts({ answers, level, decision, reason, known, shown }: RiskAnswered) {
  const lines = shown.map(frozenLine)
  const asks = new Map(lines.flatMap(({ question, words }) => (question ? [[question, words]] : [])))
  const knownOf = known.map(frozenLine)
  return {
    level: levelWords[level],
    decision: decisionWords[decision],
    reason,
    asked: lines.filter(({ question }) => question === null).map(({ words }) => words),
    absence: knownOf.filter(({ question }) => question === null).map(({ words }) => words),
    questions: Object.entries(answers).map(([id, answer]) => ({
      id,
      asks: asks.get(id) ?? id,
      known: knownOf.filter(({ question }) => question === id).map(({ words }) => words),
      answer,
      answerText: answerWords[answer],
      isFired: answer === 'yes' && id.startsWith('A'),
    })),
  }
}

// Withdrawn, replaced by newer ones, or the ones that stand.
function standingWords(now: CaseNow, { version }: Answered, paths: Paths) {
  const undone = now.events.find((event) => event.what === 'entry-withdrawn' && event.details.version === version)
  if (undone?.what === 'entry-withdrawn') {
    const why = undone.details.reason ? `: ${undone.details.reason}` : ''
    return {
      kind: 'withdrawn' as const,
      text: `Withdrawn by ${undone.byName ?? 'somebody'}, ${momentWords(undone.at)}${why}`,
      href: null,
    }
  }
  const newest = standingOf(now.summary.standing, 'risk').at(-1)
  if (newest && newest.version > version) {
    const { at = '' } = now.events.find((event) => event.version === newest.version) ?? {}
    const text = `Replaced by newer answers${at && `, ${momentWords(at)}`}`
    return { kind: 'replaced' as const, text, href: paths.riskSnapshot(now.summary.id, newest.version) }
  }
  return { kind: 'newest' as const, text: 'The newest answers', href: null }
}

function owedWords(now: CaseNow, { version }: Answered, paths: Paths) {
  const newest = standingOf(now.summary.standing, 'risk').at(-1)
  if (newest?.version !== version || !isReferralOwed(now)) return null
  return { href: paths.referralForm(now.summary.id) }
}

// How does a page, or a calendar file, show one date? Its state, its rule as it held then, its sentences, its days.
import { dateText, dayNumber } from '../../calendar/date.ts'
import { compulsorySchoolAgeOf, isOfAge } from '../../law/compulsorySchoolAge.ts'
import { type AnswerRule, basisOf, isInForce, type Owner, type Standing, versionOn } from '../../law/rule.ts'
import { findRule } from '../../law/rules.ts'
import { closuresOnTheWay } from './calculatorClosures.ts'
import type { Deadline } from './calculatorDeadline.ts'
import { effectsOf, lookFirst } from './calculatorEffects.ts'
import type { Question } from './calculatorRuns.ts'
import { type StripPart, shownOfStrip, stripBefore, stripOf } from './calculatorStrip.ts'
import { calculatorDate, calculatorDay, calculatorPlainDate } from './calculatorWords.ts'
import { ruleWordsOn } from './rulebookNumbers.ts'

const standings: Record<Standing, string> = {
  law: 'Law',
  'statutory-guidance': 'Statutory guidance',
  'local-procedure': 'Local procedure',
}

const owners: Record<Owner, string> = {
  school: 'School',
  authority: 'Authority',
  both: 'School and authority',
  police: 'Police',
}

/** A date as the page says it. */
export type DeadlineShown = ReturnType<typeof deadlineShown>

/** What is shown of a deadline of a question. */
export function deadlineShown(question: Question, deadline: Deadline) {
  const rule = ruleThen(question, deadline)
  const basis = basisOf(rule)
  const notFor = whyNotFor(question, deadline)
  const strip = stripShown(question, deadline)
  return {
    ...deadline,
    id: deadline.rule.id,
    status: notFor !== null ? 'not-for' : deadline.on === null ? 'unknown' : 'known',
    notFor,
    unknown: whyUnknown(question, deadline),
    latest: deadline.dueOn && `Send it by ${calculatorDate(deadline.dueOn)} at the latest.`,
    look: lookFirst(question, deadline),
    effects: effectsOf(question, deadline, strip),
    closures: closuresOnTheWay(deadline),
    more: [...whereItBegins(deadline), ...deadline.more],
    sentences: [...deadline.sentences, ...whatHeldThen(question, deadline, rule)],
    // Ground I asks nothing of anybody; both look, and both sign.
    who: owners[rule.owedBy ?? 'both'],
    standing: rule.standing,
    standingText: `${standings[rule.standing]}: ${deadline.isEarliest ? 'not before' : rule.kind}`,
    says: ruleWordsOn(rule, deadline.startedOn ?? question.firstOn, question.policies).says,
    rulePage: findRule(rule.id) ? rule.id : deadline.rule.id,
    cite: basis.cite,
    url: basis.url,
    isConfirmed: basis.confirmed,
    // One day is no count to show.
    strip: strip.length > 1 ? shownOfStrip(strip) : [],
    isBrief: deadline.on !== null && isBrief(strip, rule),
    isStripCut: shownOfStrip(strip).length < strip.length,
    summary: summaryOf(question, deadline),
  } as const
}

/** Whether the line in the list of dates says enough on paper: no law, and every day on the way counts. */
function isBrief(strip: readonly StripPart[], { standing }: AnswerRule): boolean {
  return standing !== 'law' && strip.every(({ isCounted }) => isCounted)
}

// The version that the clock's answer stands on; where it gives none, that of the day.
function ruleThen({ firstOn }: Question, { rule, basis, on }: Deadline): AnswerRule {
  for (let version: AnswerRule | undefined = rule; version && basis; version = version.replaces)
    if (basisOf(version) === basis) return version
  return versionOn<AnswerRule>(rule, on ?? firstOn)
}

function stripShown(question: Question, deadline: Deadline): StripPart[] {
  const { count, startedOn, working, countsOn, firstNumber } = deadline
  const isEveryDay = countsOn === 'calendar days'
  if (count !== null && (startedOn === null || working.counted.length === 0))
    return stripBefore(question, count, isEveryDay, dateText(dayNumber(question.lastOn) + 1))
  const strip = stripOf(working, firstNumber, question.days)
  if (count === null || startedOn === null) return strip
  const dayOne: StripPart[] = firstNumber > 1 ? [{ isCounted: true, number: 1, on: startedOn }] : []
  return [...stripBefore(question, count, isEveryDay, startedOn), ...dayOne, ...strip]
}

function whereItBegins({ count, startedOn, countsOn }: Deadline): string[] {
  if (count === null || startedOn === null) return []
  const counts = countsOn === 'school days' ? 'only school days count' : 'every day of the calendar counts'
  return [`Day 1 is ${calculatorDay(startedOn)}, and ${counts}.`]
}

function whyNotFor(question: Question, deadline: Deadline): string | null {
  const { dateOfBirth } = question
  if (deadline.count === null && deadline.startedOn === null) return 'No session of this absence is marked N.'
  if (deadline.count === 'absence' && deadline.startedOn !== null && deadline.basis === null)
    return 'This is owed while nobody knows why the child is away. Code G gives a reason, a holiday without leave, and no other day is marked N or O.'
  if (!deadline.isByAge || dateOfBirth === null || deadline.on === null) return null
  const span = compulsorySchoolAgeOf(dateOfBirth)
  if (isOfAge(span, deadline.on)) return null
  return `This rule is for children of compulsory school age. With this date of birth that is from ${calculatorDate(span.from)} to ${calculatorDate(span.to)}, and the count is reached on ${calculatorDate(deadline.on)}.`
}

function whyUnknown(question: Question, deadline: Deadline): string {
  const end = calculatorPlainDate(question.lastOn)
  const more = `Add the term dates after ${end}.`
  const isStopped = deadline.count !== null && question.endings[deadline.count].length > 0
  return isStopped
    ? `With these marks the count is not reached before your term dates end, on ${end}. ${more}`
    : `Your term dates end on ${end}, before this day is reached. ${more}`
}

function whatHeldThen(question: Question, deadline: Deadline, rule: AnswerRule): string[] {
  const on = deadline.on ?? question.firstOn
  const { from } = rule.inForce
  if (isInForce(rule, on) || on >= from) return []
  return [`The rule cited here is in force from ${calculatorPlainDate(from)}. What held before is not known here.`]
}

function summaryOf(question: Question, { working, countsOn, count, startedOn }: Deadline): string {
  const isAgain = count !== null && startedOn !== null && question.endings[count].some(({ on }) => on < startedOn)
  const days = working.counted.length === 1 ? 'school day' : countsOn
  const counted = `${working.counted.length} ${days} counted${isAgain ? ` from ${calculatorDate(startedOn)}` : ''}`
  if (working.counted.length === 0) return 'the count is not reached'
  if (countsOn === 'calendar days')
    return `${working.counted.length + 1} ${countsOn} from ${calculatorDate(startedOn!)}, weekends and holidays among them`
  const reasons = new Map<string, number>()
  for (const { because } of working.skipped) reasons.set(because, (reasons.get(because) ?? 0) + 1)
  if (reasons.size === 0) return `${counted}, no weekday skipped`
  const total = working.skipped.length
  const each = [...reasons].map(([because, times]) => `${because} ${times}`).join(', ')
  return `${counted}, ${total} ${total === 1 ? 'weekday' : 'weekdays'} skipped (${each})`
}

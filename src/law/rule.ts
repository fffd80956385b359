// What is a rule? The same parts for each, so that the rulebook, the duties and the tests read them alike.
import type { CalendarDays, DateText, SchoolDays } from '../calendar/date.ts'
import type { LocalPolicy, PolicyNumber } from './localPolicy.ts'
import type { Source } from './source.ts'

export type RuleKind = 'must' | 'may' | 'should'
export type Standing = 'law' | 'statutory-guidance' | 'local-procedure'
/** A national guide is neither law nor statutory: what a national body asks of those who send data or keep records. */
export type RuleStanding = Standing | 'national-guide'
export type Owner = 'school' | 'authority' | 'both' | 'police'

/** The numbers a rule may carry, the unit in each name. */
export interface RuleNumbers {
  readonly schoolDays?: SchoolDays
  readonly calendarDays?: CalendarDays
  readonly calendarMonths?: number
  readonly hours?: number
  readonly opensOnCalendarDay?: CalendarDays
  readonly closesOnCalendarDay?: CalendarDays
  readonly atRiskFromSchoolDays?: SchoolDays
  readonly sessions?: number
  readonly schoolWeeks?: number
  readonly persistentFromPercent?: number
  readonly severeFromPercent?: number
  readonly startsAtAgeYears?: number
  readonly endsAtAgeYears?: number
  readonly years?: number
  readonly notices?: number
  readonly grounds?: number
  readonly pupilsAFile?: number
  /** Which number of the local policy it is, for a rule whose number the authority chooses. */
  readonly policyNumber?: PolicyNumber
}

/** What people read of a rule. */
export interface RuleWords {
  /** The rule in a sentence. */
  readonly says: string
  /** A sentence or two with dates, which a test compares with what the clock answers. */
  readonly workedExample: string
}

export interface Rule extends RuleNumbers, RuleWords {
  readonly id: string
  /** What people call it, for headings. */
  readonly name: string
  readonly source: Source
  readonly kind: RuleKind
  readonly standing: RuleStanding
  /** The first and the last day on which the rule held: `from` is null while no day is appointed, `until` while it holds. */
  readonly inForce: { readonly from: DateText | null; readonly until: DateText | null }
  /** The version that held before this one. A change of law is a new file: an old case keeps the law of its day. */
  readonly replaces?: Rule
  /** Who owes what it asks; null for a rule that only counts or defines. */
  readonly owedBy: Owner | null
  /** Where its count begins, to follow the number in a sentence. */
  readonly counted: string
  /** What the text leaves open and how it is read here. */
  readonly ourReading?: string
  /** Its words with another number than the one that comes with the program, for a rule with a `policyNumber`. */
  readonly wordsWith?: (number: number) => RuleWords
}

/** A rule of the local procedure whose number the authority chooses. Its own words have the number that comes with the program. */
export interface LocalRule extends DutyRule {
  readonly policyNumber: PolicyNumber
  readonly wordsWith: (number: number) => RuleWords
}

/** What people read of a rule where these numbers of the local policy hold. */
export function wordsOf(rule: Rule, numbers: LocalPolicy): RuleWords {
  const { policyNumber, wordsWith } = rule
  return policyNumber && wordsWith ? wordsWith(numbers[policyNumber]) : rule
}

/** Whether a rule holds on a date. One whose day is not appointed yet holds on none. */
export function isInForce({ inForce }: Rule, on: DateText): boolean {
  return inForce.from !== null && inForce.from <= on && (inForce.until === null || on <= inForce.until)
}

/** A rule that an answer of the clock names as its basis. */
export interface AnswerRule extends Rule {
  readonly standing: Standing
  readonly inForce: { readonly from: DateText; readonly until: DateText | null }
  readonly replaces?: AnswerRule
}

/** A rule that somebody owes something under. */
export interface DutyRule extends AnswerRule {
  readonly owedBy: Owner
  readonly replaces?: DutyRule
}

/** The version of a rule that held on a date; before the first on file, the first. */
export function versionOn<Version extends AnswerRule & { readonly replaces?: Version }>(
  rule: Version,
  on: DateText,
): Version {
  const older: Version | undefined = rule.replaces
  return older === undefined || rule.inForce.from <= on ? rule : versionOn(older, on)
}

/** What an answer shows of a rule: how binding it is, what to cite, where to read it, whether the wording is confirmed. */
export interface Basis {
  readonly kind: Standing
  readonly cite: string
  readonly url: string
  readonly confirmed: boolean
}

const bases = new WeakMap<AnswerRule, Basis>()

/** The basis of a rule. The same object each time: answers for a whole school share it. */
export function basisOf(rule: AnswerRule): Basis {
  const known = bases.get(rule)
  if (known) return known
  const { source, standing } = rule
  const basis: Basis = Object.freeze({
    kind: standing,
    cite: `${source.instrument}, ${source.provision}`,
    url: source.url,
    confirmed: source.confirmed,
  })
  bases.set(rule, basis)
  return basis
}

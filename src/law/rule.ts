// What is a rule? The same parts for each, so that the rulebook, the duties and the tests read them alike.
import type { DateText } from '../calendar/date.ts'
import type { Source } from './source.ts'

export type RuleKind = 'must' | 'may' | 'should'
export type Standing = 'law' | 'statutory-guidance' | 'local-procedure'
export type Owner = 'school' | 'authority' | 'both' | 'police'

export interface Rule {
  readonly id: string
  /** The rule in a sentence, as users read it. */
  readonly says: string
  readonly source: Source
  readonly kind: RuleKind
  readonly standing: Standing
  /** The first and the last day on which the rule held; `until` is null while it holds. */
  readonly inForce: { readonly from: DateText; readonly until: DateText | null }
  /** Who owes what it asks; null for a rule that only counts or defines. */
  readonly owedBy: Owner | null
}

/** A rule that somebody owes something under. */
export interface DutyRule extends Rule {
  readonly owedBy: Owner
}

/** What an answer shows of a rule: how binding it is, what to cite, where to read it, whether the wording is confirmed. */
export interface Basis {
  readonly kind: Standing
  readonly cite: string
  readonly url: string
  readonly confirmed: boolean
}

const bases = new WeakMap<Rule, Basis>()

/** The basis of a rule. The same object each time: answers for a whole school share it. */
export function basisOf(rule: Rule): Basis {
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

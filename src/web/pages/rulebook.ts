// What does the rulebook show? Every rule in force by its situation, or one rule whole; all of it from the rules' own files.
import type { DateText } from '../../calendar/date.ts'
import { isInForce, type Owner, type Rule, type RuleKind, type Standing } from '../../law/rule.ts'
import { ruleGroups, rules } from '../../law/rules.ts'
import type { Paths } from '../paths.ts'
import { exampleCalculator } from './calculatorExample.ts'
import { numberOf, policyNumberShown, policyNumbersShown } from './rulebookNumbers.ts'
import { usesOf } from './rulebookUses.ts'

const standings: Record<Standing, { readonly text: string; readonly means: string }> = {
  law: { text: 'Law', means: 'An Act of Parliament or regulations made under one.' },
  'statutory-guidance': {
    text: 'Statutory guidance',
    means: 'The Department for Education’s. Schools and authorities follow it unless they have a good reason not to.',
  },
  'local-procedure': {
    text: 'Local procedure',
    means: 'Agreed by local partners. It is practice and not law: another authority may choose other numbers.',
  },
}

const kinds: Record<RuleKind, string> = {
  must: 'leaves no choice',
  should: 'is followed, unless there is a good reason not to',
  may: 'allows something and asks nobody for it',
}

const owners: Record<Owner, string> = {
  school: 'The school',
  authority: 'The local authority',
  both: 'The school and the local authority',
  police: 'The police',
}

/** The model of pages/rulebook.njk: the rules as they stand on a date. */
export function rulebookPage(on: DateText, paths: Paths) {
  const groups = ruleGroups.map(({ id, title, rules }) => ({
    id,
    title,
    rules: rules.filter((rule) => isInForce(rule, on)).map((rule) => ruleShown(rule, on, paths)),
  }))
  return {
    title: 'Rulebook',
    on,
    groups: groups.filter(({ rules }) => rules.length > 0),
    notInForce: rules.filter((rule) => !isInForce(rule, on)).map((rule) => ruleShown(rule, on, paths)),
    standings: Object.entries(standings).map(([key, words]) => ({ key, ...words })),
    kinds: Object.entries(kinds).map(([kind, means]) => ({ kind, means })),
    policy: policyNumbersShown(on),
    exampleTerms: exampleCalculator.terms,
    exampleClosed: exampleCalculator.closed.split('\n'),
  }
}

/** The model of pages/rulebookRule.njk. */
export function rulebookRulePage(rule: Rule, on: DateText, paths: Paths) {
  return {
    title: rule.name,
    on,
    rule: ruleShown(rule, on, paths),
    group: ruleGroups.find((group) => group.rules.includes(rule))?.title ?? '',
    meansStanding: standings[rule.standing].means,
    meansKind: kinds[rule.kind],
    policy: rule.policyNumber ? policyNumberShown(rule.policyNumber, on) : null,
    uses: usesOf(rule, paths),
  }
}

function ruleShown(rule: Rule, on: DateText, paths: Paths) {
  const { id, name, says, kind, standing, source, inForce } = rule
  return {
    id,
    name,
    href: paths.rule(id),
    says,
    kind,
    standing,
    standingText: standings[standing].text,
    owedBy: rule.owedBy === null ? null : owners[rule.owedBy],
    number: numberOf(rule, on),
    counted: rule.counted,
    policyFrom: rule.policyNumber ? policyNumberShown(rule.policyNumber, on).from : null,
    from: inForce.from,
    until: inForce.until,
    isInForce: isInForce(rule, on),
    instrument: source.instrument,
    provision: source.provision,
    url: source.url,
    isConfirmed: source.confirmed,
    ourReading: rule.ourReading ?? null,
    workedExample: rule.workedExample,
  }
}

// What does the rulebook show? Every rule in force by its situation, or one rule whole; all of it from the rules' own files.
import type { DateText } from '../../calendar/date.ts'
import { deletionGroundList } from '../../law/deletionGroundList.ts'
import { deletionOnlyOnGround } from '../../law/deletionOnlyOnGround.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import { policyLimits } from '../../law/policyLimits.ts'
import { isInForce, type Owner, type Rule, type RuleKind, type RuleStanding } from '../../law/rule.ts'
import { olderVersions, rulebookGroups, ruleLibrary } from '../../law/ruleLibrary.ts'
import { findRule } from '../../law/rules.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import type { RulebookDay } from '../forms/rulebookDay.ts'
import type { Paths } from '../paths.ts'
import { countsByCodes } from './attendanceCodesPage.ts'
import { exampleCalculator } from './calculatorExample.ts'
import { inWords } from './inWords.ts'
import { numberOf, policyNumberShown, policyNumbersShown, ruleWordsOn } from './rulebookNumbers.ts'
import { usesOf } from './rulebookUses.ts'

/** Of a day before this law nearly every rule is still to come: the contents then only say how many. */
const mostInContents = 15

/** The regulations of 2024: before them the rulebook has only the versions that old cases need. */
const lawFrom = whereaboutsUnknownDeletion.inForce.from

const standings: Record<RuleStanding, { readonly text: string; readonly means: string }> = {
  law: { text: 'Law', means: 'An Act of Parliament or regulations made under one.' },
  'statutory-guidance': {
    text: 'Statutory guidance',
    means: 'The Department for Education’s. Schools and authorities follow it unless they have a good reason not to.',
  },
  'national-guide': {
    text: 'National guide',
    means: 'What a national body asks of those who send it data or keep its records. It is neither law nor statutory.',
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

/** The rules as somebody asks to see them: of which day, with the local numbers of each. */
interface Asked {
  readonly day: RulebookDay
  readonly policies: LocalPolicies
  readonly paths: Paths
}

/** The model of pages/rulebook.njk: the rules as they stand, or stood, on a day. */
export function rulebookPage(day: RulebookDay, policies: LocalPolicies, paths: Paths) {
  const { on, today, asked, typed, error } = day
  const shown = (rule: Rule) => ruleShown(rule, { day, policies, paths })
  const groups = rulebookGroups.map(({ id, title, rules }) => ({
    id,
    title,
    rules: rules
      .flatMap(versionsOf)
      .filter((rule) => isInForce(rule, on))
      .map(shown),
  }))
  const firstPolicyFrom = policies[0].from
  return {
    title: 'Rulebook',
    on,
    isToday: asked === null,
    stands: on < today ? 'stood' : on > today ? 'will stand' : 'stands',
    isBeforeThisLaw: on < lawFrom,
    lawFrom,
    typed: typed === '' ? '' : error === null ? inWords.plainDay(on) : typed,
    errors: error === null ? [] : [{ text: error, href: '#on' }],
    groups: groups.filter(({ rules }) => rules.length > 0),
    mostInContents,
    apart: apart(on).map(({ rules, ...section }) => ({ ...section, rules: rules.map(shown) })),
    standings: Object.entries(standings).map(([key, words]) => ({ key, ...words })),
    kinds: Object.entries(kinds).map(([kind, means]) => ({ kind, means })),
    policy: on < firstPolicyFrom ? [] : policyNumbersShown(on, policies),
    firstPolicyFrom,
    exampleTerms: exampleCalculator.terms,
    exampleClosed: exampleCalculator.closed.split('\n'),
  }
}

// Each rule that does not hold on the day, under what it is: over, or still to come.
function apart(on: DateText) {
  const away = ruleLibrary.filter((rule) => !isInForce(rule, on))
  const isOver = ({ inForce }: Rule) => inForce.until !== null && inForce.until < on
  const sections = [
    { id: 'no-longer-in-force', title: 'No longer in force', rules: away.filter(isOver) },
    { id: 'not-yet-in-force', title: 'Not yet in force', rules: away.filter((rule) => !isOver(rule)) },
  ]
  return sections.filter(({ rules }) => rules.length > 0)
}

/** The model of pages/rulebookRule.njk. */
export function rulebookRulePage(rule: Rule, day: RulebookDay, policies: LocalPolicies, paths: Paths) {
  const { on, asked } = day
  const inForceThen = versionsOf(newestOf(rule)).find((version) => isInForce(version, on))
  return {
    title: rule.name,
    on,
    isToday: asked === null,
    backHref: `${paths.rulebook(asked)}#${rule.id}`,
    rule: ruleShown(rule, { day, policies, paths }),
    inForceThen: inForceThen === rule ? null : linkTo(inForceThen, paths, asked),
    group: rulebookGroups.find(({ rules }) => rules.includes(newestOf(rule)))?.title ?? '',
    meansStanding: standings[rule.standing].means,
    meansKind: kinds[rule.kind],
    policy: rule.policyNumber ? policyNumberShown(rule.policyNumber, on, policies) : null,
    limit: rule.policyNumber ? policyLimits[rule.policyNumber].because : null,
    countsByCodes: countsByCodes(newestOf(rule)),
    uses: usesOf(rule, paths),
    grounds: rule.id === deletionOnlyOnGround.id ? groundsShown(paths) : [],
  }
}

function groundsShown(paths: Paths) {
  return deletionGroundList.map((ground) => ({
    ...ground,
    href: ground.rule === null ? null : paths.rule(ground.rule),
  }))
}

/** A rule and the versions before it, the newest first. */
function versionsOf(rule: Rule): Rule[] {
  return rule.replaces ? [rule, ...versionsOf(rule.replaces)] : [rule]
}

function newestOf(rule: Rule): Rule {
  const newer = replacedBy(rule)
  return newer === null ? rule : newestOf(newer)
}

function replacedBy(rule: Rule): Rule | null {
  return olderVersions.find((older) => older.rule === rule)?.replacedBy ?? null
}

function linkTo(rule: Rule | null | undefined, paths: Paths, asked: DateText | null) {
  return rule ? { name: rule.name, href: paths.rule(rule.id, asked) } : null
}

function ruleShown(rule: Rule, { day: { on, asked }, policies, paths }: Asked) {
  const chosen = rule.policyNumber ? policyNumberShown(rule.policyNumber, on, policies) : null
  const { id, name, kind, standing, source, inForce } = rule
  const { says, workedExample } = ruleWordsOn(rule, on, policies)
  return {
    id,
    name,
    href: paths.rule(id, asked),
    says,
    kind,
    standing,
    standingText: standings[standing].text,
    owedBy: rule.owedBy === null ? null : owners[rule.owedBy],
    number: numberOf(rule, on, policies),
    counted: rule.counted,
    policyFrom: chosen?.from ?? null,
    // The procedure asks for it; another document may say by when.
    numberSource: chosen && chosen.instrument !== source.instrument ? chosen : null,
    from: inForce.from,
    until: inForce.until,
    isInForce: isInForce(rule, on),
    replacedBy: linkTo(replacedBy(rule), paths, asked),
    replaces: linkTo(rule.replaces, paths, asked),
    instrument: source.instrument,
    provision: source.provision,
    url: source.url,
    isConfirmed: source.confirmed,
    ourReading: rule.ourReading ?? null,
    workedExample,
    isInExampleYear: findRule(id) !== undefined,
  }
}

// Can the name be removed from the register? The page of the gate: the answer, each condition with its evidence, and who may do what next.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter, Side } from '../../cases/caseWork.ts'
import { refusals } from '../../cases/refusals.ts'
import { type RemovalGate, removalGate, sideOf, whyNothingToDecide } from '../../cases/removalGate.ts'
import { may, type Permission, type Person } from '../../cases/roles.ts'
import type { RemovalStep } from '../forms/removal.ts'
import type { Paths } from '../paths.ts'
import { caseHead } from './caseForm.ts'
import { removalShown } from './removalDone.ts'
import { conditionShown, type Reader } from './removalEvidence.ts'
import { permissionsOf, refusalOf, signersOf } from './removalSteps.ts'
import { verdictOf } from './removalVerdict.ts'
import { voidedShown } from './removalVoided.ts'
import { removalWarnings } from './removalWarnings.ts'
import { groundWords } from './removalWords.ts'

export interface AroundRemoval {
  readonly paths: Paths
  readonly person: Person
  readonly reader: Reader
  readonly saved: string | null
}

export interface NextStep {
  readonly text: string
  readonly who: string
  /** The form, for who may take the step; null otherwise. */
  readonly href: string | null
  /** Why this person may not, though they hold the role; null otherwise. */
  readonly whyNot: string | null
}

/** The model of `pages/removal.njk`. */
export function removalPage(now: CaseNow, ground: GroundLetter, { paths, person, reader, saved }: AroundRemoval) {
  const gate = removalGate(now, ground)
  const removed = removalShown(now, reader)
  const { rule } = groundWords[ground]
  const other: GroundLetter = ground === 'H' ? 'I' : 'H'
  const mayOpenReturn = may(person, 'decide-removal', now.summary.schoolUrn) || may(person, 'sign-for-authority')
  return {
    title: 'Can the name be removed from the register?',
    head: caseHead(now, paths),
    backHref: paths.case(now.summary.id),
    saved,
    removed,
    verdict: verdictOf(now, gate),
    rule: {
      name: groundWords[ground].name,
      href: paths.rule(rule.id),
      isConfirmed: rule.source.confirmed,
      cite: `${rule.source.provision}, ${rule.source.instrument}`,
    },
    other:
      now.leave === null && other === 'H'
        ? null
        : { text: groundWords[other].rule.name, href: `${paths.removal(now.summary.id)}?ground=${other}` },
    conditions: gate.conditions.map((condition) => conditionShown(now, gate, condition, reader)),
    voided: voidedShown(now, gate, reader),
    warnings: removed ? [] : removalWarnings(now, gate),
    next: removed ? [] : nextSteps(now, gate, { paths, person, authorityName: reader.authorityName }),
    closed: !removed && whyNothingToDecide(now, ground) === 'case-closed' ? refusals['case-closed'] : null,
    authorityName: reader.authorityName,
    returnHref: mayOpenReturn ? `${paths.removalStep(now.summary.id, 'return')}?ground=${ground}` : null,
    caseHref: paths.case(now.summary.id),
  }
}

interface Asker {
  readonly paths: Paths
  readonly person: Person
  readonly authorityName: string
}

/** The signatures still to be given, or to be given anew, then the decision; nothing while there is no run to sign for. */
function nextSteps(now: CaseNow, gate: RemovalGate, asker: Asker): NextStep[] {
  if (whyNothingToDecide(now, gate.ground)) return []
  const isOpen = (id: string) => gate.conditions.some((condition) => condition.id === id && condition.met === null)
  const signed = (what: 'sickness' | 'outcome', side: Side) =>
    gate.signatures.find((signature) => signature.what === what && sideOf(signature) === side)
  const isAsked = (what: 'sickness' | 'outcome', side: Side) => {
    const signature = signed(what, side)
    return !signature || gate.overtaken.includes(signature) || (what === 'outcome' && gate.isDisputed)
  }
  const anew = (what: 'sickness' | 'outcome', side: Side) => (signed(what, side) ? 'Sign anew' : 'Sign')
  const signs: [boolean, RemovalStep, Side, string][] = [
    [
      isAsked('sickness', 'school'),
      'sickness',
      'school',
      `${anew('sickness', 'school')} whether there is reason to believe in sickness or an unavoidable cause`,
    ],
    [isOpen('school-enquired'), 'enquiries', 'school', 'Sign the school’s enquiries'],
    [isOpen('authority-enquired'), 'enquiries', 'authority', 'Sign the authority’s enquiries'],
    [isAsked('outcome', 'school'), 'outcome', 'school', `${anew('outcome', 'school')} the outcome for the school`],
    [
      isAsked('outcome', 'authority'),
      'outcome',
      'authority',
      `${anew('outcome', 'authority')} the outcome for the authority`,
    ],
    [gate.status === 'met', 'decision', 'school', 'Decide that the name is deleted today'],
  ]
  return [
    ...(gate.isDisputed ? waysOutOfDispute(now, asker) : []),
    ...signs
      .filter(([isNeeded]) => isNeeded)
      .map(([, step, side, text]) => nextStep(now, gate, asker, { step, side, text })),
  ]
}

/** What both sides may do, beside signing anew, when they signed different outcomes. */
function waysOutOfDispute({ summary, schoolName }: CaseNow, { paths, person, authorityName }: Asker): NextStep[] {
  const who = `the safeguarding lead of ${schoolName} or a CME officer of ${authorityName}`
  const mayHere = (permission: Permission) => summary.openedAt !== null && may(person, permission, summary.schoolUrn)
  return [
    {
      text: 'Hold a joint review of what each side knows',
      who,
      href: mayHere('hold-review') ? paths.reviewForm(summary.id) : null,
      whyNot: null,
    },
    {
      text: 'Write down where the child is, if that is known',
      who,
      href: mayHere('record-finding') ? paths.findingForm(summary.id) : null,
      whyNot: null,
    },
  ]
}

function nextStep(
  now: CaseNow,
  { ground }: RemovalGate,
  { paths, person, authorityName }: Asker,
  { step, side, text }: { readonly step: RemovalStep; readonly side: Side; readonly text: string },
): NextStep {
  const isTheirs = signersOf(person, step, now.summary.schoolUrn).some((signer) => signer.side === side)
  const refusal = isTheirs ? refusalOf(step, now, ground, side, person.id) : null
  return {
    text,
    who: whoMay(step, side, now.schoolName, authorityName),
    href: isTheirs && !refusal ? `${paths.removalStep(now.summary.id, step)}?ground=${ground}` : null,
    whyNot: refusal ? refusals[refusal] : null,
  }
}

function whoMay(step: RemovalStep, side: Side, schoolName: string, authorityName: string): string {
  if (permissionsOf[step].includes('decide-removal')) return `the head teacher of ${schoolName}`
  return side === 'authority'
    ? `a CME officer of ${authorityName}`
    : `the safeguarding lead or the head teacher of ${schoolName}`
}

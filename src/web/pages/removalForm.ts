// What exactly is signed or decided at the removal gate? The form shows the very sentence, with who, in which role, for whom and when.
import type { CaseNow } from '../../cases/caseNow.ts'
import { removalSentence } from '../../cases/decide/decideRemoval.ts'
import { enquiriesSentence } from '../../cases/decide/signEnquiries.ts'
import { outcomeSentences } from '../../cases/decide/signOutcome.ts'
import { sicknessSentences } from '../../cases/decide/signSickness.ts'
import type { Contact } from '../../cases/pupil.ts'
import { checksToSign, removalGate } from '../../cases/removalGate.ts'
import type { RemovalStep, TypedSignature } from '../forms/removal.ts'
import { sicknessAnswers } from '../forms/removal.ts'
import type { Paths } from '../paths.ts'
import type { CaseForm, Field } from './caseForm.ts'
import { sideWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { enquiriesBehind, enquiryLineWords, openLines } from './removalEnquiries.ts'
import type { Signer } from './removalSteps.ts'
import { conditionWords, groundWords, outcomeSignedBy, stateOf, stateWords } from './removalWords.ts'

export interface AroundForm {
  readonly paths: Paths
  readonly authorityName: string
  readonly personName: string
  /** All on the child’s record. */
  readonly contacts: readonly Contact[]
}

const titles: Record<RemovalStep, string> = {
  sickness: 'Sign: sickness or unavoidable cause',
  enquiries: 'Sign: enquiries made',
  outcome: 'Sign: what the enquiries came to',
  decision: 'Decide on the deletion',
}

/** The form of a step as it is first opened or shown again. `signers` are the roles the person may take it in, at least one. */
export function removalForm(
  step: RemovalStep,
  now: CaseNow,
  typed: TypedSignature,
  signers: readonly Signer[],
  around: AroundForm,
): CaseForm {
  const { paths } = around
  const { id } = now.summary
  const chosen = signers.find(({ role }) => role === typed.as) ?? signers[0]!
  const hidden: { name: string; value: string }[] = [{ name: 'ground', value: typed.ground }]
  if (signers.length === 1) hidden.push({ name: 'as', value: chosen.role })
  if (step === 'decision') hidden.push({ name: 'on', value: now.today })
  return {
    title: titles[step],
    action: paths.removalStep(id, step),
    submit: step === 'decision' ? 'Delete the name today' : `Sign for ${bodyOf(signers, chosen, now, around)}`,
    isGrave: step === 'decision',
    backHref: `${paths.removal(id)}?ground=${typed.ground}`,
    backText: 'Back to the removal gate',
    intro: [whoSigns(signers, chosen, now, around), runWords(step, now, typed)],
    hidden,
    fields: [
      ...rolesField(signers, typed, now, around),
      ...stillOpen(step, now, signers, around),
      ...fieldsOf(step, now, typed, signers),
    ],
  }
}

function bodyOf(signers: readonly Signer[], chosen: Signer, now: CaseNow, { authorityName }: AroundForm): string {
  const sides = new Set(signers.map(({ side }) => side))
  return sides.size > 1 ? 'the side chosen' : sideWords(chosen.side, now.schoolName, authorityName)
}

function whoSigns(signers: readonly Signer[], chosen: Signer, now: CaseNow, around: AroundForm): string {
  const when = `${inWords.day(now.asOf)}, ${inWords.time(now.asOf)}. The minute kept is the one at which you press the button.`
  if (signers.length > 1) return `You are ${around.personName}. It is ${when}`
  const body = sideWords(chosen.side, now.schoolName, around.authorityName)
  return `You are ${around.personName}, ${chosen.roleName}, for ${body}. It is ${when}`
}

function runWords(step: RemovalStep, now: CaseNow, { ground }: TypedSignature): string {
  const runFirstOn = now.runs[ground]
  const since = runFirstOn === null ? 'there is no run of days' : `the run of days from ${inWords.plainDay(runFirstOn)}`
  if (step === 'decision') return `${groundWords[ground].name}: ${since}.`
  return `${groundWords[ground].name}: ${since}. If the register changes so that the run begins on another day, the signature no longer counts.`
}

function rolesField(signers: readonly Signer[], typed: TypedSignature, now: CaseNow, around: AroundForm): Field[] {
  if (signers.length === 1) return []
  const choices = signers.map(({ role, roleName, side }) => ({
    value: role,
    text: `${roleName}, for ${sideWords(side, now.schoolName, around.authorityName)}`,
  }))
  const hint = 'One person cannot sign for both sides.'
  return [{ kind: 'radios', name: 'as', label: 'In which role?', hint, value: typed.as, choices }]
}

function fieldsOf(step: RemovalStep, now: CaseNow, typed: TypedSignature, signers: readonly Signer[]): Field[] {
  const words = { kind: 'textarea', name: 'words', value: typed.words } as const
  switch (step) {
    case 'sickness':
      return [
        answers(typed, 'I sign that', sicknessAnswers, sicknessSentences, [
          'Sickness includes mental ill health and anxiety. An unavoidable cause may be a dispute about the place or the transport.',
        ]),
        { ...words, label: 'What is known, and from whom?' },
      ]
    case 'enquiries':
      return [
        ...[...new Set(signers.map(({ side }) => side))].map((side): Field => {
          const made = checksToSign(now, typed.ground, side).map((check) => enquiryLineWords(now, check))
          const heading = side === 'school' ? 'I sign for the school that' : 'I sign for the authority that'
          return { kind: 'section', heading, words: [enquiriesSentence, ...(made.length > 0 ? made : [noneMade])] }
        }),
        ...waitingFields(now, typed, signers),
        { ...words, label: 'Anything to add (optional)' },
      ]
    case 'outcome':
      return [
        ...waitingFields(now, typed, signers),
        ...signedBefore(now, typed, signers),
        answers(typed, 'I sign that', ['not-found', 'found-agreed', 'found-not-agreed'] as const, outcomeSentences, []),
        { ...words, label: 'What did the enquiries come to?' },
      ]
    case 'decision':
      return [
        { kind: 'section', heading: 'The conditions this minute', words: conditionLines(now, typed) },
        { kind: 'section', heading: 'I decide', words: [removalSentence, dateWords(now)] },
        { ...words, label: 'Why, in your words' },
      ]
  }
}

// A signature for enquiries, or over them, is given knowing which of them were not made.
function stillOpen(step: RemovalStep, now: CaseNow, signers: readonly Signer[], { contacts }: AroundForm): Field[] {
  if (step === 'sickness') return []
  const both = ['school', 'authority'] as const
  const sides = step === 'decision' ? both : both.filter((side) => signers.some((signer) => signer.side === side))
  // Whoever signs reads of those asked and not answered, with the day, below.
  const words = openLines(now, sides, contacts, step === 'decision' ? ['open', 'asked'] : ['open'])
  return words.length > 0 ? [{ kind: 'section', heading: 'Open or not complete', words }] : []
}

/** What was asked and not answered yet: whoever signs knows of it. */
function waitingFields(now: CaseNow, { ground }: TypedSignature, signers: readonly Signer[]): Field[] {
  return [...new Set(signers.map(({ side }) => side))].flatMap((side): Field[] => {
    const { waiting } = enquiriesBehind(now, ground, side)
    const heading = `The ${side} asked and still waits for an answer`
    return waiting.length > 0 ? [{ kind: 'section', heading, words: waiting }] : []
  })
}

/** What the side signed already, which this signature would take the place of. */
function signedBefore(now: CaseNow, { ground }: TypedSignature, signers: readonly Signer[]): Field[] {
  const { signatures } = removalGate(now, ground)
  return [...new Set(signers.map(({ side }) => side))].flatMap((side): Field[] => {
    const signed = outcomeSignedBy(side, signatures)
    const words = [`The ${side} signed ${signed}. What you sign now takes its place; both stay in the record.`]
    return signed === null ? [] : [{ kind: 'section', heading: `Signed for the ${side} before`, words }]
  })
}

const noneMade = 'No enquiry of this side that was carried out in this run of days is written down yet.'

function answers<Answer extends string>(
  typed: TypedSignature,
  label: string,
  values: readonly Answer[],
  sentences: Readonly<Record<Answer, string>>,
  hints: readonly string[],
): Field {
  const choices = values.map((value) => ({ value, text: sentences[value] }))
  const hint = hints.length > 0 ? { hint: hints.join(' ') } : {}
  return { kind: 'radios', name: 'answer', label, value: typed.answer, choices, ...hint }
}

function conditionLines(now: CaseNow, { ground }: TypedSignature): string[] {
  return removalGate(now, ground).conditions.map(
    (condition) => `${stateWords[stateOf(condition)]}: ${conditionWords[condition.id] ?? condition.id}`,
  )
}

function dateWords({ today }: CaseNow): string {
  return `Day of the deletion: ${inWords.plainDay(today)}. It is the day of the decision: never earlier, never later. The return to the authority goes with it. The child stays on the authority’s list until found.`
}

// How does the removal gate say things? Grounds, conditions and their states in words, in one place.
import type { GroundLetter, Side } from '../../cases/caseWork.ts'
import type { RemovalCondition } from '../../cases/clock/clockTypes.ts'
import type { SignatureStanding } from '../../cases/gateNews.ts'
import type { StandingOf } from '../../cases/standing.ts'
import { notReturnedFromLeaveDeletion } from '../../law/notReturnedFromLeaveDeletion.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { datesInWords } from './inWords.ts'

export const groundWords: Record<
  GroundLetter,
  { readonly name: string; readonly rule: typeof notReturnedFromLeaveDeletion | typeof whereaboutsUnknownDeletion }
> = {
  H: { name: 'Ground H', rule: notReturnedFromLeaveDeletion },
  I: { name: 'Ground I', rule: whereaboutsUnknownDeletion },
}

export const conditionWords: Readonly<Record<string, string>> = {
  'twenty-school-days': '20 school days in a row',
  'ten-school-days': 'Not back within the 10 school days after the leave ended',
  'only-g-n-o': 'Only codes G, N or O the whole time',
  'not-sickness-or-unavoidable': 'No reason to believe in sickness or an unavoidable cause',
  'school-enquired': 'The school made reasonable efforts to find out where and how the child is',
  'authority-enquired': 'The authority made reasonable efforts to find out where and how the child is',
  'outcome-signed':
    'Outcome signed by both: not found, or found and both agree that there is no reasonable ground to expect a return',
  'still-away': 'Still away today',
  'closed-days-agree': 'Register and calendar agree about the days without school',
  'reason-since': 'No reason given since sickness and the outcome were signed',
  'seen-since': 'Not seen since the outcome was signed',
  'not-found-since': 'Not found since the outcome was signed',
  'age-known': 'Of compulsory school age',
}

export type ConditionState = 'met' | 'so-far' | 'not-met' | 'not-answered'

export const stateWords: Record<ConditionState, string> = {
  met: 'Met',
  'so-far': 'Met so far',
  'not-met': 'Not met',
  'not-answered': 'Not answered',
}

/** How a condition stands: an answer nobody has given is neither, and a run still too short is met so far. */
export function stateOf({ id, met }: Pick<RemovalCondition, 'id' | 'met'>): ConditionState {
  if (met === null) return id === 'only-g-n-o' ? 'so-far' : 'not-answered'
  return met ? 'met' : 'not-met'
}

/** What the clock found of a day or session, as a sentence: a dash is no code that anybody gave. */
export function codeInWords(because: string): string {
  return datesInWords(because)
    .replace(/: -\./, ', no register is known.')
    .replace(/\b(AM|PM) -(?=[,.])/g, '$1 no register')
}

/** What a side signed of the outcome, in a few words. */
export function outcomeInWords({ kind, agreed }: Pick<StandingOf<'outcome'>, 'kind' | 'agreed'>): string {
  if (kind === 'not-found') return '“not found”'
  return agreed ? '“found, and no return is to be expected”' : '“found, and a return is not ruled out”'
}

/** The outcome that a side signed last for the run as it stands, in a few words; null without. */
export function outcomeSignedBy(side: Side, signatures: readonly SignatureStanding[]): string | null {
  const signed = signatures.find((each) => each.what === 'outcome' && each.side === side)
  return signed?.what === 'outcome' ? outcomeInWords(signed) : null
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** 'One thing is missing', 'Two things are missing'. */
export function thingsMissing(count: number): string {
  const number = numbers[count] ?? String(count)
  return count === 1 ? `${number} thing is missing` : `${number} things are missing`
}

// How does the removal gate say things? Grounds, conditions and their states in words, in one place.
import type { GroundLetter } from '../../cases/caseWork.ts'
import type { RemovalCondition } from '../../cases/clock/clockTypes.ts'
import { notReturnedFromLeaveDeletion } from '../../law/notReturnedFromLeaveDeletion.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'

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
  'not-found-since': 'Not found since “not found” was signed',
  'age-known': 'Of compulsory school age',
}

export type ConditionState = 'met' | 'not-met' | 'not-answered'

export const stateWords: Record<ConditionState, string> = {
  met: 'Met',
  'not-met': 'Not met',
  'not-answered': 'Not answered',
}

/** How a condition stands: an answer nobody has given is neither. */
export function stateOf({ met }: Pick<RemovalCondition, 'met'>): ConditionState {
  return met === null ? 'not-answered' : met ? 'met' : 'not-met'
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** 'One thing is missing', 'Two things are missing'. */
export function thingsMissing(count: number): string {
  const number = numbers[count] ?? String(count)
  return count === 1 ? `${number} thing is missing` : `${number} things are missing`
}

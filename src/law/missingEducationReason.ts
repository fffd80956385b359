// Why is a child missing education? One of the reasons of the termly collection, and “Unknown” is one of them.
import type { Rule } from './rule.ts'
import { missingEducationCollection } from './source.ts'

export const missingEducationReason = {
  id: 'missing-education-reason',
  name: 'Why a child is missing education',
  says: 'Each term the authority says why each child on its list is missing education, with one of the reasons of the collection.',
  source: missingEducationCollection('primary reason for missing education'),
  kind: 'must',
  standing: 'national-guide',
  inForce: { from: '2024-09-01', until: null },
  owedBy: 'authority',
  counted: 'one reason for each child on the list',
  ourReading: 'The reasons are those of the statistics of 2025/26. The collection itself may word them otherwise.',
  workedExample:
    'In the autumn term, from Tuesday 1 September 2026, “moved country” is refused: it is none of the reasons. “Believed to have moved to another country” is accepted, and so is “Unknown”.',
} as const satisfies Rule

/** The reasons as the statistics print them. */
export const missingEducationReasons = [
  'Believed to have moved to another country',
  'Believed to have moved to another local authority',
  'Challenging school attendance order',
  'Did not apply for school place at compulsory school age',
  'Did not get school preference',
  'Difficulty accessing suitable school place',
  'Mental health',
  'Moved in from another country',
  'Moved in from another local authority',
  'Not recorded',
  'Offered school place but not yet accepted',
  'Other',
  'Parental decision not to register at school',
  'Physical health',
  'School application awaiting outcome',
  'School dissatisfaction SEND',
  'School dissatisfaction general',
  'Unknown',
  'Unsuitable elective home education',
  'Waiting school start',
] as const

/** Whether a text is one of the reasons, letter for letter. */
export function isMissingEducationReason(text: string): boolean {
  return missingEducationReasons.some((reason) => reason === text)
}

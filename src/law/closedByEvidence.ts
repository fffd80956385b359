// When is the case of a child missing education over? When somebody knows where the child is, or the law asks no more.
// Silence closes nothing, however long it lasts.
import type { Rule } from './rule.ts'
import { missingEducationGuidance } from './source.ts'

export const closedByEvidence = {
  id: 'closed-by-evidence',
  name: 'A case closed by evidence, never by silence',
  says: 'The authority keeps a child missing education on its list until the child is found in education, is suitably educated at home, is shown to have left the country, has died, or is over compulsory school age.',
  source: missingEducationGuidance('the authority’s duties, keeping track of a child', false),
  kind: 'must',
  standing: 'statutory-guidance',
  inForce: { from: '2025-09-08', until: null },
  owedBy: 'authority',
  counted: 'from the day the case opened, with no end by time alone',
  ourReading:
    'A child found at home without suitable education is found, and still missing education: the case goes on.',
  workedExample:
    'On Monday 17 May 2027 nobody has heard of a child for six months. “No contact” closes nothing. The new school’s word that the child was admitted does.',
} as const satisfies Rule

/** What ends a case, in words. */
export const closingReasons = {
  attending: 'Back at the school they were missing from',
  'another-school': 'Registered at another school',
  'home-educated': 'Suitably educated at home',
  abroad: 'Shown to have left the country',
  died: 'Died',
  'over-age': 'Over compulsory school age',
} as const

/** Whether a reason ends a case. */
export function isClosingReason(reason: string): boolean {
  return Object.hasOwn(closingReasons, reason)
}

// Who is a child missing education? Of age, on no register, and not suitably educated otherwise.
// A child on roll is not one, however long away: absent, at risk and missing are three states, kept apart.
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { missingEducationGuidance } from './source.ts'

export const childMissingEducation = {
  id: 'child-missing-education',
  name: 'Child missing education',
  says: 'A child missing education is of compulsory school age, is not a registered pupil, and receives no suitable education otherwise than at school.',
  source: missingEducationGuidance('definition; Education Act 1996, section 436A', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2007-02-27', until: null },
  owedBy: null,
  atRiskFromSchoolDays: schoolDays(10),
  counted: 'of an absence while on roll',
  ourReading:
    'The ten school days are local procedure and not part of the definition. A child on roll is not a child missing education, however long away. A child on roll about whom enquiries have begun is shown as at risk at once.',
  workedExample:
    'A child on roll is away from Monday 12 October 2026: at risk of missing education from Friday 23 October, the tenth school day. If the name comes off the roll on Monday 16 November and no other education is known, the child is missing education from that day.',
} as const satisfies Rule & { atRiskFromSchoolDays: SchoolDays }

export type PupilStatus = 'not-of-age' | 'left' | 'cme' | 'at-risk-of-cme' | 'absent-on-roll' | 'attending'

/** Which state a child is in: the first that fits. At risk after ten school days is local procedure. */
export function pupilStatus(child: {
  readonly isOfAge: boolean
  readonly hasLeft: boolean
  readonly isEducationKnown: boolean
  readonly schoolDaysAbsent: SchoolDays | null
  readonly isEnquiredAfter: boolean
}): PupilStatus {
  if (!child.isOfAge) return 'not-of-age'
  if (child.hasLeft) return child.isEducationKnown ? 'left' : 'cme'
  if (child.schoolDaysAbsent === null) return 'attending'
  const isAtRisk = child.schoolDaysAbsent >= childMissingEducation.atRiskFromSchoolDays || child.isEnquiredAfter
  return isAtRisk ? 'at-risk-of-cme' : 'absent-on-roll'
}

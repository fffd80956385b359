// How great does the police think the risk is? They set the category; it is written down with who and when.
// “Absent” was withdrawn: old records keep it, and nothing new may be called so.
import type { DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'

export const policeRiskCategory = {
  id: 'police-risk-category',
  name: 'The police’s category of risk',
  says: 'The police put a missing person at very low, low, medium or high risk; the category “absent” is not used any more.',
  source: {
    instrument: 'Authorised professional practice on missing persons (College of Policing)',
    provision: 'risk assessment; news of January 2017',
    url: 'https://www.college.police.uk/app/major-investigation-and-public-protection/missing-persons',
    confirmed: false,
  },
  kind: 'must',
  standing: 'national-guide',
  inForce: { from: '2017-01-01', until: null },
  owedBy: 'police',
  counted: 'by the day the child was reported missing',
  ourReading:
    '“Absent” is kept on records of 2013 to 2016. “No apparent risk” came after it, and the day it went is not known to us: a person looks.',
  workedExample:
    'A child is reported missing on Monday 2 November 2026: “absent” is refused, “medium” is accepted. A record of Monday 3 November 2014 that says “absent” is taken over as it is.',
} as const satisfies Rule

const current = ['very-low', 'low', 'medium', 'high']

/** Whether a category may stand on a record of a day; null where a person has to look. */
export function mayCategoryStand(category: string, reportedOn: DateText): boolean | null {
  if (current.includes(category)) return true
  if (category === 'absent') return reportedOn >= '2013-01-01' && reportedOn < policeRiskCategory.inForce.from
  if (category === 'no-apparent-risk') return reportedOn < policeRiskCategory.inForce.from ? false : null
  return false
}

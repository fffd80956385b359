// The register of children not in school: enacted, and on no day in force yet.
// Nothing is asked of anybody under it until a day is appointed and written here.
import type { DateText } from '../calendar/date.ts'
import { isInForce, type Rule } from './rule.ts'

export const notInSchoolRegister = {
  id: 'not-in-school-register',
  name: 'Register of children not in school',
  says: 'Each authority keeps a register of the children of compulsory school age in its area who are not registered at a school, or who are taught elsewhere for some or all of the time.',
  source: {
    instrument: 'Children’s Wellbeing and Schools Act 2026',
    provision: 'section 38, inserting sections 436B to 436G of the Education Act 1996',
    url: 'https://www.legislation.gov.uk/ukpga/2026/21/section/38',
    confirmed: true,
  },
  kind: 'must',
  standing: 'law',
  inForce: { from: null, until: null },
  owedBy: 'authority',
  counted: 'from the day that regulations appoint, none so far',
  ourReading: 'The Act was passed on 29 April 2026. We know of no day on which this part of it begins.',
  workedExample: 'On Saturday 21 November 2026 no day is appointed: nobody is asked for anything under it.',
} as const satisfies Rule

/** Whether anything is owed under it on a day, given the day that was appointed; without one, never. */
export function isNotInSchoolRegisterKept(on: DateText, appointed: DateText | null = notInSchoolRegister.inForce.from) {
  return isInForce({ ...notInSchoolRegister, inForce: { from: appointed, until: null } }, on)
}

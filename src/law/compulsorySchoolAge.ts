// From when to when must this child be educated?
// Not from the fifth birthday but from the prescribed day on or next after it; to the last Friday in June, that day in.
import { type DateText, dateText, dayNumberOf, weekdayOf } from '../calendar/date.ts'
import type { Rule } from './rule.ts'

export const compulsorySchoolAge = {
  id: 'compulsory-school-age',
  name: 'Compulsory school age',
  says: 'Compulsory school age runs from 31 August, 31 December or 31 March, whichever comes on or next after the fifth birthday, to the last Friday in June of the school year in which the child turns 16.',
  source: {
    instrument: 'Education Act 1996; School Leaving Date Order 1997',
    provision: 'section 8',
    url: 'https://www.legislation.gov.uk/ukpga/1996/56/section/8',
    confirmed: true,
  },
  kind: 'must',
  standing: 'law',
  inForce: { from: '1998-09-01', until: null },
  owedBy: null,
  startsAtAgeYears: 5,
  endsAtAgeYears: 16,
  counted: 'by the date of birth',
  ourReading:
    'A child born on 31 August turns 16 in the school year that ends that day; a child born on 1 September, in the next one.',
  workedExample:
    'A child born on Wednesday 1 September 2021 is of compulsory school age from Thursday 31 December 2026 to Friday 25 June 2038, both days included.',
} as const satisfies Rule & { startsAtAgeYears: number; endsAtAgeYears: number }

export interface AgeSpan {
  readonly from: DateText
  readonly to: DateText
}

const spans = new Map<DateText, AgeSpan>()

/** The first and the last day of compulsory school age for a date of birth. */
export function compulsorySchoolAgeOf(dateOfBirth: DateText): AgeSpan {
  const known = spans.get(dateOfBirth)
  if (known) return known
  const year = Number(dateOfBirth.slice(0, 4))
  const birthday = dateOfBirth.slice(5)
  const fifth = year + compulsorySchoolAge.startsAtAgeYears
  const prescribed = birthday <= '03-31' ? '03-31' : birthday <= '08-31' ? '08-31' : '12-31'
  // A school year runs from 1 September to 31 August: an autumn child turns 16 in the one that ends the next summer.
  const lastYear = year + compulsorySchoolAge.endsAtAgeYears + (birthday >= '09-01' ? 1 : 0)
  const span = Object.freeze({ from: `${fifth}-${prescribed}`, to: dateText(lastFridayInJune(lastYear)) })
  if (spans.size > 20_000) spans.clear()
  spans.set(dateOfBirth, span)
  return span
}

function lastFridayInJune(year: number): number {
  const last = dayNumberOf(year, 6, 30)
  return last - ((weekdayOf(last) + 2) % 7)
}

/** Whether a date lies in the span, its last day in. */
export function isOfAge(span: AgeSpan, date: DateText): boolean {
  return date >= span.from && date <= span.to
}

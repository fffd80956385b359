// What does the page of dates show? Each date with its rule and its working, and what it was worked out from.
import { dateText } from '../../calendar/date.ts'
import type { Standing } from '../../law/rule.ts'
import { basisOf } from '../../law/rule.ts'
import type { ReadCalculator, TypedCalculator } from '../forms/calculator.ts'
import { bankHolidayYears } from './calculatorBankHolidays.ts'
import type { Deadline } from './calculatorDeadline.ts'
import { deadlinesOf } from './calculatorDeadlines.ts'
import { isExample } from './calculatorExample.ts'
import { stripOf } from './calculatorStrip.ts'
import { calculatorDate, calculatorPlainDate } from './calculatorWords.ts'

const standings: Record<Standing, string> = {
  law: 'Law',
  'statutory-guidance': 'Statutory guidance',
  'local-procedure': 'Local procedure',
}

/** The model of pages/deadlines.njk. */
export function calculatorResult(typed: TypedCalculator, read: ReadCalculator) {
  const { calendar, firstOn } = read
  const lastOn = dateText(calendar.lastDay)
  return {
    title: 'Dates worked out',
    firstOn,
    isExample: isExample(typed),
    isAgeAssumed: read.dateOfBirth === null,
    deadlines: deadlinesOf(firstOn, calendar, read.dateOfBirth).map((deadline) => shown(deadline, lastOn)),
    terms: [...read.terms].sort((one, other) => (one.from < other.from ? -1 : 1)),
    closedInTerm: [...calendar.closures.keys()]
      .sort((one, other) => one - other)
      .map((day) => ({ on: dateText(day), because: calendar.closures.get(day)! })),
    notes: notesOf(read),
    typed,
  }
}

function shown(deadline: Deadline, lastOn: string) {
  const { rule, working, countsOn } = deadline
  const status = deadline.notFor !== null ? 'not-for' : deadline.on === null ? 'unknown' : 'known'
  const basis = basisOf(rule)
  return {
    ...deadline,
    id: rule.id,
    status,
    standing: rule.standing,
    standingText: `${standings[rule.standing]}: ${deadline.isEarliest ? 'not before' : rule.kind}`,
    says: rule.says,
    cite: basis.cite,
    url: basis.url,
    isConfirmed: basis.confirmed,
    unknown: `Your term dates end on ${calculatorPlainDate(lastOn)}, before this day is reached. Add the term dates after ${calculatorPlainDate(lastOn)}.`,
    strip: stripOf(working, deadline.firstNumber),
    summary: `${working.counted.length} ${countsOn} counted${skippedText(deadline)}`,
  }
}

function skippedText({ working, countsOn }: Deadline): string {
  if (countsOn === 'calendar days') return ', from day 2: weekends and holidays count too'
  const counts = new Map<string, number>()
  for (const { because } of working.skipped) counts.set(because, (counts.get(because) ?? 0) + 1)
  if (counts.size === 0) return ', no weekday skipped'
  const total = working.skipped.length
  const reasons = [...counts].map(([because, count]) => `${because} ${count}`).join(', ')
  return `, ${total} ${total === 1 ? 'weekday' : 'weekdays'} skipped (${reasons})`
}

function notesOf({ calendar, closed, bankHolidays, terms }: ReadCalculator): string[] {
  const notes = calendar.unusedClosures
    .filter(({ index }) => index < closed.length)
    .map(({ index, because }) => `Not used: ${because.replace(closed[index]!.on, calculatorDate(closed[index]!.on))}`)
  const years = terms.flatMap(({ from, to }) => [Number(from.slice(0, 4)), Number(to.slice(0, 4))])
  const { from, to } = bankHolidayYears
  if (bankHolidays && years.some((year) => year < from || year > to)) {
    notes.push(`Bank holidays are known here for ${from} to ${to} only. Add those of other years to the closed days.`)
  }
  return notes
}

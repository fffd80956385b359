// Can this be the first day absent? Only a school day of the calendar, under the law that this program knows.
import { type DateText, dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter, isCovered, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import { type AnswerRule, versionOn } from '../../law/rule.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { calculatorDate as longDay, calculatorPlainDate as plainDay } from '../pages/calculatorWords.ts'

/** The sentence that refuses a first day absent, naming the school day that may be meant; null when it can be used. */
export function firstDayFault(firstOn: DateText, calendar: SchoolCalendar): string | null {
  const { from } = versionOn<AnswerRule>(whereaboutsUnknownDeletion, '0001-01-01').inForce
  if (firstOn < from)
    return `First day absent must be on or after ${plainDay(from)}, when the oldest regulations used here began`
  if (calendar.days.length === 0) return 'Your term dates leave no school day: check the terms and the closed days'
  const answer = schoolDayOn(calendar, firstOn)
  if (answer.answer === 'yes') return null
  if (answer.answer === 'unknown') {
    const covers = `${plainDay(calendar.dates[0]!)} to ${plainDay(calendar.dates.at(-1)!)}`
    return `First day absent is outside your term dates (${covers}): change it, or add the term it belongs to`
  }
  const next = calendar.dates[indexOnOrAfter(calendar, dayNumber(firstOn))]
  const instead = isCovered(calendar, dayNumber(firstOn)) && next ? ` The next school day is ${longDay(next)}.` : ''
  return `First day absent must be a school day. ${longDay(firstOn)} is not one: ${answer.because}.${instead}`
}

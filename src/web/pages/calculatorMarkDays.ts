// What does the mark of each day do to a count? By the list of codes, as the clock reads them.
import { type DateText, dateText, dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type AttendanceCode, findAttendanceCode } from '../../law/attendanceCodes.ts'
import type { TypedMark } from '../forms/calculatorMarks.ts'

/** Which column of the list of codes decides: of the absence, of ground I, of the attendance return. */
export type CountOfCodes = 'absence' | 'groundI' | 'attendanceReturn'

/** A school day on which some session is not marked N, with the codes of its two sessions. */
export interface MarkedDay {
  readonly on: DateText
  readonly morning: string
  readonly afternoon: string
}

export type MarkedDays = ReadonlyMap<DateText, MarkedDay>

/** The days that marks make different, in order; every other day of the absence is N. Of two marks the later holds. */
export function markedDays(marks: readonly TypedMark[], calendar: SchoolCalendar): MarkedDays {
  const days = new Map<DateText, MarkedDay>()
  for (const { from, to, session, code } of marks) {
    const end = indexOnOrAfter(calendar, dayNumber(to) + 1)
    for (let index = indexOnOrAfter(calendar, dayNumber(from)); index < end; index++) {
      const on = calendar.dates[index]!
      const { morning, afternoon } = days.get(on) ?? { morning: 'N', afternoon: 'N' }
      days.set(on, {
        on,
        morning: session === 'PM' ? morning : code,
        afternoon: session === 'AM' ? afternoon : code,
      })
    }
  }
  const differing = [...days.values()].filter(({ morning, afternoon }) => morning !== 'N' || afternoon !== 'N')
  return new Map(differing.sort((one, other) => (one.on < other.on ? -1 : 1)).map((day) => [day.on, day]))
}

/** What a day does to a count; a day of two # is no school day at all. Without marks it is N, and counts. */
export function effectOf(
  day: MarkedDay | undefined,
  count: CountOfCodes,
): 'counts' | 'passed-over' | 'ends' | 'no-school' {
  if (day === undefined) return 'counts'
  const held = [day.morning, day.afternoon].filter((code) => code !== '#')
  if (held.length === 0) return 'no-school'
  const effects = held.map((code) => (findAttendanceCode(code) as AttendanceCode)[count])
  if (effects.includes('breaks')) return 'ends'
  return effects.includes('keeps') ? 'counts' : 'passed-over'
}

/** 'I', 'I in the morning', '/ and I'. */
export function codesOf({ morning, afternoon }: MarkedDay): string {
  if (morning === afternoon) return morning
  if (afternoon === 'N') return `${morning} in the morning`
  return morning === 'N' ? `${afternoon} in the afternoon` : `${morning} and ${afternoon}`
}

/** Whether a day's school was shut for some session (Y3, Y4): a person looks before ground I's count is called ended. */
export function needsLook(day: MarkedDay): boolean {
  return [day.morning, day.afternoon].some((code) => findAttendanceCode(code)?.groundIReview === true)
}

/** Whether nothing ends ground I's count there but that the school was shut. */
export function isShutOnly({ morning, afternoon }: MarkedDay): boolean {
  return [morning, afternoon].every((code) => {
    const known = findAttendanceCode(code)
    return code === '#' || known?.groundI === 'keeps' || known?.groundIReview === true
  })
}

/** The day before. */
export function dayBefore(date: DateText): DateText {
  return dateText(dayNumber(date) - 1)
}

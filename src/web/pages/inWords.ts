// How is a date said inside a sentence that is made before the view? With the very filters the views use.
import { filters } from '../filters.ts'

type Say = (value: string) => string

/** The views' filters for dates and times. */
export const inWords = {
  day: filters.day as unknown as Say,
  plainDay: filters.plainDay as unknown as Say,
  longDay: filters.longDay as unknown as Say,
  time: filters.time as unknown as Say,
  dayAndTime: filters.dayAndTime as unknown as Say,
}

/** A sentence with each 'YYYY-MM-DD' in it said as a date. */
export function datesInWords(sentence: string): string {
  return sentence.replace(/\d{4}-\d\d-\d\d/g, (date) => inWords.plainDay(date))
}

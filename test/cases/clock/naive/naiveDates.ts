// Which dates are there, and what does London's clock show? A list of every date, walked one day at a time.

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const secondsOfDay = 24 * 60 * 60

/** Every date from Monday 1 January 1990 on, and where each stands. */
const everyDate: string[] = []
const placeOf = new Map<string, number>()
for (let year = 1990; year < 2070; year++) {
  for (let month = 1; month <= 12; month++) {
    for (let day = 1; day <= lengthOf(year, month); day++) {
      placeOf.set(dateText(year, month, day), everyDate.length)
      everyDate.push(dateText(year, month, day))
    }
  }
}

function lengthOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : monthLengths[month - 1]!
}

function dateText(year: number, month: number, day: number): string {
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

function place(date: string): number {
  const found = placeOf.get(date)
  if (found === undefined) throw new RangeError(`${date} is not on the list of dates.`)
  return found
}

export function plus(date: string, days: number): string {
  return everyDate[place(date) + days]!
}

/** Every date from one to another, both in. */
export function datesFrom(from: string, to: string): string[] {
  return everyDate.slice(place(from), place(to) + 1)
}

/** Days from the first date to the second. */
export function daysBetween(from: string, to: string): number {
  return place(to) - place(from)
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: string): number {
  return (place(date) % 7) + 1
}

/** The same day of the next month, or the last day of a shorter one. */
export function plusMonth(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return dateText(nextYear, nextMonth, Math.min(day, lengthOf(nextYear, nextMonth)))
}

/** The last such weekday of a month. */
export function lastOfMonth(year: number, month: number, wanted: number): string {
  let date = dateText(year, month, lengthOf(year, month))
  while (weekday(date) !== wanted) date = plus(date, -1)
  return date
}

/** Seconds since the list of dates begins, in UTC. */
export function secondsOf(instant: string): number {
  const [date, clock] = [instant.slice(0, 10), instant.slice(11, 19)]
  const [hours, minutes, seconds] = clock.split(':').map(Number) as [number, number, number]
  const offset = instant.slice(19)
  let ahead = 0
  if (offset !== 'Z') {
    const [offsetHours, offsetMinutes] = offset.slice(1).split(':').map(Number) as [number, number]
    ahead = (offsetHours * 60 + offsetMinutes) * 60 * (offset.startsWith('-') ? -1 : 1)
  }
  return place(date) * secondsOfDay + hours * 3600 + minutes * 60 + seconds - ahead
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
}

function dateAndClock(seconds: number): { date: string; time: string } {
  return { date: everyDate[Math.floor(seconds / secondsOfDay)]!, time: clockText(seconds % secondsOfDay) }
}

/** As an answer writes it: '2026-10-27T19:00:00Z'. */
export function instantText(seconds: number): string {
  const { date, time } = dateAndClock(seconds)
  return `${date}T${time}Z`
}

const clockChanges = new Map<number, { forward: string; back: string }>()

function clockChangesOf(year: number): { forward: string; back: string } {
  const known = clockChanges.get(year)
  if (known) return known
  const changes = { forward: `${lastOfMonth(year, 3, 7)} 01:00:00`, back: `${lastOfMonth(year, 10, 7)} 01:00:00` }
  clockChanges.set(year, changes)
  return changes
}

/** Summer time runs from one in the morning, UTC, of the last Sunday of March to that of October. */
export function isSummerTime(seconds: number): boolean {
  const { date, time } = dateAndClock(seconds)
  const { forward, back } = clockChangesOf(Number(date.slice(0, 4)))
  return `${date} ${time}` >= forward && `${date} ${time}` < back
}

/** What a clock in London shows. */
export function londonOf(instant: string): { date: string; time: string } {
  const seconds = secondsOf(instant)
  return dateAndClock(isSummerTime(seconds) ? seconds + 3600 : seconds)
}

/** The prescribed day on or after the fifth birthday, to the last Friday of June of the school year of the sixteenth. */
export function compulsorySchoolAge(dateOfBirth: string): { from: string; to: string } {
  const year = Number(dateOfBirth.slice(0, 4))
  const birthday = dateOfBirth.slice(5)
  const prescribed = ['03-31', '08-31', '12-31'].find((day) => day >= birthday)
  return { from: `${year + 5}-${prescribed}`, to: lastOfMonth(birthday < '09-01' ? year + 16 : year + 17, 6, 5) }
}

// Which calendars might a school keep? School years with their holidays, and short ones that begin late or end early.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import type { Chance } from './chance.ts'
import { plus, weekday } from './naiveDates.ts'

type Calendar = ClockInput['calendar']
type Term = Calendar['terms'][number]
type Closed = NonNullable<Calendar['closed']>[number]

const reasons = ['inset', 'holiday', 'bank-holiday', 'planned-closure'] as const

/** Easter Sundays, as printed in the almanacs: early in 2024, 2027, 2032 and 2035, late in 2025, 2030 and 2033. */
const easterSundays: Record<number, string> = {
  ...{ 2019: '04-21', 2020: '04-12', 2021: '04-04', 2022: '04-17', 2023: '04-09', 2024: '03-31', 2025: '04-20' },
  ...{ 2026: '04-05', 2027: '03-28', 2028: '04-16', 2029: '04-01', 2030: '04-21', 2031: '04-13', 2032: '03-28' },
  ...{ 2033: '04-17', 2034: '04-09', 2035: '03-25', 2036: '04-13' },
}

function mondayOf(date: string): string {
  return plus(date, 1 - weekday(date))
}

/** A school year as schools keep it: six half terms, two INSET days at the start, the May bank holiday and Easter. */
export function schoolYear(september: number): { terms: Term[]; closed: Closed[] } {
  const first = `${september}-09-01`
  const october = mondayOf(`${september}-10-26`)
  const christmas = mondayOf(`${september}-12-21`)
  const january = plus(mondayOf(`${september + 1}-01-01`), 7)
  const february = mondayOf(`${september + 1}-02-15`)
  const easter = `${september + 1}-${easterSundays[september + 1]}`
  const may = mondayOf(`${september + 1}-05-31`)
  const terms = [
    { from: first, to: plus(october, -3) },
    { from: plus(october, 7), to: plus(christmas, -3) },
    { from: january, to: plus(february, -3) },
    { from: plus(february, 7), to: plus(easter, -3) },
    { from: plus(easter, 15), to: plus(may, -3) },
    { from: plus(may, 7), to: `${september + 1}-07-21` },
  ]
  const mayDay = mondayOf(`${september + 1}-05-07`)
  const closed: Closed[] = [
    { on: first, because: 'inset' },
    { on: january, because: 'inset' },
    { on: plus(easter, -2), because: 'bank-holiday' },
    { on: mayDay, because: 'bank-holiday' },
  ]
  return { terms, closed }
}

function shortCalendar(chance: Chance): { terms: Term[]; closed: Closed[] } {
  // The law changed on 19 August 2024: some runs lie across that day.
  const aroundNewLaw = plus('2024-06-01', chance.whole(0, 90))
  const first = chance.oneIn(20) ? aroundNewLaw : plus('2020-01-01', chance.whole(0, 365 * 16))
  const terms: Term[] = []
  let from = first
  for (let left = chance.whole(1, 3); left > 0; left--) {
    const to = plus(from, chance.whole(0, 50))
    terms.push({ from, to })
    from = plus(to, chance.whole(1, 17))
  }
  return { terms, closed: [] }
}

/** Only a stretch of a calendar: it begins late, or ends early. */
function cut(terms: readonly Term[], from: string, to: string): Term[] {
  return terms
    .filter((term) => term.to >= from && term.from <= to)
    .map((term) => ({ from: term.from < from ? from : term.from, to: term.to > to ? to : term.to }))
}

export function randomCalendar(chance: Chance): Calendar {
  let { terms, closed } = chance.oneIn(3) ? schoolYear(chance.whole(2019, 2034)) : shortCalendar(chance)
  const first = terms[0]!.from
  if (terms.length > 3 && chance.oneIn(2)) {
    const from = plus(first, chance.whole(-5, 200))
    const kept = cut(terms, from, plus(from, chance.whole(20, 200)))
    if (kept.length > 0) terms = kept
  }
  closed = [
    ...closed,
    ...chance.upTo(4, () => ({ on: plus(first, chance.whole(-5, 150)), because: chance.pick(reasons) })),
  ]
  if (chance.oneIn(4)) terms = [...terms].reverse()
  const calendar: Calendar = { terms, closed: closed.length === 0 && chance.oneIn(2) ? null : closed }
  const registersClose = chance.pick([
    undefined,
    undefined,
    null,
    { AM: '09:00' },
    { PM: '13:31' },
    { AM: '08:59', PM: '14:45' },
  ])
  return registersClose === undefined ? calendar : { ...calendar, registersClose }
}

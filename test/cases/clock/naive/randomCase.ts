// Which inputs might anybody ask about? One for every pair of numbers, with the odd ones common.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import { type Chance, chanceOf } from './chance.ts'
import { isSummerTime, lastOfMonth, plus, secondsOf } from './naiveDates.ts'
import { randomCalendar } from './randomCalendar.ts'
import { randomFacts, written } from './randomFacts.ts'
import { randomMarks } from './randomMarks.ts'

const closingTimes = ['09:30', '14:00', '09:00', '13:31', '08:59', '14:45']

/** A moment of a London day: at the closing of a register to the second, at midnight, or at any time. */
function randomMoment(chance: Chance, date: string): string {
  const clock = chance.pick([
    chance.pick(closingTimes),
    chance.pick(closingTimes),
    '00:00',
    '15:30',
    '23:59',
    `${chance.whole(10, 23)}:${chance.whole(10, 59)}`,
  ])
  const inUtc = secondsOf(`${date}T${clock}:00Z`) + chance.pick([0, 0, 0, -1, 1, -60, 60, 59])
  return written(chance, isSummerTime(inUtc - 3600) ? inUtc - 3600 : inUtc)
}

function randomDay(
  chance: Chance,
  first: string,
  last: string,
  terms: readonly { from: string; to: string }[],
): string {
  const year = Number(first.slice(0, 4))
  const term = chance.pick(terms)
  const within = plus(term.from, chance.whole(0, 60))
  const kind = chance.whole(1, 12)
  if (kind === 1) return plus(first, chance.whole(-4, 4))
  if (kind === 2) return plus(last, chance.whole(-3, 20))
  if (kind === 3) return plus(lastOfMonth(year, chance.pick([3, 10]), 7), chance.whole(-2, 2))
  const september = `${last.slice(0, 4)}-09-01`
  if (kind === 4 && first < september && september < last) return plus(september, chance.whole(-1, 1))
  return within < term.to ? within : plus(term.to, chance.whole(-3, 3))
}

/** Of school age as often as not; else near either end of it. */
function randomBirth(chance: Chance, today: string): string {
  const year = Number(today.slice(0, 4))
  const years = chance.oneIn(3) ? chance.pick([4, 5, 16, 17]) : chance.whole(6, 15)
  if (chance.oneIn(20)) return `${Math.floor((year - years) / 4) * 4}-02-29`
  if (chance.oneIn(10)) return `${year - years}-${chance.pick(['08-31', '09-01', '12-31', '01-01', '03-31', '04-01'])}`
  return plus(`${year - years}${today.slice(4).replace('02-29', '02-28')}`, chance.whole(-180, 180))
}

export function randomCase(seed: number, index: number): ClockInput {
  const chance = chanceOf(seed, index)
  const calendar = randomCalendar(chance)
  const first = calendar.terms.map((term) => term.from).sort()[0]!
  const last = calendar.terms
    .map((term) => term.to)
    .sort()
    .at(-1)!
  const today = randomDay(chance, first, last, calendar.terms)
  const asOf = randomMoment(chance, today)
  const { marks, run } = randomMarks(chance, first, today)
  const near = () => plus(today, chance.pick([0, -1, 1, -5, -6, -chance.whole(0, 60), chance.whole(-40, 10)]))
  const input: ClockInput = {
    asOf,
    calendar,
    pupil: {
      dateOfBirth: randomBirth(chance, today),
      boarder: chance.pick([undefined, null, false, false, false, false, chance.oneIn(3)]),
      enteredOn: chance.oneIn(4) ? near() : chance.pick([null, undefined]),
      leftOn: chance.oneIn(6)
        ? chance.oneIn(4)
          ? plus(today, -chance.pick([21, 22, 28]))
          : near()
        : chance.pick([null, undefined]),
    },
    marks: marks.length === 0 ? null : marks,
  }
  const isRipe = chance.oneIn(2)
  return {
    ...input,
    ...(chance.oneIn(3)
      ? { leave: { endedOn: chance.oneIn(2) ? plus(run.firstOn, chance.pick([-1, -1, -2, 0])) : near() } }
      : {}),
    ...(chance.oneIn(2)
      ? {
          policy: {
            escalateOnSchoolDay: chance.pick([undefined, null, chance.whole(1, 25)]),
            visitBySchoolDay: chance.pick([undefined, null, chance.whole(1, 25)]),
            referOnSchoolDay: chance.pick([undefined, null, chance.whole(1, 25)]),
            reviewEveryDays: chance.pick([undefined, null, chance.whole(1, 30)]),
          },
        }
      : {}),
    ...(chance.oneIn(12) ? {} : { facts: randomFacts(chance, { run, today, asOf, isRipe }) }),
  }
}

// Which codes might a child's register hold? Runs of absence up to the moment asked about, and marks of every kind.
import type { MarkEntry } from '../../../../src/cases/clock/clock.ts'
import type { Chance } from './chance.ts'
import { plus } from './naiveDates.ts'

/** Every code there is, and "no register is known". */
export const everyCode = [
  ...['/', '\\', 'L', 'K', 'V', 'P', 'W', 'B', 'D', 'C1', 'C2', 'C', 'M', 'J1', 'S', 'X', 'T', 'R', 'I', 'E', 'Q'],
  ...['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'G', 'N', 'O', 'U', 'Z', '#', '-'],
] as const

const common = ['N', 'N', 'O', 'G', 'U', 'I', '-', '-', 'Y3', 'Y4', '#', '/'] as const

export interface Run {
  firstOn: string
  lastOn: string
}

function anyCode(chance: Chance): string {
  return chance.oneIn(3) ? chance.pick(everyCode) : chance.pick(common)
}

function markOn(chance: Chance, on: string, code: string): MarkEntry {
  const session = chance.pick([undefined, null, 'AM', 'PM'] as const)
  return session === undefined ? { on, code } : { on, session, code }
}

function anyMark(chance: Chance, first: string, days: number): MarkEntry {
  const from = plus(first, chance.whole(-3, days))
  if (chance.oneIn(2)) return markOn(chance, from, anyCode(chance))
  return { from, to: plus(from, chance.whole(0, 40)), code: anyCode(chance) }
}

/** A run of absence, and what stands in it. The runs are long enough for a twentieth day as often as not. */
export function randomMarks(chance: Chance, first: string, today: string): { marks: MarkEntry[]; run: Run } {
  const marks = chance.upTo(chance.oneIn(2) ? 1 : 5, () => anyMark(chance, first, 120))
  const lastOn = plus(today, chance.pick([0, 0, 0, -1, -1, -3, 3, -chance.whole(0, 14)]))
  const length = chance.pick([chance.whole(0, 4), chance.whole(3, 20), chance.whole(20, 60), chance.whole(28, 44)])
  const run = { firstOn: plus(lastOn, -length), lastOn }
  const kind = chance.whole(1, 10)
  if (kind <= 7) {
    marks.push({ from: run.firstOn, to: run.lastOn, code: chance.pick(['N', 'N', 'N', 'O', 'O', 'G', 'U']) })
  } else if (kind === 8) {
    marks.push({ from: run.firstOn, to: run.lastOn, code: chance.pick(['I', 'I', 'I', '-', 'Y4', 'C']) })
  }
  const inside = () => markOn(chance, plus(run.firstOn, chance.whole(0, length)), anyCode(chance))
  if (chance.oneIn(2)) marks.push(...chance.upTo(3, inside))
  if (chance.oneIn(4)) {
    const from = plus(run.firstOn, chance.whole(0, length))
    marks.push({ from, to: plus(from, chance.whole(0, 5)), code: chance.pick(['N', 'O', 'G', '-', 'Y3', 'I']) })
  }
  // A day half closed, half silent, or only half over is where closing times matter.
  if (chance.oneIn(12)) {
    marks.push({ on: today, session: chance.pick(['AM', 'PM']), code: chance.pick(['#', '#', '-', 'N', 'Y4', 'I']) })
  }
  return { marks, run }
}

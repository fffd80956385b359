// On which sessions is an invented child away, why, and when does the school learn why?
import { between, type Chance, chanceOf, weighted } from './chance.ts'
import type { Child } from './families.ts'
import { type Moment, momentOf, schoolDates } from './schoolTimes.ts'

/** A run of sessions away. Sessions are counted through the school year: twice the place of the day, and one more for PM. */
export interface Away {
  readonly from: number
  /** The last session away. */
  readonly to: number
  /** What the register says once the school knows. */
  readonly code: string
  /** From when the school knows; null: it was known when the register was taken; 'never': nobody says, and N becomes O in time. */
  readonly knownFrom: Moment | 'never' | null
  readonly minutesLate: number | null
}

interface Kind {
  readonly code: string
  readonly weight: number
  readonly onlySecondary?: boolean
  readonly schoolDays: readonly (readonly [days: number, weight: number])[]
  /** How likely it is that nobody has told the school when the register closes. */
  readonly untold: number
}

const one = [[1, 1]] as const
const kinds: readonly Kind[] = [
  {
    code: 'I',
    weight: 52,
    schoolDays: [
      [1, 45],
      [2, 28],
      [3, 17],
      [4, 7],
      [5, 3],
    ],
    untold: 0.24,
  },
  { code: 'M', weight: 21, schoolDays: [[0, 1]], untold: 0.08 },
  {
    code: 'G',
    weight: 3.5,
    schoolDays: [
      [3, 1],
      [5, 3],
    ],
    untold: 0.4,
  },
  { code: 'C', weight: 3, schoolDays: one, untold: 0.02 },
  { code: 'C1', weight: 0.5, schoolDays: one, untold: 0 },
  { code: 'R', weight: 0.7, schoolDays: one, untold: 0.05 },
  { code: 'T', weight: 0.2, schoolDays: [[4, 1]], untold: 0.1 },
  {
    code: 'E',
    weight: 2.5,
    onlySecondary: true,
    schoolDays: [
      [1, 2],
      [2, 2],
      [3, 1],
    ],
    untold: 0,
  },
  {
    code: 'O',
    weight: 7,
    schoolDays: [
      [1, 3],
      [2, 1],
    ],
    untold: 1,
  },
  { code: 'gone', weight: 0.12, schoolDays: [[24, 1]], untold: 1 },
]

/** When schools learn the reason of an absence that was unexplained at the register: the same day, or so many days later. */
const learns: readonly (readonly ['calls' | 'end-of-day' | 'never' | 1 | 2, number])[] = [
  ['calls', 30],
  ['end-of-day', 15],
  [1, 42],
  [2, 10],
  ['never', 3],
]

/** All the sessions of the school year on which a child is away or late, in order, none overlapping. */
export function makeAways(child: Child): Away[] {
  const chance = chanceOf(`away ${child.upn}`)
  // A few children are away often, most seldom.
  const proneness = 0.35 + 1.95 * chance() ** 2
  const aways: Away[] = []
  for (let day = 1; day < schoolDates.length; day += 1) {
    const draw = chance()
    if (draw < 0.033 * proneness) {
      const away = absence(child, day, chance)
      aways.push(away)
      day = Math.floor(away.to / 2)
    } else if (draw > 1 - 0.012) {
      aways.push(lateness(day, chance))
    }
  }
  return aways
}

function absence(child: Child, day: number, chance: Chance): Away {
  const possible = kinds.filter((kind) => !kind.onlySecondary || child.school.kind === 'secondary')
  const kind = weighted(
    possible.map((each) => [each, each.weight] as const),
    chance,
  )
  const days = weighted(kind.schoolDays, chance)
  const isAfternoon = days === 0 && chance() < 0.4
  const from = 2 * day + Number(isAfternoon)
  const to = days === 0 ? from : 2 * Math.min(day + days - 1, schoolDates.length - 1) + 1
  const isUntold = chance() < kind.untold * child.school.unexplained
  const base = { from, to, minutesLate: null }
  if (kind.code === 'gone') return { ...base, code: 'O', knownFrom: 'never' }
  if (!isUntold) return { ...base, code: kind.code, knownFrom: null }
  const learnt = weighted(learns, chance)
  if (learnt === 'never') return { ...base, code: 'O', knownFrom: 'never' }
  if (learnt === 'calls' || learnt === 'end-of-day')
    return { ...base, code: kind.code, knownFrom: momentOf(day, isAfternoon ? 'end-of-day' : learnt) }
  return { ...base, code: kind.code, knownFrom: momentOf(day + learnt, 'notes') }
}

/** Late before the register closed (L), or after it (U): then the register said N for ten minutes. */
function lateness(day: number, chance: Chance): Away {
  const base = { from: 2 * day, to: 2 * day }
  if (chance() < 0.8) return { ...base, code: 'L', knownFrom: null, minutesLate: between(2, 25, chance) }
  return { ...base, code: 'U', knownFrom: momentOf(day, 'late-arrivals'), minutesLate: between(31, 40, chance) }
}

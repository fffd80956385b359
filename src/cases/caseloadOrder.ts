// In which order, and which of them, are cases shown? What is most overdue comes first, and among the same day whoever is most at stake.
import type { CaseOnLoad } from './caseload.ts'
import { riskLevels } from './caseWork.ts'

export const dayBands = ['1-2', '3-9', '10-19', '20', 'ended', 'not-known'] as const
export type DayBand = (typeof dayBands)[number]

export const dutyBands = ['overdue', 'today', 'later', 'none', 'risk-questions'] as const

/** What is found, known to be badly taught at home, or closed while the register still says away. */
export const stateBands = ['found', 'unsuitable', 'closed-away'] as const

export const loadOrders = ['due', 'days', 'risk', 'school', 'name', 'seen', 'news'] as const
export type LoadOrder = (typeof loadOrders)[number]

/** What may be asked of the list. '' asks nothing. `officer`: `mine`, `nobody`, or a person's id. */
export interface LoadFilters {
  readonly state: string
  readonly days: string
  readonly risk: string
  readonly duty: string
  readonly school: string
  readonly officer: string
  readonly changed: string
}
export type LoadFilter = keyof LoadFilters

export const noFilters: LoadFilters = { state: '', days: '', risk: '', duty: '', school: '', officer: '', changed: '' }
export const loadFilters = Object.keys(noFilters) as readonly LoadFilter[]

/** By the school days away: `20` is twenty or more. */
export function dayBandOf({ summary, schoolDays }: CaseOnLoad): DayBand {
  if (summary.endedOn !== null) return 'ended'
  if (schoolDays === null) return 'not-known'
  if (schoolDays >= 20) return '20'
  if (schoolDays >= 10) return '10-19'
  return schoolDays >= 3 ? '3-9' : '1-2'
}

/** Which of them a case is. */
export function statesOf({ found, unsuitableOn, isClosed }: CaseOnLoad): readonly (typeof stateBands)[number][] {
  return [
    ...(found ? (['found'] as const) : []),
    ...(unsuitableOn === null ? [] : (['unsuitable'] as const)),
    ...(isClosed ? (['closed-away'] as const) : []),
  ]
}

/** Under which values of each filter a case is found, by the London date and for this person. */
export function valuesOf(row: CaseOnLoad, personId: string): Readonly<Record<LoadFilter, readonly string[]>> {
  const { allocatedTo } = row.summary
  return {
    state: statesOf(row),
    days: [dayBandOf(row)],
    risk: [row.risk ?? 'none'],
    duty: [dutyBandOf(row), ...(row.lacksRiskAnswers ? ['risk-questions'] : [])],
    school: [row.summary.schoolUrn],
    officer: [allocatedTo ?? 'nobody', ...(allocatedTo === personId ? ['mine'] : [])],
    changed: row.news ? ['yes'] : [],
  }
}

function dutyBandOf({ next }: CaseOnLoad): (typeof dutyBands)[number] {
  if (next === null) return 'none'
  if (next.state === 'overdue') return 'overdue'
  return next.state === 'due' ? 'today' : 'later'
}

/** The cases that fit all filters, and of each filter how many cases each of its values would leave beside the others. */
export function filteredLoad(
  rows: readonly CaseOnLoad[],
  filters: LoadFilters,
  personId: string,
): {
  readonly rows: readonly CaseOnLoad[]
  readonly counts: Readonly<Record<LoadFilter, ReadonlyMap<string, number>>>
} {
  const counts = Object.fromEntries(loadFilters.map((filter) => [filter, new Map<string, number>()])) as Record<
    LoadFilter,
    Map<string, number>
  >
  const count = (filter: LoadFilter, value: string) => counts[filter].set(value, (counts[filter].get(value) ?? 0) + 1)
  const fitting = rows.filter((row) => {
    const values = valuesOf(row, personId)
    const missed = loadFilters.filter((filter) => filters[filter] !== '' && !values[filter].includes(filters[filter]))
    for (const filter of loadFilters) {
      if (missed.some((each) => each !== filter)) continue
      count(filter, '')
      for (const value of values[filter]) count(filter, value)
    }
    return missed.length === 0
  })
  return { rows: fitting, counts }
}

type Compare = (one: CaseOnLoad, other: CaseOnLoad) => number

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const last = '9999-99-99'

// Overdue lies before today and today before later, so one date says all three; a date not known comes before owing nothing.
const byDue: Compare = (one, other) =>
  byText(one.nextOn ?? last, other.nextOn ?? last) || Number(one.next === null) - Number(other.next === null)
const rankOf = ({ risk }: CaseOnLoad) => (risk === null ? -1 : riskLevels.indexOf(risk))
const byStake: Compare = (one, other) =>
  Number(other.isMostAtStake) - Number(one.isMostAtStake) || rankOf(other) - rankOf(one)
const byDays: Compare = (one, other) => (other.schoolDays ?? 0) - (one.schoolDays ?? 0)
const byName: Compare = (one, other) =>
  byText(one.pupil.searchName, other.pupil.searchName) || byText(one.summary.id, other.summary.id)

// Nobody knows where a child is who was never seen: they come first.
const orders: Readonly<Record<LoadOrder, Compare>> = {
  due: byDue,
  days: byDays,
  risk: (one, other) => rankOf(other) - rankOf(one),
  school: (one, other) => byText(one.schoolName, other.schoolName),
  name: byName,
  seen: (one, other) => byText(one.lastSeen?.on ?? '', other.lastSeen?.on ?? ''),
  news: (one, other) => byText(other.news?.at ?? '', one.news?.at ?? ''),
}

/** In an order; what is equal in it by due date, then whoever is most at stake, the longest away, the name. */
export function inLoadOrder(rows: readonly CaseOnLoad[], order: LoadOrder): CaseOnLoad[] {
  const first = orders[order]
  return [...rows].sort(
    (one, other) =>
      first(one, other) || byDue(one, other) || byStake(one, other) || byDays(one, other) || byName(one, other),
  )
}

/** The running absences whose risk questions wait for an answer, most at stake first, then the longest away. */
export function toAskAboutRisk(rows: readonly CaseOnLoad[]): CaseOnLoad[] {
  return rows
    .filter(({ lacksRiskAnswers }) => lacksRiskAnswers)
    .sort((one, other) => byStake(one, other) || byDays(one, other) || byName(one, other))
}

// Which filters does the list of cases offer, with how many cases behind each, and how is what was chosen named?
import type { CaseOnLoad } from '../../cases/caseload.ts'
import {
  dayBands,
  dutyBands,
  type filteredLoad,
  type LoadFilter,
  type LoadFilters,
  type LoadOrder,
  loadFilters,
  loadOrders,
  stateBands,
  statesOf,
} from '../../cases/caseloadOrder.ts'
import { riskLevels } from '../../cases/caseWork.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { Officer } from '../../storage/caseloadStore.ts'
import { dayBandWords, dutyBandWords, filterWords, orderWords, stateBandWords } from './caseloadWords.ts'
import { levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

export interface FilterShown {
  readonly name: LoadFilter
  readonly label: string
  readonly choices: readonly {
    readonly value: string
    readonly text: string
    readonly count: number
    readonly isChosen: boolean
  }[]
}

interface Around {
  readonly person: Person
  readonly rows: readonly CaseOnLoad[]
  readonly officers: readonly Officer[]
  readonly since: string | null
  /** How many cases are closed: choosing them asks for a list of their own. */
  readonly closed: number
}

type Counts = ReturnType<typeof filteredLoad>['counts']

/** The filters in the order of the form. One with nothing to choose from is left out, unless it is in use. */
export function filtersShown(filters: LoadFilters, counts: Counts, around: Around): FilterShown[] {
  const shown = loadFilters.map((name): FilterShown => {
    const values = valuesFor(name, around)
    const chosen = filters[name]
    const known =
      chosen === '' || values.some(([value]) => value === chosen)
        ? values
        : [...values, [chosen, 'Not on this list'] as const]
    return {
      name,
      label: filterWords[name],
      choices: [['', name === 'state' ? 'Open' : 'All'] as const, ...known].map(([value, text]) => ({
        value,
        text,
        count: name === 'state' && value === 'closed' ? around.closed : (counts[name].get(value) ?? 0),
        isChosen: value === chosen,
      })),
    }
  })
  return shown
    .filter(({ name, choices }) => choices.length > 2 || filters[name] !== '' || name === 'changed')
    .filter(({ name }) => name !== 'changed' || around.since !== null || filters.changed !== '')
}

/** The filters in use, in words for the heading and the print-out. */
export function filtersNamed(shown: readonly FilterShown[]): string[] {
  return shown.flatMap(({ label, choices }) => {
    const chosen = choices.find(({ isChosen }) => isChosen)
    return chosen && chosen.value !== '' ? `${label}: ${chosen.text}` : []
  })
}

/** The orders this reader can choose. */
export function ordersShown(order: LoadOrder, person: Person) {
  return loadOrders
    .filter((each) => each !== 'risk' || may(person, 'see-risk'))
    .map((value) => ({ value, text: orderWords[value], isChosen: value === order }))
}

type Choice = readonly [value: string, text: string]

function valuesFor(name: LoadFilter, { person, rows, officers, since }: Around): readonly Choice[] {
  switch (name) {
    case 'state':
      return [
        ...stateBands
          .filter((band) => band === 'found' || rows.some((row) => statesOf(row).includes(band)))
          .map((band): Choice => [band, stateBandWords[band]]),
        ['closed', 'Closed'],
      ]
    case 'days':
      return dayBands.map((band) => [band, dayBandWords[band]])
    case 'duty':
      return dutyBands
        .filter((band) => band !== 'risk-questions' || may(person, 'answer-risk'))
        .map((band) => [band, dutyBandWords[band]])
    case 'risk':
      if (!may(person, 'see-risk')) return []
      return [...riskLevels.toReversed().map((level): Choice => [level, levelWords[level]]), ['none', 'Not answered']]
    case 'school':
      return byText(rows.map(({ summary, schoolName }) => [summary.schoolUrn, schoolName]))
    case 'officer':
      return [
        ...(may(person, 'allocate-case') ? ([['mine', 'Mine']] as const) : []),
        ['nobody', 'Nobody'],
        ...byText([
          ...officers.map(({ id, name: each }): Choice => [id, each]),
          ...rows.flatMap(({ summary, allocatedToName }): Choice[] =>
            summary.allocatedTo === null ? [] : [[summary.allocatedTo, allocatedToName ?? summary.allocatedTo]],
          ),
        ]),
      ]
    case 'changed':
      return [['yes', since === null ? 'Since you last looked' : `Since ${inWords.dayAndTime(since)}`]]
  }
}

function byText(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices)].sort(([, one], [, other]) => one.localeCompare(other, 'en-GB'))
}

// How does the morning stand, school by school? Registers and counts; never which child.
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { awayChild } from '../../cases/awayChild.ts'
import { silentSessions } from '../../cases/clock/marksForClock.ts'
import { type RegisterState, registerStateOf, type SchoolToday } from '../../cases/registerToday.ts'
import { policiesFor, type SchoolsDays } from '../../cases/schoolsDays.ts'
import type { CountedChild } from '../../storage/schoolStore.ts'
import { datesInWords, inWords } from './inWords.ts'
import { thinInShort } from './silencePage.ts'

/** Children away whom nobody has explained, by the school day of their absence. `unknown`: no calendar to count by. */
export interface DayBands {
  readonly first: number
  readonly second: number
  readonly thirdOrLater: number
  readonly unknown: number
  readonly all: number
}

export interface SchoolRow {
  readonly urn: string
  readonly name: string
  readonly register: { readonly text: string; readonly tone: 'in' | 'not-yet' | 'silent' | 'no-school' }
  readonly hint: string | null
  /** Whether the hint is about its calendar, which has a page of its own. */
  readonly isCalendarMissing: boolean
  readonly bands: DayBands
}

/** A row a school, in the order given, at a UTC instant. */
export function schoolRows(
  schools: readonly SchoolToday[],
  calendars: ReadonlyMap<string, SchoolsDays>,
  children: readonly CountedChild[],
  asOf: string,
): SchoolRow[] {
  const bySchool = Map.groupBy(children, ({ schoolUrn }) => schoolUrn)
  return schools.map((school) => {
    const published = calendars.get(school.urn)
    const calendar = published ? prepareCalendar(published) : null
    const here = bySchool.get(school.urn) ?? []
    const began = here.map(({ absence }) => absence?.beganOn ?? londonDate(asOf)).sort()
    const silent = calendar && began[0] ? silentSessions(calendar, school.completeSessions, asOf, began[0]) : []
    const away = here.map((child) =>
      awayChild(factsOf(child), { asOf, calendar, silent, policies: policiesFor(published) }, londonDate(asOf)),
    )
    const state = registerStateOf(school, calendar, asOf)
    return {
      urn: school.urn,
      name: school.name,
      register: registerWords(state, school, asOf),
      hint: hintOf(school, state),
      isCalendarMissing: school.hasPupils && isWithoutDays(state),
      bands: bandsOf(away.filter(({ isUnexplained }) => isUnexplained).map(({ dayNumber }) => dayNumber)),
    }
  })
}

/** All schools' counts in one. */
export function allBands(rows: readonly SchoolRow[]): DayBands {
  const sum = (part: keyof DayBands) => rows.reduce((total, { bands }) => total + bands[part], 0)
  return {
    first: sum('first'),
    second: sum('second'),
    thirdOrLater: sum('thirdOrLater'),
    unknown: sum('unknown'),
    all: sum('all'),
  }
}

function bandsOf(dayNumbers: readonly number[]): DayBands {
  const how = (fits: (day: number) => boolean) => dayNumbers.filter(fits).length
  return {
    first: how((day) => day === 1),
    second: how((day) => day === 2),
    thirdOrLater: how((day) => day >= 3),
    unknown: how((day) => day < 1),
    all: dayNumbers.length,
  }
}

// Only what counting asks for: who the child is plays no part.
function factsOf(child: CountedChild) {
  const unasked = {
    name: '',
    dateOfBirth: null,
    enteredOn: null,
    lookedAfter: null,
    protectionPlan: null,
    childInNeed: null,
  }
  return {
    child: { ...unasked, ...child, id: child.pupilId, socialWorker: null, isMostAtStake: false },
    absence: child.absence,
    marks: child.marks,
    contacts: [],
    events: [],
    wrongNumbers: [],
  }
}

function registerWords(state: RegisterState, school: SchoolToday, asOf: string): SchoolRow['register'] {
  switch (state.kind) {
    case 'complete': {
      const thin = state.thin?.find(({ session }) => session === state.session)
      if (thin) return { text: `${sessionNames[state.session]} ${thinInShort(thin).toLowerCase()}`, tone: 'silent' }
      return { text: `${sessionNames[state.session]} register in`, tone: 'in' }
    }
    case 'not-yet':
      return { text: `Not yet: closes at ${state.closesAt}`, tone: 'not-yet' }
    case 'none': {
      const incomplete = `${sessionNames[state.session]} register not complete.`
      if (school.registerKept === 'paper') return { text: incomplete, tone: 'silent' }
      const heard = school.lastHeardAt
      const since = heard === null ? 'Nothing has arrived yet' : `No data since ${sayWhen(heard, asOf)}`
      return { text: `${incomplete} ${since}`, tone: 'silent' }
    }
    case 'no-school':
      return { text: `No school: ${state.because}`, tone: 'no-school' }
    case 'day-unknown':
      return { text: `Unknown. ${datesInWords(state.because)}`, tone: 'silent' }
    default:
      return { text: 'Unknown: no calendar yet', tone: 'silent' }
  }
}

const sessionNames = { AM: 'Morning', PM: 'Afternoon' } as const

function sayWhen(at: string, asOf: string): string {
  return londonDate(at) === londonDate(asOf) ? inWords.time(at) : inWords.dayAndTime(at)
}

function hintOf(school: SchoolToday, state: RegisterState): string | null {
  if (!school.hasPupils) return 'No pupils yet: its MIS has sent none.'
  if (isWithoutDays(state)) return 'Ask the school to publish its calendar from its MIS.'
  if (state.kind === 'complete' && state.missing.length > 0) return 'The morning register is not complete.'
  const earlier = 'thin' in state && state.thin?.find(({ session }) => session === 'AM' && session !== state.session)
  if (earlier) return `Morning: ${thinInShort(earlier).toLowerCase()}.`
  return school.registerKept === 'paper' ? 'Keeps its register on paper.' : null
}

function isWithoutDays({ kind }: RegisterState): boolean {
  return kind === 'no-calendar' || kind === 'day-unknown'
}

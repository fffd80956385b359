// Whose stories does the first morning tell? Chosen children with an absence of their own, so that every kind is on the list.
import type { Away } from './absences.ts'
import { type CaseAbsence, caseAbsences, type StoryName } from './caseAbsences.ts'
import type { FamilyContact } from './contacts.ts'
import type { Child, Family } from './families.ts'
import { firstMorning } from './northmoor.ts'
import { momentOf, schoolDates } from './schoolTimes.ts'

/** The place of the first morning's day among the school days. */
export const firstDay = schoolDates.indexOf(firstMorning.slice(0, 10))

export interface Stories {
  /** The absences told on purpose. What else chance gave these children at about that time is left out. */
  readonly awaysOf: ReadonlyMap<Child, readonly Away[]>
  /** Whose absence became a case that has a history. */
  readonly childOf: ReadonlyMap<StoryName, Child>
  /** The last day on the roll of those who leave it. */
  readonly lastOnOf: ReadonlyMap<Child, string>
}

/** Each story with a child of its own. */
export function makeStories(
  families: readonly Family[],
  contacts: ReadonlyMap<Family, readonly FamilyContact[]>,
): Stories {
  const stories = new Map<Child, readonly Away[]>()
  const isRestricted = (family: Family) => contacts.get(family)!.some((contact) => contact.restricted)
  /** Children of the first family that fits and has no story yet. */
  const tell = (away: Away | readonly Away[], urn: string, siblings: number, fits: (family: Family) => boolean) => {
    for (const family of families) {
      const here = family.children.filter((child) => child.school.urn === urn)
      if (here.length !== siblings || here.some((child) => stories.has(child)) || !fits(family)) continue
      for (const child of here) stories.set(child, [away].flat())
      return here[0]!
    }
    throw new Error(`No family at ${urn} has ${siblings} children and fits the story`)
  }
  const isOrdinary = (family: Family) => family.circumstance === null && !isRestricted(family)

  const childOf = new Map<StoryName, Child>()
  childOf.set(
    'oakfield-day-16',
    tell(nobodySays(16, 40), '999101', 1, (family) => isOrdinary(family) && family.children[0]!.year >= 3),
  )
  childOf.set('oakfield-day-5', tell(nobodySays(5, 26), '999101', 1, isOrdinary))
  tell(learntLater(3, 6), '999101', 1, isOrdinary)
  tell(nobodySays(2, 30), '999101', 1, (family) => isOrdinary(family) && family.children[0]!.senSupport)
  tell(learntLater(1, 1), '999101', 3, isOrdinary)
  tell(learntLater(1, 2), '999101', 2, isOrdinary)
  tell(learntLater(1, 1), '999101', 1, (family) => family.circumstance === 'looked-after')
  tell(
    learntLater(2, 3),
    '999101',
    1,
    (family) => family.circumstance === 'protection-plan' || family.circumstance === 'child-in-need',
  )
  tell(learntLater(1, 1), '999101', 1, isRestricted)
  tell(learntLater(1, 1), '999101', 1, (family) => isOrdinary(family) && family.children[0]!.ehcPlan)
  tell(cameLate, '999101', 1, isOrdinary)

  for (const urn of ['999102', '999103', '999104']) {
    tell(learntLater(1, 1), urn, 2, isOrdinary)
    tell(learntLater(1, 2), urn, 1, (family) => family.circumstance !== null)
    tell(nobodySays(4, 8), urn, 1, isOrdinary)
    tell(cameLate, urn, 1, isOrdinary)
  }
  tell(nobodySays(8, 12), '999103', 1, isOrdinary)
  tell(nobodySays(3, 10), '999105', 1, isOrdinary)
  tell(learntLater(2, 1), '999105', 2, isOrdinary)

  const lastOnOf = new Map<Child, string>()
  Object.entries<CaseAbsence>(caseAbsences).forEach(([name, { urn, aways, lastOn, circumstance = null }], place) => {
    // Of compulsory school age for the whole of the story, and not all in one year.
    const isOfYear = ({ school, year }: Child) =>
      circumstance !== null || school.forms === null
        ? year >= 2
        : year === (school.kind === 'primary' ? 2 : 7) + ((3 * place) % 5)
    const fits = (family: Family) =>
      family.circumstance === circumstance &&
      !isRestricted(family) &&
      family.children.every((child) => child.school.urn !== urn || isOfYear(child))
    const child = tell(aways, urn, 1, fits)
    childOf.set(name as StoryName, child)
    if (lastOn) lastOnOf.set(child, lastOn)
  })
  return { awaysOf: stories, childOf, lastOnOf }
}

/** Away for so many school days up to the first morning and so many after it, and nobody says why. */
function nobodySays(daysSoFar: number, daysMore: number): Away {
  return {
    from: 2 * (firstDay - daysSoFar + 1),
    to: 2 * (firstDay + daysMore) + 1,
    code: 'O',
    knownFrom: 'never',
    minutesLate: null,
  }
}

/** Away for so many school days up to the first morning; so many days later the school learns that it was illness. */
function learntLater(daysSoFar: number, daysMore: number): Away {
  const learntOn = firstDay + daysMore
  return {
    from: 2 * (firstDay - daysSoFar + 1),
    to: 2 * learntOn - 1,
    code: 'I',
    knownFrom: momentOf(learntOn, 'notes'),
    minutesLate: null,
  }
}

const cameLate: Away = {
  from: 2 * firstDay,
  to: 2 * firstDay,
  code: 'U',
  knownFrom: momentOf(firstDay, 'late-arrivals'),
  minutesLate: 36,
}

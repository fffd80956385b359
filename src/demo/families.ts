// Which children live in Northmoor, in which families, and in which class does each sit?
import { utcInstant } from '../calendar/londonTime.ts'
import { between, type Chance, chanceOf, oneOf, weighted } from './chance.ts'
import { longestName, type Names, names, shortNames } from './names.ts'
import { type DemonstrationSchool, schools } from './northmoor.ts'
import { uniquePupilNumber } from './uniquePupilNumber.ts'

export type FamilyCircumstance = 'looked-after' | 'protection-plan' | 'child-in-need' | null

export interface Child {
  readonly school: DemonstrationSchool
  readonly family: Family
  readonly misId: string
  readonly upn: string
  readonly legalForename: string
  readonly legalSurname: string
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
  readonly dateOfBirth: string
  readonly sex: 'F' | 'M'
  /** 0 for Reception to 11. */
  readonly year: number
  readonly regGroup: string
  readonly ehcPlan: boolean
  readonly senSupport: boolean
}

export interface Family {
  readonly number: number
  readonly names: Names
  readonly surname: string
  readonly circumstance: FamilyCircumstance
  /** How many children it is meant to have; it may end up with fewer. */
  readonly wanted: number
  readonly children: Child[]
}

interface Place {
  readonly school: DemonstrationSchool
  readonly area: string
  readonly year: number
  readonly regGroup: string
}

/** Every child of the authority, families in order of their eldest. About 3,000; the same on every call. */
export function makeFamilies(): Family[] {
  const chance = chanceOf('northmoor families')
  const families: Family[] = []
  const waiting = new Map<string, Family[]>()
  const admitted = new Map<string, number>()
  const serials = new Map<string, number>()
  const next = (counts: Map<string, number>, key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts.get(key)!
  }
  for (const place of makePlaces(chance)) {
    const open = (waiting.get(place.area) ?? []).filter(
      (family) => family.children.length < family.wanted && youngest(family).year <= place.year + 5,
    )
    const older = open.filter((family) => youngest(family).year > place.year)
    let family = older.length > 0 && chance() < 0.45 ? oneOf(older, chance) : null
    if (!family) {
      family = makeFamily(families.length, chance)
      families.push(family)
      if (family.wanted > 1) open.push(family)
    }
    waiting.set(place.area, open)
    const establishment = schools.find((school) => school.urn === place.area)!.establishment
    const givenIn = 2026 - place.year
    const upn = uniquePupilNumber(establishment, givenIn, next(serials, `${establishment} ${givenIn}`))
    const misId = String(10_000 + Number(place.school.urn.slice(-1)) * 10_000 + next(admitted, place.school.urn))
    family.children.push(makeChild(place, family, upn, misId, chance))
  }
  return families
}

function makePlaces(chance: Chance): Place[] {
  const places: (Place & { order: number })[] = []
  for (const school of schools) {
    const [first, last] = school.kind === 'primary' ? [0, 6] : [7, 11]
    for (let year = first; year <= last; year += 1) {
      for (let form = 0; form < (school.forms ?? 1); form += 1) {
        const seats = school.forms === null ? between(7, 10, chance) : between(28, 30, chance)
        for (let seat = 0; seat < seats; seat += 1) {
          const area = school.feeders.length > 0 ? weighted(school.feeders, chance) : school.urn
          places.push({ school, area, year, regGroup: regGroupOf(school, year, form), order: chance() })
        }
      }
    }
  }
  return places.sort((one, other) => other.year - one.year || one.order - other.order)
}

function regGroupOf(school: DemonstrationSchool, year: number, form: number): string {
  if (school.forms === null) return ['Acorns', 'Acorns', 'Acorns', 'Saplings', 'Saplings', 'Oaks', 'Oaks'][year]!
  const letters = school.kind === 'primary' ? 'AB' : 'NORTHM'
  return `${yearName(year)}${letters[form]}`
}

/** 'R' for Reception, else the number. */
export function yearName(year: number): string {
  return year === 0 ? 'R' : String(year)
}

function makeFamily(number: number, chance: Chance): Family {
  const background = weighted(
    names.map((each) => [each, each.weight] as const),
    chance,
  )
  const one = oneOf(background.surnames, chance)
  const other = oneOf(chance() < 0.3 ? oneOf(names, chance).surnames : background.surnames, chance)
  const isSimple = !/[ -]/.test(one + other) && one !== other
  const circumstances = [
    [null, 955],
    ['looked-after', 10],
    ['protection-plan', 5],
    ['child-in-need', 30],
  ] as const
  return {
    number,
    names: background,
    surname: isSimple && chance() < 0.09 ? `${one}-${other}` : one,
    circumstance: weighted<FamilyCircumstance>(circumstances, chance),
    wanted: weighted(
      [
        [1, 45],
        [2, 37],
        [3, 14],
        [4, 4],
      ] as const,
      chance,
    ),
    children: [],
  }
}

function makeChild(place: Place, family: Family, upn: string, misId: string, chance: Chance): Child {
  const sex = chance() < 0.49 ? 'F' : 'M'
  const unused = (sex === 'F' ? family.names.girls : family.names.boys).filter((name) =>
    family.children.every((child) => child.legalForename !== name),
  )
  const first = oneOf(unused, chance)
  const second = chance() < 0.12 ? oneOf(unused, chance) : first
  const legalForename = second === first || /[ -]/.test(first + second) ? first : `${first}-${second}`
  const ordinary = {
    legalForename,
    legalSurname: family.surname,
    preferredForename: shortNames[legalForename] !== undefined && chance() < 0.6 ? shortNames[legalForename]! : null,
    // A few children use a step-parent's name at school.
    preferredSurname: chance() < 0.015 ? oneOf(family.names.surnames, chance) : null,
  }
  const need = chance()
  const { school, year, regGroup } = place
  return {
    school,
    family,
    misId,
    upn,
    sex,
    year,
    regGroup,
    ...(misId === longestName.misId ? longestName.parts : ordinary),
    dateOfBirth: birthdayOf(year, family, chance),
    ehcPlan: need < 0.043,
    senSupport: need >= 0.043 && need < 0.175,
  }
}

const dayLength = 86_400_000

/** A birthday of the year group, at least ten months after the next older child of the family. */
function birthdayOf(year: number, family: Family, chance: Chance): string {
  const first = Date.UTC(2021 - year, 8, 1)
  const days = Math.round((Date.UTC(2022 - year, 8, 1) - first) / dayLength)
  const older = family.children.length > 0 ? Date.parse(youngest(family).dateOfBirth) + 300 * dayLength : 0
  const drawn = first + between(0, days - 1, chance) * dayLength
  return utcInstant(Math.min(Math.max(drawn, older), first + (days - 1) * dayLength)).slice(0, 10)
}

function youngest(family: Family): Child {
  return family.children.at(-1)!
}

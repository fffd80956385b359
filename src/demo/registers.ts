// What did each register say, and what was changed in it later? The whole year of every child, known beforehand.
import { type Away, makeAways } from './absences.ts'
import { chanceOf } from './chance.ts'
import { type FamilyContact, makeContacts } from './contacts.ts'
import { type Child, type Family, makeFamilies } from './families.ts'
import { schools } from './northmoor.ts'
import { type Moment, momentOf, schoolDates } from './schoolTimes.ts'
import { makeStories, type Stories } from './stories.ts'

/** A mark that is not plain presence: as the register first said it and, where it was changed, to what and when. */
export interface DemonstrationMark {
  readonly child: Child
  readonly day: number
  readonly session: 'AM' | 'PM'
  readonly first: string
  readonly minutesLate: number | null
  readonly changed: { readonly to: string; readonly at: Moment } | null
}

export interface Northmoor {
  readonly stories: Stories
  readonly families: readonly Family[]
  readonly contacts: ReadonlyMap<Family, readonly FamilyContact[]>
  readonly childrenOf: ReadonlyMap<string, readonly Child[]>
  /** By school and by session (twice the day's place, one more for PM). The paper school has none. */
  readonly marksOf: ReadonlyMap<string, readonly (readonly DemonstrationMark[])[]>
}

let made: Northmoor | null = null

/** The invented authority. Made once a process: it takes a tenth of a second and is always the same. */
export function northmoor(): Northmoor {
  made ??= makeNorthmoor()
  return made
}

function makeNorthmoor(): Northmoor {
  const families = makeFamilies()
  const contacts = makeContacts(families)
  const stories = makeStories(families, contacts)
  const children = families.flatMap((family) => family.children)
  const childrenOf = new Map(schools.map(({ urn }) => [urn, children.filter((child) => child.school.urn === urn)]))
  const marksOf = new Map<string, DemonstrationMark[][]>()
  for (const { urn, registerKept } of schools) {
    if (registerKept === 'paper') continue
    const sessions: DemonstrationMark[][] = Array.from({ length: 2 * schoolDates.length }, () => [])
    for (const child of childrenOf.get(urn)!) {
      for (const away of awaysOf(child, stories.awaysOf.get(child) ?? [])) addMarks(sessions, child, away)
    }
    addVisits(sessions, childrenOf.get(urn)!)
    marksOf.set(urn, sessions)
  }
  for (const sessions of marksOf.values()) withoutLeavers(sessions, stories)
  return { families, contacts, childrenOf, marksOf, stories }
}

/** The children of a school who are on its roll on a date. */
export function childrenOn(urn: string, date: string): readonly Child[] {
  const { childrenOf, stories } = northmoor()
  return childrenOf.get(urn)!.filter((child) => isOnRoll(child, date, stories))
}

function isOnRoll(child: Child, date: string, { lastOnOf }: Stories): boolean {
  const lastOn = lastOnOf.get(child)
  return lastOn === undefined || date <= lastOn
}

function withoutLeavers(sessions: DemonstrationMark[][], stories: Stories): void {
  sessions.forEach((marks, at) => {
    const date = schoolDates[Math.floor(at / 2)]!
    if (marks.some(({ child }) => !isOnRoll(child, date, stories)))
      sessions[at] = marks.filter(({ child }) => isOnRoll(child, date, stories))
  })
}

function awaysOf(child: Child, stories: readonly Away[]): Away[] {
  const aways = makeAways(child)
  // A day in school before and after, or the story's absence would run on from another.
  const isApart = (away: Away) => stories.every((story) => away.to < story.from - 2 || away.from > story.to + 2)
  return [...aways.filter(isApart), ...stories]
}

function addMarks(
  sessions: DemonstrationMark[][],
  child: Child,
  { from, to, code, knownFrom, minutesLate }: Away,
): void {
  for (let at = from; at <= Math.min(to, sessions.length - 1); at += 1) {
    const day = Math.floor(at / 2)
    const session = at % 2 === 0 ? 'AM' : 'PM'
    const registered = momentOf(day, session === 'AM' ? 'morning-register' : 'afternoon-register')
    const learnt = knownFrom === 'never' ? momentOf(day + 5, 'notes') : knownFrom
    const isKnown = learnt === null || learnt < registered
    const changed = isKnown ? null : { to: code, at: learnt }
    sessions[at]!.push({ child, day, session, first: isKnown ? code : 'N', minutesLate, changed })
  }
}

/** Now and then a class goes out with its teachers for a day. */
function addVisits(sessions: DemonstrationMark[][], children: readonly Child[]): void {
  for (const regGroup of new Set(children.map((child) => child.regGroup))) {
    const chance = chanceOf(`visits ${children[0]!.school.urn} ${regGroup}`)
    for (let day = 5; day < schoolDates.length; day += 1) {
      if (chance() >= 0.006) continue
      for (const at of [2 * day, 2 * day + 1]) {
        const away = new Set(sessions[at]!.map((mark) => mark.child))
        for (const child of children) {
          if (child.regGroup !== regGroup || away.has(child)) continue
          sessions[at]!.push({
            child,
            day,
            session: at % 2 === 0 ? 'AM' : 'PM',
            first: 'V',
            minutesLate: null,
            changed: null,
          })
        }
      }
    }
  }
}

/** The code of a mark as it stands at a moment. */
export function codeAt(mark: DemonstrationMark, moment: Moment): string {
  return mark.changed && mark.changed.at <= moment ? mark.changed.to : mark.first
}

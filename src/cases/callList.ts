// What does Today say, and in which order? Each child on one list, siblings side by side, most at stake first.
import type { AwayChild } from './awayChild.ts'
import { phoneDigits } from './phoneNumber.ts'

export const callLists = ['to-ring', 'tried', 'reason-given', 'no-mark'] as const
export type CallList = (typeof callLists)[number]

/** A row: the child most at stake and those of the same school on the same list who share a number to ring with it. */
export interface Family {
  readonly children: readonly AwayChild[]
  /** Children on other lists who share a number with the first. */
  readonly elsewhere: readonly { readonly child: AwayChild; readonly list: CallList }[]
}

/** Which list each child is on; null when there is nothing to do about it. */
export type CallLists = ReadonlyMap<AwayChild, CallList | null>

/**
 * Each child on one list. A parent who did not know, a reason nobody has written down and a child without any number that
 * works stay under "to ring"; so does a child whose brother or sister still has a number to try, for it is one call.
 */
export function callListsOf(children: readonly AwayChild[]): CallLists {
  const byNumber = byNumberToRing(children)
  const alone = new Map(children.map((child) => [child, listAlone(child)]))
  return new Map(
    children.map((child) => {
      const list = alone.get(child) ?? null
      const isRungWithOthers =
        list === 'tried' && sharingNumber(child, byNumber).some((other) => alone.get(other) === 'to-ring')
      return [child, isRungWithOthers ? 'to-ring' : list]
    }),
  )
}

function listAlone(child: AwayChild): CallList | null {
  if (child.isUnexplained) {
    const isWaiting = child.numbers.isEveryNumberTried && !child.parentDidNotKnow && !child.reasonNotWritten
    return isWaiting ? 'tried' : 'to-ring'
  }
  if (child.marksN.length > 0) return 'reason-given'
  return child.unmarked.length > 0 ? 'no-mark' : null
}

/** Parent did not know; then flags that ask for a referral; then the longest absence; then by name. */
export function compareStake(one: AwayChild, other: AwayChild): number {
  return (
    Number(other.parentDidNotKnow !== null) - Number(one.parentDidNotKnow !== null) ||
    Number(other.child.isMostAtStake) - Number(one.child.isMostAtStake) ||
    other.dayNumber - one.dayNumber ||
    one.child.name.localeCompare(other.child.name, 'en-GB') ||
    (one.child.id < other.child.id ? -1 : 1)
  )
}

/**
 * The rows of one list in order. `lists` are those of all children away; `kept` are pupils shown though they have just
 * left the list, so that their row keeps its place.
 */
export function familiesOn(list: CallList, lists: CallLists, kept: ReadonlySet<string> = new Set()): Family[] {
  const children = [...lists.keys()]
  const isOn = (child: AwayChild) => lists.get(child) === list
  const members = children.filter((child) => isOn(child) || kept.has(child.child.id)).sort(compareStake)
  const byNumber = byNumberToRing(children)
  const placed = new Set<AwayChild>()
  const families: Family[] = []
  for (const first of members) {
    if (placed.has(first)) continue
    const sharing = sharingNumber(first, byNumber)
    const brothersAndSisters = isOn(first) ? sharing.filter((child) => isOn(child) && !placed.has(child)) : []
    const together = [first, ...brothersAndSisters.sort(compareStake)]
    for (const child of together) placed.add(child)
    const elsewhere = sharing.flatMap((child) => {
      const other = lists.get(child) ?? null
      return other === null || other === list ? [] : [{ child, list: other }]
    })
    families.push({ children: together, elsewhere })
  }
  return families
}

// A number of more children than this is a children's home's or a childminder's, and suggests no family.
const mostOfAFamily = 8

function byNumberToRing(children: readonly AwayChild[]): ReadonlyMap<string, readonly AwayChild[]> {
  const restricted = new Set(
    children.flatMap(({ contacts }) =>
      contacts.flatMap((each) => (each.restricted ? each.phones.map(({ number }) => phoneDigits(number)) : [])),
    ),
  )
  const byNumber = new Map<string, AwayChild[]>()
  for (const child of children) {
    for (const digits of new Set(child.numbers.all.map(({ number }) => phoneDigits(number)))) {
      if (digits === '' || restricted.has(digits)) continue
      const key = `${child.child.schoolUrn} ${digits}`
      const sharing = byNumber.get(key)
      if (sharing) sharing.push(child)
      else byNumber.set(key, [child])
    }
  }
  return byNumber
}

function sharingNumber(child: AwayChild, byNumber: ReadonlyMap<string, readonly AwayChild[]>): AwayChild[] {
  const sharing = child.numbers.all.flatMap(({ number }) => {
    const all = byNumber.get(`${child.child.schoolUrn} ${phoneDigits(number)}`) ?? []
    return all.length > mostOfAFamily ? [] : all
  })
  return [...new Set(sharing)].filter((other) => other !== child)
}

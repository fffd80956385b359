// What is known of a pupil's details? Follows from everything said of each, in whatever order it came.
import { type FlagName, flagNames, type Pupil, searchNameOf } from './pupil.ts'

export const detailNames = [
  'upn',
  'formerUpn',
  'legalForename',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
  'dateOfBirth',
  'sex',
  'yearGroup',
  'regGroup',
  'homeLaCode',
  'boarder',
] as const

type Field = (typeof detailNames)[number] | FlagName
type Value = string | boolean | null

/** What was said of each; `null` clears it, `undefined` was not said. */
export type DetailsSaid = { readonly [Name in Field]?: Value | undefined }

/**
 * What still counts of one message. `at`: when its sender last changed it; empty where that was not said. `isAside`: said
 * beside another matter, which fills in what nobody has said and is no newer word about anything. `toCheck`: flags, in the
 * sender's words, that changed without their values.
 */
export interface DetailWord {
  readonly at: string
  readonly isAside: boolean
  readonly said: DetailsSaid
  readonly toCheck: readonly string[]
}

interface Claim {
  readonly field: Field
  readonly value: Value
  readonly at: string
  readonly isAside: boolean
}

/**
 * The pupil after one more word, with the newest instants at which details and flags were told in their own right; the
 * same object when nothing changes. Any order and repetition of the same words ends in the same pupil.
 */
export function withDetailWord(
  pupil: Pupil,
  word: DetailWord,
  { detailsAt, flagsAt }: Pick<Pupil, 'detailsAt' | 'flagsAt'> = pupil,
): Pupil {
  const words = countingOf([...wordsOf(pupil), word], flagsAt)
  const isSame = detailsAt === pupil.detailsAt && flagsAt === pupil.flagsAt
  if (isSame && JSON.stringify(words) === JSON.stringify(pupil.detailWords)) return pupil
  return standingBy({ ...pupil, detailsAt, flagsAt }, words)
}

/** The pupil who stays, where nothing was said of them with what stands of the other: two entries that a person said to be one child. */
export function withDetailsOf(pupil: Pupil, other: Pupil): Pupil {
  const said = { ...knownOf(other, detailNames), ...knownOf(other, flagNames) }
  const words = [
    { at: '', isAside: true, said, toCheck: [] },
    { at: other.flagsToCheckAt ?? '', isAside: true, said: {}, toCheck: other.flagsToCheck },
  ]
  return standingBy(pupil, countingOf([...wordsOf(pupil), ...words], pupil.flagsAt))
}

/** The UPN by which a message about another matter names its pupil: it fills in what nobody has told in its own right. */
export function wordOfRef(upn: string): DetailWord {
  return { at: '', isAside: true, said: { upn }, toCheck: [] }
}

// A pupil from before words were kept: what stands is taken as said when the newest message was.
function wordsOf(pupil: Pupil): readonly DetailWord[] {
  if (pupil.detailWords.length > 0) return pupil.detailWords
  return [
    { at: pupil.detailsAt ?? '', isAside: false, said: knownOf(pupil, detailNames), toCheck: [] },
    { at: pupil.flagsAt ?? '', isAside: false, said: knownOf(pupil, flagNames), toCheck: [] },
    { at: pupil.flagsToCheckAt ?? '', isAside: false, said: {}, toCheck: pupil.flagsToCheck },
  ]
}

// That a pupil does not board is also how it stands while nobody has said.
function knownOf(pupil: Pupil, names: readonly Field[]): DetailsSaid {
  const known = names.filter((name) => pupil[name] !== null && (name !== 'boarder' || pupil.boarder))
  return Object.fromEntries(known.map((name) => [name, pupil[name]]))
}

function countingOf(words: readonly DetailWord[], flagsAt: string | null): DetailWord[] {
  const claims = words.flatMap(claimsOf)
  const counting = [...detailNames, ...flagNames].map((field) => countingClaims(claims, field))
  // Two UPNs may count, also of one instant: what is second is a word of its own.
  const said = [0, 1].flatMap((place) => joined(counting.flatMap((each) => each.slice(place, place + 1))))
  const checks = checksOf(words).filter(([, at]) => flagsAt === null || at > flagsAt)
  const toCheck = Map.groupBy(checks, ([, at]) => at)
  return [
    ...said,
    ...[...toCheck].map(([at, names]) => ({ at, isAside: false, said: {}, toCheck: names.map(([name]) => name) })),
  ]
}

// Claims of one instant as one word, in the order of the instants.
function joined(claims: readonly Claim[]): DetailWord[] {
  const words = Map.groupBy(claims.toSorted(newerFirst), ({ at, isAside }) => `${at} ${isAside}`)
  return [...words.values()].map((each) => {
    const { at, isAside } = each[0]!
    return { at, isAside, said: Object.fromEntries(inOrder(each)), toCheck: [] }
  })
}

function inOrder(claims: readonly Claim[]): [Field, Value][] {
  return claims
    .map(({ field, value }): [Field, Value] => [field, value])
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

// A UPN, a birthday, whether the pupil boards and a flag are never cleared: not known does not wipe out known.
const clearable: ReadonlySet<string> = new Set(
  detailNames.filter((name) => !['upn', 'formerUpn', 'dateOfBirth', 'boarder'].includes(name)),
)

function claimsOf({ at, isAside, said }: DetailWord): Claim[] {
  return (Object.entries(said) as [Field, Value | undefined][]).flatMap(([field, value]) =>
    value === undefined || (value === null && (isAside || !clearable.has(field)))
      ? []
      : [{ field, value, at, isAside }],
  )
}

// The newest in its own right and the newest said aside; of the UPN also the newest other one, which is the former.
function countingClaims(all: readonly Claim[], field: Field): Claim[] {
  const claims = all.filter((claim) => claim.field === field).sort(newerFirst)
  const [first] = claims
  if (!first) return []
  const second = claims.find(({ isAside, value }) => (field === 'upn' ? value !== first.value : isAside))
  return second && second !== first ? [first, second] : [first]
}

// In a claim's own right before aside, then the newer; of one instant the greater text, and something before nothing.
function newerFirst(one: Claim, other: Claim): number {
  if (one.isAside !== other.isAside) return one.isAside ? 1 : -1
  if (one.at !== other.at) return one.at > other.at ? -1 : 1
  const [first, second] = [textOf(one), textOf(other)]
  return first === second ? 0 : first > second ? -1 : 1
}

function textOf({ value }: Claim): string {
  return value === null ? '' : JSON.stringify(value)
}

function checksOf(words: readonly DetailWord[]): [name: string, at: string][] {
  const newest = new Map<string, string>()
  for (const { at, toCheck } of words)
    for (const name of toCheck) if (at >= (newest.get(name) ?? '')) newest.set(name, at)
  return [...newest].sort(([one], [other]) => (one < other ? -1 : 1))
}

function standingBy(pupil: Pupil, words: readonly DetailWord[]): Pupil {
  const claims = words.flatMap(claimsOf).sort(newerFirst)
  const standingOf = (field: Field) =>
    claims.find((claim) => claim.field === field && claim.value !== null)?.value ?? null
  const known = Object.fromEntries([...detailNames, ...flagNames].map((field) => [field, standingOf(field)]))
  const checks = checksOf(words)
  const standing = {
    ...pupil,
    ...(known as Pick<Pupil, Field>),
    formerUpn: formerUpnOf(claims),
    boarder: standingOf('boarder') === true,
    flagsToCheck: checks.map(([name]) => name),
    flagsToCheckAt: checks.reduce<string | null>((last, [, at]) => (last === null || at > last ? at : last), null),
    detailWords: words,
  }
  return { ...standing, searchName: searchNameOf(standing) }
}

// The number said to be the former, unless another was still in use after that was said.
function formerUpnOf(claims: readonly Claim[]): string | null {
  const [now, other] = claims.filter(({ field }) => field === 'upn')
  const used = now && other && other.at <= now.at ? other : null
  const told = claims.find(({ field }) => field === 'formerUpn')
  const counting = told && (used === null || told.at > used.at) ? told : used
  return counting ? (counting.value as string) : null
}

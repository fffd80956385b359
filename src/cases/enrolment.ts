// Is the pupil expected, on roll, or gone, and what must somebody find out? Follows from everything said, in whatever order it came.
import { londonDate } from '../calendar/londonTime.ts'
import { assertNever } from './refusals.ts'
import type { Destination, SchoolNamed } from './told.ts'

/** What the school's system said. `on` is the day it is about. */
export type WordOfSystem =
  | {
      readonly what: 'expected'
      readonly details: { readonly on: string; readonly previousSchool: SchoolNamed | null }
    }
  | {
      readonly what: 'started'
      readonly details: {
        readonly on: string
        readonly status: 'C' | 'G' | 'M' | 'S' | null
        readonly previousSchool: SchoolNamed | null
      }
    }
  | {
      readonly what: 'ended'
      readonly details: {
        readonly on: string
        readonly grounds: string | null
        readonly reasonCode: string | null
        /** null: kept from before this was recorded. */
        readonly destination: Destination | null
        readonly lastAttended: string | null
        readonly newAddressKnown: boolean | null
      }
    }
  | { readonly what: 'reversed'; readonly details: { readonly on: string | null; readonly reason: string | null } }
  | { readonly what: 'deleted'; readonly details: { readonly reason: string | null } }
  | { readonly what: 'merged'; readonly details: { readonly fromMisId: string } }

export const placeKinds = ['school', 'home-education', 'abroad', 'other'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** Where a child is said to be, and who said so. */
export interface PlaceSaid {
  readonly kind: PlaceKind
  readonly place: string
  readonly saidBy: string
}

/** What a person here found out, or (`attended`, `did-not-come`) the clock saw in the register. */
export type WordOfPerson =
  | { readonly what: 'has-started'; readonly details: { readonly on: string; readonly words: string } }
  | {
      readonly what: 'starts-later'
      readonly details: { readonly on: string; readonly agreedWith: string; readonly reason: string }
    }
  | { readonly what: 'did-not-come'; readonly details: { readonly on: string } }
  | { readonly what: 'attended'; readonly details: { readonly on: string } }
  | { readonly what: 'elsewhere'; readonly details: PlaceSaid }
  | { readonly what: 'destination-said'; readonly details: PlaceSaid }
  | { readonly what: 'still-here'; readonly details: { readonly words: string } }

/** One word: `at` is when its sender last changed it, or when a person said it; `by` is `mis`, `clock` or a person's id. */
export type EnrolmentWord = (WordOfSystem | WordOfPerson) & { readonly at: string; readonly by: string }

export type EndedWord = Extract<EnrolmentWord, { what: 'ended' }>

/** How a pupil stands by all that was said. */
export interface Enrolment {
  readonly enteredOn: string | null
  readonly leftOn: string | null
  /** The day agreed, and where the pupil was before; null when nobody expects one. */
  readonly expected: { readonly on: string; readonly previousSchool: SchoolNamed | null } | null
  /** Another day that the system named once the day agreed had come: nobody has agreed to it here. */
  readonly otherDaySaid: string | null
  /** The word by which the expectation was met, or that answers where the child is. */
  readonly settled: EnrolmentWord | null
  /** The leaving by which the pupil is off roll, as the system said it. */
  readonly ending: EndedWord | null
  readonly destinationSaid: EnrolmentWord | null
  readonly deleted: EnrolmentWord | null
  readonly asks: 'starter' | 'leaver' | null
  readonly asksFrom: string | null
}

export const noEnrolment: Enrolment = {
  ...{ enteredOn: null, leftOn: null, expected: null, otherDaySaid: null, settled: null },
  ...{ ending: null, destinationSaid: null, deleted: null, asks: null, asksFrom: null },
}

/** A deletion decided here that stands: its day and its instant. */
export interface DeletionHere {
  readonly on: string
  readonly at: string
}

// Of two words of one instant the one that keeps a child in sight counts last.
const rank = ['merged', 'deleted', 'expected', 'ended', 'elsewhere', 'destination-said', 'started', 'reversed']
const rankOf = ({ what }: EnrolmentWord) => rank.indexOf(what) + 1 || rank.length + 1

/**
 * The standing after all words, whatever their order here. Words of the system from before a deletion here move nothing,
 * nor does an entry of its day or before, nor a reversal of what the head decided.
 */
export function enrolmentOf(words: readonly EnrolmentWord[], deletion: DeletionHere | null = null): Enrolment {
  const inOrder = words.toSorted((one, other) => compare(one, other))
  const before = deletion ? inOrder.filter(({ at }) => at <= deletion.at) : inOrder
  const after = deletion ? inOrder.filter(({ at }) => at > deletion.at) : []
  let state = before.reduce((soFar, word) => next(soFar, word, null), begun)
  if (deletion) {
    state = { ...state, leftOn: deletion.on, ending: null, back: null }
    state = after.reduce((soFar, word) => next(soFar, word, deletion.on), state)
  }
  return withAsks(state)
}

/**
 * Whether a leaving leaves open where the child went: a system that says it knows and names no place tells nobody where to
 * look, nor does one that names the place “Unknown”.
 */
export function isDestinationOpen({ details: { destination } }: EndedWord): boolean {
  if (destination === null) return false
  const { known, urn, name, laestab, country } = destination
  return (
    known === false || ![urn, name, laestab, country].some((said) => said !== null && !saysNothing.test(said.trim()))
  )
}

const saysNothing =
  /^(|(not |un)known|n\/?a|none|tbc|to be confirmed|no destination|other|destination unknown|zz|xx|[?.-]+)$/i

interface State extends Enrolment {
  /** The day of leaving to which a reversal goes back; null: on roll. */
  readonly back: string | null
}

const begun: State = { ...noEnrolment, back: null }

function compare(one: EnrolmentWord, other: EnrolmentWord): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1
  const [first, second] = [JSON.stringify(one.details), JSON.stringify(other.details)]
  return rankOf(one) - rankOf(other) || (first < second ? -1 : first > second ? 1 : 0)
}

function next(state: State, word: EnrolmentWord, deletedOn: string | null): State {
  switch (word.what) {
    case 'expected':
      return expectedAfter(aliveAgain(state), word)
    case 'started': {
      const { on } = word.details
      // It only repeats what was so when the head decided.
      if (deletedOn !== null && on <= deletedOn) return state
      return { ...onRoll(aliveAgain(state), on), settled: word }
    }
    case 'ended': {
      const back = state.ending ? state.back : state.leftOn
      return { ...aliveAgain(state), leftOn: word.details.on, ending: word, destinationSaid: null, back }
    }
    case 'reversed':
      if (!state.ending) return aliveAgain(state)
      return { ...aliveAgain(state), leftOn: state.back, ending: null, destinationSaid: null, back: null }
    case 'deleted':
      return { ...state, deleted: word }
    case 'merged':
      return state
    case 'still-here':
      return aliveAgain(state)
    case 'has-started':
    case 'did-not-come':
    case 'attended':
      return { ...onRoll(state, word.details.on), settled: word }
    case 'starts-later': {
      const { on } = word.details
      const expected = { on, previousSchool: state.expected?.previousSchool ?? null }
      return { ...state, expected, enteredOn: on, otherDaySaid: null, settled: null }
    }
    case 'elsewhere':
      return { ...state, settled: word }
    case 'destination-said':
      return state.ending ? { ...state, destinationSaid: word } : state
    default:
      return assertNever(word)
  }
}

function onRoll(state: State, enteredOn: string): State {
  return { ...state, enteredOn, leftOn: null, ending: null, destinationSaid: null, back: null }
}

function aliveAgain(state: State): State {
  return { ...state, deleted: null }
}

// Before the day agreed the school's system may move it. From that day on only a person does: a child does not stop being
// missing because a date was typed over.
function expectedAfter(state: State, word: Extract<EnrolmentWord, { what: 'expected' }>): State {
  const { on, previousSchool } = word.details
  const isHere = state.settled !== null && state.settled.what !== 'elsewhere' && state.leftOn === null
  if (isHere) return state
  const { expected } = state
  const isOver = expected === null || (state.leftOn !== null && on > state.leftOn && expected.on <= state.leftOn)
  if (isOver) {
    const enteredOn = state.leftOn === null ? on : state.enteredOn
    return { ...state, expected: { on, previousSchool }, enteredOn, settled: null, otherDaySaid: null }
  }
  if (on === expected.on) return { ...state, expected: { on, previousSchool }, otherDaySaid: null }
  if (londonDate(word.at) >= expected.on && on > expected.on) return { ...state, otherDaySaid: on }
  const enteredOn = state.leftOn === null ? on : state.enteredOn
  return { ...state, expected: { on, previousSchool }, enteredOn, otherDaySaid: null }
}

function withAsks({ back: _, ...state }: State): Enrolment {
  const { expected, settled, leftOn, ending, destinationSaid } = state
  // First where the child is now: a start announced for later would end the absence that runs.
  if (ending && leftOn !== null && isDestinationOpen(ending) && destinationSaid === null)
    return { ...state, asks: 'leaver', asksFrom: leftOn }
  const isExpected = expected !== null && settled === null && (leftOn === null || expected.on > leftOn)
  if (isExpected) return { ...state, asks: 'starter', asksFrom: expected.on }
  return state
}

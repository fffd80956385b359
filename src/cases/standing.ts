// What still stands of all that was written on a case? A short list without anybody's words, by version of the entry.
import type {
  Agency,
  CheckResult,
  FoundKind,
  GroundLetter,
  OpenedBecause,
  RiskDecision,
  RiskLevel,
  Side,
  Telling,
} from './caseWork.ts'
import type { CaseHappening } from './events.ts'

interface Entry {
  /** Version of the event it comes from. */
  readonly version: number
  /** The person's id, `mis` or `clock`. */
  readonly by: string
}

export type Standing = Entry &
  (
    | { readonly what: 'opened'; readonly because: OpenedBecause; readonly at: string }
    | {
        readonly what: 'risk'
        readonly on: string
        readonly mustRefer: readonly string[]
        readonly level: RiskLevel
        readonly decision: RiskDecision
      }
    | { readonly what: 'referral'; readonly to: Agency; readonly at: string; readonly dueOn: string }
    | { readonly what: 'acknowledged'; readonly of: number; readonly on: string }
    | { readonly what: 'answered'; readonly of: number; readonly on: string }
    | { readonly what: 'told'; readonly whom: Telling; readonly on: string }
    | { readonly what: 'held'; readonly whom: Telling; readonly on: string; readonly messageId: string }
    | { readonly what: 'return-sent'; readonly on: string }
    | { readonly what: 'record-sent'; readonly on: string }
    | {
        readonly what: 'check'
        readonly side: Side
        readonly check: string
        readonly on: string
        readonly result: CheckResult
        readonly nextOn: string | null
        readonly childSeen: boolean
      }
    | { readonly what: 'review'; readonly on: string; readonly level: RiskLevel }
    | { readonly what: 'seen'; readonly on: string }
    | {
        readonly what: 'sickness'
        readonly answer: boolean
        readonly at: string
        readonly ground: GroundLetter
        readonly runFirstOn: string
      }
    | {
        readonly what: 'enquiries'
        readonly side: Side
        readonly checks: readonly number[]
        readonly at: string
        readonly ground: GroundLetter
        readonly runFirstOn: string
      }
    | {
        readonly what: 'outcome'
        readonly side: Side
        readonly kind: 'not-found' | 'found'
        readonly agreed: boolean | null
        readonly at: string
        readonly ground: GroundLetter
        readonly runFirstOn: string
      }
    | { readonly what: 'removed'; readonly on: string; readonly ground: GroundLetter }
    /** Deleted once, and back on roll and away since. */
    | { readonly what: 'removed-before'; readonly on: string; readonly ground: GroundLetter }
    | { readonly what: 'found'; readonly kind: FoundKind; readonly on: string }
  )

export type StandingOf<What extends Standing['what']> = Extract<Standing, { what: What }>

/** The entries of one kind, oldest first. */
export function standingOf<What extends Standing['what']>(
  standing: readonly Standing[],
  what: What,
): readonly StandingOf<What>[] {
  return standing.filter((entry): entry is StandingOf<What> => entry.what === what)
}

/**
 * The list after one more happening, which is the event `version` by `by` at `at`. What was found stands until the absence
 * begins again or the case is opened again; a deletion, until the child is back on roll and away again.
 */
export function standingAfter(
  standing: readonly Standing[],
  happening: CaseHappening,
  { version, at, by }: { readonly version: number; readonly at: string; readonly by: string },
): readonly Standing[] {
  switch (happening.what) {
    case 'entry-withdrawn':
    case 'not-reached':
      return without(standing, happening.details.version)
    case 'absence-began-again':
      // Wherever the child was found, and that the name was deleted: it was so until they were away again.
      return standing.flatMap((entry): Standing[] => {
        // Found within the new run: what changed is the register of the days before.
        if (entry.what === 'found') return entry.on > happening.details.firstOn ? [entry] : []
        return entry.what === 'removed' ? [{ ...entry, what: 'removed-before' }] : [entry]
      })
    default: {
      const before = beforeAdding(happening, standing)
      const entry = entryOf(happening, at)
      return entry === null ? before : [...before, { version, by, ...entry } as Standing]
    }
  }
}

function beforeAdding(happening: CaseHappening, standing: readonly Standing[]): readonly Standing[] {
  if (happening.what === 'told') return withoutHeld(standing, happening.details.messageId)
  // Opened again after it was closed: the child it was closed for is not where they were found.
  return happening.what === 'case-opened' ? standing.filter(({ what }) => what !== 'found') : standing
}

// What answers another entry goes with it.
function without(standing: readonly Standing[], version: number): readonly Standing[] {
  return standing.filter((entry) => entry.version !== version && !('of' in entry && entry.of === version))
}

// A held message that was let go is held no more.
function withoutHeld(standing: readonly Standing[], messageId: string | null): readonly Standing[] {
  return standing.filter((entry) => entry.what !== 'held' || entry.messageId !== messageId)
}

type Bare = Standing extends infer Each ? (Each extends Standing ? Omit<Each, 'version' | 'by'> : never) : never

function entryOf(happening: CaseHappening, at: string): Bare | null {
  switch (happening.what) {
    case 'case-opened':
      return { what: 'opened', because: happening.details.because, at }
    case 'risk-answered': {
      const { on, answers, level, decision } = happening.details
      const mustRefer = Object.keys(answers).filter(
        (question) => question.startsWith('A') && answers[question] === 'yes',
      )
      return { what: 'risk', on, mustRefer, level, decision }
    }
    case 'referral-made': {
      const { to, at: madeAt, dueOn } = happening.details
      return { what: 'referral', to, at: madeAt, dueOn }
    }
    case 'referral-acknowledged':
      return { what: 'acknowledged', of: happening.details.version, on: happening.details.on }
    case 'referral-answered':
      return { what: 'answered', of: happening.details.version, on: happening.details.on }
    case 'told':
      return { what: 'told', whom: happening.details.whom, on: happening.details.on }
    case 'telling-held': {
      const { whom, on, messageId } = happening.details
      return { what: 'held', whom, on, messageId }
    }
    case 'return-sent':
    case 'record-sent':
      return { what: happening.what, on: happening.details.on }
    case 'check-made': {
      const { side, check, on, result, nextOn, childSeen } = happening.details
      return { what: 'check', side, check, on, result, nextOn, childSeen }
    }
    case 'review-held':
      return { what: 'review', on: happening.details.on, level: happening.details.level }
    case 'child-seen':
      return { what: 'seen', on: happening.details.on }
    case 'sickness-signed': {
      const { answer, ground, runFirstOn } = happening.details
      return { what: 'sickness', answer, at, ground, runFirstOn }
    }
    case 'enquiries-signed': {
      const { side, checks, ground, runFirstOn } = happening.details
      return { what: 'enquiries', side, checks, at, ground, runFirstOn }
    }
    case 'outcome-signed': {
      const { side, kind, agreed, ground, runFirstOn } = happening.details
      return { what: 'outcome', side, kind, agreed, at, ground, runFirstOn }
    }
    case 'name-removed':
      return { what: 'removed', on: happening.details.on, ground: happening.details.ground }
    case 'child-found':
      return { what: 'found', kind: happening.details.kind, on: happening.details.on }
    default:
      return null
  }
}

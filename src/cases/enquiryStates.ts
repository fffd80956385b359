// How far is each line of the enquiry lists? Done, asked, open or not needed; and what is missing where it is begun.
import type { CaseNow } from './caseNow.ts'
import type { Side } from './caseWork.ts'
import { awaitedChecks, type StandingCheck, standingChecks } from './checksAsked.ts'
import { type Counted, enquiriesCounted } from './enquiriesCounted.ts'
import { type EnquiryLine, enquiryLines } from './enquiryLists.ts'
import type { Contact } from './pupil.ts'

export type LineState = 'done' | 'asked' | 'open' | 'not-applicable'

export interface EnquiryState {
  readonly line: EnquiryLine
  readonly state: LineState
  /** What people wrote down under the line, the newest first. */
  readonly own: readonly (StandingCheck & { readonly isAwaited: boolean })[]
  readonly elsewhere: Counted | null
  /** What was done so far, or that nothing was, where that does not make the line done. */
  readonly remark: string | null
}

// What the calls that are written down say or do not say: a person's word beside them does not make it so.
const byCallsAlone: Readonly<Record<string, string>> = {
  S2: 'No call is written down.',
  S15: 'No try is written down.',
}

/** Every line of both lists, in order. `contacts`: all on the child's record. */
export function enquiryStates(
  now: CaseNow,
  contacts: readonly Pick<Contact, 'id' | 'restricted'>[],
): readonly EnquiryState[] {
  const checks = standingChecks(now.events, now.summary.standing)
  const awaited = new Set(awaitedChecks(checks))
  const counted = enquiriesCounted(now, contacts)
  return enquiryLines.map((line) => {
    const own = checks
      .filter(({ check }) => check === line.code)
      .map((check) => ({ ...check, isAwaited: awaited.has(check) }))
      .toReversed()
    const elsewhere = counted.get(line.code) ?? null
    const state = stateOf(line, own, elsewhere)
    return { line, state, own, elsewhere, remark: remarkOf(line, state, own, elsewhere) }
  })
}

function stateOf({ code }: EnquiryLine, newestFirst: EnquiryState['own'], elsewhere: Counted | null): LineState {
  if (newestFirst.some(({ isAwaited }) => isAwaited)) return 'asked'
  if (elsewhere?.isDone) return 'done'
  const said = newestFirst.find(({ result }) => result !== 'asked')
  if (!said) return 'open'
  if (said.result === 'not-applicable') return 'not-applicable'
  return Object.hasOwn(byCallsAlone, code) ? 'open' : 'done'
}

function remarkOf(
  { code }: EnquiryLine,
  state: LineState,
  own: EnquiryState['own'],
  elsewhere: Counted | null,
): string | null {
  if (state === 'done' || state === 'not-applicable') return null
  return elsewhere?.words ?? (own.length > 0 ? (byCallsAlone[code] ?? null) : null)
}

/** The lines of a side that are neither done nor not needed, without those that only a signature or the time after can close. */
export function openEnquiries(states: readonly EnquiryState[], side: Side): readonly EnquiryState[] {
  return states.filter(
    ({ line, state }) => line.side === side && (state === 'open' || state === 'asked') && !isForAfterwards(line),
  )
}

function isForAfterwards({ code, recordedAs }: EnquiryLine): boolean {
  return recordedAs === 'outcome' || recordedAs === 'removal' || code === 'A15'
}

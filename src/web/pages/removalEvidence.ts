// On what evidence is each condition met or not? Days counted, codes, enquiries, and who signed when and in which words.

import type { Working } from '../../calendar/counting.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { isFromRestricted } from '../../cases/mentionsRestricted.ts'
import type { Contact } from '../../cases/pupil.ts'
import { type GateCondition, type RemovalGate, type SignatureStanding, sideOf } from '../../cases/removalGate.ts'
import { type StripPart, stripOf } from './calculatorStrip.ts'
import { sideWords } from './caseWords.ts'
import { datesInWords, inWords } from './inWords.ts'
import { enquiriesBehind } from './removalEnquiries.ts'
import {
  type ConditionState,
  codeInWords,
  conditionWords,
  outcomeSignedBy,
  stateOf,
  stateWords,
} from './removalWords.ts'

/** Who looks, and what they may read. */
export interface Reader {
  readonly authorityName: string
  readonly readsStatements: boolean
  readonly seesRestricted: boolean
  readonly contacts: readonly Contact[]
  /** Where this reader takes an entry back; null when it is not theirs to take back. */
  readonly withdrawalHref: (event: RecordedEvent) => string | null
}

export interface SignatureShown {
  readonly version: number
  readonly who: string
  readonly at: string
  /** What was signed, a line each; null for who does not read it. */
  readonly statement: readonly string[] | null
  readonly withdrawalHref: string | null
}

export interface ConditionShown {
  readonly id: string
  readonly state: ConditionState
  readonly stateText: string
  readonly text: string
  readonly sentences: readonly string[]
  readonly signatures: readonly SignatureShown[]
  readonly working: { readonly parts: readonly StripPart[]; readonly summary: string } | null
  readonly lists: readonly { readonly summary: string; readonly lines: readonly string[] }[]
}

/** One line of the gate. */
export function conditionShown(
  now: CaseNow,
  gate: RemovalGate,
  condition: GateCondition,
  reader: Reader,
): ConditionShown {
  const { id, signatures } = condition
  const state = stateOf(condition)
  return {
    id,
    state,
    stateText: stateWords[state],
    text: conditionWords[id] ?? id,
    sentences: sentencesOf(now, gate, condition, reader),
    signatures: signatures.map((signature) => signatureShown(now, signature, reader)),
    working: isOfDays(id) ? workingShown(gate.answer?.working ?? null) : null,
    lists: listsOf(now, gate, id),
  }
}

const isOfDays = (id: string) => id === 'twenty-school-days' || id === 'ten-school-days'

function sentencesOf(now: CaseNow, gate: RemovalGate, condition: GateCondition, reader: Reader): string[] {
  switch (condition.id) {
    case 'twenty-school-days':
      return [daysWords(gate), `Marks as of ${inWords.day(now.asOf)}, ${inWords.time(now.asOf)}.`]
    case 'ten-school-days':
      return [...leaveWords(now), datesInWords(condition.because).replace(' of 10.', ' of 10 school days.')]
    case 'only-g-n-o':
      return condition.met === true ? [codesWords(now, gate)] : otherCodeWords(now, condition.because)
    case 'reason-since':
      return [...reasonWords(now, condition.because, reader), signAnewWords(gate)]
    case 'seen-since':
    case 'not-found-since':
      return [datesInWords(condition.because), ...(gate.overtaken.length > 0 ? [signAnewWords(gate)] : [])]
    case 'school-enquired':
    case 'authority-enquired': {
      const side = condition.id === 'school-enquired' ? 'school' : 'authority'
      const { summary } = enquiriesBehind(now, gate.ground, side)
      return condition.met === true ? [summary] : [summary, 'Not signed.']
    }
    case 'outcome-signed':
      return gate.isDisputed ? disputeWords(gate) : [datesInWords(condition.because)]
    case 'not-sickness-or-unavoidable':
      return condition.signatures.length > 0 ? [] : [datesInWords(condition.because)]
    default:
      return [codeInWords(condition.because)]
  }
}

function disputeWords({ signatures }: RemovalGate): string[] {
  const [school, authority] = (['school', 'authority'] as const).map((side) => outcomeSignedBy(side, signatures))
  return [
    `School and authority signed different outcomes: the school ${school}, the authority ${authority}.`,
    'Hold a joint review, then sign one outcome. Whoever signs anew replaces what their side signed before; nothing is lost from the record.',
  ]
}

// Whoever signed before it was written down has not signed with it in view.
function signAnewWords({ overtaken }: RemovalGate): string {
  const words = overtaken.map((signature) =>
    signature.what === 'sickness' ? 'sickness (the school)' : `the outcome (the ${sideOf(signature)})`,
  )
  return `To be signed anew after a look at it: ${words.join(', ')}.`
}

function reasonWords({ events }: CaseNow, because: string, reader: Reader): string[] {
  const withdrawn = new Set(events.flatMap((each) => (each.what === 'reason-withdrawn' ? [each.details.version] : [])))
  const given = events.findLast((each) => each.what === 'reason-given' && !withdrawn.has(each.version))
  if (given?.what !== 'reason-given' || !given.details.reason) return [datesInWords(because)]
  const { reason, whoSaid } = given.details
  const isHidden = !reader.seesRestricted && isFromRestricted(reader.contacts)({ whoSaid, reason })
  const said = isHidden ? 'Restricted: ask the safeguarding lead.' : `${whoSaid}: “${reason}”`
  return [datesInWords(because), said]
}

function daysWords({ answer, runFirstOn }: RemovalGate): string {
  const counted = answer?.working?.counted ?? []
  const skipped = answer?.working?.skipped ?? []
  if (runFirstOn === null) return 'No run of days with only G, N or O up to the last school day that is over.'
  const why = [...Map.groupBy(skipped, ({ because }) => because)].map(
    ([because, { length }]) => `${because} (${length})`,
  )
  const left = why.length > 0 ? ` Skipped: ${why.join(', ')}.` : ''
  return `${inWords.plainDay(runFirstOn)} to ${inWords.plainDay(counted.at(-1) ?? runFirstOn)}: ${counted.length} counted.${left}`
}

function leaveWords({ leave, summary }: CaseNow): string[] {
  if (leave === null) return ['No leave is on record.']
  const { firstOn, lastOn, recordedAt, recordedByName } = leave
  const isLate = londonDate(recordedAt) > summary.beganOn
  const late = isLate ? `, after the absence began on ${inWords.plainDay(summary.beganOn)}` : ''
  return [
    `Leave from ${inWords.plainDay(firstOn)} to ${inWords.plainDay(lastOn)}.`,
    `The leave was written down on ${inWords.dayAndTime(recordedAt)} by ${recordedByName}${late}.`,
  ]
}

function codesWords({ marks }: CaseNow, gate: RemovalGate): string {
  const days = new Set(gate.answer?.working?.counted ?? [])
  const codes = Map.groupBy(
    marks.filter(({ on }) => days.has(on)),
    ({ code }) => code,
  )
  const counts = [...codes]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([code, { length }]) => `${length} ${length === 1 ? 'session' : 'sessions'} ${code}`)
  return `${counts.join(', ')}. No other code.`
}

// The register says it first: who changed it, and when, is in the record.
function otherCodeWords({ events }: CaseNow, because: string): string[] {
  const [, on, session] = /(\d{4}-\d\d-\d\d), (AM|PM)/.exec(because) ?? []
  const change = events.findLast(
    (event) => event.what === 'mark-corrected' && event.details.on === on && event.details.session === session,
  )
  if (change?.what !== 'mark-corrected') return [codeInWords(because)]
  const by = change.byName ?? 'the MIS'
  return [
    codeInWords(because),
    `Changed from ${change.details.from} to ${change.details.to} on ${inWords.dayAndTime(change.at)} by ${by}.`,
  ]
}

function workingShown(working: Working | null) {
  if (!working || working.counted.length === 0) return null
  const { counted, skipped } = working
  return { parts: stripOf(working), summary: `each day, ${counted.length} counted and ${skipped.length} skipped` }
}

function listsOf(now: CaseNow, gate: RemovalGate, id: string) {
  if (id !== 'school-enquired' && id !== 'authority-enquired') return []
  const { made, waiting } = enquiriesBehind(now, gate.ground, id === 'school-enquired' ? 'school' : 'authority')
  return [
    ...(made.length > 0 ? [{ summary: 'Enquiries made', lines: made }] : []),
    ...(waiting.length > 0 ? [{ summary: 'Waiting for an answer', lines: waiting }] : []),
  ]
}

/** A signature: who, in which role, for whom, at which minute, and what was signed for those who read it. */
export function signatureShown(now: CaseNow, signature: SignatureStanding, reader: Reader): SignatureShown {
  const event = now.events.find(({ version }) => version === signature.version)
  const details = event?.details as { role?: string; statement?: string } | undefined
  const body = sideWords(sideOf(signature), now.schoolName, reader.authorityName)
  const name = event?.byName ?? 'Somebody no longer here'
  return {
    version: signature.version,
    who: details?.role ? `${name}, ${details.role}, for ${body}` : `${name}, for ${body}`,
    at: signature.at,
    statement: statementShown(details?.statement, reader),
    withdrawalHref: event ? reader.withdrawalHref(event) : null,
  }
}

/** What somebody stated, a line each; null for who does not read it. */
export function statementShown(statement: string | undefined, reader: Reader): readonly string[] | null {
  if (!reader.readsStatements) return null
  if (statement === undefined) return ['The words were erased.']
  const isHidden = !reader.seesRestricted && isFromRestricted(reader.contacts)({ whoSaid: '', reason: statement })
  return isHidden ? [statement.split('\n')[0]!, 'Restricted: ask the safeguarding lead'] : statement.split('\n')
}

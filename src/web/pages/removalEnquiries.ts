// Which enquiries stand behind a signature, in a line each, and which are still waited for?
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter, Side } from '../../cases/caseWork.ts'
import { awaitedChecks, standingChecks } from '../../cases/checksAsked.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import { enquiryStates, type LineState, openEnquiries } from '../../cases/enquiryStates.ts'
import type { Contact } from '../../cases/pupil.ts'
import { checksToSign } from '../../cases/removalGate.ts'
import type { StandingOf } from '../../cases/standing.ts'
import { checkResultWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

/** One enquiry in a line, without anybody's words: what, when, by whom, with what result. */
export function enquiryLineWords(
  { events }: CaseNow,
  check: Pick<StandingOf<'check'>, 'check' | 'on' | 'version' | 'result'>,
): string {
  const by = events.find(({ version }) => version === check.version)?.byName
  const text = findEnquiryLine(check.check)?.text ?? ''
  const who = by ? `, ${by}` : ''
  return `${check.check} ${text}: ${inWords.day(check.on)}${who}. ${checkResultWords[check.result]}.`
}

/** The lines of these sides in one of these states, with what was done so far; nobody’s words. */
export function openLines(
  now: CaseNow,
  sides: readonly Side[],
  contacts: readonly Contact[],
  shown: readonly LineState[],
): string[] {
  const states = enquiryStates(now, contacts).filter(({ state }) => shown.includes(state))
  return sides.flatMap((side) =>
    openEnquiries(states, side).map(
      ({ line, state, remark }) =>
        `${line.code} ${line.text}: ${state === 'asked' ? 'Asked, no answer yet.' : (remark ?? 'Open.')}`,
    ),
  )
}

export interface EnquiriesBehind {
  readonly summary: string
  readonly made: readonly string[]
  readonly waiting: readonly string[]
}

/** A side's enquiries of this run of days: those made, and those asked and not answered. */
export function enquiriesBehind(now: CaseNow, ground: GroundLetter, side: Side): EnquiriesBehind {
  const made = checksToSign(now, ground, side)
  const checks = standingChecks(now.events, now.summary.standing).filter((check) => check.side === side)
  const waiting = awaitedChecks(checks)
  const lines = made.length === 1 ? '1 enquiry made' : `${made.length} enquiries made`
  const open = waiting.length === 0 ? '' : `, ${waiting.length} waiting for an answer`
  return {
    summary: `${lines} in this run of days${open}.`,
    made: made.map((check) => enquiryLineWords(now, check)),
    waiting: waiting.map((check) => enquiryLineWords(now, check)),
  }
}

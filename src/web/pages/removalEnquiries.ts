// Which enquiries stand behind a signature, in a line each, and which are still waited for?
import type { CaseNow } from '../../cases/caseNow.ts'
import type { GroundLetter, Side } from '../../cases/caseWork.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import { checksToSign } from '../../cases/removalGate.ts'
import { type StandingOf, standingOf } from '../../cases/standing.ts'
import { checkResultWords } from './caseWords.ts'
import { inWords } from './inWords.ts'

/** One enquiry in a line, without anybody's words: what, when, by whom, with what result. */
export function enquiryLineWords({ events }: CaseNow, check: StandingOf<'check'>): string {
  const by = events.find(({ version }) => version === check.version)?.byName
  const text = findEnquiryLine(check.check)?.text ?? ''
  const who = by ? `, ${by}` : ''
  return `${check.check} ${text}: ${inWords.day(check.on)}${who}. ${checkResultWords[check.result]}.`
}

export interface EnquiriesBehind {
  readonly summary: string
  readonly made: readonly string[]
  readonly waiting: readonly string[]
}

/** A side's enquiries of this run of days: those made, and those asked and not answered. */
export function enquiriesBehind(now: CaseNow, ground: GroundLetter, side: Side): EnquiriesBehind {
  const checks = standingOf(now.summary.standing, 'check').filter((check) => check.side === side)
  const made = checksToSign(now, ground, side)
  const answered = new Set(made.map(({ check }) => check))
  const latest = new Map(checks.map((check) => [check.check, check]))
  const waiting = [...latest.values()].filter(({ result, check }) => result === 'asked' && !answered.has(check))
  const lines = made.length === 1 ? '1 enquiry made' : `${made.length} enquiries made`
  const open = waiting.length === 0 ? '' : `, ${waiting.length} waiting for an answer`
  return {
    summary: `${lines} in this run of days${open}.`,
    made: made.map((check) => enquiryLineWords(now, check)),
    waiting: waiting.map((check) => enquiryLineWords(now, check)),
  }
}

// What does each entry of a case say, in words? Only what this reader may know of it; the rest says that there is something.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseWork } from '../../cases/caseWork.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import { assertNever } from '../../cases/refusals.ts'
import { questionAsked, questionsInWords } from '../../law/riskQuestionList.ts'
import {
  agencyWords,
  checkResultWords,
  foundWords,
  levelWords,
  openedWords,
  shortWords,
  tellingWords,
} from './caseWords.ts'
import { datesInWords, inWords } from './inWords.ts'

export type WorkEvent = Extract<RecordedEvent, { readonly what: CaseWork['what'] }>

/** What the reader may know, and what the entries around it are. */
export interface SightOfWork {
  readonly seesRisk: boolean
  readonly schoolName: string
  readonly authorityName: string
  /** Any entry of the case by its version, or undefined. */
  readonly entry: (version: number) => RecordedEvent | undefined
}

/** One sentence of ours with what was typed into its fields, and what somebody wrote in their own words. */
export interface Saying {
  readonly text: string
  readonly words: string
}

/** Entries that tell of a risk: without that sight, only that there is one is told. */
const riskKinds: ReadonlySet<RecordedEvent['what']> = new Set([
  'risk-answered',
  'referral-made',
  'referral-acknowledged',
  'referral-answered',
])
/** Lines of the enquiry lists whose words are for those who see risk alone. */
export const riskChecks: ReadonlySet<string> = new Set(['S12', 'A11'])

/** Whether an entry's own words are for those who see risk alone. */
export function tellsOfRisk(event: RecordedEvent | undefined): boolean {
  if (event === undefined) return false
  if (event.what === 'case-opened') return event.details.because === 'risk'
  return riskKinds.has(event.what) || (event.what === 'check-made' && riskChecks.has(event.details.check))
}

/** The entry in words. Its details must not be erased. */
export function sayingOfWork(event: WorkEvent, sight: SightOfWork): Saying {
  if (!sight.seesRisk && tellsOfRisk(event)) return said(withoutRisk(event))
  switch (event.what) {
    case 'case-opened': {
      const { because, reason, schoolDay } = event.details
      if (because === 'school-day')
        return said(`School day ${schoolDay ?? 'not known'}: the case was opened for the authority.`)
      const why = because === 'risk' ? questionsInWords(reason) : reason
      return said(`The case was opened for the authority ${openedWords[because]}.`, why)
    }
    case 'case-allocated': {
      const { personName } = event.details
      return said(personName ? `Allocated to ${personName}.` : 'Allocated to nobody.')
    }
    case 'risk-answered':
      return riskSaying(event.details)
    case 'referral-made': {
      const { to, at, reference, takenBy, dueOn, words } = event.details
      const details = [reference && `reference ${reference}`, takenBy && `taken by ${takenBy}`].filter(Boolean)
      return said(
        `Referred to ${agencyWords[to]}, ${inWords.dayAndTime(at)}${details.map((each) => `, ${each}`).join('')}. An answer is expected by ${inWords.day(dueOn)}.`,
        words,
      )
    }
    case 'referral-acknowledged': {
      const { version, on, who, reference } = event.details
      const numbered = reference ? `, reference ${reference}` : ''
      return said(
        `The referral${referredTo(sight, version)} was acknowledged by ${who}, ${inWords.day(on)}${numbered}.`,
      )
    }
    case 'referral-answered': {
      const { version, on, who, answer } = event.details
      return said(`The referral${referredTo(sight, version)} was answered by ${who}, ${inWords.day(on)}.`, answer)
    }
    case 'told': {
      const { whom, who, how, on, messageId, words } = event.details
      if (how === 'by message') return said(`Told ${tellingWords[whom]} by message.`, words)
      const message = messageId === null ? '' : ' A message went as well.'
      return said(`Told ${tellingWords[whom]}: ${who}, ${how}, ${inWords.day(on)}.${message}`, words)
    }
    case 'telling-held':
      return said(
        `The message to ${tellingWords[event.details.whom]} is held until a person has looked. ${event.details.because}`,
      )
    case 'not-reached':
      return said(`A message did not arrive, so nobody was told. ${event.details.because}`)
    case 'return-sent': {
      const { on, how, words } = event.details
      return said(`The attendance return was sent ${how}, ${inWords.day(on)}.`, words)
    }
    case 'record-sent': {
      const { on, to, how } = event.details
      return said(`The pupil’s record was sent to ${to}, ${how}, ${inWords.day(on)}.`)
    }
    case 'check-made':
      return checkSaying(event.details)
    case 'review-held': {
      const { on, present, level, was, changed, next } = event.details
      const moved =
        was === null || was === level ? levelWords[level] : `${levelWords[level]}, before ${levelWords[was]}`
      const risk = sight.seesRisk ? ` Risk level: ${moved}.` : ''
      return said(
        `Review held ${inWords.day(on)} with ${present}.${risk}`,
        sight.seesRisk ? [changed, next && `Next: ${next}`].filter(Boolean).join('\n') : '',
      )
    }
    case 'child-seen': {
      const { on, who, profession, where, words } = event.details
      return said(`The child was seen by ${who}, ${profession}: ${where}, ${inWords.day(on)}.`, words)
    }
    case 'sickness-signed':
    case 'enquiries-signed':
    case 'outcome-signed':
      return signatureSaying(event, sight)
    case 'name-removed': {
      const { on, ground, role, statement } = event.details
      return said(
        `The name was deleted from the admission register on ${inWords.day(on)} under ground ${ground}, decided as ${role}. The child stays on the authority’s list until found.`,
        statement,
      )
    }
    case 'child-found': {
      const { kind, on, who, how, where, words } = event.details
      const at = where ? ` ${where}.` : ''
      return said(`Found, ${inWords.day(on)}: ${foundWords[kind]}.${at} Confirmed by ${who}, ${how}.`, words)
    }
    case 'case-closed':
      return said(`The case was closed: ${foundWords[event.details.because]}.`)
    case 'entry-withdrawn': {
      const target = sight.entry(event.details.version)
      const words = !sight.seesRisk && tellsOfRisk(target) ? '' : event.details.reason
      return said(`An entry of ${target ? inWords.dayAndTime(target.at) : 'this case'} was withdrawn.`, words)
    }
    default:
      return assertNever(event)
  }
}

function said(text: string, words = ''): Saying {
  return { text: datesInWords(text), words }
}

// Without sight of risk: that it happened, never what or to whom.
function withoutRisk(event: WorkEvent): string {
  if (event.what === 'case-opened') return 'The case was opened for the authority.'
  if (event.what === 'check-made') return 'An enquiry was written down.'
  return `${shortWords[event.what][0]!.toUpperCase()}${shortWords[event.what].slice(1)}.`
}

function riskSaying(details: Extract<CaseWork, { what: 'risk-answered' }>['details']): Saying {
  const { answers, level, decision, reason } = details
  const fired = Object.keys(answers).filter((question) => question.startsWith('A') && answers[question] === 'yes')
  const yes = fired.length > 0 ? ` Yes to: ${fired.map((question) => questionAsked(question)).join(' · ')}` : ''
  const decided = decision === 'refer' ? 'Decided: refer today.' : 'Decided: make enquiries first.'
  return said(`The risk questions were answered. Level: ${levelWords[level]}. ${decided}${yes}`, reason)
}

function referredTo({ entry }: SightOfWork, version: number): string {
  const referral = entry(version)
  return referral?.what === 'referral-made' && referral.details.to ? ` to ${agencyWords[referral.details.to]}` : ''
}

function checkSaying(details: Extract<CaseWork, { what: 'check-made' }>['details']): Saying {
  const { check, on, how, who, result, words, nextStep, nextOn, childSeen } = details
  const asked = [who, how].filter(Boolean).join(', ')
  const next = [nextStep, nextOn && `by ${inWords.day(nextOn)}`].filter(Boolean).join(' ')
  return said(
    [
      `${findEnquiryLine(check)?.text ?? 'An enquiry no longer on the list'}: ${checkResultWords[result].toLowerCase()}, ${inWords.day(on)}.`,
      asked && `Asked: ${asked}.`,
      childSeen && 'The child was seen.',
      next && `Next: ${next}.`,
    ]
      .filter(Boolean)
      .join(' '),
    words,
  )
}

function signatureSaying(
  event: Extract<WorkEvent, { what: 'sickness-signed' | 'enquiries-signed' | 'outcome-signed' }>,
  { schoolName, authorityName }: SightOfWork,
): Saying {
  const { ground, role, runFirstOn, statement } = event.details
  const side = event.what === 'sickness-signed' ? 'school' : event.details.side
  const signed = `Signed for ${side === 'school' ? schoolName : authorityName} as ${role}, ground ${ground}, for the days from ${inWords.day(runFirstOn)}: `
  return said(`${signed}${whatIsSigned(event)}`, statement)
}

function whatIsSigned(
  event: Extract<WorkEvent, { what: 'sickness-signed' | 'enquiries-signed' | 'outcome-signed' }>,
): string {
  if (event.what === 'sickness-signed') {
    return event.details.answer
      ? 'there is reason to believe in sickness or an unavoidable cause.'
      : 'there is no reason to believe in sickness or an unavoidable cause.'
  }
  if (event.what === 'enquiries-signed') return `the enquiries were made (${event.details.checks.length} written down).`
  const { kind, agreed } = event.details
  if (kind === 'not-found') return 'the child was not found.'
  if (agreed === null) return 'the child was found.'
  return `the child was found; ${agreed ? 'no return is to be expected' : 'a return may be expected'}.`
}

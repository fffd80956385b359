// What happened in an absence, and what was tried? One line an entry; what was undone stays, struck through.
import type { RecordedEvent } from '../../cases/attempts.ts'
import { isCaseWork } from '../../cases/caseWork.ts'
import type { ContactAttempt, EndedBecause, Method, Outcome, ReasonGiven } from '../../cases/events.ts'
import { assertNever } from '../../cases/refusals.ts'
import { deadlinesMovedInWords } from './deadlinesMovedWords.ts'
import { inWords } from './inWords.ts'

export interface Line {
  readonly at: string
  readonly by: string
  readonly text: string
  /** What was said or written, in the writer's own words; null when there is nothing, or not for this person. */
  readonly words: string | null
  /** Who undid it and when; null while it stands. */
  readonly undone: string | null
}

/** What of the entries this person may read. The two functions say of an entry that it gives somebody restricted away. */
export interface SightOfAttempts {
  readonly seesContacts: boolean
  readonly isHidden: (attempt: ContactAttempt) => boolean
  readonly isReasonHidden: (reason: ReasonGiven) => boolean
}

const methodWords: Record<Method, string> = {
  phone: 'Rang',
  text: 'Texted',
  email: 'E-mailed',
  'in-person': 'Spoke in person to',
  other: 'Tried',
}
const outcomeWords: Record<Outcome, string> = {
  'no-answer': 'no answer',
  voicemail: 'left a voicemail',
  'number-dead': 'the number is dead',
  'wrong-person': 'the number is somebody else’s',
  'reason-given': 'a reason was given',
  'parent-did-not-know': 'the parent did not know that the child was away',
  reached: 'reached, no reason yet',
}
const endedWords: Record<EndedBecause, string> = {
  attended: 'the register says that the child attended',
  'reason-in-register': 'the register says why',
  left: 'the child left this school',
  'file-taken-back': 'the register file that alone named the child was taken back',
}

/** The entries of one absence, newest first. */
export function linesOf(events: readonly RecordedEvent[], sight: SightOfAttempts): Line[] {
  const undone = new Map(
    events.flatMap((event) =>
      event.what === 'contact-attempt-withdrawn' || event.what === 'reason-withdrawn'
        ? [[event.details.version, `Undone by ${whoOf(event)}, ${inWords.dayAndTime(event.at)}`]]
        : [],
    ),
  )
  return events
    .flatMap((event) => {
      const said = sayingOf(event, sight)
      if (!said) return []
      return { at: event.at, by: whoOf(event), undone: undone.get(event.version) ?? null, ...said }
    })
    .reverse()
}

function whoOf({ by, byName }: RecordedEvent): string {
  if (byName) return byName
  return by === 'clock' ? 'itself' : 'the school’s system (MIS)'
}

function sayingOf(event: RecordedEvent, sight: SightOfAttempts): { text: string; words: string | null } | null {
  // Details can be erased while the entry stays in the record.
  if (Object.keys(event.details).length === 0) return { text: 'The details of this entry were erased.', words: null }
  // What was done beyond ringing round is on the case.
  if (isCaseWork(event)) return null
  switch (event.what) {
    case 'absence-began':
      return plain(`Absence began: first day away ${inWords.day(event.details.firstOn)}.`)
    case 'absence-began-again':
      return plain(`Away again: first day away ${inWords.day(event.details.firstOn)}.`)
    case 'absence-start-moved':
      return plain(`First day away moved from ${inWords.day(event.details.from)} to ${inWords.day(event.details.to)}.`)
    case 'deadlines-moved':
      return { text: deadlinesMovedInWords(event.details), words: event.details.reason }
    case 'absence-ended':
      return plain(`Absence ended: ${endedWords[event.details.because]} (${inWords.day(event.details.on)}).`)
    case 'mark-corrected': {
      const { on, session, from, to, reason } = event.details
      const part = session === 'AM' ? 'morning' : 'afternoon'
      return { text: `Mark of ${inWords.day(on)}, ${part}, changed from ${from} to ${to}.`, words: reason }
    }
    case 'contact-attempted':
      return attemptInWords(event.details, sight)
    case 'reason-given': {
      const { reason, whoSaid, explainedUntil } = event.details
      const until = explainedUntil
        ? `It holds until ${inWords.day(explainedUntil)}.`
        : 'It holds for the whole absence.'
      if (!sight.seesContacts) return plain(`A reason was recorded. ${until}`)
      if (sight.isReasonHidden(event.details))
        return plain(
          `A reason was recorded that a restricted contact gave or that names one. ${until} Ask the safeguarding lead.`,
        )
      return { text: `Reason given by ${whoSaid}. ${until}`, words: reason }
    }
    case 'contact-attempt-withdrawn':
    case 'reason-withdrawn':
      return null
    default:
      return assertNever(event)
  }
}

function plain(text: string) {
  return { text, words: null }
}

function attemptInWords(attempt: ContactAttempt, { seesContacts, isHidden }: SightOfAttempts) {
  const outcome = outcomeWords[attempt.outcome]
  const verb = methodWords[attempt.method]
  if (!seesContacts) return plain(`${verb} a contact: ${outcome}.`)
  if (isHidden(attempt)) return plain(`${verb} a restricted contact: ${outcome}. Ask the safeguarding lead.`)
  const number = attempt.number ? ` on ${attempt.number}` : ''
  return { text: `${verb} ${attempt.who}${number}: ${outcome}.`, words: attempt.words || null }
}

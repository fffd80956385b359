// What happened since school and authority last looked at the case together? From the record, in few words.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { writerOf } from '../../cases/enquiriesCounted.ts'
import { findEnquiryLine } from '../../cases/enquiryLists.ts'
import { standingOf } from '../../cases/standing.ts'
import { sinceLines } from './caseForm.ts'
import { checkResultWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { marksChanged, withMarksTogether } from './markChanges.ts'

const mostLines = 40

/** A section of a form: the newest entries since the last review that stands, or since the absence began, oldest first. */
export function sinceLastReview(now: CaseNow) {
  const review = standingOf(now.summary.standing, 'review').at(-1)
  const since = review?.version ?? 0
  const events = now.events.filter(({ version }) => version > since)
  const lines = withMarksTogether(events, (event) => event).map((group) =>
    group.length === 1 ? lineInWords(now, group[0]) : marksInWords(group),
  )
  const shown = lines.slice(-mostLines)
  const leftOut = lines.length - shown.length
  const more = leftOut > 0 ? [`${leftOut} earlier ${leftOut === 1 ? 'entry is' : 'entries are'} on the case.`] : []
  const heading = review
    ? `Since the last review on ${inWords.plainDay(review.on)}`
    : 'There was no review yet. Since the absence began'
  const words = shown.length > 0 ? [...more, ...shown] : ['Nothing was written down.']
  return { kind: 'section', heading, words } as const
}

function marksInWords(events: readonly [RecordedEvent, ...RecordedEvent[]]): string {
  return `${inWords.dayAndTime(events[0].at)}, ${writerOf(events[0])}: ${marksChanged(events)}`
}

function lineInWords(now: CaseNow, event: RecordedEvent): string {
  const [short] = sinceLines({ ...now, events: [event] }, 0)
  if (event.what !== 'check-made' || !event.details.check) return short ?? ''
  const { check, result } = event.details
  const line = findEnquiryLine(check)?.text ?? check
  return `${inWords.dayAndTime(event.at)}, ${writerOf(event)}: ${line}: ${checkResultWords[result].toLowerCase()}`
}

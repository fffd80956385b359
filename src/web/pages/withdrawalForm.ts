// What does the page say before an entry is taken back? What the entry was, who wrote it, and what is undone with it.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { dateWords } from '../../cases/whyHere.ts'
import { chronology, type Reader } from './caseChronology.ts'
import { type CaseForm, caseHead } from './caseForm.ts'
import { inWords } from './inWords.ts'

/** The form, with the reason typed so far. The entry is told as far as this reader may know of it. */
export function withdrawalForm(now: CaseNow, event: RecordedEvent, reason: string, reader: Reader): CaseForm {
  const { id } = now.summary
  return {
    title: 'Withdraw an entry',
    action: reader.paths.entryWithdrawal(id, event.version),
    submit: 'Withdraw this entry',
    isGrave: true,
    intro: [...whatItWas(event, now, reader), ...whatIsUndone(event, now)],
    fields: [
      {
        kind: 'textarea',
        name: 'reason',
        label: 'Why is it withdrawn?',
        hint: 'The entry stays in the record, struck through, with your name and this reason.',
        value: reason,
      },
    ],
  }
}

/** The model of `pages/withdrawalRefused.njk`: why the entry stays, what it says, and the reason that was typed. */
export function withdrawalRefused(
  now: CaseNow,
  event: RecordedEvent,
  { refusal, reason, reader }: { readonly refusal: Refusal; readonly reason: string; readonly reader: Reader },
) {
  return {
    title: 'This entry cannot be withdrawn',
    head: caseHead(now, reader.paths),
    refusal: refusals[refusal],
    entry: whatItWas(event, now, reader),
    reason,
  }
}

function whatItWas({ version }: RecordedEvent, now: CaseNow, reader: Reader): string[] {
  const line = chronology(now, reader).find((each) => each.version === version)!
  return [
    `${line.by ? `${line.by} wrote down` : 'Written down by itself'} on ${inWords.dayAndTime(line.at)}:`,
    line.text,
    line.words,
  ].filter(Boolean)
}

function whatIsUndone(event: RecordedEvent, { summary }: CaseNow): string[] {
  switch (event.what) {
    case 'case-opened':
      return ['The authority will no longer see this case. It stays the school’s.']
    case 'told':
      return event.details.messageId
        ? [
            'If the message that went with it has not been sent yet, it will not be sent. If it has, tell them yourself.',
          ]
        : []
    case 'child-found':
      return summary.closedAt === null ? [] : ['The case opens again.']
    case 'name-removed': {
      const on = event.details.on ? ` on ${dateWords(event.details.on)}` : ''
      return [
        `The name was deleted${on}. The child is on roll here again from this minute: put the name back in your MIS too.`,
      ]
    }
    default:
      return []
  }
}

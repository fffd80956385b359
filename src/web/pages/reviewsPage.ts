// Which joint reviews were held on this case, and what did each decide? The newest first; what was withdrawn stays, struck through.
import type { CaseNow } from '../../cases/caseNow.ts'
import { writerOf } from '../../cases/enquiriesCounted.ts'
import type { Paths } from '../paths.ts'
import { caseHead } from './caseForm.ts'
import { levelWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { reviewPolicyInWords } from './reviewForm.ts'

/** The model of `pages/reviews.njk`. */
export function reviewsPage(now: CaseNow, paths: Paths, authorityName: string) {
  const { summary, events } = now
  const mayHold = summary.openedAt !== null && summary.closedAt === null
  return {
    title: 'Joint reviews',
    head: caseHead(now, paths),
    backHref: paths.case(summary.id),
    formHref: mayHold ? paths.reviewForm(summary.id) : null,
    policy: reviewPolicyInWords(now, authorityName),
    reviews: events
      .flatMap((event) => {
        if (event.what !== 'review-held') return []
        const { on, present, level, was, changed, next } = event.details
        // What stands is told by the summary: the words of a withdrawal can be erased like any others.
        const isUndone = !summary.standing.some(({ version }) => version === event.version)
        const by = events.find((each) => each.what === 'entry-withdrawn' && each.details.version === event.version)
        return {
          on: on ?? null,
          present: present ?? '',
          level: level ? levelWords[level] : '',
          was: was ? levelWords[was] : null,
          changed: changed ?? '',
          next: next ?? '',
          byName: writerOf(event),
          at: event.at,
          isUndone,
          undone: by ? `by ${writerOf(by)}, ${inWords.dayAndTime(by.at)}` : '',
          isErased: on === undefined,
        }
      })
      .reverse(),
  }
}

// What did a referral carry, and what came back? As it was made, for the screen and for the print.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { isFromRestricted } from '../../cases/mentionsRestricted.ts'
import type { Contact } from '../../cases/pupil.ts'
import { standingOf } from '../../cases/standing.ts'
import type { Paths } from '../paths.ts'
import { caseHead } from './caseForm.ts'
import { agencyWords, sideWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { saidParts } from './referralPack.ts'
import { referralStateWords, referralsShown } from './referralShown.ts'
import { momentWords } from './riskMoment.ts'

const hiddenWords = 'Hidden here: it names a contact who is restricted now. Ask the safeguarding lead.'

type Made = Extract<RecordedEvent, { what: 'referral-made' }>

/** The referral with that version, standing or withdrawn; null when that version is none. */
export function findReferral({ events }: CaseNow, version: number): Made | null {
  return events.find((event): event is Made => event.what === 'referral-made' && event.version === version) ?? null
}

/** The model of `pages/referralPage.njk`. Without `seesRestricted`, what names somebody restricted by now is not shown. */
export function referralPage(
  now: CaseNow,
  made: Made,
  contacts: readonly Contact[],
  { paths, seesRestricted, authorityName }: { paths: Paths; seesRestricted: boolean; authorityName: string },
) {
  const isGivenAway = isFromRestricted(contacts)
  const shown = (words: string) =>
    seesRestricted || !isGivenAway({ whoSaid: '', reason: words }) ? words : hiddenWords
  const { details } = made
  const isErased = !details.to
  const line = referralsShown(now, paths).find(({ version }) => version === made.version)
  return {
    title: isErased ? 'Referral' : `Referral to ${agencyWords[details.to]}`,
    head: { ...caseHead(now, paths), schoolDays: null },
    backHref: paths.case(now.summary.id),
    isErased,
    writtenAt: made.at,
    byName: made.byName ?? 'somebody',
    withdrawn: withdrawnWords(now, made.version),
    state: line?.state ?? null,
    stateWords: line ? referralStateWords[line.state] : '',
    actions: line?.actions ?? [],
    replies: repliesOf(now, made.version).map((reply) => ({ ...reply, words: shown(reply.words) })),
    facts: isErased
      ? []
      : [
          { label: 'Made', words: momentWords(details.at) },
          {
            label: 'By',
            words: `${made.byName ?? 'somebody'}, ${sideWords(details.side, now.schoolName, authorityName)}`,
          },
          { label: 'Taken by', words: shown(details.takenBy) },
          { label: 'Reference', words: referenceOf(now, made) || 'None yet' },
          { label: 'Answer expected by', words: inWords.plainDay(details.dueOn) },
          { label: 'Circumstances', words: shown(details.words) || 'Nothing written down' },
        ],
    pack: isErased
      ? []
      : details.said.map((said) => {
          const { label, words, isGap } = saidParts(said)
          return { label, words: shownLines(words, shown), isGap }
        }),
  }
}

// One line of several that names somebody hides that line and no other.
function shownLines(words: string, shown: (words: string) => string): string {
  return words.split('\n').map(shown).join('\n')
}

/** The reference the agency gave: with the referral, or when it acknowledged it. */
export function referenceOf(now: CaseNow, made: Made): string {
  const { acknowledgements } = replyEvents(now, made.version)
  return (
    made.details.reference || (acknowledgements.findLast(({ details }) => details.reference)?.details.reference ?? '')
  )
}

function replyEvents({ events, summary }: CaseNow, of: number) {
  const standing = new Set(
    [...standingOf(summary.standing, 'acknowledged'), ...standingOf(summary.standing, 'answered')].map(
      ({ version }) => version,
    ),
  )
  const replies = events.filter((event) => standing.has(event.version))
  return {
    acknowledgements: replies.flatMap((event) =>
      event.what === 'referral-acknowledged' && event.details.version === of ? [event] : [],
    ),
    answers: replies.flatMap((event) =>
      event.what === 'referral-answered' && event.details.version === of ? [event] : [],
    ),
  }
}

function repliesOf(now: CaseNow, version: number) {
  const { acknowledgements, answers } = replyEvents(now, version)
  return [
    ...acknowledgements.map(({ details, byName }) => ({
      heading: `Acknowledged ${inWords.plainDay(details.on)}`,
      who: details.who,
      words: details.reference ? `Reference ${details.reference}` : '',
      byName: byName ?? 'somebody',
    })),
    ...answers.map(({ details, byName }) => ({
      heading: `Answered ${inWords.plainDay(details.on)}`,
      who: details.who,
      words: details.answer,
      byName: byName ?? 'somebody',
    })),
  ]
}

function withdrawnWords({ events }: CaseNow, version: number): string | null {
  const undone = events.find((event) => event.what === 'entry-withdrawn' && event.details.version === version)
  if (undone?.what !== 'entry-withdrawn') return null
  const why = undone.details.reason ? `: ${undone.details.reason}` : ''
  return `Withdrawn by ${undone.byName ?? 'somebody'}, ${momentWords(undone.at)}${why}`
}

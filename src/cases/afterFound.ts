// The child is found: what is still to be done before the case is closed? Silence about it closes nothing.
import type { CaseNow } from './caseNow.ts'
import type { FoundKind, Side, Telling } from './caseWork.ts'
import type { Duty } from './clock/clock.ts'
import type { CaseHappening } from './events.ts'
import { type Standing, type StandingOf, standingAfter, standingOf } from './standing.ts'

export type FollowUpId = 'tell-old-school' | 'tell-new-school' | 'send-record'

/** One thing to do. `form` says what records it: telling somebody, or the record that was sent. */
export interface FollowUp {
  readonly id: FollowUpId
  readonly words: string
  readonly isDone: boolean
  readonly form: Extract<Telling, 'old-school' | 'new-school'> | 'record'
  /** By when, where the clock says: the record once the child has left this school. */
  readonly dueOn: string | null
}

type Found = StandingOf<'found'>

/** The entry that says where the child is and still holds (see standingAfter), or null. A child whose education at home is not suitable is still missing education. */
export function foundOf(standing: readonly Standing[]): Found | null {
  return standingOf(standing, 'found').findLast(({ kind }) => kind !== 'home-educated-unsuitable') ?? null
}

/** What follows from the child being found, done or not, in the order to do it; nothing while the child is not. */
export function afterFound(now: Pick<CaseNow, 'summary' | 'events' | 'answer'>): readonly FollowUp[] {
  const { standing } = now.summary
  const found = foundOf(standing)
  return found ? followUps(standing, found, sideOf(found, now.events), recordDuty(now)) : []
}

/**
 * What closes the case together with this happening, which is that the child is found or one of the things to do after
 * it: `case-closed` when nothing is left to do once it is written down; otherwise nothing.
 */
export function closingOf(
  now: Pick<CaseNow, 'summary' | 'events' | 'answer' | 'asOf' | 'today'>,
  happening: CaseHappening,
): readonly CaseHappening[] {
  const { summary, events, asOf, today } = now
  if (summary.openedAt === null || summary.closedAt !== null) return []
  const version = summary.version + 1
  const standing = standingAfter(summary.standing, happening, { version, at: asOf, by: '' })
  const found = foundOf(standing)
  if (!found) return []
  const side = happening.what === 'child-found' ? happening.details.side : sideOf(found, events)
  const items = followUps(standing, found, side, null)
  const isAboutIt = happening.what === 'child-found' || items.some(({ form }) => form === formOf(happening))
  return isAboutIt && items.every(({ isDone }) => isDone)
    ? [{ what: 'case-closed', details: { because: found.kind, on: today } }]
    : []
}

function formOf(happening: CaseHappening): string | null {
  if (happening.what === 'record-sent') return 'record'
  return happening.what === 'told' ? happening.details.whom : null
}

/** Whether the case would still be closed with this entry withdrawn: the child is found and nothing is left to do. */
export function isClosedWithout({ summary, events }: Pick<CaseNow, 'summary' | 'events'>, version: number): boolean {
  const standing = summary.standing.filter((entry) => entry.version !== version)
  const found = foundOf(standing)
  return found !== null && followUps(standing, found, sideOf(found, events), null).every(({ isDone }) => isDone)
}

const toldOldSchool: Partial<Record<FoundKind, string>> = {
  'another-school': 'Tell the school where the child is registered now',
  'home-educated': 'Tell the school that the child is educated at home',
  abroad: 'Tell the school that the child lives abroad',
}

function followUps(standing: readonly Standing[], found: Found, side: Side, record: Duty | null): readonly FollowUp[] {
  const isTold = (whom: Telling) =>
    standingOf(standing, 'told').some((entry) => entry.whom === whom && entry.on >= found.on)
  const tellOld = toldOldSchool[found.kind]
  const isSent = standingOf(standing, 'record-sent').some(({ on }) => on >= found.on)
  const items: FollowUp[] = []
  // A school that found out itself knows.
  if (tellOld && side === 'authority') {
    items.push({ id: 'tell-old-school', words: tellOld, isDone: isTold('old-school'), form: 'old-school', dueOn: null })
  }
  if (found.kind === 'another-school') {
    const words = 'Tell the new school what is known'
    items.push({ id: 'tell-new-school', words, isDone: isTold('new-school'), form: 'new-school', dueOn: null })
    items.push({
      id: 'send-record',
      words: 'Send the pupil’s record to the new school, within 15 school days of leaving',
      isDone: isSent,
      form: 'record',
      dueOn: record?.dueOn ?? null,
    })
  }
  return items
}

// Who found out is in the entry's own words, which may have been erased: then the school may not know.
function sideOf(found: Found, events: CaseNow['events']): Side {
  const event = events.find(({ version }) => version === found.version)
  return event?.what === 'child-found' && event.details.side === 'school' ? 'school' : 'authority'
}

function recordDuty({ answer }: Pick<CaseNow, 'answer'>): Duty | null {
  return answer?.duties.find(({ rule }) => rule === 'pupil-record-transfer') ?? null
}

// An entry was a mistake: may this person take it back, and what does that undo? It stays in the record, with the reason.
import { foundOf, isClosedWithout } from '../afterFound.ts'
import type { RecordedEvent } from '../attempts.ts'
import type { CaseNow } from '../caseNow.ts'
import type { Side, Telling } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { isSeen } from '../plainText.ts'
import { type Decision, type Refusal, refused } from '../refusals.ts'
import type { Permission, Person } from '../roles.ts'
import { sidesWith } from '../sides.ts'
import { standingOf } from '../standing.ts'
import { isRepeated } from './repeatedEntry.ts'
import { opensCase } from './tell.ts'

export interface EntryToWithdraw {
  readonly version: number
  readonly reason: string
}

/** Who may take an entry back: holders of the permission on that side, or on either; or null when nobody may. */
interface Owner {
  readonly permission: Permission
  readonly side: Side | 'either'
}

/** The entry is taken back. Refuses what `whyNotWithdrawn` names and a withdrawal without a reason. Said twice in a minute, it is kept once. */
export function withdrawEntry(
  now: CaseNow,
  { version, reason }: EntryToWithdraw,
  person: Person,
): Decision<CaseHappening> {
  const withdrawal: CaseHappening = { what: 'entry-withdrawn', details: { version, reason } }
  if (isRepeated(now, withdrawal, person.id)) return { accepted: [] }
  const event = now.events.find((each) => each.version === version)
  const why = event ? whyNotWithdrawn(event, person, now) : 'entry-not-found'
  if (why !== null) return refused(why)
  return isSeen(reason) ? { accepted: [withdrawal] } : refused('decision-reason-needed')
}

/** Whether this person may take this entry of the case back now. */
export function mayWithdraw(event: RecordedEvent, person: Person, now: CaseNow): boolean {
  return whyNotWithdrawn(event, person, now) === null
}

/** The permission with which this person would take the entry back, or null when it is of a kind that stays or of the other side. */
export function withdrawsWith(event: RecordedEvent, person: Person, now: CaseNow): Permission | null {
  const owner = ownerOf(event, now)
  if (owner === null) return null
  const sides = sidesWith(person, owner.permission, now.summary.schoolUrn)
  const isOwn = event.by === person.id && sides.length > 0
  const overOthers = sidesWith(withoutOffice(person), owner.permission, now.summary.schoolUrn)
  const mayForSide = owner.side === 'either' ? overOthers.length > 0 : overOthers.includes(owner.side)
  return isOwn || mayForSide ? owner.permission : null
}

// The attendance office takes back what each of them wrote; what a colleague or the lead wrote is for the lead to take back.
function withoutOffice(person: Person): Person {
  return { ...person, rolesHeld: person.rolesHeld.filter(({ role }) => role !== 'attendance-officer') }
}

/** Why the entry stays as it is, or null: never twice, by its own side alone, and never what others now rest on. */
export function whyNotWithdrawn(event: RecordedEvent, person: Person, now: CaseNow): Refusal | null {
  const { summary, others } = now
  const entry = summary.standing.find(({ version }) => version === event.version)
  if (!entry || entry.what === 'removed-before' || ownerOf(event, now) === null) return 'entry-not-found'
  if (withdrawsWith(event, person, now) === null) return 'not-your-entry'
  const isRemoved = standingOf(summary.standing, 'removed').length > 0
  switch (entry.what) {
    case 'found': {
      // What closed the case is taken back with it: then the child must not have a newer one.
      const reopens = summary.closedAt !== null && foundOf(summary.standing)?.version === entry.version
      if (reopens) return others.some(isGoingOn) ? 'other-case-open' : null
      return summary.closedAt === null ? null : 'case-closed'
    }
    case 'opened':
      if (summary.closedAt !== null) return 'case-closed'
      return isOpeningUsed(now, event.version) ? 'opening-stands' : null
    case 'removed':
      return summary.closedAt === null ? null : 'case-closed'
    case 'sickness':
    case 'enquiries':
    case 'outcome':
      if (isRemoved) return 'removal-stands'
  }
  return summary.closedAt === null || isClosedWithout(now, event.version) ? null : 'case-closed'
}

function isGoingOn(other: CaseNow['summary']): boolean {
  return other.endedOn === null || (other.openedAt !== null && other.closedAt === null)
}

// Taking the opening back hides the case from the authority: not once anybody there was told or has it in hand.
function isOpeningUsed({ summary, events }: CaseNow, version: number): boolean {
  const { standing, allocatedTo } = summary
  const isUsed = standing.some(
    (entry) =>
      entry.what === 'found' ||
      entry.what === 'removed' ||
      entry.by === 'clock' ||
      ((entry.what === 'told' || entry.what === 'held') && opensCase(entry.whom)),
  )
  const isOpenedAgain = standingOf(standing, 'opened').length > 1
  const byAuthority = events.some((event) => event.version > version && sideWritten(event) === 'authority')
  return isUsed || isOpenedAgain || allocatedTo !== null || byAuthority
}

function sideWritten(event: RecordedEvent): Side | null {
  return 'side' in event.details ? event.details.side : null
}

const bySchool = (permission: Permission): Owner => ({ permission, side: 'school' })

// The school tells the authority; the authority, when it found the child, tells the old school.
const tellingSides: Record<Telling, Side | 'either'> = {
  'social-worker': 'school',
  'cme-officer': 'school',
  'education-welfare': 'school',
  authority: 'school',
  'old-school': 'authority',
  'new-school': 'either',
}

function ownerOf(event: RecordedEvent, { events }: CaseNow): Owner | null {
  // What the clock or a register said is no person's mistake. Words that were erased belong to whoever wrote them.
  if (event.by === 'clock' || event.by === 'mis') return null
  switch (event.what) {
    case 'case-opened':
      return event.details.because === 'school-day' ? null : bySchool('open-case')
    case 'risk-answered':
      return bySchool('answer-risk')
    case 'referral-made':
      return { permission: 'record-referral', side: event.details.side }
    case 'referral-acknowledged':
    case 'referral-answered': {
      const made = events.find(({ version }) => version === event.details.version)
      return { permission: 'record-referral', side: (made && sideWritten(made)) ?? 'either' }
    }
    case 'told':
      return { permission: 'record-telling', side: tellingSides[event.details.whom] }
    case 'return-sent':
    case 'record-sent':
      return bySchool('record-telling')
    case 'check-made':
    case 'child-seen': {
      const { side } = event.details
      return { permission: side === 'authority' ? 'log-authority-check' : 'log-school-check', side }
    }
    case 'review-held':
      return { permission: 'hold-review', side: 'either' }
    case 'sickness-signed':
      return bySchool('sign-for-school')
    case 'enquiries-signed':
    case 'outcome-signed': {
      const { side } = event.details
      return { permission: side === 'authority' ? 'sign-for-authority' : 'sign-for-school', side }
    }
    case 'name-removed':
      return bySchool('decide-removal')
    case 'child-found':
      return { permission: 'record-finding', side: event.details.side }
    default:
      return null
  }
}

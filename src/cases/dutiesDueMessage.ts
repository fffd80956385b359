// What does a team read of what is due? One message a night with a line for each thing; never a child's name.
import { findRule } from '../law/rules.ts'
import { caseReference } from './caseReference.ts'
import type { DutyDue } from './dutiesDue.ts'
import { findEnquiryLine } from './enquiryLists.ts'
import { heldForSilence } from './messageBehind.ts'
import type { Team } from './team.ts'

const mostLines = 100

export interface MessageMade {
  readonly id: string
  readonly madeAt: string
  /** The London date of the night. */
  readonly date: string
  readonly publicUrl: string
}

/**
 * The message to one team of all that is due for it (at least one thing), the longest overdue first. `isHeld`: registers
 * of these days are missing and nobody has looked; then all duties are of one school.
 */
export function dutiesDueMessage(team: Team, duties: readonly DutyDue[], made: MessageMade, isHeld = false) {
  const { id, madeAt, date, publicUrl } = made
  const lines = duties.toSorted(byUrgency).map((duty) => lineOf(duty, publicUrl))
  const more = lines.length - mostLines
  const { schoolName, schoolUrn } = duties[0]!
  const isToSchool = team !== 'authority'
  const many = duties.length === 1 ? 'One thing is' : `${duties.length} things are`
  return {
    id,
    key: isHeld ? `duties-due:${date}:${team}:${schoolUrn}` : `duties-due:${date}:${team}`,
    madeAt,
    kind: 'duties-due',
    team,
    schoolUrn: isToSchool || isHeld ? schoolUrn : null,
    caseId: null,
    subject: `${many} due or overdue ${isToSchool || isHeld ? `at ${schoolName}` : 'on open cases'}`,
    body: [
      'Due today or overdue, and not written down as done:',
      ...lines.slice(0, mostLines),
      ...(more > 0 ? [`and ${more} more: see the caseload, ${publicUrl}/cases`] : []),
      `Each of these is sent to you once. All that is owed is in the caseload: ${publicUrl}/cases`,
      'No names are in this message. Sign in to see the cases.',
    ].join('\n\n'),
    state: isHeld ? ('held' as const) : ('waiting' as const),
    because: isHeld ? heldForSilence : null,
  }
}

function lineOf(duty: DutyDue, publicUrl: string): string {
  const { schoolName, schoolDay, caseId, unknownDays, isClosed } = duty
  const look = unknownDays > 0 ? ` No register for ${unknownDays} of these days: look before you act.` : ''
  const closed = isClosed ? ' The case is closed; the register still says away.' : ''
  const day = schoolDay === null ? '' : `, school day ${schoolDay}`
  const where = `${schoolName}${day}, case ${caseReference(caseId)}: ${publicUrl}/cases/${caseId}`
  return `${sentenceOf(duty)}${closed}${look} ${where}`
}

function sentenceOf({ what, dueOn, isOverdue }: DutyDue): string {
  const on = inWords(dueOn)
  switch (what.kind) {
    case 'duty':
      return `${nameOf(what.rule)}: ${isOverdue ? `${sinceWords(what.rule)} ${on}` : `due today, ${on}`}.`
    case 'ground':
      return `${nameOf(what.rule)}. Removing the name from the register can first be considered now: the days were reached on ${on}. They alone permit nothing.`
    case 'referral':
      return `An agency’s answer to a referral: overdue since ${on}.`
    case 'check':
      return `Enquiry ${what.check} (${findEnquiryLine(what.check)?.text ?? 'asked'}): an answer was expected by ${on}.`
  }
}

function nameOf(rule: string): string {
  return findRule(rule)?.name ?? rule
}

// Whether a sickness return was sent is written down nowhere, so nobody can say that it is late.
function sinceWords(rule: string): string {
  return rule === 'sickness-return' ? 'due since' : 'overdue since'
}

function byUrgency(one: DutyDue, other: DutyDue): number {
  const [mine, theirs] = [one, other].map(({ dueOn, schoolName, caseId }) => `${dueOn} ${schoolName} ${caseId}`)
  return mine! < theirs! ? -1 : mine! > theirs! ? 1 : 0
}

const plainDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

function inWords(date: string): string {
  return plainDay.format(Date.parse(`${date}T12:00:00Z`))
}

// What on a case is due today or overdue, for which team? By the clock, and by answers that others owe.
import type { DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { answersOverdue } from './answersOverdue.ts'
import { caseAnswer } from './caseAnswer.ts'
import type { CaseListed, SchoolOfLoad } from './caseload.ts'
import type { Side } from './caseWork.ts'
import type { ClockAnswer, Duty } from './clock/clock.ts'
import type { CaseSummary } from './replay.ts'
import type { Team } from './team.ts'

/** What a line is about: a rule's duty, a ground whose days are reached, an agency's answer, or an enquiry's. */
export type OwedWhat =
  | { readonly kind: 'duty'; readonly rule: string }
  | { readonly kind: 'ground'; readonly rule: 'ground-h' | 'ground-i' }
  | { readonly kind: 'referral' }
  | { readonly kind: 'check'; readonly check: string; readonly version: number }

/** One thing due for one team. No field names or describes the child. */
export interface DutyDue {
  /** The same thing is told to the same team once. */
  readonly key: string
  readonly team: Team
  readonly caseId: string
  readonly schoolUrn: string
  readonly schoolName: string
  readonly what: OwedWhat
  /** The day by which it was to be done; of a ground the day on which its days were reached. */
  readonly dueOn: DateText
  readonly isOverdue: boolean
  /** The case is closed, and the register still says that the child is away. */
  readonly isClosed: boolean
  /** Null when the absence is over or its days cannot be counted. */
  readonly schoolDay: number | null
  /** How many of these days have no register. */
  readonly unknownDays: number
  /** The first day of the absence; null when it is over or cannot be counted. */
  readonly awayFrom: DateText | null
}

interface Owed {
  readonly what: OwedWhat
  readonly id: string
  readonly dueOn: DateText
  readonly sides: readonly Side[]
}

/** All that is due or overdue on a case by the date of `asOf`. The authority is told only of a case that is open for it. */
export function dutiesDue(listed: CaseListed, { asOf, calendar, silent, policies }: SchoolOfLoad): readonly DutyDue[] {
  const { summary, pupil, marks, leaveEndedOn, returnsElsewhere, schoolName } = listed
  const today = londonDate(asOf)
  const known = { child: pupil, summary, marks, leaveEndedOn, returnsElsewhere }
  const answer = calendar ? caseAnswer(known, { asOf, calendar, silent, policies }).answer : null
  const isClosed = summary.closedAt !== null
  const owed = [
    ...(answer ? dutiesOf(answer, today, isClosed) : []),
    ...(answer && !isClosed ? groundsOf(answer, summary) : []),
    ...(isClosed ? [] : answersOf(listed, today)),
  ]
  const absence = summary.endedOn === null ? (answer?.absence ?? null) : null
  const isOpen = summary.openedAt !== null && !isClosed
  const { id: caseId, schoolUrn } = summary
  return owed.flatMap(({ what, id, dueOn, sides }) =>
    sides
      .filter((side) => side === 'school' || isOpen)
      .map((side) => ({
        key: `duty:${caseId}:${id}:${dueOn}:${side}`,
        team: side === 'school' ? (`school:${schoolUrn}` as const) : 'authority',
        caseId,
        schoolUrn,
        schoolName,
        what,
        dueOn,
        isOverdue: dueOn < today,
        isClosed,
        schoolDay: absence?.schoolDays ?? null,
        unknownDays: absence?.unknownDays ?? 0,
        awayFrom: absence?.firstOn ?? null,
      })),
  )
}

/** Duties that Today names every morning: no message repeats them. */
export const saidByToday: ReadonlySet<string> = new Set(['first-day-contact', 'unexplained-code'])

/** What the codes in the register bring about: owed as long as they stand there, also on a case that is closed. */
export const registerDuties: ReadonlySet<string> = new Set(['unexplained-code', 'attendance-return'])

function dutiesOf({ duties }: ClockAnswer, today: DateText, isClosed: boolean): Owed[] {
  return duties.flatMap((duty) => {
    const dueOn = duty.dueAt === undefined ? (duty.dueOn ?? null) : londonDate(duty.dueAt)
    const isOpen = duty.state === 'due' || duty.state === 'overdue'
    if (!isOpen || dueOn === null || dueOn > today) return []
    if (isClosed ? !registerDuties.has(duty.rule) : saidByToday.has(duty.rule)) return []
    const id = duty.episode === undefined ? duty.rule : `${duty.rule}:episode-${duty.episode}`
    return { what: { kind: 'duty', rule: duty.rule } as const, id, dueOn, sides: sidesOf(duty) }
  })
}

function sidesOf({ owedBy }: Duty): readonly Side[] {
  if (owedBy === 'both') return bothSides
  return owedBy === 'police' ? [] : [owedBy]
}

const bothSides = ['school', 'authority'] as const

// Told by the day on which the days were reached, so that a run that begins anew is told anew.
function groundsOf({ removal }: ClockAnswer, { standing }: CaseSummary): Owed[] {
  if (standing.some(({ what }) => what === 'removed')) return []
  const grounds = [
    { rule: 'ground-i', status: removal.groundI.status, on: removal.groundI.twentiethSchoolDay ?? null },
    { rule: 'ground-h', status: removal.groundH.status, on: removal.groundH.tenthSchoolDay ?? null },
  ] as const
  return grounds.flatMap(({ rule, status, on }) =>
    on !== null && (status === 'pending' || status === 'met')
      ? { what: { kind: 'ground', rule } as const, id: rule, dueOn: on, sides: bothSides }
      : [],
  )
}

function answersOf({ summary, said }: CaseListed, today: DateText): Owed[] {
  return answersOverdue(summary.standing, said, today).map((answer) => {
    const { version, dueOn } = answer
    return answer.kind === 'referral'
      ? { what: { kind: 'referral' }, id: `referral-${version}`, dueOn, sides: bothSides }
      : { what: { kind: 'check', check: answer.check, version }, id: `check-${version}`, dueOn, sides: [answer.side] }
  })
}

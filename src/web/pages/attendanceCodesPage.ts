// What does each attendance code mean, and what does it do to each count? From the very list the clock reads.
import {
  type AttendanceCode,
  attendanceCodes,
  attendanceCodesSource,
  type CodeClass,
  type EffectOnRun,
  endedAttendanceCodes,
} from '../../law/attendanceCodes.ts'
import { attendanceReturn } from '../../law/attendanceReturn.ts'
import { educationWelfareEscalation } from '../../law/educationWelfareEscalation.ts'
import { notReturnedFromLeaveDeletion } from '../../law/notReturnedFromLeaveDeletion.ts'
import { penaltyNoticeThreshold } from '../../law/penaltyNoticeThreshold.ts'
import { persistentAbsence } from '../../law/persistentAbsence.ts'
import type { Rule } from '../../law/rule.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import type { Paths } from '../paths.ts'

const classes: Record<CodeClass, string> = {
  present: 'Present',
  'approved-activity': 'Approved educational activity',
  authorised: 'Authorised absence',
  unauthorised: 'Unauthorised absence',
  'not-possible': 'Not a possible attendance',
  administrative: 'Administrative',
  unknown: 'Not known',
}

/** A column of the table: what it is called, what it says of a code, and the rule that counts so. */
interface Count {
  readonly name: string
  readonly means: string
  readonly rule: Rule
  readonly says: (code: AttendanceCode) => string
  /** Whether the code does what the count is about, so that the eye finds it. */
  readonly isStrong: (code: AttendanceCode) => boolean
}

const run = (effect: EffectOnRun) =>
  ({ keeps: 'Counts', breaks: 'Ends it', 'passed-over': 'Passed over', unknown: 'Goes on: silence ends nothing' })[
    effect
  ]

const yesOrNo = (is: boolean) => (is ? 'Yes' : 'No')

const counts: readonly Count[] = [
  {
    name: 'Absence run',
    means: 'The school days of an absence that nobody has explained, from which the local procedure counts.',
    rule: educationWelfareEscalation,
    says: ({ absence }) => run(absence),
    isStrong: ({ absence }) => absence === 'keeps',
  },
  {
    name: 'Ground I',
    means:
      'The twenty school days after which a name may be considered for removal. Stricter, because a name is lost by it.',
    rule: whereaboutsUnknownDeletion,
    says: ({ groundI, groundIReview }) => (groundIReview ? 'Ends it, once a person has looked' : run(groundI)),
    isStrong: ({ groundI }) => groundI === 'keeps',
  },
  {
    name: 'Ten-day return',
    means: 'The ten school days after which the school sends the authority a return.',
    rule: attendanceReturn,
    says: (code) => run(code.attendanceReturn === 'unknown' ? 'passed-over' : code.attendanceReturn),
    isStrong: (code) => code.attendanceReturn === 'keeps',
  },
  {
    name: 'Possible session',
    means: 'Whether the session is among those the child could have attended.',
    rule: persistentAbsence,
    says: ({ possible }) => yesOrNo(possible),
    isStrong: () => false,
  },
  {
    name: 'Absent',
    means: 'Whether the session is counted as missed.',
    rule: persistentAbsence,
    says: ({ absent }) => yesOrNo(absent),
    isStrong: ({ absent }) => absent,
  },
  {
    name: 'Penalty count',
    means: 'The ten sessions in ten school weeks after which a penalty notice is considered.',
    rule: penaltyNoticeThreshold,
    says: ({ countsForPenalty }) => yesOrNo(countsForPenalty),
    isStrong: ({ countsForPenalty }) => countsForPenalty,
  },
  {
    name: 'Ends ground H',
    means: 'Whether it shows that the child came back after leave, so that ground H is closed.',
    rule: notReturnedFromLeaveDeletion,
    says: ({ attends }) => yesOrNo(attends),
    isStrong: ({ attends }) => attends,
  },
]

/** Whether a rule counts by codes, so that its page leads to them. */
export function countsByCodes(rule: Rule): boolean {
  return counts.some((count) => count.rule === rule)
}

/** The model of pages/attendanceCodes.njk. */
export function attendanceCodesPage(paths: Paths) {
  return {
    title: 'Attendance codes',
    source: attendanceCodesSource,
    counts: counts.map(({ name, means, rule }) => ({
      name,
      means,
      rule: { name: rule.name, href: paths.rule(rule.id) },
    })),
    codes: attendanceCodes.map((code) => ({
      code: code.code,
      meaning: code.meaning,
      class: classes[code.class],
      cells: counts.map(({ name, says, isStrong }) => ({ name, text: says(code), isStrong: isStrong(code) })),
    })),
    ended: endedAttendanceCodes,
  }
}

// What does each attendance code of 2024 mean, and what does it do to each count?
import type { DateText } from '../calendar/date.ts'
import { registrationRegulations } from './source.ts'

export const attendanceCodesSource = registrationRegulations('10', 'regulation 10, Tables 1 to 3', false)

export type CodeClass =
  | 'present'
  | 'approved-activity'
  | 'authorised'
  | 'unauthorised'
  | 'not-possible'
  | 'administrative'
  /** Ours, not the register's: no register is known. Neither presence nor absence. */
  | 'unknown'

/** What a session with the code does to an unbroken absence: it keeps it going, it ends it, it says nothing. */
export type EffectOnRun = 'keeps' | 'breaks' | 'passed-over' | 'unknown'

export interface AttendanceCode {
  readonly code: string
  readonly meaning: string
  readonly class: CodeClass
  /** An absence nobody could have prevented is passed over here, so that a child does not stop being missing. */
  readonly absence: EffectOnRun
  /** Stricter: a name is lost by it. Only # is passed over, for then there was no session. */
  readonly groundI: Exclude<EffectOnRun, 'unknown'>
  /** Premises shut: a person looks before the run is called broken. */
  readonly groundIReview: boolean
  readonly attendanceReturn: EffectOnRun
  readonly countsForPenalty: boolean
  readonly possible: boolean
  readonly absent: boolean
  /** The pupil was at school, or somewhere that counts as it: ground H is then closed. */
  readonly attends: boolean
}

function code(text: string, meaning: string, ofClass: CodeClass): AttendanceCode {
  const keepsGroundI = text === 'G' || text === 'N' || text === 'O'
  const isShut = text === 'Y3' || text === 'Y4'
  const other: EffectOnRun = isShut || text === '#' ? 'passed-over' : text === '-' ? 'unknown' : 'breaks'
  const attended = ofClass === 'present' || ofClass === 'approved-activity'
  return {
    code: text,
    meaning,
    class: ofClass,
    absence: keepsGroundI ? 'keeps' : other,
    groundI: keepsGroundI ? 'keeps' : text === '#' ? 'passed-over' : 'breaks',
    groundIReview: isShut || text === '-',
    attendanceReturn: ofClass === 'unauthorised' ? 'keeps' : other,
    countsForPenalty: ofClass === 'unauthorised',
    possible: attended || ofClass === 'authorised' || ofClass === 'unauthorised',
    absent: ofClass === 'authorised' || ofClass === 'unauthorised',
    attends: attended || text === 'U' || text === 'D',
  }
}

/** Every code of regulation 10 in the order of its tables, then `-` for a register nobody has seen. */
export const attendanceCodes = [
  code('/', 'Present in the morning', 'present'),
  code('\\', 'Present in the afternoon', 'present'),
  code('L', 'Late, before the register closed', 'present'),
  code('K', 'Education provision arranged by the local authority', 'approved-activity'),
  code('V', 'Educational visit or trip', 'approved-activity'),
  code('P', 'Approved sporting activity', 'approved-activity'),
  code('W', 'Work experience', 'approved-activity'),
  code('B', 'Any other approved educational activity', 'approved-activity'),
  code('D', 'Dual registered, at the other school', 'not-possible'),
  code('C1', 'Leave for a regulated performance or employment abroad', 'authorised'),
  code('C2', 'Leave under a part-time timetable', 'authorised'),
  code('C', 'Leave for exceptional circumstances', 'authorised'),
  code('M', 'Leave for a medical or dental appointment', 'authorised'),
  code('J1', 'Leave for an interview', 'authorised'),
  code('S', 'Leave for study', 'authorised'),
  code('X', 'Not of compulsory school age and not required to attend', 'not-possible'),
  code('T', 'Parent travelling for work', 'authorised'),
  code('R', 'Religious observance', 'authorised'),
  code('I', 'Illness', 'authorised'),
  code('E', 'Suspended or permanently excluded', 'authorised'),
  code('Q', 'Unable to attend for lack of access arrangements', 'not-possible'),
  code('Y1', 'Transport normally provided not available', 'not-possible'),
  code('Y2', 'Widespread disruption to travel', 'not-possible'),
  code('Y3', 'Part of the school premises closed', 'not-possible'),
  code('Y4', 'Whole site unexpectedly closed', 'not-possible'),
  code('Y5', 'In criminal justice detention', 'not-possible'),
  code('Y6', 'Public health guidance or law', 'not-possible'),
  code('Y7', 'Another unavoidable cause', 'not-possible'),
  code('G', 'Holiday without leave', 'unauthorised'),
  code('N', 'Reason not yet established', 'unauthorised'),
  code('O', 'Absent in other or unknown circumstances', 'unauthorised'),
  code('U', 'Arrived after the register closed', 'unauthorised'),
  code('Z', 'Prospective pupil, not on the admission register', 'administrative'),
  code('#', 'Planned closure of the whole school', 'administrative'),
  code('-', 'No register is known', 'unknown'),
] as const satisfies readonly AttendanceCode[]

/** The codes a register or a mark may carry. */
export const codeTexts: readonly string[] = attendanceCodes.map((each) => each.code)

/** The entry of a code; undefined for a text that is none. */
export function findAttendanceCode(text: string): AttendanceCode | undefined {
  return attendanceCodes.find((each) => each.code === text)
}

/** A code that a register could carry until a day, and the codes of today that took its place. */
export interface EndedCode {
  readonly code: string
  readonly meaning: string
  readonly lastOn: DateText
  readonly instead: readonly string[]
}

/** The codes that ended with the regulations of 2006. No mark is read with them, for each would be a guess at one of today. */
export const endedAttendanceCodes: readonly EndedCode[] = [
  { code: 'H', meaning: 'Holiday authorised by the school', lastOn: '2024-08-18', instead: ['C', 'G'] },
  { code: 'J', meaning: 'At an interview', lastOn: '2024-08-18', instead: ['J1'] },
  {
    code: 'Y',
    meaning: 'Unable to attend because of exceptional circumstances',
    lastOn: '2024-08-18',
    instead: ['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7'],
  },
]

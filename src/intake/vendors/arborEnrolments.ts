// Who is on roll at a school with Arbor, who is still to come, who has left?
//
// Not confirmed: `removalGrounds` on EducationalInstitutionEnrolment itself (the published client has it on the English
// extension of that entity), and that `unenrolmentReason` and `removalGrounds` are given as code and text.
import { z } from 'zod'
import { yearFrom } from '../../calendar/calendarInForce.ts'
import { instantBefore } from '../instants.ts'
import { type ArborDoor, arborId, arborList, type Stopped } from './arborAsk.ts'
import { fingerprintOf } from './arborMessages.ts'
import { dateOf } from './arborTimes.ts'

const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(arborId))
const date = z.string().transform(dateOf).pipe(z.iso.date())

const enrolment = z.object({
  id,
  student: z.object({ id }),
  entryDate: date,
  leavingDate: date.nullish(),
  removalGrounds: z.string().max(500).nullish(),
  unenrolmentReason: z.object({ code: z.string().max(50).nullish() }).nullish(),
})
export type ArborEnrolment = z.infer<typeof enrolment>

const fields = 'id student { id } entryDate leavingDate removalGrounds unenrolmentReason { code }'

/** The enrolments that matter this school year: of those who came and left in an earlier one nothing is taken in. */
export async function arborEnrolments(
  door: ArborDoor,
  today: string,
): Promise<
  | { readonly enrolments: readonly ArborEnrolment[]; readonly unread: readonly unknown[]; readonly seen: number }
  | Stopped
> {
  const read = await arborList(door, 'EducationalInstitutionEnrolment', fields)
  if (!('records' in read)) return read
  const { from } = yearFrom(today)
  const enrolments: ArborEnrolment[] = []
  const unread: unknown[] = []
  for (const one of read.records) {
    const { data } = enrolment.safeParse(one)
    if (!data) unread.push(one)
    else if ((data.leavingDate ?? from) >= from) enrolments.push(data)
  }
  return { enrolments, unread, seen: read.records.length }
}

/** Whether the pupil is on roll on a date. */
export function isOnRoll({ entryDate, leavingDate }: ArborEnrolment, on: string): boolean {
  return entryDate <= on && on <= (leavingDate ?? '9999-12-31')
}

/** What one enrolment says on a date. `left` is the leaving date it tells, for the next reading; `who` the pupil as far as read. */
export function enrolmentTold(
  { student, entryDate, leavingDate, removalGrounds, unenrolmentReason }: ArborEnrolment,
  today: string,
  now: string,
  leftBefore: string | null,
  who: Readonly<Record<string, unknown>>,
): {
  readonly told: readonly (readonly [type: string, data: Readonly<Record<string, unknown>>])[]
  readonly left: string | null
} {
  const pupil = { mis_id: student.id }
  // Told when it has come: a leaving that is only planned takes nobody off roll.
  const left = leavingDate && leavingDate <= today ? leavingDate : null
  if (entryDate > today) {
    const year_group = who.year_group ?? null
    return {
      told: [['enrolment.expected', { pupil: { ...pupil, ...who }, expected_start_date: entryDate, year_group }]],
      left,
    }
  }
  if (left === null && leftBefore !== null) {
    return { told: [['enrolment.reversed', { pupil, leaving_date: leftBefore, reason: null }]], left }
  }
  const began = { pupil, entry_date: entryDate, status: null, previous_school: null }
  if (left === null) return { told: [['enrolment.started', began]], left }
  const ended = {
    pupil,
    leaving_date: left,
    grounds: removalGrounds || null,
    reason_code: unenrolmentReason?.code || null,
    destination: { known: null, urn: null, name: null, laestab: null, country: null },
    last_attended: null,
    new_address_known: null,
  }
  // Both are known at one instant; the leaving is the later word.
  const before = { ...began, source_updated_at: instantBefore(now, 1000) }
  return {
    told: [
      ['enrolment.started', before],
      ['enrolment.ended', ended],
    ],
    left,
  }
}

/** Of a pupil's enrolments the last one begun, or else the next to come: an earlier one would contradict it. */
export function lastOfEach(enrolments: readonly ArborEnrolment[], today: string): ArborEnrolment[] {
  const last = new Map<string, ArborEnrolment>()
  for (const one of enrolments) {
    const other = last.get(one.student.id)
    if (!other || isLater(one, other, today)) last.set(one.student.id, one)
  }
  return [...last.values()]
}

function isLater(one: ArborEnrolment, other: ArborEnrolment, today: string): boolean {
  if (isOnRoll(one, today) !== isOnRoll(other, today)) return isOnRoll(one, today)
  const isToCome = one.entryDate > today
  if (isToCome !== other.entryDate > today) return isToCome
  return isToCome ? one.entryDate < other.entryDate : one.entryDate > other.entryDate
}

const remembered = z.record(z.string(), z.object({ print: z.string(), left: z.string().nullable() }))
export type EnrolmentsTold = z.infer<typeof remembered>

/** What was told of each enrolment before, by its number. */
export function enrolmentsToldBefore(lists: ReadonlyMap<string, unknown>): EnrolmentsTold {
  return remembered.safeParse(lists.get('enrolments')).data ?? {}
}

/** The same for an enrolment that says the same on this date. */
export async function printOf(one: ArborEnrolment, today: string): Promise<string> {
  return fingerprintOf([one, one.entryDate > today, (one.leavingDate ?? '9999') <= today])
}

// What is held back, and whom would it concern? Five pupils by name for the school's people, counts alone for the others.
import { parkReasonOf } from '../../cases/decide/parkDelivery.ts'
import { displayNameOf, type Pupil } from '../../cases/pupil.ts'
import { may, type Person, scopeOf } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import type { ParkedDecision, ParkedGroup } from '../../storage/parkedStore.ts'
import { listPupilsByMisId } from '../../storage/pupilStore.ts'
import { unlockText } from '../../storage/secretText.ts'
import { misIdsIn } from './faultContent.ts'

const mostNamed = 5

/** What was refused just now: the form again, with what was typed. */
export interface HeldBackRefused {
  readonly schoolUrn: string
  readonly because: string
  readonly typed: string
  readonly error: string
}

/** A group as the page shows it. */
export interface HeldBackRow {
  readonly schoolUrn: string
  readonly schoolName: string
  readonly because: string
  readonly newestId: number
  readonly counts: string
  readonly firstAt: string
  readonly lastAt: string
  readonly erased: number
  readonly names: readonly string[]
  /** How many more pupils there are than are named. */
  readonly more: number
  readonly todo: string
  readonly mayRelease: boolean
  readonly canBeReleased: boolean
  readonly typed: string
  readonly error: string | null
}

/** The rows, and the pupils they name, for the log of reads. */
export async function heldBackRows(
  house: House,
  person: Person,
  groups: readonly ParkedGroup[],
  left: HeldBackRefused | null,
): Promise<{ readonly rows: readonly HeldBackRow[]; readonly pupilIds: readonly string[] }> {
  const read = await Promise.all(groups.map(({ bodies }) => readBodies(house, bodies)))
  const names = scopeOf(person, 'see-pupils')
  const asked = read.flatMap(({ misIds }, index) =>
    may(person, 'see-pupils', groups[index]!.schoolUrn) ? misIds.slice(0, mostNamed) : [],
  )
  const pupils = asked.length > 0 ? await listPupilsByMisId(house.database, names, asked) : []
  const known = new Map(pupils.map((pupil) => [`${pupil.schoolUrn} ${pupil.misId}`, pupil]))
  const shown: Pupil[] = []
  const rows = groups.map((group, index) => {
    const { schoolUrn, because, deliveries, erased } = group
    const { misIds, marks } = read[index]!
    const named = misIds.slice(0, mostNamed).flatMap((misId) => known.get(`${schoolUrn} ${misId}`) ?? [])
    shown.push(...named)
    const isLeft = left?.schoolUrn === schoolUrn && left.because === because
    return {
      ...pick(group),
      counts: countsOf(group, misIds.length, marks),
      names: named.map(displayNameOf),
      more: named.length > 0 ? pupilsIn(group, misIds.length) - named.length : 0,
      todo: todoOf(because),
      mayRelease: may(person, 'release-deliveries', schoolUrn),
      canBeReleased: deliveries > erased,
      typed: isLeft ? left.typed : '',
      error: isLeft ? left.error : null,
    }
  })
  return { rows, pupilIds: [...new Set(shown.map(({ id }) => id))] }
}

function pick({ schoolUrn, schoolName, because, newestId, firstAt, lastAt, erased }: ParkedGroup) {
  return { schoolUrn, schoolName, because, newestId, firstAt, lastAt, erased }
}

interface Read {
  readonly misIds: readonly string[]
  readonly marks: number
}

async function readBodies(house: House, bodies: readonly string[]): Promise<Read> {
  const misIds = new Set<string>()
  let marks = 0
  for (const locked of bodies) {
    const body = await opened(house, locked)
    for (const misId of misIdsIn(body)) misIds.add(misId)
    marks += marksIn(body)
  }
  return { misIds: [...misIds], marks }
}

async function opened(house: House, locked: string): Promise<string> {
  try {
    return await unlockText(house.keys.secrets, locked)
  } catch (cause) {
    house.log.fault('parked-content-not-opened', cause)
    return '{}'
  }
}

function marksIn(body: string): number {
  const { data } = JSON.parse(body) as { data?: { marks?: unknown } }
  return Array.isArray(data?.marks) ? data.marks.length : 0
}

// A message of a leaver is about one pupil, however many of them were read.
function pupilsIn({ because, deliveries }: ParkedGroup, named: number): number {
  return parkReasonOf(because) === 'leavers' ? deliveries : named
}

function countsOf(group: ParkedGroup, named: number, marks: number): string {
  const { deliveries, bodies } = group
  if (parkReasonOf(group.because) === 'leavers') return counted(deliveries, 'leaver', 'leavers')
  const least = bodies.length < deliveries ? 'at least ' : ''
  const of = `${counted(marks, 'mark', 'marks')} of ${counted(named, 'pupil', 'pupils')}`
  return `${least}${of}, in ${counted(deliveries, 'delivery', 'deliveries')}`
}

function counted(many: number, one: string, more: string): string {
  return `${many.toLocaleString('en-GB')} ${many === 1 ? one : more}`
}

function todoOf(because: string): string {
  switch (parkReasonOf(because)) {
    case 'leavers':
      return 'At the end of a school year this is right: release them. At any other time ask the school’s office first: until then nobody goes off roll, and every child stays on everybody’s lists.'
    case 'marks-taken-back':
      return 'Ask the school’s office whether the register was deleted on purpose, as after a day on which it had to close. Until then those marks stand as they were; other marks of this week count already.'
    case 'week-rewritten':
      return 'Ask the school’s office whether the register of that week was put right, or its system has worked out old marks anew. Until then those marks stand as they were; other marks of this week count already.'
    case null:
      return 'Ask the school’s office whether this is right. Until then nothing has changed here.'
  }
}

/** What was decided before, in words. */
export function decidedRow({ how, deliveries, ...decision }: ParkedDecision) {
  return {
    ...decision,
    what: `${how === 'released' ? 'Released' : 'Refused'}: ${counted(deliveries, 'delivery', 'deliveries')}`,
  }
}

// What would an invented school’s system send on one day? Registers in batches, corrections, repeats, and some of it out of order.
import { chanceOf, oneOf, weighted } from '../chance.ts'
import { names } from '../names.ts'

/** A school of the simulation: its pupils are numbered from 1. */
export interface SimulatedSchool {
  readonly urn: string
  readonly name: string
  readonly pupils: number
}

/** One delivery. `minute` is minutes after midnight at the school; `id` is the same each time it is sent. */
export interface SimulatedDelivery {
  readonly urn: string
  readonly id: string
  readonly minute: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const mostMarks = 334
const sessionTimes = { AM: { from: 525, to: 570, corrected: 600 }, PM: { from: 790, to: 820, corrected: 850 } }

/** So many schools, of 120 pupils to twice the average and more: `pupils` on average. */
export function simulatedSchools(count: number, pupils: number): SimulatedSchool[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = chanceOf(`school ${index}`)
    const size =
      weighted(
        [
          [0.5, 30],
          [0.8, 30],
          [1, 20],
          [1.6, 15],
          [3, 5],
        ] as const,
        chance,
      ) / 0.98
    return {
      urn: String(800_001 + index),
      name: `Simulated School ${String(index + 1).padStart(3, '0')}`,
      pupils: Math.max(1, Math.round(pupils * size)),
    }
  })
}

/** The two school years that a date may need, as a calendar each: every weekday is a school day, so that any date will do. */
export function calendarsOf(school: SimulatedSchool, date: string): SimulatedDelivery[] {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0)
  return [year - 1, year].map((from) => ({
    urn: school.urn,
    id: `sim-${school.urn}-calendar-${from}`,
    minute: 0,
    type: 'calendar.published',
    data: {
      academic_year: `${from}/${String(from + 1).slice(2)}`,
      terms: [{ from: `${from}-09-01`, to: `${from + 1}-08-31` }],
      non_school_days: [],
      registers_close: { AM: '09:30', PM: '13:40' },
      replaces: null,
    },
  }))
}

/** Everything one school sends for a day, in the order in which it is sent: some of it twice, some of it late or too early. */
export function dayOf(school: SimulatedSchool, date: string): SimulatedDelivery[] {
  return (['AM', 'PM'] as const).flatMap((session) => sessionOf(school, date, session))
}

/** The codes that stand at the end of the day where they are not plain presence: `misId session` to code. */
export function codesAfter(school: SimulatedSchool, date: string): Map<string, string> {
  const codes = new Map<string, string>()
  for (const session of ['AM', 'PM'] as const) {
    for (const { misId, first, corrected } of register(school, date, session)) {
      const code = corrected ?? first
      if (code !== '/' && code !== '\\') codes.set(`${misId} ${session}`, code)
    }
  }
  return codes
}

interface Entry {
  readonly misId: string
  readonly first: string
  readonly corrected: string | null
}

function register(school: SimulatedSchool, date: string, session: 'AM' | 'PM'): Entry[] {
  const present = session === 'AM' ? '/' : '\\'
  return Array.from({ length: school.pupils }, (_, index) => {
    const chance = chanceOf(`${school.urn} ${date} ${index}`)
    const code = weighted(
      [
        ['/', 930],
        ['I', 30],
        ['M', 10],
        ['N', 15],
        ['L', 12],
        ['V', 3],
      ] as const,
      chance,
    )
    const isLearnt = chance() < 0.7
    const first = code === '/' || (session === 'PM' && code === 'L') ? present : code
    return {
      misId: `${school.urn}-${index + 1}`,
      first,
      corrected:
        first === 'N' && isLearnt
          ? weighted(
              [
                ['I', 7],
                ['L', 2],
                ['M', 1],
              ] as const,
              chance,
            )
          : null,
    }
  })
}

function sessionOf(school: SimulatedSchool, date: string, session: 'AM' | 'PM'): SimulatedDelivery[] {
  const { urn, pupils } = school
  const { from, to, corrected } = sessionTimes[session]
  const chance = chanceOf(`${urn} ${date} ${session}`)
  const entries = register(school, date, session)
  const taken = from + Math.floor(chance() * (to - from))
  const said = (name: string, minute: number, type: string, data: SimulatedDelivery['data']): SimulatedDelivery => ({
    ...{ urn, id: `sim-${urn}-${date}-${session}-${name}`, minute, type, data },
  })
  const marksOf = (part: readonly Entry[], minute: number, codeOf: (entry: Entry) => string, status: string) => ({
    session_status: status,
    marks: part.map((entry) => ({
      ...{ pupil: { mis_id: entry.misId }, date, session, code: codeOf(entry) },
      source_updated_at: stampAt(date, minute),
    })),
  })
  const batches: SimulatedDelivery[] = []
  for (let at = 0; at < entries.length; at += mostMarks) {
    const part = entries.slice(at, at + mostMarks)
    const data = marksOf(part, taken, ({ first }) => first, 'closed')
    batches.push(said(`register-${at / mostMarks}`, taken, 'attendance.marks.upserted', data))
  }
  const counts = { date, session, expected: pupils, marked: pupils, closed_at: stampAt(date, taken) }
  const closing = said('closed', taken, 'attendance.session.closed', counts)
  const registers = chance() < 0.1 ? [closing, ...batches.toReversed()] : [...batches, closing]
  const changed = entries.filter((entry) => entry.corrected !== null)
  const late: SimulatedDelivery[] = []
  if (changed.length > 0) {
    const data = marksOf(changed, corrected - 5, ({ corrected: code }) => code!, 'unknown')
    late.push(said('corrected', corrected, 'attendance.marks.upserted', data))
    // An older word under a new id comes after the newer one, as it does from systems that send a day again.
    if (chance() < 0.2) {
      const again = marksOf(changed, taken, ({ first }) => first, 'unknown')
      late.push(said('older-again', corrected, 'attendance.marks.upserted', again))
    }
  }
  const heartbeat = {
    feed: 'attendance.session',
    cursor: stampAt(date, taken),
    records_seen: pupils,
    records_changed: pupils,
    complete: true,
  }
  const named =
    session === 'AM'
      ? entries.filter(({ first }) => first === 'N').map((entry) => detailsOf(said, entry, taken, date))
      : []
  const all = [...named, ...registers, said('sync', taken, 'sync.completed', heartbeat), ...late]
  return all.flatMap((delivery) => (chance() < 0.05 ? [delivery, delivery] : [delivery]))
}

type Say = (name: string, minute: number, type: string, data: SimulatedDelivery['data']) => SimulatedDelivery

function detailsOf(said: Say, { misId }: Entry, minute: number, date: string): SimulatedDelivery {
  const chance = chanceOf(misId)
  const family = weighted(
    names.map((each) => [each, each.weight] as const),
    chance,
  )
  const pupil = {
    ...{ mis_id: misId, legal_forename: oneOf(chance() < 0.5 ? family.girls : family.boys, chance) },
    legal_surname: oneOf(family.surnames, chance),
    date_of_birth: `${Number(date.slice(0, 4)) - 6 - Math.floor(chance() * 9)}-0${1 + Math.floor(chance() * 9)}-1${Math.floor(chance() * 9)}`,
  }
  const data = { pupil, source_updated_at: stampAt(date, minute) }
  return said(`pupil-${misId}`, minute, 'pupil.upserted', data)
}

/** An instant of a school day as UTC: the simulation keeps no summer time, which no message minds. */
export function stampAt(date: string, minute: number): string {
  const text = (number: number) => String(number).padStart(2, '0')
  return `${date}T${text(Math.floor(minute / 60))}:${text(minute % 60)}:00.000Z`
}

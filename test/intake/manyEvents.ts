// A term’s worth of events for one school, drawn by a seed: what was sent, in how many ways it can arrive, and, naively, what must stand.
import { chanceOf } from '../../src/demo/chance.ts'
import { uniquePupilNumber } from '../../src/demo/uniquePupilNumber.ts'

export interface Message {
  readonly id: string
  readonly type: string
  readonly data: unknown
}

interface MarkEvent {
  readonly kind: 'mark' | 'deleted'
  readonly pupil: number
  readonly on: string
  readonly session: 'AM' | 'PM'
  readonly code: string
  readonly stamp: string
}

interface OtherEvent {
  readonly kind: 'closed' | 'pupil' | 'started' | 'ended' | 'ended-nobody-knows-where' | 'reversed' | 'expected'
  readonly pupil: number
  readonly on: string
  readonly session: 'AM' | 'PM'
  readonly whole: boolean
  readonly stamp: string
  /** What a message about the pupil says of them: seldom all. */
  readonly details: Details
}

type Details = { readonly [Name in (typeof detailNames)[number]]?: string | null }

type Event = MarkEvent | OtherEvent

export const pupilCount = 400
export const days = [
  ...['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11'],
  ...['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'],
]
/** When everything is received: after the last day, so that nothing lies ahead, and within the two weeks for which presence is kept. */
export const receivedAt = '2026-09-18T18:00:00.000Z'

/** What may be said of a pupil, under its name on the wire and in the database. */
export const detailNames = [
  ...(['legal_forename', 'legal_surname', 'preferred_forename', 'date_of_birth', 'reg_group'] as const),
  ...(['year_group', 'upn', 'former_upn'] as const),
] as const
const numbers = [1, 2, 3, 4].map((serial) => uniquePupilNumber('1201', 2020, serial))

const codes = ['/', '/', '/', '/', '/', '/', 'N', 'N', 'I', 'L', 'O', 'M', 'C', 'G', '#', 'Y3', '-']

/**
 * Of these pupils on, no mark is ever taken back. Whether an N was seen before it was taken back hangs on the order of
 * arrival, and then the child stays on the list: no information ends nothing.
 */
export const firstNeverTakenBack = 100

/** Of these pupils on, to 19, leavings are also taken back and starts announced: what then stands is not read plainly here. */
export const firstTakenBackOrExpected = 10
const plainlyOnOrOff = ['started', 'started', 'ended', 'ended-nobody-knows-where'] as const

/** So many events, each with a stamp of its own. */
export function manyEvents(seed: string, count: number): Event[] {
  const chance = chanceOf(seed)
  const one = (most: number) => Math.floor(chance() * most)
  const events: Event[] = []
  for (let index = 0; index < count; index += 1) {
    const about = {
      pupil: one(pupilCount),
      on: days[one(days.length)]!,
      session: chance() < 0.5 ? 'AM' : 'PM',
    } as const
    // Milliseconds through the Thursday and Friday: newer in the list is not newer on the register.
    const stamp = new Date(
      Date.parse('2026-09-17T00:00:00Z') + ((index * 7919) % count) * Math.floor(140_000_000 / count),
    ).toISOString()
    const drawn = chance()
    const isTakenBack = about.pupil < firstNeverTakenBack
    if (drawn < 0.93)
      events.push({ kind: 'mark', ...about, code: codes[one(codes.length - Number(!isTakenBack))]!, stamp })
    else if (drawn < 0.95 && isTakenBack) events.push({ kind: 'deleted', ...about, code: '-', stamp })
    else if (drawn < 0.96) events.push({ kind: 'closed', ...about, whole: chance() < 0.8, stamp, details: {} })
    else if (drawn < 0.98) events.push({ kind: 'pupil', ...about, whole: true, stamp, details: someDetails(one) })
    // Only some ever leave or come: otherwise nobody would stay.
    else {
      const pupil = about.pupil % 20
      const kinds =
        pupil < firstTakenBackOrExpected ? plainlyOnOrOff : ([...plainlyOnOrOff, 'reversed', 'expected'] as const)
      events.push({ kind: kinds[one(kinds.length)]!, ...about, pupil, whole: true, stamp, details: someDetails(one) })
    }
  }
  return events
}

// Often a class alone, beside the surname without which no message is taken.
function someDetails(one: (most: number) => number): Details {
  const name = (first: string) => (one(4) === 0 ? null : `${first} ${one(5)}`)
  const all: Details = {
    ...{ legal_forename: name('Forename'), preferred_forename: name('Called'), reg_group: name('Class') },
    ...{ year_group: name('Year'), date_of_birth: `2015-02-1${one(5)}` },
    ...{ upn: numbers[one(4)]!, former_upn: one(3) === 0 ? numbers[one(4)]! : null },
  }
  const said = Object.entries(all).filter(() => one(2) === 0)
  return { legal_surname: `Invented ${one(5)}`, ...Object.fromEntries(said) }
}

/** The events as deliveries: marks in batches of 1 to 500, everything drawn into another order, some of it said again. */
export function deliveriesOf(events: readonly Event[], way: string): Message[] {
  const chance = chanceOf(way)
  const shuffled = way === 'ordered' ? [...events] : shuffle(events, chance)
  const messages: Message[] = []
  const waiting = { mark: [] as Event[], deleted: [] as Event[] }
  let most = 1
  const flush = (kind: 'mark' | 'deleted') => {
    if (waiting[kind].length === 0) return
    const type = kind === 'mark' ? 'attendance.marks.upserted' : 'attendance.marks.deleted'
    messages.push({ id: `${way}-${messages.length}`, type, data: { marks: waiting[kind].map(markSaid) } })
    waiting[kind] = []
    most = 1 + Math.floor(chance() ** 2 * 500)
  }
  for (const event of shuffled) {
    if (event.kind === 'mark' || event.kind === 'deleted') {
      waiting[event.kind].push(event)
      if (waiting[event.kind].length >= most) flush(event.kind)
    } else messages.push({ id: `${way}-${messages.length}`, ...otherSaid(event as OtherEvent) })
  }
  flush('mark')
  flush('deleted')
  if (way === 'ordered') return messages
  const again = messages
    .filter(() => chance() < 0.1)
    .map((message) => (chance() < 0.5 ? message : { ...message, id: `${message.id}-again` }))
  return shuffle([...messages, ...again], chance)
}

/** What must stand, thought out anew and plainly: the newest word for each session, `-` where a whole register has none. */
export function whatStands(events: readonly Event[]): {
  marks: string[]
  registers: string[]
  roll: string[]
  details: string[]
} {
  const newest = new Map<string, Event>()
  for (const event of events) {
    const key = keyOf(event)
    const known = newest.get(key)
    if (!known || known.stamp < event.stamp) newest.set(key, event)
  }
  const left = new Map<number, string | null>()
  for (const event of newest.values()) {
    if (event.kind === 'started') left.set(event.pupil, null)
    if (event.kind === 'ended' || event.kind === 'ended-nobody-knows-where') left.set(event.pupil, event.on)
  }
  const marks: string[] = []
  const registers: string[] = []
  for (const event of newest.values()) {
    if (event.kind === 'mark' || event.kind === 'deleted')
      marks.push(`p${event.pupil} ${event.on} ${event.session} ${event.code}`)
    if (event.kind === 'closed') registers.push(`${event.on} ${event.session} ${event.whole}`)
  }
  return {
    marks: marks.sort(),
    registers: registers.sort(),
    roll: [...left]
      .filter(([pupil]) => pupil < firstTakenBackOrExpected)
      .map(([pupil, on]) => `p${pupil} ${on}`)
      .sort(),
    details: detailsStanding(events),
  }
}

const neverCleared = ['upn', 'former_upn', 'date_of_birth']

// The newest message about the pupil that says it; while it says nothing or none does, the newest announced start that does.
function detailsStanding(events: readonly Event[]): string[] {
  const told = events.filter((event): event is OtherEvent => event.kind === 'pupil' || event.kind === 'expected')
  const byPupil = Map.groupBy(told, ({ pupil }) => pupil)
  const lines = [...byPupil].map(([pupil, about]) => {
    const newestFirst = about.toSorted((one, other) => (one.stamp < other.stamp ? 1 : -1))
    const own = newestFirst.filter(({ kind }) => kind === 'pupil')
    const aside = newestFirst.filter(({ kind }) => kind === 'expected')
    const standing = new Map<string, string | null>()
    for (const name of detailNames) {
      const isSaid = ({ details }: OtherEvent) =>
        details[name] !== undefined && (details[name] !== null || !neverCleared.includes(name))
      const isThere = ({ details }: OtherEvent) => Boolean(details[name])
      standing.set(name, own.find(isSaid)?.details[name] ?? aside.find(isThere)?.details[name] ?? null)
    }
    const now = own.find(({ details }) => details.upn) ?? aside.find(({ details }) => details.upn)
    const isOther = ({ details }: OtherEvent) => Boolean(details.upn && details.upn !== now?.details.upn)
    const other = own.find(isOther) ?? aside.find(isOther)
    const used = other && other.stamp <= now!.stamp ? other : undefined
    const named = own.find(({ details }) => details.former_upn) ?? aside.find(({ details }) => details.former_upn)
    const isNamed = named && (!used || named.stamp > used.stamp)
    standing.set('former_upn', (isNamed ? named.details.former_upn : used?.details.upn) ?? null)
    return `p${pupil} ${detailNames.map((name) => standing.get(name) ?? '').join('|')}`
  })
  return lines.sort()
}

function keyOf(event: Event): string {
  if (event.kind === 'mark' || event.kind === 'deleted') return `mark ${event.pupil} ${event.on} ${event.session}`
  if (event.kind === 'closed') return `closed ${event.on} ${event.session}`
  return event.kind === 'pupil' ? `pupil ${event.pupil}` : `roll ${event.pupil}`
}

function markSaid(event: Event): object {
  const { pupil, on: date, session, stamp } = event
  const key = { pupil: { mis_id: `p${pupil}` }, date, session, source_updated_at: stamp }
  return event.kind === 'mark' ? { ...key, code: event.code } : key
}

function otherSaid({ kind, pupil, on, session, whole, stamp, details }: OtherEvent): { type: string; data: unknown } {
  const ref = { mis_id: `p${pupil}` }
  if (kind === 'closed') {
    const counts = { expected: pupilCount, marked: whole ? pupilCount : pupilCount - 1 }
    return { type: 'attendance.session.closed', data: { date: on, session, ...counts, closed_at: stamp } }
  }
  if (kind === 'started')
    return { type: 'enrolment.started', data: { pupil: ref, entry_date: on, source_updated_at: stamp } }
  if (kind === 'expected')
    return {
      type: 'enrolment.expected',
      data: { pupil: { ...ref, ...details }, expected_start_date: on, source_updated_at: stamp },
    }
  if (kind === 'reversed')
    return { type: 'enrolment.reversed', data: { pupil: ref, leaving_date: on, source_updated_at: stamp } }
  if (kind === 'ended' || kind === 'ended-nobody-knows-where') {
    const destination = kind === 'ended' ? { known: true, urn: '999777', name: 'Another School' } : { known: false }
    return { type: 'enrolment.ended', data: { pupil: ref, leaving_date: on, destination, source_updated_at: stamp } }
  }
  return { type: 'pupil.upserted', data: { pupil: { ...ref, ...details }, source_updated_at: stamp } }
}

function shuffle<Item>(items: readonly Item[], chance: () => number): Item[] {
  const all = [...items]
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1))
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all
}

// May this name be deleted? Regulation 9(1)(h) and (i) taken one day at a time: slow, simple, and written from the law without looking at the program.

export interface Day {
  AM: string
  PM: string
}

/** All that anybody knows, in plain lists. A session is a code, 'present', or 'unknown' where no register was seen. */
export interface Known {
  today: string
  /** 'HH:MM' */
  time: string
  register: Map<string, Day>
  leaveEndedOn: string | null
  dateOfBirth: string | null
  boarder: boolean
  enquiries: { id: number; by: 'school' | 'authority'; on: string; made: boolean }[]
  signatures: Signature[]
  foundOn: { id: number; on: string }[]
  /** Reasons given and sightings. */
  heard: { id: number; what: 'reason' | 'seen'; on: string }[]
  removed: boolean
  /** The first day back on roll after a deletion. */
  backOn: string | null
}

export interface Signature {
  id: number
  person: string
  body: 'school' | 'authority'
  ground: 'H' | 'I'
  /** The first day of the run it was given for. */
  run: string
  says: 'sickness' | 'no-sickness' | 'enquired' | 'not-found' | 'found-agreed' | 'found-not-agreed'
  enquiries: number[]
}

const terms = [
  ['2026-09-21', '2026-10-23'],
  ['2026-11-03', '2026-12-18'],
] as const

export function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Mondays to Fridays of the two half-terms; Monday 2 November is an INSET day. */
export const schoolDays: string[] = []
for (const [from, to] of terms) {
  for (let date: string = from; date <= to; date = nextDay(date)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    if (weekday >= 1 && weekday <= 5) schoolDays.push(date)
  }
}

const isAway = (session: string) => session === 'G' || session === 'N' || session === 'O'

/** The days that are over: both registers have closed. */
function daysOver({ today, time }: Known): string[] {
  return schoolDays.filter((date) => date < today || (date === today && time >= '14:00'))
}

/** The first day of the run for a ground, or null; with how many school days it has. */
export function runOf(known: Known, ground: 'H' | 'I'): { first: string; days: number } | null {
  const over = daysOver(known)
  if (ground === 'H') {
    const isOld = known.backOn !== null && known.leaveEndedOn !== null && known.leaveEndedOn < known.backOn
    const first = known.leaveEndedOn === null || isOld ? null : nextDay(known.leaveEndedOn)
    return first === null ? null : { first, days: over.filter((date) => date >= first).length }
  }
  let days = 0
  let first: string | null = null
  for (const date of over.toReversed()) {
    if (known.backOn !== null && date < known.backOn) break
    const { AM, PM } = known.register.get(date)!
    if (!isAway(AM) || !isAway(PM)) break
    first = date
    days += 1
  }
  return first === null ? null : { first, days }
}

/** What the sessions of a school day that have closed say. */
function closedSessions({ register, today, time }: Known, date: string): string[] {
  const day = register.get(date)
  if (!day || date > today) return []
  if (date < today) return [day.AM, day.PM]
  return [...(time >= '09:30' ? [day.AM] : []), ...(time >= '14:00' ? [day.PM] : [])]
}

const atSchool = ['present', '/', '\\', 'L', 'U', 'D', 'K', 'V', 'P', 'W', 'B']
const noRegister = ['unknown', '-']
const couldNotBeSeen = [...noRegister, 'Y3', 'Y4']

function daysAreReached(known: Known, ground: 'H' | 'I', run: { first: string; days: number }): boolean {
  if (ground === 'H') {
    const since = schoolDays.filter((date) => date >= run.first).flatMap((date) => closedSessions(known, date))
    const ten = schoolDays.filter((date) => date >= run.first).slice(0, 10)
    const isSilent = ten.some((date) => closedSessions(known, date).some((session) => noRegister.includes(session)))
    return run.days >= 10 && !isSilent && !since.some((session) => atSchool.includes(session))
  }
  // A child who is back, or has a reason, this very morning is not continuously absent.
  const isStillAway = closedSessions(known, known.today).every(
    (session) => isAway(session) || couldNotBeSeen.includes(session),
  )
  return run.days >= 20 && isStillAway
}

const heads = ['head', 'both']

/** Whether every condition of the ground holds this minute, and this person may decide it for that date. */
export function mayBeDeleted(known: Known, ground: 'H' | 'I', person: string, date: string): boolean {
  if (known.removed || !heads.includes(person) || date !== known.today) return false
  if (known.boarder || known.dateOfBirth === null) return false
  // Born in 2014: of compulsory school age in 2026. Born in 2022: not yet.
  if (known.dateOfBirth > '2021-08-31') return false
  const run = runOf(known, ground)
  if (run === null || !daysAreReached(known, ground, run)) return false

  const counting = known.signatures.filter((each) => each.ground === ground && each.run === run.first)
  const last = (body: 'school' | 'authority', says: Signature['says'][]) =>
    counting.findLast((each) => each.body === body && says.includes(each.says))
  const reasons = known.heard.filter(({ what }) => what === 'reason')
  const whereabouts = [...known.heard.filter(({ what }) => what === 'seen'), ...known.foundOn]
  const newsOfChild = [...reasons, ...whereabouts.filter(({ on }) => on >= run.first)]
  const isSignedAfter = (signed: Signature, news: readonly { id: number }[]) => news.every(({ id }) => id < signed.id)
  const sickness = last('school', ['sickness', 'no-sickness'])
  if (sickness?.says !== 'no-sickness' || !isSignedAfter(sickness, reasons)) return false

  for (const body of ['school', 'authority'] as const) {
    const signed = counting
      .filter((each) => each.body === body && each.says === 'enquired')
      .flatMap((each) => each.enquiries)
    const stands = known.enquiries.some(
      ({ id, by, on, made }) => by === body && made && on >= run.first && signed.includes(id),
    )
    if (!stands) return false
  }

  const outcomes = ['school', 'authority'] as const
  const [ofSchool, ofAuthority] = outcomes.map((body) => last(body, ['not-found', 'found-agreed', 'found-not-agreed']))
  if (!ofSchool || !ofAuthority || ofSchool.says !== ofAuthority.says || ofSchool.says === 'found-not-agreed')
    return false
  if (!isSignedAfter(ofSchool, newsOfChild) || !isSignedAfter(ofAuthority, newsOfChild)) return false
  if (ofSchool.says === 'not-found' && known.foundOn.some(({ on }) => on >= run.first)) return false

  const forSchool = counting.filter(({ body }) => body === 'school').map((each) => each.person)
  const forAuthority = counting.filter(({ body }) => body === 'authority').map((each) => each.person)
  return !forSchool.some((each) => forAuthority.includes(each)) && !forAuthority.includes(person)
}

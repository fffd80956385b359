// The program on one side and the plain lists on the other, told the same things one after another: for the model of the removal gate.

import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { type CaseNow, caseNow } from '../../src/cases/caseNow.ts'
import { silentSessions } from '../../src/cases/clock/marksForClock.ts'
import { decideRemoval } from '../../src/cases/decide/decideRemoval.ts'
import { followRegister } from '../../src/cases/decide/followRegister.ts'
import { signEnquiries } from '../../src/cases/decide/signEnquiries.ts'
import { type OutcomeAnswer, signOutcome } from '../../src/cases/decide/signOutcome.ts'
import { signSickness } from '../../src/cases/decide/signSickness.ts'
import type { MarkChange } from '../../src/cases/decide/takeInMarks.ts'
import type { CaseHappening, Session } from '../../src/cases/events.ts'
import type { Pupil } from '../../src/cases/pupil.ts'
import type { Decision } from '../../src/cases/refusals.ts'
import { after } from '../../src/cases/replay.ts'
import { may, type Permission, type Person } from '../../src/cases/roles.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { check, child, nobodysCase } from './removalCase.ts'
import { type Known, mayBeDeleted, nextDay, runOf, type Signature, schoolDays } from './removalOracle.ts'

export type Ground = 'H' | 'I'
export type Body = 'school' | 'authority'

const calendarInput = {
  terms: [
    { from: '2026-09-21', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  closed: [{ on: '2026-11-02', because: 'inset' as const }],
}
const calendar = prepareCalendar(calendarInput)
const urn = child.schoolUrn

/** Everybody who may come to the gate; `both` is lead and head at the school and officer of the authority. */
export const people = ['lead', 'head', 'officer', 'both', 'clerk'] as const
export type Who = (typeof people)[number]

const roles: Record<Who, Person['rolesHeld']> = {
  lead: [{ role: 'safeguarding-lead', schoolUrn: urn }],
  head: [{ role: 'head-teacher', schoolUrn: urn }],
  officer: [{ role: 'cme-officer', schoolUrn: null }],
  both: [
    { role: 'safeguarding-lead', schoolUrn: urn },
    { role: 'head-teacher', schoolUrn: urn },
    { role: 'cme-officer', schoolUrn: null },
  ],
  clerk: [{ role: 'attendance-officer', schoolUrn: urn }],
}

export interface Start {
  readonly away: number
  readonly code: string
  readonly dateOfBirth: string | null
  readonly boarder: boolean
  readonly leaveEndedOn: string | null
  /** Everything is signed for this ground before anything else happens. */
  readonly signed: Ground | null
}

/** What happened in all sequences together, so that a model that never comes near the gate is noticed. */
export const seen = {
  decisions: 0,
  deletions: { H: 0, I: 0 },
  limbTwo: 0,
  /** Deletions after a reason or a sighting that was signed past, and decisions tried once the child was back on roll. */
  signedAnew: 0,
  back: 0,
  refusals: new Map<string, number>(),
}

export function makeWorld(start: Start) {
  let pupil: Pupil = { ...child, firstKnownOn: '2026-09-21', dateOfBirth: start.dateOfBirth, boarder: start.boarder }
  const marks = new Map<string, { on: string; session: Session; code: string }>()
  const complete = new Map<string, { on: string; session: Session }>()
  const events: RecordedEvent[] = []
  const known: Known = {
    today: '2026-09-21',
    time: '14:30',
    register: new Map(),
    leaveEndedOn: start.leaveEndedOn,
    dateOfBirth: start.dateOfBirth,
    boarder: start.boarder,
    enquiries: [],
    signatures: [],
    foundOn: [],
    heard: [],
    removed: false,
    backOn: null,
  }
  let summary = { ...nobodysCase, beganOn: '2026-09-21' }
  let place = 0

  // Winter and summer time differ by an hour: London's 14:30 and 10:00 are given with their offset.
  const asOf = () => `${known.today}T${known.time}:00${known.today < '2026-10-25' ? '+01:00' : 'Z'}`

  function write(happening: CaseHappening, by: string): number {
    asked = null
    summary = after(summary, happening, { at: asOf(), by }) as typeof summary
    const { id: caseId, pupilId, version } = summary
    events.push({ ...happening, caseId, pupilId, version, at: asOf(), by, byName: by } as RecordedEvent)
    return version
  }

  let asked: CaseNow | null = null

  /** The case as it stands; asked anew when anything has changed. */
  function now(): CaseNow {
    asked ??= standing()
    return asked
  }

  function standing(): CaseNow {
    const leaveEndedOn = known.leaveEndedOn
    const leave = { id: 'leave', firstOn: '2026-09-01', reason: '', recordedAt: '', recordedByName: '' }
    return caseNow(
      {
        summary,
        pupil,
        schoolName: 'Oakfield Primary School',
        registerKept: 'mis',
        allocatedToName: null,
        marks: [...marks.values()],
        completeSessions: [...complete.values()],
        calendar: {
          ...calendarInput,
          schoolUrn: urn,
          academicYears: ['2026/27'],
          publishedAt: '',
          policies: shippedPolicies,
        },
        events,
        leaves: leaveEndedOn === null ? [] : [{ ...leave, lastOn: leaveEndedOn }],
        others: [],
      },
      asOf(),
    )
  }

  function setSession(on: string, session: Session, code: string): MarkChange {
    asked = null
    const key = on + session
    const before = marks.get(key)
    known.register.set(on, { ...(known.register.get(on) ?? { AM: 'unknown', PM: 'unknown' }), [session]: code })
    if (code !== 'unknown') complete.set(key, { on, session })
    else complete.delete(key)
    if (code === 'present' || code === 'unknown') marks.delete(key)
    else marks.set(key, { on, session, code })
    const to = code === 'present' ? '/' : code === 'unknown' ? '-' : code
    return { pupilId: pupil.id, on, session, from: before?.code ?? null, to }
  }

  /** What the register's news does to the case, as when a message of the MIS is taken in. */
  function follow(changes: readonly MarkChange[]): void {
    if (known.removed) return
    const silent = silentSessions(calendar, [...complete.values()], asOf(), pupil.firstKnownOn)
    const running = summary.endedOn === null ? summary : null
    const kept = [...marks.values()].map((mark) => ({ ...mark, source: 'mis' as const }))
    const register = { firstKnownOn: pupil.firstKnownOn, leftOn: null, asks: null, marks: kept, running, changes }
    const followed = followRegister(register, calendar, silent, asOf())
    for (const happening of followed.running) write(happening, 'mis')
    if (followed.beganOn) write({ what: 'absence-began-again', details: { firstOn: followed.beganOn } }, 'mis')
  }

  /** Goes on some school days; each day passed says `code`, the new one too, in the sessions that have closed by `time`. */
  function advance(days: number, code: string, time: '10:00' | '14:30'): void {
    asked = null
    const changes: MarkChange[] = []
    for (let step = 0; step < days && place + 1 < schoolDays.length; step += 1) {
      const before = schoolDays[place]!
      if (!known.register.has(before) || known.time < '14:00') {
        known.time = '14:30'
        changes.push(setSession(before, 'PM', code))
      }
      place += 1
      known.today = schoolDays[place]!
      known.time = time
      const isLast = step === days - 1 || place + 1 === schoolDays.length
      if (!isLast) known.time = '14:30'
      changes.push(setSession(known.today, 'AM', code))
      if (known.time >= '14:00') changes.push(setSession(known.today, 'PM', code))
    }
    follow(changes)
  }

  function correct(back: number, session: Session, code: string): void {
    const on = schoolDays[Math.max(0, place - back)]!
    if (on === known.today && session === 'PM' && known.time < '14:00') return
    follow([setSession(on, session, code)])
  }

  function enquire(by: Body, made: boolean, back: number): void {
    const on = schoolDays[Math.max(0, place - back)]!
    const id = write(check(by, by === 'school' ? 'S8' : 'A3', on, made ? 'nothing-found' : 'asked'), by)
    known.enquiries.push({ id, by, on, made })
  }

  /** Writes what is accepted when the person holds a role for it; the version written, or null. */
  function act(who: Who, permission: Permission, decide: (now: CaseNow) => Decision<CaseHappening>): number | null {
    if (!may({ id: who, name: who, rolesHeld: roles[who] }, permission, urn)) return null
    const decision = decide(now())
    if ('refused' in decision) {
      seen.refusals.set(decision.refused, (seen.refusals.get(decision.refused) ?? 0) + 1)
      return null
    }
    return write(decision.accepted[0]!, who)
  }

  const permissionOf = (body: Body): Permission => (body === 'school' ? 'sign-for-school' : 'sign-for-authority')

  function noteSignature(id: number | null, signature: Omit<Signature, 'id' | 'run' | 'enquiries'>): void {
    if (id === null) return
    const run = runOf(known, signature.ground)!.first
    const made = known.enquiries.filter(({ by, on, made }) => by === signature.body && made && on >= run)
    const enquiries = signature.says === 'enquired' ? made.map((each) => each.id) : []
    known.signatures.push({ ...signature, id, run, enquiries })
  }

  function sickness(person: Who, ground: Ground, answer: boolean): void {
    const sign = (at: CaseNow) => signSickness(at, { ground, answer, words: 'x', role: '' }, person)
    const says = answer ? 'sickness' : 'no-sickness'
    noteSignature(act(person, 'sign-for-school', sign), { person, body: 'school', ground, says })
  }

  function enquiries(person: Who, body: Body, ground: Ground): void {
    const sign = (at: CaseNow) => signEnquiries(at, { ground, side: body, words: '', role: '' }, person)
    noteSignature(act(person, permissionOf(body), sign), { person, body, ground, says: 'enquired' })
  }

  function outcome(person: Who, body: Body, ground: Ground, answer: OutcomeAnswer): void {
    const sign = (at: CaseNow) => signOutcome(at, { ground, side: body, answer, words: 'x', role: '' }, person)
    noteSignature(act(person, permissionOf(body), sign), { person, body, ground, says: answer })
  }

  /** Takes back one of the entries that stand, the nth from the newest. */
  function withdraw(nth: number): void {
    const { enquiries, signatures, foundOn, heard } = known
    const entries = [...enquiries, ...signatures, ...foundOn, ...heard].sort((one, other) => other.id - one.id)
    const entry = entries[nth % Math.max(1, entries.length)]
    if (!entry || known.removed) return
    if ('what' in entry && entry.what === 'reason')
      write({ what: 'reason-withdrawn', details: { version: entry.id } }, 'lead')
    else write({ what: 'entry-withdrawn', details: { version: entry.id, reason: 'x' } }, 'lead')
    const stands = ({ id }: { id: number }) => id !== entry.id
    known.enquiries = known.enquiries.filter(stands)
    known.signatures = known.signatures.filter(stands)
    known.foundOn = known.foundOn.filter(stands)
    known.heard = known.heard.filter(stands)
  }

  function find(): void {
    const details = {
      side: 'authority',
      kind: 'home-educated-unsuitable',
      on: known.today,
      who: '',
      how: '',
      where: '',
      words: '',
    } as const
    known.foundOn.push({ id: write({ what: 'child-found', details }, 'officer'), on: known.today })
  }

  function hear(what: 'reason' | 'seen', back: number): void {
    if (known.removed) return
    const on = what === 'reason' ? known.today : schoolDays[Math.max(0, place - back)]!
    const details = { side: 'school', on, who: '', profession: '', where: '', words: '' } as const
    const reason = { explainedOn: on, explainedUntil: null, reason: 'x', whoSaid: 'x' }
    const id =
      what === 'reason'
        ? write({ what: 'reason-given', details: reason }, 'clerk')
        : write({ what: 'child-seen', details }, 'lead')
    known.heard.push({ id, what, on })
  }

  /** The child is on roll again on the next school day after the deletion, which says `code`. */
  function readmit(code: string): void {
    const enteredOn = schoolDays[place + 1]
    if (!known.removed || !enteredOn) return
    pupil = { ...pupil, enteredOn }
    known.backOn = enteredOn
    known.removed = false
    advance(1, code, '14:30')
  }

  function leave(endedOn: string | null): void {
    asked = null
    known.leaveEndedOn = endedOn
  }

  /** Decides, and answers what each side says of it: the program and the plain lists. */
  function decide(person: Who, ground: Ground, days: number) {
    const on = days === 0 ? known.today : days > 0 ? nextDay(known.today) : schoolDays[Math.max(0, place - 1)]!
    const allowed = mayBeDeleted(known, ground, person, on)
    const details = { ground, on, words: 'x', role: '', returnMessageId: 'm' }
    const version = act(person, 'decide-removal', (at) => decideRemoval(at, details, person))
    seen.decisions += 1
    if (known.backOn !== null) seen.back += 1
    if (version !== null) {
      known.removed = true
      seen.deletions[ground] += 1
      if (known.signatures.some(({ says }) => says === 'found-agreed')) seen.limbTwo += 1
      if (known.heard.length > 0) seen.signedAnew += 1
    }
    return { allowed, accepted: version !== null, at: asOf() }
  }

  advance(start.away, start.code, '14:30')
  if (start.signed) {
    enquire('school', true, 0)
    enquire('authority', true, 0)
    sickness('lead', start.signed, false)
    for (const [who, body] of [
      ['lead', 'school'],
      ['officer', 'authority'],
    ] as const) {
      enquiries(who, body, start.signed)
      outcome(who, body, start.signed, 'not-found')
    }
  }
  return {
    advance,
    correct,
    enquire,
    sickness,
    enquiries,
    outcome,
    withdraw,
    find,
    hear,
    readmit,
    leave,
    decide,
    isRemoved: () => known.removed,
  }
}

export type World = ReturnType<typeof makeWorld>

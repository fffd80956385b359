// A case for the tests of the removal gate: a child away in calendar A, what was written on the case, and how it stands then.

import type { CalendarInput } from '../../src/calendar/schoolCalendar.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { type CaseNow, caseNow, type Leave } from '../../src/cases/caseNow.ts'
import type { CheckResult, Side } from '../../src/cases/caseWork.ts'
import { newPupil } from '../../src/cases/decide/takeInPupil.ts'
import type { CaseHappening, Session } from '../../src/cases/events.ts'
import type { Pupil } from '../../src/cases/pupil.ts'
import type { Decision } from '../../src/cases/refusals.ts'
import { after, type CaseSummary } from '../../src/cases/replay.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { calendarA } from '../support/calendars.ts'

export interface Mark {
  readonly on: string
  readonly session: Session
  readonly code: string
}

export const child: Pupil = {
  ...newPupil('zsofia', '999001', { misId: 'p1', upn: null }, '2026-09-02'),
  legalForename: 'Zsófia',
  legalSurname: 'Nagy',
  dateOfBirth: '2014-05-06',
}

export const nobodysCase: CaseSummary = {
  id: 'case',
  pupilId: child.id,
  schoolUrn: child.schoolUrn,
  beganOn: '',
  endedOn: null,
  endedBecause: null,
  explainedOn: null,
  explainedUntil: null,
  explainedBy: null,
  openedAt: null,
  closedAt: null,
  allocatedTo: null,
  standing: [],
  version: 0,
}

const names: Readonly<Record<string, string>> = {
  ruth: 'Ruth Adeyemi',
  helen: 'Helen Firth',
  dan: 'Dan Hale',
}

/** What was written by whom and when, as events and as the summary they make. */
export function recorded(written: readonly { happening: CaseHappening; by: string; at: string }[]) {
  let summary = nobodysCase
  const events: RecordedEvent[] = []
  for (const { happening, by, at } of written) {
    summary = after(summary, happening, { at, by })
    const { id: caseId, pupilId, version } = summary
    events.push({ ...happening, caseId, pupilId, version, at, by, byName: names[by] ?? null } as RecordedEvent)
  }
  return { summary, events }
}

/** The school days of a calendar between two dates, both in. */
export function schoolDays(from: string, to: string, calendar: CalendarInput = calendarA): string[] {
  return prepareCalendar(calendar).dates.filter((on) => on >= from && on <= to)
}

/** One code for both sessions of every school day between two dates. */
export function away(from: string, to: string, code = 'O', calendar: CalendarInput = calendarA): Mark[] {
  return schoolDays(from, to, calendar).flatMap((on) => [
    { on, session: 'AM' as const, code },
    { on, session: 'PM' as const, code },
  ])
}

/** The marks with some changed: 'YYYY-MM-DD' both sessions, 'YYYY-MM-DD AM' one. */
export function changed(marks: readonly Mark[], changes: Readonly<Record<string, string>>): Mark[] {
  return marks.map((mark) => ({
    ...mark,
    code: changes[`${mark.on} ${mark.session}`] ?? changes[mark.on] ?? mark.code,
  }))
}

export interface Given {
  readonly asOf: string
  readonly marks: readonly Mark[]
  readonly calendar?: CalendarInput | null
  readonly leave?: { readonly firstOn: string; readonly lastOn: string }
  readonly pupil?: Partial<Pupil>
  /** Days without a complete register. */
  readonly silentOn?: readonly string[]
}

export interface Play {
  /** The case as it stands at the moment it was last moved to. */
  readonly now: () => CaseNow
  readonly at: (asOf: string) => Play
  readonly marks: (marks: readonly Mark[]) => Play
  readonly leave: (leave: Given['leave']) => Play
  /** Writes without asking whether it may be written. */
  readonly write: (by: string, happening: CaseHappening) => Play
  /** Writes what a decision accepts; answers the refusal or 'accepted'. */
  readonly decide: (by: string, decide: (now: CaseNow) => Decision<CaseHappening>) => string
}

/** A case that goes on from one moment to the next. */
export function playCase(given: Given): Play {
  let { asOf, marks, leave } = given
  const { pupil = {}, silentOn = [] } = given
  const calendar = given.calendar === undefined ? calendarA : given.calendar
  const first = marks.map(({ on }) => on).sort()[0] ?? asOf.slice(0, 10)
  const written: { happening: CaseHappening; by: string; at: string }[] = [
    { happening: { what: 'absence-began', details: { firstOn: first } }, by: 'mis', at: `${first}T08:45:00.000Z` },
  ]
  const play: Play = {
    now() {
      const { summary, events } = recorded(written)
      const leaves: Leave[] = leave
        ? [
            {
              id: 'leave',
              ...leave,
              reason: 'A wedding',
              recordedAt: '2026-09-10T09:00:00.000Z',
              recordedByName: 'Helen Firth',
            },
          ]
        : []
      const complete = calendar
        ? schoolDays('2026-09-01', '2027-07-31', calendar).filter((on) => !silentOn.includes(on))
        : []
      return caseNow(
        {
          summary,
          pupil: { ...child, ...pupil },
          schoolName: 'Oakfield Primary School',
          registerKept: 'mis',
          allocatedToName: null,
          marks,
          completeSessions: complete.flatMap((on) => [
            { on, session: 'AM' },
            { on, session: 'PM' },
          ]),
          calendar: calendar && {
            ...calendar,
            schoolUrn: '999001',
            academicYears: ['2026/27'],
            publishedAt: '2026-08-20T09:00:00.000Z',
            policies: shippedPolicies,
          },
          events,
          leaves,
          others: [],
        },
        asOf,
      )
    },
    at(next) {
      asOf = next
      return play
    },
    marks(next) {
      marks = next
      return play
    },
    leave(next) {
      leave = next
      return play
    },
    write(by, happening) {
      written.push({ happening, by, at: asOf })
      return play
    },
    decide(by, decide) {
      const decision = decide(play.now())
      if ('refused' in decision) return decision.refused
      for (const happening of decision.accepted) play.write(by, happening)
      return 'accepted'
    },
  }
  return play
}

/** An enquiry as it is written down. */
export function check(side: Side, code: string, on: string, result: CheckResult = 'nothing-found'): CaseHappening {
  const details = {
    side,
    check: code,
    on,
    how: 'by phone',
    who: 'a neighbour',
    result,
    words: '',
    nextStep: '',
    nextOn: null,
    childSeen: false,
  }
  return { what: 'check-made', details }
}

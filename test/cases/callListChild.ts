// A child on Tuesday 13 October 2026 at 09:47 in London, for the call list: the calendar, its registers and what was tried.

import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { type AwayChild, awayChild } from '../../src/cases/awayChild.ts'
import { silentSessions } from '../../src/cases/clock/marksForClock.ts'
import type { CaseHappening, Outcome } from '../../src/cases/events.ts'
import type { ContactOnRecord } from '../../src/cases/numbersToRing.ts'
import { after, type CaseSummary } from '../../src/cases/replay.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { calendarA } from '../support/calendars.ts'

export interface ChildGiven {
  readonly name?: string
  readonly school?: string
  readonly marks?: Readonly<Record<string, string>>
  readonly phones?: readonly string[]
  readonly restrictedPhones?: readonly string[]
  readonly happenings?: readonly (CaseHappening & { readonly at?: string })[]
  readonly isMostAtStake?: boolean
  /** Sessions whose register is not whole: 'YYYY-MM-DD AM'. */
  readonly silent?: readonly string[]
  readonly asOf?: string
  readonly calendar?: 'none' | 'known'
}

export const nToday = { '2026-10-13 AM': 'N' }
export const nSinceMonday = { '2026-10-12 AM': 'N', '2026-10-12 PM': 'N', '2026-10-13 AM': 'N' }

const calendar = prepareCalendar(calendarA)

/** The child with a running absence, if there are marks that say so or happenings. */
export function childAway(given: ChildGiven = {}): AwayChild {
  const { name = 'Lucía Ferreira', school = '100001', asOf = '2026-10-13T08:47:00.000Z', marks = nToday } = given
  const kept = Object.entries(marks).map(([key, code]) => ({
    on: key.slice(0, 10),
    session: key.slice(11) as 'AM' | 'PM',
    code,
  }))
  const complete = calendar.dates.flatMap((on) =>
    (['AM', 'PM'] as const)
      .filter((session) => !given.silent?.includes(`${on} ${session}`))
      .map((session) => ({ on, session })),
  )
  const first = kept
    .filter(({ code }) => code === 'N' || code === 'O')
    .map(({ on }) => on)
    .sort()[0]
  const happenings = [
    { what: 'absence-began', details: { firstOn: first ?? '2026-10-13' } } as const,
    ...(given.happenings ?? []),
  ]
  const summary = happenings.reduce<CaseSummary>(
    (so, happening) => after(so, happening, { at: '2026-10-13T08:40:00.000Z', by: 'grace' }),
    newCase(`case-${name}`, name, school).summary,
  )
  const events: RecordedEvent[] = happenings.map((happening, index) => ({
    ...happening,
    caseId: summary.id,
    pupilId: name,
    version: index + 1,
    by: 'grace',
    byName: 'Grace Osei',
    at: 'at' in happening && happening.at ? happening.at : '2026-10-13T08:40:00.000Z',
  }))
  const contacts: ContactOnRecord[] = [
    ...(given.phones ?? []).map((number, place) => contact(`${name}-${place}`, number, place + 1, false)),
    ...(given.restrictedPhones ?? []).map((number, place) => contact(`${name}-r${place}`, number, 9, true)),
  ]
  const child = {
    id: name,
    schoolUrn: school,
    name,
    dateOfBirth: '2016-03-04',
    yearGroup: null,
    boarder: false,
    firstKnownOn: '2026-09-02',
    enteredOn: null,
    leftOn: null,
    asks: null,
    lookedAfter: null,
    protectionPlan: null,
    childInNeed: null,
    socialWorker: null,
    isMostAtStake: given.isMostAtStake ?? false,
  }
  const silent = silentSessions(calendar, complete, asOf, '2026-09-02')
  const known = given.calendar === 'none' ? null : calendar
  return awayChild(
    { child, absence: summary, contacts, marks: kept, events, wrongNumbers: [] },
    { asOf, calendar: known, silent, policies: shippedPolicies },
    '2026-09-29',
  )
}

function contact(id: string, number: string, priority: number, restricted: boolean): ContactOnRecord {
  return { id, name: `Adult ${id}`, relationship: null, priority, phones: [{ number, kind: null }], restricted }
}

export function tried(number: string, outcome: Outcome, at?: string): CaseHappening & { at?: string } {
  return {
    what: 'contact-attempted',
    details: { contactId: 'c1', who: 'Ana', number, method: 'phone', outcome, words: '' },
    ...(at ? { at } : {}),
  }
}

export function reason(until: string): CaseHappening {
  return {
    what: 'reason-given',
    details: { explainedOn: '2026-10-13', explainedUntil: until, reason: 'Flu', whoSaid: 'Ana' },
  }
}

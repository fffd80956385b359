// A case at an instant for tests of decisions: made of happenings, replayed as the record is, with no database.
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { type CaseKept, type CaseNow, caseNow } from '../../src/cases/caseNow.ts'
import type { FoundKind, Side, Telling } from '../../src/cases/caseWork.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import type { Pupil } from '../../src/cases/pupil.ts'
import { after } from '../../src/cases/replay.ts'
import type { Person, Role } from '../../src/cases/roles.ts'
import { newCase } from '../../src/storage/caseStore.ts'
import { calendarA } from '../support/calendars.ts'
import { pupilWith } from '../web/pupilHouse.ts'

const urn = '100001'

/** A happening, with who wrote it and when; the lead at noon of 22 October 2026, if nothing is said. */
export type Written = CaseHappening & { readonly by?: string; readonly at?: string }

/** A case away from Monday 12 October 2026, as it stands at noon (London) of a day. */
export function caseAt(
  on: string,
  happenings: readonly Written[],
  change: { readonly pupil?: Partial<Pupil>; readonly kept?: Partial<CaseKept> } = {},
): CaseNow {
  let { summary } = newCase('case', 'child', urn)
  const events: RecordedEvent[] = []
  const began: Written = { what: 'absence-began', details: { firstOn: '2026-10-12' }, by: 'mis' }
  for (const { by = 'ruth', at = '2026-10-22T11:00:00.000Z', ...happening } of [began, ...happenings]) {
    summary = after(summary, happening as CaseHappening, { at, by })
    const { version } = summary
    events.push({ ...(happening as CaseHappening), caseId: 'case', pupilId: 'child', version, at, by, byName: by })
  }
  const days = ['12', '13', '14', '15', '16', '19', '20', '21', '22'].map((day) => `2026-10-${day}`)
  const kept: CaseKept = {
    summary,
    pupil: pupilWith({ id: 'child', dateOfBirth: '2015-04-11', ...change.pupil }),
    schoolName: 'Oakfield Primary',
    registerKept: 'mis',
    allocatedToName: null,
    marks: days.flatMap((day) => (['AM', 'PM'] as const).map((session) => ({ on: day, session, code: 'N' }))),
    completeSessions: [],
    calendar: { schoolUrn: urn, years: [], ...calendarA } as unknown as NonNullable<CaseKept['calendar']>,
    events,
    leaves: [],
    others: [],
    ...change.kept,
  }
  return caseNow(kept, `${on}T11:00:00.000Z`)
}

/** Somebody with one role: at the school of the case, or at the authority. */
export function holder(id: string, role: Role): Person {
  const isAuthority = role === 'cme-officer' || role === 'authority-manager' || role === 'administrator'
  return { id, name: id, rolesHeld: [{ role, schoolUrn: isAuthority ? null : urn }] }
}

export const ruth = holder('ruth', 'safeguarding-lead')
export const grace = holder('grace', 'attendance-officer')
export const helen = holder('helen', 'head-teacher')
export const dan = holder('dan', 'cme-officer')
/** A lead of another school. */
export const stranger: Person = { id: 'sam', name: 'sam', rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: '999' }] }

export const opened = { what: 'case-opened', details: { because: 'by-hand', reason: 'Worried', schoolDay: 2 } } as const

export function found(kind: FoundKind, side: Side, on = '2026-10-22'): CaseHappening {
  return { what: 'child-found', details: { side, kind, on, who: 'Ms Hill', how: 'Seen', where: 'Ashdown', words: '' } }
}

export function told(whom: Telling, on = '2026-10-22', messageId: string | null = null): CaseHappening {
  return { what: 'told', details: { whom, on, who: 'Office', how: 'phone', words: '', messageId } }
}

export function recordSent(on = '2026-10-22'): CaseHappening {
  return { what: 'record-sent', details: { on, to: 'Ashdown', how: 'school to school' } }
}

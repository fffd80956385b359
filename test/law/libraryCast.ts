// Which child, calendar and papers do the tests of the library share? All invented.
import type { ClockFacts, ClockInput } from '../../src/cases/clock/clock.ts'
import type { ReturnOfDeletion } from '../../src/law/deletionReturn.ts'
import { away } from '../cases/clock/ask.ts'

/** The summer before the regulations of 2024 began: an unbroken term from 3 June to 24 July. */
export function summer2024(to: string): Partial<ClockInput> {
  return {
    calendar: { terms: [{ from: '2024-06-03', to: '2024-07-24' }] },
    pupil: { dateOfBirth: '2012-05-06' },
    marks: [away('2024-06-03', to, 'O')],
  }
}

/** Everything asked for beside the days, signed by both on a day: no sickness, enquiries of both, and the outcome. */
export function twoSigned(on: string, kind: 'found' | 'not-found', agreed: boolean | null = true): ClockFacts {
  const signedAt = `${on}T10:00:00Z`
  return {
    sicknessOrUnavoidable: { answer: false, signedAt },
    enquiries: [
      { by: 'school', on, what: 'Home visit', signedAt },
      { by: 'authority', on, what: 'Housing records', signedAt },
    ],
    outcome: {
      kind,
      schoolSignedAt: signedAt,
      authoritySignedAt: signedAt,
      ...(kind === 'found' ? { agreedNoReasonableGroundsToExpectReturn: agreed } : {}),
    },
  }
}

/** A whole deletion return of 16 November 2026, sent at a time of that day. */
export function sentReturn(time: string, differences: Partial<ReturnOfDeletion> = {}): ReturnOfDeletion {
  return {
    sentAt: Date.parse(`2026-11-16T${time}:00Z`),
    name: 'Rowan Ellery',
    address: '4 Mill Lane, Northmoor',
    parents: [{ name: 'Ines Ellery', address: '4 Mill Lane, Northmoor', emergencyNumbers: ['07700 900123'] }],
    ground: 'I',
    ...differences,
  }
}

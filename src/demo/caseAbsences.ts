// Whose absences have become cases? Children chosen for the caseload, each with the absence that the register tells.
import type { Away } from './absences.ts'
import type { FamilyCircumstance } from './families.ts'
import { momentOf, schoolDates } from './schoolTimes.ts'

export interface CaseAbsence {
  readonly urn: string
  readonly aways: readonly Away[]
  /** The last day on the school's roll, where the child leaves it. */
  readonly lastOn?: string
  readonly circumstance?: FamilyCircumstance
}

/** By the name of the story. Each begins before 13 October or after the 16th: the first to reach day 20 is Oakfield's. */
export const caseAbsences = {
  'oakfield-back': { urn: '999101', aways: [unexplained('2026-11-05', '2026-11-12')] },

  'st-brigids-one-signature-missing': { urn: '999102', aways: [unexplained('2026-10-07')] },
  'st-brigids-day-6': { urn: '999102', aways: [unexplained('2026-11-10')] },
  'st-brigids-day-13': { urn: '999102', aways: [unexplained('2026-10-22')] },

  // The office learns on 12 November that the first day was illness: the run begins a day later than the school signed.
  'high-signatures-void': { urn: '999103', aways: [illLearntLate('2026-10-06'), unexplained('2026-10-07')] },
  'high-looked-after': { urn: '999103', aways: [unexplained('2026-11-12')], circumstance: 'looked-after' },
  'high-leave-over': { urn: '999103', aways: [onLeave('2026-10-19', '2026-11-06'), unexplained('2026-11-09')] },
  'high-away-before': {
    urn: '999103',
    aways: [unexplained('2026-09-28', '2026-10-02'), unexplained('2026-11-04')],
  },
  'high-abroad': { urn: '999103', aways: [unexplained('2026-10-21')] },
  'high-day-9': { urn: '999103', aways: [unexplained('2026-11-05')] },
  'high-day-12': { urn: '999103', aways: [unexplained('2026-10-23')] },
  'high-parent-did-not-know': { urn: '999103', aways: [unexplained('2026-11-17', '2026-11-18')] },

  'kingsmead-removed': { urn: '999104', aways: [unexplained('2026-10-05', '2026-11-13')], lastOn: '2026-11-13' },
  'kingsmead-other-school': { urn: '999104', aways: [unexplained('2026-10-20', '2026-11-12')], lastOn: '2026-11-12' },
  'kingsmead-day-22': { urn: '999104', aways: [unexplained('2026-10-09')] },
  'kingsmead-day-11': { urn: '999104', aways: [unexplained('2026-11-03')] },
  'kingsmead-day-8': { urn: '999104', aways: [unexplained('2026-11-06')] },
  'kingsmead-day-6': { urn: '999104', aways: [unexplained('2026-11-10')] },

  'weir-bank-home-education': { urn: '999105', aways: [unexplained('2026-10-20')] },
  'weir-bank-day-14': { urn: '999105', aways: [unexplained('2026-10-21')] },
  'weir-bank-day-5': { urn: '999105', aways: [unexplained('2026-11-11')] },

  // On paper: the head marks the absence by hand.
  thornholme: { urn: '999106', aways: [] },
} as const satisfies Record<string, CaseAbsence>

/** Those told here, and two that the first morning's list at Oakfield has anyhow. */
export type StoryName = keyof typeof caseAbsences | 'oakfield-day-16' | 'oakfield-day-5'

/** Nobody says why; without a last day, for as long as a visitor is likely to stay. */
function unexplained(from: string, to?: string): Away {
  const last = to === undefined ? schoolDates.indexOf('2027-01-29') : dayOf(to)
  return { from: 2 * dayOf(from), to: 2 * last + 1, code: 'O', knownFrom: 'never', minutesLate: null }
}

function illLearntLate(on: string): Away {
  const learnt = momentOf(dayOf('2026-11-12'), 'calls')
  return { from: 2 * dayOf(on), to: 2 * dayOf(on) + 1, code: 'I', knownFrom: learnt, minutesLate: null }
}

function onLeave(from: string, to: string): Away {
  return { from: 2 * dayOf(from), to: 2 * dayOf(to) + 1, code: 'C', knownFrom: null, minutesLate: null }
}

function dayOf(date: string): number {
  const day = schoolDates.indexOf(date)
  if (day < 0) throw new Error(`${date} is no school day in Northmoor`)
  return day
}

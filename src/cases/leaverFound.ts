// Does a case know where a child went whose school's system does not say? Only what names the school or place of education does.
import type { FoundKind } from './caseWork.ts'

/**
 * A finding that stands on the pupil's case, of the day of leaving or after it, with no absence since. Abroad, and at home
 * without suitable education, say nothing of where the child is educated. `where`: in the finder's words.
 */
export interface LeaverFound {
  readonly kind: Extract<FoundKind, 'another-school' | 'home-educated'>
  readonly on: string
  readonly where: string
  readonly caseId: string
}

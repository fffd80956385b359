// Was the child suspended or permanently excluded, by what the school's system says? A fact beside the register, never instead of it.
import type { Session } from './events.ts'

export interface Exclusion {
  readonly kind: 'fixed' | 'permanent'
  readonly startOn: string
  readonly startSession: Session | null
  readonly endOn: string | null
  readonly endSession: Session | null
  readonly sessions: number | null
  /** When the school's system last changed it. */
  readonly stamp: string
}

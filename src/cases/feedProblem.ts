// What explains that nothing is heard from a school: a feed that failed, or access that a vendor says is gone?
import type { Vendor } from './vendors.ts'

/** `feed` is named only where one failed, `vendor` only where access is meant. */
export interface FeedProblem {
  readonly schoolUrn: string
  readonly schoolName: string
  readonly kind: 'failed' | 'revoked' | 'declined' | 'migrated'
  readonly at: string
  readonly because: string | null
  readonly vendor: Vendor | null
  readonly feed: string | null
  readonly fromSystem: string | null
  readonly toSystem: string | null
}

// What do they say about the feed itself: is it alive, did it fail, and may we read the school at all?
import type { AccessTold, SyncCompletedTold, SyncFailedTold } from '../cases/told.ts'
import { faultAt, type Reading, readAs } from './reading.ts'
import { aheadOfReceipt, isAhead, type Moment } from './readMarks.ts'
import { access, feedSchemas, migrated } from './schemas/feedSchemas.ts'

/** The heartbeat of `sync.completed`. */
export function readSyncCompleted(data: unknown): Reading<SyncCompletedTold> {
  const read = readAs(feedSchemas['sync.completed'], data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  return { told: { what: 'sync-completed', feed: read.value.feed, complete: read.value.complete }, faults: [] }
}

/** The failure of `sync.failed`. */
export function readSyncFailed(data: unknown): Reading<SyncFailedTold> {
  const read = readAs(feedSchemas['sync.failed'], data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  return { told: { what: 'sync-failed', feed: read.value.feed, because: read.value.reason ?? null }, faults: [] }
}

/** Whether a vendor lets us read the school, or which system the school changes to (`migrated`). */
export function readAccess(kind: AccessTold['kind'], data: unknown, moment: Moment): Reading<AccessTold> {
  const read = readAs(kind === 'migrated' ? migrated : access, data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  const { source_updated_at, reason } = read.value
  const { from, to } = { from: null, to: null, ...read.value }
  const at = source_updated_at ?? moment.writtenAt
  if (isAhead(at, moment.receivedAt))
    return { told: null, faults: [faultAt('data.source_updated_at', aheadOfReceipt, data)] }
  return { told: { what: 'access', kind, at, because: reason ?? null, from: from ?? null, to: to ?? null }, faults: [] }
}

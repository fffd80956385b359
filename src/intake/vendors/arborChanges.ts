// What changed in a school's Arbor since a revision? Its change log, window by window.
//
// Taken as not confirmed: that both ends of a window are in it. Each window begins where the last one ended, so that a
// change on the border is read twice rather than never.
import { z } from 'zod'
import { type ArborDoor, arborId, arborRest, type Stopped, unreadable } from './arborAsk.ts'

export type ChangedResource = 'students' | 'attendance-roll-call-records'

/** The newest revisions are asked for in windows of this many. */
export const revisionsAtOnce = 5000

const revision = z.int().min(0)
const head = z.object({ revisionId: revision })
const log = z.object({ changes: z.array(z.unknown()) })
const change = z.object({
  changedObject: z.object({ href: z.string() }),
  changeType: z.enum(['create', 'update', 'delete']),
})

/** What a window told: ids that are there, ids that are gone, and entries that name nothing we may ask for. */
export interface Changes {
  readonly changed: ReadonlySet<string>
  readonly deleted: ReadonlySet<string>
  readonly strange: readonly unknown[]
}

/** The newest revision of the school. */
export async function newestRevision(
  door: ArborDoor,
  resource: ChangedResource,
): Promise<{ readonly revision: number } | Stopped> {
  const answer = await arborRest(door, resource, '?page-size=1&page-number=1')
  if (!('json' in answer)) return answer
  const read = head.safeParse(answer.json)
  return read.success ? { revision: read.data.revisionId } : unreadable
}

/** What happened to a resource between two revisions; of several changes to one object the last counts. */
export async function arborChanges(
  door: ArborDoor,
  resource: ChangedResource,
  from: number,
  to: number,
): Promise<Changes | Stopped> {
  const answer = await arborRest(door, resource, `/changelog?from-revision=${from}&to-revision=${to}`)
  if (!('json' in answer)) return answer
  const read = log.safeParse(answer.json)
  if (!read.success) return unreadable
  const changed = new Set<string>()
  const deleted = new Set<string>()
  const strange: unknown[] = []
  for (const entry of read.data.changes) {
    const one = change.safeParse(entry)
    const id = one.success ? idOf(one.data.changedObject.href, resource) : null
    if (!one.success || id === null) {
      strange.push(entry)
      continue
    }
    const isDeleted = one.data.changeType === 'delete'
    ;(isDeleted ? deleted : changed).add(id)
    ;(isDeleted ? changed : deleted).delete(id)
  }
  return { changed, deleted, strange }
}

/** The id at the end of a reference of this resource on this host; null for anything else. Only the id is used. */
function idOf(href: string, resource: string): string | null {
  const start = `/rest-v2/${resource}/`
  const id = href.startsWith(start) ? href.slice(start.length) : ''
  return arborId.test(id) ? id : null
}

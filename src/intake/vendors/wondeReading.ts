// What does Wonde answer, page by page? Only its own addresses are asked, and a page that points elsewhere is not followed.
// Confirmed: Bearer token, `meta.pagination.next`, `per_page`, `updated_after`. Not confirmed: the order of records between pages.
import { z } from 'zod'
import { isWondeSchool, wondeDomains } from '../../cases/vendors.ts'
import type { VendorAnswer } from '../../house.ts'
import type { FeedAsked } from './feed.ts'

/** What one go of a feed asks at most; the rest is for the next go. */
export const mostPages = 5

/** Records read; `next` is the address of the page that was not read yet; `stopped` when Wonde would not go on. */
export type PagesRead =
  | {
      readonly records: readonly unknown[]
      readonly next: string | null
      readonly stopped?: { readonly because: string; readonly retryAfterSeconds: number | null }
    }
  | { readonly refused: string }
  | { readonly later: string; readonly retryAfterSeconds: number | null }

const page = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ pagination: z.object({ next: z.string().nullish() }).nullish() }).nullish(),
})

/** Where a connection's school is at Wonde, or null when the domain is not Wonde's or the school is not known. */
export function wondeSchoolAddress(settings: FeedAsked['settings']): string | null {
  const { domain = wondeDomains[0], school_ref: school = '' } = settings
  if (!(wondeDomains as readonly string[]).includes(domain) || !isWondeSchool(school)) return null
  return `https://${domain}/v1.0/schools/${school}`
}

/** The first page of a list of the school. `query` is the rest of what is asked. */
export function firstPage(school: string, path: string, query: Readonly<Record<string, string>>): string {
  return `${school}/${path}?${new URLSearchParams({ per_page: '200', ...query })}`
}

/** Reads pages from an address on: at most `mostPages`, or to the end. */
export async function readPages(asked: FeedAsked, school: string, from: string): Promise<PagesRead> {
  const records: unknown[] = []
  let address = from
  for (let count = 0; count < mostPages; count += 1) {
    if (!isWithin(school, address)) return pointedElsewhere
    const answer = await asked.ask({ method: 'GET', url: address, headers: { authorization: `Bearer ${asked.token}` } })
    const fault = faultOf(answer)
    if (fault && 'refused' in fault) return fault
    const read = fault || !('json' in answer) ? null : page.safeParse(answer.json)
    if (!read?.success) {
      const why = fault ?? {
        later: 'Wonde answered with something that is no page of a list.',
        retryAfterSeconds: null,
      }
      // What was read before counts: the next reading goes on with the page that failed.
      if (records.length === 0) return why
      return { records, next: address, stopped: { because: why.later, retryAfterSeconds: why.retryAfterSeconds } }
    }
    records.push(...read.data.data)
    const next = read.data.meta?.pagination?.next ?? null
    if (next === null || next === '') return { records, next: null }
    // Also before it is kept: nothing that a later reading would follow.
    if (next === address || !isWithin(school, next)) return pointedElsewhere
    address = next
  }
  // A list whose pages are empty and never end would be read for ever.
  return records.length === 0 ? emptyAndMore : { records, next: address }
}

const pointedElsewhere = {
  later: 'Wonde named a next page that is not one of its own addresses. It was not asked.',
  retryAfterSeconds: null,
}

const emptyAndMore = {
  later: 'Wonde named one more page after five empty ones. It was not asked.',
  retryAfterSeconds: null,
}

/** Why an answer is none, or null when it is one. */
export function faultOf(
  answer: VendorAnswer,
): { readonly refused: string } | { readonly later: string; readonly retryAfterSeconds: number | null } | null {
  if ('failed' in answer) return { later: `Wonde gave no answer (${answer.failed}).`, retryAfterSeconds: null }
  const { status, retryAfterSeconds } = answer
  if (status === 401 || status === 403)
    return { refused: `Wonde answered ${status}: it does not accept the school’s token.` }
  return status === 200 ? null : { later: `Wonde answered ${status}.`, retryAfterSeconds }
}

/** The same origin, which holds the scheme and the port; no user in it; a list of the same school. */
function isWithin(school: string, address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  const { origin, pathname } = new URL(school)
  return url.origin === origin && url.pathname.startsWith(`${pathname}/`)
}

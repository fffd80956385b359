// What would a school's Arbor answer? A stand-in at the wire, holding an invented school, whose answers a test can spoil.
import { readFileSync } from 'node:fs'
import { HttpResponse, http } from 'msw'
import type { FeedAsked } from '../../src/intake/vendors/feed.ts'
import { askVendor } from '../../src/outside/askVendor.ts'
import { wire } from '../support/setUp.ts'

type Entity = Record<string, unknown> & { id?: string }
interface Change {
  resource: string
  id: string
  changeType: string
  revision: number
  href?: string
}

/** The school as it stands, to be changed by a test; `asked` is every question in order, `entity only` or the REST address. */
export interface ArborDouble {
  revision: number
  entities: Record<string, Entity[]>
  changes: Change[]
  asked: string[]
  authorization: string
  /** Answers instead: the nth question (from 0) whose text holds `on`. */
  /** Gives everything, whatever the filters say. */
  ignoresFilters: boolean
  spoil: { on: string; nth?: number; answer: () => Response } | null
  change(resource: string, id: string, changeType: 'create' | 'update' | 'delete'): void
}

export const host = 'oakfield.uk.arbor.sc'

export function arborDouble(): ArborDouble {
  const school = JSON.parse(readFileSync('test/fixtures/arbor/school.json', 'utf8'))
  const double: ArborDouble = {
    revision: school.revisionId,
    entities: school.entities,
    changes: [],
    asked: [],
    authorization: `Basic ${btoa('whereabouts:s3cret')}`,
    ignoresFilters: false,
    spoil: null,
    change(resource, id, changeType) {
      double.revision += 1
      double.changes.push({ resource, id, changeType, revision: double.revision })
    },
  }
  const answer = (question: string, request: Request, good: () => object) => {
    double.asked.push(question)
    if (request.headers.get('authorization') !== double.authorization) return new HttpResponse(null, { status: 401 })
    const { spoil } = double
    if (spoil && question.includes(spoil.on)) {
      if ((spoil.nth ?? 0) === 0) return spoil.answer()
      spoil.nth = spoil.nth! - 1
    }
    return HttpResponse.json(good())
  }
  wire.use(
    http.post(`https://${host}/graphql/query`, async ({ request }) => {
      const { query } = (await request.json()) as { query: string }
      const [, entity, only, size, page] =
        /^\{ (\w+)\((.*?)(?:, )?page_size: (\d+), page_num: (\d+)\) \{ .* \} \}$/.exec(query)!
      return answer(`${entity} ${only}`.trim(), request, () => {
        const all = (double.entities[entity!] ?? []).filter((one) => double.ignoresFilters || fits(one, only!))
        return { data: { [entity!]: all.slice(Number(size) * Number(page), Number(size) * (Number(page) + 1)) } }
      })
    }),
    http.get(`https://${host}/rest-v2/:resource`, ({ request, params }) =>
      answer(`GET ${params.resource}`, request, () => ({ revisionId: double.revision, status: { success: true } })),
    ),
    http.get(`https://${host}/rest-v2/:resource/changelog`, ({ request, params }) => {
      const { searchParams } = new URL(request.url)
      const [from, to] = [Number(searchParams.get('from-revision')), Number(searchParams.get('to-revision'))]
      return answer(`GET ${params.resource}/changelog ${from} ${to}`, request, () => ({
        changes: double.changes
          .filter(({ resource, revision }) => resource === params.resource && revision >= from && revision <= to)
          .map(({ resource, id, changeType, revision, href }) => ({
            changedObject: { entityType: 'Any', href: href ?? `/rest-v2/${resource}/${id}` },
            changeType,
            fromRevision: revision - 1,
            toRevision: revision,
          })),
      }))
    }),
  )
  return double
}

function fits(one: Entity, only: string): boolean {
  const ids = /^id_in: \[(.*)\]$/.exec(only)?.[1]?.split(', ')
  if (ids) return ids.includes(one.id!)
  const on = /^recordDate: "(.*)"$/.exec(only)?.[1]
  if (on) return String(one.recordDate).startsWith(on)
  return true
}

/** What the connection of the school asks a feed with. */
export function askedOf(change: Partial<FeedAsked> = {}): FeedAsked {
  return {
    ask: askVendor,
    schoolUrn: '999001',
    token: 'whereabouts:s3cret',
    settings: { host },
    cursor: null,
    now: '2026-11-17T09:47:00.000Z',
    lists: new Map(),
    ...change,
  }
}

/** A permission that the school has taken back, as GraphQL says it. */
export function noAccess(property: string): Response {
  const message = `You do not have access to \`${property}\`.`
  return HttpResponse.json({ data: { [property.split('.')[0]!]: null }, errors: [{ message }] })
}

// What does a school's Arbor answer? Every address is made here; nothing that Arbor writes is ever followed.
//
// Not confirmed with a live school: that page_num begins at 0 (a first page sent twice does no harm); that an entity's
// filters are written property_operator (id_in) and property alone for equality; that a REST answer of one page carries
// the newest `revisionId` of the school. Confirmed by the published client: Basic auth, paths, the change log's shape.
import { z } from 'zod'
import { isArborHost } from '../../cases/vendors.ts'
import type { VendorAnswer } from '../../house.ts'
import type { FeedAsked, FeedRead } from './feed.ts'

/** Why a reading ends without an answer: a person is needed, or later. */
export type Stopped = Exclude<FeedRead, { readonly messages: unknown }>

/** A school's Arbor, ready to be asked. `questions` counts what was asked in this reading. */
export interface ArborDoor {
  readonly origin: string
  readonly authorization: string
  readonly asked: FeedAsked
  questions: number
}

export const pageSize = 500
const mostPages = 200

/** An id as it may stand in an address or a question. */
export const arborId = /^[1-9]\d{0,15}$/

/** The door of the connection's school, or why it cannot be one. */
export function arborDoor(asked: FeedAsked): ArborDoor | Stopped {
  const host = asked.settings.host ?? ''
  if (!isArborHost(host)) return { refused: 'The address of the school’s Arbor is not one that ends in .uk.arbor.sc.' }
  if (!/^[^:]+:./.test(asked.token)) return { refused: 'The user name and password for Arbor are missing.' }
  const bytes = new TextEncoder().encode(asked.token)
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`
  return { origin: `https://${host}`, authorization, asked, questions: 0 }
}

const listed = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).nullish(),
})

/** One page of an entity. `only` are the filters as they stand in the question. An error, even beside data, stops: what is missing is never taken for empty. */
export async function arborPage(
  door: ArborDoor,
  entity: string,
  fields: string,
  only: string,
  page: number,
): Promise<{ readonly records: readonly unknown[] } | Stopped> {
  const query = `{ ${entity}(${only}${only && ', '}page_size: ${pageSize}, page_num: ${page}) { ${fields} } }`
  const answer = await asks(door, 'POST', '/graphql/query', { query })
  if (!('json' in answer)) return answer
  const read = listed.safeParse(answer.json)
  if (!read.success) return unreadable
  const { data, errors } = read.data
  if (errors && errors.length > 0) return errorSaid(errors.map(({ message }) => message))
  const records = data?.[entity]
  return Array.isArray(records) ? { records } : unreadable
}

/** Every page of an entity. */
export async function arborList(
  door: ArborDoor,
  entity: string,
  fields: string,
  only = '',
): Promise<{ readonly records: readonly unknown[] } | Stopped> {
  const records: unknown[] = []
  for (let page = 0; page < mostPages; page++) {
    const read = await arborPage(door, entity, fields, only, page)
    if (!('records' in read)) return read
    records.push(...read.records)
    if (read.records.length < pageSize) return { records }
  }
  return { later: `Arbor’s list of ${entity} does not come to an end.`, retryAfterSeconds: null }
}

/** The answer of one REST address. An empty object is how Arbor says that the permission is missing. */
export async function arborRest(
  door: ArborDoor,
  resource: string,
  rest: string,
): Promise<{ readonly json: object } | Stopped> {
  const answer = await asks(door, 'GET', `/rest-v2/${resource}${rest}`)
  if (!('json' in answer)) return answer
  const { json } = answer
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return unreadable
  if (Object.keys(json).length === 0) return withoutPermission(resource)
  return { json }
}

export const unreadable: Stopped = { later: 'Arbor’s answer could not be read.', retryAfterSeconds: null }

async function asks(door: ArborDoor, method: 'GET' | 'POST', path: string, body?: unknown) {
  door.questions += 1
  const headers = { authorization: door.authorization }
  const question = { method, url: `${door.origin}${path}`, headers, ...(body === undefined ? {} : { body }) }
  return answered(await door.asked.ask(question))
}

function answered(answer: VendorAnswer): { readonly json: unknown } | Stopped {
  if ('failed' in answer) {
    if (answer.failed === 'not-allowed') return { refused: 'Arbor sends us to another address, which is not followed.' }
    return { later: `Arbor gave no answer (${answer.failed}).`, retryAfterSeconds: null }
  }
  const { status, json, retryAfterSeconds } = answer
  if (status === 200) return { json }
  if (status === 401) return { refused: 'Arbor did not accept the user name and password (401).' }
  if (status === 403) return { refused: 'Arbor refuses the application (403).' }
  return { later: `Arbor answered ${status}.`, retryAfterSeconds }
}

const noAccess = /do not have access to [`'"]?([A-Za-z_]{1,80}\.[A-Za-z_]{1,80})/
const noField = /Cannot query field [`'"]?(\w{1,80})[`'"]? on type [`'"]?(\w{1,80})/

// Of the vendor's words only the names of its own fields are passed on: the rest may speak of a child.
function errorSaid(messages: readonly string[]): Stopped {
  const lost = messages.flatMap((message) => noAccess.exec(message)?.[1] ?? [])
  if (lost.length > 0) return withoutPermission([...new Set(lost)].slice(0, 5).join(', '))
  const unknown = messages.map((message) => noField.exec(message)).find((found) => found !== null)
  if (unknown) return { refused: `Arbor does not know ${unknown[2]}.${unknown[1]}.` }
  return { later: 'Arbor answered with an error.', retryAfterSeconds: null }
}

function withoutPermission(what: string): Stopped {
  return { refused: `Arbor gives the application no permission to read ${what}.` }
}

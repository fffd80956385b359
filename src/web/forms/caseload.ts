// What was asked of the list of cases, in its address or by its form? Anything unknown asks nothing.
import { z } from 'zod'
import { isInstant } from '../../calendar/londonTime.ts'
import { type LoadFilters, type LoadOrder, loadFilters, loadOrders, noFilters } from '../../cases/caseloadOrder.ts'
import type { SentBody } from './caseForm.ts'
import { listOf } from './caseForm.ts'
import type { FormError } from './contactAttempt.ts'

export interface LoadAsked {
  readonly filters: LoadFilters
  readonly order: LoadOrder
  readonly page: string
  /** The look before this one, kept in the links of the page so that what was new stays marked; null: look anew. */
  readonly since: string | null
  /** Every case of the page is ticked. */
  readonly isAllTicked: boolean
}

const value = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .catch('')

const query = z.object({
  ...(Object.fromEntries(loadFilters.map((filter) => [filter, value])) as Record<keyof LoadFilters, typeof value>),
  order: z.enum(loadOrders).catch('due'),
  page: z.string().catch(''),
  since: z.string().refine(isInstant).nullable().catch(null),
  tick: z.string().catch(''),
})

/** The query of an address, read; what it does not hold is left out. */
export function readLoadAsked(sent: Readonly<Record<string, string>>): LoadAsked {
  const { order, page, since, tick, ...filters } = query.parse(sent)
  return { filters, order, page, since, isAllTicked: tick === 'all' }
}

/** The query, beginning with '?', that asks for this again; the page is left to the links. */
export function loadQuery({ filters, order, since }: Pick<LoadAsked, 'filters' | 'order' | 'since'>): string {
  const parts = new URLSearchParams()
  for (const filter of loadFilters) if (filters[filter] !== '') parts.set(filter, filters[filter])
  if (order !== 'due') parts.set('order', order)
  if (since !== null) parts.set('since', since)
  return `?${parts}`
}

export function hasFilters(filters: LoadFilters): boolean {
  return loadFilters.some((filter) => filters[filter] !== noFilters[filter])
}

/** The cases ticked (`case.7`), each with the version seen, and the officer chosen: '' nobody was chosen, `nobody` it is to be nobody’s. */
export interface AllocationTyped {
  readonly ticked: readonly string[]
  readonly cases: readonly { readonly caseId: string; readonly seenVersion: number }[]
  readonly officer: string
  readonly errors: readonly FormError[]
}

/** However many were ticked, all of them are read. */
export function readAllocation(body: SentBody): AllocationTyped {
  const ticked = listOf(body, 'case')
  const officer = value.parse(listOf(body, 'to')[0])
  const cases = ticked.flatMap((text) => {
    const match = /^([\w-]{1,64})\.(\d{1,6})$/.exec(text)
    return match ? { caseId: match[1]!, seenVersion: Number(match[2]) } : []
  })
  const errors = [
    ...(cases.length === 0 ? [{ text: 'Tick at least one case', href: '#cases' }] : []),
    ...(officer === '' ? [{ text: 'Choose an officer', href: '#to' }] : []),
  ]
  return { ticked, cases, officer, errors }
}

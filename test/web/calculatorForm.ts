// The calculator as a visitor fills it in: Calendar A's terms, and what a test changes.
import { createApp } from '../../src/web/app.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

export const calendarA: readonly (readonly [string, string])[] = [
  ['1 September 2026', '23 October 2026'],
  ['2 November 2026', '18 December 2026'],
  ['4 January 2027', '12 February 2027'],
  ['22 February 2027', '25 March 2027'],
  ['12 April 2027', '28 May 2027'],
  ['7 June 2027', '21 July 2027'],
]

const insetDays = ['1 September 2026', '2 November 2026', '4 January 2027', '7 June 2027', '21 July 2027']
  .map((day) => `${day} INSET`)
  .join('\n')

export interface Filled {
  readonly first?: string
  readonly birth?: string
  readonly terms?: readonly (readonly [string, string])[]
  readonly closed?: string
  readonly bankHolidays?: boolean
  readonly marks?: string
  readonly wish?: string
}

/** The fields as a browser sends them; days as 'day month year'. */
export function filledIn(filled: Filled): URLSearchParams {
  const fields = new URLSearchParams()
  for (const group of ['first', 'birth'] as const) {
    const parts = (filled[group] ?? '').split(' ')
    for (const [at, part] of ['day', 'month', 'year'].entries()) fields.set(`${group}-${part}`, parts[at] ?? '')
  }
  for (const [from, to] of filled.terms ?? calendarA) {
    fields.append('term-from', from)
    fields.append('term-to', to)
  }
  fields.set('closed', filled.closed ?? insetDays)
  if (filled.bankHolidays ?? true) fields.set('bank-holidays', 'yes')
  fields.set('marks', filled.marks ?? '')
  fields.set('wish', filled.wish ?? 'work-out')
  return fields
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** Without tags, one space between words. */
  readonly text: string
  readonly house: TestHouse
}

/** Sends a form to the application of a fresh house. */
export async function send(filled: Filled | URLSearchParams): Promise<Answered> {
  const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
  const fields = filled instanceof URLSearchParams ? filled : filledIn(filled)
  const answer = await createApp(house).request('/deadline-calculator', {
    method: 'POST',
    body: fields,
    headers: { origin: 'http://localhost:3000' },
  })
  const html = await answer.text()
  return { status: answer.status, headers: answer.headers, html, text: wordsOf(html), house }
}

/** The words of one deadline, by the id of its rule. */
export function deadlineOf(answered: Answered, rule: string): string {
  const part = answered.html.split('<li class="wb-deadline"').find((each) => each.startsWith(` id="${rule}"`))
  if (part === undefined) throw new Error(`No deadline ${rule} on the page`)
  return wordsOf(`<li${part.split('<section')[0]}`)
}

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim()
}

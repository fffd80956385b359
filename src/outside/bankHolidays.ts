// Which bank holidays does GOV.UK publish? The list of England and Wales, refused whole when anything about it is odd.
import { z } from 'zod'
import type { BankHoliday } from '../calendar/bankHolidays.ts'
import type { BankHolidayReader } from '../house.ts'

const answerWithinSeconds = 10
const mostBytes = 1024 * 1024
const leastDaysOfYear = 8

const published = z.object({
  'england-and-wales': z.object({
    events: z
      .array(
        z.object({
          date: z.iso.date().refine((date) => date.startsWith('20')),
          title: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .regex(/^\P{C}*$/u),
        }),
      )
      .min(1)
      .max(1000),
  }),
})

/**
 * Reads the list at an address, https only. Every answer that is late, too long, of another shape, says a day twice or
 * knows fewer than eight days of a year is `failed`, in words. Never throws.
 * @see https://www.gov.uk/bank-holidays.json
 */
export function publishedBankHolidays(url: string): BankHolidayReader {
  return {
    async read() {
      if (URL.parse(url)?.protocol !== 'https:') return { failed: 'The address does not begin with https://' }
      try {
        const answer = await fetch(url, {
          headers: { Accept: 'application/json' },
          redirect: 'manual',
          signal: AbortSignal.timeout(answerWithinSeconds * 1000),
        })
        if (answer.status !== 200) {
          await answer.body?.cancel()
          return { failed: `The list was answered with ${answer.status}` }
        }
        const text = await textWithin(answer, mostBytes)
        return text === null ? { failed: 'The list is longer than 1 MB' } : readList(text)
      } catch (cause) {
        const isLate = cause instanceof Error && cause.name === 'TimeoutError'
        return { failed: isLate ? 'The list was not answered in time' : 'The list could not be reached' }
      }
    },
  }
}

function readList(text: string): { readonly days: readonly BankHoliday[] } | { readonly failed: string } {
  const read = published.safeParse(parsed(text))
  if (!read.success) return { failed: 'The list has another shape than expected' }
  const days = read.data['england-and-wales'].events
    .map(({ date, title }): BankHoliday => ({ on: date, name: title }))
    .sort((one, other) => (one.on < other.on ? -1 : 1))
  if (new Set(days.map(({ on }) => on)).size < days.length) return { failed: 'The list says a day twice' }
  const years = Map.groupBy(days, ({ on }) => on.slice(0, 4))
  const short = [...years].find(([, ofYear]) => ofYear.length < leastDaysOfYear)
  return short ? { failed: `The list knows too few days of ${short[0]}: ${short[1].length}` } : { days }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The body as text, or null when it has more than `most` bytes, of which no more is held. */
async function textWithin(answer: Response, most: number): Promise<string | null> {
  if (answer.body === null) return ''
  const decoder = new TextDecoder()
  const reader = answer.body.getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > most) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}

// Is what was typed into the search for a case something to look for?
import { z } from 'zod'

const search = z.string().trim().max(200, 'Search for 200 characters or fewer')

/** The text to look for, or what is wrong with it. */
export function readCaseSearch(typed: unknown): { search: string } | { typed: string; error: string } {
  const text = typeof typed === 'string' ? typed : ''
  const read = search.safeParse(text)
  if (!read.success) return { typed: text, error: read.error.issues[0]!.message }
  if (read.data === '') return { typed: text, error: 'Enter a reference or a name' }
  if (read.data.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return { typed: text, error: 'Enter at least 2 letters' }
  return { search: read.data }
}

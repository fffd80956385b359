// Is what was typed into the search something to look for?
import { z } from 'zod'
import { readUniquePupilNumber } from '../../cases/identifiers/uniquePupilNumber.ts'

const search = z.string().trim().max(200, 'Search for 200 characters or fewer')

/** The text to look for, or what is wrong with it. */
export function readPupilSearch(typed: unknown): { search: string } | { typed: string; error: string } {
  const text = typeof typed === 'string' ? typed : ''
  const read = search.safeParse(text)
  if (!read.success) return { typed: text, error: read.error.issues[0]!.message }
  if (read.data === '') return { typed: text, error: 'Enter a name, a UPN or a MIS number' }
  const letters = read.data.replace(/[^\p{L}\p{N}]/gu, '')
  if (letters.length < 2 && !/\d/.test(letters)) return { typed: text, error: 'Enter at least 2 letters' }
  // However it was spaced: names never read as a UPN.
  const upn = readUniquePupilNumber(read.data)
  return { search: upn.valid ? upn.upn : read.data }
}

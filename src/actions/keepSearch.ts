// Where does what somebody typed into a search stay? With their sign-in; the address only carries a random key.
import type { House } from '../house.ts'
import { sessionKeeps } from '../storage/sessionStore.ts'

const mostKept = 10

/** Keeps a search with a sign-in and answers its key. The ten newest stay. */
export async function keepSearch(
  house: House,
  signIn: { readonly sessionHash: string; readonly kept: Record<string, unknown> },
  typed: string,
): Promise<string> {
  const key = house.ids.next()
  const before = Object.entries(searchesOf(signIn.kept)).slice(1 - mostKept)
  const searches = Object.fromEntries([...before, [key, typed]])
  await house.database.commit([sessionKeeps(signIn.sessionHash, { ...signIn.kept, searches })])
  return key
}

/** What was typed under a key of this sign-in; null when it is not there, or no longer. */
export function keptSearch(kept: Record<string, unknown>, key: string): string | null {
  const searches = searchesOf(kept)
  return Object.hasOwn(searches, key) ? (searches[key] ?? null) : null
}

function searchesOf(kept: Record<string, unknown>): Record<string, string> {
  return (kept.searches ?? {}) as Record<string, string>
}

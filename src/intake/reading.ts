// What did a part of a message say, or what is wrong with it? Every type is read through here, so that faults look alike.
import type { z } from 'zod'
import type { Fault } from '../storage/deliveryStore.ts'

/** What was read of a delivery: facts, and faults for the parts that could not be. */
export interface Reading<Fact> {
  readonly told: Fact | null
  readonly faults: readonly Fault[]
}

/** The value as the schema reads it, or the first thing wrong with it. `path` is where the value stands in the message. */
export function readAs<Out>(
  schema: z.ZodType<Out>,
  value: unknown,
  path: string,
): { readonly value: Out } | { readonly fault: Fault } {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const issue = result.error.issues[0]!
  const reason = issue.code === 'unrecognized_keys' ? 'has a part that is not known' : sentenceOf(issue.message)
  return { fault: faultAt(pathOf(path, issue.path), reason, value) }
}

// What the schema's own words would say to a developer says nothing to a school.
function sentenceOf(message: string): string {
  return /^(Invalid|Too (big|small)|Unrecognized)/.test(message) ? 'does not have the right form' : message
}

/** A fault with what was said there. */
export function faultAt(path: string, reason: string, value: unknown): Fault {
  return { path: path || 'message', reason, content: contentOf(value) }
}

/** The readings of a list's entries, each by itself. */
export function readEach<Out>(
  entries: readonly unknown[],
  path: string,
  read: (entry: unknown, path: string) => { value: Out } | { fault: Fault },
) {
  const values: Out[] = []
  const faults: Fault[] = []
  for (const [index, entry] of entries.entries()) {
    const result = read(entry, `${path}[${index}]`)
    if ('value' in result) values.push(result.value)
    else faults.push(result.fault)
  }
  return { values, faults }
}

function pathOf(start: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key)),
    start,
  )
}

function contentOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null
  } catch {
    return null // nested too deep to write; the delivery itself is kept
  }
}

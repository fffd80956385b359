// Which marks were told already, as they now are? Two weeks are read every night, and a register again and again until it is whole. Pure.
import { z } from 'zod'
import type { WondeMark } from './wondeMarks.ts'

/** What was last told of a day's marks, by pupil and session, in short. */
const shape = z.object({ on: z.string(), marks: z.record(z.string(), z.string()) })

/**
 * The marks that differ from what was last told of them, and the lists that say so from now on. A list a day of the
 * month, taken over by the next month's: a mark that is too old to be known there is only told once more.
 */
export function notToldYet(
  lists: ReadonlyMap<string, unknown>,
  marks: readonly WondeMark[],
): { readonly fresh: readonly WondeMark[]; readonly lists: ReadonlyMap<string, unknown> } {
  const days = new Map<string, { on: string; marks: Record<string, string> }>()
  const changed = new Map<string, unknown>()
  const fresh = marks.filter((mark) => {
    const name = `marks-told-${mark.on.slice(8)}`
    const kept = days.get(name) ?? shape.safeParse(lists.get(name)).data
    const day = kept?.on === mark.on ? kept : { on: mark.on, marks: {} }
    days.set(name, day)
    const key = `${mark.pupil} ${mark.session}`
    const sign = shortened(mark.sign)
    if (Object.hasOwn(day.marks, key) && day.marks[key] === sign) return false
    day.marks[key] = sign
    changed.set(name, day)
    return true
  })
  return { fresh, lists: changed }
}

// FNV-1a: compared with one other only, what was told of the same mark before.
function shortened(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

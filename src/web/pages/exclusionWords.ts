// Was this child suspended or excluded? One sentence each, as the school’s system says it.
import type { Exclusion } from '../../cases/exclusion.ts'
import { inWords } from './inWords.ts'

const halves = { AM: ' morning', PM: ' afternoon' } as const

/** The sentences, the latest first. */
export function exclusionsShown(
  exclusions: readonly Exclusion[] = [],
): { readonly words: string; readonly from: string }[] {
  return exclusions.toReversed().map((exclusion) => ({
    words: wordsOf(exclusion),
    from: `from the MIS, ${inWords.plainDay(exclusion.stamp)}`,
  }))
}

function wordsOf({ kind, startOn, startSession, endOn, endSession, sessions }: Exclusion): string {
  const start = `${inWords.plainDay(startOn)}${startSession ? halves[startSession] : ''}`
  const counted = sessions === null ? '' : ` (${sessions} ${sessions === 1 ? 'session' : 'sessions'})`
  if (kind === 'permanent') return `Permanently excluded from ${start}.`
  if (endOn === null) return `Suspended from ${start}; the last day is not said${counted}.`
  return `Suspended from ${start} to ${inWords.plainDay(endOn)}${endSession ? halves[endSession] : ''}${counted}.`
}

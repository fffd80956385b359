// When was it, for what is kept for years? The day with its year, and the time in London.
import { inWords } from './inWords.ts'

/** `14 October 2026, 10:00` for an instant. */
export function momentWords(at: string): string {
  return `${inWords.plainDay(at)}, ${inWords.time(at)}`
}

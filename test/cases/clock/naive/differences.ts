// Where do the engine and the naive implementation disagree? One line for every field of the contract that differs.
import type { ClockAnswer } from '../../../../src/cases/clock/clock.ts'
import type { NaiveAnswer } from './naiveClock.ts'

/** Every difference; none when the two answers are the same. */
export function differencesFrom(naive: NaiveAnswer, engine: ClockAnswer): string[] {
  const found: string[] = []
  compare('', naive, engine, found)
  return found
}

/** Texts, and what is law, are not compared: they belong to the rulebook. */
const unread = ['because', 'basis', 'notes']

function compare(path: string, naive: unknown, engine: unknown, found: string[]): void {
  if (Array.isArray(naive) && Array.isArray(engine)) {
    if (naive.length !== engine.length) found.push(`${path}: ${brief(naive)} against ${brief(engine)}`)
    else for (const [index, item] of naive.entries()) compare(`${path}[${index}]`, item, engine[index], found)
  } else if (typeof naive === 'object' && naive !== null && typeof engine === 'object' && engine !== null) {
    const [one, other] = [naive as Record<string, unknown>, engine as Record<string, unknown>]
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (!unread.includes(name)) compare(path === '' ? name : `${path}.${name}`, one[name], other[name], found)
    }
  } else if (naive !== engine) found.push(`${path}: ${brief(naive)} against ${brief(engine)}`)
}

function brief(value: unknown): string {
  const text = JSON.stringify(value, (key, each) => ([...unread, 'working'].includes(key) ? undefined : each))
  return text ?? 'undefined'
}

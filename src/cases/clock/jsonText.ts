// What does JSON text say that its value no longer shows? Keys given twice, and how deep it goes.
import { pathText } from './jsonPath.ts'

const quote = 34
const comma = 44
const colon = 58
const openList = 91
const backslash = 92
const closeList = 93
const openObject = 123
const closeObject = 125

/** Whether objects and lists lie in one another more than so many deep. Any text may be asked about. */
export function isNestedDeeperThan(text: string, levels: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === quote) at = endOfString(text, at)
    else if (character === openObject || character === openList) depth++
    else if (character === closeObject || character === closeList) depth--
    if (depth > levels) return true
  }
  return false
}

/** Where the string that begins here ends: the place of its closing quote, or of the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === backslash) at++
    else if (character === quote) return at
  }
  return text.length
}

interface Level {
  /** The keys so far, and how often each; null in a list. */
  readonly keys: Map<string, number> | null
  /** Where we are in it: a key, or an index. */
  at: string | number
}

/** The path of each key that its object has more than once, each path once. The text must be JSON, and not deep. */
export function repeatedKeys(text: string): string[] {
  const found = new Set<string>()
  const levels: Level[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    const level = levels.at(-1)
    if (character === openObject) levels.push({ keys: new Map(), at: '' })
    else if (character === openList) levels.push({ keys: null, at: 0 })
    else if (character === closeObject || character === closeList) levels.pop()
    else if (character === comma && level?.keys === null) level.at = (level.at as number) + 1
    else if (character === quote) {
      const end = endOfString(text, at)
      if (level?.keys && isKey(text, end)) {
        const key = keyAt(text, at, end)
        const before = level.keys.get(key) ?? 0
        level.at = key
        level.keys.set(key, before + 1)
        if (before === 1) found.add(pathText(levels.map((each) => each.at)))
      }
      at = end
    }
  }
  return [...found]
}

// Two ways of writing a letter make one key.
function keyAt(text: string, from: number, end: number): string {
  const written = text.slice(from + 1, end)
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written
}

// Nothing but blanks and then a colon follow a key, and no other string.
function isKey(text: string, end: number): boolean {
  let at = end + 1
  while (text.charCodeAt(at) <= 32) at++
  return text.charCodeAt(at) === colon
}

// Which attendance code does a cell hold? A blank says nothing, `-` says that no mark is recorded, and a guess is never made.
import type { Session } from '../../calendar/schoolCalendar.ts'
import { markCodes } from '../../cases/mark.ts'

/** The code; `blank` when the cell says nothing; or why it is set aside. */
export type CodeRead =
  | { readonly code: string }
  | 'blank'
  | { readonly aside: 'unknown' | 'session' | 'number' | 'formula'; readonly said: string }

const asText = /^="?([^"]*)"?$/

/** Reads a cell of marks of that session: `/` is a morning's and `\` an afternoon's. */
export function readCode(cell: string, session: Session): CodeRead {
  const text = withoutWrapping(cell)
  if (text === '') return 'blank'
  const said = text.slice(0, 20)
  if (text.startsWith('=')) return { aside: 'formula', said }
  if (text === '/' || text === '\\') {
    return (text === '/') === (session === 'AM') ? { code: text } : { aside: 'session', said }
  }
  const code = text.toUpperCase()
  if (markCodes.has(code)) return { code }
  if (/^\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(text)) return { aside: 'number', said }
  return { aside: 'unknown', said }
}

/** A cell without what spreadsheets put round a text to keep it one: `="0123"`, a leading apostrophe. */
export function withoutWrapping(cell: string): string {
  const text = cell.trim()
  if (text.length > 1 && text.startsWith("'")) return text.slice(1).trim()
  const wrapped = text.startsWith('="') ? asText.exec(text)?.[1] : undefined
  return (wrapped ?? text).trim()
}

/** A name without it: one that begins with an apostrophe, such as ’t Hooft, keeps it. */
export function nameWithoutWrapping(cell: string): string {
  const text = cell.trim()
  return text.startsWith("'") && /^'\p{L}/u.test(text) ? text : withoutWrapping(text)
}

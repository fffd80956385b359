// Which promise of the database did a write break? One answer for both engines' wording.

export type Clash =
  | { kind: 'changed-meanwhile' }
  | { kind: 'already-there'; columns: string }
  | { kind: 'append-only' }
  | { kind: 'broken-rule'; rule: string }

// Columns, or the name of an index over an expression. D1 says `D1_ERROR: ` before and `: SQLITE_CONSTRAINT …` after.
const unique = /UNIQUE constraint failed: (?:index '(\w+)'|([\w., ]+))/
const rule = /(?:CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: (?!SQLITE_)([\s\S]+?))?(?:: SQLITE_|$)/

/** The clash behind a failed commit, or null when the cause is something else (a full disk, a fault). */
export function clashOf(cause: unknown): Clash | null {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (message.includes('append-only:')) return { kind: 'append-only' }
  const broken = unique.exec(message)
  const columns = broken?.[1] ?? broken?.[2]?.trim()
  if (columns) {
    const isVersion = columns.startsWith('case_events.') || columns === 'cases.pupil_id'
    return isVersion ? { kind: 'changed-meanwhile' } : { kind: 'already-there', columns }
  }
  const against = rule.exec(message)
  return against ? { kind: 'broken-rule', rule: against[1] ?? 'foreign key' } : null
}

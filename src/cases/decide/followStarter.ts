// What does the register say of an expected starter: came, did not come, or nothing yet? Silence opens the absence on the third school day.
import type { Session } from '../events.ts'

/** `firstOn`: the first school day on or after the day agreed; `openedBy`: the third. Null where the calendar does not say, or long ago. */
export interface StarterSeen {
  readonly firstOn: string | null
  readonly openedBy: string | null
  /** All marks since the day agreed; `-` where a whole register is without the pupil. */
  readonly marks: readonly { readonly on: string; readonly session: Session; readonly code: string }[]
  readonly today: string
}

const present: ReadonlySet<string> = new Set(['/', '\\', 'L'])

/** Whether the register has a word of its own about the child: then it is for the register's list, and no more for this one. */
export function isInRegister({ marks }: Pick<StarterSeen, 'marks'>): boolean {
  return marks.some(({ code }) => code !== '-')
}

/** What follows by itself; null when nothing does yet. */
export function starterFollows({ firstOn, openedBy, marks, today }: StarterSeen): {
  readonly what: 'attended' | 'did-not-come'
  readonly on: string
} | null {
  const attended = marks.filter(({ code }) => present.has(code)).map(({ on }) => on)
  if (attended.length > 0) return { what: 'attended', on: attended.sort()[0]! }
  // A reason in the register, or an N: the register follows the child.
  if (isInRegister({ marks }) || firstOn === null || firstOn > today) return null
  const isWholeWithout = marks.some(({ on, code }) => on === firstOn && code === '-')
  const isThirdDay = openedBy !== null && openedBy <= today
  return isWholeWithout || isThirdDay ? { what: 'did-not-come', on: firstOn } : null
}

// A register that was changed shows what it said before, what it says now, why, when and by whom.
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const registerAmendment = {
  id: 'register-amendment',
  name: 'A changed entry keeps the old one',
  says: 'When an entry of a register is amended, the register shows the original entry, the amended one, the reason, the date, and the name and position of who amended it.',
  source: registrationRegulations('6', 'regulation 6', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'for each change of an entry',
  workedExample:
    'On Monday 19 October 2026 an N is changed to O and nobody says why: refused. With a reason, and the name and position of who changed it, the register shows both.',
} as const satisfies Rule

export interface Amendment {
  readonly original: string
  readonly amended: string
  readonly reason: string
  readonly on: string
  readonly name: string
  readonly position: string
}

/** What an amendment lacks of what the register must show; empty when it lacks nothing. */
export function amendmentLacks(amendment: Amendment): readonly (keyof Amendment)[] {
  const parts = ['original', 'amended', 'reason', 'on', 'name', 'position'] as const
  return parts.filter((part) => amendment[part].trim() === '')
}

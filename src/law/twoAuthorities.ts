// Which authority? The school’s gets the returns; the one where the child lives looks for a child missing education.
// Often they are one. Where they are two, both are kept and both are told.
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const twoAuthorities = {
  id: 'two-authorities',
  name: 'The school’s authority and the child’s',
  says: 'Returns go to the authority that maintains the school, or in whose area it is; a child missing education is the concern of the authority in whose area the child lives.',
  source: registrationRegulations(
    '3',
    'regulation 3(1), “the local authority”; Education Act 1996, section 436A',
    true,
  ),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'both',
  counted: 'by where the school is and where the child lives',
  workedExample:
    'On Monday 16 November 2026 a child who lives in the area of authority 874 comes off the roll of a school of authority 873. The deletion return goes to 873. The child is missing education in 874.',
} as const satisfies Rule

export interface AuthoritiesOfChild {
  /** Who gets the school’s returns. */
  readonly returnsTo: string
  /** Whose concern it is when the child is missing education; null while nobody knows where the child lives. */
  readonly missingEducationIn: string | null
  /** Everybody to be told, each once. */
  readonly tell: readonly string[]
}

/** Who is asked for what, by the codes of the two authorities. An address nobody knows leaves the second open. */
export function authoritiesOf(schoolAuthority: string, homeAuthority: string | null): AuthoritiesOfChild {
  const tell = homeAuthority === null ? [schoolAuthority] : [...new Set([schoolAuthority, homeAuthority])]
  return { returnsTo: schoolAuthority, missingEducationIn: homeAuthority, tell }
}

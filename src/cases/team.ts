// Who is told? The teams to which messages go, and how they are called in a sentence.

/** The Education Welfare Service, the authority's CME team, or a school's safeguarding lead. */
export type Team = 'education-welfare' | 'authority' | `school:${string}`

/** The team in a sentence: 'the Education Welfare Service', 'the safeguarding lead of Heron Lane'. */
export function teamInWords(team: Team, schoolName: string | null): string {
  if (team === 'education-welfare') return 'the Education Welfare Service'
  if (team === 'authority') return 'the authority’s CME team'
  return `the safeguarding lead of ${schoolName ?? 'a school that is not here'}`
}

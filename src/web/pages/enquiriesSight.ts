// Does a text give a restricted contact away: name, number or address? Then this person reads only that there is one.
import { givesRestrictedAway } from '../../cases/mentionsRestricted.ts'
import { may, type Person } from '../../cases/roles.ts'

/** Says of texts whether one of them is not for this person. `contacts`: all on the child's record. */
export function isHiddenFrom(
  person: Person,
  schoolUrn: string,
  contacts: Parameters<typeof givesRestrictedAway>[0],
): (...texts: readonly string[]) => boolean {
  if (may(person, 'see-restricted-contacts', schoolUrn)) return () => false
  const isGivenAway = givesRestrictedAway(contacts)
  return (...texts) => texts.some(isGivenAway)
}

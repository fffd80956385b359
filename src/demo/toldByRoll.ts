// What did the schools' systems say of each pupil? The facts that pupil.upserted, contacts.upserted and enrolment.started carry.
import type { AboutPupilTold } from '../cases/told.ts'
import { type FamilyContact, flagsOf } from './contacts.ts'
import { type Child, yearName } from './families.ts'
import { startOfTerm } from './northmoor.ts'

/** Everything told of a child at an instant, in the order in which a MIS sends it. */
export function toldOf(child: Child, contacts: readonly FamilyContact[], at: string): AboutPupilTold[] {
  const {
    misId,
    upn,
    legalForename,
    legalSurname,
    preferredForename,
    preferredSurname,
    dateOfBirth,
    sex,
    year,
    regGroup,
  } = child
  const ref = { misId, upn }
  const known = { dateOfBirth, sex, yearGroup: yearName(year), regGroup, homeLaCode: '999', boarder: false }
  const names = { legalForename, legalSurname, preferredForename, preferredSurname }
  return [
    { what: 'pupil', at, pupil: { ...ref, formerUpn: null, ...names, ...known }, flags: flagsOf(child) },
    { what: 'enrolment-started', at, pupil: ref, entryOn: entryOf(child), status: 'C', previousSchool: null },
    {
      what: 'contacts',
      at,
      pupil: ref,
      contacts: contacts.map(({ ref: contactRef, ...contact }) => ({ contactRef, ...contact })),
    },
  ]
}

/** The September in which the child's year came to this kind of school. */
function entryOf({ year, school }: Child): string {
  const first = school.kind === 'primary' ? 0 : 7
  return year === first ? startOfTerm : `${2026 - year + first}-09-03`
}

// Which numbers are to be corrected in the MIS, child by child?
import { displayNameOf } from '../../cases/pupil.ts'
import type { WrongNumberOfPupil } from '../../storage/todayStore.ts'
import { inWords } from './inWords.ts'
import type { RowReader } from './todayRow.ts'

/** The children with a number that is no use, by name, each number once with the latest word on it. */
export function numbersToCorrect(
  wrongNumbers: readonly WrongNumberOfPupil[],
  { paths, schoolNames }: Pick<RowReader, 'paths' | 'schoolNames'>,
) {
  return [...Map.groupBy(wrongNumbers, ({ pupil }) => pupil.id)]
    .map(([pupilId, wrong]) => {
      const { pupil } = wrong[0]!
      const latest = new Map(wrong.map((each) => [`${each.contactName} ${each.number}`, each]))
      return {
        pupilId,
        name: displayNameOf(pupil),
        href: paths.pupil(pupilId),
        className: pupil.regGroup ?? (pupil.yearGroup ? `Year ${pupil.yearGroup}` : ''),
        school: schoolNames?.get(pupil.schoolUrn) ?? '',
        numbers: [...latest.values()].map(({ contactName, relationship, number, outcome, at }) => ({
          whose: relationship ? `${contactName}, ${relationship}` : contactName,
          number,
          what: outcome === 'number-dead' ? 'Rang dead' : 'Somebody else answered',
          when: inWords.dayAndTime(at),
        })),
      }
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
}

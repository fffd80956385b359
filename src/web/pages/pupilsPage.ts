// What does the search show of each pupil found? Enough to pick the right child, and whether they are away today.
import { displayNameOf } from '../../cases/pupil.ts'
import type { Person } from '../../cases/roles.ts'
import { findAttendanceCode } from '../../law/attendanceCodes.ts'
import type { PupilFound } from '../../storage/pupilSearchStore.ts'
import { flagsModel } from './pupilFlags.ts'

/** The rows of the result. `today` is the London date. */
export function pupilsShown(found: readonly PupilFound[], person: Person, today: string) {
  return found.map(({ pupil, schoolName, marksToday, completeToday }) => {
    const hasLeft = pupil.leftOn !== null && pupil.leftOn <= today
    return {
      id: pupil.id,
      name: displayNameOf(pupil),
      yearGroup: pupil.yearGroup,
      regGroup: pupil.regGroup,
      schoolName,
      flags: flagsModel(person, pupil).tags,
      leftOn: hasLeft ? pupil.leftOn : null,
      today: hasLeft
        ? null
        : { AM: saying('AM', marksToday, completeToday), PM: saying('PM', marksToday, completeToday) },
    }
  })
}

function saying(
  session: 'AM' | 'PM',
  marks: PupilFound['marksToday'],
  complete: PupilFound['completeToday'],
): { readonly text: string; readonly isAway: boolean } {
  const code = marks.find((mark) => mark.session === session)?.code
  const known = code === undefined || code === '-' ? undefined : findAttendanceCode(code)
  if (known) return { text: known.class === 'present' ? 'in' : known.code, isAway: known.absent }
  if (code === undefined && complete.includes(session)) return { text: 'in', isAway: false }
  return { text: 'not known', isAway: false }
}

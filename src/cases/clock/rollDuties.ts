// What is owed because a name went on the roll, or came off it?
import type { DateText } from '../../calendar/date.ts'
import { newPupilReturn, newPupilReturnDue } from '../../law/newPupilReturn.ts'
import { pupilRecordTransfer, pupilRecordTransferDue } from '../../law/pupilRecordTransfer.ts'
import type { Duty, PupilInput } from './clockTypes.ts'
import { dutyOn, noWorking } from './dutyOf.ts'
import type { PupilSessions } from './pupilSessions.ts'
import type { ReadFacts } from './readFacts.ts'

/** The new pupil return, and the record that follows a child who has left. */
export function rollDuties(pupil: PupilInput, sessions: PupilSessions, facts: ReadFacts): Duty[] {
  const duties: Duty[] = []
  const { asOf } = sessions
  if (facts.newPupilReturn && !facts.newPupilReturn.exempt) {
    const due = pupil.enteredOn
      ? newPupilReturnDue(pupil.enteredOn)
      : { on: null, because: 'The day of entry is not recorded.', working: noWorking }
    duties.push(
      dutyOn(newPupilReturn, due, asOf, {
        arisesOn: pupil.enteredOn ?? null,
        isDone: facts.newPupilReturn.sentOn !== null,
        because: 'A name was entered on the admission register.',
      }),
    )
  }
  const leftOn = leftOnOrNull(pupil, asOf.date)
  if (leftOn !== null) {
    duties.push(
      dutyOn(pupilRecordTransfer, pupilRecordTransferDue(sessions.calendar, leftOn), asOf, {
        arisesOn: leftOn,
        isDone: facts.recordSentOn !== null,
        because: `The child left on ${leftOn}.`,
      }),
    )
  }
  return duties
}

/** The day the child left, once it is reached. */
export function leftOnOrNull(pupil: PupilInput, today: DateText): DateText | null {
  return pupil.leftOn && pupil.leftOn <= today ? pupil.leftOn : null
}

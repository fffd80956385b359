// What would this file change? Everything is counted and a few changes are shown; nothing is applied.
import { londonDate } from '../../calendar/londonTime.ts'
import { absenceCodes } from '../../cases/mark.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import type { House } from '../../house.ts'
import { type RegisterFile, writeOfFileStep } from '../../storage/registerFileStore.ts'
import { isWorthShowing, newsAmong } from './againstStanding.ts'
import { readFileAgain } from './fileAgain.ts'
import { marksInPart } from './fileMessages.ts'
import type { FilePupil } from './filePupils.ts'
import { type ChangeSeen, type FilePreview, lockSight, unlockSight } from './fileSight.ts'
import { letOthersIn } from './letOthersIn.ts'
import type { RowsRead } from './readRows.ts'
import { sessionsSeen } from './wholeSessions.ts'

const mostSamples = 50
const mostNames = 20

/** Ends with the file `read` and its preview kept. */
export async function previewFile(house: House, file: RegisterFile): Promise<void> {
  const again = await readFileAgain(house, file)
  if (!again || file.preview === null) return
  const { read, roll, whole, scope } = again
  const counts = { changed: 0, fresh: 0, overHand: 0 }
  const away: ChangeSeen[] = []
  const replaced: ChangeSeen[] = []
  const firsts: ChangeSeen[] = []
  const names = new Map(read.pupils.map((pupil) => [pupil.misId, shownName(pupil)]))
  for (let at = 0; at < read.marks.length; at += marksInPart) {
    const { marks, overHand } = await newsAmong(
      house,
      scope,
      file.schoolUrn,
      read.marks.slice(at, at + marksInPart),
      whole,
    )
    counts.overHand += overHand
    for (const { misId, pupilId, on, session, from, to } of marks) {
      if (from === null) counts.fresh += 1
      else counts.changed += 1
      // Who would be looked for no more comes first.
      const list = from === null ? firsts : absenceCodes.has(from) ? away : replaced
      if (list.length < mostSamples && isWorthShowing({ from, to }))
        list.push({ pupilId, on, session, from, to, name: names.get(misId)! })
    }
    await letOthersIn()
  }
  const strangers = read.pupils.filter(({ pupil }) => pupil === null)
  const today = londonDate(file.uploadedAt)
  const onRoll = roll.filter(({ leftOn, enteredOn }) => (leftOn ?? '9999') >= today && (enteredOn ?? '') <= today)
  const inFile = new Set(read.pupils.map(({ misId }) => misId))
  const preview: FilePreview = {
    ...pick(read),
    ...counts,
    pupils: read.pupils.length,
    marks: read.marks.length,
    newPupils: strangers.length,
    newNames: strangers.slice(0, mostNames).map(shownName),
    missing: onRoll.filter(({ misId }) => !inFile.has(misId)).length,
    mayBeOtherSchool: onRoll.length > 0 && strangers.length * 2 > read.pupils.length,
    sample: [...away, ...replaced, ...firsts].slice(0, mostSamples),
    sessions: await sessionsSeen(read, roll),
    conflicts: read.conflicts.map(({ pupil, on, session, codes, lines }) => ({
      name: shownName(pupil),
      on,
      session,
      codes,
      lines,
    })),
  }
  const { seen } = await unlockSight(house, file.preview)
  const locked = await lockSight(house, { seen, preview })
  await house.database.commit([
    writeOfFileStep(file.id, ['reading'], { to: 'read', preview: locked }, house.clock.now()),
  ])
}

function pick({
  rowsRead,
  blanks,
  leftOut,
  matchedByName,
  namesUnmatched,
  asides,
  conflictCount,
  headingFaults,
  hasSerials,
  mayLackAfternoons,
  onClosedDays,
}: RowsRead) {
  const counts = { rowsRead, blanks, matchedByName, namesUnmatched, conflictCount, onClosedDays }
  return { ...counts, leftOut, asides, headingFaults, hasSerials, mayLackAfternoons }
}

function shownName({ pupil, forename, surname, misId }: FilePupil): string {
  if (pupil) return displayNameOf(pupil)
  return `${forename ?? ''} ${surname ?? ''}`.trim() || `Number ${misId}`
}

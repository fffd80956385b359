// “Use this file”, “Lay it aside”, “Take it back”: what may be pressed, and the work that begins with it.
import { type Person, rolesWith } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { clashOf } from '../../storage/clashes.ts'
import type { Query } from '../../storage/database.ts'
import { type RegisterFile, writeOfFileStep, writesOfFileForgotten } from '../../storage/registerFileStore.ts'
import { roleGuard } from '../../storage/roleGuard.ts'
import { unlockSight } from './fileSight.ts'
import { workOn } from './fileWork.ts'

export type Pressed = 'done' | 'overtaken' | 'conflicts' | 'not-confirmed'

/** `isWhole`: the person says that the file is the whole register; `isOurs`: that these are this school's pupils. */
export async function startUsingFile(
  house: House,
  by: Person,
  file: RegisterFile,
  { isWhole, isOurs }: { readonly isWhole: boolean; readonly isOurs: boolean },
): Promise<Pressed> {
  if (file.state !== 'read' || file.preview === null) return 'overtaken'
  const { preview } = await unlockSight(house, file.preview)
  if (!preview || preview.marks === 0) return 'overtaken'
  if (preview.conflictCount > 0) return 'conflicts'
  if (preview.mayBeOtherSchool && !isOurs) return 'not-confirmed'
  const step = writeOfFileStep(file.id, ['read'], { to: 'applying', isWhole, by: by.id }, house.clock.now())
  return press(house, by, file, [step])
}

export function startTakingFileBack(house: House, by: Person, file: RegisterFile): Promise<Pressed> {
  const step = writeOfFileStep(file.id, ['applied'], { to: 'taking-back', by: by.id }, house.clock.now())
  return press(house, by, file, [step])
}

export function layFileAside(house: House, by: Person, file: RegisterFile): Promise<Pressed> {
  const step = writeOfFileStep(file.id, ['uploaded', 'reading', 'read'], { to: 'laid-aside' }, house.clock.now())
  return press(house, by, file, [step, ...writesOfFileForgotten(file.id)])
}

// The same file in use, or another step taken meanwhile: both are seen on the page that follows.
async function press(
  house: House,
  by: Person,
  file: RegisterFile,
  writes: readonly Query<unknown>[],
): Promise<Pressed> {
  try {
    await house.database.commit([roleGuard(by.id, rolesWith('upload-registers'), file.schoolUrn), ...writes])
  } catch (cause) {
    if (clashOf(cause) === null) throw cause
    return 'overtaken'
  }
  house.after(workOn(house, file.id))
  return 'done'
}

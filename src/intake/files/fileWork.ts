// Who is at work on a file? One run at a time in this house; work that another house left behind is carried on.
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { assertNever } from '../../cases/refusals.ts'
import { scopeOfClock } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import type { Database } from '../../storage/database.ts'
import {
  findRegisterFile,
  listFilesStuck,
  type RegisterFile,
  writesOfFilesExpired,
} from '../../storage/registerFileStore.ts'
import { instantBefore } from '../instants.ts'
import { applyFile } from './applyFile.ts'
import { previewFile } from './previewFile.ts'
import { takeFileBack } from './takeFileBack.ts'

const stuckAfterMilliseconds = 60_000
const keptMilliseconds = 24 * 3_600_000
const changesKeptDays = 30

const running = new WeakMap<Database, Map<string, Promise<void>>>()

/** Goes on with a file from where it is, unless somebody here is at it. Never rejects. */
export function workOn(house: House, id: string): Promise<void> {
  const ofHouse = running.get(house.database) ?? new Map<string, Promise<void>>()
  running.set(house.database, ofHouse)
  const current = ofHouse.get(id)
  if (current) return current
  const work = step(house, id)
    .catch((cause) => house.log.fault('register-file', cause, { file: id }))
    .finally(() => ofHouse.delete(id))
  ofHouse.set(id, work)
  return work
}

async function step(house: House, id: string): Promise<void> {
  const file = await findRegisterFile(house.database, scopeOfClock, id)
  if (!file) return
  const { state } = file
  switch (state) {
    case 'reading':
      return previewFile(house, file)
    case 'applying':
      return applyFile(house, file)
    case 'taking-back':
      return takeFileBack(house, file)
    case 'uploaded':
    case 'read':
    case 'applied':
    case 'taken-back':
    case 'laid-aside':
    case 'expired':
      return
    default:
      return assertNever(state)
  }
}

/** Carries on what stands still, erases files nobody used within a day, and changes older than 30 days. Never rejects. */
export async function lookAfterFiles(house: House): Promise<void> {
  try {
    const now = house.clock.now()
    for (const { id } of await listFilesStuck(house.database, scopeOfClock, instantBefore(now, stuckAfterMilliseconds)))
      await workOn(house, id)
    const changesBefore = addCalendarDays(londonDate(now), calendarDays(-changesKeptDays))
    await house.database.commit(writesOfFilesExpired(instantBefore(now, keptMilliseconds), changesBefore))
  } catch (cause) {
    house.log.fault('register-files', cause)
  }
}

/** Whether a file has no work going on that a page would wait for. */
export function isAtRest({ state }: Pick<RegisterFile, 'state'>): boolean {
  return state !== 'reading' && state !== 'applying' && state !== 'taking-back'
}

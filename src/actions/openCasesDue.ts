// Whose absence reached its day without a delivery, by silence or because a reason ran out? Asked at night and after the registers.
import { londonDate, londonTime } from '../calendar/londonTime.ts'
import { scopeOfClock } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { keysWritten, writeOfKeys } from '../storage/dueKeyStore.ts'
import type { NightlyStep } from './nightly.ts'
import { writesOfStartersDue } from './startersDue.ts'
import { takeInRegister } from './takeInRegister.ts'

/** Every running absence is looked at as if its school had just spoken. */
export const openCasesDue: NightlyStep = { name: 'open-cases-due', writesFor: (house) => writesOfCasesDue(house) }

// An hour after the registers close, when the feed of a school that has not spoken is silent.
const looksAt = [10 * 60 + 30, 14 * 60 + 30]
const minute = 60_000

/** Looks once after the morning's registers and once after the afternoon's. Asked when that is done, it is one statement. Never rejects. */
export async function lookAfterRegisters(house: House): Promise<void> {
  const { millisecondsOfDay } = londonTime(house.clock.now())
  const passed = looksAt.findLastIndex((minutes) => millisecondsOfDay >= minutes * minute)
  if (passed < 0) return
  const key = `registers:${londonDate(house.clock.now())}:${passed === 0 ? 'AM' : 'PM'}`
  try {
    if ((await keysWritten(house.database, [key])).has(key)) return
    // First, so that an absence which opens by it is looked at too.
    const starters = await writesOfStartersDue(house)
    if (starters.length > 0) await house.database.commit(starters)
    await house.database.commit([writeOfKeys([key], house.clock.now()), ...(await writesOfCasesDue(house))])
  } catch (cause) {
    // Somebody else wrote first, or looked first: the next look is soon.
    if (clashOf(cause) === null) house.log.fault('absences-not-looked-at', cause)
  }
}

async function writesOfCasesDue(house: House): Promise<Query<unknown>[]> {
  const kases = await listCasesToFollow(house.database, scopeOfClock, null)
  const schools = [...Map.groupBy(kases, ({ summary }) => summary.schoolUrn)]
  const writes: Query<unknown>[] = []
  for (const [schoolUrn, running] of schools)
    writes.push(...(await takeInRegister(house, { schoolUrn, pupilIds: [], running, by: 'clock' })))
  return writes
}

// What is done once a night? Each London date's steps in order, each once, also after days of standing still.
import { addCalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Database, Query } from '../storage/database.ts'
import { keysWritten, lastNightDone, writeOfKeys, writeOfNightDone } from '../storage/dueKeyStore.ts'
import { dutiesFallingDue } from './dutiesFallingDue.ts'
import { openCasesDue } from './openCasesDue.ts'
import { readBankHolidays } from './readBankHolidays.ts'
import { sealRecord } from './sealRecord.ts'
import { startersDue } from './startersDue.ts'
import { warnOfCalendarsEnding } from './warnOfCalendarsEnding.ts'

/** One thing done every night: the writes it asks for on a London date. They are committed with the key that keeps them from a second time. */
export interface NightlyStep {
  readonly name: string
  readonly writesFor: (house: House, date: DateText) => Promise<readonly Query<unknown>[]>
}

/** In this order. Duties that fall due belong at the end: by then everything else of the day is written down. */
export const nightlySteps: readonly NightlyStep[] = [
  sealRecord,
  startersDue,
  openCasesDue,
  readBankHolidays,
  warnOfCalendarsEnding,
  dutiesFallingDue,
]

/** What is left after so many nights is caught up in the next run. */
const mostNights = 400
const mostRounds = 8
const running = new WeakMap<Database, Promise<void>>()

/**
 * Does the nights that are not done yet, up to today's in London; in a new house only today's. Two runs at once do
 * nothing twice. A fault in a step is logged, holds up that step alone, and is tried again by the next run. Asked when
 * all is done, it is one statement. Never rejects.
 */
export function runNights(house: House, steps: readonly NightlyStep[] = nightlySteps): Promise<void> {
  const current = running.get(house.database)
  // The day may have changed since that one looked at the clock.
  if (current) return current.then(() => runNights(house, steps))
  const run = catchUp(house, steps)
    .catch((cause) => house.log.fault('nights-not-done', cause))
    .finally(() => running.delete(house.database))
  running.set(house.database, run)
  return run
}

async function catchUp(house: House, steps: readonly NightlyStep[]): Promise<void> {
  const today = londonDate(house.clock.now())
  const heldUp = new Set<string>()
  let done = (await lastNightDone(house.database)) ?? (await beginBefore(house, today))
  let overtaken = 0
  for (const date of nightsAfter(done, today)) {
    // Another run may be ahead by now.
    while (done < date) {
      const night = await runNight(house, date, done, steps, heldUp)
      if (night === 'done') done = date
      if (night !== 'overtaken') break
      overtaken += 1
      if (overtaken > mostRounds) return
      done = (await lastNightDone(house.database)) ?? done
    }
  }
}

/** A new house counts from its first night, so that a fault in it does not lose it. */
async function beginBefore(house: House, today: DateText): Promise<DateText> {
  const yesterday = addCalendarDays(today, calendarDays(-1))
  await house.database.commit([writeOfNightDone(yesterday, null)]).catch((cause) => {
    if (!isOvertaken(cause)) throw cause
  })
  return (await lastNightDone(house.database)) ?? yesterday
}

function nightsAfter(done: DateText, today: DateText): DateText[] {
  const nights: DateText[] = []
  let date = addCalendarDays(done, calendarDays(1))
  while (date <= today && nights.length < mostNights) {
    nights.push(date)
    date = addCalendarDays(date, calendarDays(1))
  }
  return nights
}

/**
 * 'done': every step of this night and of all before it. 'unfinished': a step failed here or was held up by an earlier
 * night's. 'overtaken': somebody else wrote first, look again.
 */
async function runNight(
  house: House,
  date: DateText,
  doneBefore: DateText,
  steps: readonly NightlyStep[],
  heldUp: Set<string>,
): Promise<'done' | 'unfinished' | 'overtaken'> {
  const written = await keysWritten(
    house.database,
    steps.map(({ name }) => keyOf(date, name)),
  )
  const isToDo = ({ name }: NightlyStep) => !written.has(keyOf(date, name)) && !heldUp.has(name)
  for (const step of steps.filter(isToDo)) {
    try {
      const writes = await step.writesFor(house, date)
      if (writes.length === 0) continue
      await house.database.commit([writeOfKeys([keyOf(date, step.name)], house.clock.now()), ...writes])
    } catch (cause) {
      if (isOvertaken(cause)) return 'overtaken'
      // Its later nights wait for this one; the other steps do not.
      heldUp.add(step.name)
      house.log.fault('nightly-step-failed', cause, { step: step.name, date })
    }
  }
  if (heldUp.size > 0) return 'unfinished'
  try {
    await house.database.commit([writeOfNightDone(date, doneBefore)])
    return 'done'
  } catch (cause) {
    if (isOvertaken(cause)) return 'overtaken'
    throw cause
  }
}

function keyOf(date: DateText, step: string): string {
  return `nightly:${date}:${step}`
}

function isOvertaken(cause: unknown): boolean {
  const clash = clashOf(cause)
  if (clash?.kind === 'broken-rule') return clash.rule === 'settings.value'
  return clash?.kind === 'already-there' && clash.columns === 'due_keys.key'
}

// What does the clock answer to this text? Reads JSON, asks, and keeps the calendars that many texts repeat.
import { type ClockAnswer, type ClockInput, clock } from './clock.ts'
import { type ReadClockInput, readClockInput } from './clockInput.ts'
import { deepestNesting } from './inputLimits.ts'
import { isNestedDeeperThan, repeatedKeys } from './jsonText.ts'
import { type KnownCalendar, knownCalendars } from './knownCalendars.ts'
import { colonsIn, colonsOfPlainInput } from './plainInput.ts'

export type TextAnswer = { readonly answer: ClockAnswer } | { readonly faults: readonly string[] }

// A longer text is looked at before it is parsed: deep nesting costs a hundred bytes of memory for each of its own.
const lengthToParse = 65_536
const tooDeep = { faults: [`$: objects and lists lie more than ${deepestNesting} deep in one another.`] }

/** Answers texts one after another, each a JSON object of the contract; or says what does not fit, with its path. */
export function clockForTexts(): (text: string) => TextAnswer {
  const calendarKnown = knownCalendars()
  return (text) => {
    if (text.length > lengthToParse && isNestedDeeperThan(text, deepestNesting)) return tooDeep
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      return { faults: [`$: not JSON (${(cause as Error).message}).`] }
    }
    const known = isObject(value) ? calendarKnown(value.calendar) : null
    if (known !== null && isPlain(text, value, known)) return { answer: clock(value as ClockInput, known.school) }
    const read = readClosely(text, value)
    if ('faults' in read) return read
    const answer = clock(read.input, known?.school)
    return { answer: { ...answer, notes: [...answer.notes, ...read.notes] } }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const escapedColon = '\\u003'

// No when the value must be looked at closely, or a key may have been given twice.
function isPlain(text: string, value: unknown, calendar: KnownCalendar): boolean {
  const colons = colonsOfPlainInput(value)
  return colons >= 0 && colons + calendar.colons === colonsIn(text) && !text.includes(escapedColon)
}

function readClosely(text: string, value: unknown): ReadClockInput {
  if (isNestedDeeperThan(text, deepestNesting)) return tooDeep
  const read = readClockInput(value)
  if ('faults' in read) return read
  const repeated = repeatedKeys(text).map((path) => `${path}: is given more than once; the last is read.`)
  return { input: read.input, notes: [...read.notes, ...repeated] }
}

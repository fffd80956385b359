// What was typed in a form about a case? Lines, texts, dates and the version its writer had seen, whatever was sent.
import type { DateText } from '../../calendar/date.ts'
import { isSeen } from '../../cases/plainText.ts'
import { inWords } from '../pages/inWords.ts'
import { typedLine, typedList, typedText } from './absencesSeen.ts'
import type { FormError } from './contactAttempt.ts'
import { readDayParts, type TypedDayParts } from './typedDayParts.ts'

export type { FormError } from './contactAttempt.ts'

/** The body of a form as it was sent. */
export type SentBody = Record<string, unknown>

export const mostWords = 2000
export const mostLine = 200

/** One field as one plain line. */
export function lineOf(body: SentBody, name: string): string {
  return typedLine.parse(body[name])
}

/** One field as plain text with its line breaks. */
export function textOf(body: SentBody, name: string): string {
  return typedText.parse(body[name])
}

/** A field that may be sent several times. */
export function listOf(body: SentBody, name: string): readonly string[] {
  return typedList.parse(body[name])
}

/** The three parts of a date input called `name`: `name-day`, `name-month`, `name-year`. */
export function dayOf(body: SentBody, name: string): TypedDayParts {
  return { day: lineOf(body, `${name}-day`), month: lineOf(body, `${name}-month`), year: lineOf(body, `${name}-year`) }
}

/** The version of the case that the writer had seen; 0, which no case has, when none was sent. */
export function seenVersionOf(body: SentBody): number {
  const version = lineOf(body, 'version')
  return /^\d{1,6}$/.test(version) ? Number(version) : 0
}

/** The parts of a date as a date input shows them. */
export function partsOfDay(date: DateText | null): TypedDayParts {
  if (date === null) return { day: '', month: '', year: '' }
  const [year, month, day] = date.split('-') as [string, string, string]
  return { day: String(Number(day)), month: String(Number(month)), year }
}

/** Collects what is to be mended in a form, in the order of its fields. */
export function formErrors() {
  const errors: FormError[] = []
  const add = (text: string, name: string) => void errors.push({ text, href: `#${name}` })
  return {
    errors,
    add,
    /** A line or text that must be there and not too long. `what` begins the sentence: “Who took it”. */
    needs(value: string, name: string, ask: string, most = mostLine): void {
      if (!isSeen(value)) add(ask, name)
      else if (value.length > most) add(`This must be ${most} characters or fewer`, name)
    },
    /** One that may be empty. */
    mayBe(value: string, name: string, most = mostWords): void {
      if (value.length > most) add(`This must be ${most} characters or fewer`, name)
    },
    /** One of these values, or the sentence that asks for it. */
    oneOf<const Value extends string>(
      value: string,
      values: readonly Value[],
      name: string,
      ask: string,
    ): Value | null {
      const found = values.find((each) => each === value) ?? null
      if (found === null) add(ask, name)
      return found
    },
    /** A date that must be real and lie between two others, both in; null when it is not. */
    day(typed: TypedDayParts, name: string, what: string, from: DateText | null, to: DateText | null): DateText | null {
      const read = readDayParts(typed, what)
      if (typeof read !== 'string') {
        add(read.text, `${name}-${read.parts[0] ?? 'day'}`)
        return null
      }
      if (to !== null && read > to) {
        add(`${what} must be today or in the past`, `${name}-day`)
        return null
      }
      if (from !== null && read < from) {
        add(`${what} must be ${inWords.plainDay(from)} or later`, `${name}-day`)
        return null
      }
      return read
    },
  }
}

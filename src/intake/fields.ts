// What may each field of a message be? The pieces every type is read with; each refusal is a sentence without the content.
import { z } from 'zod'
import { readUniquePupilNumber } from '../cases/identifiers/uniquePupilNumber.ts'
import { markCodes } from '../cases/mark.ts'
import { utcText } from './instants.ts'
import { cleanText } from './text.ts'

const wellFormed = 'is not well-formed text'
const missingOr = (reason: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is missing' : reason
const string = (reason: string) => z.string({ error: missingOr(reason) })

/** Text of at most so many characters, cleaned; empty is refused. */
export function text(most: number) {
  return string('must be text')
    .refine((value) => value.isWellFormed(), wellFormed)
    .transform(cleanText)
    .pipe(z.string().min(1, 'must not be empty').max(most, `must be ${most} characters or fewer`))
}

/** Text or nothing: null and empty are the same; `undefined` stays, because not said is not the same as empty. */
export function optionalText(most: number) {
  return z
    .string('must be text')
    .refine((value) => value.isWellFormed(), wellFormed)
    .transform((value) => cleanText(value) || null)
    .refine((value) => value === null || value.length <= most, `must be ${most} characters or fewer`)
    .nullish()
}

/** A day that exists, between 2000 and 2099. */
export const date = string('must be a date, YYYY-MM-DD')
  .pipe(z.iso.date('must be a date that exists, YYYY-MM-DD'))
  .refine((value) => value.startsWith('20'), 'must be a date between 2000 and 2099')

export const birthDate = string('must be a date, YYYY-MM-DD')
  .pipe(z.iso.date('must be a date that exists, YYYY-MM-DD'))
  .refine((value) => value >= '1990-01-01' && value < '2100-01-01', 'must be a date between 1990 and 2099')

/** An instant with its offset, made UTC with milliseconds. */
export const instant = string('must be an instant with Z or an offset')
  .pipe(z.iso.datetime({ offset: true, error: 'must be an instant with Z or an offset' }))
  .transform(utcText)

export const session = z.enum(['AM', 'PM'], { error: missingOr('must be AM or PM') })

export const code = string('must be text').refine((value) => markCodes.has(value), 'is not a code of the 2024 list')

export const upn = z
  .string('must be text')
  .transform((value) => (value.trim() === '' ? null : readUniquePupilNumber(value)))
  .refine((read) => read === null || read.valid, 'does not have the right check letter')
  .nullish()
  .transform((read) => (read?.valid ? read.upn : null))

export const misId = text(200)

export const pupilRef = fields({ mis_id: misId, upn }).transform((ref) => ({ misId: ref.mis_id, upn: ref.upn }))

/** Yes, no, or not known. */
export const known = z
  .boolean('must be true, false or null')
  .nullish()
  .transform((value) => value ?? null)

/** An object with these fields; others are dropped. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, { error: missingOr('must be an object') })
}

/** A list of anything, each to be read by itself, of at most so many. */
export function list(most: number) {
  return z.array(z.unknown(), { error: missingOr('must be a list') }).max(most, `must have ${most} entries or fewer`)
}

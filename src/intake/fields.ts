// What may each field of a message be? The pieces every type is read with; each refusal is a sentence without the content.
// `meta` says in the published JSON Schema what is checked after cleaning, which the schema of the input cannot show.
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
    .meta({ minLength: 1, maxLength: most })
}

/** Text or nothing: null and empty are the same; `undefined` stays, because not said is not the same as empty. */
export function optionalText(most: number) {
  return z
    .string('must be text')
    .refine((value) => value.isWellFormed(), wellFormed)
    .transform((value) => cleanText(value) || null)
    .refine((value) => value === null || value.length <= most, `must be ${most} characters or fewer`)
    .meta({ maxLength: most })
    .nullish()
}

/** A day that exists, between 2000 and 2099. */
export const date = string('must be a date, YYYY-MM-DD')
  .pipe(z.iso.date('must be a date that exists, YYYY-MM-DD'))
  .refine((value) => value.startsWith('20'), 'must be a date between 2000 and 2099')
  .meta({ format: 'date', pattern: '^20[0-9]{2}-[0-9]{2}-[0-9]{2}$' })

export const birthDate = string('must be a date, YYYY-MM-DD')
  .pipe(z.iso.date('must be a date that exists, YYYY-MM-DD'))
  .refine((value) => value >= '1990-01-01' && value < '2100-01-01', 'must be a date between 1990 and 2099')
  .meta({ format: 'date', pattern: '^(199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}$' })

/** An instant with its offset, made UTC with milliseconds. */
export const instant = string('must be an instant with Z or an offset')
  .pipe(z.iso.datetime({ offset: true, error: 'must be an instant with Z or an offset' }))
  .transform(utcText)
  .meta({ format: 'date-time' })

export const session = z.enum(['AM', 'PM'], { error: missingOr('must be AM or PM') })

export const code = string('must be text')
  .refine((value) => markCodes.has(value), 'is not a code of the 2024 list')
  .meta({ enum: [...markCodes] })

export const upn = z
  .string('must be text')
  .meta({ pattern: '^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$' })
  .transform((value) => (value.trim() === '' ? null : readUniquePupilNumber(value)))
  .refine((read) => read === null || read.valid, 'does not have the right check letter')
  .nullish()
  .transform((read) => (read?.valid ? read.upn : null))
  .describe('Unique pupil number, permanent or temporary; checked by its check letter')

export const misId = text(200).describe('The number by which your system knows the pupil; never used again for another')

export const pupilRef = fields({ mis_id: misId, upn }).transform((ref) => ({ misId: ref.mis_id, upn: ref.upn }))

/** Yes, no, or not known. */
export const known = z
  .boolean('must be true, false or null')
  .nullish()
  .transform((value) => value ?? null)

export function count(most: number) {
  return z.int('must be a whole number').min(0, 'must be 0 or more').max(most, `must be ${most} or fewer`)
}

/** When the sender last changed what is said; without it the message's own time counts. */
export const sourceUpdatedAt = instant
  .nullish()
  .describe('When this was last changed in your system. The newest wins, whatever order messages come in')

/** An object with these fields; others are dropped. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape, { error: missingOr('must be an object') })
}

/** What entries of a list are, for those lists of which each entry is read by itself. */
export const entriesOf = z.registry<{ readonly entry: unknown }>()

/** A list of at most so many, each to be read by itself as `entry`: a bad one does not stop the others. */
export function list(most: number, entry: z.ZodType) {
  const entries = z
    .array(z.unknown(), { error: missingOr('must be a list') })
    .max(most, `must have ${most} entries or fewer`)
  return entries.register(entriesOf, { entry })
}

/** What a sender may say and nothing here depends on: published, and never a reason to refuse. */
export function noted(published: Readonly<Record<string, unknown>>) {
  return z.unknown().optional().meta(published)
}

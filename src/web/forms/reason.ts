// What was typed about why children are away, child by child, and until when each reason holds?
import { z } from 'zod'
import { isDate } from '../../calendar/date.ts'
import { isReasonTooLong, type ReasonToGive } from '../../cases/decide/giveReason.ts'
import { isSeen } from '../../cases/plainText.ts'
import { refusals } from '../../cases/refusals.ts'
import { inWords } from '../pages/inWords.ts'
import { seenVersions, typedLine, typedList, typedText } from './absencesSeen.ts'
import type { FormError } from './contactAttempt.ts'
import { readDayParts, type TypedDayParts } from './typedDayParts.ts'

/** What was typed for one child. `until` is `today`, `date` or, with nothing chosen, empty. */
export interface TypedReasonOfChild {
  readonly caseId: string
  readonly reason: string
  readonly until: string
  readonly untilParts: TypedDayParts
}

export interface TypedReasons {
  readonly cases: readonly string[]
  readonly versions: readonly string[]
  readonly whoSaid: string
  /** London's date when the form was opened. */
  readonly openedOn: string
  readonly list: string
  readonly children: readonly TypedReasonOfChild[]
}

interface SeenAbsence {
  readonly caseId: string
  readonly seenVersion: number
}

export type ReasonOfChild = ReasonToGive & { readonly caseId: string }

const mostWords = 2000
const mostName = 200
const form = z.object({ case: typedList, version: typedList, whoSaid: typedLine, openedOn: typedLine, list: typedLine })

/** The body of the form as text. The fields of the child at place 1 end in `-1`, and so on in the order of `case`. */
export function typedReasons(body: Record<string, unknown>): TypedReasons {
  const { case: cases, version: versions, whoSaid, openedOn, list } = form.parse(body)
  const field = (name: string, place: number) => typedLine.parse(body[`${name}-${place + 1}`])
  const children = [...new Set(cases)].slice(0, 20).map((caseId, place) => ({
    caseId,
    reason: typedText.parse(body[`reason-${place + 1}`]),
    until: field('until', place),
    untilParts: { day: field('day', place), month: field('month', place), year: field('year', place) },
  }))
  return { cases, versions, whoSaid, openedOn, list, children }
}

/**
 * The reasons to give, of the children for whom one was typed, at least one, and the children of whom nothing was said; or
 * what is to be mended. `today` is London's date; “today only” of a form opened on another day is nobody's choice any more.
 */
export function readReasons(
  typed: TypedReasons,
  today: string,
): { readonly reasons: ReasonOfChild[]; readonly unsaid: SeenAbsence[] } | { readonly errors: FormError[] } {
  const errors: FormError[] = []
  if (!isSeen(typed.whoSaid)) errors.push({ text: 'Enter who said it', href: '#who-said' })
  if (typed.whoSaid.length > mostName)
    errors.push({ text: `Who said it must be ${mostName} characters or fewer`, href: '#who-said' })
  const seen = new Map(seenVersions(typed.cases, typed.versions).map((each) => [each.caseId, each.seenVersion]))
  const reasons: ReasonOfChild[] = []
  const unsaid: SeenAbsence[] = []
  const isStale = isOpenedOnAnotherDay(typed, today)
  for (const [place, child] of typed.children.entries()) {
    const nth = place + 1
    if (child.reason === '' && (typed.children.length === 1 || child.until === 'date')) {
      errors.push({ text: 'Enter the reason', href: `#reason-${nth}` })
    }
    if (child.reason.length > mostWords) {
      errors.push({ text: `The reason must be ${mostWords} characters or fewer`, href: `#reason-${nth}` })
    }
    const seenVersion = seen.get(child.caseId) ?? 0
    if (child.reason === '') unsaid.push({ caseId: child.caseId, seenVersion })
    if (isStale || (child.reason === '' && child.until !== 'date')) continue
    const until = untilOf(child, today)
    if (typeof until !== 'string')
      errors.push({ text: until.text, href: until.part === 'until' ? `#until-${nth}-today` : `#${until.part}-${nth}` })
    else if (child.reason !== '') {
      reasons.push({ caseId: child.caseId, seenVersion, reason: child.reason, whoSaid: typed.whoSaid, untilOn: until })
    }
  }
  const isNoneTyped = typed.children.every(({ reason }) => reason === '')
  if (isStale) {
    const place = Math.max(
      0,
      typed.children.findIndex(({ reason }) => reason !== ''),
    )
    const text = `You opened this page on ${inWords.day(typed.openedOn)}. Choose again until when the reason holds.`
    errors.push({ text, href: `#until-${place + 1}-today` })
  }
  if (errors.length === 0 && isNoneTyped)
    errors.push({ text: 'Enter the reason for at least one child', href: '#reason-1' })
  return errors.length > 0 ? { errors } : { reasons, unsaid }
}

/** Whether the form was opened on a day that is past: its “today” was another. */
export function isOpenedOnAnotherDay({ openedOn }: Pick<TypedReasons, 'openedOn'>, today: string): boolean {
  return isDate(openedOn) && openedOn !== today
}

function untilOf(child: TypedReasonOfChild, today: string): string | { readonly text: string; readonly part: string } {
  if (child.until === 'today') return today
  if (child.until !== 'date') return { text: 'Choose until when the reason holds', part: 'until' }
  const read = readDayParts(child.untilParts, 'The last day')
  if (typeof read !== 'string') return { text: read.text, part: read.parts[0] ?? 'day' }
  if (read < today) return { text: 'The last day must be today or later', part: 'day' }
  return isReasonTooLong(read, today) ? { text: refusals['reason-too-long'], part: 'day' } : read
}

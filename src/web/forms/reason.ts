// What was typed about why children are away, child by child, and until when each reason holds?
import { z } from 'zod'
import type { ReasonToGive } from '../../cases/decide/giveReason.ts'
import { isSeen } from '../../cases/plainText.ts'
import { seenVersions, typedLine, typedList, typedText } from './absencesSeen.ts'
import type { FormError } from './contactAttempt.ts'
import { readDayParts, type TypedDayParts } from './typedDayParts.ts'

/** What was typed for one child. `until` is `today` or `date`. */
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
  readonly list: string
  readonly children: readonly TypedReasonOfChild[]
}

export type ReasonOfChild = ReasonToGive & { readonly caseId: string }

const mostWords = 2000
const mostName = 200
const form = z.object({ case: typedList, version: typedList, whoSaid: typedLine, list: typedLine })

/** The body of the form as text. The fields of the child at place 1 end in `-1`, and so on in the order of `case`. */
export function typedReasons(body: Record<string, unknown>): TypedReasons {
  const { case: cases, version: versions, whoSaid, list } = form.parse(body)
  const field = (name: string, place: number) => typedLine.parse(body[`${name}-${place + 1}`])
  const children = [...new Set(cases)].slice(0, 20).map((caseId, place) => ({
    caseId,
    reason: typedText.parse(body[`reason-${place + 1}`]),
    until: field('until', place) || 'today',
    untilParts: { day: field('day', place), month: field('month', place), year: field('year', place) },
  }))
  return { cases, versions, whoSaid, list, children }
}

/** The reasons to give: of the children for whom one was typed, at least one; or what is to be mended. `today` is London's date. */
export function readReasons(
  typed: TypedReasons,
  today: string,
): { readonly reasons: ReasonOfChild[] } | { readonly errors: FormError[] } {
  const errors: FormError[] = []
  if (!isSeen(typed.whoSaid)) errors.push({ text: 'Enter who said it', href: '#who-said' })
  if (typed.whoSaid.length > mostName)
    errors.push({ text: `Who said it must be ${mostName} characters or fewer`, href: '#who-said' })
  const seen = new Map(seenVersions(typed.cases, typed.versions).map((each) => [each.caseId, each.seenVersion]))
  const reasons: ReasonOfChild[] = []
  for (const [place, child] of typed.children.entries()) {
    const nth = place + 1
    if (child.reason === '' && (typed.children.length === 1 || child.until === 'date')) {
      errors.push({ text: 'Enter the reason', href: `#reason-${nth}` })
    }
    if (child.reason.length > mostWords) {
      errors.push({ text: `The reason must be ${mostWords} characters or fewer`, href: `#reason-${nth}` })
    }
    const until = untilOf(child, today)
    if (typeof until !== 'string') errors.push({ text: until.text, href: `#${until.part}-${nth}` })
    else if (child.reason !== '') {
      const seenVersion = seen.get(child.caseId) ?? 0
      reasons.push({ caseId: child.caseId, seenVersion, reason: child.reason, whoSaid: typed.whoSaid, untilOn: until })
    }
  }
  if (errors.length === 0 && reasons.length === 0)
    errors.push({ text: 'Enter the reason for at least one child', href: '#reason-1' })
  return errors.length > 0 ? { errors } : { reasons }
}

function untilOf(child: TypedReasonOfChild, today: string): string | { readonly text: string; readonly part: string } {
  if (child.until !== 'date') return today
  const read = readDayParts(child.untilParts, 'The last day')
  if (typeof read !== 'string') return { text: read.text, part: read.parts[0] ?? 'day' }
  return read < today ? { text: 'The last day must be today or later', part: 'day' } : read
}

// What was typed about an enquiry, and does it say enough?

import { homeVisitChecks, isMade } from '../../cases/caseFacts.ts'
import { checkResults } from '../../cases/caseWork.ts'
import type { CheckToLog } from '../../cases/decide/logCheck.ts'
import type { EnquiryLine } from '../../cases/enquiryLists.ts'
import { refusals } from '../../cases/refusals.ts'
import { dayOf, type FormError, formErrors, lineOf, partsOfDay, type SentBody, textOf } from './caseForm.ts'
import { isEmptyDay, readDayParts, type TypedDayParts } from './typedDayParts.ts'

/** The ways of asking, as they are kept. */
export const checkWays = [
  'By phone',
  'By e-mail or message',
  'By letter',
  'In person',
  'In a record',
  'Another way',
] as const

/** How a visit is kept: nobody chooses that it was one. */
export const visitWay = 'Home visit'

/** As typed, for showing it again. */
export interface TypedCheck {
  readonly on: TypedDayParts
  readonly how: string
  readonly who: string
  readonly whoSeen: string
  readonly childSeen: string
  readonly card: string
  readonly cardAt: string
  readonly result: string
  readonly words: string
  readonly nextStep: string
  readonly nextOn: TypedDayParts
}

/** The body of the form as text, whatever was sent. */
export function typedCheck(body: SentBody): TypedCheck {
  const line = (name: string) => lineOf(body, name)
  return {
    on: dayOf(body, 'on'),
    how: line('how'),
    who: line('who'),
    whoSeen: line('whoSeen'),
    childSeen: line('childSeen'),
    card: line('card'),
    cardAt: line('cardAt'),
    result: line('result'),
    words: textOf(body, 'words'),
    nextStep: line('nextStep'),
    nextOn: dayOf(body, 'nextOn'),
  }
}

/** The form as it is opened: today, and whom an earlier entry asked. */
export function emptyCheck(today: string, who: string): TypedCheck {
  const empty = { how: '', whoSeen: '', childSeen: '', card: '', cardAt: '', result: '', words: '', nextStep: '' }
  return { ...empty, on: partsOfDay(today), who, nextOn: partsOfDay(null) }
}

/** Characters of what was found or said; what a visit adds of itself comes on top. */
export const mostSaid = 1500

/** The enquiry, or what is to be mended. `from` is the first day of the absence, `today` London's date. */
export function readCheck(
  typed: TypedCheck,
  line: EnquiryLine,
  { from, today }: { readonly from: string; readonly today: string },
): { readonly input: CheckToLog } | { readonly errors: readonly FormError[] } {
  const { errors, add, needs, mayBe, oneOf, day } = formErrors()
  const isVisit = homeVisitChecks.has(line.code)
  const isNeeded = typed.result !== 'not-applicable'
  const on = day(typed.on, 'on', 'The date', null, today)
  if (on !== null && on < from) add(refusals['before-the-absence'], 'on-day')
  const how = isVisit ? visitWay : isNeeded ? oneOf(typed.how, checkWays, 'how', 'Choose how it was asked') : typed.how
  if (isNeeded)
    needs(typed.who, 'who', isVisit ? 'Enter the address visited' : 'Enter whom you asked, or where you looked')
  else mayBe(typed.who, 'who', 200)
  const result = oneOf(typed.result, checkResults, 'result', 'Choose what came of it')
  const visit = isVisit && result !== null && isMade(result) ? readVisit(typed, add, oneOf, mayBe) : null
  if (visit?.childSeen && result === 'nothing-found') add('The child was seen: choose “Something found”', 'result')
  if (result === 'found-something') needs(typed.words, 'words', 'Enter what was found', mostSaid)
  else if (result === 'not-applicable') needs(typed.words, 'words', 'Enter why it does not apply', mostSaid)
  else mayBe(typed.words, 'words', mostSaid)
  mayBe(typed.nextStep, 'nextStep', 200)
  const nextOn = isEmptyDay(typed.nextOn) ? null : readNextOn(typed.nextOn, today, add)
  if (errors.length > 0 || on === null || result === null || how === null) return { errors }
  const words = [...(visit?.words ?? []), typed.words].filter((each) => each !== '').join('\n')
  const { who, nextStep } = typed
  return {
    input: { check: line.code, on, how, who, result, words, nextStep, nextOn, childSeen: visit?.childSeen ?? false },
  }
}

type Errors = ReturnType<typeof formErrors>

function readVisit(
  { whoSeen, childSeen, card, cardAt }: TypedCheck,
  add: Errors['add'],
  oneOf: Errors['oneOf'],
  mayBe: Errors['mayBe'],
) {
  mayBe(whoSeen, 'whoSeen', 200)
  const seen = oneOf(childSeen, ['yes', 'no'], 'childSeen', 'Choose whether you saw the child')
  const left = oneOf(card, ['yes', 'no'], 'card', 'Choose whether a card was left')
  if (left === 'yes' && !/^([01]?\d|2[0-3])[:.]?[0-5]\d$/.test(cardAt))
    add('Enter the time on the card, like 10:40', 'cardAt')
  return {
    childSeen: seen === 'yes',
    words: [
      whoSeen === '' ? 'Nobody was seen.' : `Who was seen: ${whoSeen}.`,
      seen === 'yes' ? 'The child was seen.' : 'The child was not seen.',
      left === 'yes' ? `A card was left at ${cardAt}.` : 'No card was left.',
    ],
  }
}

/** The day of the next step, today or later; null with an error when it is not. */
export function readNextOn(typed: TypedDayParts, today: string, add: Errors['add']): string | null {
  const read = readDayParts(typed, 'The day of the next step')
  if (typeof read !== 'string') {
    add(read.text, `nextOn-${read.parts[0] ?? 'day'}`)
    return null
  }
  if (read < today) add(refusals['next-step-past'], 'nextOn-day')
  return read
}

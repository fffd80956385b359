// How is an attempt said in a line? When, what came of it, who was tried, who wrote it down.
import { londonDate } from '../../calendar/londonTime.ts'
import type { ContactAttempt } from '../../cases/events.ts'
import { type ContactOnRecord, restrictedNumbers } from '../../cases/numbersToRing.ts'
import { phoneDigits } from '../../cases/phoneNumber.ts'
import { inWords } from './inWords.ts'
import { methodWords, outcomeWords } from './todayWords.ts'

/** `09:47 no answer: Ana Ferreira, carer, 07700 900123, by Grace Osei`. Nothing of a contact that is restricted now; who was tried only for `seesContacts`. */
export function attemptWords(
  attempt: ContactAttempt & { readonly at: string; readonly byName: string | null },
  contacts: readonly ContactOnRecord[],
  on: string,
  seesContacts: boolean,
): string {
  const by = attempt.byName ? `, by ${attempt.byName}` : ''
  return `${whenWords(attempt.at, on)} ${whatWords(attempt, contacts, seesContacts)}${by}`
}

/** The time today, the day with it otherwise. */
export function whenWords(at: string, on: string): string {
  return londonDate(at) === on ? inWords.time(at) : inWords.dayAndTime(at)
}

/** The attempt without when and by whom. */
export function whatWords(
  { contactId, who, number, method, outcome }: ContactAttempt,
  contacts: readonly ContactOnRecord[],
  seesContacts: boolean,
): string {
  const what = `${method === 'phone' ? '' : `${methodWords[method].toLowerCase()}, `}${outcomeWords[outcome].toLowerCase()}`
  if (!seesContacts) return what
  const isRestricted =
    contacts.find(({ id }) => id === contactId)?.restricted ||
    (number !== null && restrictedNumbers(contacts).has(phoneDigits(number)))
  return `${what}: ${isRestricted ? 'a restricted contact' : `${who}${number ? `, ${number}` : ''}`}`
}

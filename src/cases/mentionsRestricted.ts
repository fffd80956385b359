// Does what was written give a restricted contact away? A number or name that is restricted now stays hidden wherever it was written.
import type { ContactAttempt, ReasonGiven } from './events.ts'
import { type ContactOnRecord, restrictedNumbers } from './numbersToRing.ts'
import { phoneDigits } from './phoneNumber.ts'
import { plainLetters } from './pupil.ts'

type Restrictable = Pick<ContactOnRecord, 'id' | 'name' | 'phones' | 'restricted'>

/** Shorter ones are no telephone numbers, and would be found in any date. */
const fewestDigits = 6

/** Says of an attempt whether it was made to somebody who is restricted now, or names them or their number. */
export function isToRestricted(
  contacts: readonly Restrictable[],
): (attempt: Pick<ContactAttempt, 'contactId' | 'number'> & Partial<Pick<ContactAttempt, 'who' | 'words'>>) => boolean {
  const isRestricted = new Map(contacts.map(({ id, restricted }) => [id, restricted]))
  const numbers = restrictedNumbers(contacts)
  const isGivenAway = givesAway(contacts)
  return ({ contactId, number, who, words }) => {
    const isKnown = contactId === null ? undefined : isRestricted.get(contactId)
    if (isKnown || (number !== null && numbers.has(phoneDigits(number)))) return true
    return (isKnown === undefined && isGivenAway(who ?? '')) || isGivenAway(words ?? '')
  }
}

/** Says of a reason whether whoever gave it is restricted now, or it names them or their number. */
export function isFromRestricted(
  contacts: readonly Restrictable[],
): (reason: Pick<ReasonGiven, 'whoSaid' | 'reason'>) => boolean {
  const isGivenAway = givesAway(contacts)
  return ({ whoSaid, reason }) => isGivenAway(whoSaid) || isGivenAway(reason)
}

// With or without country code, brackets and spaces, a number ends in the same digits.
function givesAway(contacts: readonly Restrictable[]): (text: string) => boolean {
  const endings = [...restrictedNumbers(contacts)]
    .map((digits) => digits.replace(/^0+/, ''))
    .filter((digits) => digits.length >= fewestDigits)
  // A name that somebody unrestricted has too says nothing of who is meant.
  const open = new Set(contacts.flatMap(({ name, restricted }) => (restricted ? [] : wordsOf(name))))
  const names = contacts
    .flatMap(({ name, restricted }) => (restricted ? wordsOf(name) : []))
    .filter((name) => name.trim() !== '' && !open.has(name))
  return (text) => {
    if (text === '') return false
    const digits = text.replace(/\D/g, '')
    const words = wordsOf(text)
    return endings.some((ending) => digits.includes(ending)) || names.some((name) => words.includes(name))
  }
}

/** A text as words between single spaces, so that a name is found whole. */
function wordsOf(text: string): string {
  return ` ${plainLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

// Does what was written give a restricted contact away? A number, name or address that is restricted now stays hidden wherever it was written.
import type { ContactAttempt, ReasonGiven } from './events.ts'
import { type ContactOnRecord, restrictedNumbers } from './numbersToRing.ts'
import { phoneDigits } from './phoneNumber.ts'
import { plainLetters } from './pupil.ts'

type Restrictable = Pick<ContactOnRecord, 'id' | 'name' | 'phones' | 'restricted' | 'emails' | 'address'>

/** What stands in place of a text that gives somebody restricted away. */
export const hiddenWords = 'Names somebody restricted. Ask the safeguarding lead.'

/** Shorter ones are no telephone numbers, and would be found in any date. */
const fewestDigits = 6

/** Says of an attempt whether it was made to somebody who is restricted now, or gives them away. */
export function isToRestricted(
  contacts: readonly Restrictable[],
): (attempt: Pick<ContactAttempt, 'contactId' | 'number'> & Partial<Pick<ContactAttempt, 'who' | 'words'>>) => boolean {
  const isRestricted = new Map(contacts.map(({ id, restricted }) => [id, restricted]))
  const numbers = restrictedNumbers(contacts)
  const isGivenAway = givesRestrictedAway(contacts)
  return ({ contactId, number, who, words }) => {
    const isKnown = contactId === null ? undefined : isRestricted.get(contactId)
    if (isKnown || (number !== null && numbers.has(phoneDigits(number)))) return true
    return (isKnown === undefined && isGivenAway(who ?? '')) || isGivenAway(words ?? '')
  }
}

/** Says of a reason whether whoever gave it is restricted now, or it gives them away. */
export function isFromRestricted(
  contacts: readonly Restrictable[],
): (reason: Pick<ReasonGiven, 'whoSaid' | 'reason'>) => boolean {
  const isGivenAway = givesRestrictedAway(contacts)
  return ({ whoSaid, reason }) => isGivenAway(whoSaid) || isGivenAway(reason)
}

/** Says of any text whether it holds name, number, e-mail address or address of a contact who is restricted now, or had that hidden before. */
export function givesRestrictedAway(contacts: readonly Restrictable[]): (text: string) => boolean {
  const isNamed = namesRestricted(contacts)
  const isNumbered = numbersRestricted(contacts)
  const isAddressed = namesRestrictedAddress(contacts)
  const emails = contacts
    .flatMap(({ restricted, emails = [] }) => (restricted ? emails : []))
    .map((email) => email.trim().toLowerCase())
    .filter((email) => email.includes('@'))
  return (text) => {
    if (text === '') return false
    if (text.includes(hiddenWords) || isNamed(text) || isNumbered(text) || isAddressed(text)) return true
    const small = text.toLowerCase()
    return emails.some((email) => small.includes(email))
  }
}

// With or without country code, brackets and spaces, a number ends in the same digits.
function numbersRestricted(contacts: readonly Restrictable[]): (text: string) => boolean {
  const endings = [...restrictedNumbers(contacts)]
    .map((digits) => digits.replace(/^0+/, ''))
    .filter((digits) => digits.length >= fewestDigits)
  return (text) => {
    const digits = text.replace(/\D/g, '')
    return endings.some((ending) => digits.includes(ending))
  }
}

function namesRestricted(contacts: readonly Restrictable[]): (text: string) => boolean {
  // A name that somebody unrestricted has too says nothing of who is meant.
  const open = new Set(contacts.flatMap(({ name, restricted }) => (restricted ? [] : wordsOf(name))))
  const names = contacts
    .flatMap(({ name, restricted }) => (restricted ? wordsOf(name) : []))
    .filter((name) => name.trim() !== '' && !open.has(name))
  return (text) => {
    const words = wordsOf(text)
    return names.some((name) => words.includes(name))
  }
}

/**
 * Says of a text whether it holds the address of a restricted contact: the line with the number of the house, or the
 * postcode where nobody else on the record lives within it.
 */
export function namesRestrictedAddress(
  contacts: readonly Pick<Restrictable, 'restricted' | 'address'>[],
): (text: string) => boolean {
  const of = (restricted: boolean) =>
    contacts.flatMap((each) => (each.restricted === restricted ? (each.address ?? []) : []))
  const open = new Set(of(false).map(({ postcode }) => lettersOnly(postcode ?? '')))
  const houses = of(true)
    .map(({ lines }) => houseOf(lines))
    .filter((house) => house.trim().length >= 5)
  const postcodes = of(true)
    .map(({ postcode }) => lettersOnly(postcode ?? ''))
    .filter((postcode) => postcode.length >= 5 && !open.has(postcode))
  return (text) => {
    const [words, letters] = [wordsOf(text), lettersOnly(text)]
    return houses.some((house) => words.includes(house)) || postcodes.some((postcode) => letters.includes(postcode))
  }
}

// “Flat 2” alone is in every street, and a number in a line of its own says nothing without the next.
function houseOf(lines: readonly string[]): string {
  const telling = lines.find(
    (line) => /\d/.test(line) && /\p{L}{3}/u.test(line) && !/^(flat|apartment|unit|room)\b/i.test(line),
  )
  return wordsOf(telling ?? lines.slice(0, 2).join(' '))
}

/** A text as words between single spaces, so that a name is found whole, and 4 Elm Road not in 14 Elm Road. */
function wordsOf(text: string): string {
  return ` ${plainLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

function lettersOnly(text: string): string {
  return wordsOf(text).replaceAll(' ', '')
}

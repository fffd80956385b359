// Does a text give a restricted contact away: name, number or address? Then this person reads only that there is one.
import { isFromRestricted } from '../../cases/mentionsRestricted.ts'
import { type Contact, plainLetters } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'

/** What stands in place of a text that gives somebody restricted away. */
export const hiddenWords = 'Names somebody restricted. Ask the safeguarding lead.'

/** Says of texts whether one of them is not for this person. `contacts`: all on the child's record. */
export function isHiddenFrom(
  person: Person,
  schoolUrn: string,
  contacts: readonly Contact[],
): (...texts: readonly string[]) => boolean {
  if (may(person, 'see-restricted-contacts', schoolUrn)) return () => false
  const namesOrNumbers = isFromRestricted(contacts)
  const addresses = namesRestrictedAddress(contacts)
  return (...texts) => texts.some((text) => namesOrNumbers({ whoSaid: text, reason: '' }) || addresses(text))
}

type Addressed = Pick<Contact, 'restricted' | 'address'>

/**
 * Says of a text whether it holds the address of a restricted contact: the line with the number of the house, or the
 * postcode where nobody else on the record lives within it.
 */
export function namesRestrictedAddress(contacts: readonly Addressed[]): (text: string) => boolean {
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

/** A text as words between single spaces, so that 4 Elm Road is not found in 14 Elm Road. */
function wordsOf(text: string): string {
  return ` ${plainLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}

function lettersOnly(text: string): string {
  return wordsOf(text).replaceAll(' ', '')
}

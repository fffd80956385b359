// Whom does one ring next? By priority; never a restricted contact, a number known to be wrong, or one tried today.
import { type Attempt, isWrongNumber } from './attempts.ts'
import { phoneDigits } from './phoneNumber.ts'

/** A contact as the MIS sent it. Contacts without a priority come last. */
export interface ContactOnRecord {
  readonly id: string
  readonly name: string
  readonly relationship: string | null
  readonly priority: number | null
  readonly phones: readonly { readonly number: string; readonly kind: string | null }[]
  readonly restricted: boolean
  /** Only to find what gives somebody restricted away. */
  readonly emails?: readonly string[]
  readonly address?: { readonly lines: readonly string[]; readonly postcode: string | null } | null
}

/** A number that turned out dead or somebody else's, in this absence or an earlier one, and is still on the record. */
export interface WrongNumber {
  readonly number: string
  readonly outcome: 'number-dead' | 'wrong-person'
  readonly at: string
}

export interface NumberToRing {
  readonly contactId: string
  readonly name: string
  readonly relationship: string | null
  readonly number: string
  readonly kind: string | null
  readonly isTriedToday: boolean
  /** Why and since when the number is no use; null while nobody says so. */
  readonly wrong: WrongNumber | null
}

export interface NumbersToRing {
  readonly all: readonly NumberToRing[]
  readonly next: NumberToRing | null
  readonly hasRestricted: boolean
  /** Every number that works was tried today, and there is one. */
  readonly isEveryNumberTried: boolean
}

/**
 * The numbers of one child in the order in which to ring. `attempts` are the standing ones of this absence, `isToday`
 * says of an instant whether it is of this day. A number that belongs to a restricted contact too is left out.
 */
export function numbersToRing(
  contacts: readonly ContactOnRecord[],
  wrongBefore: readonly WrongNumber[],
  attempts: readonly Attempt[],
  isToday: (at: string) => boolean,
): NumbersToRing {
  const restricted = restrictedNumbers(contacts)
  const triedToday = new Set(attempts.flatMap(({ number, at }) => (number && isToday(at) ? phoneDigits(number) : [])))
  const wrong = wrongNumbers(wrongBefore, attempts)
  const all = inOrderOfPriority(contacts).flatMap((contact) =>
    contact.restricted
      ? []
      : contact.phones.flatMap(({ number, kind }) => {
          const digits = phoneDigits(number)
          if (restricted.has(digits)) return []
          const { id: contactId, name, relationship } = contact
          const isTriedToday = triedToday.has(digits)
          return { contactId, name, relationship, number, kind, isTriedToday, wrong: wrong.get(digits) ?? null }
        }),
  )
  const working = all.filter((each) => each.wrong === null)
  const next = working.find((each) => !each.isTriedToday) ?? null
  return {
    all,
    next,
    hasRestricted: contacts.some((contact) => contact.restricted),
    isEveryNumberTried: working.length > 0 && next === null,
  }
}

/** The numbers of restricted contacts, as digits: nobody is to ring them, whoever else they stand beside. */
export function restrictedNumbers(
  contacts: readonly Pick<ContactOnRecord, 'phones' | 'restricted'>[],
): ReadonlySet<string> {
  const phones = contacts.flatMap((contact) => (contact.restricted ? contact.phones : []))
  return new Set(phones.map(({ number }) => phoneDigits(number)).filter((digits) => digits !== ''))
}

/** By the school's priority, those without one last, then by name. */
export function inOrderOfPriority(contacts: readonly ContactOnRecord[]): ContactOnRecord[] {
  const last = Number.MAX_SAFE_INTEGER
  return [...contacts].sort(
    (one, other) => (one.priority ?? last) - (other.priority ?? last) || one.name.localeCompare(other.name, 'en-GB'),
  )
}

// The latest word on a number holds: a later call that got through, even to nobody, shows that it works.
function wrongNumbers(before: readonly WrongNumber[], attempts: readonly Attempt[]): ReadonlyMap<string, WrongNumber> {
  const wrong = new Map(before.map((each) => [phoneDigits(each.number), each]))
  for (const { number, outcome, at } of attempts) {
    if (!number) continue
    const digits = phoneDigits(number)
    if (isWrongNumber(outcome)) wrong.set(digits, { number, outcome: outcome as WrongNumber['outcome'], at })
    else if ((wrong.get(digits)?.at ?? '') <= at) wrong.delete(digits)
  }
  return wrong
}

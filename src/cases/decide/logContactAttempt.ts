// May this attempt be written down, for these children? One call, an entry in the record of each child it was about.
import type { CaseHappening, ContactAttempt } from '../events.ts'
import { type ContactOnRecord, restrictedNumbers } from '../numbersToRing.ts'
import { phoneDigits } from '../phoneNumber.ts'
import { type Refusal, refused } from '../refusals.ts'
import type { CaseSummary } from '../replay.ts'

/** An absence as it stands, and the version that whoever writes has seen. */
export interface AbsenceSeen {
  readonly summary: CaseSummary
  readonly contacts: readonly ContactOnRecord[]
  readonly seenVersion: number
}

/** Who was tried: a contact on the record of one of the children, or somebody else by name. */
export type Whom =
  | { readonly contactId: string; readonly number: string | null }
  | { readonly contactId: null; readonly name: string; readonly number: string | null }

export type AttemptMade = Pick<ContactAttempt, 'method' | 'outcome' | 'words'> & { readonly whom: Whom }

/**
 * What to add to each absence, in their order. A contact of one child becomes, for the others, theirs with the same
 * number, if they have one. Refuses when an absence is over or has changed since it was seen, a contact or number that
 * is not on the record, and one that is restricted for any of the children.
 */
export function logContactAttempt(
  absences: readonly AbsenceSeen[],
  { whom, method, outcome, words }: AttemptMade,
): { readonly accepted: readonly (readonly CaseHappening[])[] } | { readonly refused: Refusal } {
  if (absences.some(({ summary }) => summary.endedOn !== null)) return refused('absence-over')
  if (absences.some(({ summary, seenVersion }) => summary.version !== seenVersion)) return refused('changed-meanwhile')
  const attempts = attemptsOf(absences, { whom, method, outcome, words })
  if ('refused' in attempts) return attempts
  return { accepted: attempts.map((details) => [{ what: 'contact-attempted', details }]) }
}

/** The attempt as it is written down for each absence, in their order; refused for what is not on the record or restricted. */
export function attemptsOf(
  absences: readonly Pick<AbsenceSeen, 'contacts'>[],
  { whom, method, outcome, words }: AttemptMade,
): readonly ContactAttempt[] | { readonly refused: Refusal } {
  const contacts = absences.flatMap((absence) => absence.contacts)
  const digits = whom.number === null ? null : phoneDigits(whom.number)
  const hasNumber = ({ phones }: ContactOnRecord) => phones.some(({ number }) => phoneDigits(number) === digits)
  const chosen = contacts.find(({ id }) => id === whom.contactId)
  if (chosen?.restricted || (digits !== null && restrictedNumbers(contacts).has(digits)))
    return refused('contact-restricted')
  if (whom.contactId !== null && (!chosen || (digits !== null && !hasNumber(chosen))))
    return refused('contact-not-found')
  const who = whom.contactId === null ? whom.name : whoIs(chosen!)
  return absences.map((absence) => {
    const own = absence.contacts.find(({ id }) => id === whom.contactId) ?? absence.contacts.find(hasNumber)
    return { contactId: own?.id ?? null, who, number: whom.number, method, outcome, words }
  })
}

/** A contact in the words of the record: `Ana Ferreira, mother`. */
export function whoIs({ name, relationship }: Pick<ContactOnRecord, 'name' | 'relationship'>): string {
  return relationship ? `${name}, ${relationship}` : name
}

// Whom can one ring about this child, and how good is each number? Restricted contacts are for the safeguarding lead alone.
import type { Attempt } from '../../cases/attempts.ts'
import type { Outcome } from '../../cases/events.ts'
import { restrictedNumbers } from '../../cases/numbersToRing.ts'
import { phoneDigits } from '../../cases/phoneNumber.ts'
import type { Contact } from '../../cases/pupil.ts'

export interface NumberShown {
  readonly number: string
  readonly kind: string | null
  readonly howGood: string
  readonly tone: 'good' | 'poor' | 'dead' | 'untried'
  /** When it was last tried; null when never. */
  readonly triedAt: string | null
}

/** One line of the list. `isHidden`: nothing but that somebody is restricted. */
export type ContactShown =
  | { readonly isHidden: true }
  | {
      readonly isHidden: false
      readonly name: string
      readonly relationship: string | null
      readonly hasParentalResponsibility: boolean
      readonly isRestricted: boolean
      readonly numbers: readonly NumberShown[]
      readonly hidesNumber: boolean
      readonly emails: readonly string[]
      readonly address: string | null
    }

const untried = { text: 'no call logged yet', tone: 'untried' } as const
const howGood: Record<Outcome, { readonly text: string; readonly tone: NumberShown['tone'] }> = {
  reached: { text: 'answered', tone: 'good' },
  'reason-given': { text: 'answered', tone: 'good' },
  'parent-did-not-know': { text: 'answered', tone: 'good' },
  'no-answer': { text: 'no answer', tone: 'poor' },
  voicemail: { text: 'voicemail', tone: 'poor' },
  'number-dead': { text: 'dead', tone: 'dead' },
  'wrong-person': { text: 'somebody else’s', tone: 'dead' },
}

/**
 * The contacts in the order given. `attempts` are the standing ones of all absences, oldest first. Without
 * `seesRestricted` a restricted contact is one word, and a number it shares with another contact is left out there too.
 * The address of a restricted contact is never here.
 */
export function contactsShown(
  contacts: readonly Contact[],
  attempts: readonly Attempt[],
  seesRestricted: boolean,
): ContactShown[] {
  const restricted = seesRestricted ? new Set<string>() : restrictedNumbers(contacts)
  const last = new Map(attempts.flatMap((attempt) => (attempt.number ? [[phoneDigits(attempt.number), attempt]] : [])))
  return contacts.map((contact) => {
    if (contact.restricted && !seesRestricted) return { isHidden: true }
    const phones = contact.phones.filter(({ number }) => !restricted.has(phoneDigits(number)))
    return {
      isHidden: false,
      name: contact.name,
      relationship: contact.relationship,
      hasParentalResponsibility: contact.parentalResponsibility === true,
      isRestricted: contact.restricted,
      numbers: phones.map(({ number, kind }) => {
        const attempt = last.get(phoneDigits(number))
        const good = attempt ? howGood[attempt.outcome] : untried
        return { number, kind, howGood: good.text, tone: good.tone, triedAt: attempt?.at ?? null }
      }),
      hidesNumber: phones.length < contact.phones.length,
      emails: contact.emails,
      address: contact.restricted ? null : addressOf(contact),
    }
  })
}

function addressOf({ address }: Contact): string | null {
  const lines = [...(address?.lines ?? []), address?.postcode].filter((line) => line?.trim())
  return lines.length > 0 ? lines.join(', ') : null
}

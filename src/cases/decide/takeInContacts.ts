// Whom does one ring after one more message? A contact that it does not name stays, and so does a restriction.
import type { Contact } from '../pupil.ts'
import type { ContactTold } from '../told.ts'

/**
 * The contacts that a message adds or changes. The newer word for a contact stands, and for the restriction the newer word
 * that names it; of one instant the greater text, and what restricts.
 */
export function takeInContacts(
  pupilId: string,
  known: readonly Contact[],
  told: readonly ContactTold[],
  at: string,
  newIds: readonly string[],
): Contact[] {
  const byRef = new Map(known.map((contact) => [contact.contactRef, contact]))
  const changed = new Set<string>()
  for (const [index, contact] of told.entries()) {
    const before = byRef.get(contact.contactRef)
    const said: Contact = {
      ...contact,
      ...{ id: before?.id ?? newIds[index]!, pupilId, sourceUpdatedAt: at },
      restricted: contact.restricted ?? false,
      restrictedAt: contact.restricted === null ? null : at,
    }
    const after = before ? { ...newerOf(before, said), ...restrictionOf(before, said) } : said
    if (before && JSON.stringify(inOrder(after)) === JSON.stringify(inOrder(before))) continue
    byRef.set(contact.contactRef, after)
    changed.add(contact.contactRef)
  }
  return [...changed].map((ref) => byRef.get(ref)!)
}

function newerOf(before: Contact, said: Contact): Contact {
  if (before.sourceUpdatedAt !== said.sourceUpdatedAt)
    return before.sourceUpdatedAt > said.sourceUpdatedAt ? before : said
  return textOf(before) >= textOf(said) ? before : said
}

function restrictionOf(before: Contact, said: Contact): Pick<Contact, 'restricted' | 'restrictedAt'> {
  const [known, now] = [before.restrictedAt ?? '', said.restrictedAt ?? '']
  const { restricted, restrictedAt } = now > known || (now === known && said.restricted) ? said : before
  return { restricted, restrictedAt }
}

function textOf({ restricted: _, restrictedAt: __, ...contact }: Contact): string {
  return JSON.stringify(inOrder(contact))
}

function inOrder(contact: object): [string, unknown][] {
  return Object.entries(contact).sort(([one], [other]) => (one < other ? -1 : 1))
}

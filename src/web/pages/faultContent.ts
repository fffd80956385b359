// A message was not taken in: what of its content may this person read? The school's own words, made harmless.
import { may, type Person } from '../../cases/roles.ts'

const mostCharacters = 4000
const hidden = 'Not shown to you: ask the safeguarding lead'

/** The parts of a message that only a safeguarding lead may see wherever they stand. */
const forTheLead = /^(flags|changed|protection_?plan|child_?in_?need)$/i
/** What makes something a contact; one that is not plainly unrestricted is treated as restricted. */
const ofContact = ['contact_ref', 'relationship', 'phones', 'emails', 'address', 'restricted']
const aboutContacts = /^(contacts|pupil\.flags)/

/** The content as text to read: pretty JSON, invisible characters spelled out. `content` is the JSON text that was kept. */
export function contentShown(content: string, type: string, person: Person, schoolUrn: string): string {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    value = content
  }
  if (!may(person, 'see-protection-plan', schoolUrn)) {
    const isBare = typeof value !== 'object' || value === null
    value = isBare && aboutContacts.test(type) ? hidden : withoutWhatIsForTheLead(value)
  }
  const text = visible(JSON.stringify(value, null, 2))
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}\n… (shortened)` : text
}

function withoutWhatIsForTheLead(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWhatIsForTheLead)
  if (typeof value !== 'object' || value === null) return value
  const parts = value as Record<string, unknown>
  if (ofContact.some((part) => part in parts) && parts.restricted !== false) return hidden
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      // Contacts that are not a list of contacts: nobody can tell whose words they are.
      forTheLead.test(name) || (name === 'contacts' && !isListOfObjects(part)) ? hidden : withoutWhatIsForTheLead(part),
    ]),
  )
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null)
}

/** Every number by which the school's MIS knows a pupil, wherever it stands in the content. */
export function misIdsIn(content: string): string[] {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (name.endsWith('mis_id') && (typeof part === 'string' || typeof part === 'number')) found.add(String(part))
      else look(part)
    }
  }
  try {
    look(JSON.parse(content))
  } catch {
    // Not JSON: it names nobody that we could find.
  }
  return [...found]
}

// Characters that turn or hide text are spelled out, so that what is read is what was sent.
function visible(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

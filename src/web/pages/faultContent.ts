// A message was not taken in: what of its content may this person read? The school's own words, made harmless.
import { isNestedDeeperThan } from '../../cases/clock/jsonText.ts'
import { deepestMessage } from '../../cases/messageText.ts'
import { may, type Person } from '../../cases/roles.ts'
import { shownToSchool } from './faultShown.ts'

const mostCharacters = 4000

/** The content as text to read: pretty JSON, invisible characters spelled out; all of it for the safeguarding lead alone. `content` is the JSON text that was kept. */
export function contentShown(content: string, person: Person, schoolUrn: string): string {
  if (isNestedDeeperThan(content, deepestMessage)) return 'It lies too deep to be shown.'
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    value = content
  }
  if (!may(person, 'see-protection-plan', schoolUrn)) value = shownToSchool(value)
  const text = visible(JSON.stringify(value, null, 2))
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}\n… (shortened)` : text
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

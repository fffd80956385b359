// Tells a school that a part of a message from its system was not taken in; by whom and when is kept beside it.
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { findPart, type PartKey, writeOfSchoolTold } from '../storage/settledStore.ts'

/**
 * Null when the part is not there for this person. Told once: asked again, nothing more is sent. Refused when it is settled.
 * The message names no child, and says no word of what was sent.
 */
export async function tellSchoolOfFault(
  house: House,
  by: Person,
  key: PartKey,
): Promise<{ readonly accepted: PartKey } | { readonly refused: Refusal } | null> {
  const part = await findPart(house.database, scopeOf(by, 'tell-school-of-fault'), key)
  if (!part) return null
  if (part.settledAt !== null) return refused('settled-already')
  if (part.toldAt !== null) return { accepted: key }
  const madeAt = house.clock.now()
  const message = {
    id: house.ids.next(),
    key: `part-not-taken-in:${key.delivery}:${key.number}`,
    madeAt,
    kind: 'part-not-taken-in',
    team: `school:${part.schoolUrn}`,
    schoolUrn: part.schoolUrn,
    caseId: null,
    subject: `Part of a message from the MIS of ${part.schoolName} was not taken in`,
    body: [
      `${by.name} asks you to look at a part of a message from your school’s MIS that did not fit. It changed nothing in Whereabouts.`,
      `What it was and why it did not fit: ${house.publicUrl}/needs-attention`,
      'There you can correct it and send it again, or say why it is not needed. Please correct it in your MIS too.',
    ].join('\n\n'),
    state: 'waiting',
    because: null,
  } as const
  await house.database.commit([...writesOfMessages([message]), writeOfSchoolTold(key, madeAt, by.id)])
  return { accepted: key }
}

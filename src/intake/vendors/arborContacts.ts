// Whom does a school's Arbor name to ring for a pupil?
//
// Not confirmed: the GraphQL names (those of the published client's StudentGuardianRelationship, Guardian, TelephoneNumber
// and EmailAddress), and that `numberOwner` and `emailAddressOwner` give the id of the guardian. `accessNotes` may hold
// words of a court order and is not asked for; Arbor has no mark of a restriction that is known, so none is said, which
// never lifts one that stands here. Postal addresses are not asked for.
import { z } from 'zod'
import { londonDate } from '../../calendar/londonTime.ts'
import { arborDoor, arborId, arborList } from './arborAsk.ts'
import { arborEnrolments } from './arborEnrolments.ts'
import { arborMessage, asItCame, fingerprintOf, firstTimeUnread } from './arborMessages.ts'
import type { CanonicalMessage, Feed, FeedAsked, FeedRead } from './feed.ts'

const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(arborId))
const words = z.string().max(200).nullish()

const relationship = z.object({
  id,
  student: z.object({ id }),
  guardian: z.object({
    id,
    person: z.object({
      legalFirstName: words,
      legalLastName: words,
      preferredFirstName: words,
      preferredLastName: words,
    }),
  }),
  guardianRelationshipType: z.object({ name: words }).nullish(),
  isLegalGuardian: z.boolean().nullish(),
  emergencyContactPriority: z.int().nullish(),
})
const relationshipFields =
  'id student { id } guardian { id person { legalFirstName legalLastName preferredFirstName preferredLastName } } guardianRelationshipType { name } isLegalGuardian emergencyContactPriority'

const telephone = z.object({ numberOwner: z.object({ id }), number: z.string(), telephoneNumberType: words })
const mail = z.object({ emailAddressOwner: z.object({ id }), emailAddress: z.string() })

export const arborContactsFeed: Feed = { vendor: 'arbor', name: 'contacts', rhythm: 'nightly', read }

async function read(asked: FeedAsked): Promise<FeedRead> {
  const door = arborDoor(asked)
  if (!('origin' in door)) return door
  const roll = await arborEnrolments(door, londonDate(asked.now))
  if (!('enrolments' in roll)) return roll
  const relationships = await arborList(door, 'StudentGuardianRelationship', relationshipFields)
  if (!('records' in relationships)) return relationships
  const numbers = await arborList(
    door,
    'TelephoneNumber',
    'numberOwner { ... on Guardian { id } } number telephoneNumberType',
  )
  if (!('records' in numbers)) return numbers
  const mails = await arborList(door, 'EmailAddress', 'emailAddressOwner { ... on Guardian { id } } emailAddress')
  if (!('records' in mails)) return mails

  const phonesOf = groupedBy(numbers.records, telephone, ({ numberOwner }) => numberOwner.id)
  const mailsOf = groupedBy(mails.records, mail, ({ emailAddressOwner }) => emailAddressOwner.id)
  const ofSchool = new Set(roll.enrolments.map(({ student }) => student.id))
  const contactsOf = new Map<string, unknown[]>()
  const unread: (readonly ['contacts.upserted', unknown])[] = []
  for (const record of relationships.records) {
    const { data } = relationship.safeParse(record)
    if (!data) unread.push(['contacts.upserted', record])
    else if (ofSchool.has(data.student.id)) {
      const contact = contactOf(data, phonesOf.get(data.guardian.id), mailsOf.get(data.guardian.id))
      contactsOf.set(data.student.id, [...(contactsOf.get(data.student.id) ?? []), contact])
    }
  }

  const before = (asked.lists.get('contacts') ?? {}) as Record<string, string>
  const prints: Record<string, string> = {}
  const messages: CanonicalMessage[] = []
  for (const [misId, contacts] of contactsOf) {
    prints[misId] = await fingerprintOf(contacts)
    if (prints[misId] === before[misId]) continue
    messages.push(
      arborMessage(asked, 'contacts.upserted', { pupil: { mis_id: misId }, contacts, source_updated_at: asked.now }),
    )
  }
  const told = await firstTimeUnread(asked.lists, 'contacts', unread)
  for (const [type, record] of told.first) messages.push(arborMessage(asked, type, asItCame(record)))
  const lists = new Map<string, unknown>([['contacts', prints], told.list])
  const seen = relationships.records.length
  return { messages, cursor: null, isComplete: true, seen, wholeSeen: seen, changed: messages.length, lists }
}

function contactOf(
  { guardian, guardianRelationshipType, isLegalGuardian, emergencyContactPriority }: z.infer<typeof relationship>,
  phones: readonly z.infer<typeof telephone>[] = [],
  mails: readonly z.infer<typeof mail>[] = [],
) {
  const { legalFirstName, legalLastName, preferredFirstName, preferredLastName } = guardian.person
  const name = [preferredFirstName || legalFirstName, preferredLastName || legalLastName].filter(Boolean).join(' ')
  return {
    contact_ref: guardian.id,
    name,
    relationship: guardianRelationshipType?.name ?? null,
    priority: emergencyContactPriority ?? null,
    parental_responsibility: isLegalGuardian ?? null,
    phones: phones.map(({ number, telephoneNumberType }) => ({ number, kind: telephoneNumberType ?? null })),
    emails: mails.map(({ emailAddress }) => emailAddress),
    restricted: null,
  }
}

// Numbers and addresses of people who are no guardians, staff among them, are passed over without being kept.
function groupedBy<Out>(records: readonly unknown[], schema: z.ZodType<Out>, ownerOf: (one: Out) => string) {
  const grouped = new Map<string, Out[]>()
  for (const record of records) {
    const { data } = schema.safeParse(record)
    if (data) grouped.set(ownerOf(data), [...(grouped.get(ownerOf(data)) ?? []), data])
  }
  return grouped
}

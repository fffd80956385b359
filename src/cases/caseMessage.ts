// What does a message about a case say? School, school day, reference and a link; never a child's name.
import { caseReference } from './caseReference.ts'
import { heldForCalendar, heldForSilence } from './messageBehind.ts'

/** The kinds of message a case sends. */
export type CaseMessageKind =
  | 'education-welfare'
  | 'cme-officer-told'
  | 'authority-referral'
  | 'parent-did-not-know'
  | 'deletion-return'

export interface CaseForMessage {
  readonly id: string
  readonly madeAt: string
  readonly caseId: string
  readonly schoolUrn: string
  readonly schoolName: string
  /** Null where the days cannot be counted. */
  readonly schoolDay: number | null
  /** The version of the record that it is committed with: the same is told once. */
  readonly version: number
  readonly isHeld: boolean
  /** It is held because the calendar stands against the register, and not for silence. */
  readonly isAgainstCalendar?: boolean
  readonly publicUrl: string
}

/** ': school day 3', or nothing where nobody can count. */
function onDay(schoolDay: number | null, before: string): string {
  return schoolDay === null ? '' : `${before}${schoolDay}`
}

const said: Record<
  CaseMessageKind,
  {
    readonly team: (urn: string) => 'education-welfare' | 'authority' | `school:${string}`
    readonly subject: (c: CaseForMessage) => string
    readonly body: (c: CaseForMessage) => string
  }
> = {
  'education-welfare': {
    team: () => 'education-welfare',
    subject: ({ schoolDay, schoolName }) =>
      `School day ${schoolDay}: a child at ${schoolName} is away and nobody has said why`,
    body: ({ schoolDay, schoolName }) =>
      `A child at ${schoolName} has been away for ${schoolDay} school days and nobody has said why. The case is now open for the authority.`,
  },
  'cme-officer-told': {
    team: () => 'authority',
    subject: ({ schoolName }) => `${schoolName} tells you of a child who is away`,
    body: ({ schoolDay, schoolName }) =>
      `${schoolName} tells the CME officer that a child is away and nobody has said why${onDay(schoolDay, ': school day ')}. The case is now open for the authority.`,
  },
  'authority-referral': {
    team: () => 'authority',
    subject: ({ schoolDay, schoolName }) => `Referral from ${schoolName}${onDay(schoolDay, ': school day ')}`,
    body: ({ schoolDay, schoolName }) =>
      `${schoolName} refers a case to the authority${onDay(schoolDay, ' on school day ')}. What the school has logged is the referral.`,
  },
  'parent-did-not-know': {
    team: (urn) => `school:${urn}`,
    subject: ({ schoolName }) => `${schoolName}: a parent did not know that their child is away`,
    body: ({ schoolName }) =>
      `A parent at ${schoolName} was reached and did not know that their child is not at school. Answer the risk questions now.`,
  },
  'deletion-return': {
    team: () => 'authority',
    subject: ({ schoolName }) => `Deletion return from ${schoolName}`,
    body: ({ schoolName }) =>
      `${schoolName} has decided to delete a name from the admission register. The return under regulation 13(4) is on the case. The child stays on your list until found.`,
  },
}

/** What a message is known by: its kind, the case, and the version of the record that it was committed with. */
export function messageKey(kind: CaseMessageKind, caseId: string, version: number): string {
  return `${kind}:${caseId}:${version}`
}

/** The message as the outbox keeps it. Its key holds the kind, the case and its version, so that nothing is told twice. */
export function caseMessage(kind: CaseMessageKind, about: CaseForMessage) {
  const { id, madeAt, caseId, schoolUrn, version, isHeld, publicUrl } = about
  const words = said[kind]
  const reference = caseReference(caseId)
  return {
    id,
    key: messageKey(kind, caseId, version),
    madeAt,
    kind,
    team: words.team(schoolUrn),
    schoolUrn,
    caseId,
    subject: `${words.subject(about)} (case ${reference})`,
    body: `${words.body(about)}\n\nCase ${reference}: ${publicUrl}/cases/${caseId}\n\nNo names are in this message. Sign in to see the case.`,
    state: isHeld ? ('held' as const) : ('waiting' as const),
    because: isHeld ? (about.isAgainstCalendar ? heldForCalendar : heldForSilence) : null,
  }
}

// Who is the child, as far as the school's system has said? Not known is not no, and an aspect is only as new as its stamp.
import type { DetailWord } from './detailWords.ts'
import { may, type Person } from './roles.ts'

export const flagNames = [
  'lookedAfter',
  'protectionPlan',
  'childInNeed',
  'ehcPlan',
  'senSupport',
  'socialWorker',
] as const
export type FlagName = (typeof flagNames)[number]

/** What makes a child's absence more urgent. `null`: nobody has said. */
export type Flags = Readonly<Record<FlagName, boolean | null>>

export interface Pupil extends Flags {
  readonly id: string
  readonly schoolUrn: string
  readonly misId: string
  readonly upn: string | null
  readonly formerUpn: string | null
  readonly legalForename: string | null
  readonly legalSurname: string | null
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
  readonly searchName: string
  readonly dateOfBirth: string | null
  readonly sex: string | null
  readonly yearGroup: string | null
  readonly regGroup: string | null
  readonly homeLaCode: string | null
  readonly boarder: boolean
  /** When details were last told in their own right. Each detail is as new as its own word. */
  readonly detailsAt: string | null
  readonly detailWords: readonly DetailWord[]
  readonly flagsAt: string | null
  /** Names of flags, in the sender's words, that changed without their values: "changed, please check". */
  readonly flagsToCheck: readonly string[]
  readonly flagsToCheckAt: string | null
  /** The first day on which a mark, or the receipt of any message, showed that the pupil is here. */
  readonly firstKnownOn: string
  readonly enteredOn: string | null
  readonly leftOn: string | null
  readonly enrolmentAt: string | null
  /** What somebody must find out: where an expected starter is, or where a leaver went; and since when. */
  readonly asks: 'starter' | 'leaver' | null
  readonly asksFrom: string | null
}

/** Somebody to ring. `restricted`: not before the safeguarding lead has said so. */
export interface Contact {
  readonly id: string
  readonly pupilId: string
  readonly contactRef: string
  readonly name: string
  readonly relationship: string | null
  readonly priority: number | null
  readonly parentalResponsibility: boolean | null
  readonly phones: readonly { readonly number: string; readonly kind: string | null }[]
  readonly emails: readonly string[]
  readonly address: { readonly lines: readonly string[]; readonly postcode: string | null } | null
  readonly restricted: boolean
  /** When a message last named the restriction, which not every one does; null: none has. */
  readonly restrictedAt: string | null
  readonly sourceUpdatedAt: string
}

/** The name people use: `{ forename, surname }`, preferred before legal, or null while the school's system has sent none. */
export function nameOf(pupil: Pupil): { readonly forename: string; readonly surname: string } | null {
  const forename = pupil.preferredForename ?? pupil.legalForename
  const surname = pupil.preferredSurname ?? pupil.legalSurname
  return forename === null && surname === null ? null : { forename: forename ?? '', surname: surname ?? '' }
}

/** The name as one line for a page, or the words that say that none was sent. */
export function displayNameOf(pupil: Pupil): string {
  const name = nameOf(pupil)
  return name ? `${name.forename} ${name.surname}`.trim() : `Name not yet sent (MIS number ${pupil.misId})`
}

/** What a search compares: all names in small letters without accents. */
export function searchNameOf(pupil: Omit<Pupil, 'searchName'>): string {
  const names = [pupil.preferredSurname, pupil.preferredForename, pupil.legalSurname, pupil.legalForename]
  const words = new Set(names.flatMap((name) => (name ? plainLetters(name).split(' ') : [])))
  return [...words].join(' ')
}

// Letters of their own that people type without: Łukasz is looked for as lukasz.
const plainOf: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }

/** A text in small letters without accents, for comparing. */
export function plainLetters(text: string): string {
  const withoutMarks = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return withoutMarks
    .replace(/[łøđðıßæœþ]/g, (letter) => plainOf[letter]!)
    .replace(/\s+/g, ' ')
    .trim()
}

/** A flag as a tag on a page. `serious` ones ask for a referral and put the child first. */
export interface FlagShown {
  readonly text: string
  readonly serious: boolean
}

/** The flags this person may see at that school. The plan and the need are never named to an attendance officer: a social worker is. */
export function flagsShownTo(person: Person, schoolUrn: string, flags: Flags): FlagShown[] {
  const seesPlan = may(person, 'see-protection-plan', schoolUrn)
  const hasSocialWorker = flags.socialWorker || flags.protectionPlan || flags.childInNeed
  const shown = [
    flags.protectionPlan && seesPlan && { text: 'Protection plan', serious: true },
    flags.lookedAfter && { text: 'Looked after', serious: true },
    flags.childInNeed && seesPlan && { text: 'Child in need', serious: true },
    hasSocialWorker && { text: 'Social worker', serious: true },
    flags.ehcPlan && { text: 'EHC plan', serious: false },
    flags.senSupport && { text: 'SEN support', serious: false },
  ]
  return shown.filter((flag) => flag !== false && flag !== null)
}

/** Whether a flag asks for a referral: such children come first. The same for everybody, so that the order tells nobody more. */
export function isMostAtStake(flags: Flags): boolean {
  return Boolean(flags.lookedAfter || flags.protectionPlan || flags.childInNeed || flags.socialWorker)
}

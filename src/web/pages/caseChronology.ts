// What happened on this case, the newest first? Every entry in words, as far as this reader may know of it; withdrawn ones stay, struck through.
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { isCaseWork } from '../../cases/caseWork.ts'
import { hiddenWords, isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import type { Contact } from '../../cases/pupil.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { Paths } from '../paths.ts'
import { type Saying, type SightOfWork, sayingOfWork, tellsOfRisk } from './caseEntryWords.ts'
import { shortWords } from './caseWords.ts'
import { isHiddenFrom } from './enquiriesSight.ts'
import { inWords } from './inWords.ts'
import { marksChanged, withMarksTogether } from './markChanges.ts'
import { type MessageShown, messageShown } from './messageShown.ts'
import { linesOf, type SightOfAttempts } from './pupilTried.ts'

export interface EntryLine {
  readonly version: number
  readonly at: string
  /** Null for what the clock did by itself. */
  readonly by: string | null
  /** The school day of the policy on which the clock did it; null for everything else. */
  readonly onSchoolDay: number | null
  /** The line of the enquiry lists, by its code; null for what is on none, or not for this reader. */
  readonly code: string | null
  readonly text: string
  readonly words: string
  /** The single changes of marks that the line says together, oldest first; empty for every other line. */
  readonly parts: readonly string[]
  /** Who withdrew it, when and why; null while it stands. */
  readonly undone: string | null
  readonly link: { readonly text: string; readonly href: string } | null
  /** What became of the message behind it; null without one, and once it is undone. */
  readonly message: MessageShown | null
}

type Bare = Omit<EntryLine, 'parts'>

export interface Reader {
  readonly person: Person
  readonly paths: Paths
  readonly authorityName: string
  /** All on the child's record, restricted ones too, so that what names them stays hidden. */
  readonly contacts: readonly Contact[]
}

/** The lines. A number of any contact is hidden from who sees no contacts, one that is restricted from all but the lead. */
export function chronology(now: CaseNow, reader: Reader): EntryLine[] {
  const { events, summary, schoolName } = now
  const { person, paths, authorityName, contacts } = reader
  const mayHere = (permission: Parameters<typeof may>[1]) => may(person, permission, summary.schoolUrn)
  const byVersion = new Map(events.map((event) => [event.version, event]))
  const seesContacts = mayHere('see-contacts-of-case')
  const seesRestricted = mayHere('see-restricted-contacts')
  const sightOfAttempts: SightOfAttempts = {
    seesContacts,
    isHidden: seesRestricted ? () => false : isToRestricted(contacts),
    isReasonHidden: seesRestricted ? () => false : isFromRestricted(contacts),
  }
  const sight: SightOfWork = {
    seesRisk: mayHere('see-risk'),
    schoolName,
    authorityName,
    entry: (version) => byVersion.get(version),
  }
  const isRestricted = isHiddenFrom(person, summary.schoolUrn, contacts)
  const isNumber = seesContacts ? () => false : givesNumber(contacts)
  const shown = (event: RecordedEvent, saying: Saying): Saying => {
    const texts = [saying.text, saying.words]
    if (!isRestricted(...texts) && !texts.some(isNumber)) return saying
    return { text: shortText(event), words: isRestricted(...texts) ? hiddenWords : 'This names a contact’s number.' }
  }
  const undone = undoneEntries(events, sight, (words) => isRestricted(words) || isNumber(words))
  const lines = events
    .map((event) => ({
      version: event.version,
      at: event.at,
      by: writerOf(event),
      onSchoolDay: writerOf(event) === null && event.what !== 'case-opened' ? schoolDayOf(event, events) : null,
      code: codeOf(event, sight),
      undone: undone.get(event.version) ?? null,
      ...(isErased(event)
        ? { text: 'The details of this entry were erased.', words: '' }
        : isCaseWork(event)
          ? shown(event, sayingOfWork(event, sight))
          : ringing(event, sightOfAttempts)),
      link: linkOf(event, summary.id, sight, paths),
      message: undone.has(event.version) ? null : messageShown(event, { person, paths, schoolUrn: summary.schoolUrn }),
    }))
    .reverse()
  return withMarksTogether(lines, ({ version }) => byVersion.get(version)!).map((group) => together(group, byVersion))
}

function together(newestFirst: readonly [Bare, ...Bare[]], byVersion: ReadonlyMap<number, RecordedEvent>): EntryLine {
  const [newest] = newestFirst
  if (newestFirst.length === 1) return { ...newest, parts: [] }
  const oldestFirst = newestFirst.toReversed()
  return {
    ...newest,
    text: `${marksChanged(oldestFirst.map(({ version }) => byVersion.get(version)!))}.`,
    words: '',
    parts: oldestFirst.map(({ text, words }) => (words ? `${text} “${words}”` : text)),
  }
}

/** Who saw the child last, by the newest entry that says so on that day; null when the register does. */
export function sightingInWords({ lastSeen, events, summary }: CaseNow, reader: Reader): string | null {
  if (lastSeen?.how !== 'seen') return null
  const isHidden = isHiddenFrom(reader.person, summary.schoolUrn, reader.contacts)
  const standing = new Set(summary.standing.map(({ version }) => version))
  const event = events.findLast(
    (each) =>
      standing.has(each.version) &&
      ((each.what === 'child-seen' && each.details.on === lastSeen.on) ||
        (each.what === 'check-made' && each.details.on === lastSeen.on && each.details.childSeen)),
  )
  if (event?.what === 'check-made') return `on a visit written down by ${event.byName ?? 'somebody'}`
  if (event?.what !== 'child-seen') return null
  const { who, profession, where } = event.details
  return isHidden(who, profession, where) ? 'ask the safeguarding lead who' : `${who}, ${profession}: ${where}`
}

function isErased({ details }: RecordedEvent): boolean {
  return Object.keys(details).length === 0
}

function writerOf(event: RecordedEvent): string | null {
  if (event.byName) return event.byName
  // What a message or the night brought about was decided by the clock alone.
  if (event.by === 'clock' || isCaseWork(event)) return null
  return 'the school’s system (MIS)'
}

// What was told on the school day of the policy is written in the commit that opened the case.
function schoolDayOf({ at }: RecordedEvent, events: readonly RecordedEvent[]): number | null {
  const opening = events.find((event) => event.at === at && event.what === 'case-opened')
  return opening?.what === 'case-opened' ? (opening.details.schoolDay ?? null) : null
}

function codeOf(event: RecordedEvent, { seesRisk }: SightOfWork): string | null {
  if (event.what !== 'check-made' || isErased(event)) return null
  return seesRisk || !tellsOfRisk(event) ? event.details.check : null
}

function ringing(event: RecordedEvent, sight: SightOfAttempts): Saying {
  if (event.what === 'contact-attempt-withdrawn') return { text: 'A call or message was undone.', words: '' }
  if (event.what === 'reason-withdrawn') return { text: 'A reason was undone.', words: '' }
  const [line] = linesOf([event], sight)
  return { text: line!.text, words: line!.words ?? '' }
}

function shortText(event: RecordedEvent): string {
  if (!isCaseWork(event)) return ''
  const short = shortWords[event.what]
  return `${short[0]!.toUpperCase()}${short.slice(1)}.`
}

function undoneEntries(
  events: readonly RecordedEvent[],
  { seesRisk, entry }: SightOfWork,
  isHidden: (words: string) => boolean,
): ReadonlyMap<number, string> {
  return new Map(
    events.flatMap((event): [number, string][] => {
      if (isErased(event)) return []
      const when = inWords.dayAndTime(event.at)
      const who = writerOf(event) ?? 'itself'
      switch (event.what) {
        case 'contact-attempt-withdrawn':
        case 'reason-withdrawn':
          return [[event.details.version, `Undone by ${who}, ${when}.`]]
        case 'told': {
          const { messageId } = event.details
          const held = events.find((each) => each.what === 'telling-held' && each.details.messageId === messageId)
          return held && messageId !== null ? [[held.version, `Let go by ${who}, ${when}.`]] : []
        }
        case 'not-reached':
          return [[event.details.version, `The message did not arrive, ${when}.`]]
        case 'entry-withdrawn': {
          const { version, reason } = event.details
          const why = isHidden(reason) || (!seesRisk && tellsOfRisk(entry(version))) ? '' : ` ${reason}`
          return [[version, `Withdrawn by ${who}, ${when}.${why}`]]
        }
        default:
          return []
      }
    }),
  )
}

function linkOf(event: RecordedEvent, caseId: string, { seesRisk }: SightOfWork, paths: Paths): EntryLine['link'] {
  if (event.what === 'risk-answered' && seesRisk)
    return { text: 'What was known at that minute', href: paths.riskSnapshot(caseId, event.version) }
  if (event.what === 'referral-made' && seesRisk)
    return { text: 'The referral as made', href: paths.referral(caseId, event.version) }
  if (event.what === 'name-removed') return { text: 'The evidence', href: paths.removal(caseId) }
  return null
}

/** Says of a text whether it holds a number of one of them. Names do not count: the number is for those who ring. */
export function givesNumber(contacts: readonly Contact[]): (text: string) => boolean {
  const numbers = isFromRestricted(contacts.map(({ id, phones }) => ({ id, phones, name: '', restricted: true })))
  return (text) => numbers({ whoSaid: text, reason: '' })
}

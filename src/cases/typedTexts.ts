// Which texts of a record did somebody type, and how is one hidden that is not for its reader? Every field is sorted here once.
import type { RecordedEvent } from './attempts.ts'
import type { CaseHappening } from './events.ts'
import { hiddenWords } from './mentionsRestricted.ts'

/**
 * `text`: typed, in one text, in several or in parts; `lines`: sentences kept line by line, each with what it is about
 * before a colon; `number`: a telephone number; `compared`: whom an enquiry asked, by which its answer is found, so that
 * the pages of enquiries hide it themselves; `ours`: dates, codes, ids and words from closed lists.
 */
type Kind = 'text' | 'lines' | 'number' | 'compared' | 'ours'

type KindsOf<What> = What extends CaseHappening['what']
  ? { readonly [Field in keyof Extract<CaseHappening, { what: What }>['details']]-?: Kind }
  : never

const [text, lines, number, compared, ours] = ['text', 'lines', 'number', 'compared', 'ours'] as const
const signed = { ground: ours, statement: text, role: ours, runFirstOn: ours } as const

// A field that is new has no place to hide: it does not compile until it is sorted.
const kindsOf: { readonly [What in CaseHappening['what']]: KindsOf<What> } = {
  'absence-began': { firstOn: ours },
  'absence-began-again': { firstOn: ours },
  'absence-start-moved': { from: ours, to: ours },
  'deadlines-moved': { source: ours, publishedAt: ours, reason: text, moved: ours, absence: ours },
  'mark-corrected': { on: ours, session: ours, from: ours, to: ours, reason: text },
  'absence-ended': { on: ours, because: ours },
  'contact-attempted': { contactId: ours, who: text, number, method: ours, outcome: ours, words: text },
  'contact-attempt-withdrawn': { version: ours },
  'reason-given': { explainedOn: ours, explainedUntil: ours, reason: text, whoSaid: text },
  'reason-withdrawn': { version: ours },
  'case-opened': { because: ours, reason: text, schoolDay: ours },
  'case-allocated': { personId: ours, personName: ours },
  'risk-answered': { on: ours, answers: ours, level: ours, decision: ours, reason: text, known: lines, shown: lines },
  'referral-made': {
    side: ours,
    to: ours,
    at: ours,
    reference: text,
    takenBy: text,
    dueOn: ours,
    said: lines,
    words: text,
  },
  'referral-acknowledged': { version: ours, on: ours, who: text, reference: text },
  'referral-answered': { version: ours, on: ours, who: text, answer: text },
  told: { whom: ours, on: ours, who: text, how: text, words: text, messageId: ours },
  'telling-held': { whom: ours, on: ours, messageId: ours, because: text },
  'not-reached': { version: ours, messageId: ours, because: text },
  'return-sent': { on: ours, how: text, words: text },
  'record-sent': { on: ours, to: text, how: text },
  'check-made': {
    side: ours,
    check: ours,
    on: ours,
    how: text,
    who: compared,
    result: ours,
    words: text,
    nextStep: text,
    nextOn: ours,
    childSeen: ours,
  },
  'review-held': { on: ours, present: text, level: ours, was: ours, changed: text, next: text },
  'child-seen': { side: ours, on: ours, who: text, profession: text, where: text, words: text },
  'sickness-signed': { ...signed, answer: ours },
  'enquiries-signed': { ...signed, side: ours, checks: ours },
  'outcome-signed': { ...signed, side: ours, kind: ours, agreed: ours },
  'name-removed': { ground: ours, on: ours, statement: text, role: ours, conditions: text, returnMessageId: ours },
  'child-found': { side: ours, kind: ours, on: ours, who: text, how: text, where: text, words: text },
  'case-closed': { because: ours, on: ours },
  'entry-withdrawn': { version: ours, reason: text },
}

/** The event as its reader may know it: each typed text of which `isHidden` holds says only that it is hidden. */
export function withoutHidden(event: RecordedEvent, isHidden: (text: string) => boolean): RecordedEvent {
  const kinds = kindsOf[event.what] as Readonly<Record<string, Kind>>
  // What a newer version of the program wrote may have fields that this one does not know.
  const details = Object.fromEntries(
    Object.entries(event.details).map(([field, value]) => [field, shownAs(kinds[field] ?? 'text', value, isHidden)]),
  )
  return { ...event, details } as RecordedEvent
}

/** The text, or that it is hidden. */
export function unlessHidden<Text extends string | null>(words: Text, isHidden: (text: string) => boolean) {
  return words !== null && isHidden(words) ? hiddenWords : words
}

function shownAs(kind: Kind, value: unknown, isHidden: (text: string) => boolean): unknown {
  if (kind === 'ours' || kind === 'compared') return value
  if (Array.isArray(value)) return value.map((each) => shownAs(kind, each, isHidden))
  if (typeof value === 'object' && value !== null)
    // The id of a condition is ours; what stands beside it may not be.
    return Object.fromEntries(
      Object.entries(value).map(([field, each]) => [field, field === 'id' ? each : shownAs(kind, each, isHidden)]),
    )
  if (typeof value !== 'string' || !isHidden(value)) return value
  if (kind === 'number') return null
  return kind === 'lines' ? withLinesHidden(value, isHidden) : hiddenWords
}

// One line of several that gives somebody away hides that line and no other, unless they do so together.
function withLinesHidden(value: string, isHidden: (text: string) => boolean): string {
  const [, label = '', words = ''] = /^([^:\n]{1,60}: )?([\s\S]*)$/.exec(value) ?? []
  if (isHidden(label)) return hiddenWords
  const shown = words.split('\n').map((line) => (isHidden(line) ? hiddenWords : line))
  const open = shown.filter((line) => line !== hiddenWords).join('\n')
  return label + (isHidden(`${label}${open}`) ? hiddenWords : shown.join('\n'))
}

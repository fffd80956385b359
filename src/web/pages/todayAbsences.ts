// Which children is a form about, and what happened to their absences, since it was opened above all?
import type { RecordedEvent } from '../../cases/attempts.ts'
import { isCaseWork } from '../../cases/caseWork.ts'
import { isFromRestricted, isToRestricted } from '../../cases/mentionsRestricted.ts'
import type { ContactOnRecord } from '../../cases/numbersToRing.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { assertNever } from '../../cases/refusals.ts'
import { type Person, scopeOf } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { type AbsenceToChange, listAbsencesToChange, listWhatHappened } from '../../storage/todayStore.ts'
import { shortWords } from './caseWords.ts'
import { inWords } from './inWords.ts'
import { whatWords, whenWords } from './todayAttemptWords.ts'
import { sessionWords } from './todayWords.ts'

export interface AbsenceOnForm extends AbsenceToChange {
  readonly events: readonly RecordedEvent[]
}

/** These absences with all that happened; null when one is not there for this person. */
export async function absencesOnForm(
  house: House,
  person: Person,
  caseIds: readonly string[],
): Promise<AbsenceOnForm[] | null> {
  const scope = scopeOf(person, 'log-contact')
  const ids = [...new Set(caseIds)]
  const [found, events] = await Promise.all([
    listAbsencesToChange(house.database, scope, ids),
    listWhatHappened(house.database, scope, ids),
  ])
  if (found.length !== ids.length) return null
  const of = Map.groupBy(events, ({ caseId }) => caseId)
  return found.map((absence) => ({ ...absence, events: of.get(absence.kase.summary.id) ?? [] }))
}

/** Who reads a form, and on which of London's dates. */
export interface FormReader {
  readonly on: string
  readonly readerId: string
}

/** One child of a form. `newer`: what happened after the version seen (all, when `seen` is null: nothing). */
export function childOnForm({ kase, pupil, contacts, events }: AbsenceOnForm, seen: number | null, reader: FormReader) {
  const { id, version, endedOn } = kase.summary
  const lines = (from: readonly RecordedEvent[]) => from.map((event) => eventWords(event, contacts, reader))
  return {
    caseId: id,
    version,
    name: displayNameOf(pupil),
    className: pupil.regGroup ?? (pupil.yearGroup ? `Year ${pupil.yearGroup}` : ''),
    isOver: endedOn !== null,
    newer: seen === null ? [] : lines(events.filter((event) => event.version > seen)),
    latest: lines(events.filter(({ what }) => what === 'contact-attempted' || what === 'reason-given').slice(-3)),
  }
}

/** A happening in a line, without anything of a contact that is restricted now. */
export function eventWords(
  event: RecordedEvent,
  contacts: readonly ContactOnRecord[],
  { on, readerId }: FormReader,
): string {
  const words = `${whenWords(event.at, on)} ${happeningWords(event, contacts)}`
  if (event.by === readerId) return `You: ${words}`
  if (event.by === 'mis') return `${words}, by your MIS`
  return event.byName ? `${words}, by ${event.byName}` : words
}

function happeningWords(event: RecordedEvent, contacts: readonly ContactOnRecord[]): string {
  if (isCaseWork(event)) return shortWords[event.what]
  switch (event.what) {
    case 'absence-began':
      return 'the absence began'
    case 'absence-began-again':
      return `away again from ${inWords.day(event.details.firstOn)}`
    case 'absence-start-moved':
      return `the absence now begins on ${inWords.day(event.details.to)}`
    case 'mark-corrected': {
      const { on, session, from, to } = event.details
      return `the mark of ${inWords.day(on)}, ${sessionWords[session]}, changed from ${from} to ${to}`
    }
    case 'deadlines-moved':
      return 'dates moved by another calendar'
    case 'absence-ended':
      return `the absence ended: ${endedWords[event.details.because] ?? ''}`
    case 'contact-attempted':
      if (!event.details.outcome) return 'an attempt whose details were erased'
      return whatWords(event.details, isToRestricted(contacts)(event.details) ? 'restricted' : 'all')
    case 'contact-attempt-withdrawn':
      return 'an attempt was undone'
    case 'reason-given':
      if (!event.details.reason) return 'reason given: erased'
      if (isFromRestricted(contacts)(event.details)) return 'reason given: ask the safeguarding lead'
      return `reason given: ${event.details.reason}`
    case 'reason-withdrawn':
      return 'the reason was undone'
    default:
      return assertNever(event)
  }
}

const endedWords: Record<string, string> = {
  attended: 'the register says that the child attended',
  'reason-in-register': 'the register gives the reason',
  left: 'the child left this school',
  'file-taken-back': 'the register file that alone named the child was taken back',
}

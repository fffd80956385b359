// What could not be taken in, and what is to be done about it? The school reads what was said; the administrator only where.
import { may, type Person } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import type { FaultOnList, SecurityEventOnList } from '../../storage/faultStore.ts'
import { unlockText } from '../../storage/secretText.ts'
import { kindOfMessage } from './deliveryWords.ts'
import { contentShown, misIdsIn } from './faultContent.ts'
import { isMisId } from './faultShown.ts'
import { datesInWords } from './inWords.ts'

export const faultsAPage = 20

/** A message that was not taken in. `content` null: not for this person, or nothing was kept. */
export interface FaultRow {
  readonly at: string
  readonly schoolName: string
  /** What kind of message it was in words, and as its sender says it. */
  readonly kind: string
  readonly type: string
  readonly path: string
  readonly reason: string
  /** By which numbers of the MIS it names pupils, in words. */
  readonly about: string | null
  readonly content: string | null
  readonly todo: string
  readonly delivery: number
  readonly number: number
  /** What this person may do about it. Nothing is left to correct once what it said is erased. */
  readonly mayCorrect: boolean
  readonly mayDiscard: boolean
  readonly mayTell: boolean
  readonly toldAt: string | null
}

/** The rows, and by which numbers their contents name pupils. */
export async function faultRows(
  house: House,
  person: Person,
  faults: readonly FaultOnList[],
): Promise<{ rows: FaultRow[]; named: { schoolUrn: string; misId: string }[] }> {
  const named: { schoolUrn: string; misId: string }[] = []
  const rows: FaultRow[] = []
  for (const { content: locked, schoolUrn, ...fault } of faults) {
    const content = locked === null ? null : await unlocked(house, locked)
    const misIds = content === null ? [] : misIdsIn(content)
    named.push(...misIds.map((misId) => ({ schoolUrn, misId })))
    rows.push({
      at: fault.at,
      schoolName: fault.schoolName,
      kind: kindOfMessage(fault.type),
      type: fault.type,
      path: fault.path,
      reason: datesInWords(fault.reason),
      about: aboutPupils(misIds.filter(isMisId)),
      content: content === null ? null : contentShown(content, person, schoolUrn),
      ...whatToDo(person, schoolUrn, locked !== null),
      delivery: fault.delivery,
      number: fault.number,
      toldAt: fault.toldAt,
    })
  }
  return { rows, named }
}

function whatToDo(person: Person, schoolUrn: string, hasContent: boolean) {
  const maySettle = may(person, 'settle-faults', schoolUrn)
  const mayTell = may(person, 'tell-school-of-fault', schoolUrn)
  const todo = !maySettle
    ? 'The school corrects it in its MIS and sends it again, or corrects it here.'
    : hasContent
      ? 'Correct it in your MIS and send it again. If it is right there, correct it here, and tell your MIS supplier.'
      : 'What it said is erased after 90 days: send it again from your MIS, then let this go.'
  return { todo, mayCorrect: maySettle && hasContent, mayDiscard: maySettle, mayTell }
}

const mostNamed = 3

function aboutPupils(misIds: readonly string[]): string | null {
  if (misIds.length === 0) return null
  const named = misIds.slice(0, mostNamed).join(', ')
  const more = misIds.length > mostNamed ? ` and ${misIds.length - mostNamed} more` : ''
  return `${misIds.length === 1 ? 'the pupil with MIS number' : 'pupils with MIS numbers'} ${named}${more}`
}

async function unlocked(house: House, locked: string): Promise<string> {
  try {
    return await unlockText(house.keys.secrets, locked)
  } catch (cause) {
    house.log.fault('quarantined-content-not-opened', cause)
    return JSON.stringify('This content cannot be opened with the key this installation has now.')
  }
}

const kinds: Record<SecurityEventOnList['kind'], { text: string; todo: string }> = {
  'delivery-id-reused': {
    text: 'A delivery id was used again with other content',
    todo: 'The second was not taken in. Ask the MIS supplier why; if they cannot say, add a new connection.',
  },
  'delivery-for-another-school': {
    text: 'A delivery named another school',
    todo: 'It was not taken in. Ask the MIS supplier to send to the right address.',
  },
  'signature-refused': {
    text: 'Deliveries with a signature that does not fit',
    todo: 'They were not taken in. Check that the supplier has the right secret; if it does, somebody else is trying.',
  },
  'too-many-deliveries': {
    text: 'More deliveries than are taken in at once',
    todo: 'Those over the limit were not taken in, and the sender was asked to send them later. Ask the MIS supplier whether it does, and why there were so many.',
  },
  'access-not-confirmed': {
    text: 'News of access to a school that could not be confirmed',
    todo: 'Nothing was changed. Ask the school whether it is true; if it did give access, ask the supplier to send it again.',
  },
}

/** A row of what went wrong at a door. */
export function securityRow(event: SecurityEventOnList) {
  return { ...event, ...kinds[event.kind] }
}

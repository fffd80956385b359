// Somebody was told of this case: is that entry right, and does it open the case for the authority?
import { closingOf } from '../afterFound.ts'
import type { CaseMessageKind } from '../caseMessage.ts'
import type { CaseNow } from '../caseNow.ts'
import type { OpenedBecause, Telling, Told } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { whyNotOn } from './entryDate.ts'
import { isRepeated } from './repeatedEntry.ts'

export type TellingToWrite = Omit<Told, 'messageId'>

const opens: Partial<Record<Telling, { readonly because: OpenedBecause; readonly reason: string }>> = {
  'cme-officer': { because: 'cme-officer-told', reason: 'The school told the CME officer.' },
  'education-welfare': { because: 'by-hand', reason: 'The school told the Education Welfare Service.' },
  authority: { because: 'by-hand', reason: 'The school referred the case to the authority.' },
}

/** Whether telling them lets the authority see the case. */
export function opensCase(whom: Telling): boolean {
  return opens[whom] !== undefined
}

/** The message that goes with the entry, or null: to the CME officer when it opens the case, with every referral to the authority. */
export function messageWith({ summary }: Pick<CaseNow, 'summary'>, whom: Telling): CaseMessageKind | null {
  if (whom === 'authority') return 'authority-referral'
  return whom === 'cme-officer' && summary.openedAt === null ? 'cme-officer-told' : null
}

/**
 * The entry, after the opening where it opens the case. `messageId` names the message if one goes with it. Refuses a day
 * to come or before the absence, a closed case, and to open an absence that is over. Said twice in a minute, it is kept once.
 * A case of a child who is found closes with the last thing that was still to do.
 */
export function tell(
  now: CaseNow,
  telling: TellingToWrite,
  { by, messageId }: { readonly by: string; readonly messageId: string },
): Decision<CaseHappening> {
  const { summary } = now
  const details = { ...telling, messageId: messageWith(now, telling.whom) === null ? null : messageId }
  const told: CaseHappening = { what: 'told', details }
  if (isRepeated(now, told, by)) return { accepted: [] }
  if (summary.closedAt !== null) return refused('case-closed')
  const why = whyNotOn(now, telling.on)
  if (why !== null) return refused(why)
  const opening = opens[telling.whom]
  if (!opening || summary.openedAt !== null) return { accepted: [told, ...closingOf(now, told)] }
  if (summary.endedOn !== null) return refused('absence-over')
  const schoolDay = now.answer?.absence?.schoolDays ?? null
  return { accepted: [{ what: 'case-opened', details: { ...opening, schoolDay } }, told] }
}

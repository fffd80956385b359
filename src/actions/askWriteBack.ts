// A person has a code sent to the school's MIS in place of an N: kept with who asked, what stood and why; sent after that.
import { standingReasons } from '../cases/attempts.ts'
import { type CodeToSend, askWriteBack as decide } from '../cases/decide/askWriteBack.ts'
import { isFromRestricted } from '../cases/mentionsRestricted.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { may, type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { listAbsencesToChange, listWhatHappened } from '../storage/todayStore.ts'
import { listMarksToSend, writeOfAsked } from '../storage/writeBackStore.ts'

/** How many sessions wait to be sent now, or why not; null when the absence is not there for this person. Pressed twice, it asks once. */
export async function askWriteBack(
  house: Pick<House, 'database' | 'clock' | 'askVendor'>,
  by: Person,
  caseId: string,
  asked: CodeToSend,
): Promise<{ readonly accepted: number } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'send-codes')
  const [found] = await listAbsencesToChange(database, scope, [caseId])
  if (!found) return null
  if (house.askVendor === null) return refused('code-not-sent')
  const [events, marks] = await Promise.all([
    listWhatHappened(database, scope, [caseId]),
    listMarksToSend(database, scope, found.pupil.id),
  ])
  const { endedOn, explainedBy } = found.kase.summary
  const reason = standingReasons(events)
    .filter(({ version }) => endedOn !== null || version === explainedBy)
    .at(-1)
  const sees = may(by, 'see-restricted-contacts', found.pupil.schoolUrn)
  const isHidden = reason !== undefined && !sees && isFromRestricted(found.contacts)(reason)
  const ofAbsence = marks.filter((mark) => mark.caseId === caseId)
  const decision = decide(asked, isHidden ? null : (reason ?? null), ofAbsence)
  if ('refused' in decision || decision.accepted.length === 0) return 'refused' in decision ? decision : { accepted: 0 }

  const written = { at: house.clock.now(), by: by.id }
  const writes = await Promise.all(
    decision.accepted.map(async (each) => {
      // Named by the mark it amends and how often that was tried, and by nothing else: a second press names the same.
      const { pupilId, on, session, fromStamp, toCode, askedBefore } = each
      const again = askedBefore === 0 ? '' : ` ${askedBefore}`
      const name = `write-back ${pupilId} ${on} ${session} ${fromStamp} ${toCode}${again}`
      return writeOfAsked((await sha256Of(name)).slice(0, 24), each, written)
    }),
  )
  try {
    await database.commit([roleGuard(by.id, rolesWith('send-codes'), found.pupil.schoolUrn), ...writes])
    return { accepted: writes.length }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'already-there') return { accepted: 0 }
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    throw cause
  }
}

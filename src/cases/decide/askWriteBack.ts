// May this code be sent to the school's MIS for these sessions? Only what the reason on record suggests, where N still stands.
import { entryKey, type Reason } from '../attempts.ts'
import { type Refusal, refused } from '../refusals.ts'
import { suggestedCode } from '../suggestedCode.ts'
import { isExplainedBy, isToBeAsked, type MarkToSend, markName, type WriteBackAsked } from '../writeBack.ts'

/** The sessions as the person saw them (markName), and the code on the button. */
export interface CodeToSend {
  readonly code: string
  readonly sessions: readonly string[]
}

/**
 * What is to be asked of the MIS, a session each; none for one that is on its way, or was asked again since the person saw it. `marks` are the N’s of the absence,
 * `reason` the one that holds for it and that the person may read.
 */
export function askWriteBack(
  { code, sessions }: CodeToSend,
  reason: Reason | null,
  marks: readonly MarkToSend[],
): { readonly accepted: readonly WriteBackAsked[] } | { readonly refused: Refusal } {
  const suggested = reason && suggestedCode(reason.reason)
  if (!reason || suggested?.code !== code || sessions.length === 0) return refused('changed-meanwhile')
  const asked: WriteBackAsked[] = []
  for (const name of new Set(sessions)) {
    const mark = marks.find(({ on, session }) => name === `${on}.${session}` || name.startsWith(`${on}.${session}.`))
    if (!mark || !isExplainedBy(reason.explainedUntil, mark.on)) return refused('changed-meanwhile')
    if (!isToBeAsked(mark) || markName(mark) !== name) continue
    if (!mark.codes.includes(code)) return refused('code-not-sent')
    const { connectionId, schoolUrn, pupilId, on, session, stamp, askedBefore } = mark
    const from = { connectionId, schoolUrn, pupilId, on, session, fromCode: 'N', fromStamp: stamp }
    asked.push({ ...from, toCode: code, reason: suggested.meaning, reasonEntry: entryKey(reason), askedBefore })
  }
  return { accepted: asked }
}

// Which marks stand after one more delivery? The newer word for each session, whatever the order of arrival; the other is kept as a version.

import type { Session } from '../events.ts'
import { isNewer, type Mark, type MarkVersion, sessionKey } from '../mark.ts'
import type { MarkTold } from '../told.ts'

/** A mark that is not what it was. `from` null: there was none, or only the `-` of a register closed without the pupil. */
export interface MarkChange {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
  readonly from: string | null
  readonly to: string
}

export interface MarksTakenIn {
  readonly marks: readonly Mark[]
  readonly versions: readonly MarkVersion[]
  readonly changes: readonly MarkChange[]
}

/** A delivery's marks laid over those that stand. `pupilIdOf` knows each of their pupils by the number in the MIS. */
export function takeInMarks(
  told: readonly MarkTold[],
  standing: readonly Mark[],
  pupilIdOf: ReadonlyMap<string, string>,
  delivery: { readonly deliveryId: string; readonly receivedAt: string },
): MarksTakenIn {
  const before = new Map(standing.map((mark) => [sessionKey(mark.pupilId, mark.on, mark.session), mark]))
  const after = new Map<string, Mark>()
  const versions: MarkVersion[] = []
  for (const each of told) {
    const mark = markOf(each, pupilIdOf.get(each.pupil.misId)!, delivery)
    const key = sessionKey(mark.pupilId, mark.on, mark.session)
    const stands = after.get(key) ?? before.get(key)
    if (!stands || isNewer(mark, stands)) {
      if (stands && stands.source !== 'no-mark' && stands.code !== mark.code) {
        versions.push(versionOf(stands, mark.code, delivery.receivedAt, 'replaced'))
      }
      after.set(key, mark)
    } else if (stands.code !== mark.code) versions.push(versionOf(mark, stands.code, delivery.receivedAt, 'stale'))
  }
  const changes: MarkChange[] = []
  for (const [key, { pupilId, on, session, code: to }] of after) {
    const was = before.get(key)
    const from = was && was.source !== 'no-mark' ? was.code : null
    if (was?.code !== to) changes.push({ pupilId, on, session, from, to })
  }
  return { marks: [...after.values()], versions, changes }
}

function markOf(told: MarkTold, pupilId: string, delivery: { deliveryId: string; receivedAt: string }): Mark {
  const { on, session, code, minutesLate, comment, stamp } = told
  const tie = `${delivery.deliveryId}|${code}`
  const received = { receivedAt: delivery.receivedAt, receivedBy: 'mis' }
  return { pupilId, on, session, code, minutesLate, comment, source: 'mis', stamp, tie, ...received }
}

function versionOf(mark: Mark, became: string, keptAt: string, keptBecause: 'replaced' | 'stale'): MarkVersion {
  const { pupilId, on, session, code, source, stamp, tie, receivedAt, receivedBy } = mark
  return {
    pupilId,
    on,
    session,
    code,
    source,
    stamp,
    tie,
    receivedAt,
    receivedBy,
    became,
    keptAt,
    keptBecause,
    reason: null,
  }
}

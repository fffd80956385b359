// How whole would each register be? For every session of a file who was on roll that day, and who of them has a mark.
import type { Pupil } from '../../cases/pupil.ts'
import type { SessionSeen } from './fileSight.ts'
import { letOthersIn } from './letOthersIn.ts'
import type { FileMark, RowsRead } from './readRows.ts'

interface OnRoll {
  readonly misId: string
  readonly from: string
  readonly to: string
}

const sessionsAtOnce = 20

/** Every session of the file, in order. `-` is no mark. A pupil who is new with this file is on roll from the first mark on. */
export async function sessionsSeen({ marks, pupils }: RowsRead, roll: readonly Pupil[]): Promise<SessionSeen[]> {
  const firstMark = new Map<string, string>()
  const bySession = new Map<string, FileMark[]>()
  for (const mark of marks) {
    const { misId } = mark.pupil
    if (!firstMark.has(misId)) firstMark.set(misId, mark.on)
    const key = mark.on + mark.session
    const list = bySession.get(key)
    if (list) list.push(mark)
    else bySession.set(key, [mark])
  }
  const everybody = rollWith(
    roll,
    pupils.filter(({ pupil }) => pupil === null),
    firstMark,
  )
  const seen: SessionSeen[] = []
  for (const list of bySession.values()) {
    const { on, session } = list[0]!
    const marked = new Set(list.filter(({ code }) => code !== '-').map(({ pupil }) => pupil.misId))
    const present = everybody.filter(({ from, to }) => from <= on && on <= to)
    seen.push({
      on,
      session,
      expected: present.length,
      marked: present.filter(({ misId }) => marked.has(misId)).length,
    })
    if (seen.length % sessionsAtOnce === 0) await letOthersIn()
  }
  return seen
}

function rollWith(
  roll: readonly Pupil[],
  strangers: readonly { readonly misId: string }[],
  firstMark: ReadonlyMap<string, string>,
): OnRoll[] {
  const known = roll.map(({ misId, firstKnownOn, enteredOn, leftOn }) => {
    const first = firstMark.get(misId)
    const knownFrom = first !== undefined && first < firstKnownOn ? first : firstKnownOn
    const from = enteredOn !== null && enteredOn > knownFrom ? enteredOn : knownFrom
    return { misId, from, to: leftOn ?? '9999-12-31' }
  })
  const added = strangers.flatMap(({ misId }) =>
    firstMark.has(misId) ? [{ misId, from: firstMark.get(misId)!, to: '9999-12-31' }] : [],
  )
  return [...known, ...added]
}

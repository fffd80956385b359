// Which marks of a file are news? Held against what stands here, a few hundred at a time.
import type { Session } from '../../calendar/schoolCalendar.ts'
import { plainPresence } from '../../cases/mark.ts'
import type { Scope } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { listMarksAt } from '../../storage/markStore.ts'
import type { MarkToSend } from './fileMessages.ts'
import type { FileMark } from './readRows.ts'

/** Sessions (`2026-10-14 AM`) whose register is whole: no row in them says present. */
export type WholeSessions = ReadonlySet<string>

export interface News {
  readonly marks: readonly MarkToSend[]
  /** How many of them stand in place of a mark that a person made by hand. */
  readonly overHand: number
}

/** The news among these marks. A `-` where nothing is known, and presence in a whole register, are none. */
export async function newsAmong(
  house: House,
  scope: Scope,
  schoolUrn: string,
  marks: readonly FileMark[],
  whole: WholeSessions,
): Promise<News> {
  const keys = marks.flatMap(({ pupil, on, session }) =>
    pupil.pupil ? [{ pupilId: pupil.pupil.id, on, session }] : [],
  )
  const standing = await listMarksAt(house.database, scope, schoolUrn, keys)
  const stands = new Map(standing.map((mark) => [`${mark.on}${mark.session}${mark.pupilId}`, mark]))
  const news: MarkToSend[] = []
  let overHand = 0
  for (const { pupil, on, session, code, minutesLate, comment } of marks) {
    const pupilId = pupil.pupil?.id ?? null
    const before = pupilId === null ? undefined : stands.get(`${on}${session}${pupilId}`)
    const isWhole = pupil.pupil !== null && whole.has(sessionName(on, session))
    const from = before ? (before.source === 'no-mark' ? null : before.code) : isWhole ? presenceOf(session) : null
    if (from === code || (from === null && code === '-') || (isWhole && !before && plainPresence.has(code))) continue
    if (before?.source === 'hand') overHand += 1
    news.push({ misId: pupil.misId, pupilId, on, session, from, to: code, minutesLate, comment })
  }
  return { marks: news, overHand }
}

export function sessionName(on: string, session: Session): string {
  return `${on} ${session}`
}

function presenceOf(session: Session): string {
  return session === 'AM' ? '/' : '\\'
}

/** Whether somebody wants to see this change: presence where nothing was known is no more than a register. */
export function isWorthShowing({ from, to }: Pick<MarkToSend, 'from' | 'to'>): boolean {
  return from !== null || !plainPresence.has(to)
}

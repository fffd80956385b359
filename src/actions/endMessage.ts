// A message ended: its end is written down, and in the same commit what the case says of it.
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { guardOfMessage, type MessageDue } from '../storage/messagesToSend.ts'

/** More writes for the commit by which a message is given up or withdrawn, such as an entry in the case's record. Asked again when somebody else wrote first. */
export type OnNeverSent = (house: House, message: MessageDue, because?: string) => Promise<readonly Query<unknown>[]>

export interface MessageEnd {
  readonly message: MessageDue
  /** How the message is to be found; when another has taken it since, nothing but its own writes is written. */
  readonly foundAs: Pick<MessageDue, 'state' | 'tries'>
  readonly writesAt: (at: string) => readonly Query<unknown>[]
  /** Asked for more when nobody will get the message; empty for one that was sent or is tried again. */
  readonly onNeverSent: readonly OnNeverSent[]
  /** Why nobody will get it, where it was not for want of trying. */
  readonly because?: string
}

const mostRounds = 8

/** Writes the end down. */
export async function endMessage(
  house: House,
  { message, foundAs, writesAt, onNeverSent, because }: MessageEnd,
): Promise<void> {
  for (let round = 1; ; round += 1) {
    const at = house.clock.now()
    const more = (await Promise.all(onNeverSent.map((write) => write(house, message, because)))).flat()
    const own = writesAt(at)
    try {
      return await house.database.commit(
        more.length > 0 ? [guardOfMessage(message.id, foundAs), ...own, ...more] : [...own],
      )
    } catch (cause) {
      const clash = clashOf(cause)
      // Another try has begun: what became of the message is for that one to say.
      if (clash?.kind === 'broken-rule' && clash.rule === 'messages.state') return house.database.commit([...own])
      if (clash?.kind !== 'changed-meanwhile' || round > mostRounds) throw cause
    }
  }
}

// How does a file become marks? As messages of our own, each kept and applied before the next, so that nobody waits behind all of them.
import { assertNever } from '../../cases/refusals.ts'
import type { House } from '../../house.ts'
import { sha256Of } from '../../storage/chain.ts'
import { writeOfLookedAt, writeOfPart } from '../../storage/registerFileChangeStore.ts'
import {
  type RegisterFile,
  writeOfFileProgress,
  writeOfFileStep,
  writesOfFileForgotten,
} from '../../storage/registerFileStore.ts'
import { lockText } from '../../storage/secretText.ts'
import { keepDelivery } from '../keep.ts'
import type { CanonicalMessage } from '../vendors/feed.ts'
import { applyWaiting } from '../work.ts'
import { isWorthShowing, newsAmong, sessionName } from './againstStanding.ts'
import { type FileRead, readFileAgain } from './fileAgain.ts'
import { closedMessage, marksInPart, marksMessage, messageId, pupilMessage } from './fileMessages.ts'
import { keepNames } from './namesOfFile.ts'
import type { FileMark } from './readRows.ts'
import { sessionsSeen } from './wholeSessions.ts'

/** What came of a file, kept when its text is gone. `closed`: the registers that it made whole, with how many were on roll. */
export interface FileOutcome {
  readonly marks: number
  readonly changed: number
  readonly fresh: number
  readonly newPupils: number
  /** The ids of pupils whom only this file had named, once it was taken back. */
  readonly takenOffLists?: readonly string[]
  readonly aside: number
  readonly closed: readonly (readonly [on: string, session: 'AM' | 'PM', expected: number])[]
}

/** Sends what is news. Broken off, it is begun again: the same part has the same id, and counts once. */
export async function applyFile(house: House, file: RegisterFile): Promise<void> {
  const again = await readFileAgain(house, file)
  if (!again) return
  const { read, whole } = again
  const parts = Math.ceil(read.marks.length / marksInPart)
  // Before any mark: afterwards it cannot be told which registers this file makes whole.
  const closing = file.isWhole
    ? (await sessionsSeen(read, again.roll)).filter(({ on, session }) => !whole.has(sessionName(on, session)))
    : []
  const { made } = await keepNames(house, file, read.pupils)
  for (const pupil of read.pupils.filter((each) => each.pupil === null)) {
    const message = pupilMessage(file.schoolUrn, pupil, file.uploadedAt)
    const name = (await sha256Of(pupil.misId)).slice(0, 16)
    if (message) await sendMessage(house, file, `pupil-${name}`, message)
  }
  const counts = { changed: 0, fresh: 0 }
  for (let part = 0; part < parts; part += 1) {
    const sent = await sendPart(
      house,
      file,
      again,
      part,
      read.marks.slice(part * marksInPart, (part + 1) * marksInPart),
    )
    counts.changed += sent.changed
    counts.fresh += sent.fresh
    await house.database.commit([writeOfFileProgress(file.id, part + 1, parts, house.clock.now())])
  }
  for (const session of closing) {
    await sendMessage(
      house,
      file,
      `closed-${session.on}-${session.session}`,
      closedMessage(file.schoolUrn, session, file.uploadedAt),
    )
  }
  const outcome: FileOutcome = {
    ...counts,
    marks: read.marks.length,
    newPupils: made.length,
    aside: Object.values(read.asides.counts).reduce((sum, count) => sum + count, 0),
    closed: closing.flatMap(({ on, session, expected, marked }) =>
      marked === expected ? [[on, session, expected] as const] : [],
    ),
  }
  await house.database.commit([
    writeOfFileStep(file.id, ['applying'], { to: 'applied', outcome: JSON.stringify(outcome) }, house.clock.now()),
    ...writesOfFileForgotten(file.id),
  ])
}

async function sendPart(
  house: House,
  file: RegisterFile,
  { whole, scope }: FileRead,
  part: number,
  marks: readonly FileMark[],
) {
  const { marks: news } = await newsAmong(house, scope, file.schoolUrn, marks, whole)
  const changed = news.filter(({ from }) => from !== null).length
  if (news.length > 0) {
    const content = await lockText(house.keys.secrets, JSON.stringify(news))
    const shown = news.filter(isWorthShowing).length
    await house.database.commit([writeOfPart(file.id, { part, shown, content }, house.clock.now())])
    // The id is made from all marks of the part: what is news among them is less when it is sent a second time.
    const name = (
      await sha256Of(marks.map(({ pupil, on, session, code }) => [pupil.misId, on, session, code]).join())
    ).slice(0, 16)
    await sendMessage(house, file, `${part}-${name}`, marksMessage(file.schoolUrn, news, file.uploadedAt))
  }
  return { changed, fresh: news.length - changed }
}

/** Keeps one message and has it applied. One that was kept before is not news. */
export async function sendMessage(
  house: House,
  file: RegisterFile,
  which: string,
  message: CanonicalMessage,
): Promise<void> {
  const isTakenBack = file.state === 'taking-back'
  const by = (isTakenBack ? file.takenBackBy : file.usedBy) ?? file.uploadedBy
  const [deliveryId, receivedAt] = [messageId(file, which), house.clock.now()]
  const arrived = { connectionId: file.connectionId, deliveryId, receivedAt, type: message.type }
  const kept = await keepDelivery(
    house,
    { ...arrived, body: JSON.stringify(message), sentBy: by },
    // Whoever pressed the button has looked: nothing of it waits for another person.
    isTakenBack ? [writeOfLookedAt(file.connectionId, deliveryId, receivedAt, by)] : [],
  )
  switch (kept) {
    case 'kept':
      return applyWaiting(house)
    case 'duplicate':
    case 'reused':
      return
    default:
      return assertNever(kept)
  }
}

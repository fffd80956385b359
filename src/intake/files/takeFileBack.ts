// How is a mistaken file taken back? Each mark that still stands as the file left it becomes what it was, as the newest word.
import { scopeOfSource } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { listMarksAt } from '../../storage/markStore.ts'
import { writesOfRefusingMessages } from '../../storage/parkedStore.ts'
import { listPupilsByMisId } from '../../storage/pupilStore.ts'
import { findPart, listParts } from '../../storage/registerFileChangeStore.ts'
import { type RegisterFile, writeOfFileProgress, writeOfFileStep } from '../../storage/registerFileStore.ts'
import { unlockText } from '../../storage/secretText.ts'
import { type FileOutcome, sendMessage } from './applyFile.ts'
import { closedMessage, type MarkToSend, marksMessage, messagesOf } from './fileMessages.ts'
import { takePupilsOffLists } from './takePupilsOffLists.ts'

/**
 * Marks that somebody changed since stay as they are; what of the file is held back is refused. Pupils whom only this file named are on no list any more. A register
 * that the file made whole is not known to be whole any more.
 */
export async function takeFileBack(house: House, file: RegisterFile): Promise<void> {
  const stamp = file.takenBackAt!
  // Ahead of all: released later, it would put back what is taken back now.
  const refusal = { because: 'The register file that said it was taken back', at: stamp, by: file.takenBackBy! }
  await house.database.commit(writesOfRefusingMessages(file.schoolUrn, messagesOf(file), refusal))
  const parts = await listParts(house.database, scopeOfSource(file.schoolUrn), file.id)
  for (const [index, { part }] of parts.entries()) {
    const kept = await findPart(house.database, scopeOfSource(file.schoolUrn), file.id, part)
    if (!kept) continue
    const marks = JSON.parse(await unlockText(house.keys.secrets, kept.content)) as MarkToSend[]
    const back = await standingOf(house, file, marks)
    if (back.length > 0) await sendMessage(house, file, `back-${part}`, marksMessage(file.schoolUrn, back, stamp))
    await house.database.commit([writeOfFileProgress(file.id, index + 1, parts.length, house.clock.now())])
  }
  // Before its registers are open again: what stands is what the file and others said.
  await takePupilsOffLists(house, file)
  const { closed } = JSON.parse(file.outcome!) as FileOutcome
  for (const [on, session, expected] of closed) {
    const message = closedMessage(file.schoolUrn, { on, session, expected, marked: 0 }, stamp)
    await sendMessage(house, file, `back-closed-${on}-${session}`, message)
  }
  await house.database.commit([writeOfFileStep(file.id, ['taking-back'], { to: 'taken-back' }, house.clock.now())])
}

async function standingOf(house: House, file: RegisterFile, marks: readonly MarkToSend[]): Promise<MarkToSend[]> {
  const scope = scopeOfSource(file.schoolUrn)
  const pupils = await listPupilsByMisId(house.database, scope, [...new Set(marks.map(({ misId }) => misId))])
  const idOf = new Map(pupils.map(({ misId, id }) => [misId, id]))
  const keys = marks.flatMap(({ misId, on, session }) =>
    idOf.has(misId) ? [{ pupilId: idOf.get(misId)!, on, session }] : [],
  )
  const standing = await listMarksAt(house.database, scope, file.schoolUrn, keys)
  const stands = new Map(standing.map((mark) => [`${mark.on}${mark.session}${mark.pupilId}`, mark]))
  return marks.flatMap((sent) => {
    const mark = stands.get(`${sent.on}${sent.session}${idOf.get(sent.misId)}`)
    if (mark?.code !== sent.to || !mark.tie.startsWith(messagesOf(file))) return []
    return [{ ...sent, from: sent.to, to: sent.from ?? '-', minutesLate: null, comment: null }]
  })
}

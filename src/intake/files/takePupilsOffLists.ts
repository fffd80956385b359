// Which pupils did nobody name but files that are taken back? They go off every list, and come back as soon as anybody names them.
import { londonDate } from '../../calendar/londonTime.ts'
import type { CaseHappening } from '../../cases/events.ts'
import { scopeOfSource } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { listRunningCases, writesOf } from '../../storage/caseStore.ts'
import { clashOf } from '../../storage/clashes.ts'
import {
  listPupilsNamedOnly,
  listSentByOthers,
  type PupilNamedOnly,
  takenInSoFar,
  writesOfPupilsUnknown,
} from '../../storage/registerFileRollStore.ts'
import type { RegisterFile } from '../../storage/registerFileStore.ts'
import { unlockText } from '../../storage/secretText.ts'
import { messagesOf } from './fileMessages.ts'
import { letOthersIn } from './letOthersIn.ts'
import { type FileWithNames, filesWithNames } from './namesOfFile.ts'

const mostTries = 8
const messagesAtOnce = 100

/**
 * A pupil stays of whom anything else was heard: a message, whatever became of it; another file that is in use; a case that
 * was opened; a word, a mark or a contact by a person. Nothing is erased: the file keeps who went off the lists by it.
 */
export async function takePupilsOffLists(house: House, file: RegisterFile): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const takenIn = await takenInSoFar(house.database, file.schoolUrn)
    const pupils = await namedByNobodyElse(house, file)
    if (pupils.length === 0) return
    try {
      return await house.database.commit(await writesFor(house, file, pupils, takenIn))
    } catch (cause) {
      // Something was said meanwhile, perhaps of one of them: look again.
      const clash = clashOf(cause)
      const isOvertaken = clash?.kind === 'changed-meanwhile' || clash?.kind === 'broken-rule'
      if (!isOvertaken || tries === mostTries) throw cause
    }
  }
}

async function namedByNobodyElse(house: House, file: RegisterFile): Promise<PupilNamedOnly[]> {
  const { schoolUrn } = file
  const files = await filesWithNames(house, schoolUrn)
  const back = files.filter(({ id, state }) => id === file.id || state === 'taken-back')
  const mine = back.find(({ id }) => id === file.id)
  if (!mine) return []
  const inUse = new Set(files.flatMap((each) => (back.includes(each) ? [] : each.named)))
  const made = new Set(back.flatMap((each) => each.made))
  const asked = mine.named.filter((misId) => made.has(misId) && !inUse.has(misId))
  const scope = scopeOfSource(schoolUrn)
  const pupils = await listPupilsNamedOnly(house.database, scope, schoolUrn, asked)
  return pupils.length === 0 ? [] : withoutNamed(house, schoolUrn, back, pupils)
}

/** Those of the pupils whom no message named but the files' own. Where what was said is erased, it may have been any of them. */
async function withoutNamed(
  house: House,
  schoolUrn: string,
  back: readonly FileWithNames[],
  pupils: readonly PupilNamedOnly[],
): Promise<PupilNamedOnly[]> {
  const left = new Map(pupils.map((pupil) => [pupil.misId, pupil]))
  const since = back.map(({ usedAt }) => usedAt).sort()[0]!
  const own = back.map(messagesOf)
  for (let after = 0; left.size > 0; ) {
    const asked = { since, own, after, most: messagesAtOnce }
    const sent = await listSentByOthers(house.database, scopeOfSource(schoolUrn), schoolUrn, asked)
    for (const { body } of sent) {
      if (body === null) return []
      for (const misId of numbersIn(await unlockText(house.keys.secrets, body))) left.delete(misId)
    }
    await letOthersIn()
    if (sent.length < messagesAtOnce) break
    after = sent.at(-1)!.number
  }
  return [...left.values()]
}

// As they stand in the text: of a message that was set aside too.
function numbersIn(body: string): string[] {
  return [...body.matchAll(/"(?:\w+_)?mis_id"\s*:\s*("(?:[^"\\]|\\.)*")/g)].map(([, said]) =>
    (JSON.parse(said!) as string).trim(),
  )
}

async function writesFor(house: House, file: RegisterFile, pupils: readonly PupilNamedOnly[], takenIn: string | null) {
  const ids = pupils.map(({ id }) => id)
  const now = house.clock.now()
  const running = await listRunningCases(house.database, scopeOfSource(file.schoolUrn), ids)
  const ended: CaseHappening = { what: 'absence-ended', details: { on: londonDate(now), because: 'file-taken-back' } }
  const sealing = { auditKey: house.keys.audit, at: now, by: file.takenBackBy!, salt: house.ids.secret }
  return [
    ...(await writesOf(
      running.map((kase) => ({ kase, happenings: [ended] })),
      sealing,
    )),
    ...writesOfPupilsUnknown(file, ids, takenIn),
  ]
}

// What came of a register file? Its counts, its messages, and every change with a way to the pupil.
import type { Context } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { scopeOf } from '../../cases/roles.ts'
import { isWorthShowing } from '../../intake/files/againstStanding.ts'
import type { FileOutcome } from '../../intake/files/applyFile.ts'
import { type MarkToSend, messagesOf } from '../../intake/files/fileMessages.ts'
import { listPupilsByMisId } from '../../storage/pupilStore.ts'
import { findPart, listParts, listStatesOfMessages } from '../../storage/registerFileChangeStore.ts'
import type { RegisterFile } from '../../storage/registerFileStore.ts'
import { unlockText } from '../../storage/secretText.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'
import { codeShown, stateWords } from './registerFileWords.ts'

const onPage = 100

export async function showUsed(c: Context<AppEnv>, file: RegisterFile) {
  const { house, paths, signedIn } = c.var
  const { person } = signedIn!
  const page = Math.max(1, Number(/^\d{1,4}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1))
  const scope = scopeOf(person, 'upload-registers')
  const [parts, messages] = await Promise.all([
    listParts(house.database, scope, file.id),
    listStatesOfMessages(house.database, scope, file.connectionId, messagesOf(file)),
  ])
  const found = parts.reduce((sum, { shown }) => sum + shown, 0)
  const marks = await changesFrom(c, file, parts, (page - 1) * onPage)
  const pupils = await listPupilsByMisId(house.database, scope, [...new Set(marks.map(({ misId }) => misId))])
  const byMisId = new Map(pupils.map((pupil) => [pupil.misId, pupil]))
  await recordRead(
    house,
    person,
    'Register file',
    pupils.map(({ id }) => id),
  )
  const last = Math.max(1, Math.ceil(found / onPage))
  const outcome = file.outcome ? (JSON.parse(file.outcome) as FileOutcome) : null
  return showPage(c, 'pages/registerFileUsed.njk', {
    title: 'Register file',
    file,
    state: stateWords(file.state),
    isAgain: c.req.query('again') === '1',
    outcome,
    offLists: outcome?.takenOffLists?.length ?? 0,
    isErased: file.outcome !== null && parts.length === 0,
    heldBack: messages.parked ?? 0,
    waiting: messages.received ?? 0,
    failed: (messages.dead ?? 0) + (messages.quarantined ?? 0),
    changes: marks.map(({ misId, on, session, from, to }) => {
      const pupil = byMisId.get(misId)
      return {
        name: pupil ? displayNameOf(pupil) : `Number ${misId}`,
        href: pupil ? paths.pupil(pupil.id) : null,
        on,
        session,
        from: codeShown(from),
        to,
      }
    }),
    pages: { page, last, from: (page - 1) * onPage + 1, to: Math.min(page * onPage, found), found },
  })
}

async function changesFrom(
  c: Context<AppEnv>,
  file: RegisterFile,
  parts: readonly { readonly part: number; readonly shown: number }[],
  skipped: number,
): Promise<MarkToSend[]> {
  const { house } = c.var
  const changes: MarkToSend[] = []
  let before = 0
  for (const { part, shown } of parts) {
    if (changes.length >= onPage) break
    const isWanted = shown > 0 && before + shown > skipped
    const kept = isWanted
      ? await findPart(house.database, scopeOf(c.var.signedIn!.person, 'upload-registers'), file.id, part)
      : null
    if (kept) {
      const marks = (JSON.parse(await unlockText(house.keys.secrets, kept.content)) as MarkToSend[]).filter(
        isWorthShowing,
      )
      changes.push(...marks.slice(Math.max(0, skipped - before)))
    }
    before += shown
  }
  return changes.slice(0, onPage)
}

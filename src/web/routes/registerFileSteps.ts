// What may be done with one register file? Its page shows the step it is at; each button is a step on.
import { type Context, Hono } from 'hono'
import { recordRead } from '../../actions/recordRead.ts'
import { assertNever } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { type FileMapping, mappingFaults, proposedMapping } from '../../intake/files/fileMapping.ts'
import { type FileSight, unlockSight } from '../../intake/files/fileSight.ts'
import { workOn } from '../../intake/files/fileWork.ts'
import { mapFile, mappingRemembered } from '../../intake/files/mapFile.ts'
import { layFileAside, type Pressed, startTakingFileBack, startUsingFile } from '../../intake/files/useFile.ts'
import { findRegisterFile, type RegisterFile } from '../../storage/registerFileStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type FormError, lineOf, partsOfDay } from '../forms/caseForm.ts'
import { readMapping } from '../forms/registerFile.ts'
import type { TypedDayParts } from '../forms/typedDayParts.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { columnsModel, mappingErrors, previewModel } from '../pages/registerFilePages.ts'
import { showUsed } from '../pages/registerFileUsed.ts'

const guard = requires('upload-registers')

export const registerFileSteps = new Hono<AppEnv>()
  .get('/register-files/:id', guard, async (c) => {
    const file = await fileAsked(c)
    return file ? showFile(c, file, [], 200) : c.notFound()
  })
  .get('/register-files/:id/columns', guard, async (c) => {
    const file = await fileAsked(c)
    const sight = file && (await sightOf(c, file))
    if (!file || !sight || (file.state !== 'uploaded' && file.state !== 'read')) return c.notFound()
    const mapping = file.mapping ? (JSON.parse(file.mapping) as FileMapping) : await proposed(c, file, sight)
    return showColumns(c, file, sight, mapping, partsOfDay(mapping.firstDay), [])
  })
  .post('/register-files/:id/columns', guard, async (c) => {
    const { house, paths, signedIn } = c.var
    const file = await fileAsked(c)
    const sight = file && (await sightOf(c, file))
    if (!file) return c.notFound()
    if (!sight || (file.state !== 'uploaded' && file.state !== 'read'))
      return c.redirect(paths.registerFile(file.id), 303)
    const { mapping, firstDay, error } = readMapping(await c.req.parseBody({ all: true }), sight.seen)
    const faults = mappingErrors(mappingFaults({ ...sight.seen, rows: [] }, mapping))
    const errors = error ? [error, ...faults.filter(({ href }) => href !== '#first-day-day')] : faults
    if (errors.length > 0) return showColumns(c, file, sight, mapping, firstDay, errors)
    await mapFile(house, signedIn!.person, file, sight, mapping)
    return c.redirect(paths.registerFile(file.id), 303)
  })
  .post('/register-files/:id/use', guard, async (c) => {
    const file = await fileAsked(c)
    if (!file) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const whole = lineOf(body, 'whole')
    if (file.state === 'read' && whole !== 'yes' && whole !== 'no')
      return showFile(
        c,
        file,
        [{ text: 'Say whether this is the whole register for these sessions', href: '#whole' }],
        422,
      )
    const { house, signedIn } = c.var
    const isOurs = lineOf(body, 'ours') === 'yes'
    return afterPress(
      c,
      file,
      await startUsingFile(house, signedIn!.person, file, { isWhole: whole === 'yes', isOurs }),
    )
  })
  .post('/register-files/:id/withdrawal', guard, async (c) => {
    const file = await fileAsked(c)
    if (!file) return c.notFound()
    await layFileAside(c.var.house, c.var.signedIn!.person, file)
    return c.redirect(c.var.paths.registerFiles(), 303)
  })
  .post('/register-files/:id/taking-back', guard, async (c) => {
    const file = await fileAsked(c)
    if (!file) return c.notFound()
    return afterPress(c, file, await startTakingFileBack(c.var.house, c.var.signedIn!.person, file))
  })

async function fileAsked(c: Context<AppEnv>): Promise<RegisterFile | null> {
  const { house, signedIn } = c.var
  return findRegisterFile(house.database, scopeOf(signedIn!.person, 'upload-registers'), c.req.param('id') ?? '')
}

async function sightOf(c: Context<AppEnv>, { preview }: RegisterFile): Promise<FileSight | null> {
  return preview === null ? null : unlockSight(c.var.house, preview)
}

async function proposed(c: Context<AppEnv>, file: RegisterFile, { seen }: FileSight): Promise<FileMapping> {
  const remembered = await mappingRemembered(c.var.house, c.var.signedIn!.person, file.schoolUrn)
  return proposedMapping({ ...seen, rows: [] }, remembered)
}

function afterPress(c: Context<AppEnv>, file: RegisterFile, pressed: Pressed) {
  switch (pressed) {
    case 'done':
    case 'overtaken':
      return c.redirect(c.var.paths.registerFile(file.id), 303)
    case 'not-confirmed':
      return showFile(c, file, [{ text: `Say that these are pupils of ${file.schoolName}`, href: '#ours' }], 422)
    case 'conflicts':
      return showFile(
        c,
        file,
        [{ text: 'Put right the rows that contradict each other, and upload the file again', href: '#conflicts' }],
        422,
      )
    default:
      return assertNever(pressed)
  }
}

/** The page of the step the file is at. */
async function showFile(c: Context<AppEnv>, file: RegisterFile, errors: readonly FormError[], status: 200 | 422) {
  const { house, paths, signedIn } = c.var
  const sight = await sightOf(c, file)
  const { state } = file
  switch (state) {
    case 'uploaded': {
      if (!sight) return c.notFound()
      const mapping = await proposed(c, file, sight)
      return showColumns(c, file, sight, mapping, partsOfDay(null), [])
    }
    case 'read': {
      if (!sight?.preview) return c.redirect(paths.registerFiles(), 303)
      const shown = sight.preview.sample.flatMap(({ pupilId }) => pupilId ?? [])
      await recordRead(house, signedIn!.person, 'Register file', [...new Set(shown)])
      return showPage(
        c,
        'pages/registerFile.njk',
        {
          title: 'What this file would change',
          file,
          errors,
          ...previewModel(sight.preview, sight.seen, file),
        },
        status,
      )
    }
    case 'reading':
    case 'applying':
    case 'taking-back':
      // Whoever looks keeps it going, should the house have been restarted meanwhile.
      house.after(workOn(house, file.id))
      return showPage(c, 'pages/registerFileProgress.njk', { title: 'Register file', file })
    case 'applied':
    case 'taken-back':
    case 'laid-aside':
    case 'expired':
      return showUsed(c, file)
    default:
      return assertNever(state)
  }
}

function showColumns(
  c: Context<AppEnv>,
  file: RegisterFile,
  { seen }: FileSight,
  mapping: FileMapping,
  firstDay: TypedDayParts,
  errors: readonly FormError[],
) {
  const model = { title: 'What is in each column?', file, errors, ...columnsModel(seen, mapping, firstDay) }
  return showPage(c, 'pages/registerFileColumns.njk', model, errors.length > 0 ? 422 : 200)
}

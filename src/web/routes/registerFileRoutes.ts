// How does a school without a connection bring its register? It uploads a file, says what the columns are, sees what would change, and uses it.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { recordRead } from '../../actions/recordRead.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { scopeOf } from '../../cases/roles.ts'
import { mostFileBytes, mostFileMegabytes, tooLarge } from '../../intake/files/fileText.ts'
import { uploadFile } from '../../intake/files/uploadFile.ts'
import { listSchoolsSearched } from '../../storage/pupilSearchStore.ts'
import { listPupilsOfSchool } from '../../storage/pupilsOfSchoolStore.ts'
import { listRegisterFiles } from '../../storage/registerFileStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { extensionOf } from '../forms/registerFile.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { fileRow } from '../pages/registerFilePages.ts'
import { registerStarterFile } from '../pages/registerStarterFile.ts'
import { registerFileSteps } from './registerFileSteps.ts'

const mostListed = 50
// The form round the file is small.
const mostUploadBytes = mostFileBytes + 64 * 1024

export const registerFileRoutes = new Hono<AppEnv>()
  .get('/register-files', requires('upload-registers'), (c) => showFiles(c, null, [], 200))
  .get('/register-files/starter.csv', requires('upload-registers'), async (c) => {
    const { house, signedIn } = c.var
    const { person } = signedIn!
    const scope = scopeOf(person, 'upload-registers')
    const schoolUrn = c.req.query('school') ?? ''
    if (!scope.schools.includes(schoolUrn)) return c.notFound()
    const roll = await listPupilsOfSchool(house.database, scope, schoolUrn)
    await recordRead(
      house,
      person,
      'Starter register file',
      roll.map(({ id }) => id),
    )
    return c.body(registerStarterFile(roll, londonDate(house.clock.now())), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="register.csv"',
    })
  })
  .post('/register-files', requires('upload-registers'), async (c) => {
    const { house, paths, signedIn } = c.var
    const body = await c.req.parseBody({ all: true })
    const schoolUrn = lineOf(body, 'school')
    const sent = [body.file].flat()[0]
    if (!(sent instanceof File) || sent.name === '')
      return showFiles(c, schoolUrn, [{ text: 'Choose a file', href: '#file' }], 422)
    const bytes = new Uint8Array(await sent.arrayBuffer())
    const outcome = await uploadFile(house, signedIn!.person, { schoolUrn, bytes, extension: extensionOf(sent.name) })
    if (!outcome) return c.notFound()
    if ('duplicate' in outcome) return c.redirect(`${paths.registerFile(outcome.duplicate.id)}?again=1`, 303)
    if ('refused' in outcome) return showFiles(c, schoolUrn, [{ text: outcome.refused, href: '#file' }], 422)
    return c.redirect(paths.registerFile(outcome.accepted.id), 303)
  })
  .route('/', registerFileSteps)

/** Files are longer than any form: a limit of their own, said on the page. */
export const limitRegisterFile = bodyLimit({
  maxSize: mostUploadBytes,
  onError: (c: Context<AppEnv>) =>
    showPage(c, 'pages/refused.njk', { title: 'The file is too large', sentence: tooLarge }, 413),
})

async function showFiles(
  c: Context<AppEnv>,
  askedSchool: string | null,
  errors: readonly { text: string; href: string }[],
  status: 200 | 422,
) {
  const { house, paths, signedIn } = c.var
  const scope = scopeOf(signedIn!.person, 'upload-registers')
  const [schools, files] = await Promise.all([
    listSchoolsSearched(house.database, scope),
    listRegisterFiles(house.database, scope, mostListed),
  ])
  const school = schools.find(({ urn }) => urn === askedSchool) ?? schools[0]
  const model = {
    title: 'Register files',
    schools,
    school,
    files: files.map((file) => fileRow(file, paths)),
    mostMegabytes: mostFileMegabytes,
    errors,
  }
  return showPage(c, 'pages/registerFiles.njk', model, status)
}

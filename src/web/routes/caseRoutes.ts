// How does one case stand, and is it opened for the authority by hand?
import { Hono } from 'hono'
import { openCase as openByHand } from '../../actions/openCase.ts'
import { may } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import { emptyEntry, readOpening, typedEntry } from '../forms/caseEntries.ts'
import { seenVersionOf } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { openingForm } from '../pages/caseEntryForms.ts'
import { casePage } from '../pages/casePage.ts'
import { savedSentence } from '../pages/caseSaved.ts'
import { backToCase, openCase, showCaseForm } from './caseForms.ts'

const mayOpen = requires('open-case')

export const caseRoutes = new Hono<AppEnv>()
  .get('/cases/:id', requires('see-cases'), async (c) => {
    const { house, paths, signedIn } = c.var
    const now = await openCase(c, 'see-cases', 'Case')
    if (!now) return c.notFound()
    const { summary, pupil, contacts } = now
    const reader = { person: signedIn!.person, paths, authorityName: house.authorityName, contacts }
    return showPage(c, 'pages/case.njk', {
      title: 'Case',
      pupilId: pupil.id,
      saved: savedSentence(c.req.query('saved')),
      mayOpenIt: may(signedIn!.person, 'open-case', summary.schoolUrn),
      ...casePage(now, reader, c.req.query('entries') === 'all'),
    })
  })
  .get('/cases/:id/opening', mayOpen, async (c) => {
    const now = await openCase(c, 'open-case', 'Case: opening')
    if (!now) return c.notFound()
    return showCaseForm(c, now, openingForm(now, c.get('paths'), emptyEntry(now.today)))
  })
  .post('/cases/:id/opening', mayOpen, async (c) => {
    const { house, paths, signedIn } = c.var
    const now = await openCase(c, 'open-case', 'Case: opening')
    if (!now) return c.notFound()
    const body = await c.req.parseBody({ all: true })
    const typed = typedEntry(body)
    const seenVersion = seenVersionOf(body)
    const read = readOpening(typed)
    if ('errors' in read)
      return showCaseForm(c, now, openingForm(now, paths, typed), { errors: read.errors, seenVersion })
    const { id: caseId } = now.summary
    const written = await openByHand(house, signedIn!.person, { caseId, seenVersion, reason: read.input })
    if (written === null) return c.notFound()
    if ('accepted' in written) return backToCase(c, caseId, 'opened', 'happened')
    const newer = await openCase(c, 'open-case', 'Case: opening')
    if (!newer) return c.notFound()
    return showCaseForm(c, newer, openingForm(newer, paths, typed), { refusal: written.refused, seenVersion })
  })

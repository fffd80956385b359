// The child is found: how is it written down where, and who confirmed it? Only on a case that is open for the authority.
import { type Context, Hono } from 'hono'
import { findChild } from '../../actions/findChild.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { firstDayOf } from '../../cases/decide/entryDate.ts'
import type { AppEnv } from '../appEnv.ts'
import { freshFinding, readFinding, type TypedFinding } from '../forms/finding.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { caseHead } from '../pages/caseForm.ts'
import { openOnCase } from '../pages/caseOwed.ts'
import { findingForm } from '../pages/findingForm.ts'
import { backToCase, type CaseOpened, openCase, showCaseForm } from './caseForms.ts'

const page = 'Case: found'

export const findingRoutes = new Hono<AppEnv>()
  .get('/cases/:id/findings/new', requires('record-finding'), async (c) => {
    const now = await openCase(c, 'record-finding', page)
    if (!now) return c.notFound()
    if (now.summary.openedAt === null) return showUnopened(c, now)
    return showCaseForm(c, now, formOf(c, now, freshFinding(now.today)))
  })
  .post('/cases/:id/findings', requires('record-finding'), async (c) => {
    const house = c.get('house')
    const now = await openCase(c, 'record-finding', page)
    if (!now) return c.notFound()
    if (now.summary.openedAt === null) return showUnopened(c, now)
    const { id } = now.summary
    const { typed, seenVersion, read } = readFinding(await c.req.parseBody({ all: true }), firstDayOf(now), now.today)
    const form = formOf(c, now, typed)
    if ('errors' in read) return showCaseForm(c, now, form, { errors: read.errors, seenVersion })
    const found = await findChild(house, c.get('signedIn')!.person, id, seenVersion, read.finding)
    if (found === null) return c.notFound()
    if ('accepted' in found) return backToCase(c, id, 'found')
    const newer = (await openCase(c, 'record-finding', page)) ?? now
    return showCaseForm(c, newer, form, { refusal: found.refused, seenVersion })
  })

function formOf(c: Context<AppEnv>, now: CaseOpened, typed: TypedFinding) {
  const [paths, { person }] = [c.get('paths'), c.get('signedIn')!]
  return findingForm(now.summary.id, typed, paths, openOnCase(now, { person, paths, contacts: now.contacts }))
}

/** An absence that is the school’s alone has no such page: somebody who says where the child is gives a reason. */
function showUnopened(c: Context<AppEnv>, now: CaseNow): Response {
  const paths = c.get('paths')
  const { id, endedOn } = now.summary
  const model = {
    title: 'This case is not open for the authority',
    head: caseHead(now, paths),
    backHref: paths.case(id),
    reasonHref: endedOn === null ? paths.reasonForm(id) : null,
    openingHref: paths.caseOpening(id),
  }
  return showPage(c, 'pages/findingUnopened.njk', model, 404)
}

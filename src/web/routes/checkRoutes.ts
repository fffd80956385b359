// What was asked, of whom, and what came of it? The forms of both enquiry lists, and the sheet for a visit to the home.
import { type Context, Hono } from 'hono'
import { logCheck } from '../../actions/logCheck.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import { awaitedChecks, standingChecks } from '../../cases/checksAsked.ts'
import { firstDayOf } from '../../cases/decide/entryDate.ts'
import { type EnquiryLine, findCheckLine } from '../../cases/enquiryLists.ts'
import type { Contact } from '../../cases/pupil.ts'
import { type Permission, scopeOf } from '../../cases/roles.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { emptyCheck, readCheck, type TypedCheck, typedCheck } from '../forms/check.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { checkForm } from '../pages/checkForm.ts'
import { permissionOf } from '../pages/enquiriesShown.ts'
import { isHiddenFrom } from '../pages/enquiriesSight.ts'
import { homeVisitSheet } from '../pages/homeVisitSheet.ts'
import { backToCase, openCase, type Refused, showCaseForm } from './caseForms.ts'

export const checkRoutes = new Hono<AppEnv>()
  .get('/cases/:id/checks/new', requires('see-cases'), async (c) => {
    const line = findCheckLine(c.req.query('check') ?? '')
    const opened = line && (await openWithContacts(c, permissionOf(line.side), 'enquiry'))
    if (!opened) return c.notFound()
    const typed = emptyCheck(opened.now.today, whoWasAsked(c, opened, line, c.req.query('of') ?? ''))
    return showCheck(c, opened, line, typed)
  })
  .post('/cases/:id/checks', requires('see-cases'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const line = findCheckLine(lineOf(body, 'check'))
    const opened = line && (await openWithContacts(c, permissionOf(line.side), 'enquiry'))
    if (!opened) return c.notFound()
    const { now } = opened
    const typed = typedCheck(body)
    const read = readCheck(typed, line, { from: firstDayOf(now), today: now.today })
    if ('errors' in read) return showCheck(c, opened, line, typed, { errors: read.errors })
    const logged = await logCheck(c.get('house'), c.get('signedIn')!.person, now.summary.id, line.side, read.input)
    if (logged === null) return c.notFound()
    if ('refused' in logged) {
      const newer = (await openWithContacts(c, permissionOf(line.side), 'enquiry')) ?? opened
      return showCheck(c, newer, line, typed, { refusal: logged.refused })
    }
    return backToCase(c, now.summary.id, 'check', 'enquiries')
  })
  .get('/cases/:id/home-visit', requires('see-cases'), async (c) => {
    const opened =
      (await openWithContacts(c, 'log-school-check', 'home visit sheet')) ??
      (await openWithContacts(c, 'log-authority-check', 'home visit sheet'))
    if (!opened) return c.notFound()
    const { person } = c.get('signedIn')!
    const { now, contacts } = opened
    const around = { paths: c.get('paths'), person, contacts, authorityName: c.get('house').authorityName }
    return showPage(c, 'pages/homeVisit.njk', homeVisitSheet(now, around))
  })

interface Opened {
  readonly now: CaseNow
  readonly contacts: readonly Contact[]
}

async function openWithContacts(c: Context<AppEnv>, permission: Permission, page: string): Promise<Opened | null> {
  const now = await openCase(c, permission, page)
  if (!now) return null
  const scope = scopeOf(c.get('signedIn')!.person, permission)
  return { now, contacts: await listContacts(c.get('house').database, scope, [now.pupil.id]) }
}

function showCheck(
  c: Context<AppEnv>,
  { now, contacts }: Opened,
  line: EnquiryLine,
  typed: TypedCheck,
  refused: Refused = {},
): Response {
  const { person } = c.get('signedIn')!
  const around = { paths: c.get('paths'), person, contacts, authorityName: c.get('house').authorityName }
  return showCaseForm(c, now, checkForm(now, line, typed, around), refused)
}

/** Whom the entry asked that is now answered; empty without one, or when this person may not read the name. */
function whoWasAsked(c: Context<AppEnv>, { now, contacts }: Opened, line: EnquiryLine, of: string): string {
  const asked = awaitedChecks(standingChecks(now.events, now.summary.standing)).find(
    ({ version, check }) => check === line.code && String(version) === of,
  )
  if (!asked) return ''
  const isHidden = isHiddenFrom(c.get('signedIn')!.person, now.summary.schoolUrn, contacts)
  return isHidden(asked.who) ? '' : asked.who
}

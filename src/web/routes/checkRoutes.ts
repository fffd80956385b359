// What was asked, of whom, and what came of it? The forms of both enquiry lists, and the sheet for a visit to the home.
import { type Context, Hono } from 'hono'
import { logCheck } from '../../actions/logCheck.ts'
import { homeVisitChecks } from '../../cases/caseFacts.ts'
import type { CaseNow } from '../../cases/caseNow.ts'
import {
  askedAgain,
  awaitedChecks,
  isStillAwaited,
  type StandingCheck,
  standingChecks,
} from '../../cases/checksAsked.ts'
import { firstDayOf } from '../../cases/decide/entryDate.ts'
import type { CheckToLog } from '../../cases/decide/logCheck.ts'
import { type EnquiryLine, findCheckLine } from '../../cases/enquiryLists.ts'
import type { Contact } from '../../cases/pupil.ts'
import type { Permission } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf } from '../forms/caseForm.ts'
import { emptyCheck, readCheck, type TypedCheck, typedCheck } from '../forms/check.ts'
import { readCheckAnswer } from '../forms/checkAnswer.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { checkAnswerForm } from '../pages/checkAnswerForm.ts'
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
    const { now } = opened
    const checks = standingChecks(now.events, now.summary.standing)
    const asked = askedBefore(awaitedChecks(checks), line, c.req.query('of') ?? '')
    return showCheck(c, opened, line, emptyCheck(now.today, whoWasAsked(c, opened, asked)), {}, asked)
  })
  .post('/cases/:id/checks', requires('see-cases'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const line = findCheckLine(lineOf(body, 'check'))
    const opened = line && (await openWithContacts(c, permissionOf(line.side), 'enquiry'))
    if (!opened) return c.notFound()
    const { now } = opened
    const typed = typedCheck(body)
    const asked = askedBefore(standingChecks(now.events, now.summary.standing), line, lineOf(body, 'of'))
    const log = async (input: CheckToLog, saved: string, part: string): Promise<Response> => {
      const logged = await logCheck(c.get('house'), c.get('signedIn')!.person, now.summary.id, line.side, input)
      if (logged === null) return c.notFound()
      if ('accepted' in logged) return backToCase(c, now.summary.id, saved, part)
      const newer = (await openWithContacts(c, permissionOf(line.side), 'enquiry')) ?? opened
      return showCheck(c, newer, line, typed, { refusal: logged.refused }, asked)
    }
    if (asked && lineOf(body, 'again') === 'today') {
      if (isStillAwaited(asked, standingChecks(now.events, now.summary.standing)))
        return log(askedAgain(asked, now.today), 'asked-again', 'answers')
      const form = emptyCheck(now.today, whoWasAsked(c, opened, asked))
      return showCheck(c, opened, line, form, { refusal: 'answered-already' })
    }
    const isAnswer = asked !== null && !homeVisitChecks.has(line.code)
    const read = isAnswer
      ? readCheckAnswer(typed, asked, now.today)
      : readCheck(typed, line, { from: firstDayOf(now), today: now.today })
    if ('errors' in read) return showCheck(c, opened, line, typed, { errors: read.errors }, asked)
    return isAnswer ? log(read.input, 'check-answer', 'answers') : log(read.input, 'check', 'enquiries')
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
  return now && { now, contacts: now.contacts }
}

function showCheck(
  c: Context<AppEnv>,
  { now, contacts }: Opened,
  line: EnquiryLine,
  typed: TypedCheck,
  refused: Refused = {},
  asked: StandingCheck | null = null,
): Response {
  const { person } = c.get('signedIn')!
  const around = { paths: c.get('paths'), person, contacts, authorityName: c.get('house').authorityName }
  const form =
    asked && !homeVisitChecks.has(line.code)
      ? checkAnswerForm(now, line, asked, typed, around)
      : checkForm(now, line, typed, around)
  return showCaseForm(c, now, form, refused)
}

/** The entry of this line that is answered or asked again; null when none of this version stands. */
function askedBefore(checks: readonly StandingCheck[], line: EnquiryLine, of: string): StandingCheck | null {
  const asked = ({ version, check, result }: StandingCheck) =>
    result === 'asked' && check === line.code && String(version) === of
  return checks.find(asked) ?? null
}

/** Whom it asked; empty without it, or when this person may not read the name. */
function whoWasAsked(c: Context<AppEnv>, { now, contacts }: Opened, asked: StandingCheck | null): string {
  if (asked === null) return ''
  const isHidden = isHiddenFrom(c.get('signedIn')!.person, now.summary.schoolUrn, contacts)
  return isHidden(asked.who) ? '' : asked.who
}

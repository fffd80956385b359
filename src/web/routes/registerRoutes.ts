// How is a paper register closed? One page says who is marked and how many are not; one button says that these were present.
import { type Context, Hono } from 'hono'
import { closeRegister } from '../../actions/closeRegister.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { isDate } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findCalendar } from '../../storage/calendarStore.ts'
import { findRollCount, listPupilsMarked } from '../../storage/handMarkStore.ts'
import { listSchoolsSearched } from '../../storage/pupilSearchStore.ts'
import { listRegisterSessions } from '../../storage/registerStore.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/absence.ts'
import { readRegister } from '../forms/register.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { answerNotByHand } from '../pages/notByHand.ts'
import { registerPage } from '../pages/registerPage.ts'

export const registerRoutes = new Hono<AppEnv>()
  .get('/registers', requires('log-absence'), (c) => {
    const { school, on } = c.req.query()
    return showRegister(c, school ?? null, on ?? null, [], 200)
  })
  .post('/registers', requires('log-absence'), async (c) => {
    const { house, paths, signedIn } = c.var
    const asked = readRegister(await c.req.parseBody())
    if (!asked) return c.notFound()
    const { school: schoolUrn, on, session } = asked
    const outcome = await closeRegister(house, signedIn!.person, { schoolUrn, on, session })
    if (!outcome) return c.notFound()
    if ('accepted' in outcome) return c.redirect(`${paths.registers()}?school=${schoolUrn}&on=${on}`, 303)
    const { refused } = outcome
    if (refused === 'register-not-by-hand') return answerNotByHand(c)
    const isOvertaken = refused === 'changed-meanwhile'
    const text = isOvertaken ? 'Somebody closed this register before you. It stands as below.' : refusals[refused]
    return showRegister(c, schoolUrn, on, [{ text, href: `#${session}` }], isOvertaken ? 409 : 422)
  })

async function showRegister(
  c: Context<AppEnv>,
  askedSchool: string | null,
  askedOn: string | null,
  errors: readonly FormError[],
  status: 200 | 409 | 422,
) {
  const { house, signedIn } = c.var
  const { person } = signedIn!
  const { database } = house
  const scope = scopeOf(person, 'log-absence')
  const now = house.clock.now()
  const on = askedOn ?? londonDate(now)
  if (!isDate(on)) return c.notFound()
  const schools = await listSchoolsSearched(database, scope)
  const onPaper = schools.filter(({ registerKept }) => registerKept === 'paper')
  const school = askedSchool === null ? onPaper[0] : schools.find(({ urn }) => urn === askedSchool)
  if (askedSchool !== null && !school) return c.notFound()
  if (school?.registerKept !== 'paper') return answerNotByHand(c)
  const [published, registers, onRoll, marked] = await Promise.all([
    findCalendar(database, scope, school.urn),
    listRegisterSessions(database, scope, on, on),
    findRollCount(database, scope, school.urn, on),
    listPupilsMarked(database, scope, school.urn, on),
  ])
  await recordRead(house, person, 'Register', [...new Set(marked.map(({ pupil }) => pupil.id))])
  const calendar = published ? prepareCalendar(published) : null
  const ofSchool = registers.filter(({ schoolUrn }) => schoolUrn === school.urn)
  const model = registerPage({ school, calendar, registers: ofSchool, onRoll, marked, on, now })
  const others = onPaper.filter(({ urn }) => urn !== school.urn)
  return showPage(c, 'pages/register.njk', { title: 'Paper register', ...model, others, errors }, status)
}

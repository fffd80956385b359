// How is an absence written down where the register is on paper? Find the pupil, then one form.
import { type Context, Hono } from 'hono'
import { keptSearch } from '../../actions/keepSearch.ts'
import { logAbsence } from '../../actions/logAbsence.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { lastDayExpected } from '../../cases/daysOnRoll.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findPupilRecord } from '../../storage/pupilPageStore.ts'
import { listPupilsFound, listSchoolsSearched } from '../../storage/pupilSearchStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type FormError, readAbsence, type TypedAbsence } from '../forms/absence.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { codeOptions, emptyAbsence, pupilChoice } from '../pages/absencePage.ts'
import { answerNotByHand } from '../pages/notByHand.ts'

const mostShown = 20

export const absenceRoutes = new Hono<AppEnv>()
  .get('/absences/new', requires('log-absence'), (c) => {
    const now = c.var.house.clock.now()
    return showForm(c, emptyAbsence(c.req.query('pupil') ?? '', c.req.query('search') ?? '', now), [], 200)
  })
  .post('/absences', requires('log-absence'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { typed, absence, errors } = readAbsence(await c.req.parseBody({ all: true }))
    if (!absence) return showForm(c, typed, errors, 422)
    const outcome = await logAbsence(house, signedIn!.person, absence)
    if (!outcome) return c.notFound()
    if ('accepted' in outcome) return c.redirect(`${paths.pupil(absence.pupilId)}?saved=absence`, 303)
    const { refused } = outcome
    if (refused === 'register-not-by-hand') return answerNotByHand(c)
    if (refused === 'mark-already-there') {
      const href = paths.markForm(absence.pupilId, absence.on, absence.sessions[0]!)
      return showForm(c, typed, [{ text: refusals[refused], href }], 409)
    }
    const href = refused === 'reason-needed' ? '#reason' : '#day'
    return showForm(c, typed, [{ text: whyRefused(refused), href }], refused === 'changed-meanwhile' ? 409 : 422)
  })

function whyRefused(refused: Refusal): string {
  if (refused === 'reason-needed')
    return `The register of this session is complete and says present. ${refusals[refused]}`
  if (refused === 'session-to-come') return 'The afternoon has not begun, so nobody can be marked N for it yet.'
  return refusals[refused]
}

/** The form with what was typed; without a pupil or a search, the step that looks for one. 403 where no register is on paper. */
async function showForm(
  c: Context<AppEnv>,
  typed: TypedAbsence,
  errors: readonly FormError[],
  status: 200 | 409 | 422,
) {
  const { house, signedIn } = c.var
  const { person, kept } = signedIn!
  const { database } = house
  const scope = scopeOf(person, 'log-absence')
  const search = keptSearch(kept, typed.search)
  const today = londonDate(house.clock.now())
  const [schools, record, found] = await Promise.all([
    listSchoolsSearched(database, scope),
    typed.pupil && search === null ? findPupilRecord(database, scope, typed.pupil) : null,
    search === null ? null : listPupilsFound(database, scope, search, today, mostShown + 1),
  ])
  if (!schools.some(({ registerKept }) => registerKept === 'paper')) return answerNotByHand(c)
  if (typed.pupil && search === null && !record) return c.notFound()
  if (record && record.registerKept !== 'paper') return answerNotByHand(c)
  const onPaper = new Set(schools.flatMap(({ urn, registerKept }) => (registerKept === 'paper' ? urn : [])))
  const known = record
    ? [record]
    : (found ?? []).filter(
        ({ pupil }) => onPaper.has(pupil.schoolUrn) && (lastDayExpected(pupil) === null || pupil.id === typed.pupil),
      )
  const choices = known.slice(0, mostShown).map(({ pupil, schoolName }) => pupilChoice(pupil, schoolName))
  await recordRead(
    house,
    person,
    'Absence by hand',
    choices.map(({ id }) => id),
  )
  const isSearch = record === null && found === null
  return showPage(
    c,
    'pages/absence.njk',
    {
      title: 'Log an absence',
      typed,
      errors,
      errorAt: Object.fromEntries(errors.map(({ text, href }) => [href, text])),
      step: isSearch ? 'search' : 'form',
      isChosen: record !== null,
      choices,
      hasMore: known.length > mostShown,
      codes: codeOptions(),
    },
    status,
  )
}

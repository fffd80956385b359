// Where is one child, and what is known? Search and the pupil's own page; every look is on record before it is answered.
import { Hono } from 'hono'
import { keepSearch, keptSearch } from '../../actions/keepSearch.ts'
import { recordRead } from '../../actions/recordRead.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { isKnownPupil } from '../../cases/daysOnRoll.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { schoolYearStart } from '../../cases/strip.ts'
import { findCalendar } from '../../storage/calendarStore.ts'
import {
  findPupilRecord,
  listAbsencesOf,
  listCompleteSessions,
  listMarksWithVersions,
} from '../../storage/pupilPageStore.ts'
import { listPupilsFound, listSchoolsSearched } from '../../storage/pupilSearchStore.ts'
import { listContacts } from '../../storage/pupilStore.ts'
import { findFileThatNamed } from '../../storage/registerFileRollStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { readPupilSearch } from '../forms/pupilSearch.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { pupilPage } from '../pages/pupilPage.ts'
import { pupilsShown } from '../pages/pupilsPage.ts'

const mostShown = 50
const savedWords = new Map([
  ['absence', 'The absence is saved.'],
  ['mark', 'The mark is corrected.'],
])

export const pupilRoutes = new Hono<AppEnv>()
  .get('/pupils', requires('see-pupils'), async (c) => {
    const { house, signedIn } = c.var
    const { person, kept } = signedIn!
    const scope = scopeOf(person, 'see-pupils')
    const today = londonDate(house.clock.now())
    const typed = keptSearch(kept, c.req.query('search') ?? '')
    const [schools, found] = await Promise.all([
      listSchoolsSearched(house.database, scope),
      typed === null ? null : listPupilsFound(house.database, scope, typed, today, mostShown + 1),
    ])
    const shown = (found ?? []).slice(0, mostShown)
    await recordRead(
      house,
      person,
      'Pupils: search',
      shown.map(({ pupil }) => pupil.id),
    )
    return showPage(c, 'pages/pupils.njk', {
      title: 'Pupils',
      typed: typed ?? '',
      isForAbsence: false,
      schools,
      pupils: found && pupilsShown(shown, person, today),
      hasMore: (found ?? []).length > mostShown,
      mostShown,
      mayMatch: may(person, 'match-pupils'),
      mayLogAbsence: may(person, 'log-absence') && schools.some(({ registerKept }) => registerKept === 'paper'),
    })
  })
  .post('/pupils/search', requires('see-pupils'), async (c) => {
    const { house, paths, signedIn } = c.var
    const body = await c.req.parseBody()
    const read = readPupilSearch(body.search)
    if ('search' in read) {
      const key = await keepSearch(house, signedIn!, read.search)
      const page = body.for === 'absence' ? paths.absenceForm() : paths.pupils()
      return c.redirect(`${page}?search=${key}`, 303)
    }
    if (body.for === 'absence' && read.typed.trim() === '') return c.redirect(paths.absenceForm(), 303)
    const schools = await listSchoolsSearched(house.database, scopeOf(signedIn!.person, 'see-pupils'))
    const isForAbsence = body.for === 'absence'
    const model = {
      typed: read.typed,
      isForAbsence,
      schools,
      pupils: null,
      hasMore: false,
      mostShown,
      mayMatch: false,
      mayLogAbsence: false,
    }
    const errors = [{ text: read.error, href: '#search' }]
    return showPage(c, 'pages/pupils.njk', { title: 'Pupils', ...model, errors }, 422)
  })
  .get('/pupils/:id', requires('see-pupils'), async (c) => {
    const { house, signedIn } = c.var
    const { person } = signedIn!
    const scope = scopeOf(person, 'see-pupils')
    const { database } = house
    const record = await findPupilRecord(database, scope, c.req.param('id'))
    if (!record) return c.notFound()
    const { id, schoolUrn } = record.pupil
    const now = house.clock.now()
    // The absence that runs in September may have begun in the summer term.
    const from = schoolYearStart(`${Number(londonDate(now).slice(0, 4)) - 1}${londonDate(now).slice(4)}`)
    const [calendar, contacts, { marks, versions }, completeSessions, absences] = await Promise.all([
      findCalendar(database, scope, schoolUrn),
      // Read for everybody who may see the pupil, so that what names somebody restricted is hidden; shown to few.
      listContacts(database, scope, [id]),
      listMarksWithVersions(database, scope, id, from),
      listCompleteSessions(database, scope, schoolUrn, from),
      listAbsencesOf(database, scope, id),
    ])
    const unknownBy = isKnownPupil(record.pupil) ? null : await findFileThatNamed(database, scope, id)
    await recordRead(house, person, 'Pupil', [id])
    const facts = { record, calendar, contacts, marks, versions, completeSessions, absences }
    const reader = { person, authorityName: house.authorityName, paths: c.get('paths') }
    return showPage(c, 'pages/pupil.njk', {
      title: 'Pupil',
      pupilId: id,
      unknownBy,
      saved: savedWords.get(c.req.query('saved') ?? '') ?? null,
      ...pupilPage(facts, reader, now, c.req.query('entries') === 'all'),
    })
  })

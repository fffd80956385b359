// What may the authority know before a case is opened? How each school's morning stands, in counts.
import { Hono } from 'hono'
import { londonDate } from '../../calendar/londonTime.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listAskedCounts } from '../../storage/askedAboutStore.ts'
import { listCalendars } from '../../storage/calendarStore.ts'
import { listChildrenToCount, listSchoolsForCounts } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { allBands, schoolRows } from '../pages/schools.ts'
import { askedWords } from '../pages/schoolsAsked.ts'

export const schoolRoutes = new Hono<AppEnv>().get('/schools', requires('see-school-counts'), async (c) => {
  const { database, clock } = c.get('house')
  const { person } = c.get('signedIn')!
  const scope = scopeOf(person, 'see-school-counts')
  const now = clock.now()
  const today = londonDate(now)
  const [schools, calendars, children, asked] = await Promise.all([
    listSchoolsForCounts(database, scope, today),
    listCalendars(database, scope),
    listChildrenToCount(database, scope, today),
    listAskedCounts(database, scope, today),
  ])
  const rows = schoolRows(schools, new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar])), children, now)
  return showPage(c, 'pages/schools.njk', {
    title: 'Schools',
    now,
    rows: rows.map((row) => ({
      ...row,
      asked: askedWords(asked.find(({ schoolUrn }) => schoolUrn === row.urn)),
      casesHref: may(person, 'see-cases', row.urn) ? c.get('paths').cases(`?school=${row.urn}`) : '',
      calendarHref:
        row.isCalendarMissing && may(person, 'see-calendar', row.urn) ? c.get('paths').calendar(row.urn) : '',
    })),
    all: allBands(rows),
    seesCases: may(person, 'see-cases'),
  })
})

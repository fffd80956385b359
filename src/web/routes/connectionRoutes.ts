// Are the schools' systems connected, and do they deliver? The administrator's first page, what is still to be set up, and a new connection.
import { type Context, Hono } from 'hono'
import { connectSchool } from '../../actions/connectSchool.ts'
import { schoolsSilent } from '../../actions/schoolsSilent.ts'
import { epochMilliseconds, instantText, londonDate } from '../../calendar/londonTime.ts'
import { refusals } from '../../cases/refusals.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import { listSchoolsConnected } from '../../storage/connectionListStore.ts'
import { findConnection, listOpenConnections, type OpenConnection } from '../../storage/connectionPageStore.ts'
import { listFeedProblems } from '../../storage/feedProblemStore.ts'
import { findSetUp, listSchools, type School } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import type { FormError } from '../forms/caseForm.ts'
import { freshConnection, readConnection, type TypedConnection } from '../forms/connection.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { connectedAlready, connectionFormModel } from '../pages/connectionForm.ts'
import { connectionRows, connectionsQuery } from '../pages/connections.ts'
import { feedProblemsShown } from '../pages/feedProblems.ts'
import { pageNumber, pagesOf } from '../pages/people.ts'
import { setUpSteps } from '../pages/setUp.ts'
import { silenceShown } from '../pages/silencePage.ts'
import { showSecret } from './secretShown.ts'

const daysBack = 7
const schoolsAPage = 50

export const connectionRoutes = new Hono<AppEnv>()
  .get('/connections', requires('see-connections'), async (c) => {
    const { house, paths, signedIn } = c.var
    const scope = scopeOf(signedIn!.person, 'see-connections')
    const now = house.clock.now()
    const search = (c.req.query('search') ?? '').trim().slice(0, 200)
    const isSilent = c.req.query('silent') === 'today'
    const page = pageNumber(c.req.query('page'))
    // The very schools of the page that says what is known of each.
    const silences = isSilent ? await schoolsSilent(house, scope) : null
    const [{ schools, found }, setUp, problems] = await Promise.all([
      listSchoolsConnected(house.database, scope, {
        ...{ search, urns: silences?.map(({ urn }) => urn) ?? null, limit: schoolsAPage },
        offset: (page - 1) * schoolsAPage,
        notTakenSince: instantText(epochMilliseconds(now) - daysBack * 24 * 60 * 60 * 1000),
      }),
      findSetUp(house.database, scope, londonDate(now)),
      listFeedProblems(house.database, scope),
    ])
    const query = connectionsQuery(search, isSilent)
    // Beyond the last page, and so without a count.
    if (page > 1 && schools.length === 0) return c.redirect(paths.connections(query), 303)
    return showPage(c, 'pages/connections.njk', {
      title: 'Connections',
      daysBack,
      search,
      isSilent,
      found,
      query,
      mayConnect: may(signedIn!.person, 'connect-schools'),
      pages: pagesOf(c.req.query('page'), found, schoolsAPage),
      schools: connectionRows(schools, paths, house.publicUrl, silences?.map((each) => silenceShown(each, now)) ?? []),
      setUp: setUpSteps(setUp),
      problems: feedProblemsShown(problems),
      hasSchools: setUp.schools > 0,
    })
  })
  .get('/connections/new', requires('connect-schools'), async (c) => {
    const schools = await schoolsHere(c)
    const chosen = schools.find(({ urn }) => urn === c.req.query('school')) ?? null
    return showForm(c, schools, freshConnection(c.get('house').ids.secret(), chosen, schools.length === 0), [])
  })
  .post('/connections', requires('connect-schools'), async (c) => {
    const { house, paths, signedIn } = c.var
    const { person } = signedIn!
    const schools = await schoolsHere(c)
    const { typed, asked, errors } = readConnection(await c.req.parseBody(), schools)
    if (!asked) return showForm(c, schools, typed, errors)
    const formKey = typed.formKey || house.ids.secret()
    const outcome = await connectSchool(house, person, { ...asked, formKey, again: typed.again })
    if (!outcome) return c.notFound()
    if ('refused' in outcome && outcome.refused === 'school-connected-already') {
      const scope = scopeOf(person, 'connect-schools')
      const open = await listOpenConnections(house.database, scope, asked.schoolUrn)
      return showForm(c, schools, { ...typed, formKey }, [{ text: refusals[outcome.refused], href: '#again' }], open)
    }
    if ('refused' in outcome) {
      return showForm(c, schools, typed, [{ text: refusals[outcome.refused], href: '#which' }])
    }
    const { connectionId, secret, isNew } = outcome.accepted
    if (!isNew) return c.redirect(paths.connection(connectionId, '?made=before'), 303)
    if (secret === null) return c.redirect(paths.connection(connectionId, '?made=now'), 303)
    const connection = await findConnection(house.database, scopeOf(person, 'connect-schools'), connectionId)
    return connection ? showSecret(c, connection, secret, 'connected') : c.notFound()
  })

function schoolsHere(c: Context<AppEnv>): Promise<School[]> {
  const { house, signedIn } = c.var
  return listSchools(house.database, scopeOf(signedIn!.person, 'connect-schools'))
}

function showForm(
  c: Context<AppEnv>,
  schools: readonly School[],
  typed: TypedConnection,
  errors: readonly FormError[],
  open: readonly OpenConnection[] = [],
): Response {
  const connected = connectedAlready(open, c.get('paths'))
  const model = { title: 'Connect a school', errors, connected, ...connectionFormModel(typed, errors, schools) }
  return showPage(c, 'pages/connectionForm.njk', model, errors.length > 0 ? 422 : 200)
}

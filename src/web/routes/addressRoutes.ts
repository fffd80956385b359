// To which address do each team's messages go? The administrator says; who changed what is written down.
import { type Context, Hono } from 'hono'
import { setAddresses } from '../../actions/setAddresses.ts'
import { scopeOf } from '../../cases/roles.ts'
import type { Team } from '../../cases/team.ts'
import { listTeamAddresses } from '../../storage/addressStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { fieldOf, readAddresses, type TypedAddress } from '../forms/addresses.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { teamTitle } from '../pages/messageWords.ts'
import { pageNumber, pagesOf } from '../pages/people.ts'

const addressesAPage = 50
const setsAddresses = requires('set-addresses')

export const addressRoutes = new Hono<AppEnv>()
  .get('/addresses', setsAddresses, async (c) => {
    const { addresses, found } = await addressesHere(c)
    if (pageNumber(c.req.query('page')) > 1 && addresses.length === 0)
      return c.redirect(c.get('paths').addresses(), 303)
    return showAddresses(c, addresses, found, new Map())
  })
  .post('/addresses', setsAddresses, async (c) => {
    const { addresses, found } = await addressesHere(c)
    const { typed, changes } = readAddresses(await c.req.parseBody({ all: true }), addresses)
    if ([...typed.values()].some(({ error }) => error)) return showAddresses(c, addresses, found, typed)
    await setAddresses(c.get('house'), c.get('signedIn')!.person, changes)
    const page = pageNumber(c.req.query('page'))
    const place = page > 1 ? `page=${page}&` : ''
    return c.redirect(`${c.get('paths').addresses()}?${place}saved=yes`, 303)
  })

function addressesHere(c: Context<AppEnv>) {
  const offset = (pageNumber(c.req.query('page')) - 1) * addressesAPage
  const scope = scopeOf(c.get('signedIn')!.person, 'set-addresses')
  return listTeamAddresses(c.get('house').database, scope, { limit: addressesAPage, offset })
}

function showAddresses(
  c: Context<AppEnv>,
  addresses: Awaited<ReturnType<typeof addressesHere>>['addresses'],
  found: number,
  typed: ReadonlyMap<Team, TypedAddress>,
): Response {
  const rows = addresses.map(({ team, schoolName, email, setAt, setByName }) => ({
    field: fieldOf(team),
    label: teamTitle(team, schoolName),
    value: typed.get(team)?.typed ?? email ?? '',
    was: email ?? '',
    error: typed.get(team)?.error ?? null,
    setAt,
    setByName,
  }))
  const pages = pagesOf(c.req.query('page'), found, addressesAPage)
  const errors = rows.flatMap(({ field, label, error }) =>
    error ? [{ text: `${label}: ${error}`, href: `#${field}` }] : [],
  )
  return showPage(
    c,
    'pages/addresses.njk',
    {
      title: 'Addresses',
      errors,
      rows,
      pages,
      action: pages.page > 1 ? `${c.get('paths').addresses()}?page=${pages.page}` : c.get('paths').addresses(),
      isSaved: errors.length === 0 && c.req.query('saved') !== undefined,
    },
    errors.length > 0 ? 422 : 200,
  )
}

// Who works here, and what may they do? For administrators: people, their roles, their sign-ins.
import { type Context, Hono } from 'hono'
import { endSignIns } from '../../actions/endSignIns.ts'
import { grantRole } from '../../actions/grantRole.ts'
import { withdrawRole } from '../../actions/withdrawRole.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findPerson, listPeople } from '../../storage/personStore.ts'
import { listSchools } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { authorityRoles, type FormError, type RoleTyped, readRole, schoolRoles } from '../forms/role.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { accountOf, describeRole, pageNumber, pagesOf, peopleAPage, personRow, roleRow } from '../pages/people.ts'
import { roleItems, schoolItems } from '../pages/roleChoice.ts'

const managesPeople = requires('manage-people')

export const peopleRoutes = new Hono<AppEnv>()
  .get('/people', managesPeople, async (c) => {
    const house = c.get('house')
    const name = c.req.query('name')?.trim().slice(0, 200) ?? ''
    const page = pageNumber(c.req.query('page'))
    const part = { name, limit: peopleAPage, offset: (page - 1) * peopleAPage }
    const { people, found } = await listPeople(house.database, scopeHere(c), part)
    // Beyond the last page, and so without a count.
    if (page > 1 && people.length === 0) return c.redirect(c.get('paths').people(), 303)
    return showPage(c, 'pages/people.njk', {
      title: 'People',
      name,
      pages: pagesOf(c.req.query('page'), found, peopleAPage),
      people: people.map((person) => personRow(person, house.mode === 'demonstration', house.clock.now())),
    })
  })
  .get('/people/:id', managesPeople, (c) => showPerson(c, { role: '', school: '' }, []))
  .post('/people/:id/roles', managesPeople, async (c) => {
    const personId = c.req.param('id')
    const { typed, role, errors } = readRole(await c.req.parseBody({ all: true }))
    if (!role) return showPerson(c, typed, errors)
    const outcome = await grantRole(c.get('house'), personHere(c), { personId, role })
    if (!outcome) return c.notFound()
    if ('refused' in outcome) return showPerson(c, typed, [{ text: refusals[outcome.refused], field: 'role' }])
    return c.redirect(c.get('paths').person(personId), 303)
  })
  .get('/people/:id/roles/:roleId/withdrawal', managesPeople, async (c) => {
    const person = await findPerson(c.get('house').database, scopeHere(c), c.req.param('id'))
    const role = person?.roles.find(({ id, withdrawnAt }) => id === c.req.param('roleId') && withdrawnAt === null)
    if (!person || !role) return c.notFound()
    const isOwn = person.id === personHere(c).id
    return showPage(c, 'pages/roleWithdrawal.njk', {
      title: 'Withdraw a role',
      personId: person.id,
      name: person.name,
      isOwn,
      role: { id: role.id, text: describeRole(role) },
    })
  })
  .post('/people/:id/roles/:roleId/withdrawal', managesPeople, async (c) => {
    const input = { personId: c.req.param('id'), roleId: c.req.param('roleId') }
    const outcome = await withdrawRole(c.get('house'), personHere(c), input)
    if (!outcome) return c.notFound()
    if ('refused' in outcome) {
      return showPerson(c, { role: '', school: '' }, [{ text: refusals[outcome.refused], field: 'roles' }])
    }
    return c.redirect(c.get('paths').person(input.personId), 303)
  })
  .post('/people/:id/sign-ins/end', managesPeople, async (c) => {
    const personId = c.req.param('id')
    const isThere = await endSignIns(c.get('house'), personHere(c), personId)
    return isThere ? c.redirect(c.get('paths').person(personId), 303) : c.notFound()
  })

async function showPerson(c: Context<AppEnv>, typed: RoleTyped, errors: readonly FormError[]): Promise<Response> {
  const house = c.get('house')
  const scope = scopeHere(c)
  const id = c.req.param('id') ?? ''
  const [person, schools] = await Promise.all([
    findPerson(house.database, scope, id),
    listSchools(house.database, scope),
  ])
  if (!person) return c.notFound() as Response
  const isDemonstration = house.mode === 'demonstration'
  const model = {
    title: 'A person’s roles',
    errors: errors.map(({ text, field }) => ({ text, href: `#${field}` })),
    faults: Object.fromEntries(errors.map(({ text, field }) => [field, text])),
    personId: person.id,
    name: person.name,
    isOwn: person.id === personHere(c).id,
    account: accountOf(person, isDemonstration, house.clock.now()),
    invitationExpiresAt: person.hasAccount ? null : person.invitationExpiresAt,
    mayInviteAgain: !isDemonstration && !person.hasAccount,
    lastSignedInAt: person.lastSignedInAt,
    roles: person.roles.filter(({ withdrawnAt }) => withdrawnAt === null).map(roleRow),
    past: person.roles.filter(({ withdrawnAt }) => withdrawnAt !== null).map(roleRow),
    roleItems: roleItems([...schoolRoles, ...authorityRoles], [typed.role]),
    schoolItems: schoolItems(schools, typed.school),
  }
  return showPage(c, 'pages/personPage.njk', model, errors.length > 0 ? 422 : 200)
}

function personHere(c: Context<AppEnv>) {
  // Every route here stands behind requires(…).
  return c.get('signedIn')!.person
}

function scopeHere(c: Context<AppEnv>) {
  return scopeOf(personHere(c), 'manage-people')
}

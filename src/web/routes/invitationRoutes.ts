// How does an administrator bring somebody in? With a name, roles, and a link that is shown once.
import { type Context, Hono } from 'hono'
import { invitePerson, type Link } from '../../actions/invitePerson.ts'
import { renewInvitation } from '../../actions/renewInvitation.ts'
import { refusals } from '../../cases/refusals.ts'
import { scopeOf } from '../../cases/roles.ts'
import { findPerson } from '../../storage/personStore.ts'
import { listSchools } from '../../storage/schoolStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { type InvitationTyped, readInvitation } from '../forms/invitation.ts'
import { authorityRoles, type FormError, schoolRoles } from '../forms/role.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { roleItems, schoolItems } from '../pages/roleChoice.ts'

const managesPeople = requires('manage-people')

export const invitationRoutes = new Hono<AppEnv>()
  .get('/people/new', managesPeople, (c) => {
    const formKey = c.get('house').ids.secret()
    return showForm(c, { name: '', atSchool: [], school: '', atAuthority: [], formKey }, [])
  })
  .post('/people', managesPeople, async (c) => {
    const { typed, read, errors } = readInvitation(await c.req.parseBody({ all: true }))
    if (!read) return showForm(c, typed, errors)
    const outcome = await invitePerson(c.get('house'), c.get('signedIn')!.person, read)
    if ('refused' in outcome) return showForm(c, typed, [{ text: refusals[outcome.refused], field: 'school' }])
    const { personId, link } = outcome.accepted
    return link ? showLink(c, personId, read.name, link) : c.redirect(c.get('paths').person(personId), 303)
  })
  .post('/people/:id/invitations', managesPeople, async (c) => {
    const by = c.get('signedIn')!.person
    const house = c.get('house')
    const person = await findPerson(house.database, scopeOf(by, 'manage-people'), c.req.param('id'))
    if (!person) return c.notFound()
    const outcome = await renewInvitation(house, by, person.id)
    // Signed in meanwhile, or nobody needs a link here: the person's page says how they come in.
    if ('refused' in outcome || !outcome.accepted) return c.redirect(c.get('paths').person(person.id), 303)
    return showLink(c, person.id, person.name, outcome.accepted)
  })

async function showForm(c: Context<AppEnv>, typed: InvitationTyped, errors: readonly FormError[]): Promise<Response> {
  const schools = await listSchools(c.get('house').database, scopeOf(c.get('signedIn')!.person, 'manage-people'))
  const model = {
    title: 'Invite a person',
    errors: errors.map(({ text, field }) => ({ text, href: `#${field}` })),
    faults: Object.fromEntries(errors.map(({ text, field }) => [field, text])),
    name: typed.name,
    formKey: typed.formKey,
    atSchoolItems: roleItems(schoolRoles, typed.atSchool),
    atAuthorityItems: roleItems(authorityRoles, typed.atAuthority),
    schoolItems: schoolItems(schools, typed.school),
  }
  return showPage(c, 'pages/invitationForm.njk', model, errors.length > 0 ? 422 : 200)
}

function showLink(c: Context<AppEnv>, personId: string, name: string, link: Link): Response {
  const address = new URL(c.get('paths').invitation(link.code), c.get('house').publicUrl).href
  return showPage(c, 'pages/invitationMade.njk', {
    title: 'Invitation made',
    personId,
    name,
    address,
    expiresAt: link.expiresAt,
  })
}

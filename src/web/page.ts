// What does every page have in common? Title, who is signed in, where they can go, and what time it is in the house.
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import assets from '../../build/assets.js'
import { may, type Person, roleNames } from '../cases/roles.ts'
import type { AppEnv } from './appEnv.ts'
import { render } from './templates.ts'

export interface PageModel {
  /** Never a child's name: titles end up in histories and on screens. */
  readonly title: string
  readonly [more: string]: unknown
}

/** Answers with a page. `errors` in the model makes it a 422 with "Error:" before the title. */
export function showPage(
  c: Context<AppEnv>,
  template: string,
  model: PageModel,
  status: ContentfulStatusCode = 200,
): Response {
  const paths = c.get('paths')
  const house = c.get('house')
  const person = c.get('signedIn')?.person ?? null
  const html = render(template, {
    errors: [],
    ...model,
    paths,
    nonce: c.get('nonce'),
    authorityName: house.authorityName,
    isDemonstration: house.mode === 'demonstration',
    demonstrationBar: c.get('demonstrationBar'),
    here: c.req.path,
    now: house.clock.now(),
    person: person && { name: person.name, as: describeRoles(person) },
    navigation: person ? navigationOf(person, paths) : [],
    asset: (file: string) => paths.asset(assets[file] ?? file),
  })
  return c.html(html, status)
}

function describeRoles(person: Person): string {
  return [...new Set(person.rolesHeld.map(({ role }) => roleNames[role]))].join(', ')
}

function navigationOf(person: Person, paths: AppEnv['Variables']['paths']) {
  return [
    may(person, 'see-absences') && { text: 'Today', href: paths.today() },
    may(person, 'see-cases') && { text: 'Cases', href: paths.cases() },
    may(person, 'see-pupils') && { text: 'Pupils', href: paths.pupils() },
    may(person, 'upload-registers') && { text: 'Register files', href: paths.registerFiles() },
    may(person, 'see-school-counts') && { text: 'Schools', href: paths.schools() },
    may(person, 'see-calendar') && { text: 'Calendars', href: paths.calendars() },
    may(person, 'manage-people') && { text: 'People', href: paths.people() },
    may(person, 'see-connections') && { text: 'Connections', href: paths.connections() },
    may(person, 'see-messages') && { text: 'Messages', href: paths.messages() },
    may(person, 'set-addresses') && { text: 'Addresses', href: paths.addresses() },
    may(person, 'see-faults') && { text: 'Needs attention', href: paths.needsAttention() },
    { text: 'Deadline calculator', href: paths.calculator() },
    { text: 'Rulebook', href: paths.rulebook() },
  ].filter((item) => item !== false)
}

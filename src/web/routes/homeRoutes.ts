// What is this, and where do I start? Signed in, the first page of the person's own work.
import { Hono } from 'hono'
import { may } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'

export const homeRoutes = new Hono<AppEnv>()
  .get('/', (c) => {
    const person = c.get('signedIn')?.person
    const paths = c.get('paths')
    if (!person) return showPage(c, 'pages/home.njk', { title: 'Whereabouts' })
    if (may(person, 'see-absences')) return c.redirect(paths.today(), 303)
    if (may(person, 'see-cases')) return c.redirect(paths.cases(), 303)
    if (may(person, 'see-school-counts')) return c.redirect(paths.schools(), 303)
    if (may(person, 'see-connections')) return c.redirect(paths.connections(), 303)
    return showPage(c, 'pages/noRole.njk', { title: 'You have no role yet' })
  })
  .get('/health', (c) => c.json({ status: 'ok' }))

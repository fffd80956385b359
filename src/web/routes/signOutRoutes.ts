// How does somebody leave? One button; the sign-in ends in the database, not only in the browser.
import { Hono } from 'hono'
import type { AppEnv } from '../appEnv.ts'
import { endSession } from '../middleware/signedIn.ts'

export const signOutRoutes = new Hono<AppEnv>().post('/sign-out', async (c) => {
  await endSession(c)
  return c.redirect(c.get('paths').home(), 303)
})

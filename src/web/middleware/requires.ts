// May this person open this page? Signed out: sign in first. Not allowed: not found, as if it were not there.
import { createMiddleware } from 'hono/factory'
import { may, type Permission } from '../../cases/roles.ts'
import type { AppEnv } from '../appEnv.ts'

/** Lets through who holds the permission at some school; what they see there is bounded by the scope of each query. */
export function requires(permission: Permission) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const signedIn = c.get('signedIn')
    if (!signedIn) return c.redirect(c.get('paths').signIn(), 303)
    if (!may(signedIn.person, permission)) return c.notFound()
    return next()
  })
}

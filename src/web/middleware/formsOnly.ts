// Did one of our own pages send this? Only forms, only from here: no JSON ever rides on a cookie.
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../appEnv.ts'

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** 415 for a change that is no form; 403 for a form from another origin. `alsoOwnHost`: in the demonstration, which answers under many names. */
export function formsOnly(publicOrigin: string, alsoOwnHost: boolean) {
  const check = csrf({
    origin: (origin, c) => origin === publicOrigin || (alsoOwnHost && origin === new URL(c.req.url).origin),
  })
  return createMiddleware<AppEnv>(async (c, next) => {
    // Other methods have no route behind this: they go on and are told which there are.
    if (c.req.method !== 'POST') return next()
    const kind = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    if (!forms.includes(kind)) return c.text('Only forms can be sent here.', 415)
    return check(c, next)
  })
}
